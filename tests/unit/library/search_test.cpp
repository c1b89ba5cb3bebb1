#include "library/search_index.h"
#include "library/search_words.h"
#include "library_testing.h"

#include <cstdint>

namespace carepress::test {
using namespace library;
namespace {

namespace fs = std::filesystem;

std::string words(const std::string& text) {
    WordSplitter splitter;
    std::string all;
    splitter.split(text, [&](std::string_view word, std::size_t begin, std::size_t end) {
        EXPECT_LE(end, text.size());
        EXPECT_LT(begin, end);
        all += (all.empty() ? "" : " ") + std::string(word);
        return true;
    });
    return all;
}

TEST(WordSplitter, FoldsLettersAndAccents) {
    EXPECT_EQ(words("Él está MAL, ¿no?"), "el esta mal no");
    EXPECT_EQ(words("Đau lưng ở Łódź; smørrebrød, Straße, œuf, ﬁn"), "dau lung o lodz smorrebrod strasse oeuf fin");
    EXPECT_EQ(words("100.4°F (38°C), K977-2"), "100 4 f 38 c k977 2");
    EXPECT_EQ(words("ُالحُمّى"), "الحمى");
    EXPECT_EQ(words("Ёлка и й"), "елка и и");
    EXPECT_EQ(words("पानी पिएँ"), "पानी पिएँ") << "Indic vowels are letters";
    EXPECT_EQ(words("한국어"), "한국어") << "composed again";
    EXPECT_EQ(words(""), "");
    EXPECT_EQ(words("\xFF\xC3 a\x80z"), "a z");
}

TEST(WordSplitter, PartsLanguagesWithoutSpaces) {
    EXPECT_EQ(words("ปวดหลังมาก"), "ปวด หลัง มาก");
    EXPECT_EQ(words("喝水Drink水"), "喝水 drink 水");
    EXPECT_EQ(words("が"), "が") << "a letter of its own, not an accent";
    EXPECT_NE(words("腰や背中が痛い").find("背中"), std::string::npos);
}

TEST(WordSplitter, FoldingAFoldedWordChangesNothing) {
    WordSplitter splitter, again;
    for (const std::string& path : sample_articles()) {
        const std::string text = read_file(path);
        splitter.split(text, [&](std::string_view word, std::size_t, std::size_t) {
            std::string folded;  // a dictionary may part it, when it is alone
            again.split(word, [&](std::string_view part, std::size_t, std::size_t) {
                folded += part;
                return true;
            });
            EXPECT_EQ(folded, word) << path;
            return true;
        });
    }
}

/// A library with an index that is looked at anew for each search, as if an hour had gone by each time.
class TestIndex {
public:
    TestIndex() : index_(file(), library.library(), false) {}
    std::vector<SearchHit> search(const SearchQuery& query) {
        now_ += 3'600'000'000'000;
        return search_library(index_, query, now_, 0);
    }
    std::string codes(const std::string& text, std::vector<std::string> languages = {}) {
        std::string all;
        for (const SearchHit& hit : search({text, std::move(languages), 10}))
            all += (all.empty() ? "" : " ") + hit.language + "/" + hit.code;
        return all;
    }
    std::string file() const { return library.output() + ".sqlite"; }
    SearchIndex& index() { return index_; }

    TestLibrary library;

private:
    std::int64_t now_ = 2'000'000'000'000'000'000;
    SearchIndex index_;
};

void fill(const TestLibrary& library) {
    library.write_raw(
        "en/back.md",
        "---\ncode: B1\ntitle: Back Pain\nlanguage: en\nkeywords: [lumbago]\nsynonyms: [Sore back]\ntopics:\n"
        "  - {system: ICD-10-CM, code: M54.50}\n---\n\nYour spine hurts. It gets better with walks.\n");
    library.write_raw(
        "en/chest.md",
        "---\ncode: C1\ntitle: Chest Pain\nlanguage: en\n---\n\nThe pain may go to the back. Call 911.\n");
    library.write_raw("es/espalda.md",
                      "---\ncode: B1\ntitle: Dolor de espalda\nlanguage: es-MX\n---\n\nCamine un poco cada día.\n");
    library.write_raw("zh/yao.md", "---\ncode: B1\ntitle: 腰背痛\nlanguage: zh-Hant\n---\n\n請多走路，多喝水。\n");
    library.write_raw("th/lang.md", "---\ncode: B1\ntitle: ปวดหลัง\nlanguage: th\n---\n\nดื่มน้ำให้มาก\n");
}

TEST(SearchArticles, JoinTranslationsAndCountAll) {
    TestIndex index;
    fill(index.library);
    index.index().refresh(2'000'000'000'000'000'000, 1);
    const FoundArticles code = index.index().search_articles({"B1", 0, 10, {}});
    ASSERT_EQ(code.hits.size(), 1u) << "four texts of one article";
    EXPECT_EQ(code.hits[0].language, "en");
    EXPECT_EQ(code.total, 1u);

    const FoundArticles first = index.index().search_articles({"back pain", 0, 1, {}});
    EXPECT_EQ(first.total, 2u);
    ASSERT_EQ(first.hits.size(), 1u);
    EXPECT_EQ(first.hits[0].code, "B1");
    EXPECT_NE(first.hits[0].snippet, "");
    const FoundArticles next = index.index().search_articles({"back pain", 1, 10, {}});
    EXPECT_EQ(next.total, 2u);
    ASSERT_EQ(next.hits.size(), 1u);
    EXPECT_EQ(next.hits[0].code, "C1");
    EXPECT_TRUE(index.index().search_articles({"back pain", 2, 10, {}}).hits.empty());

    const auto only_c = [](const std::string& each) { return each == "C1"; };
    const FoundArticles some = index.index().search_articles({"back pain", 0, 10, only_c});
    EXPECT_EQ(some.total, 1u);
    EXPECT_EQ(some.hits[0].code, "C1");

    const FoundArticles slip = index.index().search_articles({"lumbaggo", 0, 10, {}});
    ASSERT_EQ(slip.corrections.size(), 1u);
    EXPECT_EQ(slip.hits[0].code, "B1");
    EXPECT_EQ(index.index().search_articles({"", 0, 10, {}}).total, 0u);
}

TEST(SearchArticles, KnowWhatWasAddedOrTakenSince) {
    TestIndex index;
    fill(index.library);
    index.index().refresh(2'000'000'000'000'000'000, 1);
    SearchIndex other(index.file(), index.library.library(), false);
    const auto found_by = [](SearchIndex& by) { return by.search_articles({"knee", 0, 10, {}}).hits.size(); };
    EXPECT_EQ(found_by(index.index()), 0u);
    EXPECT_EQ(found_by(other), 0u);
    index.library.write_raw("en/knee.md", "---\ncode: N1\ntitle: Knee\nlanguage: en\n---\n\nRest.\n");
    index.index().refresh(2'100'000'000'000'000'000, 1);
    EXPECT_EQ(found_by(index.index()), 1u) << "its own change";
    EXPECT_EQ(found_by(other), 1u) << "another's";
}

TEST(Search, FindsByTitleTextSynonymKeywordAndCode) {
    TestIndex index;
    fill(index.library);
    EXPECT_EQ(index.codes("back pain"), "en/B1 en/C1") << "a title says more than a text";
    EXPECT_EQ(index.codes("spine"), "en/B1");
    EXPECT_EQ(index.codes("sore"), "en/B1");
    EXPECT_EQ(index.codes("LUMBAGO"), "en/B1");
    EXPECT_EQ(index.codes(" m54.50 "), "en/B1");
    EXPECT_EQ(index.codes("c1").substr(0, 5), "en/C1");
    EXPECT_EQ(index.codes("b1").substr(0, 5), "en/B1");
    EXPECT_EQ(index.search({"B1", {}, 10}).size(), 4u) << "an article and its translations";
    EXPECT_EQ(index.codes("cami"), "es-MX/B1") << "the last word may be begun only";
    EXPECT_EQ(index.codes("dia"), "es-MX/B1") << "accents may be left out";
    EXPECT_EQ(index.codes("día"), "es-MX/B1");
    EXPECT_EQ(index.codes("喝水"), "zh-Hant/B1");
    EXPECT_EQ(index.codes("น้ำ"), "th/B1");
    EXPECT_EQ(index.codes("xyzzy"), "");
}

TEST(Search, ShowsWhereItWasFound) {
    TestIndex index;
    fill(index.library);
    const std::vector<SearchHit> hits = index.search({"walks", {}, 10});
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits[0].title, "Back Pain");
    EXPECT_EQ(hits[0].path, "en/back.md");
    EXPECT_NE(hits[0].snippet.find("\2walks\3"), std::string::npos) << hits[0].snippet;
}

TEST(Search, KeepsToLanguagesAndLimit) {
    TestIndex index;
    fill(index.library);
    EXPECT_EQ(index.codes("B1", {"es"}), "es-MX/B1");
    EXPECT_EQ(index.codes("B1", {"zh"}), "zh-Hant/B1");
    EXPECT_EQ(index.codes("腰背痛", {"zh-Hant"}), "zh-Hant/B1");
    EXPECT_EQ(index.codes("腰背痛", {"zh-Hans"}), "");
    EXPECT_EQ(index.codes("dolor pain", {"es"}), "es-MX/B1");
    EXPECT_EQ(index.codes("dolor pain", {"mx"}), "") << "Mexico is no language";
    EXPECT_EQ(index.search({"pain", {"es", "en"}, 10}).size(), 2u);
    EXPECT_EQ(index.search({"B1", {}, 2}).size(), 2u);
}

TEST(Search, FollowsTheLibrary) {
    TestIndex index;
    fill(index.library);
    EXPECT_EQ(index.codes("spine"), "en/B1");
    index.library.write("en/new.md", "N1", "About the spine.");
    EXPECT_EQ(index.search({"spine", {}, 10}).size(), 2u);
    index.library.write("en/new.md", "N1", "About the knee.");
    EXPECT_EQ(index.codes("spine"), "en/B1");
    EXPECT_EQ(index.codes("knee"), "en/N1");
    index.library.remove("en/back.md");
    EXPECT_EQ(index.codes("spine"), "");
    EXPECT_EQ(index.codes("lumbago"), "");
    EXPECT_EQ(index.index().size(), 5u);
    EXPECT_EQ(index.index().refresh(3'000'000'000'000'000'000, 2).changed, 0u) << "nothing is read that did not change";
}

TEST(Search, NeverShowsWhatIsNotTrueAnyMore) {
    TestLibrary library;
    fill(library);
    SearchIndex index(library.output() + ".sqlite", library.library(), false);
    const SearchQuery spine{"spine", {}, 10};
    constexpr std::int64_t now = 4'000'000'000'000'000'000, hour = 3'600'000'000'000;
    ASSERT_EQ(search_library(index, spine, now, hour).size(), 1u);
    ASSERT_TRUE(index.looks_fresh(now, hour));
    // Changed in place: no folder's time changes, and yet what was found is looked at.
    write_file(library.library() + "/en/back.md", "---\ncode: B1\ntitle: Knee\nlanguage: en\n---\n\nOther words.\n");
    EXPECT_EQ(search_library(index, spine, now, hour).size(), 0u);
    // A new file changes its folder's time.
    library.write("en/new.md", "N1", "About the spine.");
    EXPECT_FALSE(index.looks_fresh(now, hour));
    EXPECT_EQ(search_library(index, spine, now, hour).size(), 1u);
    EXPECT_FALSE(index.looks_fresh(now + 2 * hour, hour)) << "it was looked at too long ago";
}

TEST(Search, NoQueryIsAnError) {
    TestIndex index;
    fill(index.library);
    std::string control;
    for (char c = 0; c < 0x20; ++c) control += c;
    for (const std::string& hostile : {std::string(),
                                       std::string("\""),
                                       std::string("\"back"),
                                       std::string("back\" OR \"pain"),
                                       std::string("AND OR NOT"),
                                       std::string("NEAR(back pain, 2)"),
                                       std::string("title:back"),
                                       std::string("^back *"),
                                       std::string("back* *"),
                                       std::string("(((("),
                                       std::string("-back"),
                                       std::string("{title body}: x"),
                                       std::string("'; DROP TABLE articles; --"),
                                       std::string("%_\\"),
                                       std::string("\0back\0", 6),
                                       std::string("\xFF\xFE\xC0"),
                                       control,
                                       std::string(100'000, 'a'),
                                       std::string(100'000, '"'),
                                       std::string("🙂 ￿ \u202E"),
                                       std::string(3, '\xE0')})
        EXPECT_NO_THROW(index.search({hostile, {"en"}, 10})) << hostile.substr(0, 40);
    std::string long_query;
    for (int i = 0; i < 5000; ++i) long_query += "word" + std::to_string(i) + " ";
    EXPECT_NO_THROW(index.search({long_query, {}, 10}));
    EXPECT_NO_THROW(index.search({"back", {"\" OR body : \"spine"}, 10}));
    EXPECT_EQ(index.codes("back\" OR \"pain"), index.codes("back or pain")) << "operators are words";
    EXPECT_EQ(index.index().size(), 5u);
}

TEST(Search, an_index_with_the_words_of_another_icu_is_made_anew) {
    TestLibrary library;
    fill(library);
    const std::string file = library.output() + ".sqlite";
    SearchIndex(file, library.library(), false);
    std::int64_t version = 0;  // of the index and of the rules together
    {
        Database database(file);
        Statement find = database.prepare("PRAGMA user_version");
        ASSERT_TRUE(find.step());
        version = find.integer(0);
    }
    // A mark in the file is there afterwards if the index was kept.
    const auto is_kept = [&](std::int64_t word_rules) {
        Database(file).execute("CREATE TABLE IF NOT EXISTS mark(x); PRAGMA user_version = " +
                               std::to_string(version - word_rules_version + word_rules));
        SearchIndex index(file, library.library(), false);
        EXPECT_EQ(search_library(index, {"spine", {}, 10}, 2'000'000'000'000'000'000, 0).size(), 1u);
        Database database(file);
        Statement marks = database.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'mark'");
        return marks.step() && marks.integer(0) == 1;
    };
    EXPECT_TRUE(is_kept(word_rules_version));
    EXPECT_FALSE(is_kept(word_rules_version - 4));
    EXPECT_FALSE(is_kept(word_rules_version + 4));
}

TEST(Search, ABrokenIndexIsMadeAnewAndAForeignFileIsLeftAlone) {
    TestLibrary library;
    fill(library);
    const std::string file = library.output() + ".sqlite";
    const auto find = [&](bool is_cache) {
        SearchIndex index(file, library.library(), is_cache);
        return search_library(index, {"spine", {}, 10}, 2'000'000'000'000'000'000, 0).size();
    };
    EXPECT_EQ(find(false), 1u);

    std::string bytes = read_file(file);  // ours, with its tables torn
    for (std::size_t i = 100; i < bytes.size() && i < 4096; ++i) bytes[i] = static_cast<char>(i * 7);
    write_file(file, bytes);
    EXPECT_EQ(find(false), 1u);

    const std::string foreign =
        "Dear diary, this is no index, and nobody should write over it. " + std::string(500, '.');
    write_file(file, foreign);
    EXPECT_THROW(find(false), EnvironmentError);
    EXPECT_EQ(read_file(file), foreign);
    EXPECT_EQ(find(true), 1u) << "in the cache folder every file is ours";

    fs::remove(file);
    Database(file).execute("CREATE TABLE diary(day, text)");
    EXPECT_THROW(find(false), EnvironmentError);

    fs::remove(file);
    EXPECT_EQ(find(false), 1u);
    TestLibrary other;
    EXPECT_THROW(SearchIndex(file, other.library(), false), EnvironmentError) << "an index is of one library";
    EXPECT_THROW(SearchIndex("/proc/nowhere/x.sqlite", library.library(), false), EnvironmentError);
}

}  // namespace
}  // namespace carepress::test

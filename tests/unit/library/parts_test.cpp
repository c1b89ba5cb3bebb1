// The smaller parts that a library is made of.
#include "base/base64.h"
#include "base/digest.h"
#include "engine/load_pictures.h"
#include "library/article_facts.h"
#include "library/fingerprint.h"
#include "library/index_page.h"
#include "library/shard.h"
#include "library/sqlite.h"
#include "library/title_order.h"
#include "library_testing.h"

namespace carepress::test {
using namespace library;
namespace {

TEST(Shard, ReadsOnlyWhatIsOne) {
    ASSERT_TRUE(parse_shard("1/4"));
    EXPECT_EQ(parse_shard("1/4")->index, 1u);
    EXPECT_EQ(parse_shard("1/4")->count, 4u);
    EXPECT_TRUE(parse_shard("0/1")->whole());
    for (const char* wrong : {"", "1", "/", "4/4", "-1/4", "1/0", "0/0", "1/4x", " 1/4", "1/", "1/99999999999"})
        EXPECT_FALSE(parse_shard(wrong)) << wrong;
}

TEST(Shard, EveryNameIsInExactlyOne) {
    for (int i = 0; i < 200; ++i) {
        int shards = 0;
        for (unsigned index = 0; index < 7; ++index)
            shards += Shard{index, 7}.contains("K" + std::to_string(i)) ? 1 : 0;
        EXPECT_EQ(shards, 1) << i;
    }
}

TEST(ArticleFacts, AreThoseOfTheWholeArticle) {
    for (const std::string& path : sample_articles()) {
        const Source source = read_source(path);
        Diagnostics ignored(source);
        const article::Article article = article::read_article(source, ignored);
        const ArticleFacts facts = read_facts(source);
        EXPECT_EQ(facts.title, article.metadata.title) << path;
        EXPECT_EQ(facts.code, article.metadata.code) << path;
        EXPECT_EQ(facts.language, article.metadata.language) << path;
        EXPECT_EQ(facts.pictures, engine::picture_paths(article)) << path;
    }
    const Source picture{"a.md", "---\ncode: K1\nlanguage: en\n---\n\n<p><IMG alt='A' src='b.png'></p>\n"};
    EXPECT_EQ(read_facts(picture).pictures, std::set<std::string>{"b.png"});
}

TEST(ArticleFacts, SlugsAreFitForFileNames) {
    EXPECT_EQ(slug_of("en/back-pain.md"), "back-pain");
    EXPECT_EQ(slug_of("en/a b\"c\n.md"), "a-b-c-");
    EXPECT_EQ(slug_of("en/.md"), "-md");
    EXPECT_EQ(slug_of("es/fiebre en niños.md"), "fiebre-en-niños");
}

TEST(Fingerprint, TellsPartsApart) {
    EXPECT_NE(Fingerprint().add("ab").add("c").digest(), Fingerprint().add("a").add("bc").digest());
    EXPECT_EQ(program_fingerprint(), program_fingerprint());
    EXPECT_NE(program_fingerprint(), Sha256{});
}

TEST(Manifest, LinesComeBackAsTheyWere) {
    ManifestEntry entry;
    entry.file = "default/es/letter/K1.pdf";
    entry.code = "K1";
    entry.language = "es";
    entry.layout = "letter";
    entry.brand = "default";
    entry.title = "Dolor \"de\" espalda\n\u2028";
    entry.pages = 2;
    entry.bytes = 12345;
    entry.digest = sha256("x");
    entry.inputs = sha256("y");
    entry.sources = {{"es/a.md", sha256("z")}};
    const Diagnostic diagnostic{
        Severity::error, "text/not-utf8"_code, "/library/es/a.md", {}, {}, "\xFF is not text", {}};
    entry.diagnostics = to_json({diagnostic}, "/library");
    const std::string line = to_line(entry);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_TRUE(line.starts_with("{\"file\":\"default/es/letter/K1.pdf\"")) << line;
    const std::optional<ManifestEntry> back = parse_line(line);
    ASSERT_TRUE(back);
    EXPECT_EQ(to_line(*back), line);
    EXPECT_EQ(back->title, entry.title);
    EXPECT_NE(line.find("\"file\":\"es/a.md\""), std::string::npos) << line;
    EXPECT_NE(line.find("\"code\":\"text/not-utf8\""), std::string::npos) << line;
}

TEST(Manifest, NamesNothingOutsideItsFolder) {
    ManifestEntry entry;
    for (const char* file : {"", "a.pdf", "/a/b/c/d.pdf", "a/b/c/../d.pdf", "../b/c/d.pdf", "a/b/c/d", "a//c/d.pdf",
                             ".carepress/b/c/d.pdf", "a/b/c/d/e.pdf"}) {
        entry.file = file;
        EXPECT_FALSE(parse_line(to_line(entry))) << file;
    }
}

TEST(TitleOrder, IsThatOfTheLanguage) {
    TitleOrder order;
    const auto before = [&](const std::string& language, const char* first, const char* second) {
        return std::string(order.key(language, first)) < std::string(order.key(language, second));
    };
    EXPECT_TRUE(before("es", "Árbol", "Barco"));
    EXPECT_TRUE(before("es", "nz", "ña"));  // ñ follows n
    EXPECT_TRUE(before("en", "ña", "nz"));
    EXPECT_TRUE(before("sv", "zebra", "ålder"));
    EXPECT_TRUE(before("not a tag", "a", "b"));
}

TEST(IndexPage, EscapesAndLinksWhatItLists) {
    TestLibrary library;
    library.write_raw("en/a b.md", "---\ntitle: \"Heat & <b>cold</b> \\\"quoted\\\"\"\n---\n\nText.\n");
    library.write("ar/x.md", "K1", "اشرب الماء.", "ar");
    library.run();
    const std::string page = read_file(library.out("index.html"));
    EXPECT_NE(page.find("Heat &amp; &lt;b&gt;cold&lt;/b&gt; &quot;quoted&quot;"), std::string::npos);
    EXPECT_EQ(page.find("<b>cold"), std::string::npos);
    EXPECT_NE(page.find("href=\"default/en/letter/a-b.pdf\""), std::string::npos) << page;
    EXPECT_NE(page.find("<ul lang=\"ar\" dir=\"rtl\">"), std::string::npos);
    EXPECT_NE(page.find("العربية"), std::string::npos);
}

TEST(IndexPage, runs_its_own_script_alone) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.run();
    const std::string page = read_file(library.out("index.html"));
    const auto between = [&](const std::string& before, const std::string& after) {
        const std::size_t begin = page.find(before) + before.size();
        return page.substr(begin, page.find(after, begin) - begin);
    };
    const std::string policy = between("http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    for (const char* element : {"script", "style"}) {
        const std::string name(element);
        EXPECT_EQ(page.find("<" + name), page.rfind("<" + name)) << "one alone";
        const std::string text = between("<" + name + ">", "</" + name + ">");
        EXPECT_NE(policy.find(name + "-src 'sha256-" + to_base64(bytes_of(sha256(text))) + "'"), std::string::npos)
            << policy;
    }
    EXPECT_TRUE(policy.starts_with("default-src 'none'; ")) << policy;
    EXPECT_LT(page.find("Content-Security-Policy"), page.find("<style"));
    EXPECT_EQ(page.find(" style="), std::string::npos) << "no attribute that the policy forbids";
    EXPECT_EQ(page.find(" onclick="), std::string::npos);
}

TEST(Sqlite, SaysWhatIsWrong) {
    Database database("");
    EXPECT_THROW(database.execute("SELECT nothing FROM nowhere"), DatabaseError);
    EXPECT_THROW(Database("/proc/nowhere/x.sqlite"), DatabaseError);
    database.execute("CREATE TABLE t(a UNIQUE)");
    {
        Transaction transaction(database);
        database.execute("INSERT INTO t VALUES(1)");
    }
    Statement count = database.prepare("SELECT count(*) FROM t");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 0) << "not committed";
}

}  // namespace
}  // namespace carepress::test

// What patients and clinicians type, and what the sample library should answer first.
#include "library/find.h"
#include "library/search_correction.h"
#include "library/search_index.h"
#include "library/search_query.h"
#include "library_testing.h"

#include <array>
#include <chrono>

namespace carepress::test {
using namespace library;
namespace {

struct Expected {
    const char *query, *first;
};

class Ranking : public ::testing::Test {
protected:
    Ranking() : index_(folder_.path() + "/index.sqlite", CAREPRESS_SOURCE_FOLDER "/articles", false) {
        index_.refresh(2'000'000'000'000'000'000, 2);
    }
    std::string first(const std::string& query, const std::vector<std::string>& languages = {}) {
        const std::vector<SearchHit> hits = index_.search({query, languages, 3});
        return hits.empty() ? "" : hits[0].language + "/" + hits[0].code;
    }
    void expect(std::initializer_list<Expected> all) {
        for (const Expected& each : all) EXPECT_EQ(first(each.query), each.first) << each.query;
    }

    TemporaryFolder folder_;
    SearchIndex index_;
};

TEST_F(Ranking, PatientsWords) {
    expect({{"back pain", "en/B210"},
            {"back pain and sex", "en/K977"},
            {"high blood pressure", "en/H118"},
            {"what to do for a fever", "en/F204"},
            {"my baby is yellow", "en/N118"},
            {"throwing up", "en/V228"},
            {"stomach flu", "en/V228"},
            {"I want to stop smoking", "en/Q101"},
            {"blood thinner", "en/B725"},
            {"how to use an inhaler", "en/I220"},
            {"my child has a barking cough", "en/C715"},
            {"stomach ache", "en/A220"},
            {"heart attack", "en/C219"},
            {"passed out", "en/D425"},
            {"Narcan", "en/O110"},
            {"morning-after pill", "en/B620"},
            {"pregnant", "en/P402"},
            {"panic attack", "en/A315"},
            {"low blood sugar", "en/L226"},
            {"kidney stone", "en/K205"},
            {"bladder infection", "en/U220"},
            {"twisted ankle", "en/S325"},
            {"burns", "en/B118"}});
    // The same word in many languages.
    EXPECT_EQ(first("warfarin", {"en"}), "en/W205");
}

TEST_F(Ranking, CliniciansWordsAndCodes) {
    expect({{"otitis media", "en/E415"},
            {"CHF", "en/H530"},
            {"COPD", "en/C144"},
            {"hypoglycemia", "en/L226"},
            {"laceration", "en/W310"},
            {"syncope", "en/D425"},
            {"DVT", "en/B725"},
            {"GERD", "en/R215"},
            {"cholelithiasis", "en/G215"},
            {"10582", "en/T215"},
            {"A41", "en/S910"},
            {"I10", "en/H118"},
            {"38341003", "en/H118"},
            {"R50.9", "en/F204"},
            {"N39", "en/U220"},
            {"J45", "en/A640"},
            {"K977", "en/K977"}});
    EXPECT_EQ(first("E11.22").substr(3), "D215") << "no article has this code; others of its category have";
}

TEST_F(Ranking, OtherLanguagesWithAndWithoutAccents) {
    expect({{"dolor de espalda", "es/K977"},
            {"presion alta", "es/H118"},
            {"presión alta", "es/H118"},
            {"tengo fiebre", "es/F204"},
            {"sốt", "vi/F204"},
            {"발열", "ko/F204"},
            {"حمى", "ar/F204"},
            {"高血压", "zh-Hans/H118"}});
}

TEST_F(Ranking, MisspelledWords) {
    expect({{"diabetis", "en/D215"},
            {"pnumonia", "en/P318"},
            {"asthmma", "en/A640"},
            {"migrane", "en/M316"},
            {"sprained ankel", "en/S325"},
            {"hart failure", "en/H530"}});
    EXPECT_EQ(first("alergic reaccion").substr(3), "A512") << "in whichever language has the nearest words";
    EXPECT_EQ(first("xqzwv"), "");
    EXPECT_TRUE(index_.corrections().empty());
    first("migrane");
    ASSERT_EQ(index_.corrections().size(), 1U);
    EXPECT_EQ(index_.corrections()[0].meant, "migraine");
    first("fever");
    EXPECT_TRUE(index_.corrections().empty()) << "they are of the last query";
}

TEST_F(Ranking, ACodeIsLookedUp) {
    EXPECT_EQ(index_.paths_of("D215"), (std::vector<std::string>{"en/type-2-diabetes.md", "es/type-2-diabetes.md"}));
    EXPECT_TRUE(index_.paths_of("d215").empty()) << "an article's code is itself alone";
    EXPECT_TRUE(index_.paths_of("I10").empty()) << "a topic's code is none of an article";
}

TEST(Stem, TakesEndingsOff) {
    for (const auto& [word, stem] :
         {std::array{"burns", "burn"}, std::array{"pregnancy", "pregnan"}, std::array{"pregnant", "pregnan"},
          std::array{"throwing", "throw"}, std::array{"dizziness", "dizz"}, std::array{"allergies", "allerg"},
          std::array{"infection", "infect"}, std::array{"this", ""}, std::array{"illness", ""}, std::array{"k977", ""},
          std::array{"fever", ""}, std::array{"", ""}})
        EXPECT_EQ(stem_of(word), stem) << word;
}

TEST(Edits, CountLettersPutInTakenOutChangedOrSwapped) {
    EXPECT_EQ(edits_between(u"ankel", u"ankle", 2), 1U);
    EXPECT_EQ(edits_between(u"migrane", u"migraine", 2), 1U);
    EXPECT_EQ(edits_between(u"diabetis", u"diabetes", 2), 1U);
    EXPECT_EQ(edits_between(u"fever", u"fever", 2), 0U);
    EXPECT_EQ(edits_between(u"fever", u"liver", 2), 2U);
    EXPECT_EQ(edits_between(u"fever", u"ankle", 2), 3U) << "no more than that it is too many";
    EXPECT_EQ(edits_between(u"", u"abc", 1), 2U);
}

TEST(FindTranslations, TheIndexTellsTheFilesAndNothingFalseIsFound) {
    TemporaryFolder cache;
    const auto now = [] {
        return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
    };
    const auto use = [&] { return IndexUse{cache.path(), now()}; };
    TestLibrary library;
    library.write_raw("en/a.md", "---\ncode: K1\ntitle: A\nlanguage: en\n---\n\nText.\n");
    library.write_raw("es/a.md", "---\ncode: K1\ntitle: A\nlanguage: es\n---\n\nTexto.\n");
    EXPECT_EQ(find_translations(library.library(), std::vector<std::string>{"K1"}, use()).size(), 2U)
        << "without an index";
    SearchIndex(index_in_folder(cache.path(), library.library()), library.library(), true).refresh(now(), 1);
    EXPECT_EQ(find_translations(library.library(), std::vector<std::string>{"K1"}, use()).size(), 2U);
    library.write_raw("fr/a.md", "---\ncode: K1\ntitle: A\nlanguage: fr\n---\n\nTexte.\n");
    EXPECT_EQ(find_translations(library.library(), std::vector<std::string>{"K1"}, use()).size(), 3U)
        << "a new folder is seen";
    library.write_raw("es/a.md", "---\ncode: K2\ntitle: A\nlanguage: es\n---\n\nTexto.\n");
    EXPECT_EQ(find_translations(library.library(), std::vector<std::string>{"K1"}, use()).size(), 2U)
        << "what the index says is read again";
    EXPECT_EQ(find_translations(library.library(), std::vector<std::string>{"K2"}, use()).size(), 1U)
        << "and what it does not know is looked for";
}

}  // namespace
}  // namespace carepress::test

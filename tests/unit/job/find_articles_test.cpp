// Finding an article by its code and language: one set of rules for every job.
#include "job/find_articles.h"

#include "base/error.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace job;
namespace {

namespace fs = std::filesystem;

class FindArticles : public testing::Test {
protected:
    void add(const std::string& language, const std::string& name, const std::string& code) {
        fs::create_directories(library_.file(language));
        write_file(path(language, name),
                   "---\ncode: " + code + "\ntitle: " + name + "\nlanguage: " + language + "\n---\n\nText.\n");
    }
    std::string path(const std::string& language, const std::string& name) const {
        return library_.file(language + "/" + name + ".md");
    }
    std::optional<FoundArticle> find(const std::string& code, const std::string& language, bool or_english = false) {
        diagnostics_.clear();
        return ArticleLookup({library_.path(), language, or_english, {}}, {&code, 1}).find(code, diagnostics_);
    }
    /// The only error.
    void expect_error(const std::string& message, const std::string& hint) {
        ASSERT_EQ(diagnostics_.size(), 1u) << all_messages(diagnostics_);
        EXPECT_EQ(diagnostics_.front().message, message);
        EXPECT_EQ(diagnostics_.front().hint, hint);
        EXPECT_EQ(diagnostics_.front().position.line, 0u);
    }

    TemporaryFolder library_;
    std::vector<Diagnostic> diagnostics_;
};

TEST_F(FindArticles, the_language_is_looked_up_and_its_english_translation_comes_with_it) {
    add("en", "fever", "K1");
    add("es", "fiebre", "K1");
    add("zh-Hant", "fever-zh", "K1");
    const auto spanish = find("K1", "es-MX");
    ASSERT_TRUE(spanish);
    EXPECT_EQ(spanish->entry.path, path("es", "fiebre"));
    ASSERT_TRUE(spanish->english);
    EXPECT_EQ(spanish->english->path, path("en", "fever"));
    EXPECT_EQ(find("K1", "zh-HK")->entry.language, "zh-Hant");
    const auto english = find("K1", "en-US");
    ASSERT_TRUE(english);
    EXPECT_EQ(english->entry.path, path("en", "fever"));
    EXPECT_FALSE(english->english) << "it is that itself";
    EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(FindArticles, english_replaces_a_missing_language_only_if_the_job_wants_that) {
    add("en", "fever", "K1");
    add("es", "fiebre", "K1");
    EXPECT_FALSE(find("K1", "sw"));
    expect_error("the article K1 is not in the library in 'sw'",
                 "it is there in 'en' and 'es'; choose one with --language (in a job, \"language\")");
    const auto english = find("K1", "sw", true);
    ASSERT_TRUE(english);
    EXPECT_EQ(english->entry.language, "en");
    EXPECT_FALSE(english->english);
}

TEST_F(FindArticles, a_patient_gets_what_is_approved_and_in_date) {
    const auto write = [&](const std::string& language, const std::string& name, const std::string& keys) {
        fs::create_directories(library_.file(language));
        write_file(path(language, name),
                   "---\ncode: K1\ntitle: T\nlanguage: " + language + "\n" + keys + "---\n\nText.\n");
    };
    const std::string code = "K1";
    const auto for_patient = [&](const std::string& language) {
        diagnostics_.clear();
        return ArticleLookup({library_.path(), language, true, {}, nullptr, "2026-11-30"}, {&code, 1})
            .find(code, diagnostics_);
    };
    write("en", "new", "status: approved\nexpires: 2026-12-01\n");
    write("en", "old", "status: retired\n");
    write("es", "new", "status: draft\n");
    const auto spanish = for_patient("es");
    ASSERT_TRUE(spanish) << all_messages(diagnostics_);
    EXPECT_EQ(spanish->entry.path, path("en", "new")) << "the English one, as if nothing were translated";
    write("en", "new", "expires: 2026-11-30\n");
    EXPECT_FALSE(for_patient("en"));
    expect_error("this article does not go to patients: it is a draft",
                 "choose another, or have it reviewed and approved");
    EXPECT_TRUE(find("K1", "es")) << "who looks at it gets a page that says DRAFT";
}

TEST_F(FindArticles, what_is_not_there_is_refused) {
    add("es", "fiebre", "K1");
    EXPECT_FALSE(find("K2", "es"));
    expect_error("no file and no article with this code in " + library_.path(), "check the spelling, or name a file");
    EXPECT_FALSE(find("K1", "sw", true));
    expect_error("no article with this code in the patient's language or in English",
                 "check the spelling, or name another library with --library (in a job, \"library\")");
    EXPECT_FALSE(find("../K1", "es", true));
    expect_error("not a valid article code", "write a code of the library, such as K977");
    const std::string code = "K1";
    EXPECT_THROW(ArticleLookup({library_.file("none"), "es", true, {}}, {&code, 1}), EnvironmentError);
}

TEST_F(FindArticles, two_articles_in_one_language_are_not_chosen_between) {
    add("en", "a", "K1");
    add("en", "b", "K1");
    add("es", "c", "K1");
    for (const bool or_english : {false, true}) {
        EXPECT_FALSE(find("K1", "es", or_english));
        expect_error("two articles in 'en' have this code: " + path("en", "a") + " and " + path("en", "b"),
                     "give one of them another code");
    }
}

TEST_F(FindArticles, a_file_of_the_library_has_the_english_article_of_its_code) {
    add("en", "fever", "K1");
    add("es", "fiebre", "K1");
    add("es", "tos", "K2");
    write_file(library_.file("outside.md"), "---\ntitle: A\n---\n\nText.\n");
    LibraryScans scans;
    const auto english = scans.find_english(path("es", "fiebre"), library_.path());
    ASSERT_TRUE(english);
    EXPECT_EQ(english->path, path("en", "fever"));
    EXPECT_TRUE(scans.find_english(library_.file("es/../es/fiebre.md"), library_.path())) << "the same file";
    EXPECT_FALSE(scans.find_english(path("en", "fever"), library_.path()));
    EXPECT_FALSE(scans.find_english(library_.file("es/../en/fever.md"), library_.path())) << "itself by another path";
    EXPECT_FALSE(scans.find_english(path("es", "tos"), library_.path()));
    EXPECT_FALSE(scans.find_english(library_.file("outside.md"), library_.path()));
    fs::remove(path("en", "fever"));
    EXPECT_TRUE(scans.find_english(path("es", "fiebre"), library_.path())) << "a library is scanned once";
}

}  // namespace
}  // namespace carepress::test

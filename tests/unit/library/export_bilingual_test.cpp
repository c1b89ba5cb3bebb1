#include "library_testing.h"

namespace carepress::test {
using namespace library;
namespace {

const char* const square =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path fill=\"#123\" d=\"M0 0H9V9H0Z\"/></svg>";

constexpr const char* spanish = "default/es/bilingual/K1.pdf";

/// K1 in English and Spanish, K2 in English alone, K3 in Spanish alone.
void write_articles(const TestLibrary& library) {
    library.write("en/fever.md", "K1");
    library.write("es/fiebre.md", "K1", "Beba agua.", "es");
    library.write("en/rest.md", "K2");
    library.write("es/sueno.md", "K3", "Duerma bien.", "es");
}

ExportOptions bilingual(const TestLibrary& library) {
    ExportOptions options = library.options();
    options.layouts = {"bilingual"};
    return options;
}

TEST(ExportBilingual, SetsTranslationsBesideTheEnglishArticleAndLeavesTheOthersOut) {
    TestLibrary library;
    write_articles(library);
    const ExportReport report = library.run(bilingual(library));
    EXPECT_EQ(report.added, 1u) << library.said;
    EXPECT_EQ(report.refused, 0u) << library.said;
    EXPECT_EQ(report.skipped, 3u);
    EXPECT_EQ(report.without_english, std::vector<std::string>{"es/sueno.md"});
    EXPECT_EQ(library.files.size(), 1u);
    ASSERT_TRUE(library.has(spanish));

    // It is what render makes of the two.
    const Source translation = read_source(library.library() + "/es/fiebre.md");
    const Source english = read_source(library.library() + "/en/fever.md");
    engine::PressRequest request;
    request.articles.emplace_back().article.source = &translation;
    request.articles.back().translation.emplace().source = &english;
    request.theme.layout = "bilingual";
    engine::Workspace workspace(resources());
    EXPECT_EQ(read_file(library.out(spanish)), engine::press(request, resources(), workspace).bytes);

    const auto sources = library.entries().at(spanish).sources;
    ASSERT_EQ(sources.size(), 2u);
    EXPECT_EQ(sources[0].first, "es/fiebre.md");
    EXPECT_EQ(sources[1].first, "en/fever.md");
}

TEST(ExportBilingual, OtherLayoutsOfTheSameExportHaveAllArticles) {
    TestLibrary library;
    write_articles(library);
    ExportOptions options = bilingual(library);
    options.layouts = {"letter", "bilingual", "bilingual-a4"};
    const ExportReport report = library.run(options);
    EXPECT_EQ(report.added, 4u + 2u) << library.said;
    EXPECT_EQ(report.skipped, 6u);
    EXPECT_EQ(report.without_english.size(), 1u);
    EXPECT_EQ(library.entries().at("default/es/letter/K1.pdf").sources.size(), 1u);
    EXPECT_EQ(library.run(options).unchanged, 6u);
}

TEST(ExportBilingual, IsPressedAgainWhenTheEnglishArticleChangesOrItsPicture) {
    TestLibrary library;
    write_articles(library);
    library.write("en/fever.md", "K1", "![A square](square.svg)");
    library.write_raw("en/square.svg", square);
    ExportOptions options = bilingual(library);
    options.languages = {"es"};
    EXPECT_EQ(library.run(options).added, 1u) << library.said;
    EXPECT_TRUE(verify_export(library.output(), library.library(), {}).ok());
    EXPECT_EQ(library.run(options).unchanged, 1u);
    EXPECT_TRUE(library.files.empty());

    const auto changes = [&](const std::string& file, const std::string& more) {
        SCOPED_TRACE(file);
        const std::string before = read_file(library.out(spanish));
        write_file(library.library() + file, read_file(library.library() + file) + more);
        EXPECT_EQ(verify_export(library.output(), library.library(), {}).outdated, 1u);
        EXPECT_EQ(library.run(options).changed, 1u) << library.said;
        EXPECT_TRUE(verify_export(library.output(), library.library(), {}).ok());
        EXPECT_EQ(library.run(options).unchanged, 1u);
        return before != read_file(library.out(spanish));
    };
    EXPECT_TRUE(changes("/en/fever.md", "\nRest.\n"));
    EXPECT_TRUE(changes("/es/fiebre.md", "\nDescanse.\n"));
    changes("/en/square.svg", "<!-- new -->");
}

TEST(ExportBilingual, AnEnglishArticleThatIsGoneTakesTheOutputWithItAndANewOneBringsIt) {
    TestLibrary library;
    write_articles(library);
    library.run(bilingual(library));
    library.remove("en/fever.md");
    ExportReport report = library.run(bilingual(library));
    EXPECT_EQ(report.removed, 1u);
    EXPECT_FALSE(library.has(spanish));
    EXPECT_EQ(report.without_english.size(), 2u);
    library.write("en-GB/fever.md", "K1", "Drink water.", "en-GB");
    report = library.run(bilingual(library));
    EXPECT_EQ(report.added, 1u) << library.said;
    EXPECT_EQ(library.entries().at(spanish).sources.back().first, "en-GB/fever.md");
}

TEST(ExportBilingual, TwoEnglishArticlesOfOneCodeAreRefusedForBoth) {
    TestLibrary library;
    write_articles(library);
    library.write("en/fever-too.md", "K1");
    ExportOptions options = bilingual(library);
    options.languages = {"es"};
    const ExportReport report = library.run(options);
    EXPECT_EQ(report.refused, 1u);
    EXPECT_NE(library.said.find("two articles in 'en' are called K1"), std::string::npos) << library.said;
    EXPECT_FALSE(library.has(spanish));
    EXPECT_EQ(library.entries().at(spanish).language, "es");
}

TEST(ExportBilingual, AnEnglishArticleWithAnErrorKeepsTheOlderFile) {
    TestLibrary library;
    write_articles(library);
    library.run(bilingual(library));
    const std::string older = read_file(library.out(spanish));
    library.write("en/fever.md", "K1", "![](none.png)");
    EXPECT_EQ(library.run(bilingual(library)).refused, 1u);
    EXPECT_NE(library.said.find("en/fever.md"), std::string::npos) << "the message is about the English article";
    EXPECT_EQ(read_file(library.out(spanish)), older);
}

TEST(ExportBilingual, IsTheSameInShardsAndOnAnyNumberOfThreads) {
    TestLibrary library;
    write_articles(library);
    for (int i = 4; i < 12; ++i) {
        const std::string code = "K" + std::to_string(i);
        library.write("en/" + code + ".md", code);
        library.write("ar/" + code + ".md", code, "\u0627\u0634\u0631\u0628 \u0627\u0644\u0645\u0627\u0621.", "ar");
    }
    library.run(bilingual(library));
    const std::string whole = library.manifest();
    std::filesystem::remove_all(library.output());
    ExportOptions options = bilingual(library);
    options.jobs = 4;
    for (unsigned i = 0; i < 3; ++i) {
        options.shard = {i, 3};
        EXPECT_EQ(library.run(options).refused, 0u) << library.said;
    }
    EXPECT_EQ(library.manifest(), whole);
}

TEST(ExportLanguageNotice, IsAPageMoreAndAnInput) {
    TestLibrary library;
    std::filesystem::copy(project("notices"), library.data("notices"));
    library.write("en/fever.md", "K1");
    ExportOptions options = library.options();
    library.run(options);
    const int pages = library.entries().begin()->second.pages;
    options.language_notice = true;
    EXPECT_EQ(library.run(options).changed, 1u) << library.said;
    EXPECT_EQ(library.entries().begin()->second.pages, pages + 1);
    EXPECT_EQ(library.run(options).unchanged, 1u);
    const std::string notices = resources().language_notices()->file;
    const std::string file = library.data("notices/" + std::filesystem::path(notices).filename().string());
    write_file(file, read_file(file) + "# new\n");
    EXPECT_EQ(library.run(options).changed, 1u);
    options.language_notice = false;
    EXPECT_EQ(library.run(options).changed, 1u);
    write_file(file, read_file(file) + "# newer\n");
    EXPECT_EQ(library.run(options).unchanged, 1u) << "no notice, no input";
}

}  // namespace
}  // namespace carepress::test

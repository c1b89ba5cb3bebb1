#include "library_testing.h"

#include <sys/stat.h>

namespace carepress::test {
using namespace library;
namespace {

namespace fs = std::filesystem;

const char* const square =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path fill=\"#123\" d=\"M0 0H9V9H0Z\"/></svg>";

TEST(Export, PressesEachArticleInEachLayoutAndBrand) {
    TestLibrary library;
    library.write("en/fever.md", "K1");
    library.write("es/fiebre.md", "K1", "Beba agua.", "es");
    library.write_raw("en/no-code.md", "# Rest\n\nSleep well.\n");
    ExportOptions options = library.options();
    options.layouts = {"letter", "a4"};
    options.brands = {"default", "harbor"};
    const ExportReport report = library.run(options);
    EXPECT_EQ(report.articles, 3u);
    EXPECT_EQ(report.outputs, 12u);
    EXPECT_EQ(report.added, 12u);
    EXPECT_EQ(report.refused, 0u) << library.said;
    for (const char* file : {"default/en/letter/K1.pdf", "harbor/es/a4/K1.pdf", "default/en/a4/no-code.pdf"}) {
        EXPECT_EQ(read_file(library.out(file)).substr(0, 8), "%PDF-1.7") << file;
        EXPECT_EQ(library.files.at(file), FileChange::added);
    }
    EXPECT_EQ(library.entries().size(), 12u);
}

TEST(Export, WritesWhatPressMakes) {
    TestLibrary library;
    library.write("en/fever.md", "K1");
    library.run();
    engine::Workspace workspace(resources());
    EXPECT_EQ(read_file(library.out("default/en/letter/K1.pdf")),
              press_file(library.library() + "/en/fever.md", workspace).bytes);
}

TEST(Export, PressesAgainOnlyWhatChanged) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("en/b.md", "K2");
    library.run();
    const std::string before = library.manifest();
    EXPECT_EQ(library.run().unchanged, 2u);
    EXPECT_TRUE(library.files.empty());
    EXPECT_EQ(library.manifest(), before);

    library.write("en/a.md", "K1", "Rest.");
    ExportReport report = library.run();
    EXPECT_EQ(report.changed, 1u);
    EXPECT_EQ(report.unchanged, 1u);
    EXPECT_EQ(library.files.at("default/en/letter/K1.pdf"), FileChange::changed);

    // The same content written anew is no change, nor is a content of the same length overlooked.
    library.write("en/a.md", "K1", "Rest.");
    EXPECT_EQ(library.run().unchanged, 2u);
    library.write("en/a.md", "K1", "Rust.");
    EXPECT_EQ(library.run().changed, 1u);
}

TEST(Export, PressesAgainWhenAnythingElseChangesThatTheOutputDependsOn) {
    TestLibrary library;
    library.write("en/a.md", "K1", "![A square](square.svg)");
    library.write_raw("en/square.svg", square);
    write_file(library.data("layouts/roomy.yaml"), "description: roomy\nderives: letter\n");
    ExportOptions options = library.options();
    options.layouts = {"roomy"};
    options.brands = {"harbor"};
    EXPECT_EQ(library.run(options).added, 1u) << library.said;
    EXPECT_EQ(library.run(options).unchanged, 1u);

    const auto changes = [&](const std::string& file, const std::string& more) {
        SCOPED_TRACE(file);
        write_file(file, read_file(file) + more);
        const ExportReport report = library.run(options);
        EXPECT_EQ(report.changed, 1u) << library.said;
        EXPECT_EQ(library.run(options).unchanged, 1u);
    };
    changes(library.library() + "/en/square.svg", "<!-- new -->");
    changes(library.data("layouts/roomy.yaml"), "# new\n");
    changes(library.data("layouts/letter.yaml"), "# new\n");
    changes(library.data("layouts/icons/watch.svg"), "<!-- new -->");
    changes(library.data("brands/harbor/brand.yaml"), "# new\n");
    changes(library.data("brands/harbor/logo.svg"), "<!-- new -->");
    changes(library.data("messages/en.yaml"), "# new\n");
    changes(library.data("fonts/fonts.yaml"), "# new\n");
    changes(library.data("words/numbers.yaml"), "# new\n");
    options.fallback_date = "2026-11-20";
    EXPECT_EQ(library.run(options).changed, 1u);
    options.standard = style::PdfStandard::ua_2;
    EXPECT_EQ(library.run(options).changed, 1u);

    // What it does not depend on.
    write_file(library.data("layouts/a4.yaml"), read_file(library.data("layouts/a4.yaml")) + "# new\n");
    write_file(library.data("brands/default/brand.yaml"),
               read_file(library.data("brands/default/brand.yaml")) + "# n\n");
    EXPECT_EQ(library.run(options).unchanged, 1u);
}

TEST(Export, PressesAgainWhenHyphenationPatternsChangeWhereWordsAreDivided) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    const std::string patterns = library.data("hyph_test.dic"), manifest = library.data("words/hyphenation.yaml");
    write_file(patterns, "UTF-8\na1b\n");
    write_file(manifest, "folders: [" + library.data("") +
                             "]\nlanguages:\n  - {languages: [en], file: hyph_test.dic, "
                             "package: none}\n");
    ExportOptions options = library.options();
    options.layouts = {"letter", "two-column"};
    EXPECT_EQ(library.run(options).added, 2u) << library.said;
    const auto changes_columns = [&](const char* what) {
        SCOPED_TRACE(what);
        const ExportReport report = library.run(options);
        EXPECT_EQ(report.changed, 1u) << library.said;
        EXPECT_EQ(report.unchanged, 1u);
        EXPECT_TRUE(library.files.contains("default/en/two-column/K1.pdf"));
        EXPECT_EQ(library.run(options).unchanged, 2u);
    };
    write_file(patterns, "UTF-8\na1b\nb1a\n");
    changes_columns("a pattern");
    write_file(manifest, read_file(manifest) + "# new\n");
    changes_columns("the manifest");
    fs::remove(patterns);
    changes_columns("the package is gone");
}

TEST(Export, RestoresFilesThatWereLostOrChanged) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("en/b.md", "K2");
    library.run();
    const std::string whole = read_file(library.out("default/en/letter/K1.pdf"));
    fs::remove(library.out("default/en/letter/K1.pdf"));
    write_file(library.out("default/en/letter/K2.pdf"), "torn");
    EXPECT_EQ(library.run().changed, 2u);
    EXPECT_EQ(read_file(library.out("default/en/letter/K1.pdf")), whole);
    EXPECT_EQ(read_file(library.out("default/en/letter/K2.pdf")).substr(0, 5), "%PDF-");
}

TEST(Export, RemovesWhatArticlesThatAreGoneLeftBehind) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("fr/b.md", "K2", "Bonjour.", "fr");
    ExportOptions both = library.options();
    both.layouts = {"letter", "a4"};
    library.run(both);
    write_file(library.out("default/en/letter/mine.pdf"), "a file of somebody's own");
    library.remove("fr/b.md");
    const ExportReport report = library.run();  // letter alone: the A4 page of a withdrawn article goes too
    EXPECT_EQ(report.removed, 2u);
    EXPECT_EQ(library.files.at("default/fr/a4/K2.pdf"), FileChange::removed);
    EXPECT_FALSE(library.has("default/fr"));
    EXPECT_TRUE(library.has("default/en/a4/K1.pdf"));  // a layout that was not asked for stays as it is
    EXPECT_TRUE(library.has("default/en/letter/mine.pdf"));
    EXPECT_EQ(library.entries().size(), 2u);
}

TEST(Export, RemovesTheOldNameOfAnArticleWithAnotherCode) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.run();
    library.write("en/a.md", "K2");
    const ExportReport report = library.run();
    EXPECT_EQ(report.added, 1u);
    EXPECT_EQ(report.removed, 1u);
    EXPECT_FALSE(library.has("default/en/letter/K1.pdf"));
    EXPECT_TRUE(library.has("default/en/letter/K2.pdf"));
}

TEST(Export, LeavesWhatSomebodyElsePutInItsPlace) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("en/b.md", "K2");
    library.run();
    write_file(library.out("default/en/letter/K1.pdf"), "somebody's own");
    library.remove("en/a.md");
    EXPECT_EQ(library.run().removed, 0u);
    EXPECT_NE(library.said.find("is not what the export wrote"), std::string::npos) << library.said;
    EXPECT_EQ(read_file(library.out("default/en/letter/K1.pdf")), "somebody's own");
}

TEST(Export, NeverRemovesAWholeLibraryThatIsNotThere) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.run();
    library.remove("en/a.md");
    EXPECT_THROW(library.run(), EnvironmentError);
    fs::remove_all(library.library());
    EXPECT_THROW(library.run(), EnvironmentError);
    EXPECT_TRUE(library.has("default/en/letter/K1.pdf"));
}

TEST(Export, OneBadArticleNeverStopsTheOthersAndAnOlderFileStays) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("en/b.md", "K2");
    library.run();
    const std::string older = read_file(library.out("default/en/letter/K1.pdf"));
    library.write("en/a.md", "K1", "![](no-alternative.png)");
    library.write("en/b.md", "K2", "New.");
    ExportReport report = library.run();
    EXPECT_EQ(report.refused, 1u);
    EXPECT_EQ(report.refused_articles, std::vector<std::string>{"en/a.md"});
    EXPECT_EQ(report.changed, 1u);
    EXPECT_EQ(read_file(library.out("default/en/letter/K1.pdf")), older);
    const ManifestEntry entry = library.entries().at("default/en/letter/K1.pdf");
    EXPECT_EQ(entry.digest, sha256(older));
    EXPECT_NE(entry.diagnostics.find("\"error\""), std::string::npos) << entry.diagnostics;
    EXPECT_NE(entry.diagnostics.find("\"en/a.md\""), std::string::npos) << entry.diagnostics;

    report = library.run();  // said again as long as it is wrong
    EXPECT_EQ(report.refused, 1u);
    EXPECT_EQ(report.unchanged, 1u);
    library.write("en/a.md", "K1", "Mended.");
    EXPECT_EQ(library.run().changed, 1u);
}

TEST(Export, RefusesBothOfTwoArticlesOfOneName) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("en/b.md", "K1", "Other.");
    library.write("en/c.md", "K2");
    const ExportReport report = library.run();
    EXPECT_EQ(report.added, 1u);
    EXPECT_EQ(report.refused, 1u);
    EXPECT_EQ(report.refused_articles, (std::vector<std::string>{"en/a.md", "en/b.md"}));
    EXPECT_NE(library.said.find("are called K1"), std::string::npos) << library.said;
    EXPECT_FALSE(library.has("default/en/letter/K1.pdf"));
}

TEST(Export, TakesTheLanguagesAskedForAndLeavesTheOthers) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("zh/a.md", "K1", "喝水。", "zh-Hans");
    library.write("es/a.md", "K1", "Beba agua.", "es-MX");
    library.run();
    ExportOptions options = library.options();
    options.languages = {"es", "zh"};
    const ExportReport report = library.run(options);
    EXPECT_EQ(report.articles, 2u);
    EXPECT_EQ(report.unchanged, 2u);
    EXPECT_TRUE(library.has("default/en/letter/K1.pdf"));
}

TEST(Export, UnknownLayoutsAndBrandsAreSaidBeforeAnythingIsWritten) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    ExportOptions options = library.options();
    options.layouts = {"lettre"};
    EXPECT_EQ(library.run(options).refused, 1u);
    EXPECT_NE(library.said.find("letter"), std::string::npos) << library.said;
    EXPECT_FALSE(fs::exists(library.output()));
}

TEST(Export, IsTheSameWhateverTheThreadsAndTheOrderOfWork) {
    TestLibrary library;
    for (int i = 0; i < 24; ++i) library.write("en/a" + std::to_string(i) + ".md", "K" + std::to_string(i));
    ExportOptions options = library.options();
    options.jobs = 4;
    library.run(options);
    const std::string manifest = library.manifest(), page = read_file(library.out("index.html"));
    fs::remove_all(library.output());
    options.jobs = 1;
    library.run(options);
    EXPECT_EQ(library.manifest(), manifest);
    EXPECT_EQ(read_file(library.out("index.html")), page);
}

TEST(Export, ShardsMakeWhatTheWholeMakes) {
    TestLibrary library;
    for (int i = 0; i < 12; ++i) library.write("en/a" + std::to_string(i) + ".md", "K" + std::to_string(i));
    library.run();
    const std::string manifest = library.manifest(), page = read_file(library.out("index.html"));
    fs::remove_all(library.output());
    std::size_t articles = 0, most = 0;
    for (unsigned i = 0; i < 3; ++i) {
        ExportOptions options = library.options();
        options.shard = {i, 3};
        const ExportReport report = library.run(options);
        articles += report.articles;
        most = std::max(most, report.articles);
        EXPECT_EQ(report.added, report.articles);
        EXPECT_EQ(library.has("manifest.jsonl"), i == 2) << "the last shard merges";
    }
    EXPECT_EQ(articles, 12u);
    EXPECT_LT(most, 12u);
    EXPECT_EQ(library.manifest(), manifest);
    EXPECT_EQ(read_file(library.out("index.html")), page);

    // Another partition, and none, take over what is there: nothing is pressed again.
    ExportOptions half = library.options();
    half.shard = {0, 2};
    EXPECT_EQ(library.run(half).unchanged, library.run(half).articles);
    EXPECT_EQ(library.run().unchanged, 12u);
    EXPECT_FALSE(library.has("manifest-0-of-2.jsonl"));
    EXPECT_FALSE(library.has("manifest-0-of-3.jsonl"));
    EXPECT_EQ(library.manifest(), manifest);
}

TEST(Export, ALostOrBrokenStateIsMadeAnewFromTheManifest) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("en/b.md", "K2");
    library.run();
    const std::string state = library.out(".carepress/state.sqlite");
    write_file(state,
               "this is no database at all, and yet longer than a header of one would be: " + std::string(200, 'x'));
    EXPECT_EQ(library.run().unchanged, 2u);
    EXPECT_EQ(library.run().unchanged, 2u);
    fs::remove_all(library.out(".carepress"));
    write_file(library.out("default/en/letter/K2.pdf"), "changed meanwhile");
    const ExportReport report = library.run();
    EXPECT_EQ(report.unchanged, 1u);
    EXPECT_EQ(report.changed, 1u);
    fs::remove_all(library.out(".carepress"));
    library.remove("en/b.md");
    EXPECT_EQ(library.run().removed, 1u);
}

TEST(Export, AManifestThatLeadsElsewhereRemovesNothingThere) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.run();
    const std::string outside = library.output() + "/../outside.pdf";
    write_file(outside, "precious");
    std::string line = library.manifest();
    const std::string file = "default/en/letter/K1.pdf";
    line.replace(line.find(file), file.size(), "a/../../outside.pdf");
    write_file(library.out("manifest.jsonl"), line + "not JSON\n{\"file\":3}\n");
    fs::remove_all(library.out(".carepress"));
    library.run();
    EXPECT_EQ(read_file(outside), "precious");
}

TEST(Export, StoppedByItsCallerItKeepsWhatIsDoneAndIsCompletedLater) {
    TestLibrary library;
    for (int i = 0; i < 300; ++i) library.write("en/a" + std::to_string(i) + ".md", "K" + std::to_string(i));
    int asked = 0;
    const ExportReport stopped = library.run(library.options(), [&] { return ++asked > 2; });
    EXPECT_TRUE(stopped.interrupted);
    EXPECT_LT(stopped.added, 300u);
    EXPECT_EQ(library.entries().size(), stopped.added);
    EXPECT_TRUE(verify_export(library.output(), library.library(), {}).ok());
    const ExportReport completed = library.run();
    EXPECT_EQ(completed.unchanged, stopped.added);
    EXPECT_EQ(completed.added + stopped.added, 300u);
}

TEST(Export, OneExportAtATime) {
    TestLibrary library;
    for (int i = 0; i < 20; ++i) library.write("en/a" + std::to_string(i) + ".md", "K" + std::to_string(i));
    std::string refused;
    library.run(library.options(), [&] {
        try {
            export_library(library.options(), engine());
        } catch (const EnvironmentError& error) {
            refused = error.what();
        }
        return false;
    });
    EXPECT_NE(refused.find("another export is writing to"), std::string::npos) << refused;
}

TEST(Export, SomethingInTheWayOfOneFileStopsNoOther) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write("en/b.md", "K2");
    fs::create_directories(library.out("default/en/letter/K1.pdf/x"));
    ExportReport report = library.run();
    EXPECT_TRUE(report.environment_failed);
    EXPECT_EQ(report.added, 1u);
    EXPECT_EQ(report.refused_articles, std::vector<std::string>{"en/a.md"});
    fs::remove_all(library.out("default/en/letter/K1.pdf"));
    report = library.run();
    EXPECT_FALSE(report.environment_failed);
    EXPECT_EQ(report.added, 1u);
    EXPECT_EQ(report.unchanged, 1u);
}

TEST(Export, AnArticleThatCannotBeReadIsNamed) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.write_raw("en/big.md", std::string(9'000'000, 'x'));
    const ExportReport report = library.run();
    EXPECT_EQ(report.added, 1u);
    EXPECT_EQ(report.refused_articles, std::vector<std::string>{"en/big.md"});
    EXPECT_NE(library.said.find("larger than 8 MB"), std::string::npos) << library.said;
}

TEST(Export, ManyThreadsShareResourcesAndFolder) {
    TestLibrary library;
    const std::pair<const char*, const char*> texts[] = {
        {"en", "Drink water."}, {"ar", "اشرب الماء."}, {"zh-Hans", "喝水。"}, {"hi", "पानी पिएँ।"}, {"th", "ดื่มน้ำ"}};
    for (const auto& [language, text] : texts)
        for (int i = 0; i < 6; ++i)
            library.write(std::string(language) + "/a" + std::to_string(i) + ".md", "K" + std::to_string(i), text,
                          language);
    ExportOptions options = library.options();
    options.layouts = {"letter", "a4"};
    options.jobs = 4;
    const ExportReport report = library.run(options);
    EXPECT_EQ(report.added, 60u) << library.said;
    EXPECT_TRUE(verify_export(library.output(), library.library(), {}).ok());
}

TEST(Export, follows_no_link_below_its_folder) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.run();
    TemporaryFolder elsewhere;
    fs::create_directories(elsewhere.file("b/c"));
    write_file(elsewhere.file("b/c/d.pdf"), "precious");

    // A manifest that lists a file behind a link: it isn't ours to remove.
    fs::remove_all(library.out(".carepress"));
    fs::create_directory_symlink(elsewhere.path(), library.out("a"));
    const std::string digest = hex(sha256("precious"));
    write_file(library.out("manifest.jsonl"),
               R"({"file":"a/b/c/d.pdf","code":"X","language":"en","layout":"letter","brand":"default","title":"t",)"
               R"("pages":1,"bytes":8,"sha256":")" +
                   digest + R"(","inputs":")" + digest + R"(","sources":{"x":")" + digest +
                   R"("},"diagnostics":[]})"
                   "\n");
    library.run();
    EXPECT_EQ(read_file(elsewhere.file("b/c/d.pdf")), "precious");

    // A folder that became a link is not written through, nor is the file at its end.
    fs::rename(library.out("default"), elsewhere.file("default"));
    fs::create_directory_symlink(elsewhere.file("default"), library.out("default"));
    fs::remove(elsewhere.file("default/en/letter/K1.pdf"));
    ExportReport report = library.run();
    EXPECT_NE(library.said.find("a file or symbolic link is in the place of a folder"), std::string::npos)
        << library.said;
    EXPECT_FALSE(fs::exists(elsewhere.file("default/en/letter/K1.pdf")));
    fs::remove(library.out("default"));
    fs::create_directories(library.out("default/en/letter"));
    fs::create_symlink(elsewhere.file("b/c/d.pdf"), library.out("default/en/letter/K1.pdf"));
    report = library.run();
    EXPECT_EQ(report.refused, 0u) << library.said;
    EXPECT_EQ(read_file(elsewhere.file("b/c/d.pdf")), "precious");
    EXPECT_FALSE(fs::is_symlink(library.out("default/en/letter/K1.pdf"))) << "it was replaced";
}

TEST(Export, keeps_its_own_files_in_its_own_folder) {
    for (const char* name : {"lock", "state.sqlite"}) {
        SCOPED_TRACE(name);
        TestLibrary library;
        library.write("en/a.md", "K1");
        TemporaryFolder elsewhere;
        fs::create_directories(library.out(".carepress"));
        fs::create_symlink(elsewhere.file("made"), library.out(std::string(".carepress/") + name));
        try {
            library.run();
        } catch (const EnvironmentError& error) {
            EXPECT_NE(std::string(error.what()).find("lock"), std::string::npos) << error.what();
        }
        EXPECT_FALSE(fs::exists(elsewhere.file("made")));
    }
    TestLibrary library;
    library.write("en/a.md", "K1");
    TemporaryFolder elsewhere;
    fs::create_directories(library.output());
    fs::create_directory_symlink(elsewhere.path(), library.out(".carepress"));
    EXPECT_THROW(library.run(), EnvironmentError);
    EXPECT_TRUE(fs::is_empty(elsewhere.path()));
}

TEST(Export, a_pipe_for_a_manifest_is_not_waited_for) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    fs::create_directories(library.output());
    ASSERT_EQ(::mkfifo(library.out("manifest.jsonl").c_str(), 0600), 0);
    EXPECT_EQ(library.run().added, 1u);
    EXPECT_TRUE(fs::is_regular_file(library.out("manifest.jsonl")));
}

}  // namespace
}  // namespace carepress::test

// What an export removes, keeps, and says without doing it.
#include "library_testing.h"

namespace carepress::test {
using namespace library;
namespace {

namespace fs = std::filesystem;

class RemovalsOfExports : public testing::Test {
protected:
    static std::string name(int number) { return "k" + std::to_string(100 + number); }
    void write(int count, const std::string& language = "en") {
        for (int i = 0; i < count; ++i)
            library_.write(language + "/" + name(i) + ".md", name(i), "Drink water.", language);
    }
    void remove(int count, const std::string& language = "en") {
        for (int i = 0; i < count; ++i) library_.remove(language + "/" + name(i) + ".md");
    }
    std::size_t files(FileChange change) const {
        return static_cast<std::size_t>(std::count_if(library_.files.begin(), library_.files.end(),
                                                      [&](const auto& each) { return each.second == change; }));
    }
    TestLibrary library_;
    ExportOptions options_ = library_.options();
};

TEST_F(RemovalsOfExports, ALanguageThatIsNotThereIsKept) {
    write(8);
    write(8, "vi");
    EXPECT_EQ(library_.run().added, 16U);
    fs::remove_all(library_.library() + "/vi");
    ExportReport report = library_.run();
    EXPECT_EQ(report.removed, 0U);
    EXPECT_EQ(report.kept, 8U);
    EXPECT_EQ(files(FileChange::kept), 8U);
    EXPECT_TRUE(library_.has("default/vi/letter/k100.pdf"));
    EXPECT_EQ(library_.entries().size(), 16U) << "the manifest says what there is";
    EXPECT_NE(library_.said.find("8 of 8 outputs in 'vi' have no article"), std::string::npos) << library_.said;
    EXPECT_EQ(library_.run().kept, 8U) << "until somebody decides";
    options_.allow_removals = true;
    EXPECT_EQ(library_.run(options_).removed, 8U);
    EXPECT_FALSE(library_.has("default/vi"));
}

TEST_F(RemovalsOfExports, OneArticleMayGoAndFivePercentOrTwentyOutputs) {
    write(41);
    library_.run();
    remove(2);
    EXPECT_EQ(library_.run().removed, 2U) << "2 of 41 are less than 5 %";
    remove(4);
    ExportReport report = library_.run();
    EXPECT_EQ(report.removed, 0U) << "2 of 39 are more";
    EXPECT_EQ(report.kept, 2U);
    write(4);
    remove(1);
    EXPECT_EQ(library_.run().kept, 0U);
    options_.layouts = {"letter", "a4", "large-print"};
    library_.run(options_);
    library_.remove("en/" + name(20) + ".md");
    EXPECT_EQ(library_.run().removed, 3U) << "all outputs of one article";
}

TEST_F(RemovalsOfExports, ADryRunNamesAllAndChangesNothing) {
    options_.dry_run = true;
    write(3);
    ExportReport report = library_.run(options_);
    EXPECT_EQ(report.added, 3U);
    EXPECT_EQ(files(FileChange::added), 3U);
    EXPECT_FALSE(fs::exists(library_.output()));

    library_.run();
    const std::string manifest = library_.manifest();
    library_.write("en/k100.md", "k100", "Rest.");
    library_.write("en/new.md", "new");
    library_.remove("en/k101.md");
    report = library_.run(options_);
    EXPECT_EQ(library_.files, (std::map<std::string, FileChange>{{"default/en/letter/k100.pdf", FileChange::changed},
                                                                 {"default/en/letter/k101.pdf", FileChange::removed},
                                                                 {"default/en/letter/new.pdf", FileChange::added}}));
    EXPECT_EQ(report.added + report.changed + report.removed + report.unchanged, 4U);
    EXPECT_EQ(library_.manifest(), manifest);
    EXPECT_TRUE(library_.has("default/en/letter/k101.pdf"));
    EXPECT_FALSE(library_.has("default/en/letter/new.pdf"));
    const std::map<std::string, FileChange> said = library_.files;
    library_.run();
    EXPECT_EQ(library_.files, said) << "what it said is what is done";
}

TEST_F(RemovalsOfExports, ACopyIsComparedByItsContentAndNotPressedAgain) {
    write(3);
    library_.run();
    options_.output += "-copy";
    fs::copy(library_.output(), options_.output, fs::copy_options::recursive);
    EXPECT_EQ(library_.run(options_).unchanged, 3U);
    EXPECT_EQ(library_.run(options_).unchanged, 3U);
    // The same length and another byte.
    const std::string file = options_.output + "/default/en/letter/k100.pdf";
    std::string bytes = read_file(file);
    const std::string right = bytes;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_file(file, bytes);
    EXPECT_EQ(library_.run(options_).changed, 1U);
    EXPECT_EQ(read_file(file), right);
}

TEST_F(RemovalsOfExports, NamesThatAreOneElsewhereAreErrors) {
    library_.write("en/a.md", "K1");
    library_.write("en/b.md", "k1");
    library_.write_raw("en/caf\u00E9.md", "# Coffee\n\nText.\n");
    library_.write_raw("en/cafe\u0301.md", "# Coffee\n\nText.\n");
    library_.write("es/a.md", "k1", "Beba agua.", "es");
    ExportReport report = library_.run();
    EXPECT_EQ(report.refused, 4U) << library_.said;
    EXPECT_EQ(report.added, 1U) << "another language is another folder";
    EXPECT_NE(library_.said.find("K1 and k1, are one file on Windows and macOS"), std::string::npos) << library_.said;
    EXPECT_EQ(library_.entries().size(), 5U) << "the manifest says what was refused";
    library_.write("en/b.md", "K2");
    library_.remove("en/cafe\u0301.md");
    EXPECT_EQ(library_.run().refused, 0U) << library_.said;
}

TEST_F(RemovalsOfExports, NamesThatWindowsDoesNotHaveAreErrors) {
    for (const char* code : {"con", "LPT1", "nul.1", "K1."}) library_.write("en/" + std::string(code) + "x.md", code);
    library_.write("en/fine.md", "console");
    const ExportReport report = library_.run();
    EXPECT_EQ(report.refused, 4U) << library_.said;
    EXPECT_EQ(report.added, 1U);
    EXPECT_NE(library_.said.find("its file would be called con.pdf: Windows keeps this name for a device"),
              std::string::npos)
        << library_.said;
}

}  // namespace
}  // namespace carepress::test

// A run of an import over files, and what it tells.
#include "import/run_import.h"

#include "base/error.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace import;
namespace {

class RunImport : public testing::Test {
protected:
    void SetUp() override {
        write_file(folder_.file("page.html"),
                   "<html lang=en><title>Fever</title><body><h1>Fever</h1><p>Drink water.</p></body></html>");
    }
    ImportReport run(const std::vector<std::string>& files, bool force = false, bool dry_run = false) {
        told_.clear();
        return run_import(
            {files, folder_.file("library"), {}, force, dry_run},
            {[](const std::string& path, std::string_view bytes) { write_file(path, std::string(bytes)); },
             [&](const ImportRecord& record, const ArticlePlace& place) {
                 told_.push_back(std::string(name_of(place.fate)) + " " + record.label +
                                 (record.refusal.empty() ? "" : ": " + record.refusal) +
                                 (place.is_edited ? " edited" : ""));
                 file_ = folder_.file("library/") + place.file;
             }});
    }
    TemporaryFolder folder_;
    std::vector<std::string> told_;
    std::string file_;  ///< that the last record went to
};

TEST_F(RunImport, WritesWhatIsNewAndLeavesWhatWasEdited) {
    using Told = std::vector<std::string>;
    const std::vector<std::string> page{folder_.file("page.html")};
    EXPECT_EQ(run(page, false, true).count(Fate::added), 1U);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("library"))) << "a dry run";
    EXPECT_EQ(run(page).count(Fate::added), 1U);
    EXPECT_EQ(told_, Told{"added Fever"});
    EXPECT_TRUE(std::filesystem::is_regular_file(file_)) << file_;
    EXPECT_EQ(run(page).count(Fate::unchanged), 1U);

    const std::string file = file_;
    write_file(file, read_source(file).bytes + "\nMore.\n");
    write_file(folder_.file("page.html"),
               "<html lang=en><title>Fever</title><body><h1>Fever</h1><p>Drink tea.</p></body></html>");
    EXPECT_EQ(run(page).count(Fate::refused), 1U);
    EXPECT_EQ(told_, Told{"refused Fever edited"});
    EXPECT_NE(read_source(file).bytes.find("More."), std::string::npos);
    EXPECT_EQ(run(page, true).count(Fate::updated), 1U);
    EXPECT_EQ(read_source(file).bytes.find("More."), std::string::npos);
}

TEST_F(RunImport, AFileThatCannotBeReadStopsNoOther) {
    const ImportReport report = run({folder_.path(), folder_.file("none.html"), folder_.file("page.html")});
    EXPECT_EQ(report.count(Fate::refused), 2U);
    EXPECT_EQ(report.count(Fate::added), 1U);
    EXPECT_EQ(told_, (std::vector<std::string>{
                         "refused " + folder_.path() + ": this is a folder; name the files in it",
                         "refused " + folder_.file("none.html") + ": it can't be read: No such file or directory",
                         "added Fever"}));
}

TEST_F(RunImport, a_library_that_cannot_be_made_ends_it) {
    write_file(folder_.file("library"), "a file, not a folder");
    try {
        run({folder_.file("page.html")});
        FAIL();
    } catch (const EnvironmentError& error) {
        EXPECT_TRUE(std::string(error.what()).starts_with("cannot make " + folder_.file("library/en"))) << error.what();
    }
}

}  // namespace
}  // namespace carepress::test

// `carepress render` and `carepress visit` write pages as SVG.
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

const std::string program = CAREPRESS_PROGRAM;

CommandResult run_in(const TemporaryFolder& folder, const std::string& arguments) {
    return run("cd " + folder.path() + " && " + program + " " + arguments + " 2>&1");
}

bool is_page(const std::string& path) { return read_source(path).bytes.starts_with("<svg xmlns="); }

mode_t permissions(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

const std::string one_page = "# Fever\n\nDrink water.\n";
const std::string two_pages = project("articles/en/back-pain-and-intimacy.md");

TEST(SvgOutput, OnePageGoesIntoAFile) {
    const TemporaryFolder folder;
    write_file(folder.file("fever.md"), one_page);
    const CommandResult result = run_in(folder, "render fever.md -q -o page.svg");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_TRUE(is_page(folder.file("page.svg")));
    EXPECT_EQ(run_in(folder, "render fever.md -q --to svg -o - > out").status, 0);
    EXPECT_EQ(read_source(folder.file("out")).bytes, read_source(folder.file("page.svg")).bytes);
}

TEST(SvgOutput, SeveralPagesNeedAFolder) {
    const TemporaryFolder folder;
    const CommandResult refused = run_in(folder, "render " + two_pages + " -q -o page.svg");
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.output.find("page.svg: the handout has 2 pages, and an SVG file has one"), std::string::npos)
        << refused.output;
    EXPECT_NE(refused.output.find("-o pages/ --to svg"), std::string::npos) << refused.output;
    EXPECT_FALSE(fs::exists(folder.file("page.svg")));
    EXPECT_EQ(run_in(folder, "render " + two_pages + " -q -o pages/ --to svg").status, 0);
    EXPECT_TRUE(is_page(folder.file("pages/back-pain-and-intimacy-1.svg")));
    EXPECT_TRUE(is_page(folder.file("pages/back-pain-and-intimacy-2.svg")));
    EXPECT_FALSE(fs::exists(folder.file("pages/back-pain-and-intimacy.pdf")));
}

TEST(SvgOutput, ResultsListAllPages) {
    const TemporaryFolder folder;
    const CommandResult result = run_in(folder, "render " + two_pages + " -o pages/ --to svg --format json");
    const Json json = Json::parse(result.output);
    EXPECT_EQ(json[0]["output"], Json({"pages/back-pain-and-intimacy-1.svg", "pages/back-pain-and-intimacy-2.svg"}));
    EXPECT_EQ(json[0]["bytes"].get<std::size_t>(),
              fs::file_size(folder.file("pages/back-pain-and-intimacy-1.svg")) +
                  fs::file_size(folder.file("pages/back-pain-and-intimacy-2.svg")));
}

TEST(SvgOutput, ContradictionsAreRefused) {
    const TemporaryFolder folder;
    write_file(folder.file("fever.md"), one_page);
    for (const char* options : {"-o page.pdf --to svg", "-o page.svg --to pdf", "-o page.png --to png"}) {
        EXPECT_EQ(run_in(folder, std::string("render fever.md ") + options).status, 2) << options;
        EXPECT_EQ(run_in(folder, std::string("visit fever.md ") + options).status, 2) << options;
    }
}

TEST(SvgOutput, PagesWithPatientDataAreTheirOwnersAlone) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    const CommandResult result = run_in(folder, "visit in.json -q -o pages/ --to svg");
    EXPECT_EQ(result.status, 0) << result.output;
    ASSERT_TRUE(is_page(folder.file("pages/summary-1.svg")));
    EXPECT_NE(read_source(folder.file("pages/summary-1.svg")).bytes.find("Ana Ruiz"), std::string::npos);
    EXPECT_EQ(permissions(folder.file("pages/summary-1.svg")), 0600U);
    EXPECT_EQ(permissions(folder.file("pages")), 0700U);

    write_file(folder.file("fever.md"), one_page);
    write_file(folder.file("note.md"), "Call me.\n");
    EXPECT_EQ(run_in(folder, "render fever.md --note note.md -q -o page.svg").status, 0);
    EXPECT_EQ(permissions(folder.file("page.svg")), 0600U);
}

TEST(SvgOutput, ReceiptIsOfAPdf) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    const CommandResult result = run_in(folder, "visit in.json -o pages/ --to svg --receipt receipt.json");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.output.find("a receipt records a PDF"), std::string::npos) << result.output;
    EXPECT_FALSE(fs::exists(folder.file("receipt.json")));
}

}  // namespace
}  // namespace carepress::test

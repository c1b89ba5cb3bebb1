#include "library_testing.h"

namespace carepress::test {
using namespace library;
namespace {

TEST(Verify, FindsEveryDifference) {
    TestLibrary library;
    for (const char* code : {"K1", "K2", "K3", "K4"}) library.write(std::string("en/") + code + ".md", code);
    library.write("en/K5.md", "K5", "![](x.png)");
    library.run();
    std::map<std::string, Fault> faults;
    const auto note = [&](Fault fault, const std::string& file) { faults[file] = fault; };
    EXPECT_FALSE(verify_export(library.output(), library.library(), note).ok());
    EXPECT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults.at("default/en/letter/K5.pdf"), Fault::refused);

    std::filesystem::remove(library.out("default/en/letter/K1.pdf"));
    write_file(library.out("default/en/letter/K2.pdf"), "x");
    library.write("en/K3.md", "K3", "New.");
    write_file(library.out("default/en/letter/mine.pdf"), "x");
    const VerifyReport report = verify_export(library.output(), library.library(), note);
    EXPECT_EQ(report.files, 1u);
    EXPECT_EQ(faults.at("default/en/letter/K1.pdf"), Fault::missing);
    EXPECT_EQ(faults.at("default/en/letter/K2.pdf"), Fault::changed);
    EXPECT_EQ(faults.at("default/en/letter/K3.pdf"), Fault::outdated);
    EXPECT_EQ(faults.at("default/en/letter/mine.pdf"), Fault::stranger);
    EXPECT_EQ(verify_export(library.output(), "", {}).files, 2u) << "without the library nothing is outdated";

    library.write("en/K5.md", "K5");
    library.run();
    EXPECT_TRUE(verify_export(library.output(), library.library(), {}).ok());
}

TEST(Verify, WantsAManifest) {
    const TemporaryFolder folder;
    EXPECT_THROW(verify_export(folder.path(), "", {}), EnvironmentError);
}

TEST(Verify, CountsLinesThatAreNone) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    library.run();
    write_file(library.out("manifest.jsonl"), library.manifest() + "{\"file\":\n[]\n\n");
    const VerifyReport report = verify_export(library.output(), "", {});
    EXPECT_EQ(report.files, 1u);
    EXPECT_EQ(report.unreadable_lines, 3u);
    EXPECT_FALSE(report.ok());
}

}  // namespace
}  // namespace carepress::test

// What of a library is not an article, and who hears of it.
#include "library_testing.h"

namespace carepress::test {
using namespace library;
namespace {

namespace fs = std::filesystem;

TEST(WalkThroughALibrary, WhatIsPassedOverIsSaid) {
    TestLibrary library;
    library.write("en/a.md", "K1");
    for (const char* file : {"en/b.MD", "en/c.markdown", "en/d.html", "en/picture.png"})
        library.write_raw(file, "# B\n\nText.\n");
    library.write("../outside/es/a.md", "K1", "Beba agua.", "es");
    library.write(".hidden/fr/a.md", "K1", "Buvez de l'eau.", "fr");
    fs::create_directory_symlink("../outside/es", library.library() + "/es");
    fs::create_directory_symlink(".hidden/fr", library.library() + "/fr");
    fs::create_directory_symlink(".", library.library() + "/loop");
    fs::create_directory_symlink("nowhere", library.library() + "/vi");
    const ExportReport report = library.run();
    EXPECT_EQ(report.passed_over, (std::vector<std::string>{"en/b.MD", "en/c.markdown", "en/d.html"}));
    EXPECT_EQ(report.refused_articles, (std::vector<std::string>{"es", "vi"})) << "links that lead outside";
    EXPECT_EQ(report.added, 2U) << library.said;
    EXPECT_TRUE(library.has("default/fr/letter/K1.pdf")) << "a link inside of the library is followed";
    EXPECT_NE(library.said.find("/es:1:1: error: it is a symbolic link to a folder outside of the library"),
              std::string::npos)
        << library.said;
}

}  // namespace
}  // namespace carepress::test

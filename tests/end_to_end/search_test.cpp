// `carepress search` as its users meet it.
#include "support/support.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace carepress::test {
namespace {

/// Searches the sample library with a cache folder of the test's own.
CommandResult search(const TemporaryFolder& folder, const std::string& arguments) {
    return run("XDG_CACHE_HOME=" + folder.file("cache") + " " CAREPRESS_PROGRAM " search " + arguments + " 2>&1");
}

TEST(SearchCommand, FindsSampleArticlesInTheirLanguages) {
    const TemporaryFolder folder;
    const auto first_line = [&](const std::string& arguments) {
        std::istringstream output(search(folder, arguments).output);
        std::string line;
        std::getline(output, line);
        return line;
    };
    EXPECT_EQ(first_line("back pain intimacy"), "Back Pain and Sex: Care Instructions");
    EXPECT_EQ(first_line("'dolor de espalda'"), "Dolor de espalda y sexo: instrucciones de cuidado");
    EXPECT_EQ(first_line("k977 --language es"), "Dolor de espalda y sexo: instrucciones de cuidado");
    EXPECT_NE(search(folder, "K977 --limit 100").output.find("ko/back-pain-and-intimacy.md"), std::string::npos);
    EXPECT_NE(search(folder, "ปวดหลัง").output.find("th/back-pain-and-intimacy.md"), std::string::npos);
    EXPECT_NE(search(folder, "腰痛 --language ja").output.find("ja/back-pain-and-intimacy.md"), std::string::npos);
}

TEST(SearchCommand, PrintsJsonAndTellsWhenNothingIsFound) {
    const TemporaryFolder folder;
    const CommandResult json = search(folder, "K977 --format json | python3 -m json.tool");
    EXPECT_EQ(json.status, 0) << json.output;
    EXPECT_NE(json.output.find("\"code\": \"K977\""), std::string::npos) << json.output;
    const CommandResult nothing = search(folder, "xyzzyplugh");
    EXPECT_EQ(nothing.status, 1);
    EXPECT_NE(nothing.output.find("nothing was found"), std::string::npos) << nothing.output;
    EXPECT_EQ(search(folder, "xyzzyplugh --format json").output.find("error"), std::string::npos);
    EXPECT_EQ(search(folder, "--limit 0 x").status, 2);
    EXPECT_EQ(search(folder, "x --language Spanish").status, 2);
    EXPECT_EQ(search(folder, "x --library /nowhere").status, 3);
}

TEST(SearchCommand, KeepsItsIndexWhereItIsTold) {
    const TemporaryFolder folder;
    const std::string index = folder.file("mine.sqlite");
    EXPECT_EQ(search(folder, "fever --index " + index).status, 0);
    EXPECT_TRUE(std::filesystem::exists(index));
    EXPECT_FALSE(std::filesystem::exists(folder.file("cache")));
    write_file(folder.file("notes.txt"), std::string(3000, 'n'));
    const CommandResult foreign = search(folder, "fever --index " + folder.file("notes.txt"));
    EXPECT_EQ(foreign.status, 3);
    EXPECT_NE(foreign.output.find("is not a search index"), std::string::npos) << foreign.output;
}

TEST(SearchCommand, TakesEveryQueryAsWords) {
    const TemporaryFolder folder;
    for (const char* hostile : {"'\"'", "'\" OR 1=1 --'", "'NEAR('", "'title:'", "'*'",
                                "\"$(head -c 60000 /dev/zero | tr '\\0' '\"')\"", "\"$(printf '\\377\\376\\001')\""}) {
        const CommandResult result = search(folder, std::string("-- ") + hostile);
        EXPECT_LE(result.status, 1) << hostile << result.output;
        EXPECT_EQ(result.output.find("database"), std::string::npos) << hostile << result.output;
    }
}

}  // namespace
}  // namespace carepress::test

// File names and settings that a stranger chose, on their way to a terminal, a log or a report.
#include "base/utf.h"
#include "support/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

const std::string program = CAREPRESS_PROGRAM;
const std::string article = "---\ncode: K1\ntitle: T\nlanguage: en\n---\n\nTake .5 mg. [y](javascript:z)\n";

/// Moves the cursor, forges a message of GitHub's on a line of its own, turns what follows, and is not UTF-8.
const std::string name = "x\033[31m\n::error file=y::forged\u202E\u009B\xFF.md";

void expect_harmless(const std::string& output) {
    EXPECT_FALSE(find_malformed_utf8(output)) << output;
    for (const char16_t unit : to_utf16(output))
        EXPECT_TRUE(unit == '\n' || (unit >= 0x20 && (unit < 0x7F || unit >= 0xA0) && unit != 0x202E)) << output;
    EXPECT_FALSE(output.starts_with("::error") || output.find("\n::error") != std::string::npos) << output;
}

class HostileNames : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(folder_.file("lib/en"));
        write_file(folder_.file("lib/en/" + name), article);
        write_file(folder_.file("l.yaml"), "derives: \"let\\e[31mter\"\n");
    }
    CommandResult call(const std::string& arguments) const {
        return run("cd " + folder_.path() + " && XDG_CACHE_HOME=$PWD/cache timeout 60 " + program + " " + arguments);
    }
    TemporaryFolder folder_;
};

TEST_F(HostileNames, reach_no_terminal_and_no_log) {
    for (const char* arguments :
         {"check lib 2>&1", "check lib --levels --summary 2>&1", "render lib/en/* -o o.pdf 2>&1",
          "render lib/en/* --layout ./l.yaml -o o.pdf 2>&1", "export lib -o out -v 2>&1",
          "export lib -o out --verify 2>&1", "search take --library lib 2>&1",
          "search \"$(printf 'no\\033[1m\\nsuch')\" --library lib 2>&1", "import lib/en/* -o new 2>&1",
          "render \"$(printf 'gone\\033[1m.md')\" -o o.pdf 2>&1"}) {
        SCOPED_TRACE(arguments);
        const CommandResult result = call(arguments);
        EXPECT_NE(result.status, 124);
        EXPECT_FALSE(result.output.empty());
        expect_harmless(result.output);
    }
}

TEST_F(HostileNames, leave_json_whole) {
    for (const char* arguments :
         {"check lib --format json", "check lib --format sarif", "render lib/en/* -o o.pdf --format json",
          "export lib -o out --format json", "search take --library lib --format json",
          "import lib/en/* -o new --format json", "render lib/en/* -o o.pdf --print-job"}) {
        SCOPED_TRACE(arguments);
        const CommandResult result = call(std::string(arguments) + " 2>/dev/null");
        EXPECT_TRUE(nlohmann::json::accept(result.output)) << result.output;
        expect_harmless(result.output);
    }
}

TEST_F(HostileNames, pipes_in_a_library_are_reported_and_not_waited_for) {
    write_file(folder_.file("lib/en/c.md"), "---\ntitle: C\nlanguage: en\n---\n\n![a cat](f.png)\n");
    for (const char* pipe : {"lib/en/f.png", "lib/en/p.md", "lib/sets.yaml"})
        ASSERT_EQ(::mkfifo(folder_.file(pipe).c_str(), 0600), 0);
    const CommandResult exported = call("export lib -o out 2>&1");
    EXPECT_EQ(exported.status, 1) << exported.output;
    EXPECT_NE(exported.output.find("lib/en/c.md:6:1: error: the picture f.png can't be read"), std::string::npos)
        << exported.output;
    EXPECT_NE(call("check lib 2>&1").output.find("p.md is not a file"), std::string::npos);
    EXPECT_EQ(call("search take --library lib").status, 0);
    EXPECT_EQ(call("render K1 --library lib -o o.pdf").status, 0);
    // A stream that the user names is read.
    EXPECT_EQ(run("cd " + folder_.path() + " && cat lib/en/x* | timeout 60 " + program + " render /dev/stdin -o o.pdf")
                  .status,
              0);
    EXPECT_EQ(run("cd " + folder_.path() + " && cat lib/en/x* | timeout 60 " + program + " render - -o o.pdf").status,
              0);
}

TEST_F(HostileNames, links_out_of_the_library_are_not_followed) {
    write_file(folder_.file("private.md"), "---\ncode: K9\ntitle: Call list\nlanguage: en\n---\n\nMaria Sample\n");
    fs::create_symlink(folder_.file("private.md"), folder_.file("lib/en/p.md"));
    fs::create_symlink(name, folder_.file("lib/en/inside.md"));
    const CommandResult exported = call("export lib -o out 2>&1");
    EXPECT_NE(exported.output.find("lib/en/p.md:1:1: error: it is a symbolic link to a file outside of the library"),
              std::string::npos)
        << exported.output;
    EXPECT_EQ(call("search maria --library lib").status, 1);
    EXPECT_NE(call("render K9 --library lib -o o.pdf").status, 0);
    const std::string checked = call("check lib --format json 2>&1").output;
    EXPECT_NE(checked.find("p.md is a symbolic link out of the folder"), std::string::npos) << checked;
    EXPECT_EQ(checked.find("Maria"), std::string::npos);
    EXPECT_NE(checked.find("inside.md"), std::string::npos);
}

}  // namespace
}  // namespace carepress::test

// The manual and the completion are made from the command line's tree, and what is committed is what is made.
#include "bless.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/man_page.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace cli;
namespace {

void expect_committed(const std::string& file, const std::string& made) {
    if (is_blessing()) write_file(project(file), made);
    EXPECT_EQ(read_source(project(file)).bytes, made)
        << file << " is not what the command line's tree makes: run CAREPRESS_BLESS=1 build/test/unit_cli";
}

TEST(CommandLineDocuments, TheManualIsMadeFromTheTree) {
    ProgramOptions own;
    expect_committed("docs/carepress.1", man_page_of(carepress_command_line(own)));
}

TEST(CommandLineDocuments, TheCompletionIsMadeFromTheTree) {
    ProgramOptions own;
    expect_committed("packaging/carepress.bash", bash_completion_of(carepress_command_line(own)));
}

TEST(CommandLineDocuments, TheHandWrittenSectionsNameOptionsThatExist) {
    ProgramOptions own;
    const CommandLine line = carepress_command_line(own);
    const ManPageText& text = man_page_text();
    int named = 0;
    for (const std::string_view section : {text.before_commands, text.outputs, text.files, text.diagnostics})
        for (std::size_t at = section.find("Fl -"); at != std::string_view::npos; at = section.find("Fl -", at + 1)) {
            const std::string_view rest = section.substr(at + 4);
            const std::string_view name = rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"));
            EXPECT_TRUE(std::any_of(line.commands.begin(), line.commands.end(), [&](const Command& command) {
                return command.find_option(name) != nullptr;
            })) << name;
            ++named;
        }
    EXPECT_GT(named, 0);
}

TEST(Mdoc, SentencesAreLinesAndLiteralsAreMacros) {
    EXPECT_EQ(mdoc_text("One. Two."), "One.\nTwo.\n");
    EXPECT_EQ(mdoc_text("Use `-o` or `--output`, e.g. here."), "Use\n.Fl o\nor\n.Fl -output ,\ne.g. here.\n");
    EXPECT_EQ(mdoc_text("a file, or `-` for standard input"), "a file, or\n.Sq -\nfor standard input\n");
    EXPECT_EQ(mdoc_text("By default `letter`."), "By default\n.Cm letter .\n");
    EXPECT_EQ(
        mdoc_text("It (`--force` does) reads `carepress.yaml` and `LIBRARY`. See `FILES` and `NO_COLOR`."),
        "It\n.Fl ( -force\ndoes) reads\n.Pa carepress.yaml\nand\n.Ar library .\nSee\n.Sx FILES\nand\n.Ev NO_COLOR "
        ".\n");
    EXPECT_EQ(mdoc_text(".yaml \\ file"), "\\&.yaml \\e file\n");
    EXPECT_EQ(mdoc_quoted("search \"a b\""), "search \"\"a b\"\"");
}

}  // namespace
}  // namespace carepress::test

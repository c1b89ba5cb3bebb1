// The walk of docs/library.md, from a folder of Word files to handouts: its table and its commands, as they stand
// there.
#include "support/support.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

class LibraryWalk : public ::testing::Test {
protected:
    void SetUp() override {
        if (test::run("pandoc --version").status == 0) return;
        if (is_data_required()) FAIL() << "NOT CHECKED: pandoc is missing";
        GTEST_SKIP() << "NOT CHECKED: pandoc is missing; tools/packages conformance installs it";
    }
    std::string file(const std::string& name) const { return folder_.path() + "/" + name; }
    std::string bytes(const std::string& name) const { return read_source(file(name)).bytes; }
    CommandResult shell(const std::string& command) const {
        return test::run("cd " + folder_.path() + " && " + command + " 2>&1");
    }
    /// Makes a Word file of Markdown.
    void write_word(const std::string& name, const std::string& markdown) const {
        fs::create_directories(fs::path(file(name)).parent_path());
        std::ofstream(file("in.md")) << markdown;
        const CommandResult made = shell("pandoc --from=markdown-implicit_figures in.md -o '" + name + "'");
        ASSERT_EQ(made.status, 0) << made.output;
    }
    void write_handouts() const {
        fs::copy_file(project("tests/data/resvg/structure/symbol/with-viewBox.png"), file("wrap.png"));
        write_word("handouts/fever.docx",
                   "---\ntitle: Fever in children\n---\nGive water often.\n\n# When to call\n\nCall if the fever lasts "
                   "3 days.\n");
        write_word("handouts/spanish/fiebre.docx",
                   "---\ntitle: Fiebre en los niños\n---\nDele agua a menudo.\n\n# Cuándo llamar\n\nLlame si la fiebre "
                   "dura 3 días.\n");
        write_word("handouts/Sprained ankle.docx",
                   "---\ntitle: Sprained ankle\n---\nRest the ankle.\n\n![a wrapped ankle](wrap.png)\n\nWrap it for 2 "
                   "days.\n");
    }

    /// The indented blocks of code of the section, by their language, in order.
    static std::vector<std::string> blocks_of_walk(const std::string& language) {
        std::istringstream page(read_source(project("docs/library.md")).bytes);
        std::vector<std::string> blocks;
        bool in_walk = false, in_block = false;
        for (std::string line; std::getline(page, line);) {
            if (line.starts_with("## ")) in_walk = line == "## A folder of Word files, from nothing to handouts";
            if (!in_walk) continue;
            const std::string text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
            if (in_block && text == "```")
                in_block = false;
            else if (in_block)
                blocks.back() += text + "\n";
            else if (text == "```" + language)
                in_block = true, blocks.emplace_back();
        }
        return blocks;
    }
    /// The commands of the walk, in order.
    static std::vector<std::string> commands() {
        std::vector<std::string> all;
        for (const std::string& block : blocks_of_walk("sh")) {
            std::istringstream lines(block);
            for (std::string line; std::getline(lines, line);) all.push_back(line);
        }
        return all;
    }
    CommandResult carepress(const std::string& command) const {
        constexpr std::string_view name = "carepress ";
        EXPECT_TRUE(command.starts_with(name)) << command;
        return shell("HOME=" + folder_.path() +
                     " XDG_CONFIG_HOME= CAREPRESS_DATA=" CAREPRESS_SOURCE_FOLDER " " CAREPRESS_PROGRAM " " +
                     command.substr(name.size()));
    }

    test::TemporaryFolder folder_;
};

TEST_F(LibraryWalk, GoesFromAFolderOfWordFilesToHandouts) {
    write_handouts();
    const std::vector<std::string> tables = blocks_of_walk("csv");
    ASSERT_EQ(tables.size(), 1U);
    std::ofstream(file("handouts.csv")) << tables[0];
    const std::vector<std::string> walk = commands();
    ASSERT_EQ(walk.size(), 9U);

    CommandResult said = carepress(walk[0]);
    EXPECT_NE(said.output.find("would be: 3 added"), std::string::npos) << said.output;
    EXPECT_FALSE(fs::exists(file("library")));
    said = carepress(walk[1]);
    EXPECT_EQ(said.status, 0) << said.output;
    EXPECT_NE(said.output.find("\n3 added, 0 updated, 0 unchanged, 0 refused\n"), std::string::npos) << said.output;
    EXPECT_NE(bytes("library/es/fiebre-en-los-ninos.md").find("code: F204\n"), std::string::npos);
    EXPECT_NE(bytes("library/en/fever-in-children.md").find("reviewed_by: \"Lee, MD\"\nstatus: approved\n"),
              std::string::npos);
    EXPECT_NE(bytes("library/en/sprained-ankle.md").find("![a wrapped ankle](pictures/"), std::string::npos);

    EXPECT_LE(carepress(walk[2]).status, 1);
    said = carepress(walk[3]);
    EXPECT_NE(said.output.find("sprained-ankle.md is a draft"), std::string::npos) << said.output;
    said = carepress(walk[4]);
    EXPECT_EQ(said.status, 0) << said.output;
    EXPECT_TRUE(fs::exists(file("proofs/default/en/letter/A310.pdf")));

    said = carepress(walk[5]);
    EXPECT_EQ(said.status, 0) << said.output;
    EXPECT_TRUE(fs::exists(file("out/default/en/letter/F204.pdf")));
    EXPECT_TRUE(fs::exists(file("out/default/es/letter/F204.pdf")));
    EXPECT_FALSE(fs::exists(file("out/default/en/letter/A310.pdf"))) << "a draft";
    EXPECT_EQ(carepress(walk[6]).status, 0);

    write_word(
        "handouts/fever.docx",
        "---\ntitle: Fever in children\n---\nGive water often.\n\n# When to call\n\nCall if the fever lasts 2 days.\n");
    said = carepress(walk[7]);
    EXPECT_NE(said.output.find("\n0 added, 1 updated, 2 unchanged, 0 refused\n"), std::string::npos) << said.output;
    const std::string before = bytes("out/default/en/letter/F204.pdf"),
                      spanish = bytes("out/default/es/letter/F204.pdf");
    EXPECT_EQ(carepress(walk[8]).status, 0);
    EXPECT_NE(bytes("out/default/en/letter/F204.pdf"), before);
    EXPECT_EQ(bytes("out/default/es/letter/F204.pdf"), spanish);
}

TEST_F(LibraryWalk, AMistakeInTheTableIsSaidWithRowAndColumn) {
    write_handouts();
    std::string table = blocks_of_walk("csv").at(0);
    table.replace(table.find("2026-06-01"), 10, "1/6/2026  ");
    table.replace(table.find("Sprained"), 8, "sprained");
    std::ofstream(file("handouts.csv")) << table;
    const std::string import = commands().at(1);
    CommandResult said = carepress(import);
    EXPECT_EQ(said.status, 1);
    EXPECT_NE(said.output.find("handouts.csv:3:47: error: row 3, column \"reviewed\": \"1/6/2026\" is not a date"),
              std::string::npos)
        << said.output;
    EXPECT_NE(said.output.find("nothing was imported"), std::string::npos) << said.output;
    EXPECT_FALSE(fs::exists(file("library")));
    EXPECT_EQ(carepress("carepress import handouts.csv --manifest handouts.csv -o library").status, 2) << "no folder";
    EXPECT_EQ(carepress("carepress import handouts --manifest none.csv -o library").status, 3);
}

}  // namespace
}  // namespace carepress::test

// `carepress import`, `carepress check` and the settings file, as a user calls them.
#include "support/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace carepress::test {
namespace {

namespace fs = std::filesystem;

class Commands : public ::testing::Test {
protected:
    void write(const std::string& name, const std::string& text) {
        fs::create_directories(fs::path(file(name)).parent_path());
        std::ofstream(file(name)) << text;
    }
    std::string file(const std::string& name) const { return folder_.path() + "/" + name; }

    /// Runs the program in the folder, with a home of its own.
    test::CommandResult carepress(const std::string& arguments) {
        return test::run("cd " + folder_.path() + " && HOME=" + folder_.path() + " XDG_CONFIG_HOME= CAREPRESS_DATA=" +
                         CAREPRESS_SOURCE_FOLDER " " CAREPRESS_PROGRAM " " + arguments + " 2>&1");
    }

    void write_topics(const std::string& text) {
        write("topics.xml",
              "<health-topics date-generated=\"07/21/2012 02:32:56\"><health-topic title=\"Cough\" id=\"7\" "
              "language=\"English\" url=\"https://example.org/c\"><full-summary>&lt;p&gt;" +
                  text +
                  "&lt;/p&gt;</full-summary></health-topic><health-topic title=\"Bad\" id=\"8\" language=\"Klingon\">"
                  "<full-summary>x</full-summary></health-topic></health-topics>");
    }

    test::TemporaryFolder folder_;
};

TEST_F(Commands, ImportReportsEachRecordAndGoesOn) {
    write_topics("Drink water.");
    const auto first = carepress("import topics.xml -o library");
    EXPECT_EQ(first.status, 1);
    EXPECT_NE(first.output.find("added  en/cough.md  Cough\n"), std::string::npos) << first.output;
    EXPECT_NE(first.output.find("topics.xml:1:"), std::string::npos) << first.output;
    EXPECT_NE(first.output.find("\"Bad\" refused: the topic's language \"Klingon\""), std::string::npos)
        << first.output;
    EXPECT_NE(first.output.find("1 added, 0 updated, 0 unchanged, 1 refused\n"), std::string::npos) << first.output;
    EXPECT_NE(carepress("import topics.xml -o library").output.find("0 added, 0 updated, 1 unchanged"),
              std::string::npos);
    write_topics("Drink hot water.");
    EXPECT_NE(carepress("import topics.xml -o library -n").output.find("0 added, 1 updated"), std::string::npos);
    EXPECT_NE(carepress("import topics.xml -o library").output.find("0 added, 1 updated"), std::string::npos)
        << "a dry run writes nothing";
    EXPECT_EQ(carepress("render MP7 --library library -o out.pdf").status, 0);
    EXPECT_TRUE(fs::exists(file("out.pdf")));
}

TEST_F(Commands, ImportReportsInJson) {
    write_topics("Drink water.");
    const auto result =
        test::run("cd " + folder_.path() +
                  " && " CAREPRESS_PROGRAM " import topics.xml missing.xml -o library --format json 2>/dev/null");
    const auto report = nlohmann::json::parse(result.output);
    EXPECT_EQ(report.at("totals").at("added"), 1);
    EXPECT_EQ(report.at("totals").at("refused"), 2);
    EXPECT_EQ(report.at("records").at(0).at("code"), "MP7");
    EXPECT_EQ(report.at("records").at(0).at("file"), "en/cough.md");
    EXPECT_EQ(report.at("records").at(0).at("fate"), "added");
    EXPECT_FALSE(report.at("records").at(2).at("reason").get<std::string>().empty());
}

TEST_F(Commands, ImportSaysOnceWhatManyPagesHave) {
    write("a.md", "---\ntitle: First\norder: 1\n---\n\nText.\n");
    write("b.md", "---\ntitle: Second\norder: 2\n---\n\nText.\n");
    const std::string said = carepress("import a.md b.md -o library").output;
    EXPECT_NE(said.find("a.md:3:1: note: unused front matter"), std::string::npos) << said;
    EXPECT_EQ(said.find("b.md:"), std::string::npos) << said;
    EXPECT_NE(said.find("2 more notes of a kind that was shown; -v prints each"), std::string::npos) << said;
    const std::string all = carepress("import a.md b.md -o library2 -v").output;
    EXPECT_NE(all.find("b.md:3:1: note: unused front matter"), std::string::npos) << all;
    EXPECT_EQ(all.find("more note"), std::string::npos) << all;
}

TEST_F(Commands, CheckSumsUpALibrary) {
    write(
        "lib/en/a.md",
        "---\ncode: K1\ntitle: T\nlanguage: en\nsources: [CDC]\n---\n\nTake .5 mg or .6 mg.\n\n> [!WATCH]\n> Call.\n");
    write("lib/en/b.md", "---\ncode: K2\ntitle: T\nlanguage: en\nsources: [CDC]\n---\n\nTake 5 mg.\n");
    const auto summary = carepress("check --library lib --summary");
    EXPECT_EQ(summary.status, 1);
    EXPECT_EQ(summary.output,
              "errors  warnings   notes  file\n"
              "     2         0       0  lib/en/a.md\n"
              "     0         1       0  lib/en/b.md\n"
              "errors  warnings   notes  rule\n"
              "     2         0       0  ambiguous-dose\n"
              "     0         1       0  help-levels\n"
              "2 articles: 2 errors, 1 warning, 0 notes\n");
    const std::string all = carepress("check --library lib").output;
    EXPECT_NE(all.find("\nerrors  warnings   notes  rule\n"), std::string::npos) << all;
    EXPECT_EQ(carepress("check --library lib --quiet").output.find("  rule\n"), std::string::npos);
}

TEST_F(Commands, CheckPrintsLikeACompiler) {
    write("a.md",
          "---\ncode: K1\ntitle: T\nlanguage: en\nsources: [CDC]\n---\n\nTake .5 mg.\n\n> [!WATCH]\n> Call us.\n");
    const auto result = carepress("check a.md");
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.output,
              "a.md:8:6: error: \".5\" has no digit before the decimal point: it can be read as a whole number "
              "[ambiguous-dose]\n"
              "  hint: write \"0.5\"\n"
              "1 article: 1 error, 0 warnings, 0 notes\n");
    EXPECT_EQ(carepress("check a.md --skip ambiguous-dose").status, 0);
    EXPECT_EQ(carepress("check").status, 2);
    const auto json = nlohmann::json::parse(carepress("check a.md --format json").output);
    EXPECT_EQ(json.at("findings").at(0).at("rule"), "ambiguous-dose");
    EXPECT_EQ(json.at("articles").at(0).at("code"), "K1");
    EXPECT_EQ(nlohmann::json::parse(carepress("check a.md --format sarif").output).at("version"), "2.1.0");
}

TEST_F(Commands, CheckReadsLayoutsAndBrands) {
    write("bad.yaml", "derives: letter\nkolor: red\n");
    const auto result = carepress("check bad.yaml " CAREPRESS_SOURCE_FOLDER "/brands/harbor");
    EXPECT_NE(result.output.find("bad.yaml:2:1: "), std::string::npos) << result.output;
    EXPECT_NE(result.output.find("[layout]"), std::string::npos) << result.output;
    EXPECT_EQ(result.output.find("[brand]"), std::string::npos) << result.output;
}

TEST_F(Commands, SettingsGiveDefaultsAndOptionsWin) {
    write("a.md", "---\ncode: K1\ntitle: T\nlanguage: en\n---\n\nOne two three four five six seven eight.\n");
    write("carepress.yaml", "quiet: false\ncheck:\n  longest-sentence: 7\n  only: [long-sentence]\n  strict: true\n");
    EXPECT_EQ(carepress("check a.md").status, 1);
    EXPECT_EQ(carepress("check a.md --longest-sentence 9").status, 0);
    write("carepress.yaml", "");
    EXPECT_EQ(carepress("check a.md --only long-sentence").status, 0);
}

TEST_F(Commands, SettingsGiveWhatIsRequired) {
    write_topics("Drink water.");
    write("other.yaml", "import: {output: library}\n");
    EXPECT_EQ(carepress("import topics.xml").status, 2);
    EXPECT_EQ(carepress("import topics.xml --settings other.yaml").status, 1);
    EXPECT_TRUE(fs::exists(file("library/en/cough.md")));
    EXPECT_EQ(carepress("--settings missing.yaml import topics.xml").status, 2);
}

TEST_F(Commands, SettingsOfTheUserAreFound) {
    write("a.md", "---\ncode: K1\ntitle: T\nlanguage: en\n---\n\nOne two three four five six seven eight.\n");
    write(".config/carepress/carepress.yaml", "longest-sentence: 7\nonly: long-sentence\nstrict: true\n");
    EXPECT_EQ(carepress("check a.md").status, 1);
    write("carepress.yaml", "check: {only: jargon}\n");
    EXPECT_EQ(carepress("check a.md").status, 0) << "the file of the folder is read alone";
}

TEST_F(Commands, MistakesInSettingsAreNamedAndStopTheProgram) {
    write("a.md", "# T\n\nText.\n");
    write(
        "carepress.yaml",
        "layuot: a4\ncheck:\n  smog: high\n  strict: maybe\n  format: pdf\n  brand: [a, b]\n  lenght: 4\nrender: a4\n");
    const auto result = carepress("check a.md");
    EXPECT_EQ(result.status, 2);
    for (const char* line :
         {"carepress.yaml:1:1: error: no command has an option \"layuot\"\n  hint: did you mean \"layout\"?\n",
          "carepress.yaml:3:9: error: \"smog\": takes 2 values: WARN FAIL\n",
          "carepress.yaml:4:11: error: \"strict\" is either on or off\n",
          "carepress.yaml:5:11: error: \"format\": 'pdf' is not one of text, json and sarif\n",
          "carepress.yaml:6:10: error: \"brand\" takes one value, not a list\n",
          "carepress.yaml:7:3: error: \"check\" has no option \"lenght\"\n",
          "carepress.yaml:8:9: error: \"render\" is a command; "})
        EXPECT_NE(result.output.find(line), std::string::npos) << line << "\n" << result.output;
}

}  // namespace
}  // namespace carepress::test

// The program as its users meet it: options, exit statuses, files.
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

const std::string program = CAREPRESS_PROGRAM;
const std::string article = CAREPRESS_SOURCE_FOLDER "/articles/en/back-pain-and-intimacy.md";

std::size_t file_count(const std::string& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
    return count;
}

bool is_pdf(const std::string& path) { return run("head -c 8 " + path).output == "%PDF-1.7"; }

TEST(CommandLine, renders_to_a_file_a_folder_and_standard_output) {
    const TemporaryFolder folder;
    EXPECT_EQ(run(program + " render -q " + article + " -o " + folder.file("one.pdf")).status, 0);
    EXPECT_TRUE(is_pdf(folder.file("one.pdf")));
    EXPECT_EQ(run(program + " render -q " + article + " -o " + folder.file("out/")).status, 0);
    EXPECT_TRUE(is_pdf(folder.file("out/back-pain-and-intimacy.pdf")));
    EXPECT_EQ(run(program + " render -q " + article + " -o - > " + folder.file("two.pdf")).status, 0);
    EXPECT_EQ(run("cmp " + folder.file("one.pdf") + " " + folder.file("two.pdf")).status, 0);
    EXPECT_EQ(run("cd " + folder.path() + " && " + program + " render -q " + article).status, 0);
    EXPECT_TRUE(is_pdf(folder.file("back-pain-and-intimacy.pdf")));
}

TEST(CommandLine, replaces_a_file_whole_and_leaves_no_other) {
    const TemporaryFolder folder;
    write_file(folder.file("one.pdf"), "old");
    EXPECT_EQ(run(program + " render -q " + article + " -o " + folder.file("one.pdf")).status, 0);
    EXPECT_TRUE(is_pdf(folder.file("one.pdf")));
    EXPECT_EQ(file_count(folder.path()), 1u);
}

TEST(CommandLine, never_overwrites_its_source) {
    const TemporaryFolder folder;
    write_file(folder.file("a.md"), "# Title\n\nText.\n");
    const CommandResult result =
        run(program + " render " + folder.file("a.md") + " -o " + folder.file("a.md") + " 2>&1");
    EXPECT_EQ(result.status, 2);
    EXPECT_EQ(run("cat " + folder.file("a.md")).output, "# Title\n\nText.\n");
}

TEST(CommandLine, one_bad_source_never_stops_the_others) {
    const TemporaryFolder folder;
    write_file(folder.file("bad.md"), "---\ntitle: [\n---\n\n![](x.png)\n");
    const CommandResult result = run(program + " render " + folder.file("bad.md") + " " + folder.file("none.md") + " " +
                                     article + " -o " + folder.file("out/") + " 2>&1");
    EXPECT_EQ(result.status, 1) << result.output;
    EXPECT_NE(result.output.find("bad.md:"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find("none.md"), std::string::npos) << result.output;
    EXPECT_EQ(file_count(folder.file("out")), 1u);
}

TEST(CommandLine, neither_a_folder_nor_an_output_that_cannot_be_written_stops_the_others) {
    const TemporaryFolder folder;
    write_file(folder.file("a.md"), "# Title\n\nText.\n");
    std::filesystem::create_directories(folder.file("out/a.pdf"));
    std::filesystem::create_directories(folder.file("articles"));
    const CommandResult result =
        run(program + " render --format json " + folder.file("articles") + " " + folder.file("a.md") + " " + article +
            " -o " + folder.file("out/") + " 2>/dev/null");
    EXPECT_EQ(result.status, 3);
    EXPECT_TRUE(is_pdf(folder.file("out/back-pain-and-intimacy.pdf")));
    EXPECT_NE(result.output.find("this is a folder"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find("\"pages\": 2"), std::string::npos) << result.output;
}

TEST(CommandLine, an_article_keeps_the_language_that_it_states) {
    const TemporaryFolder folder;
    const CommandResult asked =
        run(program + " render " + article + " --language es -o " + folder.file("a.pdf") + " 2>&1");
    EXPECT_EQ(asked.status, 0);
    EXPECT_NE(asked.output.find("the article is in 'en', not in 'es'"), std::string::npos) << asked.output;
    EXPECT_NE(run("grep -ac '/Lang(en)' " + folder.file("a.pdf")).output, "0\n");
    EXPECT_EQ(run(program + " render -q " + article + " --language en-US -o " + folder.file("b.pdf") + " 2>&1").output,
              "");

    write_file(folder.file("none.md"), "# Fiebre\n\nBeba agua.\n");
    EXPECT_EQ(run(program + " render " + folder.file("none.md") + " --language es -o " + folder.file("c.pdf") + " 2>&1")
                  .output,
              "");
    EXPECT_NE(run("grep -ac '/Lang(es)' " + folder.file("c.pdf")).output, "0\n");
    EXPECT_EQ(run(program + " render " + article + " --language Spanish 2>&1").status, 2);
}

TEST(CommandLine, two_articles_of_one_code_are_not_chosen_between) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.file("en"));
    for (const char* name : {"a", "b"})
        write_file(folder.file(std::string("en/") + name + ".md"), "---\ncode: K1\ntitle: T\n---\n\nText.\n");
    const CommandResult result =
        run(program + " render K1 --library " + folder.path() + " -o " + folder.file("k.pdf") + " 2>&1");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.output.find("have this code"), std::string::npos) << result.output;
    EXPECT_FALSE(std::filesystem::exists(folder.file("k.pdf")));
}

TEST(CommandLine, layouts_and_brands_of_ones_own_may_lie_anywhere) {
    const TemporaryFolder folder;
    write_file(folder.file("roomy.yaml"),
               "description: letter, larger\nderives: letter\nblocks: {paragraph: {size: 13pt}}\n");
    run("cp -r " CAREPRESS_SOURCE_FOLDER "/brands/harbor " + folder.file("mine"));
    EXPECT_EQ(run("cd " + folder.path() + " && " + program + " render -q " + article +
                  " --layout roomy --brand mine -o here.pdf 2>&1")
                  .output,
              "");
    EXPECT_EQ(run(program + " render -q " + article + " --layout " + folder.file("roomy.yaml") + " -o " +
                  folder.file("there.pdf") + " 2>&1")
                  .output,
              "");
    EXPECT_TRUE(is_pdf(folder.file("here.pdf")) && is_pdf(folder.file("there.pdf")));
}

TEST(CommandLine, what_a_brand_gets_wrong_is_said_of_its_file) {
    const TemporaryFolder folder;
    run("cp -r " CAREPRESS_SOURCE_FOLDER "/brands/harbor " + folder.file("mine"));
    std::string brand = read_source(folder.file("mine/brand.yaml")).bytes;
    const std::size_t at = brand.find("organisation: Harbor");
    ASSERT_NE(at, std::string::npos);
    brand.insert(at + std::string("organisation: ").size(), "\U0001F600 ");  // no face here has pictures
    write_file(folder.file("mine/brand.yaml"), brand);
    const CommandResult result =
        run("cd " + folder.path() + " && " + program + " render -q " + article + " --brand mine -o a.pdf 2>&1");
    EXPECT_EQ(result.status, 1);
    const auto line = std::count(brand.begin(), brand.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    EXPECT_NE(result.output.find("mine/brand.yaml:" + std::to_string(line) + ":"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find("U+1F600"), std::string::npos) << result.output;
    EXPECT_EQ(result.output.find("back-pain"), std::string::npos) << result.output;
}

TEST(CommandLine, equal_names_do_not_overwrite_each_other) {
    const TemporaryFolder folder;
    const std::string es = project("articles/es/back-pain-and-intimacy.md");
    EXPECT_EQ(run(program + " render -q " + article + " " + es + " -o " + folder.file("out/")).status, 0);
    EXPECT_EQ(file_count(folder.file("out")), 2u);
    EXPECT_TRUE(is_pdf(folder.file("out/back-pain-and-intimacy-es.pdf")));
}

TEST(CommandLine, finds_an_article_by_its_code_and_language) {
    const TemporaryFolder folder;
    EXPECT_EQ(run(program + " render -q K977 --language es -o " + folder.file("es.pdf")).status, 0);
    EXPECT_NE(run("pdfinfo " + folder.file("es.pdf")).output.find("dolor"), std::string::npos);
    const CommandResult missing = run(program + " render K977 --language sw -o " + folder.file("sw.pdf") + " 2>&1");
    EXPECT_EQ(missing.status, 1);
    EXPECT_NE(missing.output.find("hint"), std::string::npos) << missing.output;
}

TEST(CommandLine, reads_standard_input) {
    const TemporaryFolder folder;
    EXPECT_EQ(run("printf '# From a pipe\\n\\nSome text.\\n' | " + program + " render -q - -o " + folder.file("p.pdf"))
                  .status,
              0);
    EXPECT_TRUE(is_pdf(folder.file("p.pdf")));
}

TEST(CommandLine, json_results_are_json) {
    const TemporaryFolder folder;
    const CommandResult result =
        run(program + " render --format json " + article + " -o " + folder.file("one.pdf") + " | python3 -m json.tool");
    EXPECT_EQ(result.status, 0);
    EXPECT_NE(result.output.find("\"code\": \"K977\""), std::string::npos) << result.output;
}

TEST(CommandLine, exit_statuses_tell_usage_and_environment_apart) {
    EXPECT_EQ(run(program + " rendre 2>/dev/null").status, 2);
    EXPECT_EQ(run(program + " render 2>/dev/null").status, 2);
    EXPECT_EQ(run(program + " render " + article + " --title Pack -o x.pdf 2>/dev/null").status, 2);
    EXPECT_EQ(run(program + " render - --note - -o x.pdf 2>/dev/null </dev/null").status, 2);
    EXPECT_EQ(run(program + " render -q " + article + " -o /proc/nowhere/x.pdf 2>/dev/null").status, 3);
    EXPECT_EQ(run("CAREPRESS_DATA=/nowhere " + program + " render " + article + " -o /dev/null 2>/dev/null").status, 3);
    EXPECT_EQ(run(program + " --help > /dev/null").status, 0);
    EXPECT_EQ(run(program + " render --help > /dev/null").status, 0);
    EXPECT_NE(run(program + " --version").output.find("carepress "), std::string::npos);
}

TEST(CommandLine, wrong_usage_is_answered_with_what_was_meant) {
    const auto expect_hint = [](const std::string& line, const std::string& message, const std::string& hint) {
        const CommandResult result = run(program + " " + line + " 2>&1");
        EXPECT_EQ(result.status, 2) << line;
        EXPECT_EQ(result.output, "carepress: error: " + message + "\n  hint: " + hint + "\n");
    };
    expect_hint("rendre a.md", "'rendre' is not a command", "did you mean \"render\"?");
    expect_hint("render a.md --layuot a4", "not an option of render: --layuot", "did you mean \"--layout\"?");
    expect_hint("list layout",
                "WHAT: 'layout' is not one of articles, sources, layouts, brands, fonts and languages; did you "
                "mean \"layouts\"?",
                "carepress list --help lists the options");
    expect_hint("search x --limit 0", "--limit: '0' is not a whole number from 1 to 1000",
                "carepress search --help lists the options");
    expect_hint("import a.xml", "--output is missing: the library: a folder with a folder for each language",
                "carepress import --help lists the options");
    expect_hint("",
                "name a command: render, visit, import, translate, check, search, export, list, serve, record, attach",
                "carepress --help lists the options");
}

TEST(CommandLine, completes_in_bash) {
    /// What bash offers for the last of the words.
    const auto completed = [](const std::string& words) {
        return run("bash -c 'source " + project("packaging/carepress.bash") + "; COMP_WORDS=(" + words +
                   "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _carepress " + program +
                   "; echo ${COMPREPLY[*]}' 2>/dev/null")
            .output;
    };
    EXPECT_EQ(completed("carepress exp"), "export\n");
    EXPECT_EQ(completed("carepress render --pa"), "--page-numbers\n");
    EXPECT_EQ(completed("carepress render --page-numbers thr"), "through\n");
    EXPECT_EQ(completed("carepress check --format sa"), "sarif\n");
    EXPECT_EQ(completed("carepress search --format sa"), "\n");
    EXPECT_EQ(completed("carepress visit --without med"), "medicines\n");
    EXPECT_EQ(completed("carepress render --layout large-print-c"), "large-print-cclvi\n");
    EXPECT_EQ(completed("carepress list fon"), "fonts\n");
    EXPECT_EQ(completed("carepress check --sett"), "--settings\n");
    EXPECT_NE(completed("carepress render --language e").find("es"), std::string::npos);
}

TEST(CommandLine, unknown_layouts_and_brands_are_named_with_what_there_is) {
    const CommandResult layout = run(program + " render " + article + " --layout lettre -o /dev/null 2>&1");
    EXPECT_EQ(layout.status, 1);
    EXPECT_NE(layout.output.find("letter"), std::string::npos) << layout.output;
    const CommandResult brand = run(program + " render " + article + " --brand defualt -o /dev/null 2>&1");
    EXPECT_EQ(brand.status, 1);
    EXPECT_NE(brand.output.find("default"), std::string::npos) << brand.output;
}

TEST(CommandLine, an_article_stands_beside_its_english_one) {
    const TemporaryFolder folder;
    const std::string pdf = folder.file("two.pdf"), render = program + " render K977 --layout bilingual -o " + pdf;
    const CommandResult alone = run(render + " 2>&1");
    EXPECT_EQ(alone.status, 1);
    EXPECT_NE(alone.output.find("--beside FILE"), std::string::npos) << alone.output;
    for (const std::string language : {"es", "ar", "zh-Hans", "hi"}) {
        const CommandResult both = run(render + " --language " + language + " 2>&1");
        EXPECT_EQ(both.status, 0) << both.output;
        EXPECT_EQ(both.output, "") << language;
        const std::string text = run("pdftotext -layout " + pdf + " -").output;
        EXPECT_NE(text.find("How can you care for"), std::string::npos) << language;
        const std::string tree = run("pdfinfo -struct " + pdf).output;
        std::size_t parts = 0;
        for (std::size_t at = tree.find("Part"); at != std::string::npos; at = tree.find("Part", at + 1)) ++parts;
        EXPECT_EQ(parts, 2u) << language;
    }
    const std::string english = project("articles/en/back-pain-and-intimacy.md");
    EXPECT_EQ(
        run(program + " render " + english + " --beside " + english + " --layout letter -o " + pdf + " 2>&1").status,
        1);
}

TEST(CommandLine, lists_what_there_is) {
    const std::string layouts = run(program + " list layouts").output;
    EXPECT_NE(layouts.find(" 8.5 \u00D7 11 in, 18 pt: large print, one column"), std::string::npos) << layouts;
    EXPECT_EQ(layouts.find("a4 "), 0u) << layouts;
    EXPECT_NE(layouts.find(" 210 \u00D7 297 mm, 12 pt: one column"), std::string::npos) << layouts;
    EXPECT_NE(layouts.find("for the refrigerator door"), std::string::npos) << layouts;
    EXPECT_NE(run(program + " list brands").output.find("harbor"), std::string::npos);
    EXPECT_NE(run(program + " list fonts").output.find("Noto Sans"), std::string::npos);
    EXPECT_NE(run(program + " list languages").output.find("es "), std::string::npos);
}

TEST(CommandLine, takes_the_date_of_the_environment_where_the_article_has_none) {
    const TemporaryFolder folder;
    write_file(folder.file("a.md"), "# Title\n\nText.\n");
    const std::string render = program + " render -q " + folder.file("a.md") + " -o " + folder.file("a.pdf");
    ASSERT_EQ(run("SOURCE_DATE_EPOCH=1700000000 " + render).status, 0);
    EXPECT_NE(run("TZ=UTC pdfinfo -isodates " + folder.file("a.pdf")).output.find("2023-11-14"), std::string::npos);
    ASSERT_EQ(run("env -u SOURCE_DATE_EPOCH " + render).status, 0);
    EXPECT_EQ(run("pdfinfo " + folder.file("a.pdf")).output.find("CreationDate"), std::string::npos);
}

}  // namespace
}  // namespace carepress::test

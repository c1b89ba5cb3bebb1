// Bad input: a diagnostic with its place, in bounded time, and every mistake in one run.
#include "support/support.h"

#include <gtest/gtest.h>

#include <sstream>

namespace carepress::test {
namespace {

bool has(const engine::PressResult& result, Severity severity, const std::string& words) {
    for (const Diagnostic& diagnostic : result.diagnostics)
        if (diagnostic.severity == severity && diagnostic.message.find(words) != std::string::npos) return true;
    return false;
}

bool has_error(const engine::PressResult& result) {
    return std::any_of(result.diagnostics.begin(), result.diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

TEST(Hostile, one_run_shows_all_mistakes) {
    const engine::PressResult result = press_text(
        "---\ntitle: A title\nlanguag: en\n---\n\nText.\n\n![](a.png)\n\n![Alt](missing.png)\n\nA box: \U000F0000\n");
    EXPECT_FALSE(result.ok());
    EXPECT_TRUE(has(result, Severity::warning, "languag")) << all_messages(result.diagnostics);
    int errors = 0;
    for (const Diagnostic& diagnostic : result.diagnostics) errors += diagnostic.severity == Severity::error;
    EXPECT_GE(errors, 3) << all_messages(result.diagnostics);
}

TEST(Hostile, a_character_without_a_glyph_is_an_error_at_its_place) {
    const engine::PressResult result = press_text("# Title\n\nA private one: \uE123.\n");
    EXPECT_FALSE(result.ok());
    ASSERT_FALSE(result.diagnostics.empty());
    const Diagnostic& last = result.diagnostics.back();
    EXPECT_EQ(last.position.line, 3u) << format(last);
    EXPECT_NE(last.message.find("U+E123"), std::string::npos) << format(last);
}

TEST(Hostile, deep_nesting_is_refused_quickly) {
    for (const std::string& part : {std::string("> "), std::string("- "), std::string("<div>"), std::string("[")}) {
        std::string text = "# Title\n\n";
        for (int i = 0; i < 10'000; ++i) text += part;
        const engine::PressResult result = press_text(text + "x\n");
        for (const Diagnostic& diagnostic : result.diagnostics) EXPECT_FALSE(diagnostic.message.empty());
        if (part == "[") continue;
        EXPECT_TRUE(has(result, Severity::error, "nested")) << part << all_messages(result.diagnostics);
    }
}

TEST(Hostile, long_words_and_long_documents_press) {
    const engine::PressResult word = press_text("# Title\n\n" + std::string(3'000, 'x') + "\n");
    ASSERT_TRUE(word.ok()) << all_messages(word.diagnostics);
    EXPECT_TRUE(has(word, Severity::warning, "wider")) << all_messages(word.diagnostics);
    std::string text = "# Title\n\n";
    for (int i = 0; i < 3'000; ++i) text += "A paragraph with some words in it, number " + std::to_string(i) + ".\n\n";
    const engine::PressResult document = press_text(text);
    ASSERT_TRUE(document.ok()) << all_messages(document.diagnostics);
    EXPECT_GT(document.pages, 50);
}

TEST(Hostile, empty_and_titleless_sources_are_refused) {
    EXPECT_FALSE(press_text("").ok());
    EXPECT_FALSE(press_text("Only text, no title at all in here.\n").ok());
    EXPECT_FALSE(press_text("---\ncode: X1\n---\n").ok());
    EXPECT_FALSE(press_text(std::string("\xFF\xFE\x00\x41", 4)).ok());
    EXPECT_TRUE(press_text("# Only a title\n").ok());
}

TEST(Hostile, pictures_stay_inside_the_folder) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.file("inner"));
    write_file(folder.file("out.svg"),
               "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>");
    for (const char* path : {"../out.svg", "/etc/hostname", "link.svg", "https://example.org/a.png"}) {
        std::error_code ignored;
        std::filesystem::create_symlink("../out.svg", folder.file("inner/link.svg"), ignored);
        write_file(folder.file("inner/a.md"), std::string("# Title\n\n![Alt](") + path + ")\n");
        engine::Workspace workspace(resources());
        EXPECT_FALSE(press_file(folder.file("inner/a.md"), workspace).ok()) << path;
    }
}

TEST(Hostile, a_table_cell_is_never_lost) {
    const engine::PressResult lost = press_text("# T\n\n| a | b |\n|---|---|\n| 1 | 2 | Give 5 mL |\n");
    EXPECT_FALSE(lost.ok());
    EXPECT_TRUE(has(lost, Severity::error, "3 cells but the table's head has 2")) << all_messages(lost.diagnostics);
    const engine::PressResult whole =
        press_text("# T\n\n| a | b |\n|---|---|\n1 \\| 2 | 3 |\n| 4 |\n\n> | c |\n> |---|\n> | 5 |\n");
    EXPECT_TRUE(whole.ok()) << all_messages(whole.diagnostics);
}

TEST(Hostile, other_formats_are_named) {
    EXPECT_TRUE(has(press_text("%PDF-1.7\n%"), Severity::error, "this is a PDF file"));
    EXPECT_TRUE(has(press_text("PK\x03\x04word"), Severity::error, "Word"));
}

/// The Big List of Naughty Strings, each as a paragraph of its own article from left to right and from right to left:
/// pressed, or refused with a message.
TEST(Hostile, naughty_strings_press_or_are_refused) {
    CAREPRESS_NEEDS_DATA("hostile/blns");
    std::istringstream lines(read_source(test_data("hostile/blns") + "/blns.txt").bytes);
    int pressed = 0, refused = 0;
    engine::Workspace workspace(resources());
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        for (const char* language : {"en", "ar"}) {
            const Source source{"naughty.md",
                                "---\nlanguage: " + std::string(language) + "\n---\n# Title\n\n" + line + "\n"};
            engine::PressRequest request;
            request.articles.emplace_back().article.source = &source;
            const engine::PressResult result = engine::press(request, resources(), workspace);
            ++(result.ok() ? pressed : refused);
            EXPECT_NE(result.ok(), has_error(result)) << line;
        }
    }
    EXPECT_GT(pressed, 850);
    EXPECT_LT(refused, 120);  // emoji and private characters, which no face has; letters of other languages
}

/// Files that broke other readers, by the reader that their name asks for.
TEST(Hostile, files_that_broke_other_readers_press_or_are_refused) {
    engine::Workspace workspace(resources());
    int files = 0;
    for (const std::string part : {"utf8", "markdown", "xml", "json"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(test_data("hostile/" + part))) {
            if (!entry.is_regular_file() || entry.file_size() > 1'000'000) continue;
            Source source = read_source(entry.path().string());
            for (const char* name : {"hostile.md", "hostile.html", "hostile.txt"}) {
                source.name = name;
                engine::PressRequest request;
                request.articles.emplace_back().article.source = &source;
                const engine::PressResult result = engine::press(request, resources(), workspace);
                EXPECT_NE(result.ok(), has_error(result)) << entry.path();
            }
            ++files;
        }
    }
    EXPECT_GT(files, 300);
}

}  // namespace
}  // namespace carepress::test

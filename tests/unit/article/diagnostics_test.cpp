// Fixtures with the messages they must give: fixtures/NAME.md with fixtures/NAME.expect, one "line:column severity:
// message" a line. Any message that is not listed fails, and so does a listed one that does not come.
#include "article/read.h"
#include "base/source.h"
#include "support/test_data.h"
#include "unit/article/article_dump.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace carepress::test {
using namespace article;
namespace {

namespace fs = std::filesystem;
const fs::path fixtures = CAREPRESS_SOURCE_FOLDER "/tests/unit/article/fixtures";

std::string messages(const std::vector<Diagnostic>& all) {
    std::string out;
    for (const Diagnostic& each : all)
        out += std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
               std::string(name_of(each.severity)) + ": " + each.message + "\n";
    return out;
}

Article read(const Source& source, std::string& said) {
    Diagnostics diagnostics(source);
    Article article = read_article(source, diagnostics);
    said = messages(diagnostics.all());
    if (!diagnostics.has_errors()) {
        EXPECT_EQ(testing::fault_in(article.blocks, source.bytes.size()), "");
    }
    return article;
}

TEST(Diagnostics, FixturesGiveExactlyTheirMessages) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(fixtures)) {
        if (entry.path().extension() == ".expect") continue;
        ++count;
        fs::path side = entry.path();
        side.replace_extension(".expect");
        std::ifstream file(side, std::ios::binary);
        ASSERT_TRUE(file) << side << " is missing";
        const std::string expected((std::istreambuf_iterator<char>(file)), {});
        std::string said;
        read(read_source(entry.path().string()), said);
        EXPECT_EQ(said, expected) << entry.path().filename();
    }
    EXPECT_GE(count, 6U);
}

TEST(Diagnostics, FormatIsDetected) {
    const auto of = [](std::string name, std::string bytes) {
        return detect_format({std::move(name), std::move(bytes)});
    };
    EXPECT_EQ(of("a/b.MD", "<p>"), ArticleFormat::markdown);
    EXPECT_EQ(of("a.markdown", ""), ArticleFormat::markdown);
    EXPECT_EQ(of("a.htm", "# x"), ArticleFormat::html);
    EXPECT_EQ(of("a.xhtml", ""), ArticleFormat::html);
    EXPECT_EQ(of("a.txt", "# x"), ArticleFormat::saved_text);
    EXPECT_EQ(of("-", "---\ntitle: x"), ArticleFormat::markdown);
    EXPECT_EQ(of("-", "\xEF\xBB\xBF## x"), ArticleFormat::markdown);
    EXPECT_EQ(of("-", " \n<!doctype html>"), ArticleFormat::html);
    EXPECT_EQ(of("dir.md/file", "Back pain"), ArticleFormat::saved_text);
    EXPECT_EQ(of("-", "#hashtag"), ArticleFormat::saved_text);
    EXPECT_EQ(of("-", ""), ArticleFormat::saved_text);
}

TEST(Diagnostics, EmptyAndTooLarge) {
    std::string said;
    read({"a.md", " \n\n"}, said);
    EXPECT_EQ(said, "1:1 error: the file is empty\n");
    read({"a.md", std::string(largest_source + 1, 'a')}, said);
    EXPECT_EQ(said, "1:1 error: the file is larger than 8 MB\n");
    read({"a.md", "---\ntitle: T\n---\n"}, said);
    EXPECT_EQ(said, "4:1 warning: the article has no text besides its title\n");
    read({"a.md", "text only\n"}, said);
    EXPECT_EQ(said, "1:1 error: the article has no title\n");
}

TEST(Diagnostics, MalformedUtf8IsAnErrorAtItsPlaceAndReadingGoesOn) {
    std::string said;
    const Article article = read({"a.md", "# T\n\nca\xE9 \xC0\xAF x\n\nb\xFF\n\n![](p.png)\n"}, said);
    EXPECT_EQ(said,
              "3:3 error: the byte 0xE9 is not UTF-8 here\n"
              "5:2 error: the byte 0xFF is not UTF-8 here\n"
              "5:3 error: 1 more byte sequences before this point are not UTF-8\n"
              "7:1 error: this picture has no alternative text\n");
    EXPECT_EQ(std::get<Paragraph>(article.blocks.at(0).content).text.text.substr(0, 5), "ca\xEF\xBF\xBD");
}

TEST(Diagnostics, ControlCharacters) {
    std::string said;
    const Article article = read({"a.md", std::string("# T\n\na\x07"
                                                      "b\xC2\x85"
                                                      "c\x7F\xE2\x80\xA9"
                                                      "d\x0C\n") +
                                              '\0' + "e\n"},
                                 said);
    EXPECT_EQ(said,
              "3:2 note: the control character U+0007 was replaced by a space\n"
              "3:4 note: the control character U+0085 was replaced by a space\n"
              "3:6 note: the control character U+007F was replaced by a space\n"
              "3:7 note: the character U+2029 was replaced by a line break\n"
              "3:9 note: the control character U+000C was replaced by a space\n"
              "4:1 error: there is a NUL byte here\n");
    EXPECT_EQ(std::get<Paragraph>(article.blocks.at(0).content).text.text,
              "a b c\xE2\x80\xA8"
              "d e");
}

TEST(Diagnostics, NumericReferencesMeanWhatTheyMeanOnTheWeb) {
    const std::string text = "A&#153; &#x80;5 &#150; &amp;#153; `&#153;` &#8212;";
    const std::string meant =
        "A\u2122 \u20AC"
        "5 \u2013 &#153; &#153; \u2014";
    for (const char* markup : {"", "\n\n<p>HTML</p>\n"}) {  // read as Markdown, and with the HTML in it
        std::string said;
        const Article article = read({"a.md", "# T\n\n" + text + markup}, said);
        EXPECT_EQ(said, "");
        EXPECT_EQ(std::get<Paragraph>(article.blocks.at(0).content).text.text, meant);
    }
    for (const char* none : {"&#0;", "&#7;", "&#129;", "&#xD800;", "&#xFFFF;", "&#xFDD0;"}) {
        std::string said;
        const Article article = read({"a.md", std::string("# T\n\nOne") + none + " two"}, said);
        EXPECT_EQ(said, "3:1 warning: a numeric reference here does not name a valid character; it is left out\n")
            << none;
        EXPECT_EQ(std::get<Paragraph>(article.blocks.at(0).content).text.text, "One two") << none;
    }
}

TEST(Diagnostics, NumericReferencesOfAPageThatNameNoCharacterAreLeftOut) {
    for (const char* none : {"&#0;", "&#xD800;", "&#x110000;", "&#66666666666666666;", "&#4294967296;"}) {
        std::string said;
        const Article article = read({"a.html", std::string("<h1>T</h1><p>One") + none + " two &#153;</p>"}, said);
        EXPECT_TRUE(
            said.ends_with("warning: a numeric reference here does not name a valid character; it is left out\n") ||
            said.ends_with("warning a numeric reference here does not name a valid character; it is left out\n"))
            << none << said;
        EXPECT_EQ(std::get<Paragraph>(article.blocks.at(0).content).text.text, "One two \u2122") << none;
    }
}

TEST(Diagnostics, ACharacterThatWasLostBeforeIsAWarning) {
    std::string said;
    const Article article = read({"a.md", "# T\n\nTake 2\uFFFD tablets &#8212; now"}, said);
    EXPECT_EQ(said, "3:7 warning: U+FFFD here marks a character that was lost earlier\n");
    EXPECT_EQ(std::get<Paragraph>(article.blocks.at(0).content).text.text, "Take 2\uFFFD tablets \u2014 now");
}

TEST(Diagnostics, ControlCharactersOfWindows1252AreReadAndPlacesStayRight) {
    std::string said;
    const Article article = read({"a.md",
                                  "# T\n\nqu\xC2\x92"
                                  "e \xC2\x8C \xC2\x81\xC2\x93x\xC2\x94 \xFF\xC2\x80 \x07.\n"},
                                 said);
    EXPECT_EQ(std::get<Paragraph>(article.blocks.at(0).content).text.text,
              "qu\u2019e \u0152 \u201Cx\u201D \uFFFD\u20AC .");
    EXPECT_EQ(said,
              "3:13 error: the byte 0xFF is not UTF-8 here\n"
              "3:3 note: the control character U+0092 was replaced by \"\u2019\", its meaning in Windows-1252\n"
              "3:6 note: the control character U+008C was replaced by \"\u0152\", its meaning in Windows-1252\n"
              "3:8 note: the control character U+0081 was replaced by a space\n"
              "3:9 note: the control character U+0093 was replaced by \"\u201C\", its meaning in Windows-1252\n"
              "3:11 note: the control character U+0094 was replaced by \"\u201D\", its meaning in Windows-1252\n"
              "3:14 note: the control character U+0080 was replaced by \"\u20AC\", its meaning in Windows-1252\n"
              "3:16 note: the control character U+0007 was replaced by a space\n");
    said.clear();
    read({"a.md", "# T\n\n\xC2\x92\xC2\x92\xFF\xC2\x92 [a](javascript:b)\n\n![](c.png)\n"}, said);
    EXPECT_NE(said.find("5:1 error: this picture has no alternative text"), std::string::npos) << said;
}

TEST(Diagnostics, SectionsOfAPageAreNotMovedToItsTop) {
    std::string said;
    const Article article = read({"a.html",
                                  "<html><head><title>Rights</title></head><body><p>First.</p>"
                                  "<h1>One</h1><p>a</p><h1>Two</h1><p>b</p></body></html>"},
                                 said);
    EXPECT_EQ(article.metadata.title, "Rights");
    ASSERT_EQ(article.blocks.size(), 5u);
    EXPECT_EQ(std::get<Paragraph>(article.blocks[0].content).text.text, "First.");
    EXPECT_EQ(std::get<Heading>(article.blocks[1].content).text.text, "One");
    EXPECT_EQ(std::get<Heading>(article.blocks[1].content).level, 2);
    const Article one = read({"a.html",
                              "<html><head><title>Rights</title></head><body><p>First.</p>"
                              "<h1>One</h1><p>a</p></body></html>"},
                             said);
    EXPECT_EQ(one.metadata.title, "One");
}

TEST(Diagnostics, HostileFilesAreReadInBoundedTime) {
    std::size_t count = 0;
    for (const std::string folder : {"utf8", "blns", "markdown", "xml", "json", "svg"}) {
        const fs::path set = test::test_data("hostile/" + folder);
        if (!fs::exists(set)) continue;  // blns is fetched; its own test requires it
        for (const auto& entry : fs::recursive_directory_iterator(set)) {
            if (!entry.is_regular_file() || entry.file_size() > largest_source) continue;
            const Source source = read_source(entry.path().string());
            for (const ArticleFormat format : {ArticleFormat::markdown, ArticleFormat::saved_text}) {
                Diagnostics diagnostics(source);
                const Article article = read_article(source, format, diagnostics);
                if (!diagnostics.has_errors()) {
                    EXPECT_EQ(testing::fault_in(article.blocks, source.bytes.size()), "") << source.name;
                    EXPECT_FALSE(article.metadata.title.empty()) << source.name;
                }
            }
            ++count;
        }
    }
    EXPECT_GT(count, 600U);
}

TEST(Diagnostics, SameInputSameMessages) {
    std::string first, second;
    const std::string text = "# T\n\n~~x~~ ![](a)\n\n> [!WACTH]\n> y\n\n##### z\n";
    read({"a.md", text}, first);
    read({"a.md", text}, second);
    EXPECT_EQ(first, second);
    EXPECT_FALSE(first.empty());
}

}  // namespace
}  // namespace carepress::test

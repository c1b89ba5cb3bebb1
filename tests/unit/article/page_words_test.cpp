// Words that a page shows by other means than text: quotation marks, abbreviations, places, directions.
#include "article/link_targets.h"
#include "article/quotation_marks.h"
#include "article/read.h"
#include "article/same_content.h"
#include "article/write_markdown.h"
#include "article_dump.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
using namespace article;
namespace {

struct Read {
    Article article;
    std::string text, messages;
};

Read read(const std::string& body, const std::string& name = "a.html") {
    const Source source{name, body};
    Diagnostics diagnostics(source);
    Read out{read_article(source, diagnostics), {}, {}};
    out.text = testing::dump(out.article.blocks);
    for (const Diagnostic& each : diagnostics.all())
        out.messages += std::string(name_of(each.severity)) + ": " + each.message + "\n";
    // Whatever is read comes back from Markdown.
    if (!diagnostics.has_errors()) {
        const Source written{"a.md", write_markdown(out.article)};
        Diagnostics again(written);
        const Article same = read_article(written, again);
        EXPECT_TRUE(same_content(same.blocks, out.article.blocks)) << written.bytes;
        EXPECT_EQ(same.metadata.direction, out.article.metadata.direction);
    }
    return out;
}

std::string page(const std::string& body, const std::string& attributes = "lang=en") {
    return "<html " + attributes + "><title>T</title><body>" + body + "</body></html>";
}

TEST(PageWords, QuotationsHaveTheMarksOfTheirLanguage) {
    const std::string nested = "<p>x <q>a <q>b</q></q></p>";
    EXPECT_EQ(read(page(nested)).text, "p x “a ‘b’”\n");
    EXPECT_EQ(read(page(nested, "lang=en-GB")).text, "p x “a ‘b’”\n");
    EXPECT_EQ(read(page(nested, "lang=de")).text, "p x „a ‚b‘“\n");
    EXPECT_EQ(read(page(nested, "lang=fr")).text, "p x «\u202Fa «\u202Fb\u202F»\u202F»\n");
    EXPECT_EQ(read(page(nested, "lang=ja")).text, "p x 「a 『b』」\n");
    EXPECT_EQ(read(page(nested, "lang=sv")).text, "p x ”a ’b’”\n");
    EXPECT_EQ(read(page(nested, "lang=tlh")).text, "p x “a ‘b’”\n");
    EXPECT_EQ(read(page(nested, "")).text, "p x “a ‘b’”\n");
    EXPECT_EQ(read(page("<p lang=pl>x <q>a</q></p><p>y <q>b</q></p>")).text, "{pl} p x „a”\np y “b”\n");
    EXPECT_EQ(read("---\ntitle: T\nlanguage: de\n---\n\nx <q>a</q>\n", "a.md").text, "p x „a“\n");
    EXPECT_EQ(quotation_marks_of("").open, "“");
    EXPECT_EQ(quotation_marks_of("not a tag").open, "“");
}

TEST(PageWords, AnAbbreviationIsExplainedWhereItIsFirst) {
    const std::string bmi = "<abbr title='body mass index'>BMI</abbr>";
    EXPECT_EQ(read(page("<p>Your " + bmi + ", your " + bmi + ".</p>")).text,
              "p Your BMI (body mass index), your BMI.\n");
    EXPECT_EQ(read(page("<p>" + bmi + "</p><p>The Body Mass  Index.</p>")).text, "p BMI\np The Body Mass Index.\n");
    EXPECT_EQ(read(page("<h2>" + bmi + "</h2><p>" + bmi + "</p>")).text, "h2 BMI (body mass index)\np BMI\n");
    EXPECT_EQ(read(page("<p><acronym title='x y'>XY</acronym> <abbr title=''>Z</abbr> <abbr>W</abbr></p>")).text,
              "p XY (x y) Z W\n");
    EXPECT_EQ(read(page("<p hidden>" + bmi + "</p><p>" + bmi + "</p>")).text, "p BMI (body mass index)\n");
    EXPECT_EQ(read(page("<p>Your <b>" + bmi + "</b>.</p>")).text, "p Your **BMI (body mass index)**.\n");
    EXPECT_EQ(read("# T\n\nYour " + bmi + ".\n", "a.md").text, "p Your BMI (body mass index).\n");
    EXPECT_EQ(read(page("<p>" + bmi + " <abbr title='BMI'>bmi</abbr></p>")).text, "p BMI (body mass index) bmi\n");
}

TEST(PageWords, LinksToPlacesAreFound) {
    for (const char* place : {"<h2 id=x>Later</h2>", "<div id=x><h2>Later</h2></div>", "<h2><a name=x></a>Later</h2>",
                              "<h2>Later</h2><p id=x>There.</p>", "<h2>Later</h2><p>There <b id=x>it</b> is.</p>",
                              "<h2>Later</h2><table><tr><td id=x>There.</td></tr></table>",
                              "<h2>Later</h2><ul><li>a</li><li id=x>There.</li></ul>",
                              "<div id=y><p id=z>x</p></div><h2>Later</h2><div id=q><p id=x>There.</p></div>"}) {
        const Read got =
            read(page("<p><a href='#x'>a</a> <a href='#q'>b</a></p>" + std::string(place) + "<p>End.</p>"));
        const auto heading = LinkTargets(got.article.blocks, "T").heading_of("#x");
        ASSERT_TRUE(heading && *heading != nullptr) << place;
        EXPECT_EQ(std::get<Heading>((*heading)->content).text.text, "Later") << place;
    }
    EXPECT_EQ(read(page("<p><a href='#when-to-call'>a</a> <a href='#%C3%A4'>b</a> <a href='#top'>c</a></p>"
                        "<h2>When to call?</h2><h2 id='ä'>B</h2>"))
                  .messages,
              "");
    // The title's own name is the beginning of the article.
    EXPECT_EQ(read("# Back & Neck\n\n[a](#back--neck)\n", "a.md").messages, "");
    EXPECT_EQ(read(page("<p><a href='#t'>a</a></p>")).messages, "");
    EXPECT_EQ(read(page("<p>x <a href='#nowhere'>a</a></p>")).messages,
              "warning: the link to \"#nowhere\" leads nowhere from paper; its text stays\n");
    EXPECT_EQ(
        read("# T\n\n[a](#part-two) and [b](#third_part)\n\n## Part two\n\nx\n\n## Third_Part\n\ny\n", "a.md").messages,
        "");
    EXPECT_EQ(anchor_of("¿Cuándo debe llamar? 24-7"), "cuándo-debe-llamar-24-7");
}

TEST(PageWords, ADirectionBelongsToItsBlock) {
    const auto directions = [](const std::string& html) {
        std::string out;
        for (const Block& block : read(html).article.blocks)
            out += block.direction ? block.direction == Direction::right_to_left ? "r" : "l" : "-";
        return out;
    };
    EXPECT_EQ(directions(page("<p>a</p><p dir=rtl>b</p><p>c</p>")), "-r-");
    EXPECT_EQ(directions(page("<div dir=rtl><p>a</p><h2>b</h2><p dir=ltr>c</p></div><p>d</p>")), "rr--");
    EXPECT_EQ(directions(page("<div lang=he><p>א</p><p dir=ltr>ב</p></div>")), "-l");
    EXPECT_EQ(directions(page("<div lang=he dir=rtl><p>א</p></div>")), "-");
    EXPECT_EQ(directions(page("<div lang=he dir=ltr><p>א</p></div>")), "l");
    EXPECT_EQ(directions(page("<p dir=auto>123 אב</p><p dir=auto>123 ab</p><p dir=auto>123</p><p dir=x>a</p>")),
              "r---");
    EXPECT_EQ(directions(page("<table dir=rtl><tr><td>a</td></tr></table>")), "r");
    EXPECT_EQ(read(page("<p>a</p>", "dir=rtl lang=en")).article.metadata.direction, Direction::right_to_left);
    EXPECT_EQ(read("<html lang=en><body dir=rtl><h1>T</h1><p>a</p>").article.metadata.direction,
              Direction::right_to_left);
    EXPECT_EQ(read(page("<p>a</p>", "dir=ltr lang=en")).article.metadata.direction, std::nullopt);
    EXPECT_EQ(directions(page("<p>a</p><p dir=ltr>b</p>", "dir=rtl lang=en")), "-l");

    const Read list = read(page("<ul><li>a</li><li dir=rtl>b</li></ul>"));
    const auto& items = std::get<List>(list.article.blocks.at(0).content).items;
    EXPECT_EQ(items.at(0).blocks.at(0).direction, std::nullopt);
    EXPECT_EQ(items.at(1).blocks.at(0).direction, Direction::right_to_left);

    const Read table = read(page("<table><tr><td>a</td><td dir=rtl>b</td></tr><tr dir=rtl><td>c</td><td dir=ltr>d"));
    const auto& rows = std::get<Table>(table.article.blocks.at(0).content).rows;
    EXPECT_EQ(rows.at(0).cells.at(0).direction, std::nullopt);
    EXPECT_EQ(rows.at(0).cells.at(1).direction, Direction::right_to_left);
    EXPECT_EQ(rows.at(1).cells.at(0).direction, Direction::right_to_left);
    EXPECT_EQ(rows.at(1).cells.at(1).direction, Direction::left_to_right);

    EXPECT_EQ(read(page("<h2>a <b dir=rtl>b</b></h2>")).text, "h2 a **\u2067b**\u2069\n");
    EXPECT_EQ(read(page("<table><tr><td>a<p dir=rtl>b</p></td></tr></table>")).text,
              "table 1\n row | a|\u2067b\u2069\n");
    EXPECT_EQ(read("---\ntitle: T\nlanguage: ku\ndirection: sideways\n---\n\nx\n", "a.md").messages,
              "error: \"sideways\" is not a direction\n");
}

}  // namespace
}  // namespace carepress::test

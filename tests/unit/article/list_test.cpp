// Numbers and signs of ordered lists: as a browser shows them, in Markdown again, and in words.
#include "article/list_numbers.h"
#include "article/read.h"
#include "article/same_content.h"
#include "article/write_markdown.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace carepress::test {
using namespace article;
namespace {

struct Read {
    Article article;
    std::string messages;
};

Read read(const std::string& body, const std::string& name = "a.html") {
    const Source source{name, body};
    Diagnostics diagnostics(source);
    Read out{read_article(source, diagnostics), {}};
    for (const Diagnostic& each : diagnostics.all())
        out.messages += std::string(name_of(each.severity)) + ": " + each.message + "\n";
    return out;
}

/// The markers of the first list, "a. b. c."; "-" for a bullet.
std::string markers(const Article& article) {
    std::string out;
    for (const Block& block : article.blocks) {
        const auto* list = std::get_if<List>(&block.content);
        if (list == nullptr) continue;
        for (const int number : numbers_of(*list))
            out += (out.empty() ? "" : " ") +
                   (list->ordered ? write_list_number(number, list->numbering) + "." : std::string("-"));
        break;
    }
    return out;
}

std::string page(const std::string& list) { return "<html lang=en><body><h1>Title</h1>" + list; }

struct Case {
    const char* list;
    const char* markers;
    const char* messages = "";
};

/// By the rules of HTML 4.4.5 to 4.4.8 and of CSS Lists 3, as browsers number.
const std::vector<Case> cases = {
    {"<ol><li>x<li>x</ol>", "1. 2."},
    {"<ol start=5><li>x<li>x</ol>", "5. 6."},
    {"<ol start=-1><li>x<li>x<li>x</ol>", "-1. 0. 1."},
    {"<ol type=a><li>x<li>x</ol>", "a. b."},
    {"<ol type=A start=26><li>x<li>x</ol>", "Z. AA."},
    {"<ol type=i><li>x<li>x<li>x<li>x</ol>", "i. ii. iii. iv."},
    {"<ol type=I start=1999><li>x<li>x</ol>", "MCMXCIX. MM."},
    {"<ol type=1><li>x</ol>", "1."},
    {"<ol type=a start=0><li>x<li>x</ol>", "0. a."},
    {"<ol type=I start=3999><li>x<li>x</ol>", "MMMCMXCIX. 4000."},
    {"<ol reversed><li>x<li>x<li>x</ol>", "3. 2. 1."},
    {"<ol reversed start=10><li>x<li>x</ol>", "10. 9."},
    {"<ol reversed>\n <li>x</li>\n <li>x</li>\n</ol>", "2. 1."},
    {"<ol reversed type=a><li>x<li>x</ol>", "b. a."},
    {"<ol><li>x<li value=7>x<li>x</ol>", "1. 7. 8."},
    {"<ol><li value=3>x<li>x</ol>", "3. 4."},
    {"<ol reversed><li value=9>x<li>x<li value=2>x</ol>", "9. 8. 2."},
    {"<ol><li>x<li><li>x</ol>", "1. 3."},
    {"<ul><li value=7>x</ul>", "-"},
    {"<ol style='list-style-type: lower-alpha'><li>x<li>x</ol>", "a. b."},
    {"<ol style='list-style: upper-roman inside'><li>x<li>x</ol>", "I. II."},
    {"<ol style='LIST-STYLE-TYPE:Lower-Roman !important'><li>x</ol>", "i."},
    {"<ol type=A style='list-style-type:lower-latin'><li>x</ol>", "a."},
    {"<ol style='list-style:url(a;b.png) upper-latin; color: red'><li>x</ol>", "A."},
    {"<ol style='/* list-style-type: lower-alpha */ color: red'><li>x</ol>", "1."},
    {"<ul style='list-style-type: decimal'><li>x<li>x</ul>", "1. 2."},
    {"<ul style='list-style-type: square'><li>x</ul>", "-"},
    {"<ul style='list-style: none'><li>x</ul>", "-"},
    {"<ol style='list-style: none'><li>x</ol>", "-",
     "note: the ordered list is printed with bullets because its list-style-type is \"none\"\n"},
    {"<ol type=x><li>x</ol>", "1.",
     "warning: the list is numbered 1, 2, 3 because type=\"x\" is not a type of numbering\n"},
    {"<ol style='list-style-type: lower-greek'><li>x</ol>", "1.",
     "warning: the list is printed with 1, 2, 3 although its list-style-type is lower-greek\n"},
    {"<ul style='list-style-type: \"+ \"'><li>x</ul>", "-",
     "warning: the list is printed with bullets although its list-style-type is \"+ \"\n"},
    {"<ol start=x><li>x</ol>", "1.", "warning: start=\"x\" is not a valid list number\n"},
    {"<ol><li>x<li value=1e9>x</ol>", "1. 2.", "warning: value=\"1e9\" is not a valid list number\n"},
};

TEST(Lists, AreNumberedAsInABrowser) {
    for (const Case& each : cases) {
        const Read got = read(page(each.list));
        EXPECT_EQ(markers(got.article), each.markers) << each.list;
        EXPECT_EQ(got.messages, each.messages) << each.list;
    }
}

TEST(Lists, KeepTheirNumbersInMarkdown) {
    for (const Case& each : cases) {
        const Article article = read(page(each.list)).article;
        const std::string markdown = write_markdown(article);
        const Article again = read(markdown, "a.md").article;
        EXPECT_TRUE(same_content(again.blocks, article.blocks)) << each.list << "\n" << markdown;
        EXPECT_EQ(markers(again), each.markers) << markdown;
    }
}

TEST(Lists, OfMarkdownKeepTheNumbersBehindAnEmptyItem) {
    const Read got = read("# Title\n\n3. x\n4.\n5. x\n", "a.md");
    EXPECT_EQ(markers(got.article), "3. 5.");
    EXPECT_EQ(got.messages, "note: an empty list item was dropped\n");
}

TEST(Lists, InACellAreLinesWithTheirNumbers) {
    const Article article =
        read(page("<table><tr><td><ol type=a reversed><li>x<li>y<li value=5>z</ol></table>")).article;
    EXPECT_EQ(std::get<Table>(article.blocks.at(0).content).rows.at(0).cells.at(0).text.text,
              "c. x\u2028b. y\u2028e. z");
}

TEST(Lists, LettersAndRomanNumeralsAreAsUsual) {
    EXPECT_EQ(write_list_number(26, Numbering::lower_letters), "z");
    EXPECT_EQ(write_list_number(27, Numbering::lower_letters), "aa");
    EXPECT_EQ(write_list_number(702, Numbering::upper_letters), "ZZ");
    EXPECT_EQ(write_list_number(703, Numbering::upper_letters), "AAA");
    EXPECT_EQ(write_list_number(1494, Numbering::upper_roman), "MCDXCIV");
    EXPECT_EQ(write_list_number(-3, Numbering::lower_roman), "-3");
}

}  // namespace
}  // namespace carepress::test

// Web pages: what of a page is not its article, and what import does so that the rest reads as if written by hand.
#include "article/plain_text.h"
#include "article/read.h"
#include "import/library_folder.h"
#include "import/proof.h"
#include "import/slug.h"
#include "import/tidy.h"
#include "import_texts.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace import;
namespace {

const ImportSettings english{false, "en"};

/// The Markdown of a page whose body is this; its title is "T".
std::string page(const std::string& body, const ImportSettings& settings = english) {
    return body_of("<html lang=\"en\"><head><title>T</title></head><body>" + body + "</body></html>", "a.html",
                   settings);
}

struct Case {
    const char *name, *html, *markdown;
};
void PrintTo(const Case& row, std::ostream* out) { *out << row.name; }

TEST(PageEncodings, AreReadInTheEncodingThatTheyDeclare) {
    const std::string html =
        "<html lang=\"fr\"><head><meta charset=\"iso-8859-1\"><title>Fi\xE8vre</title></head><body><p>D\xE8s 38\xA0\xB0"
        "C.</p></body></html>";
    EXPECT_EQ(body_of(html, "a.html", english), "Dès 38\u00A0°C.\n");
}

class Pages : public testing::TestWithParam<Case> {};

TEST_P(Pages, read_as_if_written_by_hand) { EXPECT_EQ(page(GetParam().html), GetParam().markdown); }

INSTANTIATE_TEST_SUITE_P(
    Furniture, Pages,
    testing::Values(
        Case{"nav", "<nav>Home</nav><p>Text.</p>", "Text.\n"},
        Case{"header", "<header>Clinic</header><p>Text.</p>", "Text.\n"},
        Case{"footer", "<p>Text.</p><footer>Imprint</footer>", "Text.\n"},
        Case{"navigation", "<div role=\"navigation\">Home</div><p>Text.</p>", "Text.\n"},
        Case{"banner", "<div role=\"banner\">Clinic</div><p>Text.</p>", "Text.\n"},
        Case{"contentinfo", "<p>Text.</p><div role=\"contentinfo\">Imprint</div>", "Text.\n"},
        Case{"search", "<div role=\"search\">Find</div><p>Text.</p>", "Text.\n"},
        Case{"article_header", "<article><header>By me</header><p>Text.</p></article>", "By me\n\nText.\n"},
        Case{"main", "<p>Before</p><main><p>Text.</p></main><p>After</p>", "Text.\n"},
        Case{"main_role", "<p>Before</p><div role=\"main\"><p>Text.</p></div><p>After</p>", "Text.\n"},
        Case{"two_mains", "<main><p>One.</p></main><main><p>Two.</p></main>", "One.\n"},
        Case{"hidden", "<p>Text.</p><p hidden>Not this.</p>", "Text.\n"},
        Case{"style", "<p>Text.</p><p style='display:none'>Not this.</p><noscript>Nor this.</noscript>", "Text.\n"},
        Case{"deleted", "<p>Take <del>two</del> <ins>one</ins>.</p>", "Take one.\n"},
        Case{"note",
             "<p>Rest.<a href='#n' id='r' role='doc-noteref'><sup>1</sup></a></p><section role='doc-endnotes'><ol>"
             "<li id='n'><p>In bed.<a href='#r' role='doc-backlink'>\u21A9\uFE0E</a></p></li></ol></section>",
             "Rest.<sup>[1]</sup>\n\n<ol data-carepress=\"notes\"><li id=\"note-1\"><div>In bed.</div></li></ol>\n"},
        Case{"abbreviation", "<p>Your <abbr title='body mass index'>BMI</abbr>.</p>", "Your BMI (body mass index).\n"},
        Case{"letters", "<ol type=a><li>One.</li><li value=5>Two.</li></ol>",
             "<ol type=\"a\"><li><div>One.</div></li><li value=\"5\"><div>Two.</div></li></ol>\n"},
        Case{"decoration_that_is_missing", "<p>Text.</p><img src=a.png alt=''>", "Text.\n"},
        Case{"nav_in_main", "<main><nav>Home</nav><p>Text.</p></main>", "Home\n\nText.\n"}),
    [](const auto& each) { return std::string(each.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Tidied, Pages,
    testing::Values(
        Case{"blank_paragraphs", "<p>a</p><p>&nbsp;</p><p> </p><p>b</p>", "a\n\nb\n"},
        Case{"spaces_at_ends", "<p>&nbsp;a&nbsp;</p><p>b<br></p><p><br>c</p>", "a\n\nb\n\nc\n"},
        Case{"empty_items", "<ul><li>a</li><li> </li><li>b</li></ul>", "- a\n- b\n"},
        Case{"empty_list_alone", "<ul><li>&nbsp;</li></ul>", "refused: it has no text besides its title"},
        Case{"empty_heading_alone", "<h2>&nbsp;</h2>", "refused: it has no text besides its title"},
        Case{"empty_list", "<p>a</p><ul><li> </li></ul>", "a\n"}, Case{"empty_heading", "<h2> </h2><p>a</p>", "a\n"},
        Case{"two_paragraphs_in_an_item", "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c\n"},
        Case{"quote_in_an_item", "<ul><li>a<blockquote>b</blockquote></li><li>c</li></ul>", "- a\n\n  > b\n\n- c\n"},
        Case{"list_below_a_paragraph_in_an_item", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", "- a\n\n  - b\n"},
        Case{"strong_blank", "<p><b>&nbsp;</b>a</p>", "a\n"},
        Case{"address", "<p>See https://a.org/x_y_z.</p>", "See https://a.org/x_y_z.\n"},
        Case{"list_in_an_item", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"},
        Case{"heading_on_one_line", "<h2>a<br>b</h2><p>c</p>", "## a b\n\nc\n"},
        Case{"heading_break_by_space", "<h2>a <br>b</h2><p>c</p>", "## a b\n\nc\n"},
        Case{"heading_break_before_space", "<h2>a<br> b</h2><p>c</p>", "## a b\n\nc\n"},
        Case{"head_of_table", "<table><tr><td>Age</td><td>Dose</td></tr><tr><td>4</td><td>5</td></tr></table>",
             "| Age | Dose |\n|---|---|\n| 4 | 5 |\n"},
        Case{"strong_head_of_table",
             "<table><tr><td><b>Age</b></td><td><b>Dose</b></td></tr><tr><td>4</td><td>5</td></tr></table>",
             "| Age | Dose |\n|---|---|\n| 4 | 5 |\n"},
        Case{"aligned_columns",
             "<table><tr><td>Age</td><td>Dose</td></tr><tr><td>4</td><td align=\"right\">5</td></tr>"
             "<tr><td>6</td><td align=\"right\">7</td></tr></table>",
             "| Age | Dose |\n|---|---:|\n| 4 | 5 |\n| 6 | 7 |\n"},
        Case{"columns_of_several_alignments",
             "<table><tr><td>Age</td><td>Dose</td></tr><tr><td>4</td><td align=\"right\">5</td></tr>"
             "<tr><td>6</td><td>7</td></tr></table>",
             "<table><thead><tr><th scope=\"col\">Age</th><th scope=\"col\">Dose</th></tr></thead><tbody><tr><td>4</td>"
             "<td align=\"right\">5</td></tr><tr><td>6</td><td>7</td></tr></tbody></table>\n"},
        Case{"another_language", "<p><a href=\"https://a.org/x\">One</a> <span lang=\"es\">dos</span> three</p>",
             "One <span lang=\"es\">dos</span> three\n"},
        Case{"stated_head",
             "<table><thead><tr><td>Age</td><td>Dose</td></tr></thead><tbody><tr><td>4</td><td>5</td></tr></tbody></"
             "table>",
             "<table><thead><tr><td>Age</td><td>Dose</td></tr></thead><tbody><tr><td>4</td><td>5</td></tr></tbody></"
             "table>\n"},
        Case{"figures_are_not_a_head", "<table><tr><td>1</td><td>Dose</td></tr><tr><td>4</td><td>5</td></tr></table>",
             "<table><tbody><tr><td>1</td><td>Dose</td></tr><tr><td>4</td><td>5</td></tr></tbody></table>\n"},
        Case{"blanks_are_not_a_head", "<table><tr><td></td><td>Dose</td></tr><tr><td>4</td><td>5</td></tr></table>",
             "<table><tbody><tr><td></td><td>Dose</td></tr><tr><td>4</td><td>5</td></tr></tbody></table>\n"},
        Case{"one_row_is_not_a_head", "<table><tr><td>Age</td><td>Dose</td></tr></table>",
             "<table><tbody><tr><td>Age</td><td>Dose</td></tr></tbody></table>\n"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Pages, take_40_bytes_for_the_head_of_a_column_and_not_41) {
    const auto markdown = [](std::size_t size) {
        return page("<table><tr><td>" + std::string(size, 'x') +
                    "</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>");
    };
    EXPECT_TRUE(markdown(40).starts_with("| xxx"));
    EXPECT_TRUE(markdown(41).starts_with("<table>"));
}

TEST(Pages, keep_links_and_link_addresses_if_told_to) {
    ImportSettings keep{true, "en"};
    EXPECT_EQ(page("<p>See <a href=\"https://a.org/x\">this</a>.</p>", keep), "See [this](https://a.org/x).\n");
    EXPECT_EQ(page("<p>See <a href=\"https://a.org/x\">this</a>.</p>"), "See this.\n");
    EXPECT_EQ(page("<h2><a href=\"https://a.org/x\">Head</a></h2><ul><li><a href=\"https://a.org/y\">Item</a></li></ul>"
                   "<blockquote><a href=\"https://a.org/z\">Quote</a></blockquote>"),
              "## Head\n\n- Item\n\n> Quote\n");
    EXPECT_EQ(page("<p><a href=\"https://a.org/\">https://a.org</a> or <a href=\"mailto:a@b.org\">a@b.org</a> or <a "
                   "href=\"http://a.org/x\">a.org/x</a></p>"),
              "[https://a.org](https://a.org/) or a@b.org or [a.org/x](http://a.org/x)\n");
    EXPECT_EQ(page("<pre>See <a href=\"https://a.org/x\">this</a>.</pre>"), "<pre>See this.</pre>\n");
}

struct Looseness {
    const char* html;
    bool tight;
};
void PrintTo(const Looseness& row, std::ostream* out) { *out << row.html; }

class Lists : public testing::TestWithParam<Looseness> {};

/// As Markdown can say it (CommonMark 5.3), so that the article is the same when it is read again.
TEST_P(Lists, are_tight_or_loose) {
    const auto records = imported("<html lang=\"en\"><title>T</title>" + std::string(GetParam().html), "a.html");
    ASSERT_TRUE(records.at(0).article) << records[0].refusal;
    EXPECT_EQ(std::get<article::List>(records[0].article->blocks.at(0).content).tight, GetParam().tight);
    const Source source{"a.md", written(records[0])};
    Diagnostics ignored(source);
    const article::Article again = article::read_article(source, article::ArticleFormat::markdown, ignored);
    EXPECT_EQ(std::get<article::List>(again.blocks.at(0).content).tight, GetParam().tight) << source.bytes;
}

INSTANTIATE_TEST_SUITE_P(All, Lists,
                         testing::Values(Looseness{"<ul><li>a</li><li>b</li></ul>", true},
                                         Looseness{"<ul><li><p>a</p></li></ul>", true},
                                         Looseness{"<ul><li><p>a</p></li><li><p>b</p></li></ul>", false},
                                         Looseness{"<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", true},
                                         Looseness{"<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", false},
                                         Looseness{"<ul><li>a<blockquote>b</blockquote></li><li>c</li></ul>", false},
                                         Looseness{"<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", false}));

TEST(Addresses, in_text_are_links_that_end_where_they_end) {
    for (const bool keep_links : {false, true}) {
        const auto records = imported("<html lang=\"en\"><title>T</title><p>See https://a.org/x</p>", "a.html",
                                      ImportSettings{keep_links, "en"});
        ASSERT_TRUE(records.at(0).article) << records[0].refusal;
        const article::InlineText& text = std::get<article::Paragraph>(records[0].article->blocks.at(0).content).text;
        ASSERT_EQ(text.runs.size(), 2U) << "none is empty";
        EXPECT_EQ(text.runs[0].link, no_index);
        EXPECT_EQ(text.runs[1].begin, 4U);
        EXPECT_EQ(text.runs[1].end, 19U);
        ASSERT_EQ(text.links.size(), 1U);
        EXPECT_EQ(text.links[0].address, "https://a.org/x");
    }
}

TEST(LinkRemoval, is_counted_in_a_note) {
    const auto note = [](const std::string& body) {
        const auto records = imported("<html lang=\"en\"><title>T</title><body>" + body + "</body></html>", "a.html");
        return records.at(0).diagnostics.empty() ? "none" : records[0].diagnostics.back().message;
    };
    EXPECT_EQ(note("<p>Text.</p>"), "none");
    EXPECT_EQ(note("<p><a href=\"https://a.org/x\">a</a></p>"), "1 link was removed; the text stays");
    EXPECT_EQ(note("<p><a href=\"https://a.org/x\">a</a> <a href=\"https://a.org/y\">b</a></p>"),
              "2 links were removed; the text stays");
}

struct Faulty {
    const char *name, *text, *why;
};
void PrintTo(const Faulty& row, std::ostream* out) { *out << row.why; }

class FaultyPages : public testing::TestWithParam<Faulty> {};

TEST_P(FaultyPages, are_refused_with_their_first_error) {
    const auto records = imported(GetParam().text, GetParam().name, english);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_FALSE(records[0].article);
    EXPECT_EQ(records[0].label, GetParam().name);
    EXPECT_EQ(records[0].refusal, GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(All, FaultyPages,
                         testing::Values(Faulty{"a.html", "", "the file is empty"},
                                         Faulty{"standard input", "<p>Text.</p>\n", "the article has no title"},
                                         Faulty{"a.md", "---\ntitle: T\nupdated: yesterday\n---\n\nText.\n",
                                                "\"yesterday\" is not a date"},
                                         Faulty{"a.html", "<title>T</title><p>Text.</p><img src=\"a.png\">",
                                                "the picture has no alternative text"}));

struct Untitled {
    const char *name, *text, *title, *code;
};
void PrintTo(const Untitled& row, std::ostream* out) { *out << row.name; }

class UntitledPages : public testing::TestWithParam<Untitled> {};

TEST_P(UntitledPages, have_the_title_that_can_be_found) {
    const auto records = imported(GetParam().text, GetParam().name, english);
    ASSERT_EQ(records.size(), 1U);
    ASSERT_TRUE(records[0].article) << records[0].refusal;
    EXPECT_EQ(records[0].article->metadata.title, GetParam().title);
    std::string codes;
    for (const Diagnostic& each : records[0].diagnostics)
        if (each.code == "article/title-assumed"_code) codes += name_of(each.severity);
    EXPECT_EQ(codes, GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    All, UntitledPages,
    testing::Values(Untitled{"a/b.html", "<title>Head</title><h3>Fever</h3><p>Text.</p>", "Head", ""},
                    Untitled{"a/b.html", "<img src=a.png alt=''><h3>Fever</h3><p>Text.</p>", "Fever", "note"},
                    Untitled{"a/content-1.md", "### Do this\n\n- Rest.\n", "Do this", "note"},
                    Untitled{"a/fever_and-rash.md", "Text.\n\n## Later\n\nText.\n", "Fever and rash", "warning"},
                    Untitled{"x/broken%20ribs/main-content-3.html", "<p>Text.</p>", "Broken ribs: main content 3",
                             "warning"},
                    Untitled{"content-3.html", "<p>Text.</p>", "Content 3", "warning"}));

struct Meta {
    const char *head, *updated, *source, *url;
};
void PrintTo(const Meta& row, std::ostream* out) { *out << row.head; }

class PageHeads : public testing::TestWithParam<Meta> {};

TEST_P(PageHeads, say_where_and_when_a_page_is_from) {
    const auto records = imported("<html lang=\"en\"><head><title>T</title>" + std::string(GetParam().head) +
                                      "</head><body><p>Text.</p></body></html>",
                                  "a.html");
    ASSERT_TRUE(records.at(0).article) << records[0].refusal;
    const article::Metadata& metadata = records[0].article->metadata;
    EXPECT_EQ(metadata.updated, GetParam().updated);
    EXPECT_EQ(metadata.source, GetParam().source);
    EXPECT_EQ(metadata.source_url, GetParam().url);
}

INSTANTIATE_TEST_SUITE_P(
    All, PageHeads,
    testing::Values(
        Meta{"", "", "", ""}, Meta{"<link rel=\"Canonical\" href=\" https://a.org/x \">", "", "", "https://a.org/x"},
        Meta{"<link rel=\"icon\" href=\"https://a.org/x\">", "", "", ""},
        Meta{"<link rel=\"canonical\" href=\"/x\">", "", "", ""},
        Meta{"</head><body><a rel=\"canonical\" href=\"https://a.org/x\">Text</a>", "", "", ""},
        Meta{"<link rel=\"canonical\" href=\"http://a.org/x\">", "", "", "http://a.org/x"},
        Meta{"<meta property=\"og:url\" content=\"https://a.org/y\">", "", "", "https://a.org/y"},
        Meta{"<link rel=\"canonical\" href=\"https://a.org/x\"><meta property=\"og:url\" content=\"https://a.org/y\">",
             "", "", "https://a.org/x"},
        Meta{"<meta property=\"og:site_name\" content=\"Clinic\">", "", "Clinic", ""},
        Meta{"<meta name=\"dcterms.publisher\" content=\"Clinic\">", "", "Clinic", ""},
        Meta{"<meta name=\"DC.publisher\" content=\"Clinic\">", "", "Clinic", ""},
        Meta{"<meta name=\"dcterms.modified\" content=\"2026-01-31\">", "2026-01-31", "", ""},
        Meta{"<meta name=\"dc.date.modified\" content=\"2026-01-31T00:00\">", "2026-01-31", "", ""},
        Meta{"<meta property=\"article:modified_time\" content=\"2026-01-31\">", "2026-01-31", "", ""},
        Meta{"<meta name=\"last-modified\" content=\"2026-01-31\">", "2026-01-31", "", ""},
        Meta{"<meta name=\"dc.date\" content=\"2026-01-31\">", "2026-01-31", "", ""},
        Meta{"<meta name=\"dc.date\" content=\"January\">", "", "", ""},
        Meta{"<meta name=\"author\" content=\"2026-01-31\">", "", "", ""}));

TEST(PageHeads, have_at_most_50_keywords) {
    std::string list = "one, two,, three,four ";
    EXPECT_EQ(imported("<html lang=\"en\"><head><title>T</title><meta name=\"keywords\" content=\"" + list +
                           "\"></head><body><p>Text.</p></body></html>",
                       "a.html")
                  .at(0)
                  .article->metadata.keywords,
              (std::vector<std::string>{"one", "two", "three", "four"}));
    for (int i = 0; i < 60; ++i) list += ",word" + std::to_string(i);
    EXPECT_EQ(imported("<html lang=\"en\"><head><title>T</title><meta name=\"keywords\" content=\"" + list +
                           "\"></head><body><p>Text.</p></body></html>",
                       "a.html")
                  .at(0)
                  .article->metadata.keywords.size(),
              50U);
}

struct Compared {
    const char *source, *written, *difference;
};
void PrintTo(const Compared& row, std::ostream* out) { *out << row.source << '|' << row.written; }

class Proofs : public testing::TestWithParam<Compared> {};

TEST_P(Proofs, find_each_word_that_was_lost_or_added) {
    EXPECT_EQ(difference_of_texts(GetParam().source, GetParam().written), GetParam().difference);
}

INSTANTIATE_TEST_SUITE_P(
    All, Proofs,
    testing::Values(Compared{"", "", ""}, Compared{"a b", "A  B", ""}, Compared{"a\nb", "a\tb", ""},
                    Compared{"(a) [b] {c}", "a b c", ""}, Compared{"\u201Ca\u201D \u00ABb\u00BB", "\"a\" 'b'", ""},
                    Compared{"\u2022 a", "a", ""}, Compared{"a\u00ADb", "ab", ""}, Compared{"a\u0007", "a", ""},
                    Compared{"a-b", "ab", "words were lost: \"a-b\"; and added: \"ab\""},
                    Compared{"5%", "5", "words were lost: \"5%\"; and added: \"5\""}, Compared{"ab c", "a bc", ""},
                    Compared{"a a", "a", "words were lost: \"a\""}, Compared{"a", "a a", "words were added: \"a\""},
                    Compared{"a b", "b a", "the words are in a different order"},
                    Compared{"a b c", "a", "words were lost: \"b\", \"c\""},
                    Compared{"0 1 2 3 4 5 6 7 8 9", "",
                             "words were lost: \"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", "
                             "\"8\", \"9\""},
                    Compared{"0 1 2 3 4 5 6 7 8 9 a", "",
                             "words were lost: \"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", "
                             "\"8\", \"9\" \u2026"}));

struct Html {
    const char *html, *text;
};
void PrintTo(const Html& row, std::ostream* out) { *out << row.html; }

class TextsOfHtml : public testing::TestWithParam<Html> {};

TEST_P(TextsOfHtml, are_what_a_reader_sees) {
    EXPECT_EQ(article::one_line(text_of_html(GetParam().html)), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(All, TextsOfHtml,
                         testing::Values(Html{"", ""}, Html{"a<b>b</b><span>c</span><a href='x'>d</a>e", "abcde"},
                                         Html{"<p>a</p><p>b</p>", "a b"}, Html{"a<br>b", "a b"},
                                         Html{"<ul><li>a</li><li>b</li></ul>", "a b"},
                                         Html{"a<img src='x.png' alt='b'>c", "a b c"}, Html{"<title>a</title>b", "b"},
                                         Html{"<script>a</script>b", "b"}, Html{"<style>a</style>b", "b"},
                                         Html{"<!-- a -->b &amp; c", "b & c"}));

struct Slug {
    std::string title, slug;
};
void PrintTo(const Slug& row, std::ostream* out) { *out << row.title; }

class Slugs : public testing::TestWithParam<Slug> {};

TEST_P(Slugs, are_file_names) { EXPECT_EQ(slug_of(GetParam().title), GetParam().slug); }

const std::string x29(29, 'x'), x30(30, 'x'), x60(60, 'x');

INSTANTIATE_TEST_SUITE_P(All, Slugs,
                         testing::Values(Slug{"Ankle Sprain", "ankle-sprain"}, Slug{"-a--b-", "a-b"},
                                         Slug{"AZaz09", "azaz09"}, Slug{"a/b:c@d[e`f{g", "a-b-c-d-e-f-g"},
                                         Slug{"it's", "its"}, Slug{"Ἄσθμα", "asthma"}, Slug{"អាសា", "qaaasaaa"},
                                         Slug{"ᎠᏍᎦ", "asga"}, Slug{x60, x60}, Slug{x60 + "x", x60},
                                         Slug{x30 + " " + x29 + "x", x30}, Slug{x30 + " " + x29, x30 + "-" + x29},
                                         Slug{x29 + " " + x30 + "x", x29 + "-" + x30}));

TEST(CreditLines, are_links_where_there_is_an_address) {
    const article::InlineText linked = credit_line("Source:", "Clinic", "https://a.org"),
                              plain = credit_line("Source:", "Clinic", "");
    EXPECT_EQ(linked.text, "Source: Clinic");
    ASSERT_EQ(linked.runs.size(), 2U);
    EXPECT_EQ(linked.runs[0].end, 8U);
    EXPECT_EQ(linked.runs[1].begin, 8U);
    EXPECT_EQ(linked.runs[1].end, 14U);
    EXPECT_EQ(linked.runs[1].link, 0U);
    ASSERT_EQ(linked.links.size(), 1U);
    EXPECT_EQ(plain.runs.size(), 1U);
    EXPECT_TRUE(plain.links.empty());
}

TEST(Fates, have_names) {
    EXPECT_EQ(name_of(Fate::added), "added");
    EXPECT_EQ(name_of(Fate::updated), "updated");
    EXPECT_EQ(name_of(Fate::unchanged), "unchanged");
    EXPECT_EQ(name_of(Fate::refused), "refused");
}

}  // namespace
}  // namespace carepress::test

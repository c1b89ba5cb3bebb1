// write_html() is held to one rule: reading the page gives the article again.
#include "html/write.h"

#include "article/read.h"
#include "article/same_content.h"
#include "base/color.h"
#include "html/style.h"
#include "unit/article/article_dump.h"
#include "unit/article/garden.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <regex>

namespace carepress::test {
using namespace html;
namespace {

namespace fs = std::filesystem;

const html::PageWords words{{"Emergency: call 911", "Call <now>", "Watch closely"},
                            {"Sample: not clinically reviewed", {"C\u00F3digo <K977>", "es"}},
                            "Languages",
                            {{"en", "English", "/K977?lang=en", true},
                             {"ar", "\u0627\u0644\u0639\u0631\u0628\u064A\u0629", "/K977?lang=ar&x=\"1\""}},
                            html::CodeForm{"/read", "Code on your handout", "Open"},
                            html::PageScript{"/assets/patient.js", "Listen", "Stop", "Larger", "Smaller", "Print"}};

article::Article read(const std::string& text, const std::string& name = "a.md") {
    const Source source{name, text};
    Diagnostics diagnostics(source);
    return article::read_article(source, diagnostics);
}

/// Takes away what write_html() says that it does not keep: empty help boxes, and a language that is the article's
/// around.
void forget(std::vector<article::Block>& blocks, const std::string& language, bool is_around) {
    for (article::Block& block : blocks) {
        if (block.language == language && is_around) block.language.clear();
        const bool inside = block.language.empty() && is_around;
        if (auto* quote = std::get_if<article::Quote>(&block.content)) forget(quote->blocks, language, inside);
        if (auto* callout = std::get_if<article::Callout>(&block.content)) forget(callout->blocks, language, inside);
        if (auto* list = std::get_if<article::List>(&block.content)) {
            for (article::ListItem& item : list->items) forget(item.blocks, language, inside);
            std::erase_if(list->items, [](const article::ListItem& item) { return item.blocks.empty(); });
        }
    }
    std::erase_if(blocks, [](const article::Block& block) {
        const auto* callout = std::get_if<article::Callout>(&block.content);
        const auto* quote = std::get_if<article::Quote>(&block.content);
        const auto* list = std::get_if<article::List>(&block.content);
        return (callout && callout->blocks.empty()) || (quote && quote->blocks.empty()) ||
               (list && list->items.empty());
    });
}

/// The first block that differs after writing and reading, before and after; or empty.
std::string difference(article::Article article) {
    forget(article.blocks, article.metadata.language, true);
    for (const html::PageWords& each : {html::PageWords{}, words}) {
        const std::string page = html::write_html(article, each);
        const Source source{"a.html", page};
        Diagnostics diagnostics(source);
        const article::Article again = article::read_article(source, diagnostics);
        if (article::same_content(article, again)) continue;
        if (!article::same_content(article.metadata, again.metadata))
            return "the metadata differs:\n" + page.substr(0, 3000);
        return testing::first_difference(article, again, [&](const article::Article& alone) {
            const std::string written = html::write_html(alone, each);
            return written.substr(written.find("<main>"));
        });
    }
    return {};
}

TEST(WriteHtml, EverySampleComesBack) {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(CAREPRESS_SOURCE_FOLDER "/articles")) {
        if (entry.path().extension() != ".md") continue;
        const Source source = read_source(entry.path().string());
        Diagnostics diagnostics(source);
        const article::Article article = article::read_article(source, diagnostics);
        ASSERT_FALSE(diagnostics.has_errors()) << entry.path();
        EXPECT_EQ(difference(article), "") << entry.path();
        const std::string page = html::write_html(article, words);
        const Source again{"a.html", page};
        Diagnostics silence(again);
        article::read_article(again, silence);
        EXPECT_TRUE(silence.take().empty()) << entry.path() << ": the reader has something to say of its own page";
        ++count;
    }
    EXPECT_GE(count, 50U);
}

TEST(WriteHtml, WhateverTheReadersMakeComesBack) {
    int read_without_error = 0;
    for (unsigned seed = 1; seed <= 1500; ++seed) {
        const bool html = seed % 2 == 0;
        const std::string text = testing::Garden(seed).document(html);
        const Source source{html ? "a.html" : "a.md", text};
        Diagnostics diagnostics(source);
        const article::Article article = article::read_article(source, diagnostics);
        if (diagnostics.has_errors()) continue;
        ++read_without_error;
        ASSERT_EQ(difference(article), "") << "seed " << seed << "\n" << text;
    }
    EXPECT_GT(read_without_error, 500);
}

TEST(WriteHtml, AllMetadataComesBack) {
    const article::Article article = read(
        "---\ncode: K977\ntitle: \"Pain: <what> helps & \\\"why\\\"\"\nlanguage: zh-hant\nupdated: 2026-11-20\n"
        "version: \"2\"\nreviewed_by: A. Lopez MD\ntopics:\n  - {system: ICD-10-CM, code: M54.50}\n"
        "  - {system: SNOMED-CT, code: \"279039007\"}\nkeywords: [\"back pain, low\"]\nsynonyms: [Lumbago, \"a "
        "\\\"b\\\"\"]\n"
        "source: Someone\nsource_url: https://example.org/pain?x=1&y=2\nsources:\n  - \"NIMH, <Depression>\"\n"
        "  - {title: \"CDC, \\\"Sepsis\\\"\", url: https://example.org/?x=1&y=2}\n  - {url: https://example.org}\n"
        "disclaimer: Not all of this is covered.\n"
        "imported: d41d8cd98f00b204e9800998ecf8427e\n---\n\nText.\n");
    EXPECT_EQ(article.metadata.topics.size(), 2U);
    EXPECT_EQ(article.metadata.keywords.size(), 1U);
    EXPECT_EQ(article.metadata.sources.size(), 3U);
    EXPECT_EQ(difference(article), "");
}

TEST(WriteHtml, LanguageThatTheArticleDoesNotStateIsNotStatedAfterwards) {
    const article::Article article = read("# T\n\nText.\n");
    ASSERT_FALSE(article.metadata.language_stated);
    EXPECT_NE(html::write_html(article).find("<html lang=\"en\" dir=\"ltr\">"), std::string::npos);
    EXPECT_EQ(difference(article), "");
}

TEST(WriteHtml, PagesOfOthersKeepTheirMeta) {
    const article::Article article = read(
        "<html lang=es><head><title>T</title><meta name=code content=X1><meta name=keywords content=a></head>"
        "<body><h1>T</h1><p>Texto<footer>Pie</footer></body></html>",
        "a.html");
    EXPECT_EQ(article.metadata.code, "");
    EXPECT_TRUE(article.metadata.keywords.empty());
    EXPECT_EQ(article.metadata.language, "es");
    EXPECT_EQ(article.blocks.size(), 1U) << "the footer of a site is not of the article";
}

TEST(WriteHtml, MistakesInMetaAreReportedAtTheirPlace) {
    const Source source{
        "a.html", "<title>T</title>\n<meta name=\"carepress:updated\" content=\"yesterday\">\n<h1>T</h1><p>x</p>"};
    Diagnostics diagnostics(source);
    article::read_article(source, diagnostics);
    const std::vector<Diagnostic> messages = diagnostics.take();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].position.line, 2U);
}

TEST(WriteHtml, PageIsAccessible) {
    const std::string page = html::write_html(
        read(
            "---\ntitle: Dolor\nlanguage: ar\n---\n\nText.\n\n## Two\n\n> [!EMERGENCY]\n> **Call** if:\n\n### Three\n\n"
            "> [!WATCH]\n> - x\n\n| A | B |\n|---|---:|\n| 1 | 2 |\n\n![A leg](leg.svg \"Rest it\")\n"),
        words);
    for (const char* part :
         {"<html lang=\"ar\" dir=\"rtl\">", "<title>Dolor</title>", "<main>\n<article>\n<h1>Dolor</h1>",
          "<section class=\"emergency\" aria-labelledby=\"help-1\">\n<h3 id=\"help-1\" data-carepress=\"furniture\">"
          "Emergency: call 911</h3>",
          "<section class=\"watch\" aria-labelledby=\"help-2\">\n<h4 id=\"help-2\"", "<th scope=\"col\">A</th>",
          "<td style=\"text-align: end\">2</td>",
          "<figure><img src=\"leg.svg\" alt=\"A leg\"><figcaption>Rest it</figcaption></figure>",
          "<footer data-carepress=\"furniture\">\n<p>Sample: not clinically reviewed</p>"})
        EXPECT_NE(page.find(part), std::string::npos) << part << "\n" << page;
    EXPECT_EQ(page.find("<h1"), page.rfind("<h1"));
}

TEST(WriteHtml, HeadingsAndHelpBoxesAreWhereAnchorsSay) {
    const article::Article article = read(
        "---\ntitle: T\n---\n\nText.\n\n> [!WATCH]\n> ## In a box\n>\n> x\n\n## Two\n\n- item\n\n### Three\n\n> "
        "[!EMERGENCY]\n> y\n");
    const std::string page = html::write_html(article, words);
    std::vector<std::string> anchors;
    for (std::size_t block = 0; block < article.blocks.size(); ++block)
        anchors.push_back(html::anchor_of(article, block, words));
    EXPECT_EQ(anchors, (std::vector<std::string>{"", "help-1", "section-2", "", "section-3", "help-2"}));
    for (const char* part : {"<h2 id=\"section-1\">In a box</h2>", "<h2 id=\"section-2\">Two</h2>",
                             "<h3 id=\"section-3\">Three</h3>", "<h4 id=\"help-2\""})
        EXPECT_NE(page.find(part), std::string::npos) << part << "\n" << page;
    EXPECT_EQ(html::anchor_of(article, 5), "") << "a box without a heading has no name";
}

TEST(WriteHtml, PartsOfSeveralArticlesMakeAPageWithoutIds) {
    const article::Article article =
        read("---\ntitle: T\n---\n\n## Two\n\n[x](javascript:alert(1))\n\n> [!EMERGENCY]\n> y\n");
    const std::string part = html::write_html_part(article.blocks, "en", words, 1);
    EXPECT_NE(part.find("<h3>Two</h3>"), std::string::npos) << part;
    EXPECT_NE(part.find("<h4 data-carepress=\"furniture\">Emergency: call 911</h4>"), std::string::npos) << part;
    EXPECT_EQ(part.find("javascript:"), std::string::npos) << part;
    EXPECT_EQ(part.find("id="), std::string::npos) << part;
    EXPECT_EQ(part.find("aria-labelledby"), std::string::npos) << part;

    const std::string page = html::write_html_list(
        "Found <2>", "en", {{"A & B", "ar", "/A?lang=ar#section-1", part, {{"Note", "en"}}, "/A.pdf", "A (PDF)"}});
    for (const char* piece :
         {"<html lang=\"en\" dir=\"ltr\">", "<main>\n<h1>Found &lt;2&gt;</h1>", "<article lang=\"ar\" dir=\"rtl\">",
          "<h2><a href=\"/A?lang=ar#section-1\">A &amp; B</a></h2>", "<p lang=\"en\" dir=\"ltr\">Note</p>",
          "<p><a href=\"/A.pdf\">A (PDF)</a></p>\n</article>\n</main>"})
        EXPECT_NE(page.find(piece), std::string::npos) << piece << "\n" << page;
}

Color hex(const std::string& text) {
    const std::string six = text.size() == 6 ? text : std::string{text[0], text[0], text[1], text[1], text[2], text[2]};
    const auto byte = [&six](std::size_t at) {
        return static_cast<std::uint8_t>(std::stoi(six.substr(at, 2), nullptr, 16));
    };
    return {byte(0), byte(2), byte(4)};
}

/// WCAG 2.2, 1.4.6 for text; 1.4.11 for lines.
TEST(WriteHtml, ColoursHaveContrastOnLightAndDarkGround) {
    std::string style(html::style);
    const std::regex color(R"x(--([a-z-]+): #([0-9a-f]+);)x");
    int grounds = 0;
    Color ground;
    for (std::sregex_iterator at(style.begin(), style.end(), color), end; at != end; ++at) {
        if ((*at)[1] == "ground") {
            ground = hex((*at)[2]);
            ++grounds;
        } else {
            EXPECT_GE(contrast_ratio(hex((*at)[2]), ground), (*at)[1] == "line" ? 3 : 7) << (*at)[0] << " " << grounds;
        }
    }
    EXPECT_EQ(grounds, 3) << "light, dark, print";
}

TEST(WriteHtml, HostileTextStaysText) {
    article::Article article = read("# T\n\nText.\n");
    const std::string hostile = "</title></style><script>alert(1)</script>\"'><img src=x onerror=y>";
    article.metadata.title = article.metadata.keywords.emplace_back(hostile);
    article.own_disclaimer = hostile;
    auto& text = std::get<article::Paragraph>(article.blocks[0].content).text;
    text.links.push_back({"javascript:alert(1)", false, {}});
    text.runs[0].link = 0;
    const std::string page = html::write_html(article, {{hostile, hostile, hostile}, {hostile}});
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find("javascript:"), std::string::npos);
    EXPECT_NE(page.find("<p>Text.</p>"), std::string::npos);
    EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
}

TEST(WriteHtml, notices_have_their_word_and_references_lead_to_footnotes) {
    html::PageWords said;
    said.notice_words = {"Note", "Tip", "Important", "<Warning>", "Caution"};
    const article::Article article = read(
        "---\ntitle: T\nlanguage: en\n---\n\nTake 5 mg[^a].\n\n- [x] Done\n\n> [!WARNING]\n> Do not drive.\n\n[^a]: "
        "Ask.\n");
    const std::string page = html::write_html(article, said);
    EXPECT_NE(page.find("5 mg<a data-carepress=\"note\" href=\"#note-1\"><sup>[1]</sup></a>."), std::string::npos)
        << page;
    EXPECT_NE(page.find("<li id=\"note-1\">"), std::string::npos) << page;
    EXPECT_NE(page.find("<input type=\"checkbox\" checked"), std::string::npos) << page;
    EXPECT_NE(page.find("<strong>&lt;Warning&gt;</strong>"), std::string::npos) << page;
    EXPECT_EQ(difference(article), "");
}

}  // namespace
}  // namespace carepress::test

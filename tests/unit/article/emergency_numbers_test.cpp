// Numbers to call: what is filled, where runs are afterwards, and what is said of other braces.
#include "article/emergency_numbers.h"

#include "article/read.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace article;
namespace {

struct Filled {
    explicit Filled(std::string text, EmergencyNumbers numbers = us_emergency_numbers(), std::string name = "a.md")
        : source{std::move(name), std::move(text)}, diagnostics(source) {
        article = read_article(source, diagnostics);
        EXPECT_TRUE(diagnostics.all().empty()) << diagnostics.all().front().message;
        fill_numbers(article, numbers, diagnostics);
    }
    std::string messages() const {
        std::string out;
        for (const Diagnostic& each : diagnostics.all())
            out += std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                   std::string(name_of(each.severity)) + " " + each.message + "; " + each.hint + "\n";
        return out;
    }
    const InlineText& first() const { return std::get<Paragraph>(article.blocks.at(0).content).text; }
    /// "text|text" of the first paragraph's runs.
    std::string runs() const {
        std::string out;
        for (const InlineRun& run : first().runs)
            out += (out.empty() ? "" : "|") + first().text.substr(run.begin, run.end - run.begin);
        return out;
    }
    Source source;
    Diagnostics diagnostics;
    Article article;
};

std::string paragraph(const std::string& text) { return "---\ntitle: T\n---\n\n" + text + "\n"; }

TEST(EmergencyNumbers, each_placeholder_becomes_the_number_of_the_brand) {
    const std::string text = paragraph("Call {emergency-number}, {poison-help} or {crisis-line}.");
    EXPECT_EQ(Filled(text).first().text, "Call 911, 1-800-222-1222 or 988.");
    EXPECT_EQ(Filled(text, {"112", "030 19240", "116 123"}).first().text, "Call 112, 030 19240 or 116 123.");
    EXPECT_EQ(Filled(text).messages(), "");
}

TEST(EmergencyNumbers, runs_still_cover_the_same_words) {
    EXPECT_EQ(Filled(paragraph("**Call {emergency-number} now.** Text *{crisis-line}* or {crisis-line}.")).runs(),
              "Call 911 now.| Text |988| or 988.");
    EXPECT_EQ(Filled(paragraph("{emergency-number}")).runs(), "911");
    const Filled split(paragraph("Call {emergency-**number} now**."));
    EXPECT_EQ(split.first().text, "Call 911 now.");
    EXPECT_EQ(split.runs(), "Call 911| now|.");
}

TEST(EmergencyNumbers, keywords_are_filled_which_the_pdf_says) {
    const Filled filled("---\ntitle: T\nkeywords: [\"{crisis-line} lifeline\", pills]\n---\n\nText.\n");
    EXPECT_EQ(filled.article.metadata.keywords, (std::vector<std::string>{"988 lifeline", "pills"}));
}

TEST(EmergencyNumbers, titles_headings_items_cells_captions_and_alternative_texts_are_filled) {
    const Filled filled(
        "---\ntitle: \"When to call {emergency-number}\"\n---\n\n## Call {crisis-line}\n\n> [!EMERGENCY]\n> - Call "
        "{emergency-number}.\n\n| {poison-help} | b |\n| --- | --- |\n| c | {crisis-line} |\n\n![Call "
        "{emergency-number}](a.svg \"Call {emergency-number}\")\n");
    EXPECT_EQ(filled.article.metadata.title, "When to call 911");
    EXPECT_EQ(std::get<Heading>(filled.article.blocks.at(0).content).text.text, "Call 988");
    const auto& callout = std::get<Callout>(filled.article.blocks.at(1).content);
    EXPECT_EQ(
        std::get<Paragraph>(std::get<List>(callout.blocks.at(0).content).items.at(0).blocks.at(0).content).text.text,
        "Call 911.");
    const auto& table = std::get<Table>(filled.article.blocks.at(2).content);
    EXPECT_EQ(table.rows.at(0).cells.at(0).text.text, "1-800-222-1222");
    EXPECT_EQ(table.rows.at(1).cells.at(1).text.text, "988");
    const auto& figure = std::get<Figure>(filled.article.blocks.at(3).content);
    EXPECT_EQ(figure.alternative, "Call 911");
    EXPECT_EQ(figure.caption.value().text, "Call 911");
    EXPECT_FALSE(may_have_placeholders(filled.article));
}

TEST(EmergencyNumbers, addresses_of_links_are_filled) {
    EXPECT_EQ(Filled(paragraph("[{crisis-line}](tel:{crisis-line})")).first().links.at(0).address, "tel:988");
    EXPECT_EQ(Filled("<h1>T</h1><p><a href=\"tel:{emergency-number}\">Call</a></p>", us_emergency_numbers(), "a.html")
                  .first()
                  .links.at(0)
                  .address,
              "tel:911");
}

TEST(EmergencyNumbers, code_and_other_braces_are_left_alone) {
    for (const char* text : {"Take {5 mg} now.", "{n=5}", "Write { or }.", "{}", "A {Name} in capitals."}) {
        const Filled filled(paragraph(text));
        EXPECT_EQ(filled.first().text, text);
        EXPECT_EQ(filled.messages(), "") << text;
    }
    const Filled code(paragraph("Write `{emergency-number}` there."));
    EXPECT_EQ(code.first().text, "Write {emergency-number} there.");
    EXPECT_EQ(code.messages(), "");
}

TEST(EmergencyNumbers, a_number_that_the_brand_does_not_say_is_an_error) {
    const Filled filled(paragraph("Call {poison-help}."), {"112", "", ""});
    EXPECT_EQ(filled.first().text, "Call {poison-help}.");
    EXPECT_EQ(filled.messages(),
              "5:1 error the brand has no number for {poison-help}; add \"poison-help: ...\" to the brand's texts\n");
}

TEST(EmergencyNumbers, an_unknown_name_in_braces_is_a_warning) {
    EXPECT_EQ(Filled(paragraph("Call {emergency-nummer}.")).messages(),
              "5:1 warning \"{emergency-nummer}\" is printed as it is; did you mean {emergency-number}?\n");
    EXPECT_EQ(Filled(paragraph("Dear {name}.")).messages(),
              "5:1 warning \"{name}\" is printed as it is; the placeholders are {emergency-number}, {poison-help} and "
              "{crisis-line}\n");
}

}  // namespace
}  // namespace carepress::test

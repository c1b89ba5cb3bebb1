// Words divided in columns, as the layouts two-column and two-column-a4 ask for it.
#include "template_pages.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>

namespace carepress::test {
using namespace layout;
namespace {

constexpr char16_t soft_hyphen = 0x00AD;

/// A line of the flow: where it is and what it says.
struct SetLine {
    std::uint32_t page = 0;
    Length x, y;
    std::u16string text;
    bool divides() const { return !text.empty() && text.back() == soft_hyphen; }
};

std::vector<SetLine> flow_lines(const PagedDocument& document) {
    std::vector<SetLine> lines;
    for (std::uint32_t page = 0; page < document.pages.size(); ++page)
        for (const PageItem& item : document.pages[page].items) {
            const auto* run = std::get_if<GlyphRun>(&item.content);
            if (run == nullptr || item.node == text::artifact) continue;
            const std::u16string text = document.text.substr(run->text_begin, run->text_end - run->text_begin);
            const bool goes_on = !lines.empty() && lines.back().page == page && lines.back().y == run->origin.y &&
                                 lines.back().x < run->origin.x && run->origin.x - lines.back().x < points(250);
            if (goes_on)
                lines.back().text += text;
            else
                lines.push_back({page, run->origin.x, run->origin.y, text});
        }
    return lines;
}

test::LaidOutArticle lay_out_text(const std::string& text, const std::string& layout) {
    engine::Workspace workspace(test::resources());
    return test::lay_out_source({"test.md", text}, layout, "default", workspace);
}

/// The words that a line's end divides, whole again.
std::set<std::string> divided_words(const PagedDocument& document) {
    std::set<std::string> words;
    const auto is_letter = [](char16_t unit) { return unit > 0x40 && unit != 0x2028 && unit != soft_hyphen; };
    for (std::size_t at = document.text.find(soft_hyphen); at != std::u16string::npos;
         at = document.text.find(soft_hyphen, at + 1)) {
        std::size_t begin = at, end = at + 1;
        while (begin > 0 && is_letter(document.text[begin - 1])) --begin;
        while (end < document.text.size() && is_letter(document.text[end])) ++end;
        words.insert(to_utf8(document.text.substr(begin, at - begin) + document.text.substr(at + 1, end - at - 1)));
    }
    return words;
}

std::string repeated(const std::string& words, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += words;
    return text;
}

/// Long words in all kinds of blocks.
std::string every_block() {
    const std::string front =
        "---\ncode: K1\ntitle: Titelbestandteile Überschriftenwörter\nlanguage: de\n"
        "keywords: [Schmerzmittelverordnung]\n---\n\n";
    const std::string paragraph =
        "Die Blutdruckmessung gelingt in Bewegungspausen und Ruhestellungen. "
        "Eine Schmerzmittelverordnung gehört dazu, sagt die Medizinerschaft. ";
    std::string paragraphs;  // each with other line ends
    for (int i = 0; i < 12; ++i) paragraphs += "Sa" + repeated("na", i) + " " + paragraph + paragraph + "\n\n";
    const std::string item = "- Im Krankenhausaufenthalt helfen Entspannungsverfahren und Atemgymnastikstunden.\n";
    return front + paragraphs + "\n\n## Zwischenüberschriften Kapitelüberschriften Randbemerkungen\n\n" +
           repeated(item, 12) + "\n`Quelltextabschnitte Programmierbeispiele Zeichenkettenlisten` steht hier.\n\n" +
           "> [!EMERGENCY]\n> " + repeated("Notfallbehandlungszimmer Rettungswagenbesatzung ", 12) + "\n\n" +
           "| Kopf | Zeile |\n|---|---|\n| " + repeated("Tabellenzellen an ", 5) + "| " +
           repeated("Inhaltsangaben an ", 5) + "|\n";
}

TEST(Hyphenation, DividesWordsOfParagraphsAndItemsInColumnsOnly) {
    const test::LaidOutArticle two = lay_out_text(every_block(), "two-column");
    ASSERT_FALSE(two.refused);
    const std::set<std::string> words = divided_words(two.document);
    EXPECT_GE(words.size(), 3u);
    const std::set<std::string> allowed{"Blutdruckmessung",    "Bewegungspausen",       "Ruhestellungen",
                                        "Medizinerschaft",     "Krankenhausaufenthalt", "Entspannungsverfahren",
                                        "Atemgymnastikstunden"};
    for (const std::string& word : words) EXPECT_TRUE(allowed.contains(word)) << word;
    for (const std::string& layout : test::layout_names()) {
        if (layout.starts_with("two-column")) continue;
        EXPECT_EQ(lay_out_text(every_block(), layout).document.text.find(soft_hyphen), std::u16string::npos) << layout;
    }
}

TEST(Hyphenation, LosesNoWord) {
    const std::string source = every_block();
    const test::LaidOutArticle two = lay_out_text(source, "two-column"), one = lay_out_text(source, "letter");
    std::u16string text = two.document.text;
    std::erase(text, soft_hyphen);
    const auto count = [](const std::u16string& where, const std::u16string& what) {
        std::size_t found = 0;
        for (std::size_t at = where.find(what); at != std::u16string::npos; at = where.find(what, at + 1)) ++found;
        return found;
    };
    for (const char16_t* word : {u"Blutdruckmessung", u"Bewegungspausen", u"Ruhestellungen", u"Medizinerschaft",
                                 u"Schmerzmittelverordnung", u"Atemgymnastikstunden", u"Krankenhausaufenthalt"})
        EXPECT_EQ(count(text, word), count(one.document.text, word)) << to_utf8(word);
}

TEST(Hyphenation, KeepsToItsLimitsInRealArticles) {
    std::size_t divided = 0;
    for (const char* layout : {"two-column", "two-column-a4"})
        for (const std::string& path : test::articles_to_press()) {
            engine::Workspace workspace(test::resources());
            const test::LaidOutArticle made = test::lay_out_article(path, layout, "default", workspace);
            const std::vector<SetLine> lines = flow_lines(made.document);
            int in_a_row = 0;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                in_a_row = lines[i].divides() ? in_a_row + 1 : 0;
                ASSERT_LE(in_a_row, 2) << path << ": " << to_utf8(lines[i].text);
                if (!lines[i].divides()) continue;
                ++divided;
                ASSERT_LT(i + 1, lines.size());
                EXPECT_TRUE(lines[i + 1].page == lines[i].page && lines[i + 1].y > lines[i].y)
                    << path << ": a column ends with " << to_utf8(lines[i].text);
                // The last line of a paragraph is never the rest of a word alone.
                EXPECT_NE(lines[i + 1].text.find(u' '), std::u16string::npos) << to_utf8(lines[i + 1].text);
            }
        }
    EXPECT_GT(divided, 10u);
}

TEST(Hyphenation, AWordWiderThanTheColumnIsDividedNotCut) {
    const std::string source =
        "---\ncode: K1\ntitle: T\nlanguage: de\n---\n\n"
        "Die Rindfleischetikettierungsüberwachungsaufgabenübertragungsverordnung gilt heute.\n";
    const test::LaidOutArticle made = lay_out_text(source, "two-column");
    EXPECT_NE(made.document.text.find(soft_hyphen), std::u16string::npos);
    for (const Diagnostic& message : made.messages) EXPECT_NE(message.severity, Severity::warning) << message.message;
}

TEST(Hyphenation, IsTheSameWhateverWasSetBefore) {
    engine::Workspace used(test::resources());
    const Source german{"test.md", every_block()};
    const test::LaidOutArticle first = test::lay_out_source(german, "two-column", "default", used);
    test::lay_out_article(test::project("articles/en/back-pain-and-intimacy.md"), "two-column", "default", used);
    const test::LaidOutArticle again = test::lay_out_source(german, "two-column", "default", used);
    EXPECT_EQ(first.document.text, again.document.text);
    ASSERT_EQ(first.document.glyphs.size(), again.document.glyphs.size());
}

}  // namespace
}  // namespace carepress::test

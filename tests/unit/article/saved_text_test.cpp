#include "article/read.h"
#include "base/source.h"
#include "support/test_data.h"
#include "unit/article/article_dump.h"

#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <functional>

namespace carepress::test {
using namespace article;
namespace {

struct Saved {
    explicit Saved(std::string text) : source{"a.txt", std::move(text)}, diagnostics(source) {
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
    Source source;
    Diagnostics diagnostics;
    Article article;
};

TEST(SavedText, AWholeArticleIsRead) {
    const Source source = read_source(test::test_data("saved_text") + "/stiff-neck.txt");
    Saved saved(source.bytes);
    const Article& a = saved.article;
    EXPECT_EQ(a.metadata.title, "Stiff Neck: Care Instructions");
    EXPECT_EQ(a.metadata.code, "K412");
    EXPECT_EQ(a.metadata.language, "en");
    EXPECT_TRUE(a.own_disclaimer.starts_with("This health encyclopedia contains general health information."));
    EXPECT_TRUE(a.own_disclaimer.ends_with("please consult with your health care provider."));
    ASSERT_EQ(a.blocks.size(), 7U);
    const std::string dumped = saved.dumped();
    EXPECT_NE(dumped.find("p A neck that turns only halfway"), std::string::npos);
    EXPECT_NE(dumped.find("h2 How can you care for yourself at home?\nul\n li\n    p Keep your neck moving."),
              std::string::npos);
    EXPECT_NE(
        dumped.find("h2 When should you call for help?\ncallout watch\n  p Watch closely for changes in your "
                    "health, and be sure to contact your doctor if you do not get better as expected.\nlearn-more\n"
                    "  h2 Where can you learn more?\n  p Go to [\xEF\xBF\xBC](BRAND)\n  p Enter K412 in the search "
                    "box to learn more about \"Stiff Neck: Care Instructions\".\n"),
        std::string::npos)
        << dumped;
    EXPECT_EQ(std::get<List>(a.blocks[3].content).items.size(), 6U);
    EXPECT_EQ(saved.messages(),
              "3:1 note leftover page furniture was dropped: \"Skip Navigation\"\n"
              "29:1 note the coverage disclaimer was taken out of the text; a brand's own replaces it on the page\n"
              "25:6 note the link that was lost here is replaced by the brand's own address\n");

    // Nothing else lost, nothing twice: every word of the source comes out once.
    std::string words;
    const auto add = [&](const std::string& text) {
        for (const char c : text)
            if (!std::isspace(static_cast<unsigned char>(c))) words += c;
    };
    std::string in = source.bytes;
    const std::size_t furniture = in.find("Skip Navigation");
    in.erase(furniture, 15);
    for (std::size_t at; (at = in.find("•")) != std::string::npos;) in.erase(at, 3);
    add(in);
    const std::string expected = std::exchange(words, {});
    add(a.metadata.title);
    const std::function<void(const std::vector<Block>&)> collect = [&](const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            if (const auto* p = std::get_if<Paragraph>(&block.content)) add(p->text.text);
            if (const auto* h = std::get_if<Heading>(&block.content)) add(h->text.text);
            if (const auto* c = std::get_if<Callout>(&block.content)) collect(c->blocks);
            if (const auto* m = std::get_if<LearnMore>(&block.content)) collect(m->blocks);
            if (const auto* l = std::get_if<List>(&block.content))
                for (const ListItem& item : l->items) collect(item.blocks);
        }
    };
    collect(a.blocks);
    words.erase(words.find("\xEF\xBF\xBC"), 3);
    add(a.own_disclaimer);
    EXPECT_EQ(words, expected);
}

TEST(SavedText, ThreeLevelsOfHelp) {
    const Saved saved(
        "Cuts\n\nText.\n\nWhen should you call for help?\n\n"
        "Call 911 anytime you think you may need emergency care. For example, call if:\n"
        "  • You faint.\n  • You bleed.\n\n"
        "Call your doctor now or seek immediate medical care if:\n\n  • You have a fever.\n\n"
        "Watch closely for changes in your health, and be sure to contact your doctor if:\n  • It itches.\n\n"
        "Where can you learn more?\n\nGo to https://example.org/learn.\n");
    EXPECT_EQ(saved.dumped(),
              "p Text.\nh2 When should you call for help?\n"
              "callout emergency\n"
              "  p Call 911 anytime you think you may need emergency care. For example, call if:\n"
              "  ul\n   li\n      p You faint.\n   li\n      p You bleed.\n"
              "callout call_now\n  p Call your doctor now or seek immediate medical care if:\n"
              "  ul\n   li\n      p You have a fever.\n"
              "callout watch\n"
              "  p Watch closely for changes in your health, and be sure to contact your doctor if:\n"
              "  ul\n   li\n      p It itches.\n"
              "learn-more\n  h2 Where can you learn more?\n"
              "  p Go to [https://example.org/learn](https://example.org/learn).\n");
    EXPECT_EQ(saved.messages(), "");
}

TEST(SavedText, CallCuesOutsideTheHelpSectionStayParagraphs) {
    const Saved saved("T\n\nWatch closely for changes in your garden.\n");
    EXPECT_EQ(saved.dumped(), "p Watch closely for changes in your garden.\n");
}

TEST(SavedText, WrappedLinesListsAndNumbers) {
    const Saved saved(
        "T\n\nOne line\nand its rest.\nWhat now?\n  * first item\n    goes on\n      - inner\n  * second\n\n"
        "1. wash\n2. dry\n\n5. rest\n\nTake it for at least\n20. That is the number.\n");
    EXPECT_EQ(saved.dumped(),
              "p One line and its rest.\nh2 What now?\n"
              "ul\n li\n    p first item goes on\n    ul\n     li\n        p inner\n li\n    p second\n"
              "ol 1\n li\n    p wash\n li\n    p dry\nol 5\n li\n    p rest\n"
              "p Take it for at least 20. That is the number.\n");
    const auto& p = std::get<Paragraph>(saved.article.blocks[0].content).text;
    EXPECT_EQ(saved.source.bytes.substr(p.span.begin, p.span.end - p.span.begin), "One line\nand its rest.");
}

TEST(SavedText, UnwrappedLinesAreParagraphsAndItemsThatLostTheirBullets) {
    const std::string prose =
        "Your kidneys make urine, and sometimes a small stone forms in one of them; that hurts when it moves, and it "
        "may "
        "block the way.";
    const Saved saved("Kidney stones\n\nWhat are they?\n" + prose +
                      "\nA stone may hold:\nCalcium\nUric acid. It is rare.\n" +
                      "Cystine\nAsk which one you have.\nWhat helps?\n\nDo this:\n\nDrink water.\nRest.\n" + prose +
                      "\nOne thing:\nSleep.\n");
    EXPECT_EQ(
        saved.dumped(),
        "h2 What are they?\np " + prose +
            "\np A stone may hold:\nul\n li\n    p Calcium\n li\n    p Uric acid. It is rare.\n li\n    p Cystine\n"
            "p Ask which one you have.\nh2 What helps?\np Do this:\nul\n li\n    p Drink water.\n li\n    p Rest.\np " +
            prose + "\np One thing:\np Sleep.\n");
    EXPECT_EQ(saved.messages(), "6:1 note 5 lines, here and further on, were read as items that lost their bullets\n");
    // One long line in a text that is wrapped changes nothing.
    const std::string wrapped = "This line was wrapped by a mailer at a column near seventy\nand goes on here.\n\n";
    EXPECT_EQ(Saved("Title\n\n" + wrapped + wrapped + wrapped + wrapped + prose + "\n").messages(), "");
    const std::string dumped = Saved("Title\n\n" + wrapped + wrapped + wrapped + wrapped + prose + "\n").dumped();
    EXPECT_NE(dumped.find("seventy and goes on here."), std::string::npos) << dumped;
}

TEST(SavedText, LooseItemsAndFurtherParagraphs) {
    const Saved saved("T\n\n• one\n\n  more of one\n\n• two\n\nAfter.\n");
    EXPECT_EQ(saved.dumped(), "ul loose\n li\n    p one\n    p more of one\n li\n    p two\np After.\n");
}

TEST(SavedText, FurnitureIsNotedAndOnlyFurniture) {
    const Saved saved(
        "Skip to main content\nHome > Health > Back pain\nBack pain\nPrint\nShare\n\nBack pain\n\n"
        "Print the plan and keep it.\n\nBack to top\n");
    EXPECT_EQ(saved.article.metadata.title, "Back pain");
    EXPECT_EQ(saved.dumped(), "p Print the plan and keep it.\n");
    EXPECT_EQ(saved.messages(),
              "1:1 note leftover page furniture was dropped: \"Skip to main content\"\n"
              "2:1 note leftover page furniture was dropped: \"Home > Health > Back pain\"\n"
              "4:1 note leftover page furniture was dropped: \"Print\"\n"
              "5:1 note leftover page furniture was dropped: \"Share\"\n"
              "11:1 note leftover page furniture was dropped: \"Back to top\"\n"
              "7:1 note the title was repeated here; the repetition was dropped\n");
}

TEST(SavedText, LostLinkAmidALine) {
    const Saved saved("T\n\nWhere can you learn more?\n\nGo to\nEnter Z12 in the search box.\n");
    EXPECT_EQ(
        saved.dumped(),
        "learn-more\n  h2 Where can you learn more?\n  p Go to [\xEF\xBF\xBC](BRAND) Enter Z12 in the search box.\n");
    EXPECT_EQ(saved.article.metadata.code, "Z12");
}

TEST(SavedText, SpanishHeadingsTellTheLanguage) {
    const Saved saved(
        "Dolor de espalda\n\nTexto.\n\n¿Cuándo debe pedir ayuda?\n\nLlame al 911 si:\n• Se desmaya.\n\n"
        "¿Dónde puede obtener más información?\n\nVaya a\n\nEscriba A1 en la casilla de búsqueda.\n");
    EXPECT_EQ(saved.article.metadata.language, "es");
    EXPECT_EQ(saved.article.metadata.code, "A1");
    EXPECT_NE(saved.dumped().find("callout emergency\n  p Llame al 911 si:\n"), std::string::npos);
    EXPECT_NE(saved.dumped().find("p Vaya a [\xEF\xBF\xBC](BRAND)"), std::string::npos);
}

TEST(SavedText, TitleMissingOrAlone) {
    const Saved alone("Only a title\n");
    EXPECT_EQ(alone.messages(), "1:1 warning the article has no text besides its title\n");
    const Saved missing("• a bullet first\n");
    ASSERT_EQ(missing.diagnostics.all().size(), 1U);
    EXPECT_EQ(missing.diagnostics.all()[0].message, "the article has no title");
}

}  // namespace
}  // namespace carepress::test

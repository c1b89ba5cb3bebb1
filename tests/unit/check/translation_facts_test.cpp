// What a translation must say as its original does.
#include "check/translation_facts.h"

#include "article/read.h"
#include "check/check.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace check;
namespace {

std::string quantities(const std::string& text, const std::string& language = "en") {
    const Source source{"a.md", "---\ntitle: T\nlanguage: " + language + "\n---\n\n" + text + "\n"};
    Diagnostics ignored(source);
    std::string all;
    for (const SectionFacts& section : facts_of(article::read_article(source, ignored), source.bytes)) {
        for (const Quantity& each : section.quantities) all += each.number + each.unit + " ";
        for (const Quantity& each : section.telephones) all += "tel:" + each.number + " ";
    }
    return all;
}

TEST(TranslationFacts, NumbersUnitsAndTelephonesAreReadAlikeInAllLanguages) {
    EXPECT_EQ(quantities("Take 1,500 mg or 0.5 mL."), "1500mg 0.5ml ");
    EXPECT_EQ(quantities("Tome 1.500 mg o 0,5 ml.", "es"), "1500mg 0.5ml ");
    EXPECT_EQ(quantities("Prenez 1\u202F500 mg.", "fr"), "1500mg ");
    EXPECT_EQ(quantities("Примите 500 мг или 5мл.", "ru"), "500mg 5ml ");
    EXPECT_EQ(quantities("服用500毫克或5％。", "zh-Hans"), "500mg 5% ");
    EXPECT_EQ(quantities("خذ ٥٠٠ ملغ", "ar"), "500mg ");
    EXPECT_EQ(quantities("५०० मिलीग्राम", "hi"), "500 ");
    EXPECT_EQ(quantities("1.0 g, 120/80 mmHg, 38.5 °C, 101°F, B12, K977"), "1g 120 80 38.5°C 101°F ");
    EXPECT_EQ(quantities("1,234,567.80"), "1234567.8 ");
    EXPECT_EQ(quantities("Call (856) 546-3003, 555-0134 or 1-800-222-1222."),
              "tel:8565463003 tel:5550134 tel:18002221222 ");
    EXPECT_EQ(quantities("Call +1 800 222 1222, not 2026-11-20 or 2-4."), "2026 11 20 2 4 tel:18002221222 ");
}

std::string differences(const std::string& translation, const std::string& original,
                        const std::string& language = "es") {
    Checker checker(test::engine(), {});
    const auto text = [](const std::string& tag, const std::string& body) {
        return "---\ncode: K1\ntitle: T\nlanguage: " + tag + "\nupdated: 2026-11-01\n---\n\n" + body + "\n";
    };
    std::vector<CheckedArticle> articles;
    articles.push_back(checker.check({"en.md", text("en", original)}, "en.md"));
    articles.push_back(checker.check({"x.md", text(language, translation)}, "x.md"));
    checker.check_together(articles);
    std::string all;
    for (const Finding& each : articles.back().findings)
        if (each.rule == "translation")
            all += std::string(name_of(each.diagnostic.severity)) + ": " + each.diagnostic.message + "\n";
    return all;
}

TEST(TranslationFacts, ADoseThatTheOriginalDoesNotHaveIsAnError) {
    EXPECT_EQ(differences("Tome 5 mg.", "Take 5 mg."), "");
    EXPECT_EQ(differences("Tome 50 mg.", "Take 5 mg."),
              "error: \"50 mg\" is not in the original, which says \"5 mg\"\n");
    EXPECT_EQ(differences("Tome 5 mcg.", "Take 5 mg."), "error: \"5 mcg\" is not in the original\n");
    EXPECT_EQ(differences("Tome 1,5 mg.", "Take 1.5 mg."), "");
    EXPECT_EQ(differences("Tome 5 mg. Luego, 50 mg.", "Take 5 mg. Then 5 mg."),
              "error: \"50 mg\" is not in the original\n");
    EXPECT_EQ(differences("Tome 5 miligramos.", "Take 5 mg."), "");
}

TEST(TranslationFacts, OtherNumbersAreWarningsWhereBothHaveSome) {
    EXPECT_EQ(differences("Cada 6 horas.", "Every 4 hours."),
              "warning: \"6\" is not in the original, which says \"4\"\n");
    EXPECT_EQ(differences("Dos veces, cada 4 horas.", "2 times, every 4 hours."), "");
    EXPECT_EQ(differences("Espere 30 minutos.", "Wait thirty minutes."), "");
}

TEST(TranslationFacts, TelephonesAreCompared) {
    EXPECT_EQ(differences("Llame al 555-0199.", "Call 555-0100."),
              "error: the telephone number 555-0199 is not in the original\n"
              "warning: the original's telephone number 555-0100 is missing\n");
    EXPECT_EQ(differences("Llame al (856) 546-3003.", "Call 856-546-3003."), "");
}

TEST(TranslationFacts, LostNegationsAndUntranslatedTextAreFound) {
    EXPECT_EQ(differences("Maneje. Tome aspirina.", "Do not drive. Don\u2019t take aspirin."),
              "warning: the original of this section says \"not\", \"never\" or the like 2 times, and the translation "
              "does not\n");
    EXPECT_EQ(differences("No maneje.", "Do not drive."), "");
    EXPECT_EQ(differences("请不要开车。", "Do not drive.", "zh-Hans"), "");
    EXPECT_EQ(differences("Mit Wasser.", "Do not drive.", "sw"), "") << "its words are not known";
    const std::string english = "Drink plenty of water and rest.";
    EXPECT_EQ(differences(english, english), "error: this text is the original's, not a translation\n");
    EXPECT_EQ(differences("Beba mucha agua y descanse bien.", english), "");
}

TEST(TranslationFacts, SampleTranslationsKeepTheirFacts) {
    Checker checker(test::engine(), {});
    std::vector<CheckedArticle> articles;
    for (const std::string& path : sample_articles()) articles.push_back(checker.check(read_source(path), path));
    checker.check_together(articles);
    for (const CheckedArticle& article : articles)
        for (const Finding& each : article.findings)
            if (each.rule == "translation") {
                EXPECT_NE(each.diagnostic.severity, Severity::error) << format(each.diagnostic);
            }
}

}  // namespace
}  // namespace carepress::test

// Check: each rule on a text that breaks it and on one that does not; the formulas against figures worked out by hand.
#include "check/check.h"

#include "article/read.h"
#include "check/review.h"
#include "check/sarif.h"
#include "support/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

namespace carepress::test {
using namespace check;
namespace {

namespace fs = std::filesystem;

CheckedArticle check_text(const std::string& text, const std::string& path = "a.md", CheckRequest request = {}) {
    Checker checker(test::engine(), std::move(request));
    return checker.check({path, text}, path);
}

/// "line:column severity rule: message" of each finding of a rule.
std::vector<std::string> found(const CheckedArticle& article, const std::string& rule) {
    std::vector<std::string> out;
    for (const Finding& finding : article.findings)
        if (finding.rule == rule)
            out.push_back(std::to_string(finding.diagnostic.position.line) + ":" +
                          std::to_string(finding.diagnostic.position.column) + " " +
                          std::string(name_of(finding.diagnostic.severity)) + ": " + finding.diagnostic.message);
    return out;
}

std::string article(const std::string& body, const std::string& more = "") {
    return "---\ncode: K1\ntitle: Title\nlanguage: en\n" + more + "---\n\n" + body + "\n";
}

using Lines = std::vector<std::string>;

TEST(Syllables, EnglishWords) {
    EnglishSyllables syllables;
    const std::pair<const char*, int> words[] = {{"a", 1},
                                                 {"pain", 1},
                                                 {"make", 1},
                                                 {"table", 2},
                                                 {"doctor", 2},
                                                 {"medicine", 3},
                                                 {"careful", 2},
                                                 {"homemade", 2},
                                                 {"diabetes", 4},
                                                 {"being", 2},
                                                 {"radio", 3},
                                                 {"spasm", 2},
                                                 {"washed", 1},
                                                 {"needed", 2},
                                                 {"boxes", 2},
                                                 {"people", 2},
                                                 {"create", 2},
                                                 {"fluid", 2},
                                                 {"911", 1},
                                                 {"120/80", 1},
                                                 {"HIV", 3},
                                                 {"X-ray", 2},
                                                 {"don't", 1},
                                                 {"didn't", 2},
                                                 {"it's", 1},
                                                 {"You\xE2\x80\x99ll", 1},
                                                 {"over-the-counter", 5},
                                                 {"yes", 1},
                                                 {"guide", 1},
                                                 {"quiet", 2}};
    for (const auto& [word, count] : words) EXPECT_EQ(syllables.count(word), count) << word;
}

TEST(Syllables, SpanishWords) {
    const std::pair<const char*, int> words[] = {{"agua", 2},     {"día", 2},    {"médico", 3},  {"que", 1},
                                                 {"hoy", 1},      {"sangre", 2}, {"corazón", 3}, {"leer", 2},
                                                 {"medicina", 4}, {"guía", 2},   {"y", 1},       {"respiración", 4}};
    for (const auto& [word, count] : words) EXPECT_EQ(spanish_syllables(word), count) << word;
}

TEST(ReadingLevel, Formulas) {
    EXPECT_NEAR(flesch_kincaid(100, 10, 130), 3.65, 0.001);
    EXPECT_NEAR(smog(30, 30), 8.8418, 0.001);
    EXPECT_NEAR(fernandez_huerta(100, 10, 180), 88.64, 0.001);
}

TEST(ReadingLevel, CountsWhatAReaderReads) {
    const CheckedArticle checked = check_text(article(
        "Take two pills. Dr. Lee says 1.5 mg is 38 °C!\n\n- One item\n- Two items\n\n| A | B |\n|---|---|\n| c | d |\n"
        "\n![not counted](x.svg)"));
    // "Take two pills." "Dr. Lee says 1.5 mg is 38 !" "One item" "Two items" "A B" "c d"
    EXPECT_EQ(checked.level.sentences, 6U);
    EXPECT_EQ(checked.level.words, 3U + 7U + 2U + 2U + 2U + 2U);
}

TEST(ReadingLevel, HardTextFailsAndItsHardestSentencesAreNamed) {
    const CheckedArticle checked = check_text(article(
        "Go home.\n\nInflammation of the gastrointestinal system necessitates immediate pharmaceutical intervention "
        "by qualified professionals."));
    const Lines lines = found(checked, "reading-level");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].substr(0, 46), "3:8 error: Flesch-Kincaid grade is 21.7, over ") << lines[0];
    EXPECT_EQ(lines[1].substr(0, 21), "3:8 error: SMOG grade") << lines[1];
    EXPECT_EQ(lines[2].substr(0, 51), "9:1 note: this sentence raises the level: grade 27.") << lines[2];
    EXPECT_TRUE(found(check_text(article("Go home. Rest in bed. Drink a lot.")), "reading-level").empty());
}

TEST(ReadingLevel, ThresholdsAreSettable) {
    CheckRequest request;
    request.settings.flesch_kincaid = {50, 60};
    request.settings.smog = {20, 30};
    EXPECT_TRUE(
        found(check_text(article("Inflammation necessitates pharmaceutical intervention immediately afterwards."),
                         "a.md", request),
              "reading-level")
            .empty());
}

TEST(ReadingLevel, SpanishIsAnEaseScore) {
    const std::string hard =
        "---\ncode: K1\ntitle: T\nlanguage: es\n---\n\nLa inflamación gastrointestinal generalizada requiere una "
        "intervención farmacológica inmediata realizada por profesionales especializados.\n";
    const Lines lines = found(check_text(hard), "reading-level");
    ASSERT_FALSE(lines.empty());
    EXPECT_NE(lines[0].find("error: Fernández-Huerta ease is "), std::string::npos) << lines[0];
}

TEST(PlainLanguage, LongSentencesPassiveVoiceAndJargon) {
    const CheckedArticle checked = check_text(article(
        "one two three four five six seven eight nine ten one two three four five six seven eight nine ten more.\n\n"
        "You have hypertension. Your pressure is high (hypertension). It is called hypertension.\n\n"
        "The bandage is changed daily.\n\n> [!EMERGENCY]\n> **Call 911** if the bandage is not changed, or you are "
        "tired."));
    EXPECT_EQ(found(checked, "long-sentence"), Lines{"7:1 warning: a sentence of 21 words"});
    EXPECT_EQ(found(checked, "jargon"), Lines{"9:10 warning: \"hypertension\" is a word that many readers don't know"});
    EXPECT_EQ(found(checked, "passive-voice"), Lines{"14:31 warning: \"is not changed\" does not say who acts"});
}

TEST(Ambiguity, DosesThatAreMisread) {
    const CheckedArticle checked = check_text(article("Take 1.0 mg or .5 mg q.d. or 10U or 5 \xC2\xB5g BID."));
    EXPECT_EQ(found(checked, "ambiguous-dose").size(), 6U);
    for (const char* fine : {"Take 1.5 mg each day.", "Version 2.0 is out.", "10 UNITS of insulin.", "A bid for help.",
                             "See section 1.0.2 or a.5 there.", "The end.5 is no dose", "Ph.D. and Dr. Qi"})
        EXPECT_EQ(found(check_text(article(fine)), "ambiguous-dose"), Lines{}) << fine;
}

TEST(Ambiguity, RangesAndFractions) {
    const CheckedArticle checked = check_text(article("Take 2-4 pills, 5 \xE2\x80\x93 6 times, or 1/2 pill."));
    EXPECT_EQ(found(checked, "ambiguous-range"),
              (Lines{"7:6 warning: \"2-4\" can be read as a range, a date or a minus",
                     "7:17 warning: \"5 \xE2\x80\x93 6\" can be read as a range, a date or a minus",
                     "7:33 warning: \"1/2\" can be read as a fraction and as a date"}));
    for (const char* fine : {"Call 1-800-555-0134 or (856) 546-3003 or 555-0134.", "On 2026-11-20 or 11/20/2026.",
                             "It is 120/80.", "Open 24/7.", "COVID-19 and 1-800-QUIT-NOW", "2 to 4 pills"})
        EXPECT_EQ(found(check_text(article(fine)), "ambiguous-range"), Lines{}) << fine;
}

TEST(Ambiguity, PlacesAreRightBesideRawHtml) {
    const CheckedArticle checked = check_text(article("H<sub>2</sub>O.\n\n- Take 2-4 pills."));
    EXPECT_EQ(found(checked, "ambiguous-range"),
              Lines{"9:8 warning: \"2-4\" can be read as a range, a date or a minus"});
}

TEST(Structure, HelpLevelsAreThereAndInOrder) {
    EXPECT_EQ(found(check_text(article("Text.")), "help-levels"),
              Lines{"3:8 warning: the article does not say when to get help"});
    EXPECT_EQ(found(check_text(article("> [!WATCH]\n> Look.\n\n> [!EMERGENCY]\n> Call 911.")), "help-levels"),
              Lines{"10:1 warning: [!EMERGENCY] comes after [!WATCH]"});
    EXPECT_EQ(found(check_text(article("> [!EMERGENCY]\n> Call 911.\n\n> [!WATCH]\n> Look.")), "help-levels"), Lines{});
}

TEST(Structure, CheckDigits) {
    EXPECT_TRUE(passes_verhoeff("38341003"));
    EXPECT_FALSE(passes_verhoeff("38341004"));
    EXPECT_FALSE(passes_verhoeff("83341003"));
    EXPECT_TRUE(passes_loinc("34895-3"));
    EXPECT_FALSE(passes_loinc("34895-4"));
    const CheckedArticle checked = check_text(
        article("Text.", "topics:\n  - {system: SNOMED-CT, code: \"38341004\"}\n  - {system: LOINC, code: 34895-3}\n"));
    EXPECT_EQ(found(checked, "topic-check-digit"),
              Lines{"6:31 error: \"38341004\" is not a valid SNOMED-CT code: its check digit is wrong"});
}

TEST(Links, RelativeOnesExistAndAddressesAreWellFormed) {
    const CheckedArticle checked = check_text(article("[a](nowhere.md) [b](https://) [c](http:/x.org) [d](mailto:x) "
                                                      "[e](https://example.org/a?b) [f](check_test.cpp)"
                                                      " [g](tel:911) [h](#top) [i](https://nodots/x)"),
                                              CAREPRESS_SOURCE_FOLDER "/tests/unit/check/a.md");
    EXPECT_EQ(found(checked, "link").size(), 5U);
}

TEST(GlyphCoverage, ACharacterWithoutAFaceIsFound) {
    const Lines lines = found(check_text(article("Text \xF3\xB0\x80\x80 here.")), "glyph-coverage");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find("error: no font has the character U+F0000"), std::string::npos) << lines[0];
}

TEST(Check, WhatTheReaderAndThePressSayIsPartOfIt) {
    EXPECT_EQ(found(check_text("---\ntitle: T\nkolor: red\n---\n\nText.\n"), "article"),
              Lines{"3:1 warning: unknown front matter key \"kolor\""});
    EXPECT_EQ(found(check_text(article("![A leg](missing.png)")), "press"),
              Lines{"7:1 error: the picture missing.png can't be read"});
}

class CheckLibrary : public ::testing::Test {
protected:
    void write(const std::string& name, const std::string& text) {
        const std::string path = folder_.path() + "/" + name;
        std::ofstream(path) << text;
        articles_.push_back(checker_.check(read_source(path), path));
    }
    test::TemporaryFolder folder_;
    Checker checker_{test::engine(), {}};
    std::vector<CheckedArticle> articles_;
};

TEST_F(CheckLibrary, ACodeIsUniqueInItsLanguage) {
    write("a.md", article("Text."));
    write("b.md", article("Text."));
    write("c.md", "---\ncode: K1\ntitle: T\nlanguage: es\n---\n\nTexto.\n");
    checker_.check_together(articles_);
    EXPECT_TRUE(found(articles_[0], "code").empty());
    EXPECT_EQ(found(articles_[1], "code"), Lines{"3:8 error: the code K1 is also used by " + folder_.path() + "/a.md"});
    EXPECT_TRUE(found(articles_[2], "code").empty());
}

TEST_F(CheckLibrary, TranslationsAreComparedWithTheirOriginals) {
    const std::string front = "code: K1\ntitle: T\n";
    write("en.md", "---\n" + front + "language: en\nversion: \"2\"\n---\n\n- a\n- b\n\n## Help\n\n> [!WATCH]\n> x\n");
    write("es.md", "---\n" + front + "language: es\nversion: \"1\"\n---\n\n- a\n\n## Ayuda\n\n> [!EMERGENCY]\n> x\n");
    write("fr.md", "---\n" + front + "language: fr\nversion: \"2\"\n---\n\n- a\n- b\n");
    write("de.md", "---\n" + front + "language: de\nversion: \"2\"\n---\n\n- a\n- b\n\n## Hilfe\n\n> [!WATCH]\n> x\n");
    checker_.check_together(articles_);
    EXPECT_EQ(found(articles_[0], "translation"), Lines{});
    EXPECT_EQ(found(articles_[1], "translation"),
              (Lines{"3:8 warning: this is version \"1\" but the original is \"2\"",
                     "3:8 warning: this section has 1 list item but the original has 2",
                     "10:1 warning: this section has 1 [!EMERGENCY] callout but the original has 0"}));
    EXPECT_EQ(found(articles_[2], "translation"),
              Lines{"3:8 warning: the translation does not have the section \"Help\""});
    EXPECT_EQ(found(articles_[3], "translation"), Lines{});
}

TEST_F(CheckLibrary, translations_without_an_english_article_are_not_compared) {
    const std::string front = "---\ncode: K1\ntitle: T\nlanguage: ";
    write("es.md", front + "es\n---\n\n- a\n- b\n");
    write("fr.md", front + "fr\n---\n\n- a\n");
    checker_.check_together(articles_);
    for (const CheckedArticle& each : articles_) EXPECT_EQ(found(each, "translation"), Lines{}) << each.path;
}

TEST_F(CheckLibrary, SectionsOfTranslationsFindTheirCounterparts) {
    const std::string front = "---\ncode: K1\ntitle: T\nlanguage: ";
    write("en.md", front + "en\n---\n\n## One\n\nx\n\n## Two\n\n- a\n\n## Three\n\n> [!WATCH]\n> ## Own\n>\n> x\n");
    write("es.md", front + "es\n---\n\n## Uno\n\nx\n\n## Tres\n\n> [!WATCH]\n> x\n");
    write("fr.md", front + "fr\n---\n\n## Un\n\nx\n\n## Deux\n\n- a\n\n## Plus\n\n1. a\n2. b\n\n## Trois\n\n" +
                       "> [!WATCH]\n> ## A\n>\n> x\n");
    write("de.md", front + "de\n---\n\n## Eins\n\nx\n\n### Zwei\n\n- a\n\n## Drei\n\n> [!WATCH]\n> ## A\n>\n> x\n");
    checker_.check_together(articles_);
    EXPECT_EQ(found(articles_[1], "translation"),
              (Lines{"3:8 warning: the translation does not have the section \"Two\"",
                     "11:1 warning: this section has 0 box headings but the original has 1"}));
    EXPECT_EQ(found(articles_[2], "translation"), Lines{"15:1 warning: the original does not have this section"});
    EXPECT_EQ(found(articles_[3], "translation"),
              Lines{"11:1 warning: this heading is level 3 but the original's is level 2"});
}

TEST(Rules, EveryFindingHasOne) {
    for (const CheckRule& rule : check_rules()) EXPECT_EQ(find_check_rule(rule.id), &rule) << rule.id;
    EXPECT_EQ(find_check_rule("no-such-rule"), nullptr);
    EXPECT_NE(find_check_rule("layout"), nullptr);
    EXPECT_NE(find_check_rule("brand"), nullptr);
}

/// Code review tools show them as they are, next to other tools' (SARIF 3.49.9 to 3.49.11).
TEST(Rules, are_explained_in_whole_sentences) {
    for (const CheckRule& rule : check_rules())
        for (const std::string_view text : {rule.summary, rule.help}) {
            EXPECT_TRUE(text.ends_with('.')) << rule.id << ": " << text;
            EXPECT_EQ(text.find("  "), std::string_view::npos) << rule.id << ": " << text;
        }
}

TEST(Sarif, SaysWhatTheStandardAsksFor) {
    const std::vector<Finding> findings = check_text(article("Take .5 mg."), "a b/é.md").findings;
    const auto log = nlohmann::json::parse(write_sarif(findings, "1.0"));
    EXPECT_EQ(log.at("version"), "2.1.0");
    EXPECT_EQ(log.at("$schema"), "https://json.schemastore.org/sarif-2.1.0.json");
    ASSERT_EQ(log.at("runs").size(), 1U);
    const auto& run = log["runs"][0];
    const auto& driver = run.at("tool").at("driver");
    EXPECT_EQ(driver.at("name"), "carepress");
    std::set<std::string> ids;
    for (const auto& rule : driver.at("rules")) {
        EXPECT_TRUE(ids.insert(rule.at("id")).second) << "a rule's id is unique (3.49.3)";
        EXPECT_FALSE(rule.at("shortDescription").at("text").get<std::string>().empty());
        EXPECT_FALSE(rule.at("help").at("text").get<std::string>().empty());
    }
    EXPECT_EQ(run.at("columnKind"), "unicodeCodePoints");
    ASSERT_EQ(run.at("results").size(), findings.size());
    bool dose = false;
    for (const auto& result : run["results"]) {
        EXPECT_EQ(driver["rules"].at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
        EXPECT_TRUE((std::set<std::string>{"note", "warning", "error"}.contains(result.at("level"))));
        EXPECT_FALSE(result.at("message").at("text").get<std::string>().empty());
        const auto& place = result.at("locations").at(0).at("physicalLocation");
        EXPECT_EQ(place.at("artifactLocation").at("uri"), "a%20b/%C3%A9.md");
        EXPECT_GE(place.at("region").at("startLine").get<int>(), 1);
        EXPECT_GE(place.at("region").at("startColumn").get<int>(), 1);
        dose = dose || result.at("ruleId") == "ambiguous-dose";
    }
    EXPECT_TRUE(dose);
}

TEST(Check, SampleLibraryHasNoErrors) {
    Checker checker(test::engine(), {});
    std::vector<CheckedArticle> articles;
    for (const std::string& path : test::sample_articles()) articles.push_back(checker.check(read_source(path), path));
    checker.check_together(articles);
    const std::set<std::string_view> strict{"red-flags", "sources", "emergency-numbers"};
    for (const CheckedArticle& each : articles) {
        for (const Finding& finding : each.findings)
            EXPECT_FALSE(finding.diagnostic.severity == Severity::error || strict.contains(finding.rule))
                << format(finding.diagnostic) << " [" << finding.rule << "]";
        EXPECT_GE(each.score.value(), 90) << each.path;
    }
}

TEST(Review, dates_that_contradict_each_other_and_what_is_due) {
    const auto review = [](const std::string& keys, const std::string& today = "2026-11-30") {
        CheckRequest request;
        request.settings.today = today;
        return found(check_text(article("Drink water.", keys), "a.md", request), "review");
    };
    EXPECT_EQ(review(""), Lines());
    EXPECT_EQ(review("status: approved\nreviewed_by: A\nreviewed: 2026-01-01\nnext_review: 2027-06-01\n"), Lines());
    EXPECT_EQ(review("next_review: 2026-11-29\n"), (Lines{"3:8 warning: the review was due on 2026-11-29"}));
    EXPECT_EQ(review("next_review: 2026-11-30\n"), (Lines{"3:8 note: the review is due on 2026-11-30"}));
    EXPECT_EQ(review("next_review: 2027-01-29\n"), (Lines{"3:8 note: the review is due on 2027-01-29"}));
    EXPECT_EQ(review("next_review: 2027-01-30\n"), Lines());
    EXPECT_EQ(review("expires: 2026-11-30\n"),
              (Lines{"3:8 warning: the article expired on 2026-11-30: it is not exported"}));
    EXPECT_EQ(review("expires: 2026-12-01\n"), (Lines{"3:8 note: the article expires on 2026-12-01"}));
    EXPECT_EQ(review("status: retired\nexpires: 2020-01-01\nnext_review: 2020-01-01\n"), Lines());
    EXPECT_EQ(review("status: approved\n"),
              (Lines{"3:8 warning: the article is approved, but does not say who reviewed it"}));
    EXPECT_EQ(review("reviewed: 2026-12-01\n"),
              (Lines{"3:8 error: the last review, 2026-12-01, has not taken place yet"}));
    EXPECT_EQ(review("reviewed: 2026-02-01\nnext_review: 2026-01-01\n", ""),
              (Lines{"3:8 error: the next review, 2026-01-01, is before the last one, 2026-02-01"}));
    EXPECT_EQ(review("embargo: 2026-02-01\nexpires: 2026-01-01\n", ""),
              (Lines{"3:8 error: the article expires on 2026-01-01, before its embargo ends on 2026-02-01"}));
}

TEST(Review, is_listed_by_reviewer_and_date) {
    std::vector<CheckedArticle> articles;
    const auto add = [&](const std::string& path, const std::string& keys) {
        articles.push_back(check_text(article("Drink water.", keys), path));
    };
    add("a.md", "reviewed_by: B\nnext_review: 2027-02-28\n");
    add("b.md", "reviewed_by: B\nnext_review: 2026-02-28\nexpires: 2027-01-01\n");
    add("c.md", "status: draft\n");
    add("d.md", "reviewed_by: A\nexpires: 2026-11-30\n");
    add("e.md", "reviewed_by: A\nnext_review: 2027-03-01\n");
    add("f.md", "reviewed_by: A\nstatus: retired\nexpires: 2026-11-30\n");
    std::vector<std::string> due;
    for (const DueReview& each : reviews_due(articles, "2026-11-30"))
        due.push_back(each.reviewer + " " + each.date + " " + each.path + " " + each.what);
    EXPECT_EQ(due, (Lines{"  c.md is a draft", "A 2026-11-30 d.md has expired", "B 2026-02-28 b.md review is overdue",
                          "B 2027-01-01 b.md expires", "B 2027-02-28 a.md review is due"}));
}

}  // namespace
}  // namespace carepress::test

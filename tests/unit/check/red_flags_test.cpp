// Red flags: each sign of the table, in each language that it knows, at each level; how matches are chosen; the file.
#include "check/red_flags.h"

#include "article/front_matter.h"
#include "article/read.h"
#include "base/error.h"
#include "base/yaml.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace carepress::test {
using namespace check;
namespace {

using article::Urgency;

std::string_view mark_of(Urgency level) {
    constexpr std::string_view marks[] = {"EMERGENCY", "CALL-NOW", "WATCH"};
    return marks[static_cast<std::size_t>(level)];
}

RedFlags& shipped() {
    static RedFlags flags(project("words/red-flags.yaml"));
    return flags;
}

std::string boxed(const std::string& text, Urgency level, const std::string& language = "en",
                  const std::string& code = "X1") {
    return "---\ncode: " + code + "\ntitle: T\nlanguage: " + language + "\n---\n\n> [!" + std::string(mark_of(level)) +
           "]\n>\n> - " + text + "\n";
}

std::vector<Diagnostic> found(const std::string& text, RedFlags& flags = shipped(), const std::string& name = "a.md") {
    const Source source{name, text};
    Diagnostics reading(source);
    const article::Article article = article::read_article(source, reading);
    Findings findings(source);
    check_red_flags(passages_of(article, source.bytes), article.metadata, flags, findings);
    std::vector<Diagnostic> out;
    for (Finding& each : findings.take()) out.push_back(std::move(each.diagnostic));
    return out;
}

/// "8:7 error: message" of each.
std::vector<std::string> shown(const std::vector<Diagnostic>& found) {
    std::vector<std::string> out;
    for (const Diagnostic& each : found)
        out.push_back(std::to_string(each.position.line) + ":" + std::to_string(each.position.column) + " " +
                      std::string(name_of(each.severity)) + ": " + each.message);
    return out;
}

/// What is found of one sign.
std::vector<Diagnostic> of_sign(std::vector<Diagnostic> all, const RedFlag& flag) {
    std::erase_if(all, [&](const Diagnostic& each) { return !each.message.ends_with(": " + flag.sign); });
    return all;
}

using Lines = std::vector<std::string>;

/// An example of a sign in a language.
struct Example {
    const RedFlag* flag;
    std::string language, text;
};

std::vector<Example> examples() {
    const Source source = read_source(project("tests/unit/check/red_flags.yaml"));
    Diagnostics diagnostics(source);
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    std::vector<Example> out;
    for (const RedFlag& flag : shipped().all()) {
        const YamlNode* texts = root.find(flag.id);
        for (const std::string& language : flag.languages) {
            const YamlNode* text = texts == nullptr ? nullptr : texts->find(language);
            EXPECT_NE(text, nullptr) << "no example of " << flag.id << " in " << language;
            if (text != nullptr) out.push_back({&flag, language, text->scalar});
        }
    }
    EXPECT_EQ(root.entries.size(), shipped().all().size()) << "an example of a sign that the table does not have";
    return out;
}

TEST(RedFlags, each_sign_is_found_at_a_wrong_level_in_each_language_that_knows_it) {
    const std::vector<Example> all = examples();
    EXPECT_GT(all.size(), 300U);
    for (const Example& each : all) {
        SCOPED_TRACE(each.flag->id + " in " + each.language + ": " + each.text);
        for (const Urgency level : {Urgency::emergency, Urgency::call_now, Urgency::watch}) {
            const auto diagnostics = of_sign(found(boxed(each.text, level, each.language)), *each.flag);
            if (level == each.flag->level) {
                EXPECT_TRUE(diagnostics.empty());
                continue;
            }
            EXPECT_EQ(diagnostics.size(), 1U);
            if (diagnostics.empty()) continue;
            EXPECT_EQ(diagnostics[0].position.line, 9);
            EXPECT_EQ(diagnostics[0].severity, each.flag->level < level ? Severity::error : Severity::warning);
        }
    }
}

TEST(RedFlags, english_and_spanish_know_every_sign) {
    for (const RedFlag& flag : shipped().all())
        for (const char* language : {"en", "es"})
            EXPECT_NE(std::find(flag.languages.begin(), flag.languages.end(), language), flag.languages.end())
                << flag.id << " " << language;
}

TEST(RedFlags, exceptions_are_the_level_in_their_articles) {
    std::size_t exceptions = 0;
    for (const Example& each : examples()) {
        if (each.language != "en") continue;
        for (const auto& [code, level] : each.flag->exceptions) {
            SCOPED_TRACE(each.flag->id + " in " + code);
            ++exceptions;
            EXPECT_TRUE(of_sign(found(boxed(each.text, level, "en", code)), *each.flag).empty());
            EXPECT_EQ(of_sign(found(boxed(each.text, each.flag->level, "en", code)), *each.flag).size(), 1U);
        }
    }
    EXPECT_GT(exceptions, 3U);
}

TEST(RedFlags, a_finding_says_where_and_what_the_level_should_be) {
    EXPECT_EQ(
        shown(found(boxed("You **drool**, or are dizzy.", Urgency::call_now))),
        (Lines{"9:11 error: \"drool\" belongs in [!EMERGENCY], not in [!CALL-NOW]: drooling, or not being able to "
               "swallow"}));
    const auto high = found(boxed("Your baby moves less.", Urgency::emergency));
    EXPECT_EQ(shown(high), (Lines{"9:10 warning: \"baby moves less\" belongs in [!CALL-NOW], not in [!EMERGENCY]: an "
                                  "unborn baby who moves less"}));
    EXPECT_NE(high.at(0).hint.find("exception to \"baby-moves-less\" in words/red-flags.yaml"), std::string::npos);
    EXPECT_NE(high.at(0).hint.find("<https://www.cdc.gov/"), std::string::npos);
}

TEST(RedFlags, the_longest_of_overlapping_signs_counts) {
    EXPECT_EQ(shown(found(boxed("You hit your head and you take a blood thinner.", Urgency::emergency))), Lines{});
    EXPECT_EQ(shown(found(boxed("You hit your head and you take a blood thinner.", Urgency::call_now))).size(), 1U);
    EXPECT_EQ(shown(found(boxed("You hit your head.", Urgency::call_now))), Lines{});
}

TEST(RedFlags, each_sign_is_reported_once_in_a_passage_and_each_passage_by_itself) {
    EXPECT_EQ(found(boxed("You faint. You faint again.", Urgency::watch)).size(), 1U);
    EXPECT_EQ(found(boxed("You faint.\n> - You faint again.", Urgency::watch)).size(), 2U);
    EXPECT_EQ(found(boxed("You faint, or have a seizure.", Urgency::watch)).size(), 2U);
}

TEST(RedFlags, apostrophes_line_breaks_and_capitals_make_no_difference) {
    for (const char* text : {"You can't swallow.", "You can\u2019t swallow.", "YOU CANNOT SWALLOW",
                             "You can't\\\n> swallow.", "You can't\n> swallow."})
        EXPECT_EQ(found(boxed(text, Urgency::watch)).size(), 1U) << text;
}

TEST(RedFlags, words_outside_of_help_boxes_and_in_other_languages_are_not_looked_at) {
    EXPECT_TRUE(found("---\ntitle: T\n---\n\nA cold sweat, or you drool.\n\n> You drool.\n").empty());
    EXPECT_TRUE(found(boxed("You drool.", Urgency::watch, "de")).empty());
    EXPECT_TRUE(found(boxed("You drool.", Urgency::watch, "sw")).empty());
    EXPECT_TRUE(found(boxed("<div lang=\"es\">Babea.</div>", Urgency::watch)).empty());
}

TEST(RedFlags, languages_of_a_region_or_script_use_the_table_of_their_own) {
    EXPECT_EQ(found(boxed("Está babando.", Urgency::watch, "pt-BR")).size(), 1U);
    EXPECT_EQ(found(boxed("流口水。", Urgency::watch, "zh-Hant-TW")).size(), 1U);
    EXPECT_EQ(found(boxed("You drool.", Urgency::watch, "en-GB")).size(), 1U);
}

TEST(RedFlags, words_that_only_look_alike_are_left_alone) {
    for (const char* text :
         {"Your stomach hurts when you swallow your pills.", "You walk with a limp.", "Your throat is sore.",
          "You can't swallow your pills.", "Your skin is pale.", "A child is hard to please.", "Your back is stiff.",
          "You feel sad or scared.", "Mucus turns yellow or green.", "Your nose bleeds a little.",
          "You are tired and sleepy after lunch.", "Your feet tingle, burn, or feel numb."})
        EXPECT_EQ(shown(found(boxed(text, Urgency::watch))), Lines{}) << text;
}

/// Text of a table, and the message that it is refused with.
struct Fault {
    const char *name, *text, *message;
};
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class RedFlagsFaults : public testing::TestWithParam<Fault> {};

TEST_P(RedFlagsFaults, are_named_with_their_place) {
    const TemporaryFolder folder;
    write_file(folder.file("t.yaml"), GetParam().text);
    try {
        RedFlags flags(folder.file("t.yaml"));
        FAIL() << "accepted";
    } catch (const EnvironmentError& error) {
        EXPECT_NE(std::string(error.what()).find(GetParam().message), std::string::npos) << error.what();
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, RedFlagsFaults,
    testing::Values(
        Fault{"key", "sources: {a: \"A <https://a.org>\"}\nsigns:\n  x: {sign: s, level: WATCH, source: a, lang: {}}\n",
              "3:41: error: unknown key \"lang\""},
        Fault{"level",
              "sources: {a: \"A <https://a.org>\"}\nsigns:\n  x: {sign: s, level: LATER, source: a, phrases: {en: "
              "[x]}}\n",
              "\"LATER\" is not EMERGENCY, CALL-NOW or WATCH"},
        Fault{"source", "sources: {a: A}\nsigns:\n  x: {sign: s, level: WATCH, source: a, phrases: {en: [x]}}\n",
              "\"a\" is not one of \"sources\", or has no address there"},
        Fault{"expression",
              "sources: {a: \"A <https://a.org>\"}\nsigns:\n  x: {sign: s, level: WATCH, source: a, phrases: {en: "
              "[\"(x\"]}}\n",
              "3:56: error: \"(x\" is not a regular expression"},
        Fault{"language",
              "sources: {a: \"A <https://a.org>\"}\nsigns:\n  x: {sign: s, level: WATCH, source: a, phrases: {english: "
              "[x]}}\n",
              "\"english\" is not a language tag"},
        Fault{"no_phrases", "sources: {a: \"A <https://a.org>\"}\nsigns:\n  x: {sign: s, level: WATCH, source: a}\n",
              ":3:3: error: this sign has no phrases"},
        Fault{"no_reason",
              "sources: {a: \"A <https://a.org>\"}\nsigns:\n  x:\n    sign: s\n    level: WATCH\n    source: a\n    "
              "phrases: {en: [x]}\n    exceptions: [{article: K1, level: EMERGENCY}]\n",
              ":8:18: error: \"reason\" is missing or has no text"},
        Fault{"same_level",
              "sources: {a: \"A <https://a.org>\"}\nsigns:\n  x:\n    sign: s\n    level: WATCH\n    source: a\n    "
              "phrases: {en: [x]}\n    exceptions: [{article: K1, level: WATCH, reason: r}]\n",
              "this exception has the level of the sign itself"},
        Fault{"not_yaml", "signs: [", "t.yaml"}),
    [](const auto& fault) { return std::string(fault.param.name); });

}  // namespace
}  // namespace carepress::test

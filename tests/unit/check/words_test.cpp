// The words of an article: each rule below, at and above its limit; each short form, unit and word that it knows.
#include "check/plain_language.h"
#include "check/reading_level.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace check;
namespace {

using Lines = std::vector<std::string>;

Passage passage_of(const std::string& text) {
    Passage passage;
    passage.text = text;
    article::InlineRun run;
    run.end = static_cast<std::uint32_t>(text.size());
    run.span = {0, run.end};
    passage.runs = {run};
    return passage;
}

/// "severity rule: message (hint)" of each finding.
Lines lines_of(Findings& findings) {
    Lines out;
    for (const Finding& each : findings.take())
        out.push_back(std::string(name_of(each.diagnostic.severity)) + " " + std::string(each.rule) + ": " +
                      each.diagnostic.message +
                      (each.diagnostic.hint.empty() ? "" : " (" + each.diagnostic.hint + ")"));
    return out;
}

Lines ambiguities(const std::string& text, const std::string& language = "en") {
    const Source source{"a.md", text};
    Findings findings(source);
    check_ambiguity({passage_of(text)}, language, findings);
    return lines_of(findings);
}

struct ShortForm {
    const char *written, *plain;
    bool in_any_case = true;
};
void PrintTo(const ShortForm& row, std::ostream* out) { *out << row.written; }

std::string in_case(std::string text, bool upper) {
    for (char& c : text) {
        if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return text;
}

class ShortForms : public testing::TestWithParam<ShortForm> {
protected:
    Lines told(const std::string& written) const {
        return {"error ambiguous-dose: \"" + written + "\" is an abbreviation that has been misread (write \"" +
                GetParam().plain + "\")"};
    }
};

TEST_P(ShortForms, are_told_with_what_to_write) {
    const std::string written = GetParam().written;
    EXPECT_EQ(ambiguities("Take " + written), told(written));
    EXPECT_EQ(ambiguities(written + ", or not"), told(written));
    EXPECT_EQ(ambiguities("Take " + written + "x").size(), 0U) << "part of a word";
    EXPECT_EQ(ambiguities("Take " + written + "7").size(), 0U);
    EXPECT_EQ(ambiguities("Take x" + written).size(), 0U);
    for (const bool upper : {true, false}) {
        const std::string other = in_case(written, upper);
        const bool counts = GetParam().in_any_case || other == written;
        EXPECT_EQ(ambiguities("Take " + other + " now"), counts ? told(other) : Lines{}) << other;
    }
}

/// ISMP, "List of Error-Prone Abbreviations"; Joint Commission, "Do Not Use" list.
INSTANTIATE_TEST_SUITE_P(
    Ismp, ShortForms,
    testing::Values(ShortForm{"q.d.", "every day"}, ShortForm{"qd", "every day"},
                    ShortForm{"q.o.d.", "every other day"}, ShortForm{"qod", "every other day"},
                    ShortForm{"b.i.d.", "2 times a day"}, ShortForm{"BID", "2 times a day", false},
                    ShortForm{"t.i.d.", "3 times a day"}, ShortForm{"tid", "3 times a day"},
                    ShortForm{"q.i.d.", "4 times a day"}, ShortForm{"qid", "4 times a day"},
                    ShortForm{"q.h.s.", "at bedtime"}, ShortForm{"qhs", "at bedtime"},
                    ShortForm{"p.r.n.", "when you need it"}, ShortForm{"prn", "when you need it"},
                    ShortForm{"p.o.", "by mouth"}, ShortForm{"IU", "units", false}, ShortForm{"cc", "mL", false},
                    ShortForm{"\u00B5g", "micrograms (mcg)", false}, ShortForm{"\u03BCg", "micrograms (mcg)", false},
                    ShortForm{"D/C", "stop, or discharge", false}, ShortForm{"SQ", "under the skin", false},
                    ShortForm{"MSO4", "morphine sulfate", false}, ShortForm{"MgSO4", "magnesium sulfate", false}));

class DoseUnitsInText : public testing::TestWithParam<const char*> {};

TEST_P(DoseUnitsInText, make_a_trailing_zero_an_error) {
    const std::string unit = GetParam();
    const Lines told{
        "error ambiguous-dose: \"1.0\" ends in a zero: if the decimal point is missed, it is ten times as "
        "much (write \"1\")"};
    EXPECT_EQ(ambiguities("Take 1.0 " + unit), told);
    EXPECT_EQ(ambiguities("Take 1.0" + unit + "."), told);
    EXPECT_EQ(ambiguities("Take 1.00 " + unit).size(), 1U);
    for (const std::string& fine :
         {"Take 1.5 " + unit, "Take 10 " + unit, "Take 1.05 " + unit, "Take 1.0 " + unit + "x", "Take 1.0  " + unit,
          "Version 1.0.0 " + unit, "Take a1.0 " + unit})
        EXPECT_EQ(ambiguities(fine), Lines{}) << fine;
}

INSTANTIATE_TEST_SUITE_P(All, DoseUnitsInText,
                         testing::Values("mg", "mcg", "g", "kg", "mL", "ml", "L", "unit", "units", "tablet", "tablets",
                                         "pill", "pills", "capsule", "drop", "drops"),
                         [](const auto& each) { return std::string(each.param) + std::to_string(each.index); });

struct Doubtful {
    const char* text;
    std::string said;  ///< what is told, with its hint; "": nothing
};
void PrintTo(const Doubtful& row, std::ostream* out) { *out << row.text; }

class Figures : public testing::TestWithParam<Doubtful> {};

TEST_P(Figures, are_told_if_they_can_be_read_in_two_ways) {
    const std::string& said = GetParam().said;
    EXPECT_EQ(ambiguities(GetParam().text), said.empty() ? Lines{} : Lines{said});
}

std::string range(const std::string& written, const std::string& plain) {
    return "warning ambiguous-range: \"" + written + "\" can be read as a range, a date or a minus (write \"" + plain +
           "\")";
}
std::string fraction(const std::string& written, const std::string& plain) {
    return "warning ambiguous-range: \"" + written +
           "\" can be read as a fraction and as a date (write it in words, such as \"half\" or \"" + plain + "\")";
}
std::string naked(const std::string& written) {
    return "error ambiguous-dose: \"" + written +
           "\" has no digit before the decimal point: it can be read as a whole number (write \"0" + written + "\")";
}
std::string with_u(const std::string& written) {
    return "error ambiguous-dose: \"" + written + "\" has a U that can be read as a zero (write \"units\")";
}

INSTANTIATE_TEST_SUITE_P(Ranges, Figures,
                         testing::Values(Doubtful{"2-4 pills", range("2-4", "2 to 4")},
                                         Doubtful{"2 - 4", range("2 - 4", "2 to 4")},
                                         Doubtful{"2\u20134", range("2\u20134", "2 to 4")},
                                         Doubtful{"5 \u2013 6 times", range("5 \u2013 6", "5 to 6")},
                                         Doubtful{"100-200 mg", range("100-200", "100 to 200")},
                                         Doubtful{"1000-200", ""}, Doubtful{"100-2000", ""}, Doubtful{"2-", ""},
                                         Doubtful{"2-x", ""}, Doubtful{"2-4-6", ""}, Doubtful{"2-4-x", ""},
                                         Doubtful{"2-4-", range("2-4", "2 to 4")}, Doubtful{"A2-4", ""},
                                         Doubtful{"(2-4)", range("2-4", "2 to 4")}, Doubtful{"-2-4", ""},
                                         Doubtful{"+2-4", ""}, Doubtful{"/2-4", ""}, Doubtful{":2-4", ""},
                                         Doubtful{",2-4", ""}, Doubtful{"1-800-555-0134", ""}, Doubtful{"555-0134", ""},
                                         Doubtful{"2026-11-20", ""}, Doubtful{"COVID-19", ""}, Doubtful{"2 to 4", ""}));

INSTANTIATE_TEST_SUITE_P(
    Fractions, Figures,
    testing::Values(Doubtful{"1/2 pill", fraction("1/2", "1 of 2")}, Doubtful{"11/12", fraction("11/12", "11 of 12")},
                    Doubtful{"24/6", fraction("24/6", "24 of 6")}, Doubtful{"23/7", fraction("23/7", "23 of 7")},
                    Doubtful{"24/7", ""}, Doubtful{"120/80", ""}, Doubtful{"80/120", ""}, Doubtful{"1/2/2026", ""},
                    Doubtful{"1 / 2", ""}, Doubtful{"1/ 2", ""}, Doubtful{"1/x", ""}, Doubtful{"1/", ""}));

INSTANTIATE_TEST_SUITE_P(Numbers, Figures,
                         testing::Values(Doubtful{".5 mg", naked(".5")}, Doubtful{"Take .25 mg", naked(".25")},
                                         Doubtful{"1.5 mg", ""}, Doubtful{"a.5", ""}, Doubtful{"end. 5", ""},
                                         Doubtful{"10U", with_u("10U")}, Doubtful{"10U.", with_u("10U")},
                                         Doubtful{"10Ux", ""}, Doubtful{"10U2", ""}, Doubtful{"10 U", ""},
                                         Doubtful{"5xqd", ""}, Doubtful{"A10U", ""}, Doubtful{"10u", ""},
                                         Doubtful{"", ""}, Doubtful{".", ""}, Doubtful{"5", ""}));

TEST(Figures, in_another_language_are_told_without_english_words) {
    EXPECT_EQ(ambiguities("2-4", "es"),
              Lines{"warning ambiguous-range: \"2-4\" can be read as a range, a date or a minus (write it in words)"});
    EXPECT_EQ(ambiguities("1/2", "es"),
              Lines{"warning ambiguous-range: \"1/2\" can be read as a fraction and as a date (write it in words)"});
    EXPECT_EQ(ambiguities("2-4", "en-GB"), Lines{range("2-4", "2 to 4")});
}

TEST(Figures, are_all_told_one_after_another) {
    EXPECT_EQ(ambiguities("2-4 or 5-6, .5 mg qd").size(), 4U);
    EXPECT_EQ(ambiguities("2-4-6 then 7-8"), Lines{range("7-8", "7 to 8")});
}

Lines plain_language(const std::string& text, bool in_help_level, const std::string& language = "en",
                     const CheckSettings& settings = {}) {
    const Source source{"a.md", text};
    Findings findings(source);
    Passage passage = passage_of(text);
    if (in_help_level) passage.help = article::Urgency::emergency;
    check_plain_language({passage}, language, PlainWords(CAREPRESS_SOURCE_FOLDER "/words/en.yaml"), settings, findings);
    return lines_of(findings);
}

std::string words(int count) {
    std::string out = "Go";
    for (int i = 1; i < count; ++i) out += " go";
    return out + ".";
}

TEST(LongSentences, are_longer_than_the_limit) {
    EXPECT_EQ(plain_language(words(20), false), Lines{});
    EXPECT_EQ(plain_language(words(21), false),
              Lines{"warning long-sentence: a sentence of 21 words (split it in two, or make "
                    "it a list; 20 words are a good limit)"});
    EXPECT_EQ(plain_language(words(20) + " " + words(20), false), Lines{});
    CheckSettings settings;
    settings.longest_sentence = 5;
    EXPECT_EQ(plain_language(words(5), false, "de", settings), Lines{});
    EXPECT_EQ(plain_language(words(6), false, "de", settings).size(), 1U);
}

Lines passive(const std::string& text) {
    return {"warning passive-voice: \"" + text +
            "\" does not say who acts (say who does it, as in \"Call 911\" or \"Your doctor gives you\")"};
}

class FormsOfBe : public testing::TestWithParam<const char*> {};

TEST_P(FormsOfBe, with_a_participle_are_passive) {
    const std::string be = GetParam();
    EXPECT_EQ(plain_language("It " + be + " called.", true), passive(be + " called"));
    EXPECT_EQ(plain_language("It " + be + " not called.", true), passive(be + " not called"));
    EXPECT_EQ(plain_language("It " + be + " badly cut.", true), passive(be + " badly cut"));
    EXPECT_EQ(plain_language("It " + be + " so cut.", true), Lines{});
    EXPECT_EQ(plain_language("It " + be + ".", true), Lines{});
    EXPECT_EQ(plain_language("It " + be + " not.", true), Lines{});
    EXPECT_EQ(plain_language("It " + be + " called.", false), Lines{}) << "elsewhere it does no harm";
    EXPECT_EQ(plain_language("It " + be + " called.", true, "es"), Lines{});
    EXPECT_EQ(plain_language("It " + be + " called.", true, "en-US"), passive(be + " called"));
}

INSTANTIATE_TEST_SUITE_P(All, FormsOfBe,
                         testing::Values("is", "are", "was", "were", "be", "been", "being", "get", "Is"));

class Participles : public testing::TestWithParam<const char*> {};

TEST_P(Participles, tell_of_an_act) {
    EXPECT_EQ(plain_language(std::string("It is ") + GetParam(), true), passive(std::string("is ") + GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Irregular, Participles,
                         testing::Values("given", "taken", "told", "seen", "done", "made", "brought", "found", "held",
                                         "kept", "left", "put", "sent", "shown", "drawn", "cut", "bitten", "driven",
                                         "eaten", "known", "worn", "hit", "read", "paid"));
INSTANTIATE_TEST_SUITE_P(Regular, Participles, testing::Values("called", "ended", "added"));

class States : public testing::TestWithParam<const char*> {};

TEST_P(States, are_how_somebody_is) { EXPECT_EQ(plain_language(std::string("You are ") + GetParam(), true), Lines{}); }

INSTANTIATE_TEST_SUITE_P(All, States,
                         testing::Values("burned", "tired", "scared", "worried", "confused", "dehydrated", "infected",
                                         "bruised", "blocked", "concerned", "supposed", "used", "need", "allowed",
                                         "inflamed", "swelled", "injured", "relaxed", "bloated", "constipated",
                                         "stressed", "excited", "depressed", "interested", "married", "advanced", "red",
                                         "bed", "shed", "clogged", "limited", "raised", "unexplained", "increased",
                                         "related", "crowded", "embarrassed", "frightened", "upset", "exhausted",
                                         "disabled", "prepared", "scheduled", "due", "hundred", "indeed", "swollen"));

struct Explained {
    const char* text;
    bool is_told;
};
void PrintTo(const Explained& row, std::ostream* out) { *out << row.text; }

class Jargon : public testing::TestWithParam<Explained> {};

TEST_P(Jargon, is_told_unless_it_is_explained) {
    EXPECT_EQ(!plain_language(GetParam().text, false).empty(), GetParam().is_told);
}

INSTANTIATE_TEST_SUITE_P(All, Jargon,
                         testing::Values(Explained{"You have hypertension.", true}, Explained{"HYPERTENSION", true},
                                         Explained{"It is high (hypertension).", false},
                                         Explained{"It is called hypertension.", false},
                                         Explained{"It is known as hypertension.", false},
                                         Explained{"It is \u201Chypertension\u201D.", false},
                                         Explained{"Hypertension (high pressure) is bad.", false},
                                         Explained{"Hypertension, or high pressure, is bad.", false},
                                         Explained{"Hypertension, or", true}, Explained{"Hypertension, and more", true},
                                         Explained{"It recalled the hypertension.", true},
                                         Explained{"An adverse effect", true}, Explained{"An adverse", false},
                                         Explained{"An adverse world", false}));

TEST(Jargon, of_several_words_is_told_as_a_whole) {
    EXPECT_EQ(
        plain_language("An adverse effect", false),
        Lines{"warning jargon: \"adverse effect\" is a word that many readers don't know (write \"side effect\", or "
              "explain it in brackets)"});
    EXPECT_EQ(plain_language("Hypertension and hypertension", false).size(), 2U);
}

/// A level of these scores, against the limits that are documented.
Lines level_lines(const ReadingLevel& level, const std::string& text = "Go.") {
    const Source source{"a.md", text};
    Findings findings(source);
    EnglishSyllables syllables;
    check_reading_level(level, {passage_of(text)}, {}, {}, syllables, findings);
    return lines_of(findings);
}

struct Score {
    const char* formula;
    double value;
    const char* said;  ///< "": within its limits
};
void PrintTo(const Score& row, std::ostream* out) { *out << row.formula << ' ' << row.value; }

class Scores : public testing::TestWithParam<Score> {};

TEST_P(Scores, are_told_beyond_their_limits) {
    const Score& score = GetParam();
    ReadingLevel level;
    const std::string formula = score.formula;
    if (formula == "Flesch-Kincaid") level.flesch_kincaid = score.value;
    if (formula == "SMOG") level.smog = score.value;
    if (formula == "Fernandez-Huerta") level.fernandez_huerta = score.value;
    const std::string said = score.said;
    EXPECT_EQ(level_lines(level), said.empty() ? Lines{}
                                               : Lines{said + " (use shorter sentences and shorter words; the hardest "
                                                              "sentences are listed)"});
}

INSTANTIATE_TEST_SUITE_P(
    Limits, Scores,
    testing::Values(Score{"Flesch-Kincaid", 5.9, ""}, Score{"Flesch-Kincaid", 6.0, ""},
                    Score{"Flesch-Kincaid", 6.1, "warning reading-level: Flesch-Kincaid grade is 6.1, over 6.0"},
                    Score{"Flesch-Kincaid", 8.0, "warning reading-level: Flesch-Kincaid grade is 8.0, over 6.0"},
                    Score{"Flesch-Kincaid", 8.1, "error reading-level: Flesch-Kincaid grade is 8.1, over 8.0"},
                    Score{"SMOG", 7.9, ""}, Score{"SMOG", 8.0, ""},
                    Score{"SMOG", 8.1, "warning reading-level: SMOG grade is 8.1, over 8.0"},
                    Score{"SMOG", 10.0, "warning reading-level: SMOG grade is 10.0, over 8.0"},
                    Score{"SMOG", 10.1, "error reading-level: SMOG grade is 10.1, over 10.0"},
                    Score{"Fernandez-Huerta", 70.1, ""}, Score{"Fernandez-Huerta", 70.0, ""},
                    Score{"Fernandez-Huerta", 69.9, "warning reading-level: Fernández-Huerta ease is 69.9, under 70.0"},
                    Score{"Fernandez-Huerta", 60.0, "warning reading-level: Fernández-Huerta ease is 60.0, under 70.0"},
                    Score{"Fernandez-Huerta", 59.9, "error reading-level: Fernández-Huerta ease is 59.9, under 60.0"}));

TEST(HardSentences, are_the_three_hardest_of_six_words_and_more) {
    ReadingLevel level;
    level.flesch_kincaid = 9;
    const Lines lines = level_lines(
        level,
        "Go to the big red bus. Medicine is good for you now. Inflammation necessitates pharmaceutical interventions "
        "immediately. Medicine medicine medicine medicine medicine medicine medicine. The nurse can help you a lot "
        "with "
        "that.");
    ASSERT_EQ(lines.size(), 4U);
    // 0.39 * 7 + 11.8 * 21 / 7 - 15.59, and so on; the sentence of five words is not there.
    EXPECT_EQ(lines[1],
              "note reading-level: this sentence raises the level: grade 22.5, 7 words; long: Medicine, medicine, "
              "medicine, medicine, medicine");
    EXPECT_EQ(lines[2], "note reading-level: this sentence raises the level: grade 2.5, 6 words; long: Medicine");
    EXPECT_EQ(lines[3], "note reading-level: this sentence raises the level: grade -0.3, 9 words");
}

TEST(HardSentences, of_spanish_have_an_ease_and_long_words_of_four_syllables) {
    ReadingLevel level;
    level.fernandez_huerta = 50;
    const Lines lines = level_lines(level, "La medicina es para la pierna. El médico va a la casa hoy.");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1], "note reading-level: this sentence raises the level: ease 90.7, 6 words; long: medicina");
    EXPECT_EQ(lines[2], "note reading-level: this sentence raises the level: ease 114.0, 7 words");
}

TEST(ReadingLevel, counts_by_the_formulas_of_its_language) {
    EnglishSyllables syllables;
    const std::vector<Passage> passages{passage_of("Take the medicine. Go home."), passage_of("Medicina.")};
    const ReadingLevel english = measure(passages, "en-GB", syllables);
    EXPECT_EQ(english.words, 6U);
    EXPECT_EQ(english.sentences, 3U);
    EXPECT_EQ(english.syllables, 1U + 1U + 3U + 1U + 1U + 4U);
    EXPECT_EQ(english.long_words, 2U);
    EXPECT_NEAR(*english.flesch_kincaid, 0.39 * 2 + 11.8 * 11 / 6 - 15.59, 1e-9);
    EXPECT_NEAR(*english.smog, 1.0430 * 4.47213595499958 + 3.1291, 1e-9);
    EXPECT_FALSE(english.fernandez_huerta);
    const ReadingLevel spanish = measure(passages, "es-MX", syllables);
    EXPECT_FALSE(spanish.flesch_kincaid || spanish.smog);
    EXPECT_NEAR(*spanish.fernandez_huerta, 206.84 - 60.0 * static_cast<double>(spanish.syllables) / 6 - 1.02 * 2, 1e-9);
    EXPECT_EQ(spanish.syllables, 2U + 1U + 4U + 1U + 2U + 4U);
    const ReadingLevel german = measure(passages, "de", syllables);
    EXPECT_EQ(german.words, 6U);
    EXPECT_EQ(german.syllables, 0U);
    EXPECT_FALSE(german.flesch_kincaid || german.smog || german.fernandez_huerta);
    EXPECT_FALSE(measure({}, "en", syllables).flesch_kincaid);
}

}  // namespace
}  // namespace carepress::test

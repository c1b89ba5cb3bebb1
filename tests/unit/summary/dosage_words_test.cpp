// Structured dosage in plain words, in every language that has sure phrases; else in English; else to be asked.
#include "summary/dosage_words.h"

#include "summary_words.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

Dosage tablets(const std::string& amount, int times_a_day) {
    Dosage dosage;
    dosage.structured = true;
    dosage.dose.low = {amount, "", "tablet", ""};
    dosage.dose_unit = DoseUnit::tablet;
    dosage.route = Route::oral;
    dosage.timing.frequency = times_a_day;
    dosage.timing.period = {"1", "", TimeUnit::day};
    return dosage;
}

std::string said(const Dosage& dosage, const std::string& language = "en") {
    return text_of(say_dosage(dosage, words_in(language)).sentences);
}

AdditionalInstruction advice(Advice what, const std::string& words) { return {what, named(words)}; }

TEST(DosageWords, say_what_a_patient_can_do) {
    Dosage dosage = tablets("1", 2);
    dosage.additional = {advice(Advice::with_food, "With or after food")};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth 2 times a day with food.");
    EXPECT_EQ(said(dosage, "es"), "Tome 1 tableta por la boca 2 veces al día con comida.");
    EXPECT_EQ(said(dosage, "ru"), "Принимайте по 1 таблетке внутрь (через рот) 2 раза в день с едой.");
    EXPECT_EQ(said(dosage, "zh-Hans"), "每次服用 1 片，口服，每天 2 次，与食物同服。");
    EXPECT_EQ(said(dosage, "ar"), "تناول قرصًا واحدًا عن طريق الفم، مرتين في اليوم، مع الطعام.");
}

TEST(DosageWords, numbers_have_their_plural_and_no_needless_zero) {
    EXPECT_EQ(said(tablets("1.0", 1)), "Take 1 tablet by mouth once a day.");
    EXPECT_EQ(said(tablets("0.5", 1)), "Take half a tablet by mouth once a day.");
    EXPECT_EQ(said(tablets("2", 5), "pl"), "Przyjmować 2 tabletki doustnie 5 razy dziennie.");
    EXPECT_EQ(said(tablets("5", 1), "pl"), "Przyjmować 5 tabletek doustnie raz dziennie.");
    Dosage range = tablets("1", 1);
    range.dose.high = {"2", "", "tablet", ""};
    range.timing.period = {"4", "6", TimeUnit::hour};
    range.as_needed = true;
    range.as_needed_for = named("pain");
    EXPECT_EQ(said(range), "Take 1 to 2 tablets by mouth every 4 to 6 hours when needed for pain.");
    // Arabic says two of something without a number: a range keeps both of its numbers.
    EXPECT_EQ(said(range, "ar").find("قرصين"), std::string::npos);
}

TEST(DosageWords, a_range_is_said_in_english_where_a_language_has_no_word_for_it) {
    Dosage range = tablets("1", 1);
    range.dose.high = {"2", "", "tablet", ""};
    const DosageWords words = say_dosage(range, words_in("ar"));
    EXPECT_EQ(text_of(words.sentences), "Take 1 to 2 tablets by mouth once a day.");
    for (const Piece& piece : words.sentences) EXPECT_EQ(piece.language, "en") << piece.text;
}

TEST(DosageWords, moments_days_hours_and_lengths) {
    Dosage dosage = tablets("1", 1);
    dosage.timing = {};
    dosage.timing.moments = {DayMoment::bedtime};
    dosage.timing.bounds_length = {"10", "", TimeUnit::day};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth at bedtime for 10 days.");
    dosage.timing.moments = {DayMoment::before_breakfast};
    dosage.timing.offset_minutes = 30;
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth 30 minutes before breakfast for 10 days.");
    EXPECT_EQ(said(dosage, "es"), "Take 1 tablet by mouth 30 minutes before breakfast for 10 days.");  // in English
    dosage.timing = {};
    dosage.timing.weekdays = {Weekday::monday, Weekday::thursday};
    dosage.timing.times_of_day = {"09:00", "21:30"};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth on Monday and Thursday, at 9:00 AM and 9:30 PM.");
}

TEST(DosageWords, other_ways_into_the_body) {
    Dosage drops = tablets("2", 3);
    drops.dose_unit = DoseUnit::drop;
    drops.route = Route::eye;
    drops.site = named("left eye");
    EXPECT_EQ(said(drops), "Use 2 drops in the eye (left eye) 3 times a day.");
    Dosage puffs = tablets("2", 1);
    puffs.dose_unit = DoseUnit::puff;
    puffs.route = Route::inhaled;
    puffs.timing.period = {"4", "", TimeUnit::hour};
    EXPECT_EQ(said(puffs), "Breathe in 2 puffs every 4 hours.");
    Dosage shot = tablets("10", 1);
    shot.dose_unit = DoseUnit::unit;
    shot.route = Route::subcutaneous;
    EXPECT_EQ(said(shot), "Inject 10 units under the skin once a day.");
    Dosage syrup = tablets("2.50", 2);
    syrup.dose_unit = DoseUnit::milliliter;
    EXPECT_EQ(said(syrup), "Take 2.5\u00A0mL by mouth 2 times a day.");
}

TEST(DosageWords, bounds_are_sentences_of_their_own) {
    Dosage dosage = tablets("1", 1);
    dosage.max_per_period = QuantityRatio{{"4", "", "tablet", ""}, {"1", "", "day", "d"}};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day. Do not take more than 4 tablets in one day.");
    dosage.max_per_period->denominator = {"3", "", "h", "h"};  // no phrase for it: all of it is asked
    const DosageWords words = say_dosage(dosage, words_in("en"));
    EXPECT_TRUE(words.ask_all);
    EXPECT_TRUE(words.sentences.empty());
}

TEST(DosageWords, the_clinicians_text_stands_alone_and_as_written) {
    Dosage dosage = tablets("1", 2);
    dosage.text = written("One tab po BID");
    const DosageWords words = say_dosage(dosage, words_in("es"));
    EXPECT_EQ(text_of(words.sentences), "One tab po BID");
    EXPECT_EQ(words.sentences.front().language, "en");
    dosage.patient_instruction = written("Una tableta por la mañana y otra por la noche", "es");
    EXPECT_EQ(said(dosage), "Una tableta por la mañana y otra por la noche");
}

TEST(DosageWords, what_the_record_lacks_is_asked) {
    Dosage needed;
    needed.as_needed = true;
    const DosageWords only = say_dosage(needed, words_in("en"));
    EXPECT_EQ(text_of(only.sentences), "Only when needed.");
    EXPECT_TRUE(only.ask_all);
    Dosage no_amount = tablets("1", 1);
    no_amount.structured = false;
    no_amount.dose = {};
    no_amount.route = Route::none;
    no_amount.timing.period = {"4", "", TimeUnit::hour};
    const DosageWords often = say_dosage(no_amount, words_in("en"));
    EXPECT_EQ(text_of(often.sentences), "How to use it: every 4 hours.");
    EXPECT_TRUE(often.ask_how_much);
    Dosage broken = tablets("1", 1);
    broken.unreadable = true;
    EXPECT_TRUE(say_dosage(broken, words_in("en")).ask_all);
    EXPECT_TRUE(say_dosage(broken, words_in("en")).sentences.empty());
}

TEST(DosageWords, a_bare_number_is_never_taken_as_tablets) {
    Dosage dosage = tablets("1", 1);
    dosage.dose_unit = DoseUnit::none;
    EXPECT_TRUE(say_dosage(dosage, words_in("en")).ask_all);
}

TEST(DosageWords, every_language_says_the_common_dosages_itself_or_in_english) {
    const PhraseBook book(CAREPRESS_SOURCE_FOLDER "/messages/visit", visit_phrase_keys());
    for (const std::string& language : book.languages()) {
        for (int times = 1; times <= 6; ++times) {
            const DosageWords words = say_dosage(tablets("2", times), words_in(language));
            ASSERT_FALSE(words.sentences.empty()) << language;
            for (const Piece& piece : words.sentences) EXPECT_EQ(piece.language, language) << piece.text;
            const std::string text = text_of(words.sentences);
            EXPECT_EQ(text.find_first_of("{}[]"), std::string::npos) << text;
        }
    }
}

}  // namespace
}  // namespace carepress::test

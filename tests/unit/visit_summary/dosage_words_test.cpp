// Structured dosage in plain words, in every language that has sure phrases; else in English; else to be asked.
#include "visit_summary/dosage_words.h"

#include "summary_words.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit_summary;
namespace {

visit::Dosage tablets(const std::string& amount, int times_a_day) {
    visit::Dosage dosage;
    dosage.structured = true;
    dosage.dose.low = {amount, "", "tablet", ""};
    dosage.dose_unit = visit::DoseUnit::tablet;
    dosage.route = visit::Route::oral;
    dosage.timing.frequency = times_a_day;
    dosage.timing.period = {"1", "", visit::TimeUnit::day};
    return dosage;
}

std::string said(const visit::Dosage& dosage, const std::string& language = "en") {
    return text_of(say_dosage(dosage, words_in(language)).sentences);
}

visit::AdditionalInstruction advice(visit::Advice what, const std::string& words) { return {what, named(words)}; }

TEST(DosageWords, say_what_a_patient_can_do) {
    visit::Dosage dosage = tablets("1", 2);
    dosage.additional = {advice(visit::Advice::with_food, "With or after food")};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth 2 times a day with food.");
    EXPECT_EQ(said(dosage, "es"), "Tome 1 tableta por la boca 2 veces al día con comida.");
    EXPECT_EQ(said(dosage, "ru"), "Принимайте 1 таблетку внутрь (через рот) 2 раза в день с едой.");
    EXPECT_EQ(said(dosage, "zh-Hans"), "每次服用 1 片，口服，每天 2 次，与食物一起用。");
    EXPECT_EQ(said(dosage, "ar"), "تناول قرصًا واحدًا عن طريق الفم، مرتين في اليوم، مع الطعام.");
}

TEST(DosageWords, numbers_have_their_plural_and_no_needless_zero) {
    EXPECT_EQ(said(tablets("1.0", 1)), "Take 1 tablet by mouth once a day.");
    EXPECT_EQ(said(tablets("0.5", 1)), "Take half a tablet by mouth once a day.");
    EXPECT_EQ(said(tablets("2", 5), "pl"), "Przyjmować 2 tabletki doustnie 5 razy dziennie.");
    EXPECT_EQ(said(tablets("5", 1), "pl"), "Przyjmować 5 tabletek doustnie 1 raz dziennie.");
    visit::Dosage range = tablets("1", 1);
    range.dose.high = {"2", "", "tablet", ""};
    range.timing.period = {"4", "6", visit::TimeUnit::hour};
    range.as_needed = true;
    range.as_needed_for = named("pain");
    EXPECT_EQ(said(range), "Take 1 to 2 tablets by mouth every 4 to 6 hours if you need it for pain.");
    // Arabic says two of something without a number: a range keeps both of its numbers.
    EXPECT_EQ(said(range, "ar").find("قرصين"), std::string::npos);
}

TEST(DosageWords, what_a_language_has_no_words_for_is_said_in_english_with_digits) {
    visit::Dosage dosage = tablets("1", 1);
    dosage.dose_unit = visit::DoseUnit::other;
    dosage.dose.low = {"1", "", "vial", ""};
    const DosageWords words = say_dosage(dosage, words_in("es"));
    EXPECT_EQ(text_of(words.sentences), "Take 1 vial by mouth 1 time a day.") << "\"once\" is eleven in Spanish";
    EXPECT_TRUE(words.in_english);
    for (const Piece& piece : words.sentences) EXPECT_EQ(piece.language, "en") << piece.text;
    EXPECT_EQ(said(dosage), "Take 1 vial by mouth once a day.");
    SummaryWords beside = words_in("en");
    beside.english_beside_another = true;
    EXPECT_EQ(text_of(say_dosage(dosage, beside).sentences), "Take 1 vial by mouth 1 time a day.");
    for (const char* vague : {"each", "ea", "[in_i]", "{tbl}!", "dose", "unk"}) {
        dosage.dose.low.unit = vague;
        EXPECT_TRUE(say_dosage(dosage, words_in("en")).asks("ask-how-to-take")) << vague;
    }
}

TEST(DosageWords, moments_days_hours_and_lengths) {
    visit::Dosage dosage = tablets("1", 1);
    dosage.timing = {};
    dosage.timing.moments = {visit::DayMoment::bedtime};
    dosage.timing.bounds_length = {"10", "", visit::TimeUnit::day};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth at bedtime for 10 days.");
    dosage.timing.moments = {visit::DayMoment::before_breakfast};
    dosage.timing.offset_minutes = 30;
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth 30 minutes before breakfast for 10 days.");
    EXPECT_EQ(said(dosage, "es"), "Tome 1 tableta por la boca 30 minutos antes del desayuno, durante 10 días.");
    dosage.timing = {};
    dosage.timing.weekdays = {visit::Weekday::monday, visit::Weekday::thursday};
    dosage.timing.times_of_day = {"09:00", "21:30"};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth on Monday and Thursday at 9:00 AM and 9:30 PM.");
}

TEST(DosageWords, other_ways_into_the_body) {
    visit::Dosage drops = tablets("2", 3);
    drops.dose_unit = visit::DoseUnit::drop;
    drops.route = visit::Route::eye;
    drops.site = named("left eye");
    drops.side = visit::Side::left;
    EXPECT_EQ(said(drops), "Put 2 drops in the left eye 3 times a day.");
    EXPECT_FALSE(say_dosage(drops, words_in("en")).asks("ask-which-eye"));
    drops.side = visit::Side::none;
    drops.site = {};
    EXPECT_EQ(said(drops), "Put 2 drops in the eye 3 times a day.");
    EXPECT_TRUE(say_dosage(drops, words_in("en")).asks("ask-which-eye"));
    visit::Dosage puffs = tablets("2", 1);
    puffs.dose_unit = visit::DoseUnit::puff;
    puffs.route = visit::Route::inhaled;
    puffs.timing.period = {"4", "", visit::TimeUnit::hour};
    EXPECT_EQ(said(puffs), "Breathe in 2 puffs every 4 hours.");
    visit::Dosage shot = tablets("10", 1);
    shot.dose_unit = visit::DoseUnit::unit;
    shot.route = visit::Route::subcutaneous;
    EXPECT_EQ(said(shot), "Inject 10 units under the skin once a day.");
    visit::Dosage syrup = tablets("2.50", 2);
    syrup.dose_unit = visit::DoseUnit::milliliter;
    EXPECT_EQ(said(syrup), "Take 2.5\u00A0mL by mouth 2 times a day.");
}

TEST(DosageWords, bounds_are_sentences_of_their_own) {
    visit::Dosage dosage = tablets("1", 1);
    dosage.max_per_period = visit::QuantityRatio{{"4", "", "tablet", ""}, {"1", "", "day", "d"}};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day. Do not take more than 4 tablets in one day.");
    dosage.max_per_period->denominator = {"12", "", "h", "h"};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day. Do not take more than 4 tablets in 12 hours.");
    dosage.max_per_period->numerator = {"3000", "", "mg", "mg"};
    dosage.max_per_period->denominator = {"1", "", "d", "d"};
    const DosageWords other_unit = say_dosage(dosage, words_in("en"));
    EXPECT_EQ(text_of(other_unit.sentences),
              "Take 1 tablet by mouth once a day. Do not take more than 3,000\u00A0mg in one day.");
    EXPECT_TRUE(other_unit.asks("ask-how-many-is-most"));
    dosage.max_per_period->denominator = {"3", "", "fortnight", ""};  // no phrase for it: all of it is asked
    const DosageWords words = say_dosage(dosage, words_in("en"));
    EXPECT_TRUE(words.asks("ask-how-to-take"));
    EXPECT_TRUE(words.sentences.empty());
}

TEST(DosageWords, doses_above_the_largest_amount_are_asked_about) {
    struct Row {
        const char* amount;
        visit::Timing timing;
        visit::Quantity most, in;
        bool asks;
    };
    const auto times = [](int frequency, visit::TimeUnit unit) {
        visit::Timing timing;
        timing.frequency = frequency;
        timing.period = {"1", "", unit};
        return timing;
    };
    visit::Timing named;
    named.moments = {visit::DayMoment::morning, visit::DayMoment::noon, visit::DayMoment::evening};
    const std::vector<Row> rows = {
        {"2", times(4, visit::TimeUnit::day), {"6", "", "tablet", ""}, {"1", "", "day", "d"}, true},
        {"2", times(4, visit::TimeUnit::day), {"8", "", "tablet", ""}, {"1", "", "day", "d"}, false},
        {"2", times(4, visit::TimeUnit::day), {"6", "", "tablet", ""}, {"1", "", "day", ""}, true},  // without a code
        {"2",
         times(4, visit::TimeUnit::day),
         {"6", "", "tablet", ""},
         {"1", "", "week", "wk"},
         true},  // a day alone is more
        {"2", times(4, visit::TimeUnit::day), {"4", "", "tablet", ""}, {"12", "", "h", "h"}, false},
        {"2", times(4, visit::TimeUnit::day), {"3", "", "tablet", ""}, {"12", "", "h", "h"}, true},
        {"6",
         times(1, visit::TimeUnit::week),
         {"4", "", "tablet", ""},
         {"1", "", "day", "d"},
         true},  // one dose is more
        {"1",
         times(2, visit::TimeUnit::day),
         {"3", "", "tablet", ""},
         {"2", "", "day", "d"},
         false},  // of two days, one is counted
        {"1", times(1, visit::TimeUnit::hour), {"23", "", "tablet", ""}, {"1", "", "day", "d"}, true},
        {"1", times(1, visit::TimeUnit::hour), {"24", "", "tablet", ""}, {"1", "", "day", "d"}, false},
        {"2", named, {"4", "", "tablet", ""}, {"1", "", "day", "d"}, true},
        {"2", named, {"6", "", "tablet", ""}, {"1", "", "day", "d"}, false}};
    for (const Row& row : rows) {
        visit::Dosage dosage = tablets(row.amount, 1);
        dosage.timing = row.timing;
        dosage.max_per_period = visit::QuantityRatio{row.most, row.in};
        const DosageWords words = say_dosage(dosage, words_in("en"));
        EXPECT_EQ(words.asks("ask-how-to-take"), row.asks) << text_of(words.sentences);
    }
}

TEST(DosageWords, a_single_dose_keeps_its_day_and_date) {
    visit::Dosage dosage = tablets("1", 1);
    dosage.timing = {};
    dosage.timing.count = 1;
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth one time only.");
    dosage.timing.weekdays = {visit::Weekday::monday};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth one time only on Monday.");
    dosage.timing.weekdays.clear();
    dosage.timing.bounds.start = {"2026-11-27", visit::DatePrecision::day};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth one time only starting November 27, 2026.");
}

/// Patients have died of weekly methotrexate taken daily (ISMP).
TEST(DosageWords, a_weekly_or_monthly_medicine_by_mouth_names_its_day_or_asks) {
    struct Row {
        visit::TimeSpan period;
        int frequency;
        std::vector<visit::Weekday> days;
        std::string_view alert;
    };
    const std::vector<Row> rows = {
        {{"1", "", visit::TimeUnit::week}, 1, {}, "ask-which-day"},
        {{"7", "", visit::TimeUnit::day}, 1, {}, "ask-which-day"},
        {{"168", "", visit::TimeUnit::hour}, 1, {}, "ask-which-day"},
        {{"2", "", visit::TimeUnit::week}, 1, {}, "ask-which-day"},
        {{"1", "", visit::TimeUnit::week}, 3, {}, "ask-which-days"},
        {{"1", "", visit::TimeUnit::week}, 1, {visit::Weekday::monday}, "only-on-days"},
        {{"1", "", visit::TimeUnit::day}, 1, {visit::Weekday::monday, visit::Weekday::friday}, "only-on-days"},
        {{}, 1, {visit::Weekday::monday, visit::Weekday::friday}, "only-on-days"},
        {{"1", "", visit::TimeUnit::month}, 1, {}, "ask-which-date"},
        {{"4", "", visit::TimeUnit::week}, 1, {}, "ask-which-date"},
        {{"1", "", visit::TimeUnit::day}, 1, {}, ""},
        {{"2", "", visit::TimeUnit::day}, 1, {}, ""}};
    for (const Row& row : rows) {
        visit::Dosage dosage = tablets("6", row.frequency);
        dosage.timing.period = row.period;
        dosage.timing.weekdays = row.days;
        const DosageWords words = say_dosage(dosage, words_in("en"));
        if (row.alert.empty())
            EXPECT_TRUE(words.alerts.empty());
        else
            EXPECT_TRUE(words.asks(row.alert)) << row.alert << ": " << text_of(words.sentences);
        dosage.route = visit::Route::subcutaneous;
        EXPECT_TRUE(say_dosage(dosage, words_in("en")).alerts.empty()) << "an injection";
    }
    visit::Dosage monday = tablets("6", 1);
    monday.timing.period = {"1", "", visit::TimeUnit::week};
    monday.timing.weekdays = {visit::Weekday::monday};
    EXPECT_EQ(text_of(say_dosage(monday, words_in("en")).alerts.at(0).text), "Only on Monday. Not every day.");
    monday.timing.weekdays = {visit::Weekday::saturday, visit::Weekday::sunday};
    EXPECT_EQ(text_of(say_dosage(monday, words_in("en")).alerts.at(0).text),
              "Only on Saturday and Sunday. Not every day.");
    EXPECT_EQ(text_of(say_dosage(monday, words_in("es")).alerts.at(0).text),
              "Solo el sábado y domingo. No todos los días.");
}

TEST(DosageWords, common_reasons_are_in_the_patients_language) {
    const auto reason_in = [](const char* words, const char* language) {
        visit::Concept reason;
        reason.name.text = words;
        return reason_piece(reason, words_in(language).visit).text;
    };
    for (const auto& [words, spanish] :
         std::vector<std::pair<const char*, const char*>>{{"pain", "dolor"},
                                                          {"for severe pain", "dolor intenso"},
                                                          {"Mild Pain or Fever", "dolor leve / fiebre"},
                                                          {"mild to moderate pain", "dolor leve / dolor moderado"},
                                                          {"moderate to severe pain", "dolor moderado / dolor intenso"},
                                                          {"anaphylaxis", "reacción alérgica grave"},
                                                          {"rib pain", "rib pain"},
                                                          {"severe pain or hiccups", "severe pain or hiccups"}})
        EXPECT_EQ(reason_in(words, "es"), spanish) << words;
    EXPECT_EQ(reason_in("mild pain or fever", "en"), "mild pain or fever") << "English as written";
}

/// One dose, then 911: not 15 minutes of waiting (ACC/AHA).
TEST(DosageWords, a_medicine_for_every_few_minutes_is_asked_about_with_the_emergency_number) {
    visit::Dosage dosage = tablets("1", 1);
    dosage.route = visit::Route::sublingual;
    dosage.timing.period = {"5", "", visit::TimeUnit::minute};
    dosage.timing.count = 3;
    dosage.as_needed = true;
    dosage.as_needed_for = named("Chest pain");
    for (const char* language : {"en", "es", "zh-Hans", "ar"}) {
        const DosageWords words = say_dosage(dosage, words_in(language));
        EXPECT_FALSE(words.in_english) << language;
        ASSERT_TRUE(words.asks("ask-when-again")) << language;
        EXPECT_NE(text_of(words.alerts.at(0).text).find("911"), std::string::npos) << language;
        EXPECT_EQ(text_of(words.sentences).find('5'), std::string::npos) << language;
    }
    EXPECT_EQ(said(dosage), "Take 1 tablet under the tongue if you need it for chest pain.");
    dosage.timing.count_max = 4;
    EXPECT_EQ(said(dosage), "Take 1 tablet under the tongue if you need it for chest pain.");
}

TEST(DosageWords, the_last_day_counts) {
    visit::Dosage dosage = tablets("1", 1);
    const auto until = [&](const char* end, visit::DatePrecision precision) {
        dosage.timing.bounds.end = {end, precision};
        return said(dosage);
    };
    EXPECT_EQ(until("2026-11-27", visit::DatePrecision::day),
              "Take 1 tablet by mouth once a day through November 27, 2026.");
    EXPECT_EQ(until("2026-11-27T23:59:00-05:00", visit::DatePrecision::minute),
              "Take 1 tablet by mouth once a day through November 27, 2026.");
    EXPECT_EQ(until("2026-11-27T00:00:00-05:00", visit::DatePrecision::minute),
              "Take 1 tablet by mouth once a day through November 26, 2026.")
        << "midnight ends the day before";
}

TEST(DosageWords, the_clinicians_text_stands_below_the_patients_language) {
    visit::Dosage dosage = tablets("1", 2);
    dosage.text = written("Take one tablet by mouth once daily and once at night");
    dosage.sig.amounts = {{"1", "", visit::DoseUnit::tablet}};
    dosage.sig.frequency = 2;
    dosage.agreement = visit::TextAgreement::agrees;
    const DosageWords words = say_dosage(dosage, words_in("es"));
    EXPECT_EQ(text_of(words.sentences), "Tome 1 tableta por la boca 2 veces al día.");
    EXPECT_EQ(text_of(words.written), "Take one tablet by mouth 1 time daily and 1 time at night");
    EXPECT_EQ(words.written.front().language, "en");
    EXPECT_EQ(said(dosage), "Take one tablet by mouth once daily and once at night");
    dosage.patient_instruction = written("Una tableta por la mañana y otra por la noche", "es");
    dosage.text = {};
    EXPECT_EQ(said(dosage, "es"), "Una tableta por la mañana y otra por la noche. Cómo se usa: por la boca.");
}

TEST(DosageWords, a_text_that_differs_or_cannot_be_read_stands_alone_and_is_asked_about) {
    visit::Dosage dosage = tablets("6", 1);
    dosage.text = written("6 tablets once a week on Monday");
    dosage.sig.period = {"1", "", visit::TimeUnit::week};
    dosage.sig.weekdays = {visit::Weekday::monday};
    dosage.agreement = visit::TextAgreement::differs;
    for (const char* language : {"en", "es", "hi"}) {
        const DosageWords words = say_dosage(dosage, words_in(language));
        EXPECT_TRUE(words.asks("ask-how-to-take")) << language;
        EXPECT_TRUE(words.asks("only-on-days")) << language;
        EXPECT_EQ(words.in_english, std::string(language) != "en");
    }
    dosage.agreement = visit::TextAgreement::cannot_tell;
    dosage.sig.amounts = {{"6", "", visit::DoseUnit::tablet}};
    dosage.sig.frequency = 1;
    EXPECT_FALSE(say_dosage(dosage, words_in("en")).asks("ask-how-to-take"));
    EXPECT_TRUE(say_dosage(dosage, words_in("es")).asks("ask-how-to-take"));
}

TEST(DosageWords, text_never_hides_safety) {
    visit::Dosage dosage = tablets("1", 2);
    dosage.text = written("Take 1 tablet twice a day");
    dosage.agreement = visit::TextAgreement::agrees;
    dosage.sig.amounts = {{"1", "", visit::DoseUnit::tablet}};
    dosage.sig.frequency = 2;
    dosage.max_per_period = visit::QuantityRatio{{"4", "", "tablet", ""}, {"1", "", "day", "d"}};
    dosage.additional = {
        advice(visit::Advice::no_other_acetaminophen, "Do not take with any other paracetamol products"),
        advice(visit::Advice::other, "wash your hands")};
    dosage.as_needed = true;
    dosage.as_needed_for = named("Pain");
    EXPECT_EQ(
        said(dosage),
        "Take 1 tablet twice a day. Only if you need it for pain. Do not take more than 4 tablets in one day. Do not "
        "take any other medicine that has acetaminophen (paracetamol, Tylenol) in it. Wash your hands.");
    dosage.text = written("Take 1 tablet twice a day as needed for pain. Wash your hands. Max 4 tablets a day.");
    dosage.sig.as_needed = true;
    dosage.sig.most = visit::SigAmount{"4", "", visit::DoseUnit::tablet};
    dosage.sig.most_is_daily = true;
    dosage.additional.erase(dosage.additional.begin());
    EXPECT_EQ(said(dosage), dosage.text.text) << "what the text holds is said once";
    dosage.max_per_period->denominator = {"1", "", "week", "wk"};
    EXPECT_EQ(said(dosage), dosage.text.text + " Do not take more than 4 tablets in one week.") << "another limit";
    dosage.max_per_period->denominator = {"1", "", "day", "d"};
    dosage.text = written("1 drop twice a day");
    dosage.sig = {};
    dosage.sig.amounts = {{"1", "", visit::DoseUnit::drop}};
    dosage.sig.frequency = 2;
    dosage.additional.clear();
    dosage.max_per_period.reset();
    dosage.as_needed = false;
    dosage.route = visit::Route::eye;
    dosage.side = visit::Side::left;
    EXPECT_EQ(said(dosage), "1 drop twice a day. How: in the left eye.");
}

TEST(DosageWords, all_advice_is_said_whole_in_every_language) {
    const words::PhraseBook book(CAREPRESS_SOURCE_FOLDER "/messages/visit", visit_phrase_keys());
    for (const std::string& language : book.languages()) {
        for (int code = static_cast<int>(visit::Advice::after_food); code <= static_cast<int>(visit::Advice::flammable);
             ++code) {
            visit::Dosage dosage = tablets("1", 1);
            dosage.additional = {advice(static_cast<visit::Advice>(code), "words of the record")};
            const DosageWords words = say_dosage(dosage, words_in(language));
            EXPECT_FALSE(words.in_english) << language << " " << code << ": " << text_of(words.sentences);
        }
    }
    visit::Dosage sleepy = tablets("1", 1);
    sleepy.additional = {advice(visit::Advice::sleepy_no_driving_no_alcohol, "")};
    EXPECT_NE(said(sleepy, "es").find("alcohol"), std::string::npos);
}

TEST(DosageWords, what_the_record_lacks_is_asked) {
    visit::Dosage needed;
    needed.as_needed = true;
    const DosageWords only = say_dosage(needed, words_in("en"));
    EXPECT_EQ(text_of(only.sentences), "Only if you need it.");
    EXPECT_TRUE(only.asks("ask-how-to-take"));
    visit::Dosage no_amount = tablets("1", 1);
    no_amount.structured = false;
    no_amount.dose = {};
    no_amount.route = visit::Route::none;
    no_amount.timing.period = {"4", "", visit::TimeUnit::hour};
    const DosageWords often = say_dosage(no_amount, words_in("en"));
    EXPECT_EQ(text_of(often.sentences), "How to use it: every 4 hours.");
    EXPECT_TRUE(often.asks("ask-how-much"));
    visit::Dosage broken = tablets("1", 1);
    broken.unreadable = true;
    EXPECT_TRUE(say_dosage(broken, words_in("en")).asks("ask-how-to-take"));
    EXPECT_TRUE(say_dosage(broken, words_in("en")).sentences.empty());
}

TEST(DosageWords, a_bare_number_is_never_taken_as_tablets) {
    visit::Dosage dosage = tablets("1", 1);
    dosage.dose_unit = visit::DoseUnit::none;
    EXPECT_TRUE(say_dosage(dosage, words_in("en")).asks("ask-how-to-take"));
}

TEST(DosageWords, every_language_says_the_common_dosages_itself_or_in_english) {
    const words::PhraseBook book(CAREPRESS_SOURCE_FOLDER "/messages/visit", visit_phrase_keys());
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

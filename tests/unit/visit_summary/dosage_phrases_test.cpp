// Each unit, way into the body, verb and moment of the day as the patient reads it: a wrong one is another treatment.
#include "summary_words.h"
#include "visit/sig.h"
#include "visit_summary/body_sites.h"
#include "visit_summary/decimal.h"
#include "visit_summary/dosage_keys.h"
#include "visit_summary/dosage_words.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace visit_summary;
namespace {

visit::Dosage daily(const std::string& amount, visit::DoseUnit unit, visit::Route route) {
    visit::Dosage dosage;
    dosage.structured = true;
    dosage.dose.low = {amount, "", "unit", ""};
    dosage.dose_unit = unit;
    dosage.route = route;
    dosage.timing.frequency = 1;
    dosage.timing.period = {"1", "", visit::TimeUnit::day};
    return dosage;
}

std::string said(const visit::Dosage& dosage, const std::string& language = "en") {
    std::string text = text_of(say_dosage(dosage, words_in(language)).sentences);
    for (std::size_t at; (at = text.find("\u00A0")) != std::string::npos;) text.replace(at, 2, " ");
    return text;
}

struct UnitRow {
    visit::DoseUnit unit;
    const char *one, *many;
};
void PrintTo(const UnitRow& row, std::ostream* out) { *out << row.one; }

class UnitPhrases : public testing::TestWithParam<UnitRow> {};

TEST_P(UnitPhrases, have_their_number) {
    const auto dose = [](const char* amount) { return said(daily(amount, GetParam().unit, visit::Route::rectal)); };
    EXPECT_NE(dose("1").find(GetParam().one + std::string(" in the rectum once a day.")), std::string::npos)
        << dose("1");
    EXPECT_NE(dose("2").find(GetParam().many + std::string(" in the rectum once a day.")), std::string::npos)
        << dose("2");
}

INSTANTIATE_TEST_SUITE_P(All, UnitPhrases,
                         testing::Values(UnitRow{visit::DoseUnit::tablet, "1 tablet", "2 tablets"},
                                         UnitRow{visit::DoseUnit::capsule, "1 capsule", "2 capsules"},
                                         UnitRow{visit::DoseUnit::drop, "1 drop", "2 drops"},
                                         UnitRow{visit::DoseUnit::puff, "1 puff", "2 puffs"},
                                         UnitRow{visit::DoseUnit::spray, "1 spray", "2 sprays"},
                                         UnitRow{visit::DoseUnit::patch, "1 patch", "2 patches"},
                                         UnitRow{visit::DoseUnit::suppository, "1 suppository", "2 suppositories"},
                                         UnitRow{visit::DoseUnit::lozenge, "1 lozenge", "2 lozenges"},
                                         UnitRow{visit::DoseUnit::application, "1 thin layer", "2 thin layers"},
                                         UnitRow{visit::DoseUnit::unit, "1 unit", "2 units"},
                                         UnitRow{visit::DoseUnit::teaspoon, "1 teaspoon", "2 teaspoons"},
                                         UnitRow{visit::DoseUnit::tablespoon, "1 tablespoon", "2 tablespoons"},
                                         UnitRow{visit::DoseUnit::milliliter, "1 mL", "2 mL"},
                                         UnitRow{visit::DoseUnit::liter, "1 L", "2 L"},
                                         UnitRow{visit::DoseUnit::milligram, "1 mg", "2 mg"},
                                         UnitRow{visit::DoseUnit::microgram, "1 mcg", "2 mcg"},
                                         UnitRow{visit::DoseUnit::gram, "1 g", "2 g"},
                                         UnitRow{visit::DoseUnit::milliequivalent, "1 mEq", "2 mEq"}));

struct RouteRow {
    visit::Route route;
    const char *words, *sentence;
};
void PrintTo(const RouteRow& row, std::ostream* out) { *out << row.words; }

class RoutePhrases : public testing::TestWithParam<RouteRow> {};

TEST_P(RoutePhrases, have_their_verb) {
    EXPECT_EQ(said(daily("5", visit::DoseUnit::milligram, GetParam().route)), GetParam().sentence);
    EXPECT_EQ(words_in("en").visit[route_key(GetParam().route)], GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    All, RoutePhrases,
    testing::Values(RouteRow{visit::Route::oral, "by mouth", "Take 5 mg by mouth once a day."},
                    RouteRow{visit::Route::sublingual, "under the tongue", "Take 5 mg under the tongue once a day."},
                    RouteRow{visit::Route::buccal, "inside the cheek", "Take 5 mg inside the cheek once a day."},
                    RouteRow{visit::Route::topical, "on the skin", "Put on 5 mg on the skin once a day."},
                    RouteRow{visit::Route::transdermal, "on the skin", "Put on 5 mg on the skin once a day."},
                    RouteRow{visit::Route::inhaled, "breathed in", "Breathe in 5 mg once a day."},
                    RouteRow{visit::Route::nasal, "in the nose", "Use 5 mg in the nose once a day."},
                    RouteRow{visit::Route::eye, "in the eye", "Use 5 mg in the eye once a day."},
                    RouteRow{visit::Route::ear, "in the ear", "Use 5 mg in the ear once a day."},
                    RouteRow{visit::Route::rectal, "in the rectum", "Use 5 mg in the rectum once a day."},
                    RouteRow{visit::Route::vaginal, "in the vagina", "Use 5 mg in the vagina once a day."},
                    RouteRow{visit::Route::subcutaneous, "under the skin", "Inject 5 mg under the skin once a day."},
                    RouteRow{visit::Route::intramuscular, "into a muscle", "Inject 5 mg into a muscle once a day."},
                    RouteRow{visit::Route::intravenous, "into a vein", "Inject 5 mg into a vein once a day."}));

struct SideRow {
    visit::Route route;
    visit::Side side;
    const char* words;
};
void PrintTo(const SideRow& row, std::ostream* out) { *out << row.words; }

class SidePhrases : public testing::TestWithParam<SideRow> {};

TEST_P(SidePhrases, name_the_eye_ear_or_nostril) {
    visit::Dosage drops = daily("2", visit::DoseUnit::drop, GetParam().route);
    drops.side = GetParam().side;
    EXPECT_EQ(said(drops), "Put 2 drops " + std::string(GetParam().words) + " once a day.");
    for (const char* question : {"ask-which-eye", "ask-which-ear", "ask-which-nostril"})
        EXPECT_FALSE(say_dosage(drops, words_in("en")).asks(question));
}

INSTANTIATE_TEST_SUITE_P(
    All, SidePhrases,
    testing::Values(SideRow{visit::Route::eye, visit::Side::left, "in the left eye"},
                    SideRow{visit::Route::eye, visit::Side::right, "in the right eye"},
                    SideRow{visit::Route::eye, visit::Side::both, "in each eye"},
                    SideRow{visit::Route::ear, visit::Side::left, "in the left ear"},
                    SideRow{visit::Route::ear, visit::Side::right, "in the right ear"},
                    SideRow{visit::Route::ear, visit::Side::both, "in each ear"},
                    SideRow{visit::Route::nasal, visit::Side::left, "in the left side of the nose"},
                    SideRow{visit::Route::nasal, visit::Side::right, "in the right side of the nose"},
                    SideRow{visit::Route::nasal, visit::Side::both, "in each side of the nose"}));

class UnsidedRoutes : public testing::TestWithParam<std::pair<visit::Route, std::string_view>> {};

TEST_P(UnsidedRoutes, are_asked_about) {
    EXPECT_TRUE(
        say_dosage(daily("2", visit::DoseUnit::drop, GetParam().first), words_in("en")).asks(GetParam().second));
}

INSTANTIATE_TEST_SUITE_P(All, UnsidedRoutes,
                         testing::Values(std::pair(visit::Route::eye, "ask-which-eye"),
                                         std::pair(visit::Route::ear, "ask-which-ear"),
                                         std::pair(visit::Route::nasal, "ask-which-nostril")));

class Methods : public testing::TestWithParam<std::pair<visit::Method, const char*>> {};

TEST_P(Methods, are_verbs_before_the_route_is_asked) {
    visit::Dosage dosage = daily("5", visit::DoseUnit::milligram, visit::Route::none);
    dosage.method = GetParam().first;
    EXPECT_EQ(said(dosage), GetParam().second + std::string(" 5 mg once a day."));
}

INSTANTIATE_TEST_SUITE_P(
    All, Methods,
    testing::Values(std::pair(visit::Method::none, "Use"), std::pair(visit::Method::take, "Take"),
                    std::pair(visit::Method::swallow, "Take"), std::pair(visit::Method::chew, "Chew"),
                    std::pair(visit::Method::apply, "Put on"), std::pair(visit::Method::inject, "Inject"),
                    std::pair(visit::Method::inhale, "Breathe in"), std::pair(visit::Method::insert, "Use"),
                    std::pair(visit::Method::instill, "Use"), std::pair(visit::Method::spray, "Use")));

struct PeriodRow {
    visit::TimeSpan period;
    int frequency;
    const char* words;
};
void PrintTo(const PeriodRow& row, std::ostream* out) { *out << row.words; }

class Periods : public testing::TestWithParam<PeriodRow> {};

TEST_P(Periods, are_in_whole_numbers) {
    visit::Dosage dosage = daily("5", visit::DoseUnit::milligram, visit::Route::subcutaneous);
    dosage.timing.period = GetParam().period;
    dosage.timing.frequency = GetParam().frequency;
    EXPECT_EQ(said(dosage), "Inject 5 mg under the skin " + std::string(GetParam().words) + ".");
}

INSTANTIATE_TEST_SUITE_P(All, Periods,
                         testing::Values(PeriodRow{{"24", "", visit::TimeUnit::hour}, 2, "2 times a day"},
                                         PeriodRow{{"24", "", visit::TimeUnit::hour}, 1, "every 24 hours"},
                                         PeriodRow{{"7", "", visit::TimeUnit::day}, 1, "once a week"},
                                         PeriodRow{{"1", "", visit::TimeUnit::week}, 3, "3 times a week"},
                                         PeriodRow{{"1", "", visit::TimeUnit::month}, 2, "2 times a month"},
                                         PeriodRow{{"2", "", visit::TimeUnit::day}, 1, "every other day"},
                                         PeriodRow{{"3", "", visit::TimeUnit::day}, 1, "every 3 days"},
                                         PeriodRow{{"2", "3", visit::TimeUnit::day}, 1, "every 2 to 3 days"},
                                         PeriodRow{{"1.5", "", visit::TimeUnit::day}, 1, "every 36 hours"},
                                         PeriodRow{{"0.5", "", visit::TimeUnit::hour}, 1, "every 30 minutes"},
                                         PeriodRow{{"6", "6", visit::TimeUnit::hour}, 1, "every 6 hours"},
                                         PeriodRow{{"2", "", visit::TimeUnit::week}, 1, "every 2 weeks"},
                                         PeriodRow{{"6", "", visit::TimeUnit::month}, 1, "every 6 months"},
                                         PeriodRow{{"1", "", visit::TimeUnit::year}, 1, "every year"}));

class UnitsWithoutRoute : public testing::TestWithParam<std::pair<visit::DoseUnit, bool>> {};

/// Only of what is swallowed a weekly dose must not become a daily one; where the record has no route, its unit tells.
TEST_P(UnitsWithoutRoute, tell_what_is_taken_by_mouth) {
    visit::Dosage of_fields, of_text;
    of_fields.dose_unit = GetParam().first;
    of_text.sig.amounts = {{"1", "", visit::DoseUnit::none}, {"1", "", GetParam().first}};
    EXPECT_EQ(is_by_mouth(of_fields), GetParam().second);
    EXPECT_EQ(is_by_mouth(of_text), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(
    All, UnitsWithoutRoute,
    testing::Values(std::pair(visit::DoseUnit::none, true), std::pair(visit::DoseUnit::other, true),
                    std::pair(visit::DoseUnit::tablet, true), std::pair(visit::DoseUnit::capsule, true),
                    std::pair(visit::DoseUnit::lozenge, true), std::pair(visit::DoseUnit::sachet, true),
                    std::pair(visit::DoseUnit::unit, true), std::pair(visit::DoseUnit::milliliter, true),
                    std::pair(visit::DoseUnit::milligram, true), std::pair(visit::DoseUnit::teaspoon, true),
                    std::pair(visit::DoseUnit::drop, false), std::pair(visit::DoseUnit::puff, false),
                    std::pair(visit::DoseUnit::spray, false), std::pair(visit::DoseUnit::patch, false),
                    std::pair(visit::DoseUnit::suppository, false), std::pair(visit::DoseUnit::application, false)));

class MethodsWithoutRoute : public testing::TestWithParam<std::pair<visit::Method, bool>> {};

TEST_P(MethodsWithoutRoute, tell_what_is_taken_by_mouth) {
    visit::Dosage dosage = daily("5", visit::DoseUnit::milligram, visit::Route::none);
    dosage.method = GetParam().first;
    EXPECT_EQ(is_by_mouth(dosage), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(All, MethodsWithoutRoute,
                         testing::Values(std::pair(visit::Method::none, true), std::pair(visit::Method::other, true),
                                         std::pair(visit::Method::take, true), std::pair(visit::Method::swallow, true),
                                         std::pair(visit::Method::chew, true), std::pair(visit::Method::apply, false),
                                         std::pair(visit::Method::inject, false),
                                         std::pair(visit::Method::inhale, false),
                                         std::pair(visit::Method::insert, false),
                                         std::pair(visit::Method::instill, false),
                                         std::pair(visit::Method::spray, false)));

class TextsWithoutRoute : public testing::TestWithParam<std::pair<const char*, bool>> {};

TEST_P(TextsWithoutRoute, tell_what_is_taken_by_mouth) {
    visit::Dosage dosage = daily("5", visit::DoseUnit::milligram, visit::Route::none);
    dosage.text = written(GetParam().first);
    EXPECT_EQ(is_by_mouth(dosage), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(
    All, TextsWithoutRoute,
    testing::Values(std::pair("5 mg weekly", true), std::pair("Take 5 mg weekly", true),
                    std::pair("Inject 5 mg weekly", false), std::pair("Apply weekly", false),
                    std::pair("Inhale 5 mg weekly", false), std::pair("5 mg under the skin weekly", false),
                    std::pair("5 mg into a muscle weekly", false), std::pair("1 patch weekly", false),
                    std::pair("Insert 1 weekly", false), std::pair("5 mg subcutaneously weekly", false),
                    std::pair("5 mg in the vagina weekly", false), std::pair("5 mg vaginally weekly", false),
                    std::pair("5 mg in the rectum weekly", false), std::pair("5 mg rectally weekly", false),
                    std::pair("Spray weekly", false), std::pair("5 mg into a vein weekly", false),
                    std::pair("5 mg topically weekly", false)));

class Fractions : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Fractions, of_tablets_are_in_words) {
    EXPECT_EQ(said(daily(GetParam().first, visit::DoseUnit::tablet, visit::Route::oral)),
              "Take " + std::string(GetParam().second) + " by mouth once a day.");
}

INSTANTIATE_TEST_SUITE_P(All, Fractions,
                         testing::Values(std::pair("0.25", "a quarter of a tablet"), std::pair("0.5", "half a tablet"),
                                         std::pair("0.75", "three quarters of a tablet"),
                                         std::pair("1.25", "1 and a quarter tablets"),
                                         std::pair("1.5", "1 and a half tablets"),
                                         std::pair("2.75", "2 and three quarters tablets"), std::pair("2", "2 tablets"),
                                         std::pair("1e1", "10 tablets")));

TEST(DosagePhrases, an_amount_with_a_highest_alone_is_up_to_it) {
    visit::Dosage dosage = daily("", visit::DoseUnit::tablet, visit::Route::oral);
    dosage.dose.low = {};
    dosage.dose.high = {"2", "", "tablet", ""};
    EXPECT_EQ(said(dosage), "Take up to 2 tablets by mouth once a day.");
    dosage.dose.low = {"2", "", "tablet", ""};
    EXPECT_EQ(said(dosage), "Take 2 tablets by mouth once a day.") << "from 2 to 2";
}

TEST(DosagePhrases, times_in_all_and_one_time_are_told_apart) {
    visit::Dosage dosage = daily("1", visit::DoseUnit::tablet, visit::Route::oral);
    dosage.timing.count = 3;
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day, 3 times in all.");
    dosage.timing.count_max = 4;
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day, 3 to 4 times in all.");
    dosage.timing = {};
    dosage.timing.count = 1;
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth one time only.");
}

TEST(DosagePhrases, a_start_and_an_end_are_both_said) {
    visit::Dosage dosage = daily("1", visit::DoseUnit::tablet, visit::Route::oral);
    dosage.timing.bounds.start = {"2026-11", visit::DatePrecision::month};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day starting November 2026.");
    dosage.timing.bounds.start = {"2026", visit::DatePrecision::year};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day starting 2026.");
    dosage.timing.bounds.start = {"2026-11-20", visit::DatePrecision::day};
    dosage.timing.bounds.end = {"2026-11-27", visit::DatePrecision::day};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth once a day starting November 20, 2026 through November 27, 2026.");
}

TEST(DosagePhrases, a_site_that_is_not_a_side_stands_in_brackets) {
    visit::Dosage dosage = daily("10", visit::DoseUnit::unit, visit::Route::subcutaneous);
    dosage.site = named("abdomen");
    EXPECT_EQ(said(dosage), "Inject 10 units under the skin (abdomen) once a day.");
}

TEST(DosagePhrases, one_time_stands_at_the_end) {
    visit::Dosage dosage = daily("1", visit::DoseUnit::tablet, visit::Route::oral);
    dosage.timing = {};
    dosage.timing.count = 1;
    dosage.timing.moments = {visit::DayMoment::bedtime};
    EXPECT_EQ(said(dosage), "Take 1 tablet by mouth at bedtime one time only.");
}

TEST(DosagePhrases, what_no_sentence_can_say_is_asked) {
    visit::Dosage often = daily("1", visit::DoseUnit::tablet, visit::Route::oral);
    often.timing.frequency = 2;
    often.timing.period = {"3", "", visit::TimeUnit::day};
    EXPECT_TRUE(say_dosage(often, words_in("en")).asks("ask-how-to-take")) << "2 times every 3 days";
    visit::Dosage elsewhere = daily("1", visit::DoseUnit::tablet, visit::Route::other);
    elsewhere.route_words = named("Through the feeding tube");
    EXPECT_TRUE(say_dosage(elsewhere, words_in("es")).in_english);
    elsewhere.route_words = named("p/g");
    EXPECT_TRUE(say_dosage(elsewhere, words_in("en")).asks("ask-how-to-take"));
    EXPECT_FALSE(can_be_taken({{"some", "", "tablet", ""}, {}}, visit::DoseUnit::tablet));
}

TEST(DosagePhrases, a_largest_amount_in_another_unit_than_what_is_counted_is_asked_about) {
    const auto asks = [](visit::DoseUnit unit, const visit::Quantity& most,
                         visit::TextAgreement agreement = visit::TextAgreement::no_text) {
        visit::Dosage dosage = daily("1", unit, visit::Route::oral);
        dosage.agreement = agreement;
        dosage.max_per_period = visit::QuantityRatio{most, {"1", "", "day", "d"}};
        return say_dosage(dosage, words_in("en")).asks("ask-how-many-is-most");
    };
    EXPECT_TRUE(asks(visit::DoseUnit::tablet, {"3000", "", "mg", "mg"}));
    EXPECT_FALSE(asks(visit::DoseUnit::tablet, {"4", "", "tablet", ""}));
    EXPECT_FALSE(asks(visit::DoseUnit::milliliter, {"3000", "", "mg", "mg"})) << "nothing to count";
    EXPECT_FALSE(asks(visit::DoseUnit::tablet, {"4", "", "", ""}));
    EXPECT_FALSE(asks(visit::DoseUnit::tablet, {"3000", "", "mg", "mg"}, visit::TextAgreement::differs));
}

/// "Ask how many of your doses that is" is about an amount that the page names.
TEST(DosagePhrases, a_largest_amount_without_a_unit_is_not_said_and_all_is_asked) {
    visit::Dosage dosage = daily("1", visit::DoseUnit::tablet, visit::Route::oral);
    dosage.text = written("Take 1 tablet by mouth daily");
    dosage.agreement = visit::TextAgreement::agrees;
    dosage.sig = visit::read_sig(dosage.text.text);
    dosage.max_per_period = visit::QuantityRatio{{"4", "", "", ""}, {"1", "", "day", "d"}};
    const DosageWords words = say_dosage(dosage, words_in("en"));
    EXPECT_EQ(text_of(words.sentences), "Take 1 tablet by mouth daily");
    EXPECT_TRUE(words.asks("ask-how-to-take"));
    EXPECT_FALSE(words.asks("ask-how-many-is-most"));
}

TEST(DosagePhrases, two_doses_a_year_are_not_two_a_day) {
    visit::Dosage dosage = daily("1", visit::DoseUnit::tablet, visit::Route::oral);
    dosage.text = written("Take 1 tablet by mouth 2 times a year");
    dosage.agreement = visit::TextAgreement::agrees;
    dosage.sig = visit::read_sig(dosage.text.text);
    dosage.timing.frequency = 2;
    dosage.timing.period.unit = visit::TimeUnit::year;
    dosage.max_per_period = visit::QuantityRatio{{"1", "", "tablet", ""}, {"1", "", "day", "d"}};
    EXPECT_FALSE(say_dosage(dosage, words_in("en")).asks("ask-how-to-take"));
    dosage.timing.period.unit = visit::TimeUnit::day;
    EXPECT_TRUE(say_dosage(dosage, words_in("en")).asks("ask-how-to-take"));
}

TEST(DosagePhrases, an_eye_or_ear_that_the_text_names_without_a_side_is_asked_about) {
    const auto asks = [](const std::string& text, std::string_view key) {
        visit::Dosage dosage = daily("1", visit::DoseUnit::drop, visit::Route::none);
        dosage.text = written(text);
        dosage.agreement = visit::TextAgreement::compatible;
        return say_dosage(dosage, words_in("en")).asks(key);
    };
    EXPECT_TRUE(asks("Put 1 drop in the eye", "ask-which-eye"));
    EXPECT_FALSE(asks("Put 1 drop in the eyes", "ask-which-eye"));
    EXPECT_FALSE(asks("Put 1 drop in the affected eye", "ask-which-eye"));
    EXPECT_TRUE(asks("Put 1 drop in the ear", "ask-which-ear"));
    EXPECT_FALSE(asks("Put 1 drop in the ears", "ask-which-ear"));
}

TEST(DosagePhrases, a_text_that_does_not_tell_what_to_do_is_asked_about) {
    const auto asks = [](const char* language, const char* words, bool unreadable) {
        visit::Dosage dosage;
        dosage.unreadable = unreadable;
        dosage.agreement = visit::TextAgreement::cannot_tell;
        (std::string_view(language) == "en" ? dosage.text : dosage.patient_instruction) = written(words, language);
        return say_dosage(dosage, words_in(language)).asks("ask-how-to-take");
    };
    EXPECT_TRUE(asks("en", "Use as directed", false));
    EXPECT_FALSE(asks("es", "Una tableta por la ma\u00F1ana", false)) << "nothing here reads Spanish";
    EXPECT_TRUE(asks("es", "Una tableta por la ma\u00F1ana", true));
}

class ReasonPhrases : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(ReasonPhrases, are_in_the_language_of_the_page) {
    const SummaryWords words = words_in("es");
    EXPECT_EQ(reason_piece(named(GetParam().first), words.visit).text, words.visit[GetParam().second]);
    EXPECT_EQ(reason_piece(named("PRN " + std::string(GetParam().first)), words.visit).text,
              words.visit[GetParam().second]);
    EXPECT_EQ(reason_piece(named("other " + std::string(GetParam().first)), words.visit).text,
              "other " + std::string(GetParam().first));
}

INSTANTIATE_TEST_SUITE_P(
    All, ReasonPhrases,
    testing::Values(
        std::pair("pain", "reason-pain"), std::pair("mild pain", "reason-mild-pain"),
        std::pair("moderate pain", "reason-moderate-pain"), std::pair("severe pain", "reason-severe-pain"),
        std::pair("anaphylaxis", "reason-severe-allergic-reaction"),
        std::pair("severe allergic reaction", "reason-severe-allergic-reaction"), std::pair("fever", "reason-fever"),
        std::pair("pain or fever", "reason-pain-or-fever"), std::pair("fever or pain", "reason-pain-or-fever"),
        std::pair("pain and fever", "reason-pain-or-fever"), std::pair("headache", "reason-headache"),
        std::pair("headaches", "reason-headache"), std::pair("migraine", "reason-migraine"),
        std::pair("nausea", "reason-nausea"), std::pair("vomiting", "reason-vomiting"),
        std::pair("nausea and vomiting", "reason-nausea-vomiting"),
        std::pair("nausea or vomiting", "reason-nausea-vomiting"),
        std::pair("nausea/vomiting", "reason-nausea-vomiting"), std::pair("cough", "reason-cough"),
        std::pair("wheezing", "reason-wheezing"), std::pair("shortness of breath", "reason-shortness-of-breath"),
        std::pair("dyspnea", "reason-shortness-of-breath"),
        std::pair("difficulty breathing", "reason-shortness-of-breath"), std::pair("chest pain", "reason-chest-pain"),
        std::pair("angina", "reason-chest-pain"), std::pair("itching", "reason-itching"),
        std::pair("pruritus", "reason-itching"), std::pair("rash", "reason-rash"),
        std::pair("allergies", "reason-allergies"), std::pair("allergy symptoms", "reason-allergies"),
        std::pair("allergic rhinitis", "reason-allergies"), std::pair("nasal congestion", "reason-congestion"),
        std::pair("congestion", "reason-congestion"), std::pair("anxiety", "reason-anxiety"),
        std::pair("insomnia", "reason-sleep"), std::pair("sleep", "reason-sleep"),
        std::pair("constipation", "reason-constipation"), std::pair("diarrhea", "reason-diarrhea"),
        std::pair("heartburn", "reason-heartburn"), std::pair("acid reflux", "reason-heartburn"),
        std::pair("indigestion", "reason-indigestion"), std::pair("upset stomach", "reason-indigestion"),
        std::pair("gas", "reason-gas"), std::pair("muscle spasm", "reason-muscle-spasm"),
        std::pair("muscle spasms", "reason-muscle-spasm"), std::pair("dizziness", "reason-dizziness"),
        std::pair("swelling", "reason-swelling"), std::pair("low blood sugar", "reason-low-blood-sugar"),
        std::pair("hypoglycemia", "reason-low-blood-sugar"), std::pair("seizure", "reason-seizures"),
        std::pair("seizures", "reason-seizures"), std::pair("dry eyes", "reason-dry-eyes"),
        std::pair("high blood pressure", "reason-high-blood-pressure"),
        std::pair("hypertension", "reason-high-blood-pressure"),
        std::pair("essential hypertension", "reason-high-blood-pressure"), std::pair("diabetes", "reason-diabetes"),
        std::pair("infection", "reason-infection"), std::pair("high cholesterol", "reason-high-cholesterol"),
        std::pair("hypercholesterolemia", "reason-high-cholesterol"), std::pair("asthma", "reason-asthma"),
        std::pair("depression", "reason-depression")));

struct SiteRow {
    const char *written, *said;
};
void PrintTo(const SiteRow& row, std::ostream* out) { *out << row.written; }

class SidesAlone : public testing::TestWithParam<SiteRow> {};

/// The clinician's "right", in the patient's language.
TEST_P(SidesAlone, are_in_the_language_of_the_page) {
    const SummaryWords words = words_in("es");
    TextBuilder text(words.language());
    add_body_sites(text, {named(GetParam().written)}, words);
    EXPECT_EQ(text.take().text, " \u00B7 " + words.visit[GetParam().said]);
}

INSTANTIATE_TEST_SUITE_P(All, SidesAlone,
                         testing::Values(SiteRow{"Left", "left-side"}, SiteRow{"Right", "right-side"},
                                         SiteRow{"Both", "both-sides"}, SiteRow{"Both sides", "both-sides"},
                                         SiteRow{"Bilateral", "both-sides"}, SiteRow{"Left side", "left-side"},
                                         SiteRow{"Right side", "right-side"}, SiteRow{"Right and left", "both-sides"},
                                         SiteRow{"Izquierdo", "left-side"}, SiteRow{"Izquierda", "left-side"},
                                         SiteRow{"Derecho", "right-side"}, SiteRow{"Derecha", "right-side"}));

TEST(Decimals, of_a_power_of_ten_have_all_their_zeros) {
    const auto rewritten = [](const char* text) { return write_decimal(*read_decimal(text)); };
    EXPECT_EQ(rewritten("1e10"), "10000000000");
    EXPECT_EQ(rewritten("25e+1"), "250");
    EXPECT_FALSE(read_decimal("1e-19"));
}

}  // namespace
}  // namespace carepress::test

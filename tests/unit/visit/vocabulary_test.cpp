// The words and numbers that dosages and vital signs are read by: each one of them, and each limit at, below and above.
#include "build_bundle.h"
#include "visit/of_visit.h"
#include "visit/sig_vocabulary.h"
#include "visit/visit.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace visit;
namespace {

template <class Value>
struct Word {
    const char* word;
    Value value;
};
template <class Value>
void PrintTo(const Word<Value>& row, std::ostream* out) {
    *out << row.word;
}

class NumberWords : public testing::TestWithParam<Word<const char*>> {};
TEST_P(NumberWords, are_numbers) { EXPECT_EQ(number_word(GetParam().word), GetParam().value); }
INSTANTIATE_TEST_SUITE_P(All, NumberWords,
                         testing::Values(Word<const char*>{"zero", "0"}, Word<const char*>{"one", "1"},
                                         Word<const char*>{"two", "2"}, Word<const char*>{"three", "3"},
                                         Word<const char*>{"four", "4"}, Word<const char*>{"five", "5"},
                                         Word<const char*>{"six", "6"}, Word<const char*>{"seven", "7"},
                                         Word<const char*>{"eight", "8"}, Word<const char*>{"nine", "9"},
                                         Word<const char*>{"ten", "10"}, Word<const char*>{"eleven", "11"},
                                         Word<const char*>{"twelve", "12"}, Word<const char*>{"fourteen", "14"},
                                         Word<const char*>{"fifteen", "15"}, Word<const char*>{"twenty", "20"},
                                         Word<const char*>{"thirty", "30"}));

class TimeUnitWords : public testing::TestWithParam<Word<TimeUnit>> {};
TEST_P(TimeUnitWords, are_units_of_time) { EXPECT_EQ(time_unit_of_word(GetParam().word), GetParam().value); }
INSTANTIATE_TEST_SUITE_P(
    All, TimeUnitWords,
    testing::Values(Word<TimeUnit>{"minute", TimeUnit::minute}, Word<TimeUnit>{"minutes", TimeUnit::minute},
                    Word<TimeUnit>{"min", TimeUnit::minute}, Word<TimeUnit>{"hour", TimeUnit::hour},
                    Word<TimeUnit>{"hours", TimeUnit::hour}, Word<TimeUnit>{"hr", TimeUnit::hour},
                    Word<TimeUnit>{"hrs", TimeUnit::hour}, Word<TimeUnit>{"h", TimeUnit::hour},
                    Word<TimeUnit>{"day", TimeUnit::day}, Word<TimeUnit>{"days", TimeUnit::day},
                    Word<TimeUnit>{"week", TimeUnit::week}, Word<TimeUnit>{"weeks", TimeUnit::week},
                    Word<TimeUnit>{"wk", TimeUnit::week}, Word<TimeUnit>{"month", TimeUnit::month},
                    Word<TimeUnit>{"months", TimeUnit::month}));

class Adverbs : public testing::TestWithParam<Word<TimeUnit>> {};
TEST_P(Adverbs, have_a_period) { EXPECT_EQ(period_of_adverb(GetParam().word), GetParam().value); }
INSTANTIATE_TEST_SUITE_P(All, Adverbs,
                         testing::Values(Word<TimeUnit>{"daily", TimeUnit::day},
                                         Word<TimeUnit>{"weekly", TimeUnit::week},
                                         Word<TimeUnit>{"monthly", TimeUnit::month},
                                         Word<TimeUnit>{"hourly", TimeUnit::hour}));

class MomentWords : public testing::TestWithParam<Word<DayMoment>> {};
TEST_P(MomentWords, are_moments_of_the_day) { EXPECT_EQ(moment_of_word(GetParam().word), GetParam().value); }
INSTANTIATE_TEST_SUITE_P(
    All, MomentWords,
    testing::Values(Word<DayMoment>{"morning", DayMoment::morning}, Word<DayMoment>{"mornings", DayMoment::morning},
                    Word<DayMoment>{"noon", DayMoment::noon}, Word<DayMoment>{"midday", DayMoment::noon},
                    Word<DayMoment>{"afternoon", DayMoment::afternoon}, Word<DayMoment>{"evening", DayMoment::evening},
                    Word<DayMoment>{"evenings", DayMoment::evening}, Word<DayMoment>{"night", DayMoment::night},
                    Word<DayMoment>{"nightly", DayMoment::night}, Word<DayMoment>{"bedtime", DayMoment::bedtime},
                    Word<DayMoment>{"bed", DayMoment::bedtime}));

struct Meal {
    const char* word;
    DayMoment with, before, after;
};
void PrintTo(const Meal& row, std::ostream* out) { *out << row.word; }

class Meals : public testing::TestWithParam<Meal> {};
TEST_P(Meals, have_a_moment_with_before_and_after) {
    EXPECT_EQ(moment_of_meal(MealSide::with, GetParam().word), GetParam().with);
    EXPECT_EQ(moment_of_meal(MealSide::before, GetParam().word), GetParam().before);
    EXPECT_EQ(moment_of_meal(MealSide::after, GetParam().word), GetParam().after);
}
INSTANTIATE_TEST_SUITE_P(
    All, Meals,
    testing::Values(Meal{"breakfast", DayMoment::with_breakfast, DayMoment::before_breakfast,
                         DayMoment::after_breakfast},
                    Meal{"lunch", DayMoment::with_lunch, DayMoment::before_lunch, DayMoment::after_lunch},
                    Meal{"dinner", DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner},
                    Meal{"supper", DayMoment::with_dinner, DayMoment::before_dinner, DayMoment::after_dinner},
                    Meal{"meal", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal},
                    Meal{"meals", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal},
                    Meal{"eating", DayMoment::with_meal, DayMoment::before_meal, DayMoment::after_meal}));

class Weekdays : public testing::TestWithParam<Word<Weekday>> {};
TEST_P(Weekdays, may_be_short_or_plural) {
    const std::string day = GetParam().word;
    EXPECT_EQ(weekday_of_word(day), GetParam().value);
    EXPECT_EQ(weekday_of_word(day + "s"), GetParam().value);
    EXPECT_EQ(weekday_of_word(day.substr(0, 3)), GetParam().value);
    EXPECT_FALSE(weekday_of_word(day.substr(0, 2)));
    EXPECT_FALSE(weekday_of_word(day + "x"));
    EXPECT_FALSE(weekday_of_word("x" + day));
}
INSTANTIATE_TEST_SUITE_P(
    All, Weekdays,
    testing::Values(Word<Weekday>{"monday", Weekday::monday}, Word<Weekday>{"tuesday", Weekday::tuesday},
                    Word<Weekday>{"wednesday", Weekday::wednesday}, Word<Weekday>{"thursday", Weekday::thursday},
                    Word<Weekday>{"friday", Weekday::friday}, Word<Weekday>{"saturday", Weekday::saturday},
                    Word<Weekday>{"sunday", Weekday::sunday}));

class Months : public testing::TestWithParam<const char*> {};
TEST_P(Months, may_be_short) {
    const std::string month = GetParam();
    EXPECT_TRUE(is_month(month));
    EXPECT_TRUE(is_month(month.substr(0, 3)));
    EXPECT_FALSE(is_month(month.substr(0, 2)));
    EXPECT_FALSE(is_month(month + "x"));
}
INSTANTIATE_TEST_SUITE_P(All, Months,
                         testing::Values("january", "february", "march", "april", "may", "june", "july", "august",
                                         "september", "october", "november", "december"));
TEST(Months, have_one_short_form_of_four_letters) { EXPECT_TRUE(is_month("sept")); }

class PlainWords : public testing::TestWithParam<const char*> {};
TEST_P(PlainWords, add_nothing_to_a_dosage) {
    EXPECT_TRUE(is_plain_word(GetParam()));
    EXPECT_FALSE(is_plain_word("z" + std::string(GetParam()) + "z"));
}
INSTANTIATE_TEST_SUITE_P(
    All, PlainWords,
    testing::Values(".", ",", ";", "(", ")", "-", "'", "take", "use", "apply", "inject", "inhale", "place", "put",
                    "insert", "instill", "instil", "give", "administer", "swallow", "chew", "spray", "spread", "rub",
                    "drink", "breathe", "must", "need", "needed", "by", "the", "a", "an", "in", "into", "onto", "on",
                    "to", "of", "and", "at", "for", "with", "your", "you", "it", "as", "via", "from", "each", "every",
                    "only", "once", "same", "up", "one", "half", "quarter", "full", "whole", "total", "mouth", "orally",
                    "oral", "under", "beneath", "inside", "subcutaneously", "subcutaneous", "rectally", "vaginally",
                    "topically", "nasally", "topical", "intramuscularly", "intramuscular", "nebulization", "nebulizer",
                    "inhaler", "tube", "skin", "tongue", "muscle", "vein", "rectum", "vagina", "cheek", "nose", "eye",
                    "eyes", "ear", "ears", "nostril", "nostrils", "left", "right", "both", "side", "sides", "affected",
                    "area", "areas", "scalp", "face", "arm", "abdomen", "thigh", "time", "times", "day", "days",
                    "bedtime", "morning", "evening", "night", "dose", "doses", "amount", "thin", "layer", "units",
                    "unit", "patch", "drop", "drops", "medicine", "medication", "water", "glass"));

TEST(Vocabulary, holds_no_other_words) {
    for (const char* word : {"", "tuna", "weekdays", "stop"}) {
        EXPECT_FALSE(number_word(word));
        EXPECT_FALSE(time_unit_of_word(word));
        EXPECT_FALSE(period_of_adverb(word));
        EXPECT_FALSE(weekday_of_word(word));
        EXPECT_FALSE(is_month(word));
        EXPECT_FALSE(moment_of_word(word));
        EXPECT_FALSE(moment_of_meal(MealSide::with, word));
        EXPECT_FALSE(is_plain_word(word));
    }
}

struct Moments {
    DayMoment meal, general;
};

class GeneralMoments : public testing::TestWithParam<Moments> {};
TEST_P(GeneralMoments, give_way_to_the_meal_of_their_part_of_the_day) {
    std::vector<DayMoment> moments{GetParam().general, GetParam().meal, DayMoment::bedtime};
    drop_general_moments(moments);
    EXPECT_EQ(moments, (std::vector{GetParam().meal, DayMoment::bedtime}));
}
INSTANTIATE_TEST_SUITE_P(Morning, GeneralMoments,
                         testing::Values(Moments{DayMoment::with_breakfast, DayMoment::morning},
                                         Moments{DayMoment::before_breakfast, DayMoment::morning},
                                         Moments{DayMoment::after_breakfast, DayMoment::morning},
                                         Moments{DayMoment::with_breakfast, DayMoment::early_morning},
                                         Moments{DayMoment::with_breakfast, DayMoment::late_morning},
                                         Moments{DayMoment::with_breakfast, DayMoment::waking}));
INSTANTIATE_TEST_SUITE_P(NoonAndEvening, GeneralMoments,
                         testing::Values(Moments{DayMoment::with_lunch, DayMoment::noon},
                                         Moments{DayMoment::before_lunch, DayMoment::noon},
                                         Moments{DayMoment::after_lunch, DayMoment::noon},
                                         Moments{DayMoment::with_dinner, DayMoment::evening},
                                         Moments{DayMoment::before_dinner, DayMoment::evening},
                                         Moments{DayMoment::after_dinner, DayMoment::evening}));
TEST(GeneralMoments, of_another_part_of_the_day_stay) {
    for (const Moments& both :
         {Moments{DayMoment::with_breakfast, DayMoment::noon}, Moments{DayMoment::with_lunch, DayMoment::morning},
          Moments{DayMoment::with_lunch, DayMoment::evening}, Moments{DayMoment::with_dinner, DayMoment::noon},
          Moments{DayMoment::with_meal, DayMoment::morning}}) {
        std::vector<DayMoment> moments{both.general, both.meal};
        drop_general_moments(moments);
        EXPECT_EQ(moments, (std::vector{both.general, both.meal}));
    }
}

class VitalSignCodes : public testing::TestWithParam<Word<VitalSignKind>> {};
TEST_P(VitalSignCodes, are_known_by_loinc) {
    Concept code;
    code.codes = {{"http://loinc.org", GetParam().word}};
    EXPECT_EQ(vital_sign_kind(code), GetParam().value);
    code.codes[0].system = "urn:local";
    EXPECT_EQ(vital_sign_kind(code), VitalSignKind::other);
}
INSTANTIATE_TEST_SUITE_P(Loinc, VitalSignCodes,
                         testing::Values(Word<VitalSignKind>{"85354-9", VitalSignKind::blood_pressure},
                                         Word<VitalSignKind>{"55284-4", VitalSignKind::blood_pressure},
                                         Word<VitalSignKind>{"8480-6", VitalSignKind::systolic},
                                         Word<VitalSignKind>{"8462-4", VitalSignKind::diastolic},
                                         Word<VitalSignKind>{"8867-4", VitalSignKind::heart_rate},
                                         Word<VitalSignKind>{"9279-1", VitalSignKind::respiratory_rate},
                                         Word<VitalSignKind>{"8310-5", VitalSignKind::temperature},
                                         Word<VitalSignKind>{"8331-1", VitalSignKind::temperature},
                                         Word<VitalSignKind>{"2708-6", VitalSignKind::oxygen_saturation},
                                         Word<VitalSignKind>{"59408-5", VitalSignKind::oxygen_saturation},
                                         Word<VitalSignKind>{"8302-2", VitalSignKind::height},
                                         Word<VitalSignKind>{"8306-3", VitalSignKind::height},
                                         Word<VitalSignKind>{"29463-7", VitalSignKind::weight},
                                         Word<VitalSignKind>{"3141-9", VitalSignKind::weight},
                                         Word<VitalSignKind>{"39156-5", VitalSignKind::body_mass_index},
                                         Word<VitalSignKind>{"9843-4", VitalSignKind::head_circumference},
                                         Word<VitalSignKind>{"8287-5", VitalSignKind::head_circumference},
                                         Word<VitalSignKind>{"72514-3", VitalSignKind::pain},
                                         Word<VitalSignKind>{"38208-5", VitalSignKind::pain},
                                         Word<VitalSignKind>{"8328-7", VitalSignKind::temperature}));

/// What a living person can have: beyond it the number or the unit is wrong, and the page must not print it.
struct Limit {
    VitalSignKind kind;
    const char *unit, *below, *least, *most, *above;
};
void PrintTo(const Limit& row, std::ostream* out) { *out << row.least << " to " << row.most << ' ' << row.unit; }

class Plausibility : public testing::TestWithParam<Limit> {};
TEST_P(Plausibility, ends_at_its_limits) {
    const Limit& limit = GetParam();
    for (const bool is_code : {true, false}) {
        const auto plausible = [&](const char* value) {
            return is_plausible(limit.kind, {value, "", limit.unit, is_code ? limit.unit : ""});
        };
        EXPECT_FALSE(plausible(limit.below));
        EXPECT_TRUE(plausible(limit.least));
        EXPECT_TRUE(plausible(limit.most));
        EXPECT_FALSE(plausible(limit.above));
    }
    EXPECT_TRUE(is_plausible(limit.kind, {limit.above, "", "other", "other"})) << "of another unit nothing is known";
    EXPECT_TRUE(is_plausible(VitalSignKind::other, {limit.above, "", limit.unit, limit.unit}));
}
INSTANTIATE_TEST_SUITE_P(
    All, Plausibility,
    testing::Values(Limit{VitalSignKind::systolic, "mm[Hg]", "29.9", "30", "320", "320.1"},
                    Limit{VitalSignKind::systolic, "mmHg", "29.9", "30", "320", "320.1"},
                    Limit{VitalSignKind::diastolic, "mm[Hg]", "9.9", "10", "220", "220.1"},
                    Limit{VitalSignKind::diastolic, "mmHg", "9.9", "10", "220", "220.1"},
                    Limit{VitalSignKind::heart_rate, "/min", "14.9", "15", "320", "320.1"},
                    Limit{VitalSignKind::heart_rate, "{beats}/min", "14.9", "15", "320", "320.1"},
                    Limit{VitalSignKind::heart_rate, "{Beats}/min", "14.9", "15", "320", "320.1"},
                    Limit{VitalSignKind::heart_rate, "bpm", "14.9", "15", "320", "320.1"},
                    Limit{VitalSignKind::respiratory_rate, "/min", "2.9", "3", "130", "130.1"},
                    Limit{VitalSignKind::respiratory_rate, "{breaths}/min", "2.9", "3", "130", "130.1"},
                    Limit{VitalSignKind::respiratory_rate, "{Breaths}/min", "2.9", "3", "130", "130.1"},
                    Limit{VitalSignKind::temperature, "Cel", "21.9", "22", "46", "46.1"},
                    Limit{VitalSignKind::temperature, "°C", "21.9", "22", "46", "46.1"},
                    Limit{VitalSignKind::temperature, "C", "21.9", "22", "46", "46.1"},
                    Limit{VitalSignKind::temperature, "[degF]", "70.9", "71", "115", "115.1"},
                    Limit{VitalSignKind::temperature, "°F", "70.9", "71", "115", "115.1"},
                    Limit{VitalSignKind::temperature, "F", "70.9", "71", "115", "115.1"},
                    Limit{VitalSignKind::oxygen_saturation, "%", "19.9", "20", "100", "100.1"},
                    Limit{VitalSignKind::oxygen_saturation, "1", "19.9", "20", "100", "100.1"},
                    Limit{VitalSignKind::height, "cm", "19.9", "20", "260", "260.1"},
                    Limit{VitalSignKind::height, "m", "0.19", "0.2", "2.6", "2.61"},
                    Limit{VitalSignKind::height, "mm", "199.9", "200", "2600", "2600.1"},
                    Limit{VitalSignKind::height, "[ft_i]", "0.649", "0.65", "8.5", "8.501"},
                    Limit{VitalSignKind::height, "ft", "0.649", "0.65", "8.5", "8.501"},
                    Limit{VitalSignKind::height, "[in_i]", "7.9", "8", "102", "102.1"},
                    Limit{VitalSignKind::height, "in", "7.9", "8", "102", "102.1"},
                    Limit{VitalSignKind::weight, "kg", "0.19", "0.2", "640", "640.01"},
                    Limit{VitalSignKind::weight, "[lb_av]", "0.39", "0.4", "1400", "1400.01"},
                    Limit{VitalSignKind::weight, "lb", "0.39", "0.4", "1400", "1400.01"},
                    Limit{VitalSignKind::weight, "lbs", "0.39", "0.4", "1400", "1400.01"},
                    Limit{VitalSignKind::weight, "g", "199.9", "200", "640000", "640000.1"},
                    Limit{VitalSignKind::weight, "[oz_av]", "6.9", "7", "22400", "22400.1"},
                    Limit{VitalSignKind::weight, "oz", "6.9", "7", "22400", "22400.1"},
                    Limit{VitalSignKind::body_mass_index, "kg/m2", "4.9", "5", "200", "200.1"},
                    Limit{VitalSignKind::body_mass_index, "kg/m^2", "4.9", "5", "200", "200.1"},
                    Limit{VitalSignKind::head_circumference, "cm", "14.9", "15", "80", "80.1"},
                    Limit{VitalSignKind::head_circumference, "[in_i]", "5.9", "6", "32", "32.1"},
                    Limit{VitalSignKind::head_circumference, "in", "5.9", "6", "32", "32.1"},
                    Limit{VitalSignKind::pain, "{score}", "-0.1", "0", "10", "10.1"},
                    Limit{VitalSignKind::pain, "1", "-0.1", "0", "10", "10.1"}));
TEST(Plausibility, is_not_asked_of_words) {
    EXPECT_TRUE(is_plausible(VitalSignKind::pain, {"high", "", "{score}", "{score}"}));
}

struct Observed {
    const char* members;
    ObservationKind kind;
};
void PrintTo(const Observed& row, std::ostream* out) { *out << row.members; }

class ObservationKinds : public testing::TestWithParam<Observed> {
protected:
    static Json observation() {
        return of_visit("Observation", "o",
                        R"("status": "final", "effectiveDateTime": "2026-03-10", )" + std::string(GetParam().members));
    }
};
TEST_P(ObservationKinds, are_told_by_category_code_or_value) {
    const Read got = read_with({observation()});
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->vital_signs.size(), GetParam().kind == ObservationKind::vital_sign ? 1U : 0U) << got.messages;
    EXPECT_EQ(got.visit->results.results.size(), GetParam().kind == ObservationKind::result ? 1U : 0U) << got.messages;
}
INSTANTIATE_TEST_SUITE_P(
    Categories, ObservationKinds,
    testing::Values(
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "vital-signs"}]}])",
            ObservationKind::vital_sign},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "laboratory"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "imaging"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "procedure"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "LAB"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "CH"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "HM"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "MB"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "SR"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "RAD"}]}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"coding": [{"code": "survey"}]}])",
            ObservationKind::other}));
INSTANTIATE_TEST_SUITE_P(
    WithoutCodes, ObservationKinds,
    testing::Values(
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"text": "Laboratory"}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"text": "LAB"}])",
            ObservationKind::result},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"}, "category": [{"text": "Survey"}])",
            ObservationKind::other},
        Observed{R"("valueQuantity": {"value": 5, "unit": "mg"}, "code": {"text": "Thing"})", ObservationKind::result},
        Observed{R"("valueQuantity": {"value": 5}, "code": {"text": "Thing"})", ObservationKind::other},
        Observed{
            R"("valueQuantity": {"value": 5, "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}"}, "code": {"text": "Thing"})",
            ObservationKind::other},
        Observed{
            R"("valueQuantity": {"value": 72, "unit": "/min"}, "code": {"text": "Pulse", "coding": [{"system": "http://loinc.org", "code": "8867-4"}]})",
            ObservationKind::vital_sign}));

}  // namespace
}  // namespace carepress::test

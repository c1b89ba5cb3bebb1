#include "build_bundle.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

constexpr const char* one_tablet = R"("doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}])";

/// The first dosage of a medicine whose dosage has these members.
struct ReadDosage {
    Dosage dosage;
    std::vector<MedicineWarning> warnings;
    std::string messages;
    std::size_t count = 0;
};
ReadDosage dosage_of(const std::string& members) {
    const Read got = read_with({medicine("m", "Placebin", R"(, "dosageInstruction": [{)" + members + "}]")});
    ReadDosage made;
    made.messages = got.messages;
    if (!got.visit || got.visit->medicines.empty()) return made;
    const Medicine& read = got.visit->medicines[0];
    made.count = read.dosages.size();
    made.warnings = read.warnings;
    if (!read.dosages.empty()) made.dosage = read.dosages[0];
    return made;
}

ReadDosage timed(const std::string& timing) { return dosage_of(std::string(one_tablet) + R"(, "timing": )" + timing); }

std::string words(const TimeSpan& span) {
    static const std::vector<std::string> units{"s", "min", "h", "d", "wk", "mo", "a"};
    if (!span.stated()) return {};
    return span.low + (span.high.empty() ? "" : "-" + span.high) + units[static_cast<std::size_t>(span.unit)];
}

/// "2-3 in 1d, moments 0 20, count 5": a timing in short.
std::string words(const Timing& timing) {
    std::string out;
    const auto count = [](std::optional<int> low, std::optional<int> high) {
        return std::to_string(*low) + (high ? "-" + std::to_string(*high) : "");
    };
    if (timing.frequency) out += count(timing.frequency, timing.frequency_max) + " in " + words(timing.period);
    for (const DayMoment moment : timing.moments) out += " moment " + std::to_string(static_cast<int>(moment));
    if (timing.offset_minutes) out += " offset " + std::to_string(timing.offset_minutes);
    for (const Weekday day : timing.weekdays) out += " day " + std::to_string(static_cast<int>(day));
    for (const std::string& time : timing.times_of_day) out += " at " + time;
    for (const RecordTime& event : timing.events) out += " on " + event.text;
    if (timing.count) out += " count " + count(timing.count, timing.count_max);
    if (timing.duration.stated()) out += " lasting " + words(timing.duration);
    if (timing.bounds.start.stated()) out += " from " + timing.bounds.start.text;
    if (timing.bounds.end.stated()) out += " to " + timing.bounds.end.text;
    if (timing.bounds_length.stated()) out += " for " + words(timing.bounds_length);
    if (timing.words.stated()) out += " \"" + timing.words.name.text + "\"";
    return out;
}

TEST(Dosage, CodesOfTiming) {
    const std::vector<std::pair<std::string, std::string>> codes{
        {"QD", "1 in 1d"},   {"BID", "2 in 1d"},         {"TID", "3 in 1d"},         {"QID", "4 in 1d"},
        {"QOD", "1 in 2d"},  {"AM", "1 in 1d moment 0"}, {"PM", "1 in 1d moment 4"}, {"BED", "1 in 1d moment 12"},
        {"WK", "1 in 1wk"},  {"MO", "1 in 1mo"},         {"Q1H", "1 in 1h"},         {"Q2H", "1 in 2h"},
        {"Q3H", "1 in 3h"},  {"Q4H", "1 in 4h"},         {"Q6H", "1 in 6h"},         {"Q8H", "1 in 8h"},
        {"Q12H", "1 in 12h"}};
    for (const auto& [code, expected] : codes) {
        const ReadDosage got = timed(R"({"code": {"coding": [{"code": ")" + code + R"("}]}})");
        EXPECT_EQ(words(got.dosage.timing), expected) << code;
        EXPECT_TRUE(got.dosage.structured) << code;
        EXPECT_TRUE(got.warnings.empty()) << code;
    }
    const ReadDosage unknown = timed(R"({"code": {"text": "every full moon"}})");
    EXPECT_EQ(words(unknown.dosage.timing), " \"every full moon\"");
    EXPECT_TRUE(unknown.dosage.structured) << "its words are printed";
    EXPECT_FALSE(unknown.dosage.slots.any());
    // Words that the fields say too are not printed, and "as needed" in them is kept.
    const std::string four_hours = R"(, "repeat": {"frequency": 1, "period": 4, "periodUnit": "h"}})";
    const ReadDosage needed = timed(R"({"code": {"text": "Every 4 hours PRN"})" + four_hours);
    EXPECT_EQ(words(needed.dosage.timing), "1 in 4h");
    EXPECT_TRUE(needed.dosage.as_needed);
    EXPECT_TRUE(timed(R"({"code": {"text": "3 times daily"})" + four_hours).dosage.unreadable);
    EXPECT_EQ(words(timed(R"({"code": {"text": "Nightly"}, "repeat": {"frequency": 1, "period": 1, "periodUnit": "d",
        "when": ["NIGHT"]}})")
                        .dosage.timing),
              "1 in 1d moment 10");
    // The code and what is beside it must agree; bounds may be added.
    EXPECT_TRUE(
        timed(R"({"code": {"coding": [{"code": "BID"}]}, "repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}})")
            .dosage.unreadable);
    EXPECT_EQ(words(timed(R"({"code": {"coding": [{"code": "BID"}]}, "repeat": {"boundsDuration":
                    {"value": 10, "code": "d", "system": "http://unitsofmeasure.org"}}})")
                        .dosage.timing),
              "2 in 1d for 10d");
}

TEST(Dosage, StructuredTiming) {
    const std::vector<std::pair<std::string, std::string>> repeats{
        {R"("frequency": 2, "period": 1, "periodUnit": "d")", "2 in 1d"},
        {R"("frequency": 1, "frequencyMax": 2, "period": 1, "periodUnit": "d")", "1-2 in 1d"},
        {R"("period": 8, "periodUnit": "h")", "1 in 8h"},
        {R"("frequency": 1, "period": 4, "periodMax": 6, "periodUnit": "h")", "1 in 4-6h"},
        {R"("frequency": 1, "period": 0.5, "periodUnit": "h")", "1 in 0.5h"},
        {R"("frequency": 1, "period": 1, "periodUnit": "d", "when": ["HS"])", "1 in 1d moment 12"},
        {R"("frequency": 1, "period": 1, "periodUnit": "d", "when": ["ACM"], "offset": 30)",
         "1 in 1d moment 19 offset 30"},
        {R"("frequency": 2, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon", "thu"])", "2 in 1wk day 0 day 3"},
        {R"("timeOfDay": ["09:00:00", "21:30:15"])", " at 09:00 at 21:30:15"},
        {R"("count": 1)", " count 1"},
        {R"("count": 3, "countMax": 5, "frequency": 1, "period": 1, "periodUnit": "d")", "1 in 1d count 3-5"},
        {R"("frequency": 1, "period": 3, "periodUnit": "wk", "duration": 20, "durationUnit": "min")",
         "1 in 3wk lasting 20min"},
        {R"("frequency": 1, "period": 1, "periodUnit": "d", "boundsPeriod": {"start": "2026-03-10", "end": "2026-03-17"})",
         "1 in 1d from 2026-03-10 to 2026-03-17"},
        {R"("frequency": 1, "period": 1, "periodUnit": "d", "boundsRange": {"low": {"value": 5, "code": "d", "system":
            "http://unitsofmeasure.org"}, "high": {"value": 7, "code": "d", "system": "http://unitsofmeasure.org"}})",
         "1 in 1d for 5-7d"},
    };
    for (const auto& [repeat, expected] : repeats) {
        const ReadDosage got = timed("{\"repeat\": {" + repeat + "}}");
        EXPECT_EQ(words(got.dosage.timing), expected) << repeat << got.messages;
        EXPECT_TRUE(got.dosage.structured) << repeat << got.messages;
    }
    EXPECT_EQ(words(timed(R"({"event": ["2026-03-12T08:00:00-05:00"]})").dosage.timing),
              " on 2026-03-12T08:00:00-05:00");
}

/// A code of Timing.repeat.when (FHIR R4, EventTiming and TimingEvent), and whether it may be "30 minutes" from it.
struct Event {
    const char* code;
    DayMoment moment;
    bool takes_an_offset;
};

class Events : public testing::TestWithParam<Event> {};

TEST_P(Events, of_the_day_are_read_and_those_before_or_after_something_take_an_offset) {
    const auto with = [](const std::string& more) {
        return timed(R"({"repeat": {"when": [")" + std::string(GetParam().code) +
                     R"("], "frequency": 1, "period": 1, "periodUnit": "d")" + more + "}}")
            .dosage;
    };
    EXPECT_EQ(with("").timing.moments, std::vector{GetParam().moment});
    EXPECT_EQ(with(R"(, "offset": 30)").timing.offset_minutes, GetParam().takes_an_offset ? 30 : 0);
    EXPECT_EQ(with(R"(, "offset": 30)").unreadable, !GetParam().takes_an_offset);
}

INSTANTIATE_TEST_SUITE_P(
    All, Events,
    testing::Values(Event{"MORN", DayMoment::morning, false}, Event{"MORN.early", DayMoment::early_morning, false},
                    Event{"MORN.late", DayMoment::late_morning, false}, Event{"NOON", DayMoment::noon, false},
                    Event{"AFT", DayMoment::afternoon, false}, Event{"AFT.early", DayMoment::early_afternoon, false},
                    Event{"AFT.late", DayMoment::late_afternoon, false}, Event{"EVE", DayMoment::evening, false},
                    Event{"EVE.early", DayMoment::early_evening, false},
                    Event{"EVE.late", DayMoment::late_evening, false}, Event{"NIGHT", DayMoment::night, false},
                    Event{"PHS", DayMoment::after_sleep, true}, Event{"HS", DayMoment::bedtime, true},
                    Event{"WAKE", DayMoment::waking, false}, Event{"C", DayMoment::with_meal, false},
                    Event{"CM", DayMoment::with_breakfast, false}, Event{"CD", DayMoment::with_lunch, false},
                    Event{"CV", DayMoment::with_dinner, false}, Event{"AC", DayMoment::before_meal, true},
                    Event{"ACM", DayMoment::before_breakfast, true}, Event{"ACD", DayMoment::before_lunch, true},
                    Event{"ACV", DayMoment::before_dinner, true}, Event{"PC", DayMoment::after_meal, true},
                    Event{"PCM", DayMoment::after_breakfast, true}, Event{"PCD", DayMoment::after_lunch, true},
                    Event{"PCV", DayMoment::after_dinner, true}));

TEST(Dosage, WhatContradictsItselfKeepsItsTextAlone) {
    for (const std::string repeat :
         {R"("frequency": 0, "period": 1, "periodUnit": "d")",
          R"("frequency": 2)",
          R"("period": 1)",
          R"("frequency": 2, "period": 1, "periodUnit": "fortnight")",
          R"("frequency": 2, "period": -1, "periodUnit": "d")",
          R"("frequency": 3, "frequencyMax": 2, "period": 1, "periodUnit": "d")",
          R"("frequency": 1.5, "period": 1, "periodUnit": "d")",
          R"("frequency": 1, "period": 6, "periodMax": 4, "periodUnit": "h")",
          R"("periodMax": 4, "periodUnit": "h")",
          R"("when": ["TEATIME"])",
          R"("dayOfWeek": ["someday"])",
          R"("timeOfDay": ["9am"])",
          R"("timeOfDay": ["25:00:00"])",
          R"("timeOfDay": ["09:00:00"], "when": ["MORN"])",
          R"("when": ["MORN"], "offset": 10)",
          R"("frequency": 1, "period": 1, "periodUnit": "d", "when": ["MORN", "EVE"])",
          R"("frequency": 2, "period": 1, "periodUnit": "d", "when": ["HS"])",
          R"("offset": 10)",
          R"("frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon", "thu"])",
          R"("frequency": 1, "period": 1, "periodUnit": "d", "timeOfDay": ["08:00:00", "20:00:00"])",
          R"("countMax": 5)",
          R"("duration": 5)",
          R"("boundsPeriod": {"start": "2026-03-17", "end": "2026-03-10"})",
          R"("boundsDuration": {"value": 10, "unit": "days"})",
          R"("boundsPeriod": {"start": "tomorrow"})",
          R"("count": 1, "frequency": 1, "periodUnit": "d")"}) {
        const ReadDosage got =
            dosage_of(std::string(one_tablet) + R"(, "text": "As I told you", "timing": {"repeat": {)" + repeat + "}}");
        EXPECT_TRUE(got.dosage.unreadable) << repeat;
        EXPECT_EQ(got.dosage.text.text, "As I told you");
        EXPECT_FALSE(got.dosage.structured || got.dosage.dose.stated() || got.dosage.timing.stated()) << repeat;
        EXPECT_EQ(got.warnings, std::vector{MedicineWarning::partly_unreadable}) << repeat;
        EXPECT_NE(got.messages.find("warning Bundle.entry[2].resource.dosageInstruction[0]"), std::string::npos)
            << got.messages;
        const ReadDosage silent = dosage_of(std::string(one_tablet) + R"(, "timing": {"repeat": {)" + repeat + "}}");
        EXPECT_EQ(silent.warnings, (std::vector{MedicineWarning::dosage_missing, MedicineWarning::partly_unreadable}))
            << repeat;
    }
    for (const std::string dose : {R"({"value": 0, "unit": "tablet"})", R"({"value": -1, "unit": "tablet"})",
                                   R"({"value": 5, "unit": "mL", "system": "http://unitsofmeasure.org", "code": "mg"})",
                                   R"({"value": 1, "unit": "tablet", "comparator": "about"})"})
        EXPECT_TRUE(dosage_of(R"("doseAndRate": [{"doseQuantity": )" + dose + "}]").dosage.unreadable) << dose;
    for (const std::string range :
         {R"({"low": {"value": 2, "unit": "tablet"}, "high": {"value": 1, "unit": "tablet"}})",
          R"({"low": {"value": 1, "unit": "tablet"}, "high": {"value": 2, "unit": "mL"}})"})
        EXPECT_TRUE(dosage_of(R"("doseAndRate": [{"doseRange": )" + range + "}]").dosage.unreadable) << range;
    EXPECT_TRUE(dosage_of(R"("doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}},
                                             {"doseQuantity": {"value": 2, "unit": "tablet"}}])")
                    .dosage.unreadable);
}

TEST(Dosage, AmountsAndUnits) {
    const auto dose = [](const std::string& quantity) {
        return dosage_of(R"("timing": {"code": {"coding": [{"code": "BID"}]}}, "doseAndRate": [{"doseQuantity": )" +
                         quantity + "}]");
    };
    const std::vector<std::pair<std::string, DoseUnit>> units{
        {R"("unit": "tablet")", DoseUnit::tablet},
        {R"("unit": "Tabs.")", DoseUnit::tablet},
        {R"("unit": "TAB", "code": "TAB")", DoseUnit::tablet},
        {R"u("unit": "capsule(s)")u", DoseUnit::capsule},
        {R"("unit": "ml")", DoseUnit::milliliter},
        {R"("system": "http://unitsofmeasure.org", "code": "mL")", DoseUnit::milliliter},
        {R"("unit": "millilitre", "system": "http://unitsofmeasure.org", "code": "mL")", DoseUnit::milliliter},
        {R"("unit": "mcg")", DoseUnit::microgram},
        {R"("unit": "U")", DoseUnit::unit},
        {R"("unit": "puffs")", DoseUnit::puff},
        {R"("unit": "[iU]")", DoseUnit::unit},
        {R"("unit": "squeeze")", DoseUnit::other}};
    for (const auto& [unit, expected] : units) {
        const ReadDosage got = dose(R"({"value": 2.50, )" + unit + "}");
        EXPECT_EQ(got.dosage.dose_unit, expected) << unit;
        EXPECT_TRUE(got.dosage.structured) << unit << got.messages;
    }
    // A bare number, an amount by weight, "less than": nobody can measure those out.
    for (const std::string quantity :
         {R"({"value": 1})", R"({"value": 5, "unit": "mg/kg"})", R"({"value": 5, "unit": "mg", "comparator": "<"})"}) {
        const ReadDosage got = dose(quantity);
        EXPECT_FALSE(got.dosage.structured) << quantity;
        EXPECT_EQ(got.warnings, std::vector{MedicineWarning::dosage_incomplete}) << quantity;
    }
    const ReadDosage range = dosage_of(R"("timing": {"code": {"coding": [{"code": "BID"}]}}, "doseAndRate": [{"type":
        {"coding": [{"code": "ordered"}]}, "doseRange": {"low": {"value": 1, "unit": "tablet"}, "high": {"value": 2, "unit": "tablet"}}},
        {"type": {"coding": [{"code": "calculated"}]}, "doseQuantity": {"value": 9, "unit": "mg"}}])");
    EXPECT_EQ(range.dosage.dose.low.value + "-" + range.dosage.dose.high.value, "1-2")
        << "as ordered, not as calculated";
    EXPECT_TRUE(range.dosage.structured);
}

TEST(Dosage, DecimalsStayAsWritten) {
    std::string text =
        bundle({patient(), encounter(), medicine("m", "Placebin", R"(, "dosageInstruction": [{"doseAndRate":
        [{"doseQuantity": {"value": 7, "unit": "mg"}}]}])")})
            .dump();
    text.replace(text.find("\"value\":7"), 9, "\"value\":1.50");
    const Read got = read_text(text);
    ASSERT_TRUE(got.visit) << got.messages;
    EXPECT_EQ(got.visit->medicines[0].dosages[0].dose.low.value, "1.50");
}

TEST(Dosage, RoutesMethodsAndAdvice) {
    const ReadDosage got =
        dosage_of(std::string(one_tablet) + R"json(, "timing": {"code": {"coding": [{"code": "BID"}]}},
        "asNeededCodeableConcept": {"text": "pain"},
        "route": {"coding": [{"system": "http://snomed.info/sct", "code": "26643006", "display": "Oral route (qualifier value)"}]},
        "method": {"coding": [{"system": "http://snomed.info/sct", "code": "421521009",
                   "display": "Swallow - dosing instruction imperative (qualifier value)"}]},
        "site": {"text": "left side"},
        "additionalInstruction": [{"text": "Take with Food"}, {"coding": [{"system": "http://snomed.info/sct", "code": "311504000"}]},
                                  {"text": "With or after food, never with grapefruit"}],
        "maxDosePerPeriod": {"numerator": {"value": 4, "unit": "tablet"}, "denominator": {"value": 1, "unit": "d"}})json");
    EXPECT_EQ(got.dosage.route, Route::oral);
    EXPECT_EQ(got.dosage.route_words.name.text, "Oral route");
    EXPECT_EQ(got.dosage.method, Method::swallow);
    EXPECT_EQ(got.dosage.site.name.text, "left side");
    EXPECT_TRUE(got.dosage.as_needed);
    EXPECT_EQ(got.dosage.as_needed_for.name.text, "pain");
    ASSERT_EQ(got.dosage.additional.size(), 3U) << got.messages;
    EXPECT_EQ(got.dosage.additional[0].advice, Advice::with_food);
    EXPECT_EQ(got.dosage.additional[1].advice, Advice::with_or_after_food);
    EXPECT_EQ(got.dosage.additional[2].advice, Advice::other) << "words that say more stay as written";
    EXPECT_EQ(got.dosage.max_per_period->numerator.value, "4");
    EXPECT_TRUE(got.dosage.structured);
    EXPECT_FALSE(got.dosage.slots.any()) << "as needed: not in the table of the day";
    EXPECT_FALSE(dosage_of(R"("asNeededBoolean": false)").dosage.as_needed);
}

TEST(Dosage, RouteAndSiteMustNotBeDifferentPlaces) {
    const auto is_refused = [](const std::string& route, const std::string& site) {
        return dosage_of(R"("route": {"text": ")" + route + R"("}, "site": {"text": ")" + site + R"("})")
            .dosage.unreadable;
    };
    EXPECT_TRUE(is_refused("Ophthalmic", "Left ear"));
    EXPECT_FALSE(is_refused("Ophthalmic", "Tear duct"));
    EXPECT_TRUE(is_refused("Otic", "Right eye"));
}

TEST(Dosage, WordsOfACodeThatSayMoreThanTimesAreKept) {
    const auto words_of = [](const std::string& text) {
        return timed(R"({"code": {"text": ")" + text + R"("}})").dosage.timing.words.name.text;
    };
    EXPECT_EQ(words_of("Daily"), "");
    EXPECT_EQ(words_of("Daily for 7 days"), "Daily for 7 days");
    EXPECT_EQ(words_of("30 minutes before breakfast"), "30 minutes before breakfast");
}

TEST(Dosage, SlotsOnlyWhereTheDosageSaysSo) {
    const auto slots = [](const std::string& repeat, const std::string& more = "") {
        const DaySlots day = timed("{\"repeat\": {" + repeat + "}}" + more).dosage.slots;
        std::string out;
        for (const auto* slot : {&day.morning, &day.noon, &day.evening, &day.bedtime})
            out += *slot ? (*slot)->dose.low.value : "-";
        return out;
    };
    const std::string daily = R"(, "period": 1, "periodUnit": "d")";
    EXPECT_EQ(slots(R"("frequency": 1, "when": ["MORN"])" + daily), "1---");
    EXPECT_EQ(slots(R"("frequency": 2, "when": ["CM", "CV"])" + daily), "1-1-");
    EXPECT_EQ(slots(R"("frequency": 4, "when": ["WAKE", "NOON", "EVE", "HS"])" + daily), "1111");
    EXPECT_EQ(slots(R"("frequency": 3, "when": ["PC"])" + daily), "111-") << "after each of three meals";
    EXPECT_EQ(slots(R"("frequency": 2)" + daily), "----") << "2 times a day is not morning and evening";
    EXPECT_EQ(slots(R"("frequency": 2, "when": ["MORN"])" + daily), "----");
    EXPECT_EQ(slots(R"("frequency": 1, "when": ["MORN", "EVE"])" + daily), "----");
    EXPECT_EQ(slots(R"("frequency": 2, "when": ["MORN", "CM"])" + daily), "----") << "two in one column";
    EXPECT_EQ(slots(R"("frequency": 1, "when": ["AFT"])" + daily), "----") << "no such column";
    EXPECT_EQ(slots(R"("frequency": 1, "period": 2, "periodUnit": "d", "when": ["MORN"])"), "----")
        << "every second day";
    EXPECT_EQ(slots(R"("frequency": 1, "when": ["MORN"], "dayOfWeek": ["mon"])" + daily), "----");
    EXPECT_EQ(slots(R"("frequency": 1, "when": ["MORN"])" + daily, R"(, "asNeededBoolean": true)"), "----");
    EXPECT_EQ(slots(R"("frequency": 1, "when": ["MORN"])" + daily, R"(, "method": {"text": "Swallow"})"), "1---");
    EXPECT_EQ(slots(R"("frequency": 1, "when": ["MORN"])" + daily, R"(, "method": {"text": "Give by the nurse"})"),
              "----")
        << "a way of taking it that has no words here";
    // Dosages that follow each other share no day.
    const std::string step =
        std::string(one_tablet) + R"(, "timing": {"repeat": {"frequency": 1, "when": ["MORN"])" + daily + "}}";
    const Read taper =
        read_with({medicine("m", "Placebin",
                            R"(, "dosageInstruction": [{"sequence": 2, )" + step +
                                R"(, "text": "second"}, {"sequence": 1, "text": "first", )" + step + "}]")});
    ASSERT_EQ(taper.visit->medicines[0].dosages.size(), 2U);
    EXPECT_EQ(taper.visit->medicines[0].dosages[0].text.text, "first") << "in sequence";
    EXPECT_FALSE(taper.visit->medicines[0].dosages[0].slots.any());
}

TEST(Dosage, TextsAreKeptButForAbbreviations) {
    const ReadDosage got =
        dosage_of(R"("text": "  one tab\r\n q8h PRN ", "patientInstruction": "Una cada ocho horas")");
    EXPECT_EQ(got.dosage.text.text, "one tablet\nevery 8 hours if needed");
    EXPECT_EQ(got.dosage.patient_instruction.text, "Una cada ocho horas");
    EXPECT_TRUE(got.warnings.empty());
    EXPECT_EQ(dosage_of(R"("asNeededBoolean": true)").warnings, std::vector{MedicineWarning::dosage_missing});
    const Read none = read_with({medicine("m", "Placebin")});
    EXPECT_EQ(none.visit->medicines[0].warnings, std::vector{MedicineWarning::dosage_missing});
}

}  // namespace
}  // namespace carepress::test

// Instructions in the clinician's own words: abbreviations that have been misread, what they say, and whether the
// fields of the dosage say the same.
#include "visit/sig.h"

#include "build_bundle.h"
#include "visit/sig_tokens.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace visit;
namespace {

struct Abbreviated {
    const char *written, *plain;
    Route route = Route::none;
    bool unclear = false;
};
void PrintTo(const Abbreviated& row, std::ostream* out) { *out << row.written; }

class Abbreviations : public testing::TestWithParam<Abbreviated> {};
TEST_P(Abbreviations, are_written_out_or_asked_about) {
    const PlainSig plain = write_out_abbreviations(GetParam().written, {GetParam().route});
    EXPECT_EQ(plain.text, GetParam().plain);
    EXPECT_EQ(plain.unclear, GetParam().unclear);
}
// ISMP, "List of Error-Prone Abbreviations, Symbols, and Dose Designations"; Joint Commission, "Do Not Use" list.
INSTANTIATE_TEST_SUITE_P(
    Ismp, Abbreviations,
    testing::Values(
        Abbreviated{"1 tab PO BID PRN", "1 tablet by mouth 2 times a day if needed"},
        Abbreviated{"Take 2 tabs p.o. t.i.d.", "Take 2 tablets by mouth 3 times a day"},
        Abbreviated{"1 cap QD", "1 capsule 1 time a day"}, Abbreviated{"1 cap q.d.", "1 capsule 1 time a day"},
        Abbreviated{"1 tab QOD", "1 tablet every other day"}, Abbreviated{"1 tab QHS", "1 tablet at bedtime"},
        Abbreviated{"1 tab PO HS", "1 tablet by mouth at bedtime"}, Abbreviated{"1 tab qAM", "1 tablet every morning"},
        Abbreviated{"2 tabs q6h prn pain", "2 tablets every 6 hours if needed for pain"},
        Abbreviated{"1-2 tabs q4-6h", "1-2 tablets every 4 to 6 hours"},
        Abbreviated{"1 tab Q 12 HRS x 7d", "1 tablet every 12 hours for 7 days"},
        Abbreviated{"Use 1 supp PR BID", "Use 1 suppository in the rectum 2 times a day"},
        Abbreviated{"5 units SQ", "5 units under the skin"}, Abbreviated{"5 U SC", "5 units under the skin"},
        Abbreviated{"10U subq qhs", "10 units under the skin at bedtime"},
        Abbreviated{"1 tab SL", "1 tablet under the tongue"}, Abbreviated{"500 mg IM", "500 mg into a muscle"},
        Abbreviated{"1 gtt OD BID", "1 drop in the right eye 2 times a day"},
        Abbreviated{"2 gtts OS", "2 drops in the left eye"},
        Abbreviated{"1 gtt OU qid", "1 drop in both eyes 4 times a day"},
        Abbreviated{"1 drop OD", "1 drop in the right eye", Route::eye},
        Abbreviated{"4 gtts AD TID", "4 drops in the right ear 3 times a day", Route::ear},
        Abbreviated{"4 gtts AS", "4 drops in the left ear", Route::ear},
        Abbreviated{"4 gtts AU", "4 drops in both ears", Route::ear},
        Abbreviated{"1 tab OD", "1 tablet OD", Route::none, true},
        Abbreviated{"2 AD daily", "2 AD daily", Route::none, true}, Abbreviated{"5cc BID", "5 mL 2 times a day"},
        Abbreviated{"2000 IU daily", "2,000 units daily"}, Abbreviated{"100 ug daily", "100 mcg daily"},
        Abbreviated{"100 \u00B5g daily", "100 mcg daily"}, Abbreviated{"1.0 mg", "1 mg"},
        Abbreviated{".5 mg", "0.5 mg"}, Abbreviated{"Take .25 tab", "Take 0.25 tablet"},
        Abbreviated{"10.50 mg", "10.5 mg"}, Abbreviated{"50000 units weekly", "50,000 units weekly"},
        Abbreviated{"1 tsp TID", "1 teaspoon 3 times a day"}, Abbreviated{"2 tsp BID", "2 teaspoons 2 times a day"},
        Abbreviated{"as directed", "as directed"}, Abbreviated{"TAKE AS NEEDED", "TAKE AS NEEDED"},
        Abbreviated{"apply to top of foot", "apply to top of foot"}, Abbreviated{"take UD", "take as directed"},
        Abbreviated{"1 tab w/ food", "1 tablet with food"}, Abbreviated{"NTE 4 tabs", "not more than 4 tablets"},
        Abbreviated{"1 tab BIW", "1 tablet BIW", Route::none, true},
        Abbreviated{"MSO4 10 mg", "MSO4 10 mg", Route::none, true}, Abbreviated{"D/C", "D/C", Route::none, true},
        Abbreviated{"ii tabs", "ii tablets", Route::none, true}, Abbreviated{"1 tab AC", "1 tablet before meals"},
        Abbreviated{"1 tab PC", "1 tablet after meals"}, Abbreviated{"Take at 9 a.m. daily", "Take at 9 a.m. daily"},
        Abbreviated{"Take 1 tab. by mouth", "Take 1 tablet by mouth"},
        Abbreviated{"1 tab q10m", "1 tablet q10m", Route::none, true},  // minutes or months
        Abbreviated{"1 tab x 6m", "1 tablet x 6m", Route::none, true},
        Abbreviated{"Take 1/2 tab daily", "Take 1/2 tablet daily"}, Abbreviated{"1 1/2 tabs", "1 1/2 tablets"},
        Abbreviated{"1-1/2 tabs", "1-1/2 tablets"}, Abbreviated{"hold if BP >=180", "hold if BP at least 180"},
        Abbreviated{"if INR <2", "if INR less than 2"}, Abbreviated{"if K <= 3.5", "if K at most 3.5"},
        Abbreviated{"5 mg -> 10 mg", "5 mg -> 10 mg"}, Abbreviated{"1 tab PRN BID", "1 tablet if needed 2 times a day"},
        Abbreviated{"1 tab PRN at bedtime", "1 tablet if needed at bedtime"},
        Abbreviated{"1 tab PRN SOB", "1 tablet if needed for shortness of breath"},
        Abbreviated{"10 drops PO OD", "10 drops by mouth OD", Route::none, true},  // once daily, or the right eye
        Abbreviated{"1 tab per OS BID", "1 tablet by mouth 2 times a day"},
        Abbreviated{"APPLY TO TOP OF FOOT", "APPLY TO TOP OF FOOT"},
        Abbreviated{"APPLY TOP BID", "APPLY on the skin 2 times a day"},
        Abbreviated{"1 tab within 2 hours", "1 tablet within 2 hours"},
        Abbreviated{"2 inh q6h", "2 inhalations every 6 hours"},
        Abbreviated{"1 inh q6h", "1 inhalation every 6 hours"}));

TEST(MedicineName, is_as_written_but_for_what_has_been_misread) {
    for (const auto& [written, plain] : std::vector<std::pair<std::string, std::string>>{
             {"Lisinopril 10 MG Oral Tablet", "Lisinopril 10 MG Oral Tablet"},
             {"NDA020800 0.3 ML Epinephrine 1 MG/ML Auto-Injector", "0.3 ML Epinephrine 1 MG/ML Auto-Injector"},
             {"Warfarin 1.0 mg", "Warfarin 1 mg"},
             {"Digoxin .125 mg tablet", "Digoxin 0.125 mg tablet"},
             {"Insulin glargine 100 UNT/ML", "Insulin glargine 100 units/ML"},
             {"Insulin lispro 100U/mL", "Insulin lispro 100 units/mL"},
             {"Levothyroxine 50 \u00B5g", "Levothyroxine 50 mcg"},
             {"Vitamin B12 1000 mcg", "Vitamin B12 1000 mcg"},
             {"Tylenol No. 3", "Tylenol No. 3"}})
        EXPECT_EQ(plain_medicine_name(written), plain);
}

struct Said {
    const char* text;
    const char* words;  ///< what is read, in short
};
void PrintTo(const Said& row, std::ostream* out) { *out << row.text; }

std::string short_form(const Sig& sig) {
    std::string out;
    const auto add = [&](const std::string& part) { out += (out.empty() ? "" : " ") + part; };
    static constexpr const char* units[] = {"s", "min", "h", "d", "wk", "mo", "a"};
    for (const SigAmount& each : sig.amounts)
        add(each.low + (each.high.empty() ? "" : "-" + each.high) + "u" + std::to_string(static_cast<int>(each.unit)));
    if (sig.frequency)
        add(std::to_string(*sig.frequency) + (sig.frequency_max ? "-" + std::to_string(*sig.frequency_max) : "") + "/" +
            sig.period.low + (sig.period.high.empty() ? "" : "-" + sig.period.high) +
            units[static_cast<int>(sig.period.unit)]);
    for (const DayMoment each : sig.moments) add("m" + std::to_string(static_cast<int>(each)));
    for (const Weekday each : sig.weekdays) add("day" + std::to_string(static_cast<int>(each)));
    for (const std::string& each : sig.times_of_day) add("at" + each);
    if (sig.length.stated()) add("for" + sig.length.low + units[static_cast<int>(sig.length.unit)]);
    if (sig.most) add("max" + sig.most->low);
    if (sig.as_needed) add("prn");
    if (sig.is_complex) add("complex");
    return out;
}

class Sigs : public testing::TestWithParam<Said> {};
TEST_P(Sigs, are_read) { EXPECT_EQ(short_form(read_sig(GetParam().text)), GetParam().words); }
INSTANTIATE_TEST_SUITE_P(
    Common, Sigs,
    testing::Values(
        Said{"Take 1 tablet by mouth 2 times a day", "1u2 2/1d"}, Said{"Take one tablet daily", "1u2 1/1d"},
        Said{"one to two tablets every 4-6 hours as needed for rib pain", "1-2u2 1/4-6h prn"},
        Said{"Take 1 tablet by mouth 1 (one) time each day.", "1u2 1/1d"},
        Said{"Take 1 tablet (10 mg total) by mouth daily", "1u2 10u15 1/1d"},
        Said{"Take 1 tablet (10 mg) by mouth daily", "1u2 1/1d"}, Said{"Take half a tablet at bedtime", "0.5u2 m12"},
        Said{"Take 1 1/2 tablets every morning", "1.5u2 m0"}, Said{"Take 1 and a half tablets nightly", "1.5u2 m10"},
        Said{"Take 1/2 tablet twice daily", "0.5u2 2/1d"}, Said{"6 tablets ONCE A WEEK on Monday", "6u2 1/1wk day0"},
        Said{"Take 1 tablet every other day", "1u2 1/2d"},
        Said{"Take 1 capsule every 8 hours for 7 days", "1u3 1/8h for7d"},
        Said{"Inject 10 units under the skin 10 minutes before breakfast", "10u12 m19"},
        Said{"Do not exceed 4 g per day", "max4"},
        Said{"Take 2 tablets, not more than 8 tablets in 24 hours", "2u2 max8"},
        Said{"Take 4 tablets daily for 7 days starting January 16, 2015", "4u2 1/1d for7d"},
        Said{"Take 2 tablets today then 1 tablet daily", "2u2 1u2 1/1d complex"},
        Said{"6 mg daily; adjust dosage to white blood cell count", "6u15 1/1d complex"},
        Said{"1000 mg/m2 orally twice daily", "2/1d complex"},
        Said{"Take 1 tablet at 9am and 9pm", "1u2 at09:00 at21:00"}, Said{"Do not take 1 tablet", "1u2 complex"},
        Said{"Take 1 tablet if systolic is above 100", "1u2 complex"},
        Said{"Apply to affected area twice daily", "2/1d"}, Said{"Take \u00BD tablet daily", "0.5u2 1/1d"},
        Said{"Take 1\u00BD tablets daily", "1.5u2 1/1d"}, Said{"Take 1 \u00BD tablets daily", "1.5u2 1/1d"},
        Said{"Take one-half tablet daily", "0.5u2 1/1d"}, Said{"Take 2 and 1/2 tablets daily", "2.5u2 1/1d"},
        Said{"Take 2 (two) tablets daily", "2u2 1/1d"}, Said{"Take 2 half tablets daily", "0.5u2 1/1d complex"},
        Said{"Take 1 tablet daily until 1/2/2026", "1u2 1/1d"}, Said{"Take a tablet daily", "1u2 1/1d"},
        Said{"Inject a unit daily", "1u12 1/1d"}, Said{"Take 2 10 mg tablets daily", "2u2 1/1d"},
        Said{"Take 2 (10) mg tablets daily", "1/1d complex"},
        Said{"Max 4 tablets per day. Take 1 tablet at bedtime", "1u2 m12 max4"},
        Said{"Max 4 tablets per day; take 1 tablet at bedtime", "1u2 m12 max4"},
        Said{"Max 4 tablets per day, take 1 tablet at bedtime", "1u2 m12 max4"},
        Said{"Take 1 and one-half tablets daily", "1.5u2 1/1d"},
        Said{"Take 1 and one half tablets daily", "1.5u2 1/1d"}));

/// A text may be part of another one, which goes on behind it.
TEST(SigTokens, end_with_their_text) {
    const std::vector<SigToken> tokens = sig_tokens(std::string_view("1 tablets").substr(0, 5));
    ASSERT_EQ(tokens.size(), 2U);
    EXPECT_EQ(tokens[1].lower, "tab");
    EXPECT_EQ(tokens[1].end, 5U);
}

struct Sided {
    const char* text;
    Side side;
    bool is_complex = false;
};
void PrintTo(const Sided& row, std::ostream* out) { *out << row.text; }

class SigSides : public testing::TestWithParam<Sided> {};
TEST_P(SigSides, are_read) {
    const Sig sig = read_sig(GetParam().text);
    EXPECT_EQ(sig.side, GetParam().side);
    EXPECT_EQ(sig.is_complex, GetParam().is_complex);
}
INSTANTIATE_TEST_SUITE_P(
    All, SigSides,
    testing::Values(Sided{"1 drop in the left eye daily", Side::left},
                    Sided{"1 drop in the right ear daily", Side::right}, Sided{"1 drop in both eyes daily", Side::both},
                    Sided{"1 drop in each eye daily", Side::both}, Sided{"1 spray in each nostril daily", Side::both},
                    Sided{"1 drop in the eye daily", Side::none}, Sided{"left and right eye, 1 drop daily", Side::both},
                    Sided{"1 drop in left and right eye daily", Side::both},
                    Sided{"1 drop in right and left ear daily", Side::both},
                    Sided{"1 drop in left or right eye daily", Side::right, true},
                    Sided{"1 drop in right and right eye daily", Side::right},
                    Sided{"1 drop in left and left eye daily", Side::left},
                    Sided{"1 drop in left eye and 1 drop in right eye daily", Side::right, true}));

/// A dosage with one tablet once a day in its fields, and this text.
TextAgreement agreement(const std::string& text,
                        const std::string& repeat = R"("frequency": 1, "period": 1, "periodUnit": "d")",
                        const std::string& more = "") {
    const Read got = read_with({medicine("m", "Placebin",
                                         R"(, "dosageInstruction": [{"text": ")" + text + R"(",
        "timing": {"repeat": {)" + repeat + R"(}}, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}])" +
                                             more + "}]")});
    return got.visit->medicines.at(0).dosages.at(0).agreement;
}

TEST(TextAndFields, agree_only_where_both_name_the_same_amount_and_times) {
    EXPECT_EQ(agreement("Take 1 tablet daily"), TextAgreement::agrees);
    EXPECT_EQ(agreement("1 tab PO QD"), TextAgreement::agrees);
    EXPECT_EQ(agreement("Take 1 tablet every 24 hours"), TextAgreement::agrees);
    EXPECT_EQ(agreement("Take as directed"), TextAgreement::compatible);
    // Every word is accounted for, or the two cannot be held against each other.
    for (const char* text :
         {"Take 1 tablet every other morning", "Take 1 tablet on weekdays", "Discontinued", "Call clinic for dose",
          "Take 1 tablet daily until Friday", "Take 1 tablet daily before dialysis",
          "Dos tabletas tres veces al d\u00eda", "\u6bcf\u65e5\u4e09\u6b21"})
        EXPECT_EQ(agreement(text), TextAgreement::cannot_tell) << text;
    for (const char* text : {"Take 2 tablets daily", "Take 1 to 2 tablets daily", "Take 1 capsule daily",
                             "Take 1 tablet twice daily", "1 tablet once a week", "Take 1 tablet daily on Monday",
                             "Take 1 tablet every other day", "Take 1 tablet in the morning and 2 tablets at bedtime"})
        EXPECT_EQ(agreement(text), TextAgreement::differs) << text;
    for (const char* text : {"Take 1 tablet daily, then 2 tablets", "1 tab daily BIW", "Take 1 tablet daily if dizzy"})
        EXPECT_NE(agreement(text), TextAgreement::agrees) << text;
    EXPECT_EQ(agreement("Take 1 tablet daily for 5 days", R"("frequency": 1, "period": 1, "periodUnit": "d",
        "boundsDuration": {"value": 7, "system": "http://unitsofmeasure.org", "code": "d"})"),
              TextAgreement::differs);
    EXPECT_EQ(
        agreement("Take 1 tablet at bedtime", R"("frequency": 1, "period": 1, "periodUnit": "d", "when": ["MORN"])"),
        TextAgreement::differs);
    EXPECT_EQ(agreement("Take 1 tablet daily, max 3 tablets a day", R"("frequency": 1, "period": 1, "periodUnit": "d")",
                        R"(, "maxDosePerPeriod": {"numerator": {"value": 4, "unit": "tablet"}, "denominator":
                            {"value": 1, "system": "http://unitsofmeasure.org", "code": "d"}})"),
              TextAgreement::differs);
}

TEST(TextAndFields, a_route_in_the_text_may_be_worded_otherwise) {
    const std::string daily = R"("frequency": 1, "period": 1, "periodUnit": "d")";
    const auto with_route = [&](const std::string& text, const std::string& route) {
        return agreement(text, daily, R"(, "route": {"text": ")" + route + R"("})");
    };
    EXPECT_EQ(with_route("Dissolve 1 tablet beneath the tongue daily", "Sublingual"), TextAgreement::cannot_tell);
    EXPECT_EQ(with_route("Take 1 tablet under the tongue daily", "Oral"), TextAgreement::differs);
    EXPECT_EQ(with_route("Take 1 tablet daily if needed for muscle spasms", "Oral"), TextAgreement::agrees);
    EXPECT_EQ(with_route("Take 1 tablet daily into a muscle", "Oral"), TextAgreement::differs);
    EXPECT_EQ(with_route("Put 1 tablet under the tongue daily. Do not swallow it.", "Sublingual"),
              TextAgreement::cannot_tell)
        << "it names its own route beside another";
}

/// A route of the fields, and words for a route that are the same or another one.
class RouteWords : public testing::TestWithParam<std::pair<const char*, std::vector<const char*>>> {};

TEST_P(RouteWords, differ_from_those_of_other_routes) {
    const std::string daily = R"("frequency": 1, "period": 1, "periodUnit": "d")";
    const auto& [route, words] = GetParam();
    for (const char* each : words) {
        const std::string text = std::string("1 tablet daily, ") + each;
        const std::string other = std::string_view(route) == "Oral route" ? "Rectal route" : "Oral route";
        EXPECT_NE(agreement(text, daily, R"(, "route": {"text": ")" + std::string(route) + R"("})"),
                  TextAgreement::differs)
            << text;
        EXPECT_EQ(agreement(text, daily, R"(, "route": {"text": ")" + other + R"("})"), TextAgreement::differs) << text;
    }
}

using Routed = std::pair<const char*, std::vector<const char*>>;
INSTANTIATE_TEST_SUITE_P(
    All, RouteWords,
    testing::Values(Routed{"Oral route", {"by mouth", "orally", "swallow whole"}},
                    Routed{"Sublingual route", {"under the tongue", "beneath the tongue", "sublingually"}},
                    Routed{"Buccal route", {"in the cheek", "buccally"}},
                    Routed{"Topical route", {"on the skin", "to the skin", "topically"}},
                    Routed{"Nasal route", {"in the nose", "in each nostril", "nasally"}},
                    Routed{"Ophthalmic route", {"in the eye", "ophthalmic"}},
                    Routed{"Otic route", {"in the ear", "in both ears", "otic"}},
                    Routed{"Rectal route", {"in the rectum", "rectally"}}, Routed{"Vaginal route", {"in the vagina"}},
                    Routed{"Subcutaneous route", {"under the skin", "beneath the skin", "subcutaneously"}},
                    Routed{"Intramuscular route", {"into a muscle", "intramuscular"}},
                    Routed{"Intravenous route", {"into a vein", "intravenously"}}));

TEST(TextAndFields, agree_on_the_most_and_the_least_and_on_dates_of_whole_days) {
    const auto both = [](const std::string& text, const std::string& more) {
        return agreement(text, R"("frequency": 1, "period": 1, "periodUnit": "d")" + more);
    };
    EXPECT_EQ(both("Take 1 tablet 1 to 2 times a day", R"(, "frequencyMax": 2)"), TextAgreement::agrees);
    EXPECT_EQ(both("Take 1 tablet 1 to 2 times a day", R"(, "frequencyMax": 3)"), TextAgreement::differs);
    const auto from_to = [&](const std::string& start, const std::string& end) {
        return both("Take 1 tablet daily for 7 days",
                    R"(, "boundsPeriod": {"start": ")" + start + R"(", "end": ")" + end + R"("})");
    };
    EXPECT_NE(from_to("2026-03-10", "2026-03-16"), TextAgreement::differs);
    EXPECT_EQ(from_to("2026-03-10", "2026-03-20"), TextAgreement::differs);
    EXPECT_NE(from_to("2026-03", "2026-03-20"), TextAgreement::differs) << "nobody knows from which day";
    EXPECT_NE(from_to("2026-03-10", "2026-03"), TextAgreement::differs);
}

TEST(TextAndFields, advice_that_is_negated_is_not_advice) {
    const auto advice_in = [](const std::string& text) {
        std::vector<AdditionalInstruction> found;
        const std::string rest = take_advice_out(text, found);
        return std::pair(found.size(), rest.find("food") != std::string::npos);
    };
    EXPECT_EQ(advice_in("Take 1 tablet with food"), std::pair(std::size_t{1}, false));
    for (const char* text : {"Do not take with food", "Don't take with food", "Don\u2019t take it with food",
                             "Never take with food", "Take before or with food"})
        EXPECT_EQ(advice_in(text), std::pair(std::size_t{0}, true)) << text;
    EXPECT_EQ(advice_in("Do not chew. Take with food."), std::pair(std::size_t{1}, false)) << "another clause";
}

TEST(TextAndFields, what_only_the_text_says_is_not_lost) {
    const auto dosage = [](const std::string& text) {
        const Read got = read_with({medicine("m", "Placebin", R"(, "dosageInstruction": [{"text": ")" + text + R"(",
            "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
            "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}]}])")});
        return got.visit->medicines.at(0).dosages.at(0);
    };
    EXPECT_TRUE(dosage("Take 1 tablet daily as needed").as_needed);
    EXPECT_EQ(dosage("Take 1 tablet daily for 5 days").timing.bounds_length.low, "5");
    EXPECT_EQ(dosage("Take 1 tablet daily at bedtime").timing.moments, std::vector{DayMoment::bedtime});
    EXPECT_EQ(dosage("Take 1 tablet daily at 8 PM").timing.times_of_day, std::vector<std::string>{"20:00"});
    EXPECT_TRUE(dosage("Take 1 tablet daily. Not more than 2 tablets a day").max_per_period);
    EXPECT_FALSE(dosage("Take 1 tablet daily, then 2 tablets, as needed").as_needed)
        << "nothing is taken from what is not understood";
}

TEST(TextAndFields, a_difference_is_said_without_its_words) {
    const Read got = read_with({medicine("m", "Placebin", R"(, "dosageInstruction": [{"text": "Take 6 tablets weekly",
        "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["MORN"]}},
        "doseAndRate": [{"doseQuantity": {"value": 6, "unit": "tablet"}}]}])")});
    EXPECT_NE(got.messages.find("warning Bundle.entry[2].resource.dosageInstruction[0]: the text and the fields"),
              std::string::npos)
        << got.messages;
    EXPECT_EQ(got.messages.find("weekly"), std::string::npos);
    EXPECT_FALSE(got.visit->medicines[0].dosages[0].slots.any()) << "a weekly dose is not in a daily table";
}

}  // namespace
}  // namespace carepress::test

// Measurements: each kind in each unit that records use, at and beside each rounding that measurements.h states.
#include "summary_words.h"
#include "visit_summary/measurements.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace visit_summary;
namespace {

using Kind = visit::VitalSignKind;

visit::Measurement measured(Kind kind, const std::string& value, const std::string& unit, bool is_code = true) {
    visit::Measurement out;
    out.kind = kind;
    out.name = named("Measured thing");
    out.value.low = {value, "", unit, is_code ? unit : ""};
    return out;
}

std::string plain_spaces(std::string text) {
    for (std::size_t at; (at = text.find("\u00A0")) != std::string::npos;) text.replace(at, 2, " ");
    return text;
}

std::string value_of(const visit::Measurement& measurement) {
    visit::VitalSign sign;
    static_cast<visit::Measurement&>(sign) = measurement;
    const auto words = say_vital_sign(sign, words_in("en"));
    return words ? plain_spaces(text_of(words->value)) : "none";
}

struct Case {
    Kind kind;
    const char *value, *unit, *said;
};
void PrintTo(const Case& row, std::ostream* out) { *out << row.value << ' ' << row.unit; }

class Roundings : public testing::TestWithParam<Case> {};

TEST_P(Roundings, are_those_that_the_header_states) {
    const auto& [kind, value, unit, said] = GetParam();
    EXPECT_EQ(value_of(measured(kind, value, unit)), said);
    EXPECT_EQ(value_of(measured(kind, value, unit, false)), said) << "a unit without a code";
}

INSTANTIATE_TEST_SUITE_P(
    OfKilograms, Roundings,
    testing::Values(
        Case{Kind::weight, "84.0", "kg", "185 lb (84 kg)"}, Case{Kind::weight, "84.14", "kg", "185 lb (84.1 kg)"},
        Case{Kind::weight, "84.141", "kg", "185 lb (84.1 kg)"}, Case{Kind::weight, "84.15", "kg", "186 lb (84.2 kg)"},
        Case{Kind::weight, "10", "kg", "22 lb (10 kg)"}, Case{Kind::weight, "10.05", "kg", "22 lb (10.1 kg)"},
        Case{Kind::weight, "9.999", "kg", "22 lb 1 oz (10 kg)"},
        Case{Kind::weight, "9.994", "kg", "22 lb 1 oz (9.99 kg)"},
        Case{Kind::weight, "3.405", "kg", "7 lb 8 oz (3.41 kg)"},
        Case{Kind::weight, "3.415", "kg", "7 lb 8 oz (3.42 kg)"},
        Case{Kind::weight, "3.416", "kg", "7 lb 8 oz (3.42 kg)"},
        Case{Kind::weight, "3.417", "kg", "7 lb 9 oz (3.42 kg)"}, Case{Kind::weight, "0.5", "kg", "1 lb 2 oz (0.5 kg)"},
        Case{Kind::weight, "0", "kg", "0 lb 0 oz (0 kg)"}, Case{Kind::weight, "3400", "g", "7 lb 8 oz (3.4 kg)"},
        Case{Kind::weight, "10000", "g", "22 lb (10 kg)"}, Case{Kind::weight, "9999", "g", "22 lb 1 oz (10 kg)"}));

/// A tenth of a pound is kept, since patients compare it with their own scale; "7.5 lb" of a baby would be taken for 7
/// pounds and 5 ounces.
INSTANTIATE_TEST_SUITE_P(OfPounds, Roundings,
                         testing::Values(Case{Kind::weight, "185", "[lb_av]", "185 lb (83.9 kg)"},
                                         Case{Kind::weight, "185.4", "lb", "185.4 lb (84.1 kg)"},
                                         Case{Kind::weight, "185.44", "lbs", "185.4 lb (84.1 kg)"},
                                         Case{Kind::weight, "185.45", "lb", "185.5 lb (84.1 kg)"},
                                         Case{Kind::weight, "7.5", "lb", "7 lb 8 oz (3.4 kg)"},
                                         Case{Kind::weight, "7.5", "[lb_av]", "7 lb 8 oz (3.4 kg)"},
                                         Case{Kind::weight, "7.53", "lb", "7 lb 8 oz (3.42 kg)"},
                                         Case{Kind::weight, "7.54", "lb", "7 lb 9 oz (3.42 kg)"},
                                         Case{Kind::weight, "22", "lb", "22 lb 0 oz (9.98 kg)"},
                                         Case{Kind::weight, "22.1", "lb", "22.1 lb (10 kg)"}));

INSTANTIATE_TEST_SUITE_P(OfLengths, Roundings,
                         testing::Values(Case{Kind::height, "170.24", "cm", "5 ft 7 in (170.2 cm)"},
                                         Case{Kind::height, "170.25", "cm", "5 ft 7 in (170.3 cm)"},
                                         Case{Kind::height, "171.44", "cm", "5 ft 7 in (171.4 cm)"},
                                         Case{Kind::height, "171.45", "cm", "5 ft 8 in (171.5 cm)"},
                                         Case{Kind::height, "182.7", "cm", "6 ft 0 in (182.7 cm)"},
                                         Case{Kind::height, "1.7", "m", "5 ft 7 in (170 cm)"},
                                         Case{Kind::height, "1.7145", "m", "5 ft 8 in (171.5 cm)"},
                                         Case{Kind::height, "67", "[in_i]", "5 ft 7 in (170.2 cm)"},
                                         Case{Kind::height, "67", "in", "5 ft 7 in (170.2 cm)"},
                                         Case{Kind::height, "91.44", "cm", "3 ft 0 in (91.4 cm)"},
                                         Case{Kind::height, "36", "in", "3 ft 0 in (91.4 cm)"},
                                         Case{Kind::height, "35.5", "in", "3 ft 0 in (90.2 cm)"},
                                         Case{Kind::height, "35.4", "in", "35.4 in (89.9 cm)"},
                                         Case{Kind::height, "54.6", "cm", "21.5 in (54.6 cm)"},
                                         Case{Kind::height, "5", "[ft_i]", "Ask what this result means."},
                                         Case{Kind::head_circumference, "43.5", "cm", "17.1 in (43.5 cm)"},
                                         Case{Kind::head_circumference, "43.55", "cm", "17.1 in (43.6 cm)"},
                                         Case{Kind::head_circumference, "0.435", "m", "17.1 in (43.5 cm)"},
                                         Case{Kind::head_circumference, "100", "cm", "39.4 in (100 cm)"},
                                         Case{Kind::head_circumference, "17.1", "[in_i]", "17.1 in (43.4 cm)"},
                                         Case{Kind::head_circumference, "17.1", "in", "17.1 in (43.4 cm)"}));

INSTANTIATE_TEST_SUITE_P(OfTemperatures, Roundings,
                         testing::Values(Case{Kind::temperature, "37", "Cel", "98.6 °F (37.0 °C)"},
                                         Case{Kind::temperature, "37", "°C", "98.6 °F (37.0 °C)"},
                                         Case{Kind::temperature, "37", "C", "98.6 °F (37.0 °C)"},
                                         Case{Kind::temperature, "38.04", "Cel", "100.5 °F (38.0 °C)"},
                                         Case{Kind::temperature, "38.05", "Cel", "100.5 °F (38.1 °C)"},
                                         Case{Kind::temperature, "0", "Cel", "32.0 °F (0.0 °C)"},
                                         Case{Kind::temperature, "100.4", "[degF]", "100.4 °F (38.0 °C)"},
                                         Case{Kind::temperature, "100.4", "°F", "100.4 °F (38.0 °C)"},
                                         Case{Kind::temperature, "100.4", "F", "100.4 °F (38.0 °C)"},
                                         Case{Kind::temperature, "98.64", "F", "98.6 °F (37.0 °C)"},
                                         Case{Kind::temperature, "98.65", "F", "98.7 °F (37.0 °C)"},
                                         Case{Kind::temperature, "98.75", "F", "98.8 °F (37.1 °C)"},
                                         Case{Kind::temperature, "30", "F", "30.0 °F (-1.1 °C)"},
                                         Case{Kind::temperature, "310", "K", "310 K"}));

INSTANTIATE_TEST_SUITE_P(
    OfOthers, Roundings,
    testing::Values(
        Case{Kind::oxygen_saturation, "97.4", "%", "97%"}, Case{Kind::oxygen_saturation, "97.5", "%", "98%"},
        Case{Kind::oxygen_saturation, "0.97", "1", "0.97"}, Case{Kind::body_mass_index, "27.24", "kg/m2", "27.2"},
        Case{Kind::body_mass_index, "27.25", "kg/m2", "27.3"}, Case{Kind::body_mass_index, "27.04", "kg/m^2", "27"},
        Case{Kind::body_mass_index, "27.3", "kg/m²", "27.3"},
        Case{Kind::systolic, "131.4", "mm[Hg]", "131 mm Hg (upper number)"},
        Case{Kind::systolic, "131.5", "mmHg", "132 mm Hg (upper number)"},
        Case{Kind::diastolic, "83.5", "mm Hg", "84 mm Hg (lower number)"}, Case{Kind::diastolic, "11", "kPa", "11 kPa"},
        Case{Kind::heart_rate, "72.4", "/min", "72 beats a minute"},
        Case{Kind::heart_rate, "72.5", "{beats}/min", "73 beats a minute"},
        Case{Kind::heart_rate, "72", "{Beats}/min", "72 beats a minute"},
        Case{Kind::heart_rate, "72", "beats/minute", "72 beats a minute"},
        Case{Kind::heart_rate, "72", "bpm", "72 beats a minute"},
        Case{Kind::heart_rate, "72", "/minute", "72 beats a minute"},
        Case{Kind::respiratory_rate, "16", "{breaths}/min", "16 breaths a minute"},
        Case{Kind::respiratory_rate, "16", "breaths/minute", "16 breaths a minute"},
        Case{Kind::respiratory_rate, "16", "/h", "16 /h"}, Case{Kind::pain, "4", "{score}", "4 out of 10"},
        Case{Kind::pain, "4", "1", "4 out of 10"}, Case{Kind::pain, "4", "", "4 out of 10"},
        Case{Kind::pain, "10", "{score}", "10 out of 10"}, Case{Kind::pain, "10.1", "{score}", "10.1"},
        Case{Kind::pain, "0", "{score}", "0 out of 10"}, Case{Kind::heart_rate, "4", "{score}", "4"}));

TEST(Measurements, that_are_negative_bounded_or_ranges_are_said_as_in_the_record) {
    EXPECT_EQ(value_of(measured(Kind::weight, "-1", "kg")), "-1 kg");
    visit::Measurement bounded = measured(Kind::weight, "84", "kg");
    bounded.value.low.comparator = ">";
    EXPECT_EQ(value_of(bounded), "more than 84 kg");
    visit::Measurement range = measured(Kind::weight, "84", "kg");
    range.value.high = {"85", "", "kg", "kg"};
    EXPECT_EQ(value_of(range), "84 to 85 kg");
    visit::Measurement worded = measured(Kind::weight, "84", "kg");
    worded.words = named("about the same");
    EXPECT_EQ(value_of(worded), "about the same");
    EXPECT_EQ(value_of(measured(Kind::weight, "", "")), "none");
    EXPECT_EQ(value_of(measured(Kind::weight, "84", "[x]")), "Ask what this result means.");
}

struct Name {
    Kind kind;
    const char* said;
};
void PrintTo(const Name& row, std::ostream* out) { *out << row.said; }

class MeasurementNames : public testing::TestWithParam<Name> {};

TEST_P(MeasurementNames, are_plain) {
    visit::VitalSign sign;
    static_cast<visit::Measurement&>(sign) = measured(GetParam().kind, "5", "x");
    EXPECT_EQ(text_of(say_vital_sign(sign, words_in("en"))->name), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    All, MeasurementNames,
    testing::Values(Name{Kind::blood_pressure, "Blood pressure"}, Name{Kind::heart_rate, "Heart rate"},
                    Name{Kind::respiratory_rate, "Breathing rate"}, Name{Kind::temperature, "Temperature"},
                    Name{Kind::oxygen_saturation, "Oxygen level"}, Name{Kind::height, "Height"},
                    Name{Kind::weight, "Weight"}, Name{Kind::body_mass_index, "Body mass index (BMI)"},
                    Name{Kind::head_circumference, "Head size"}, Name{Kind::pain, "Pain"},
                    Name{Kind::systolic, "Measured thing"}, Name{Kind::other, "Measured thing"}));

/// Parts of a blood pressure: systolic, diastolic, or anything else.
struct Pressure {
    std::vector<visit::Measurement> parts;
    const char *value, *name;
};
void PrintTo(const Pressure& row, std::ostream* out) { *out << row.value; }

class Pressures : public testing::TestWithParam<Pressure> {};

TEST_P(Pressures, are_one_value_only_if_both_numbers_are_in_mm_hg) {
    visit::VitalSign sign;
    sign.kind = Kind::blood_pressure;
    sign.components = GetParam().parts;
    const auto words = say_vital_sign(sign, words_in("en"));
    EXPECT_EQ(words ? plain_spaces(text_of(words->value)) : "none", GetParam().value);
    EXPECT_EQ(words ? text_of(words->name) : "", GetParam().name);
}

visit::Measurement bounded_pressure() {
    visit::Measurement out = measured(Kind::systolic, "120", "mm[Hg]");
    out.value.low.comparator = "<";
    return out;
}

visit::Measurement range_of_pressure() {
    visit::Measurement out = measured(Kind::systolic, "120", "mm[Hg]");
    out.value.high = {"130", "", "mm[Hg]", "mm[Hg]"};
    return out;
}

const visit::Measurement upper = measured(Kind::systolic, "120", "mm[Hg]"),
                         lower = measured(Kind::diastolic, "80", "mm[Hg]"),
                         lower_in_kpa = measured(Kind::diastolic, "11", "kPa"),
                         pulse = measured(Kind::heart_rate, "70", "/min"), nothing = measured(Kind::diastolic, "", "");

INSTANTIATE_TEST_SUITE_P(
    All, Pressures,
    testing::Values(
        Pressure{{upper, lower}, "120/80 mm Hg", "Blood pressure"},
        Pressure{{lower, upper}, "120/80 mm Hg", "Blood pressure"},
        Pressure{{upper}, "120 mm Hg (upper number)", "Blood pressure"},
        Pressure{{lower}, "80 mm Hg (lower number)", "Blood pressure"},
        Pressure{{upper, lower_in_kpa}, "Measured thing: 120\u2028Measured thing: 11 kPa", "Blood pressure"},
        Pressure{{upper, lower, pulse},
                 "Measured thing: 120\u2028Measured thing: 80\u2028Heart rate: 70 beats a minute",
                 "Blood pressure"},
        Pressure{{bounded_pressure(), lower},
                 "Measured thing: less than 120 mm Hg\u2028Measured thing: 80",
                 "Blood pressure"},
        Pressure{
            {range_of_pressure(), lower}, "Measured thing: 120 to 130 mm Hg\u2028Measured thing: 80", "Blood pressure"},
        Pressure{{upper, nothing}, "Measured thing: 120", "Blood pressure"}, Pressure{{nothing}, "none", ""},
        Pressure{{}, "none", ""}));

TEST(Measurements, of_half_a_pressure_with_parts_are_not_one_value) {
    visit::VitalSign sign;
    static_cast<visit::Measurement&>(sign) = measured(Kind::systolic, "120", "mm[Hg]");
    EXPECT_EQ(text_of(say_vital_sign(sign, words_in("en"))->name), "Blood pressure");
    static_cast<visit::Measurement&>(sign) = measured(Kind::systolic, "16", "kPa");
    EXPECT_EQ(text_of(say_vital_sign(sign, words_in("en"))->name), "Measured thing");
}

}  // namespace
}  // namespace carepress::test

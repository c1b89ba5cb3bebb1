// Vital signs in plain words: US customary and metric, with the rounding that measurements.h states.
#include "visit_summary/measurements.h"

#include "summary_words.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit_summary;
namespace {

visit::Measurement measured(visit::VitalSignKind kind, const std::string& value, const std::string& ucum) {
    visit::Measurement out;
    out.kind = kind;
    out.value.low = {value, "", ucum, ucum};
    return out;
}

std::string said(visit::VitalSignKind kind, const std::string& value, const std::string& ucum,
                 const std::string& language = "en") {
    visit::VitalSign sign;
    static_cast<visit::Measurement&>(sign) = measured(kind, value, ucum);
    const auto words = say_vital_sign(sign, words_in(language));
    if (!words) return "none";
    std::string text = text_of(words->value);
    for (std::size_t at; (at = text.find("\u00A0")) != std::string::npos;) text.replace(at, 2, " ");
    return text;
}

TEST(Measurements, weight_is_in_pounds_and_kilograms_small_ones_in_ounces) {
    EXPECT_EQ(said(visit::VitalSignKind::weight, "84", "kg"), "185 lb (84 kg)");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "84.26", "kg"), "186 lb (84.3 kg)");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "3.4", "kg"), "7 lb 8 oz (3.4 kg)");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "3400", "g"), "7 lb 8 oz (3.4 kg)");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "7.25", "kg"), "16 lb 0 oz (7.25 kg)");  // never "15 lb 16 oz"
    EXPECT_EQ(said(visit::VitalSignKind::weight, "185", "[lb_av]"), "185 lb (83.9 kg)");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "22", "[lb_av]"), "22 lb 0 oz (9.98 kg)");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "22.046", "[lb_av]"), "22 lb (10 kg)") << "from 10 kg on";
}

TEST(Measurements, height_is_in_feet_and_inches_and_centimeters) {
    EXPECT_EQ(said(visit::VitalSignKind::height, "170.2", "cm"), "5 ft 7 in (170.2 cm)");
    EXPECT_EQ(said(visit::VitalSignKind::height, "182.7", "cm"), "6 ft 0 in (182.7 cm)");
    EXPECT_EQ(said(visit::VitalSignKind::height, "54.6", "cm"), "21.5 in (54.6 cm)");
    EXPECT_EQ(said(visit::VitalSignKind::height, "67", "[in_i]"), "5 ft 7 in (170.2 cm)");
    EXPECT_EQ(said(visit::VitalSignKind::height, "1.7", "m"), "5 ft 7 in (170 cm)");
    EXPECT_EQ(said(visit::VitalSignKind::head_circumference, "43.5", "cm"), "17.1 in (43.5 cm)");
}

TEST(Measurements, temperature_is_in_both_degrees_to_a_tenth) {
    EXPECT_EQ(said(visit::VitalSignKind::temperature, "37", "Cel"), "98.6 °F (37.0 °C)");
    EXPECT_EQ(said(visit::VitalSignKind::temperature, "38.95", "Cel"), "102.1 °F (39.0 °C)");
    EXPECT_EQ(said(visit::VitalSignKind::temperature, "98.6", "[degF]"), "98.6 °F (37.0 °C)");
    EXPECT_EQ(said(visit::VitalSignKind::temperature, "0", "Cel"), "32.0 °F (0.0 °C)");
}

TEST(Measurements, pulse_breath_oxygen_and_pain_are_worded) {
    EXPECT_EQ(said(visit::VitalSignKind::heart_rate, "72.4", "/min"), "72 beats a minute");
    EXPECT_EQ(said(visit::VitalSignKind::respiratory_rate, "16", "/min"), "16 breaths a minute");
    EXPECT_EQ(said(visit::VitalSignKind::heart_rate, "72", "/min", "pl"), "72 uderzenia na minutę");
    EXPECT_EQ(said(visit::VitalSignKind::heart_rate, "75", "/min", "pl"), "75 uderzeń na minutę");
    EXPECT_EQ(said(visit::VitalSignKind::oxygen_saturation, "97.6", "%"), "98%");
    EXPECT_EQ(said(visit::VitalSignKind::pain, "4", "{score}"), "4 out of 10");
    EXPECT_EQ(said(visit::VitalSignKind::body_mass_index, "27.25", "kg/m2"), "27.3");
}

TEST(Measurements, blood_pressure_is_one_value_of_two) {
    visit::VitalSign sign;
    sign.kind = visit::VitalSignKind::blood_pressure;
    sign.components = {measured(visit::VitalSignKind::diastolic, "83.6", "mm[Hg]"),
                       measured(visit::VitalSignKind::systolic, "131.5", "mm[Hg]")};
    const auto words = say_vital_sign(sign, words_in("en"));
    ASSERT_TRUE(words);
    EXPECT_EQ(text_of(words->name), "Blood pressure");
    EXPECT_EQ(text_of(words->value), "132/84\u00A0mm\u00A0Hg");
    sign.components.pop_back();  // half a pressure is printed as it is
    sign.components.front().name = named("Diastolic blood pressure");
    EXPECT_EQ(text_of(say_vital_sign(sign, words_in("en"))->value), "84\u00A0mm\u00A0Hg (lower number)");
    visit::VitalSign alone;
    static_cast<visit::Measurement&>(alone) = measured(visit::VitalSignKind::systolic, "118", "mm[Hg]");
    EXPECT_EQ(text_of(say_vital_sign(alone, words_in("en"))->name), "Blood pressure");
    EXPECT_EQ(text_of(say_vital_sign(alone, words_in("en"))->value), "118\u00A0mm\u00A0Hg (upper number)");
}

TEST(Measurements, half_of_a_blood_pressure_that_is_not_a_number_is_never_another_number) {
    visit::VitalSign sign;
    sign.kind = visit::VitalSignKind::blood_pressure;
    sign.components = {measured(visit::VitalSignKind::systolic, "1e40", "mm[Hg]"),
                       measured(visit::VitalSignKind::diastolic, "84", "mm[Hg]")};
    for (visit::Measurement& part : sign.components) part.name = named("Half");
    EXPECT_EQ(text_of(say_vital_sign(sign, words_in("en"))->value).find("84\u00A0mm\u00A0Hg"), std::string::npos)
        << text_of(say_vital_sign(sign, words_in("en"))->value);
}

TEST(Measurements, an_unexpected_unit_or_a_bound_stands_as_written) {
    EXPECT_EQ(said(visit::VitalSignKind::weight, "13.2", "[stone_av]"), "Ask what this result means.");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "13.2", "stone"), "13.2 stone");
    EXPECT_EQ(said(visit::VitalSignKind::temperature, "310.15", "K"), "310.15 K");
    visit::VitalSign sign;
    static_cast<visit::Measurement&>(sign) = measured(visit::VitalSignKind::oxygen_saturation, "90", "%");
    sign.value.low.comparator = "<";
    EXPECT_EQ(text_of(say_vital_sign(sign, words_in("en"))->value), "less than 90%");
    EXPECT_EQ(said(visit::VitalSignKind::weight, "", "kg"), "none");
}

}  // namespace
}  // namespace carepress::test

// Quantities as a patient reads them: no code of UCUM, no digit that the record does not have.
#include "visit_summary/units.h"

#include "summary_words.h"
#include "visit_summary/lab_names.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace carepress::test {
using namespace visit_summary;
namespace {

struct QuantityCase {
    visit::Quantity quantity;
    const char* said;  ///< nullptr: nothing that could be read
};

class Quantities : public testing::TestWithParam<QuantityCase> {};

TEST_P(Quantities, are_said_in_units_that_can_be_read) {
    const auto said = say_quantity(GetParam().quantity, words_in("en"));
    ASSERT_EQ(said.has_value(), GetParam().said != nullptr);
    if (!said) return;
    std::string text = text_of(*said);
    for (std::size_t at; (at = text.find("\u00A0")) != std::string::npos;) text.replace(at, 2, " ");
    EXPECT_EQ(text, GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    Units, Quantities,
    testing::Values(QuantityCase{{"11.2", "", "10*3/uL", "10*3/uL"}, "11.2 thousand per microliter"},
                    QuantityCase{{"11.2", "", "x10E3/\u00B5L", ""}, "11.2 thousand per microliter"},
                    QuantityCase{{"4.50", "", "10*6/uL", "10*6/uL"}, "4.50 million per microliter"},
                    QuantityCase{{"6.5", "", "%", "%"}, "6.5%"}, QuantityCase{{"99", "", "mg/dL", "mg/dL"}, "99 mg/dL"},
                    QuantityCase{{"5", "<", "ug/dL", "ug/dL"}, "less than 5 mcg/dL"},
                    QuantityCase{{"60", ">=", "mL/min/{1.73_m2}", "mL/min/{1.73_m2}"},
                                 "60 mL/min for an average body size or more"},
                    QuantityCase{{"2.1", "", "m[IU]/L", "m[IU]/L"}, "2.1 milliunits per liter"},
                    QuantityCase{{"1.1", "", "{INR}", "{INR}"}, "1.1"}, QuantityCase{{"6.0", "", "", ""}, "6.0"},
                    QuantityCase{{"7.199999999999999", "", "mmol/L", "mmol/L"}, "7.2 mmol/L"},
                    QuantityCase{{"164.555008657", "", "mg/dL", "mg/dL"}, "164.6 mg/dL"},
                    QuantityCase{{"154084.99905", "", "/uL", "/uL"}, "154,085 per microliter"},
                    QuantityCase{{"0.00012", "", "mg/L", "mg/L"}, "0.00012 mg/L"},
                    QuantityCase{{"1.5e1", "", "mg", "mg"}, "15 mg"},
                    QuantityCase{{"3", "", "wells", "{wells}"}, "3 wells"},
                    QuantityCase{{"3", "", "{wells}", "{wells}"}, nullptr},
                    QuantityCase{{"3", "", "", "[arb'U]/mL"}, nullptr}),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST(Units, in_words_are_english_on_every_page) {
    const auto said = say_quantity({"11.2", "", "10*3/uL", "10*3/uL"}, words_in("es"));
    ASSERT_TRUE(said);
    for (const Piece& piece : *said) EXPECT_EQ(piece.language, "en");  // one isolate in text from right to left
    const auto sign = say_quantity({"99", "", "mg/dL", "mg/dL"}, words_in("es"));
    ASSERT_TRUE(sign);
    for (const Piece& piece : *sign) EXPECT_EQ(piece.language, "es");
}

TEST(Units, have_the_signs_of_the_pages_language_and_all_digits) {
    const auto said = [](const char* value, const char* language) {
        return text_of(*say_quantity({value, "", "mg/dL", "mg/dL"}, words_in(language)));
    };
    EXPECT_EQ(said("12345.60", "en"), "12,345.60\u00A0mg/dL");
    EXPECT_EQ(said("12345.60", "de"), "12.345,60\u00A0mg/dL");
    EXPECT_EQ(said("1.50", "pt"), "1,50\u00A0mg/dL");
    EXPECT_EQ(said("-0.5", "fr"), "-0,5\u00A0mg/dL");
    EXPECT_EQ(said("7", "ar"), "7\u00A0mg/dL");
    visit::QuantityRange range;
    range.low = {"4.5", "", "mmol/L", "mmol/L"};
    range.high = {"5.0", "", "mmol/L", "mmol/L"};
    const std::string both = text_of(*say_quantities(range, words_in("de")));
    EXPECT_NE(both.find("4,5"), std::string::npos) << both;
    EXPECT_NE(both.find("5,0"), std::string::npos) << both;
}

TEST(Units, of_a_range_stand_once) {
    visit::QuantityRange range;
    range.low = {"4.5", "", "mmol/L", "mmol/L"};
    range.high = {"5.0", "", "mmol/L", "mmol/L"};
    EXPECT_EQ(text_of(*say_quantities(range, words_in("en"))), "4.5 to 5.0\u00A0mmol/L");
}

TEST(LabNames, are_plain_by_loinc_and_cut_of_the_property_else) {
    visit::Concept test = named("Hemoglobin A1c/Hemoglobin.total in Blood");
    EXPECT_EQ(plain_test_name(test), "");
    test.codes = {{"http://loinc.org", "4548-4"}};
    EXPECT_EQ(plain_test_name(test), "Average blood sugar over 3 months (A1c)");
    test.codes = {{"http://example.org", "4548-4"}};
    EXPECT_EQ(plain_test_name(test), "");
    EXPECT_EQ(without_property("Glucose [Mass/volume] in Blood"), "Glucose in Blood");
    EXPECT_EQ(without_property("Glucose"), "Glucose");
    EXPECT_EQ(without_property("[Open"), "[Open");
}

}  // namespace
}  // namespace carepress::test

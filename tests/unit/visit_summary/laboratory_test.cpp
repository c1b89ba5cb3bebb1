// Each unit of laboratories, each test by its LOINC code, and what stays a code that nobody could read.
#include "summary_words.h"
#include "visit_summary/lab_names.h"
#include "visit_summary/units.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace visit_summary;
namespace {

struct UnitCase {
    const char *code, *said;
    bool in_english = false;  ///< on a page in another language too
};
void PrintTo(const UnitCase& row, std::ostream* out) { *out << row.code; }

class EachUnit : public testing::TestWithParam<UnitCase> {};

TEST_P(EachUnit, is_said_by_its_code_or_as_laboratories_write_it) {
    const std::string code = GetParam().code;
    for (const visit::Quantity& quantity : {visit::Quantity{"3", "", "", code}, visit::Quantity{"3", "", code, ""},
                                            visit::Quantity{"3", "", "x", code}}) {
        const auto unit = readable_unit(quantity);
        ASSERT_TRUE(unit);
        EXPECT_EQ(unit->text, GetParam().said);
        EXPECT_EQ(unit->language, GetParam().in_english ? "en" : unit->language);
        if (unit->text.empty()) continue;
        EXPECT_EQ(unit->language.empty(), !GetParam().in_english);
    }
}

TEST_P(EachUnit, is_apart_from_its_number_unless_it_is_a_percentage) {
    const std::string said = GetParam().said;
    const auto quantity = say_quantity({"3", "", "", GetParam().code}, words_in("en"));
    ASSERT_TRUE(quantity);
    EXPECT_EQ(text_of(*quantity), said.empty() ? "3" : said == "%" ? "3%" : "3\u00A0" + said);
}

/// UCUM, and forms that laboratories use in its place.
INSTANTIATE_TEST_SUITE_P(
    Known, EachUnit,
    testing::Values(
        UnitCase{"%", "%"}, UnitCase{"mg/dL", "mg/dL"}, UnitCase{"g/dL", "g/dL"}, UnitCase{"mg/L", "mg/L"},
        UnitCase{"g/L", "g/L"}, UnitCase{"mmol/L", "mmol/L"}, UnitCase{"umol/L", "micromoles per liter", true},
        UnitCase{"nmol/L", "nmol/L"}, UnitCase{"pmol/L", "pmol/L"}, UnitCase{"meq/L", "mEq/L"},
        UnitCase{"mEq/L", "mEq/L"}, UnitCase{"ng/mL", "ng/mL"}, UnitCase{"ng/dL", "ng/dL"}, UnitCase{"ng/L", "ng/L"},
        UnitCase{"pg/mL", "pg/mL"}, UnitCase{"ug/dL", "mcg/dL"}, UnitCase{"ug/L", "mcg/L"}, UnitCase{"ug/mL", "mcg/mL"},
        UnitCase{"mg/mL", "mg/mL"}, UnitCase{"U/L", "units per liter", true},
        UnitCase{"[IU]/L", "units per liter", true}, UnitCase{"IU/L", "units per liter", true},
        UnitCase{"U/mL", "units per milliliter", true}, UnitCase{"[IU]/mL", "units per milliliter", true},
        UnitCase{"k[IU]/L", "thousand units per liter", true}, UnitCase{"kU/L", "thousand units per liter", true},
        UnitCase{"m[IU]/L", "milliunits per liter", true}, UnitCase{"mIU/L", "milliunits per liter", true},
        UnitCase{"mU/L", "milliunits per liter", true}, UnitCase{"m[IU]/mL", "milliunits per milliliter", true},
        UnitCase{"mIU/mL", "milliunits per milliliter", true}, UnitCase{"u[IU]/mL", "microunits per milliliter", true},
        UnitCase{"uIU/mL", "microunits per milliliter", true}, UnitCase{"uU/mL", "microunits per milliliter", true},
        UnitCase{"10*3/uL", "thousand per microliter", true}, UnitCase{"10*3.uL-1", "thousand per microliter", true},
        UnitCase{"10^3/uL", "thousand per microliter", true}, UnitCase{"x10E3/uL", "thousand per microliter", true},
        UnitCase{"K/uL", "thousand per microliter", true}, UnitCase{"Thousand/uL", "thousand per microliter", true},
        UnitCase{"10*3/mm3", "thousand per cubic millimeter", true},
        UnitCase{"10*6/uL", "million per microliter", true}, UnitCase{"10^6/uL", "million per microliter", true},
        UnitCase{"x10E6/uL", "million per microliter", true}, UnitCase{"M/uL", "million per microliter", true},
        UnitCase{"Million/uL", "million per microliter", true}, UnitCase{"10*9/L", "billion per liter", true},
        UnitCase{"10^9/L", "billion per liter", true}, UnitCase{"10*12/L", "trillion per liter", true},
        UnitCase{"10^12/L", "trillion per liter", true}, UnitCase{"/uL", "per microliter", true},
        UnitCase{"{cells}/uL", "cells per microliter", true}, UnitCase{"cells/uL", "cells per microliter", true},
        UnitCase{"/[HPF]", "in a microscope field", true}, UnitCase{"/HPF", "in a microscope field", true},
        UnitCase{"/[LPF]", "in a wide microscope field", true}, UnitCase{"[CFU]/mL", "colonies per milliliter", true},
        UnitCase{"{CFU}/mL", "colonies per milliliter", true}, UnitCase{"{copies}/mL", "copies per milliliter", true},
        UnitCase{"fL", "fL"}, UnitCase{"pg", "pg"}, UnitCase{"g", "g"}, UnitCase{"mg", "mg"}, UnitCase{"kg", "kg"},
        UnitCase{"ug", "mcg"}, UnitCase{"mL", "mL"}, UnitCase{"L", "L"}, UnitCase{"cm", "cm"}, UnitCase{"mm", "mm"},
        UnitCase{"m", "m"}, UnitCase{"mm/h", "mm in an hour", true}, UnitCase{"mm/hr", "mm in an hour", true},
        UnitCase{"s", "seconds", true}, UnitCase{"min", "minutes", true}, UnitCase{"h", "hours", true},
        UnitCase{"mL/min", "mL/min"}, UnitCase{"mL/min/{1.73_m2}", "mL/min for an average body size", true},
        UnitCase{"mL/min/1.73m2", "mL/min for an average body size", true},
        UnitCase{"mL/min/1.73 m2", "mL/min for an average body size", true},
        UnitCase{"mL/min/1.73m*2", "mL/min for an average body size", true}, UnitCase{"mg/g", "mg/g"},
        UnitCase{"mg/g{creat}", "mg per g of creatinine", true},
        UnitCase{"ug/mg{creat}", "mcg per mg of creatinine", true}, UnitCase{"mg/mmol", "mg/mmol"},
        UnitCase{"mg/mmol{creat}", "mg per mmol of creatinine", true}, UnitCase{"mmol/mol", "mmol/mol"},
        UnitCase{"mmol/mol{Hb}", "mmol/mol"}, UnitCase{"%{of'HbA1c}", "%"}, UnitCase{"mosm/kg", "mOsm/kg"},
        UnitCase{"mg/(24.h)", "mg in 24 hours", true}, UnitCase{"g/(24.h)", "g in 24 hours", true},
        UnitCase{"mm[Hg]", "mm\u00A0Hg"}, UnitCase{"mmHg", "mm\u00A0Hg"}, UnitCase{"Cel", "°C"},
        UnitCase{"[degF]", "°F"}, UnitCase{"[lb_av]", "lb"}, UnitCase{"[in_i]", "in"}, UnitCase{"kg/m2", "kg/m²"},
        UnitCase{"/min", "per minute", true}, UnitCase{"{beats}/min", "beats per minute", true},
        UnitCase{"{breaths}/min", "breaths per minute", true}, UnitCase{"U", "units", true},
        UnitCase{"[iU]", "units", true}, UnitCase{"[IU]", "units", true}, UnitCase{"IU", "units", true},
        UnitCase{"[drp]", "drops", true}, UnitCase{"1", ""}, UnitCase{"{ratio}", ""}, UnitCase{"{Ratio}", ""},
        UnitCase{"{INR}", ""}, UnitCase{"[INR]", ""}, UnitCase{"{index}", ""}, UnitCase{"{score}", ""},
        UnitCase{"{s_co_ratio}", ""}, UnitCase{"{titer}", ""}, UnitCase{"{nominal}", ""}, UnitCase{"[pH]", ""},
        UnitCase{"{pH}", ""}));

TEST(Units, with_either_sign_for_micro_are_the_same) {
    EXPECT_EQ(readable_unit({"3", "", "", "\u00B5g/L"})->text, "mcg/L");
    EXPECT_EQ(readable_unit({"3", "", "10*3/\u03BCL", ""})->text, "thousand per microliter");
    EXPECT_EQ(readable_unit({"3", "", "\u03BCmol/L", ""})->text, "micromoles per liter");
}

TEST(Units, that_are_not_known_are_said_as_written_if_they_can_be_read) {
    EXPECT_EQ(readable_unit({"3", "", "wells", "{wells}"})->text, "wells");
    EXPECT_EQ(readable_unit({"3", "", "wells", ""})->text, "wells");
    EXPECT_EQ(readable_unit({"3", "", "", "wells"})->text, "wells");
    EXPECT_EQ(readable_unit({"3", "", "", ""})->text, "");
    for (const char* code : {"[x]", "x]", "{x}", "x}", "x*2", "x^2", "x_2", "x'", "x\""}) {
        EXPECT_FALSE(readable_unit({"3", "", code, ""})) << code;
        EXPECT_FALSE(readable_unit({"3", "", "", code})) << code;
    }
}

struct Bound {
    const char *comparator, *said;
};
void PrintTo(const Bound& row, std::ostream* out) { *out << row.comparator; }

class Comparators : public testing::TestWithParam<Bound> {};

TEST_P(Comparators, are_said_in_words) {
    EXPECT_EQ(text_of(*say_quantity({"5", GetParam().comparator, "mg", "mg"}, words_in("en"))), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(All, Comparators,
                         testing::Values(Bound{"", "5\u00A0mg"}, Bound{"<", "less than 5\u00A0mg"},
                                         Bound{"<=", "5\u00A0mg or less"}, Bound{">", "more than 5\u00A0mg"},
                                         Bound{">=", "5\u00A0mg or more"}));

TEST(QuantityRanges, say_each_end_and_its_unit_once_if_it_is_the_same) {
    const auto said = [](const visit::Quantity& low, const visit::Quantity& high) {
        const auto pieces = say_quantities({low, high}, words_in("en"));
        return pieces ? text_of(*pieces) : "none";
    };
    const visit::Quantity none, two{"2", "", "mg", "mg"}, four{"4", "", "mg", "mg"}, five_g{"5", "", "g", "g"},
        odd{"4", "", "", "[x]"}, other_unit{"4", "", "mgs", "mg"}, other_code{"4", "", "mg", "ug"};
    EXPECT_EQ(said(two, none), "2\u00A0mg");
    EXPECT_EQ(said(none, four), "4\u00A0mg or less");
    EXPECT_EQ(said(two, four), "2 to 4\u00A0mg");
    EXPECT_EQ(said(two, five_g), "2\u00A0mg to 5\u00A0g");
    EXPECT_EQ(said(two, other_unit), "2\u00A0mg to 4\u00A0mg");
    EXPECT_EQ(said(two, other_code), "2\u00A0mg to 4\u00A0mcg");
    EXPECT_EQ(said(odd, four), "none");
    EXPECT_EQ(said(two, odd), "none");
    EXPECT_EQ(said(none, none), "none");
}

/// More than 4 decimals and more than 6 digits are the result of a computation, and no laboratory measures so finely.
TEST(ReadableNumbers, are_as_written_unless_they_were_computed) {
    for (const auto& [written, said] :
         std::vector<std::pair<const char*, const char*>>{{"12", "12"},
                                                          {"1234567890", "1234567890"},
                                                          {"1.2345", "1.2345"},
                                                          {"123456.7891", "123456.7891"},
                                                          {"1.23456", "1.23456"},
                                                          {"0.0012345", "0.0012345"},
                                                          {"0.00123456", "0.00123456"},
                                                          {"12.34567", "12.35"},
                                                          {"1.234567", "1.235"},
                                                          {"-1.234567", "-1.235"},
                                                          {"-12.345678", "-12.35"},
                                                          {"123456.78912", "123457"},
                                                          {"-12345.678912", "-12346"},
                                                          {"0.0000012345678", "0.0000012345678"},
                                                          {"1.5e3", "1500"},
                                                          {"1.5E-1", "0.15"},
                                                          {"1e99", "1e99"}})
        EXPECT_EQ(readable_number(written), said) << written;
}

struct Lab {
    const char *loinc, *name;
};
void PrintTo(const Lab& row, std::ostream* out) { *out << row.loinc; }

class LabTests : public testing::TestWithParam<Lab> {};

TEST_P(LabTests, have_a_plain_name) {
    visit::Concept test = named("Something in Blood");
    test.codes = {{"urn:local", GetParam().loinc}, {"http://loinc.org", "1"}};
    EXPECT_EQ(plain_test_name(test), "");
    test.codes.push_back({"http://loinc.org", GetParam().loinc});
    EXPECT_EQ(plain_test_name(test), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Loinc, LabTests,
    testing::Values(
        Lab{"2339-0", "Blood sugar (glucose)"}, Lab{"2345-7", "Blood sugar (glucose)"},
        Lab{"41653-7", "Blood sugar by finger stick (glucose)"}, Lab{"2340-8", "Blood sugar by finger stick (glucose)"},
        Lab{"1558-6", "Blood sugar before eating (fasting glucose)"},
        Lab{"1518-0", "Blood sugar 2 hours after a sugar drink (glucose)"},
        Lab{"4548-4", "Average blood sugar over 3 months (A1c)"},
        Lab{"17856-6", "Average blood sugar over 3 months (A1c)"},
        Lab{"59261-8", "Average blood sugar over 3 months (A1c)"}, Lab{"2951-2", "Sodium"}, Lab{"2947-0", "Sodium"},
        Lab{"2823-3", "Potassium"}, Lab{"6298-4", "Potassium"}, Lab{"2075-0", "Chloride"}, Lab{"2069-3", "Chloride"},
        Lab{"2028-9", "Carbon dioxide (bicarbonate)"}, Lab{"20565-8", "Carbon dioxide (bicarbonate)"},
        Lab{"1963-8", "Bicarbonate"}, Lab{"33037-3", "Anion gap"}, Lab{"17861-6", "Calcium"}, Lab{"49765-1", "Calcium"},
        Lab{"19123-9", "Magnesium"}, Lab{"2777-1", "Phosphorus"}, Lab{"3094-0", "Kidney test: urea nitrogen (BUN)"},
        Lab{"6299-2", "Kidney test: urea nitrogen (BUN)"}, Lab{"2160-0", "Kidney test: creatinine"},
        Lab{"38483-4", "Kidney test: creatinine"}, Lab{"33914-3", "Kidney function (eGFR)"},
        Lab{"48642-3", "Kidney function (eGFR)"}, Lab{"48643-1", "Kidney function (eGFR)"},
        Lab{"62238-1", "Kidney function (eGFR)"}, Lab{"69405-9", "Kidney function (eGFR)"},
        Lab{"98979-8", "Kidney function (eGFR)"}, Lab{"88293-6", "Kidney function (eGFR)"},
        Lab{"14959-1", "Urine protein (albumin to creatinine)"}, Lab{"9318-7", "Urine protein (albumin to creatinine)"},
        Lab{"14957-5", "Urine protein (albumin)"}, Lab{"3084-1", "Uric acid"}, Lab{"2885-2", "Total protein"},
        Lab{"1751-7", "Albumin (a protein)"}, Lab{"10834-0", "Globulin (proteins)"}, Lab{"1975-2", "Bilirubin, total"},
        Lab{"1968-7", "Bilirubin, direct"}, Lab{"1920-8", "Liver test: AST"}, Lab{"1742-6", "Liver test: ALT"},
        Lab{"6768-6", "Liver and bone test: alkaline phosphatase"}, Lab{"2324-2", "Liver test: GGT"},
        Lab{"3040-3", "Pancreas test: lipase"}, Lab{"1798-8", "Pancreas test: amylase"},
        Lab{"2093-3", "Cholesterol, total"}, Lab{"13457-7", "LDL (\"bad\") cholesterol"},
        Lab{"18262-6", "LDL (\"bad\") cholesterol"}, Lab{"2089-1", "LDL (\"bad\") cholesterol"},
        Lab{"2085-9", "HDL (\"good\") cholesterol"}, Lab{"2571-8", "Triglycerides (a blood fat)"},
        Lab{"43396-1", "Cholesterol without HDL"}, Lab{"13458-5", "VLDL cholesterol"},
        Lab{"6690-2", "White blood cells"}, Lab{"26464-8", "White blood cells"}, Lab{"789-8", "Red blood cells"},
        Lab{"718-7", "Hemoglobin (carries oxygen)"}, Lab{"4544-3", "Hematocrit (share of red cells)"},
        Lab{"20570-8", "Hematocrit (share of red cells)"}, Lab{"787-2", "Size of red blood cells (MCV)"},
        Lab{"785-6", "Hemoglobin in a red cell (MCH)"}, Lab{"786-4", "Hemoglobin in red cells (MCHC)"},
        Lab{"788-0", "Range of red cell sizes (RDW)"}, Lab{"21000-5", "Range of red cell sizes (RDW)"},
        Lab{"777-3", "Platelets (help blood clot)"}, Lab{"26515-7", "Platelets (help blood clot)"},
        Lab{"32207-3", "Range of platelet sizes (PDW)"}, Lab{"32623-1", "Size of platelets (MPV)"},
        Lab{"751-8", "Neutrophils (white cells)"}, Lab{"770-8", "Neutrophils (share of white cells)"},
        Lab{"731-0", "Lymphocytes (white cells)"}, Lab{"736-9", "Lymphocytes (share of white cells)"},
        Lab{"742-7", "Monocytes (white cells)"}, Lab{"5905-5", "Monocytes (share of white cells)"},
        Lab{"711-2", "Eosinophils (white cells)"}, Lab{"713-8", "Eosinophils (share of white cells)"},
        Lab{"704-7", "Basophils (white cells)"}, Lab{"706-2", "Basophils (share of white cells)"},
        Lab{"2276-4", "Iron stores (ferritin)"}, Lab{"2498-4", "Iron"}, Lab{"2500-7", "Iron-binding capacity"},
        Lab{"2132-9", "Vitamin B12"}, Lab{"2284-8", "Folate (a B vitamin)"}, Lab{"1989-3", "Vitamin D"},
        Lab{"62292-8", "Vitamin D"}, Lab{"3016-3", "Thyroid test: TSH"}, Lab{"11580-8", "Thyroid test: TSH"},
        Lab{"3024-7", "Thyroid test: free T4"}, Lab{"3051-0", "Thyroid test: free T3"},
        Lab{"2857-1", "Prostate test: PSA"}, Lab{"2986-8", "Testosterone"}, Lab{"6301-6", "Blood clotting (INR)"},
        Lab{"34714-6", "Blood clotting (INR)"}, Lab{"5902-2", "Blood clotting time (PT)"},
        Lab{"3173-2", "Blood clotting time (PTT)"}, Lab{"14979-9", "Blood clotting time (PTT)"},
        Lab{"48065-7", "Clot test: D-dimer"}, Lab{"6598-7", "Heart test: troponin T"},
        Lab{"10839-9", "Heart test: troponin I"}, Lab{"89579-7", "Heart test: troponin I"},
        Lab{"30934-4", "Heart test: BNP"}, Lab{"33762-6", "Heart test: NT-proBNP"},
        Lab{"2157-6", "Muscle test: creatine kinase (CK)"}, Lab{"1988-5", "Inflammation test: CRP"},
        Lab{"30522-7", "Inflammation test: CRP"}, Lab{"4537-7", "Inflammation test: sedimentation rate"},
        Lab{"30341-2", "Inflammation test: sedimentation rate"}, Lab{"94500-6", "COVID-19 test"},
        Lab{"94531-1", "COVID-19 test"}, Lab{"94558-4", "COVID-19 test (rapid)"}, Lab{"80382-5", "Flu A test"},
        Lab{"92142-9", "Flu A test"}, Lab{"80383-3", "Flu B test"}, Lab{"92141-1", "Flu B test"},
        Lab{"92131-2", "RSV test"}, Lab{"78012-2", "Strep throat test (rapid)"}, Lab{"11268-0", "Strep throat culture"},
        Lab{"630-4", "Urine culture"}, Lab{"600-7", "Blood culture"}, Lab{"2106-3", "Pregnancy test (urine)"},
        Lab{"2118-8", "Pregnancy test (blood)"}, Lab{"19080-1", "Pregnancy hormone (hCG)"},
        Lab{"5778-6", "Color of urine"}, Lab{"5767-9", "Look of urine"}, Lab{"5792-7", "Sugar in urine"},
        Lab{"25428-4", "Sugar in urine"}, Lab{"5804-0", "Protein in urine"}, Lab{"20454-5", "Protein in urine"},
        Lab{"5797-6", "Ketones in urine"}, Lab{"2514-8", "Ketones in urine"}, Lab{"5794-3", "Blood in urine"},
        Lab{"57751-0", "Blood in urine"}, Lab{"5799-2", "White cells in urine (leukocyte esterase)"},
        Lab{"5802-4", "Nitrite in urine (sign of germs)"}, Lab{"5803-2", "Acidity of urine (pH)"},
        Lab{"5811-5", "Density of urine (specific gravity)"}, Lab{"5770-3", "Bilirubin in urine"}));

TEST(LabTests, without_a_plain_name_lose_their_property) {
    EXPECT_EQ(without_property("Glucose [Mass/volume] in Blood"), "Glucose in Blood");
    EXPECT_EQ(without_property("Glucose [Mass/volume]"), "Glucose");
    EXPECT_EQ(without_property(" [Mass/volume]"), " [Mass/volume]");
    EXPECT_EQ(without_property("[x] [Mass]"), "[x]");
    EXPECT_EQ(without_property("a]b [Mass] [Time]"), "a]b [Time]");
    EXPECT_EQ(without_property("Open [end"), "Open [end");
}

}  // namespace
}  // namespace carepress::test

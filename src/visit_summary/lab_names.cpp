#include "visit_summary/lab_names.h"

#include "visit/systems.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace carepress::visit_summary {
namespace {

struct TestName {
    std::string_view loinc, name;
};

constexpr TestName names[] = {
    // Sugar.
    {"2339-0", "Blood sugar (glucose)"},
    {"2345-7", "Blood sugar (glucose)"},
    {"41653-7", "Blood sugar by finger stick (glucose)"},
    {"2340-8", "Blood sugar by finger stick (glucose)"},
    {"1558-6", "Blood sugar before eating (fasting glucose)"},
    {"1518-0", "Blood sugar 2 hours after a sugar drink (glucose)"},
    {"4548-4", "Average blood sugar over 3 months (A1c)"},
    {"17856-6", "Average blood sugar over 3 months (A1c)"},
    {"59261-8", "Average blood sugar over 3 months (A1c)"},
    // Salts, kidneys.
    {"2951-2", "Sodium"},
    {"2947-0", "Sodium"},
    {"2823-3", "Potassium"},
    {"6298-4", "Potassium"},
    {"2075-0", "Chloride"},
    {"2069-3", "Chloride"},
    {"2028-9", "Carbon dioxide (bicarbonate)"},
    {"20565-8", "Carbon dioxide (bicarbonate)"},
    {"1963-8", "Bicarbonate"},
    {"33037-3", "Anion gap"},
    {"17861-6", "Calcium"},
    {"49765-1", "Calcium"},
    {"19123-9", "Magnesium"},
    {"2777-1", "Phosphorus"},
    {"3094-0", "Kidney test: urea nitrogen (BUN)"},
    {"6299-2", "Kidney test: urea nitrogen (BUN)"},
    {"2160-0", "Kidney test: creatinine"},
    {"38483-4", "Kidney test: creatinine"},
    {"33914-3", "Kidney function (eGFR)"},
    {"48642-3", "Kidney function (eGFR)"},
    {"48643-1", "Kidney function (eGFR)"},
    {"62238-1", "Kidney function (eGFR)"},
    {"69405-9", "Kidney function (eGFR)"},
    {"98979-8", "Kidney function (eGFR)"},
    {"88293-6", "Kidney function (eGFR)"},
    {"14959-1", "Urine protein (albumin to creatinine)"},
    {"9318-7", "Urine protein (albumin to creatinine)"},
    {"14957-5", "Urine protein (albumin)"},
    {"3084-1", "Uric acid"},
    // Liver, pancreas.
    {"2885-2", "Total protein"},
    {"1751-7", "Albumin (a protein)"},
    {"10834-0", "Globulin (proteins)"},
    {"1975-2", "Bilirubin, total"},
    {"1968-7", "Bilirubin, direct"},
    {"1920-8", "Liver test: AST"},
    {"1742-6", "Liver test: ALT"},
    {"6768-6", "Liver and bone test: alkaline phosphatase"},
    {"2324-2", "Liver test: GGT"},
    {"3040-3", "Pancreas test: lipase"},
    {"1798-8", "Pancreas test: amylase"},
    // Fats.
    {"2093-3", "Cholesterol, total"},
    {"13457-7", "LDL (\"bad\") cholesterol"},
    {"18262-6", "LDL (\"bad\") cholesterol"},
    {"2089-1", "LDL (\"bad\") cholesterol"},
    {"2085-9", "HDL (\"good\") cholesterol"},
    {"2571-8", "Triglycerides (a blood fat)"},
    {"43396-1", "Cholesterol without HDL"},
    {"13458-5", "VLDL cholesterol"},
    // Blood cells.
    {"6690-2", "White blood cells"},
    {"26464-8", "White blood cells"},
    {"789-8", "Red blood cells"},
    {"718-7", "Hemoglobin (carries oxygen)"},
    {"4544-3", "Hematocrit (share of red cells)"},
    {"20570-8", "Hematocrit (share of red cells)"},
    {"787-2", "Size of red blood cells (MCV)"},
    {"785-6", "Hemoglobin in a red cell (MCH)"},
    {"786-4", "Hemoglobin in red cells (MCHC)"},
    {"788-0", "Range of red cell sizes (RDW)"},
    {"21000-5", "Range of red cell sizes (RDW)"},
    {"777-3", "Platelets (help blood clot)"},
    {"26515-7", "Platelets (help blood clot)"},
    {"32207-3", "Range of platelet sizes (PDW)"},
    {"32623-1", "Size of platelets (MPV)"},
    {"751-8", "Neutrophils (white cells)"},
    {"770-8", "Neutrophils (share of white cells)"},
    {"731-0", "Lymphocytes (white cells)"},
    {"736-9", "Lymphocytes (share of white cells)"},
    {"742-7", "Monocytes (white cells)"},
    {"5905-5", "Monocytes (share of white cells)"},
    {"711-2", "Eosinophils (white cells)"},
    {"713-8", "Eosinophils (share of white cells)"},
    {"704-7", "Basophils (white cells)"},
    {"706-2", "Basophils (share of white cells)"},
    // Iron, vitamins, thyroid, hormones.
    {"2276-4", "Iron stores (ferritin)"},
    {"2498-4", "Iron"},
    {"2500-7", "Iron-binding capacity"},
    {"2132-9", "Vitamin B12"},
    {"2284-8", "Folate (a B vitamin)"},
    {"1989-3", "Vitamin D"},
    {"62292-8", "Vitamin D"},
    {"3016-3", "Thyroid test: TSH"},
    {"11580-8", "Thyroid test: TSH"},
    {"3024-7", "Thyroid test: free T4"},
    {"3051-0", "Thyroid test: free T3"},
    {"2857-1", "Prostate test: PSA"},
    {"2986-8", "Testosterone"},
    // Clotting, heart, inflammation.
    {"6301-6", "Blood clotting (INR)"},
    {"34714-6", "Blood clotting (INR)"},
    {"5902-2", "Blood clotting time (PT)"},
    {"3173-2", "Blood clotting time (PTT)"},
    {"14979-9", "Blood clotting time (PTT)"},
    {"48065-7", "Clot test: D-dimer"},
    {"6598-7", "Heart test: troponin T"},
    {"10839-9", "Heart test: troponin I"},
    {"89579-7", "Heart test: troponin I"},
    {"30934-4", "Heart test: BNP"},
    {"33762-6", "Heart test: NT-proBNP"},
    {"2157-6", "Muscle test: creatine kinase (CK)"},
    {"1988-5", "Inflammation test: CRP"},
    {"30522-7", "Inflammation test: CRP"},
    {"4537-7", "Inflammation test: sedimentation rate"},
    {"30341-2", "Inflammation test: sedimentation rate"},
    // Infections, pregnancy.
    {"94500-6", "COVID-19 test"},
    {"94531-1", "COVID-19 test"},
    {"94558-4", "COVID-19 test (rapid)"},
    {"80382-5", "Flu A test"},
    {"92142-9", "Flu A test"},
    {"80383-3", "Flu B test"},
    {"92141-1", "Flu B test"},
    {"92131-2", "RSV test"},
    {"78012-2", "Strep throat test (rapid)"},
    {"11268-0", "Strep throat culture"},
    {"630-4", "Urine culture"},
    {"600-7", "Blood culture"},
    {"2106-3", "Pregnancy test (urine)"},
    {"2118-8", "Pregnancy test (blood)"},
    {"19080-1", "Pregnancy hormone (hCG)"},
    // Urine.
    {"5778-6", "Color of urine"},
    {"5767-9", "Look of urine"},
    {"5792-7", "Sugar in urine"},
    {"25428-4", "Sugar in urine"},
    {"5804-0", "Protein in urine"},
    {"20454-5", "Protein in urine"},
    {"5797-6", "Ketones in urine"},
    {"2514-8", "Ketones in urine"},
    {"5794-3", "Blood in urine"},
    {"57751-0", "Blood in urine"},
    {"5799-2", "White cells in urine (leukocyte esterase)"},
    {"5802-4", "Nitrite in urine (sign of germs)"},
    {"5803-2", "Acidity of urine (pH)"},
    {"5811-5", "Density of urine (specific gravity)"},
    {"5770-3", "Bilirubin in urine"},
};

}  // namespace

std::string_view plain_test_name(const visit::Concept& test) {
    for (const visit::RecordCode& code : test.codes) {
        if (code.system != visit::systems::loinc) continue;
        const auto* known = std::find_if(std::begin(names), std::end(names),
                                         [&](const TestName& each) { return each.loinc == code.code; });
        if (known != std::end(names)) return known->name;
    }
    return {};
}

std::string without_property(std::string name) {
    const std::size_t open = name.find(" [");
    const std::size_t close = open == std::string::npos ? open : name.find(']', open);
    if (close != std::string::npos && open > 0) name.erase(open, close - open + 1);
    return name;
}

}  // namespace carepress::visit_summary

// Results of tests of a visit: which belong to it, how they stand to what is usual, and what is still to come.
#include "build_bundle.h"
#include "visit/visit.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit;
namespace {

Json lab(const std::string& id, const std::string& name, const std::string& more, const std::string& visit = "visit") {
    return of_visit("Observation", id,
                    R"("status": "final", "category": [{"coding": [{"code": "laboratory"}]}],
        "effectiveDateTime": "2026-03-10T09:15:00-05:00", "code": {"text": ")" +
                        name + "\"}, " + more,
                    visit);
}

struct FlagCase {
    const char* what;
    const char* members;
    ResultFlag flag;
};

class Flags : public testing::TestWithParam<FlagCase> {};

TEST_P(Flags, are_the_laboratorys_or_follow_from_one_range) {
    const Read read = read_with({lab("one", "Test", GetParam().members)});
    ASSERT_TRUE(read.visit) << read.messages;
    ASSERT_EQ(read.visit->results.results.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->results.results[0].flag, GetParam().flag) << GetParam().what;
}

#define VALUE_7 R"("valueQuantity": {"value": 7, "unit": "mg/dL"})"
#define LIMIT_7(comparator) R"("valueQuantity": {"value": 7, "unit": "mg/dL", "comparator": ")" comparator R"("})"
#define CODE(code) R"("interpretation": [{"coding": [{"code": ")" code R"("}]}])"
#define RANGE(low, high)                                                                            \
    R"("referenceRange": [{"low": {"value": )" low R"(, "unit": "mg/dL"}, "high": {"value": )" high \
    R"(, "unit": "mg/dL"}}])"

INSTANTIATE_TEST_SUITE_P(
    Results, Flags,
    testing::Values(
        FlagCase{"nothing is said", VALUE_7, ResultFlag::not_stated},
        FlagCase{"H", VALUE_7 "," CODE("H"), ResultFlag::high},
        FlagCase{"HH", VALUE_7 "," CODE("HH"), ResultFlag::very_high},
        FlagCase{"L", VALUE_7 "," CODE("L"), ResultFlag::low},
        FlagCase{"LL", VALUE_7 "," CODE("LL"), ResultFlag::very_low},
        FlagCase{"A", VALUE_7 "," CODE("A"), ResultFlag::abnormal},
        FlagCase{"AA", VALUE_7 "," CODE("AA"), ResultFlag::very_abnormal},
        FlagCase{"N", VALUE_7 "," CODE("N"), ResultFlag::normal},
        FlagCase{"an unknown code", VALUE_7 "," CODE("QQ"), ResultFlag::unclear},
        FlagCase{"POS", R"("valueCodeableConcept": {"text": "Detected"}, )" CODE("POS"), ResultFlag::positive},
        FlagCase{"NEG", R"("valueString": "None seen", )" CODE("NEG"), ResultFlag::negative},
        FlagCase{"within the range", VALUE_7 "," RANGE("5", "9"), ResultFlag::normal},
        FlagCase{"on the limit, written otherwise", VALUE_7 "," RANGE("7.00", "9"), ResultFlag::normal},
        FlagCase{"below", VALUE_7 "," RANGE("7.01", "9"), ResultFlag::low},
        FlagCase{"above", VALUE_7 "," RANGE("1", "6.99"), ResultFlag::high},
        FlagCase{"low says the laboratory, normal says the range", VALUE_7 "," CODE("L") "," RANGE("5", "9"),
                 ResultFlag::unclear},
        FlagCase{"high and low at once",
                 VALUE_7 R"(, "interpretation": [{"coding": [{"code": "H"}]}, {"coding": [{"code": "L"}]}])",
                 ResultFlag::unclear},
        FlagCase{"two ranges, by sex",
                 VALUE_7 R"(, "referenceRange": [{"high": {"value": 5}}, {"high": {"value": 9}}])",
                 ResultFlag::not_stated},
        FlagCase{"range in another unit", VALUE_7 R"(, "referenceRange": [{"high": {"value": 5, "unit": "mmol/L"}}])",
                 ResultFlag::not_stated},
        FlagCase{"a value that is a limit",
                 R"("valueQuantity": {"value": 7, "unit": "mg/dL", "comparator": "<"}, )" RANGE("8", "9"),
                 ResultFlag::low},
        FlagCase{"over a limit, above", LIMIT_7(">") "," RANGE("2", "3"), ResultFlag::high},
        FlagCase{"over a limit, at the end of the range", LIMIT_7(">") "," RANGE("2", "7"), ResultFlag::high},
        FlagCase{"at least a limit, at the end of the range", LIMIT_7(">=") "," RANGE("2", "7"),
                 ResultFlag::not_stated},
        FlagCase{"over a limit that is within", LIMIT_7(">") "," RANGE("2", "9"), ResultFlag::not_stated},
        FlagCase{"under a limit that is within", LIMIT_7("<") "," RANGE("2", "9"), ResultFlag::not_stated},
        FlagCase{"under a limit, from zero", LIMIT_7("<") "," RANGE("0", "9"), ResultFlag::normal},
        FlagCase{"over a limit, flagged normal", LIMIT_7(">") "," CODE("N") "," RANGE("2", "3"), ResultFlag::unclear},
        FlagCase{"normal and abnormal at once", VALUE_7 R"(, "interpretation": [{"coding": [{"code": "N"}]},
            {"coding": [{"code": "A"}]}])",
                 ResultFlag::unclear},
        FlagCase{"abnormal and normal at once", VALUE_7 R"(, "interpretation": [{"coding": [{"code": "A"}]},
            {"coding": [{"code": "N"}]}])",
                 ResultFlag::unclear},
        FlagCase{"flagged abnormal, within the range", VALUE_7 "," CODE("A") "," RANGE("2", "9"), ResultFlag::unclear},
        FlagCase{"flagged abnormal, above the range", VALUE_7 "," CODE("A") "," RANGE("2", "3"), ResultFlag::abnormal},
        FlagCase{"at the lower end of the range", VALUE_7 "," RANGE("7", "9"), ResultFlag::normal},
        FlagCase{"H>", VALUE_7 "," CODE("H>"), ResultFlag::very_high},
        FlagCase{"L<", VALUE_7 "," CODE("L<"), ResultFlag::very_low},
        FlagCase{"WR", VALUE_7 "," CODE("WR"), ResultFlag::positive},
        FlagCase{"DET", VALUE_7 "," CODE("DET"), ResultFlag::positive},
        FlagCase{"ND", VALUE_7 "," CODE("ND"), ResultFlag::negative},
        FlagCase{"IND", VALUE_7 "," CODE("IND"), ResultFlag::unclear},
        FlagCase{"R", VALUE_7 "," CODE("R"), ResultFlag::unclear},
        FlagCase{"TOX", VALUE_7 "," CODE("TOX") "," RANGE("5", "9"), ResultFlag::unclear},
        FlagCase{"a change alone", VALUE_7 "," CODE("U"), ResultFlag::unclear},
        FlagCase{"a change beside a flag",
                 VALUE_7 R"(, "interpretation": [{"coding": [{"code": "H"}]}, {"coding": [{"code": "U"}]}])",
                 ResultFlag::high},
        FlagCase{"words alone", VALUE_7 R"(, "interpretation": [{"text": "High"}])", ResultFlag::high},
        FlagCase{"other words alone", VALUE_7 R"(, "interpretation": [{"text": "See comment"}])", ResultFlag::unclear},
        FlagCase{"a note", VALUE_7 "," CODE("HH") R"(, "note": [{"text": "Hemolyzed, unreliable"}])",
                 ResultFlag::unclear}),
    [](const auto& each) { return "case_" + std::to_string(each.index); });

TEST(Results, belong_to_the_visit_by_encounter_by_day_or_by_report) {
    Json by_day = lab("day", "By day", VALUE_7, "");
    Json other_day = lab("other", "Other day", VALUE_7, "");
    other_day["effectiveDateTime"] = "2026-03-12";
    Json by_report = lab("report", "By report", VALUE_7, "");
    by_report.erase("effectiveDateTime");
    Json elsewhere = lab("elsewhere", "Of an earlier visit", VALUE_7, "earlier");
    const Json report = of_visit("DiagnosticReport", "panel", R"("status": "final", "code": {"text": "Panel"},
        "result": [{"reference": "Observation/report"}])");
    const Read read = read_with({lab("own", "By encounter", VALUE_7), by_day, other_day, by_report, elsewhere, report,
                                 encounter("earlier", "ada", "2026-01-10")});
    ASSERT_TRUE(read.visit) << read.messages;
    std::vector<std::string> names;
    for (const VisitResult& result : read.visit->results.results) names.push_back(result.name.name.text);
    EXPECT_EQ(names, (std::vector<std::string>{"By encounter", "By day", "By report"}));
    EXPECT_EQ(read.visit->results.results[2].panel.name.text, "Panel");
    EXPECT_TRUE(read.says("2 Observation of other visits")) << read.messages;
}

TEST(Results, without_a_final_value_are_named_as_pending) {
    Json registered = lab("one", "Urine culture", "\"status\": \"registered\"");
    Json preliminary = lab("two", "Blood culture", VALUE_7 R"(, "status": "preliminary")");
    Json unknown_yet = lab("three", "Lead", R"("dataAbsentReason": {"coding": [{"code": "temp-unknown"}]})");
    Json cancelled = lab("four", "Iron", "\"status\": \"cancelled\"");
    const Json report = of_visit("DiagnosticReport", "path", R"("status": "registered", "code": {"text": "Biopsy"})");
    const Read read = read_with({registered, preliminary, unknown_yet, cancelled, report});
    ASSERT_TRUE(read.visit) << read.messages;
    std::vector<std::string> names;
    for (const Concept& test : read.visit->results.pending) names.push_back(test.name.text);
    EXPECT_EQ(names, (std::vector<std::string>{"Biopsy", "Urine culture", "Blood culture", "Lead"}));
    EXPECT_TRUE(read.visit->results.results.empty());
    EXPECT_FALSE(read.visit->incomplete(VisitSection::results)) << "what was cancelled is not missed";
    EXPECT_TRUE(read.says("1 Observation not in force")) << read.messages;
}

TEST(Results, that_are_pending_are_named_by_their_panel_where_all_of_it_is) {
    const auto pending = [](const std::string& status) {
        Json culture = lab("one", "Urine culture", "\"status\": \"registered\"");
        const Json report =
            of_visit("DiagnosticReport", "panel", R"("code": {"text": "Urine panel"}, "status": ")" + status + R"(",
            "result": [{"reference": "Observation/one"}])");
        std::vector<std::string> names;
        const Read read = read_with({culture, report});
        for (const Concept& test : read.visit->results.pending) names.push_back(test.name.text);
        return names;
    };
    EXPECT_EQ(pending("registered"), std::vector<std::string>{"Urine panel"});
    EXPECT_EQ(pending("final"), std::vector<std::string>{"Urine culture"});
}

TEST(Results, of_one_test_only_the_latest_stands) {
    Json later = lab("later", "Troponin", R"("valueQuantity": {"value": 9, "unit": "ng/L"})");
    later["effectiveDateTime"] = "2026-03-10T09:25:00-05:00";
    const Read read = read_with({later, lab("first", "Troponin", VALUE_7)});
    ASSERT_EQ(read.visit->results.results.size(), 1u);
    EXPECT_EQ(read.visit->results.results[0].value.low.value, "9");
}

TEST(Results, of_one_time_stand_both_unless_they_say_the_same) {
    Json again = lab("again", "Iron", VALUE_7);
    Json other = lab("other", "Iron", R"("valueQuantity": {"value": 9, "unit": "mg/dL"})");
    EXPECT_EQ(read_with({lab("first", "Iron", VALUE_7), again}).visit->results.results.size(), 1u);
    EXPECT_EQ(read_with({lab("first", "Iron", VALUE_7), other}).visit->results.results.size(), 2u);
}

TEST(Results, that_were_corrected_stand_alone) {
    const Json old = lab("old", "Potassium", VALUE_7);
    Json corrected = lab("new", "Potassium", R"("valueQuantity": {"value": 4, "unit": "mg/dL"})");
    corrected["status"] = "corrected";
    for (const auto& order : {std::vector<Json>{old, corrected}, std::vector<Json>{corrected, old}}) {
        const Read read = read_with(order);
        ASSERT_EQ(read.visit->results.results.size(), 1u) << read.messages;
        EXPECT_EQ(read.visit->results.results[0].value.low.value, "4");
        EXPECT_TRUE(read.says("the corrected one is printed")) << read.messages;
    }
    Json replacing = lab("new", "Potassium level", R"("valueQuantity": {"value": 4, "unit": "mg/dL"})");
    replacing["extension"] = Json::array({{{"url", "http://hl7.org/fhir/StructureDefinition/observation-replaces"},
                                           {"valueReference", {{"reference", "Observation/old"}}}}});
    const Read read = read_with({old, replacing});
    ASSERT_EQ(read.visit->results.results.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->results.results[0].value.low.value, "4");
}

TEST(Results, parts_without_a_value_make_them_incomplete) {
    const Read read = read_with({lab("one", "Blood count", R"("component": [
        {"code": {"text": "Hemoglobin"}, "valueQuantity": {"value": 6, "unit": "g/dL"}},
        {"code": {"text": "Platelets"}, "dataAbsentReason": {"text": "Clumped"}}])")});
    EXPECT_EQ(read.visit->results.results.size(), 1u) << read.messages;
    EXPECT_TRUE(read.visit->incomplete(VisitSection::results));
    EXPECT_TRUE(read.says("component[1]: a part of the result is left out")) << read.messages;
}

TEST(Results, have_the_time_they_were_issued_at_where_no_other_is_stated) {
    Json issued = lab("one", "Issued", VALUE_7 R"(, "issued": "2026-03-10T10:00:00-05:00")", "");
    issued.erase("effectiveDateTime");
    Json undated = lab("two", "Undated", VALUE_7);
    undated.erase("effectiveDateTime");
    const Read read = read_with({issued, undated});
    EXPECT_EQ(read.visit->results.results.size(), 2u) << read.messages;
}

TEST(Results, without_date_and_encounter_are_not_said_to_be_of_other_visits) {
    Json undated = lab("one", "Undated", VALUE_7, "");
    undated.erase("effectiveDateTime");
    const Read read = read_with({undated});
    EXPECT_TRUE(read.visit->results.results.empty());
    EXPECT_TRUE(read.visit->incomplete(VisitSection::results));
    EXPECT_TRUE(read.says("nothing says of which visit it is")) << read.messages;
    EXPECT_FALSE(read.says("of other visits")) << read.messages;
}

TEST(Results, have_the_conclusion_of_a_report_and_no_clinicians_notes) {
    const Json xray = of_visit("DiagnosticReport", "x", R"("status": "final", "code": {"text": "Chest X-ray"},
        "conclusion": "No pneumonia")");
    const Json note = of_visit("DiagnosticReport", "n", R"("status": "final", "code": {"text": "History and physical"},
        "category": [{"coding": [{"system": "http://loinc.org", "code": "34117-2"}]}],
        "presentedForm": [{"contentType": "text/plain", "data": "QQ=="}])");
    const Json scan = of_visit("DiagnosticReport", "s", R"("status": "final", "code": {"text": "Scan"},
        "category": [{"coding": [{"code": "RAD"}]}], "presentedForm": [{"contentType": "application/pdf", "data": "QQ=="}])");
    const Read read = read_with({xray, note});
    ASSERT_EQ(read.visit->results.reports.size(), 1u) << read.messages;
    EXPECT_EQ(read.visit->results.reports[0].conclusion.text, "No pneumonia");
    EXPECT_FALSE(read.visit->incomplete(VisitSection::results));
    EXPECT_TRUE(read_with({scan}).visit->incomplete(VisitSection::results));  // a picture alone
}

TEST(Results, of_other_people_stay_out) {
    const Json other = of_visit("Observation", "x", R"("status": "final", "code": {"text": "Test"},
        "category": [{"coding": [{"code": "laboratory"}]}], )" VALUE_7,
                                "visit", "eve");
    const Read read = read_with({other});
    EXPECT_TRUE(read.visit->results.results.empty());
}

TEST(Results, surveys_and_social_history_are_said_to_be_not_shown) {
    const Json survey = of_visit("Observation", "x", R"("status": "final", "code": {"text": "PHQ-9"},
        "category": [{"coding": [{"code": "survey"}]}], "valueInteger": 3)");
    const Read read = read_with({survey});
    EXPECT_TRUE(read.visit->holds_more(VisitSection::conditions));
    EXPECT_TRUE(read.says("of kinds that a summary does not show")) << read.messages;
    EXPECT_FALSE(read.says("of other visits"));
}

}  // namespace
}  // namespace carepress::test

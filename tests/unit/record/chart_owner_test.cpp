// Whose chart it is, out of a Patient of FHIR.
#include "record/chart_owner.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace carepress::test {
namespace {

using record::ChartOwner;

/// "name | birth date | record number | language", or the problem in brackets.
std::string read(const std::string& members) {
    const auto result = record::read_chart_owner(R"({"resourceType":"Patient","id":"p1")" + members + "}", "p1");
    if (const auto* problem = std::get_if<record::Unreadable>(&result)) return "(" + problem->what + ")";
    const auto& owner = std::get<ChartOwner>(result);
    return owner.name + " | " + owner.birth_date + " | " + owner.record_number + " | " + owner.language;
}

TEST(ChartOwner, has_the_name_that_is_in_use) {
    EXPECT_EQ(read(R"(,"name":[{"use":"old","text":"Old"},{"given":["Any"]},{"use":"usual","text":"Usual"},
                       {"use":"official","given":["Ana","Maria"],"family":"Lopez"}],"birthDate":"1971-03-04")"),
              "Ana Maria Lopez | 1971-03-04 |  | ");
    EXPECT_EQ(read(R"(,"name":[{"given":["Any"]},{"use":"usual","text":"Usual"}])"), "Usual |  |  | ");
    EXPECT_EQ(read(R"(,"name":[{"use":"old","text":"Old"}])"), " |  |  | ");
    EXPECT_EQ(read(""), " |  |  | ");
}

TEST(ChartOwner, has_the_record_number_and_the_preferred_language) {
    EXPECT_EQ(read(R"(,"identifier":[{"value":"1"},{"use":"old","type":{"coding":[{"code":"MR"}]},"value":"2"},
                       {"type":{"coding":[{"code":"X"},{"code":"MR"}]},"value":"3"}],
                       "communication":[{"language":{"coding":[{"code":"en"}]}},
                                        {"language":{"coding":[{"code":"es-US"}]},"preferred":true}])"),
              " |  | 3 | es-US");
    EXPECT_EQ(read(R"(,"identifier":[{},{"value":"1"}],"communication":[{"language":{"coding":[{"code":"so"}]}}])"),
              " |  | 1 | so");
}

TEST(ChartOwner, is_never_another_patient_or_something_else) {
    EXPECT_EQ(read(R"(,"name":7,"birthDate":{},"identifier":[[1]],"communication":[7,{"language":[]}])"), " |  |  | ");
    const auto problem = [](const char* json) {
        return std::get<record::Unreadable>(record::read_chart_owner(json, "p1")).what;
    };
    EXPECT_EQ(problem(R"({"resourceType":"Patient","id":"p2"})"), "it answers with another patient");
    EXPECT_EQ(problem(R"({"resourceType":"Patient"})"), "it answers with another patient");
    EXPECT_EQ(problem(R"({"resourceType":"OperationOutcome","id":"p1"})"), "what it answers is not a Patient");
    EXPECT_EQ(problem("<html>"), "what it answers is not a Patient");
}

}  // namespace
}  // namespace carepress::test

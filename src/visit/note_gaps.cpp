// What a server says that it has not given. A page says that there is nothing of a kind only if everything was read
// that could say otherwise.
#include "visit/read_visit_parts.h"
#include "visit/word_table.h"

#include <array>
#include <optional>
#include <set>
#include <string>

namespace carepress::visit {
namespace {

constexpr WordTable<VisitSection, 35> sections_of_types{{
    {"AdverseEvent", VisitSection::allergies},
    {"AllergyIntolerance", VisitSection::allergies},
    {"Appointment", VisitSection::appointments},
    {"AppointmentResponse", VisitSection::appointments},
    {"CarePlan", VisitSection::care_plans},
    {"CareTeam", VisitSection::care_team},
    {"ClinicalImpression", VisitSection::conditions},
    {"Communication", VisitSection::notes},
    {"CommunicationRequest", VisitSection::notes},
    {"Composition", VisitSection::notes},
    {"Condition", VisitSection::conditions},
    {"DetectedIssue", VisitSection::conditions},
    {"DeviceRequest", VisitSection::service_requests},
    {"DiagnosticReport", VisitSection::results},
    {"DocumentReference", VisitSection::notes},
    {"Encounter", VisitSection::encounter},
    {"Flag", VisitSection::allergies},
    {"Goal", VisitSection::goals},
    {"ImagingStudy", VisitSection::conditions},
    {"Immunization", VisitSection::immunizations},
    {"List", VisitSection::medicines},
    {"List", VisitSection::allergies},
    {"Medication", VisitSection::medicines},
    {"MedicationAdministration", VisitSection::given},
    {"MedicationDispense", VisitSection::medicines},
    {"MedicationRequest", VisitSection::medicines},
    {"MedicationStatement", VisitSection::medicines},
    {"NutritionOrder", VisitSection::service_requests},
    {"Observation", VisitSection::results},
    {"Observation", VisitSection::vital_signs},
    {"Procedure", VisitSection::procedures},
    {"QuestionnaireResponse", VisitSection::conditions},
    {"RequestGroup", VisitSection::notes},
    {"RiskAssessment", VisitSection::conditions},
    {"ServiceRequest", VisitSection::service_requests},
}};

struct NamedGaps {
    std::set<VisitSection> sections;
    bool names_all = true;  ///< each issue names a type that is read
};

NamedGaps gaps_in(const Element& outcome) {
    NamedGaps gaps;
    for (const Element& issue : outcome.children("issue")) {
        bool is_named = false;
        for (const std::string_view expression : issue.codes("expression"))
            for (const auto& [type, section] : sections_of_types)
                if (type == expression) {
                    gaps.sections.insert(section);
                    is_named = true;
                }
        // Types of people, places and organisations are missed by their names only.
        for (const std::string_view expression : issue.codes("expression"))
            is_named |= expression == "Practitioner" || expression == "PractitionerRole" ||
                        expression == "Organization" || expression == "Location" || expression == "HealthcareService";
        gaps.names_all &= is_named;
    }
    return gaps;
}

}  // namespace

void note_gaps(Chart& chart) {
    for (const JsonValue* outcome : chart.bundle().warnings_of_gaps()) {
        const NamedGaps gaps = gaps_in(Element(*outcome, chart.problems()));
        chart.problems().take();
        for (const VisitSection section : gaps.sections)
            chart.leave_out(*outcome, section, LeftOutReason::not_understood,
                            "the server warns that a part of the record could not be read");
        if (gaps.names_all) continue;
        chart.leave_out(*outcome, VisitSection::medicines, LeftOutReason::not_understood,
                        "the server warns that its answer may not be complete");
        chart.leave_out(*outcome, VisitSection::allergies, LeftOutReason::not_understood,
                        "allergies may be missing for the same reason");
    }
}

}  // namespace carepress::visit

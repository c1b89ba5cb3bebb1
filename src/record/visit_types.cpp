#include "record/visit_types.h"

#include <algorithm>
#include <array>

namespace carepress::record {
namespace {

constexpr std::array<VisitType, 31> types{{
    {"Encounter", Reach::patient, Need::claimed},
    {"Condition", Reach::patient, Need::claimed},
    {"MedicationRequest", Reach::patient, Need::claimed, "encounter", "", "MedicationRequest:medication"},
    {"MedicationStatement", Reach::patient, Need::helped, "context", "", "MedicationStatement:medication",
     "MedicationRequest"},
    {"AllergyIntolerance", Reach::patient, Need::claimed, ""},
    {"Appointment", Reach::patient, Need::claimed, ""},
    {"CarePlan", Reach::patient, Need::optional},
    {"CareTeam", Reach::patient, Need::optional},
    {"Goal", Reach::patient, Need::optional, ""},
    {"Immunization", Reach::patient, Need::optional, ""},
    {"List", Reach::patient, Need::optional},
    {"Flag", Reach::patient, Need::optional},
    {"AdverseEvent", Reach::patient, Need::optional, "", "", "", "", "subject"},
    {"Observation", Reach::visit, Need::claimed, "encounter", "date"},
    {"DiagnosticReport", Reach::visit, Need::claimed, "encounter", "date", "DiagnosticReport:result"},
    {"Procedure", Reach::visit, Need::claimed, "encounter", "date"},
    {"ServiceRequest", Reach::visit, Need::claimed, "encounter", "authored"},
    {"MedicationAdministration", Reach::visit, Need::optional, "context", "effective-time",
     "MedicationAdministration:medication"},
    {"MedicationDispense", Reach::visit, Need::optional, "context", "whenhandedover"},
    {"Composition", Reach::visit, Need::optional, "encounter", "date"},
    {"DocumentReference", Reach::visit, Need::optional, "encounter", "date"},
    {"NutritionOrder", Reach::visit, Need::optional, "encounter", "datetime"},
    {"DeviceRequest", Reach::visit, Need::optional, "encounter", "authored-on"},
    {"ClinicalImpression", Reach::visit, Need::unseen, "encounter", "date"},
    {"ImagingStudy", Reach::visit, Need::unseen, "encounter", "started"},
    {"QuestionnaireResponse", Reach::visit, Need::unseen, "encounter", "authored"},
    {"RiskAssessment", Reach::visit, Need::unseen, "encounter", "date"},
    {"Communication", Reach::visit, Need::unseen, "encounter", "sent"},
    {"CommunicationRequest", Reach::visit, Need::unseen, "encounter", "authored"},
    {"RequestGroup", Reach::visit, Need::unseen, "encounter", "authored"},
    {"Task", Reach::visit, Need::unseen, "encounter", "authored-on"},
}};

template <std::size_t size>
bool is_in(std::string_view type, const std::array<std::string_view, size>& list) {
    return std::find(list.begin(), list.end(), type) != list.end();
}

}  // namespace

std::span<const VisitType> visit_types() { return types; }

bool is_shared(std::string_view type) {
    constexpr std::array<std::string_view, 6> shared{"HealthcareService", "Location",     "Medication",
                                                     "Organization",      "Practitioner", "PractitionerRole"};
    return is_in(type, shared);
}

bool is_followed(std::string_view type) {
    constexpr std::array<std::string_view, 6> followed{"Condition",         "DiagnosticReport", "Encounter",
                                                       "MedicationRequest", "Observation",      "ServiceRequest"};
    return is_in(type, followed);
}

}  // namespace carepress::record

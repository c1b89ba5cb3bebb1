#include "visit/read_visit_parts.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

/// What a summary shows, or looks into for it.
constexpr std::array<std::string_view, 26> types_read{"AllergyIntolerance",
                                                      "Appointment",
                                                      "Bundle",
                                                      "CarePlan",
                                                      "CareTeam",
                                                      "Composition",
                                                      "Condition",
                                                      "DeviceRequest",
                                                      "DiagnosticReport",
                                                      "DocumentReference",
                                                      "Encounter",
                                                      "Goal",
                                                      "HealthcareService",
                                                      "Immunization",
                                                      "List",
                                                      "Location",
                                                      "Medication",
                                                      "MedicationAdministration",
                                                      "MedicationRequest",
                                                      "MedicationStatement",
                                                      "NutritionOrder",
                                                      "Observation",
                                                      "Organization",
                                                      "Patient",
                                                      "Procedure",
                                                      "ServiceRequest"};

void report_other_types(const Bundle& bundle, Diagnostics& diagnostics) {
    int count = 0;
    const BundleEntry* first = nullptr;
    for (const BundleEntry& entry : bundle.entries()) {
        const bool read = entry.type.starts_with("Practitioner") ||
                          std::find(types_read.begin(), types_read.end(), entry.type) != types_read.end();
        if (!read && count++ == 0) first = &entry;
    }
    if (first)
        diagnostics.note(first->resource->span(),
                         std::to_string(count) + " resources are of types that a summary does not show, the first at " +
                             path_of(*first->resource));
}

/// The record is as of the day it was fetched: of an earlier visit it tells what became of things since.
void warn_of_later_encounters(const Chart& chart) {
    for (const BundleEntry& entry : chart.bundle().entries()) {
        if (entry.type != "Encounter" || chart.encounter_is(entry.resource) || chart.barrier(*entry.resource)) continue;
        const RecordPeriod period = Element(*entry.resource, chart.findings()).period("period");
        if (order_of(period.start, chart.visit_period().start) != TimeOrder::after) continue;
        chart.findings().diagnostics().warning(
            chart.encounter().json().span(), chart.encounter().path() + ": the record has later visits than this one",
            "states of medicines and conditions are those of today's record, not of that day's");
        break;
    }
    chart.findings().take();
}

}  // namespace

std::optional<Visit> read_visit(const Source& source, const VisitChoice& choice, Diagnostics& diagnostics) {
    if (source.bytes.size() > largest_bundle) {
        diagnostics.error({}, "the bundle is larger than 32 MB", "fetch the record of one visit");
        return std::nullopt;
    }
    JsonValue root;
    Findings findings(diagnostics);
    if (!read_json(root, diagnostics)) return std::nullopt;
    const Bundle bundle(root, findings);
    if (diagnostics.has_errors()) return std::nullopt;
    Chart chart(bundle, choice, findings);
    if (!chart.choose_patient() || !chart.choose_encounter()) return std::nullopt;

    Visit visit;
    visit.patient = read_patient(chart);
    visit.patient.interpreter_needed = read_interpreter_needed(chart);
    visit.encounter = read_encounter(chart);
    visit.conditions = read_conditions(chart);
    visit.medicines = read_medicines(chart);
    visit.allergies = read_allergies(chart);
    visit.vital_signs = read_vital_signs(chart);
    visit.immunizations = read_immunizations(chart);
    visit.goals = read_goals(chart);
    visit.care_plans = read_care_plans(chart);
    visit.service_requests = read_service_requests(chart);
    for (VisitServiceRequest& order : read_device_and_diet_orders(chart))
        visit.service_requests.push_back(std::move(order));
    visit.appointments = read_appointments(chart);
    visit.notes = read_notes(chart);
    visit.results = read_results(chart);
    visit.procedures = read_procedures(chart);
    visit.given = read_given(chart);
    visit.care_team = read_care_team(chart);
    note_unread(chart, visit);
    warn_of_later_encounters(chart);
    chart.report_left_out();
    report_other_types(bundle, diagnostics);
    visit.left_out = chart.take_left_out();
    if (diagnostics.has_errors()) return std::nullopt;
    return visit;
}

}  // namespace carepress

#include "visit/read_visit_parts.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::visit {
namespace {

/// What a summary shows, or looks into for it.
constexpr std::array<std::string_view, 25> types_read{"AllergyIntolerance",
                                                      "Appointment",
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
        diagnostics.note("record/types-not-shown"_code, first->resource->span(),
                         std::to_string(count) + " resources are of types that a summary does not show, the first at " +
                             path_of(*first->resource));
}

/// The record is as of the day it was fetched: of an earlier visit it tells what became of things since.
void warn_of_later_encounters(const Chart& chart) {
    for (const BundleEntry& entry : chart.bundle().entries()) {
        if (entry.type != "Encounter" || chart.encounter_is(entry.resource) || chart.barrier(*entry.resource)) continue;
        const RecordPeriod period = Element(*entry.resource, chart.problems()).period("period");
        if (order_of(period.start, chart.visit_period().start) != TimeOrder::after) continue;
        chart.problems().diagnostics().warning(
            "visit/later-visits"_code, chart.encounter().json().span(),
            chart.encounter().path() + ": the record has later visits than this one",
            "states of medicines and conditions are those of today's record, not of that day's");
        break;
    }
    chart.problems().take();
}

/// A bundle that is an entry may hold anything.
void note_bundles_within(Chart& chart) {
    for (const JsonValue* within : chart.bundle().unread_bundles())
        for (const VisitSection section :
             {VisitSection::medicines, VisitSection::allergies, VisitSection::conditions, VisitSection::appointments})
            chart.leave_out_part(Element(*within, chart.problems()), section, LeftOutReason::not_understood,
                                 section == VisitSection::medicines
                                     ? "a bundle within the bundle is not read, and its medicines may be missing"
                                     : "a bundle within the bundle is not read: more may be missing");
}

/// Whoever looks after a minor may read the summary, in the record's portal too.
void warn_of_proxies(const Chart& chart, const VisitPatient& patient) {
    const RecordTime& start = chart.visit_period().start;
    if (!start.stated() || !patient.birth_date.stated()) return;
    const std::string birth = patient.birth_date.date(), day = start.date();
    const int years = std::stoi(day.substr(0, 4)) - std::stoi(birth.substr(0, 4));
    // By month and day as far as both are stated; where they don't tell, the younger age.
    const std::size_t stated = std::min(birth.size(), day.size());
    const int order = day.compare(4, stated - 4, birth, 4, stated - 4);
    const bool birthday_to_come = order < 0 || (order == 0 && stated < 10);
    if (years > 18 || (years == 18 && !birthday_to_come)) return;
    chart.problems().diagnostics().warning(
        "visit/minor"_code, chart.patient().json().span(),
        chart.patient().path() +
            ": the patient was under 18 at this visit: parents and other proxies may read the summary",
        "check what the patient may want to keep private before you give it out");
}

}  // namespace

std::optional<Visit> read_visit(const Source& source, const VisitChoice& choice, Diagnostics& diagnostics) {
    if (source.bytes.size() > largest_bundle) {
        diagnostics.error("bundle/too-large"_code, {}, "the bundle is larger than 32 MB",
                          "fetch the record of one visit");
        return std::nullopt;
    }
    JsonValue root;
    ReadingProblems problems(diagnostics);
    if (!read_json(root, diagnostics)) return std::nullopt;
    const Bundle bundle(root, problems);
    if (diagnostics.has_errors()) return std::nullopt;
    Chart chart(bundle, choice, problems);
    if (chart.refuse_restricted_bundle(root)) return std::nullopt;
    if (!chart.choose_patient() || !chart.choose_encounter()) return std::nullopt;

    Visit visit;
    visit.patient = read_patient(chart);
    visit.patient.interpreter_needed = read_interpreter_needed(chart);
    visit.encounter = read_encounter(chart);
    note_gaps(chart);
    note_bundles_within(chart);
    note_unread_lists_and_flags(chart);
    note_cut_resources(chart);
    // First: what a document lists in words alone is missed among the allergies, say.
    visit.notes = read_notes(chart);
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
    visit.results = read_results(chart);
    visit.procedures = read_procedures(chart);
    visit.given = read_given(chart);
    visit.care_team = read_care_team(chart);
    note_unread(chart);
    warn_of_later_encounters(chart);
    warn_of_proxies(chart, visit.patient);
    chart.report_left_out();
    report_other_types(bundle, diagnostics);
    visit.left_out = chart.take_left_out();
    if (diagnostics.has_errors()) return std::nullopt;
    return visit;
}

}  // namespace carepress::visit

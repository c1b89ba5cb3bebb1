#include "visit/chart.h"

#include <algorithm>

namespace carepress {

bool Chart::refuse(const JsonValue& at, std::string message, std::string hint) const {
    findings_.diagnostics().error(at.span(), path_of(at) + ": " + std::move(message), std::move(hint));
    return false;
}

bool Chart::choose_patient() {
    std::vector<const BundleEntry*> patients;
    if (choice_.patient.empty()) {
        for (const BundleEntry& entry : bundle_.entries())
            if (entry.type == "Patient") patients.push_back(&entry);
    } else {
        patients = bundle_.named("Patient", choice_.patient);
    }
    Diagnostics& diagnostics = findings_.diagnostics();
    if (patients.empty()) {
        diagnostics.error({}, choice_.patient.empty() ? "the bundle has no Patient" : "the bundle has no such Patient",
                          choice_.patient.empty() ? "a summary needs the patient's name and birth date"
                                                  : "--patient takes the id or the full URL of a Patient resource");
        return false;
    }
    if (patients.size() > 1)
        return refuse(*patients[1]->resource, "there is more than one patient in the bundle",
                      choice_.patient.empty() ? "choose one with --patient ID"
                                              : "give the full URL of the entry: the id names several");
    patient_ = patients.front()->resource;
    const auto reason = barrier(*patient_);
    if (reason == LeftOutReason::restricted)
        return refuse(*patient_, "the patient's record is marked as restricted", "--include-restricted reads it");
    if (reason)
        return refuse(*patient_,
                      "the Patient has an extension or rule that is not known here and may change its meaning",
                      "ask the system that made the bundle");
    return true;
}

bool Chart::choose_encounter() {
    if (!(choice_.encounter.empty() ? choose_latest_encounter() : choose_named_encounter())) return false;
    return !findings_.diagnostics().has_errors();
}

std::optional<LeftOutReason> Chart::encounter_barrier(const JsonValue& resource) const {
    if (const auto reason = barrier(resource)) return reason;
    const std::string_view status = Element(resource, findings_).code("status");
    return status == "in-progress" || status == "finished" ? std::nullopt : std::optional(LeftOutReason::not_in_force);
}

void Chart::take_encounter(const JsonValue& resource) {
    encounter_ = &resource;
    const Element encounter(resource, findings_);
    in_progress_ = encounter.code("status") == "in-progress";
    visit_period_ = encounter.period("period");
    const bool backwards = order_of(visit_period_.end, visit_period_.start) == TimeOrder::before;
    if (const auto problem = findings_.take())
        refuse(*problem->value, problem->message, {});
    else if (backwards)
        refuse(resource, "the visit ends before it begins", "ask the system that made the bundle");
}

bool Chart::choose_named_encounter() {
    const std::vector<const BundleEntry*> named = bundle_.named("Encounter", choice_.encounter);
    if (named.empty()) {
        findings_.diagnostics().error({}, "the bundle has no such Encounter",
                                      "--encounter takes the id or the full URL of an Encounter resource");
        return false;
    }
    const JsonValue& resource = *named.front()->resource;
    if (named.size() > 1)
        return refuse(*named[1]->resource, "several encounters have this id", "give the full URL of the entry");
    const auto reason = encounter_barrier(resource);
    if (reason == LeftOutReason::other_patient)
        return refuse(resource, "the encounter's subject is not the patient", "choose with --patient and --encounter");
    if (reason == LeftOutReason::restricted)
        return refuse(resource, "the encounter is marked as restricted", "--include-restricted reads it");
    if (reason == LeftOutReason::not_in_force)
        return refuse(resource, "the encounter is neither in progress nor finished", "choose another with --encounter");
    if (reason) return refuse(resource, "the encounter has an extension or rule that is not known here", {});
    take_encounter(resource);
    return true;
}

/// By their starts; of those that start at one time, such as the emergency visit that became a stay, by their ends.
TimeOrder Chart::order_of_visits(const Candidate& left, const Candidate& right) {
    const TimeOrder starts = order_of(left.period.start, right.period.start);
    return starts == TimeOrder::same ? order_of(left.period.end, right.period.end) : starts;
}

bool Chart::choose_latest_encounter() {
    std::vector<Candidate> candidates;
    for (const BundleEntry& entry : bundle_.entries()) {
        if (entry.type != "Encounter") continue;
        const auto reason = encounter_barrier(*entry.resource);
        if (reason) {
            leave_out(*entry.resource, VisitSection::encounter, *reason);
            continue;
        }
        RecordPeriod period = Element(*entry.resource, findings_).period("period");
        if (const auto problem = findings_.take())
            leave_out(*entry.resource, VisitSection::encounter, problem->reason, problem->message, problem->value);
        else
            candidates.push_back({entry.resource, std::move(period)});
    }
    if (candidates.empty()) {
        findings_.diagnostics().error({}, "the bundle has no encounter of the patient that is in progress or finished",
                                      "a summary is of one encounter");
        return false;
    }
    const Candidate* latest = &candidates.front();
    for (const Candidate& each : candidates)
        if (order_of_visits(each, *latest) == TimeOrder::after) latest = &each;
    for (const Candidate& each : candidates)
        if (&each != latest && order_of_visits(each, *latest) != TimeOrder::before)
            return refuse(
                *each.resource,
                "there is no telling which encounter is the latest, this one or " + path_of(*latest->resource),
                "choose one with --encounter ID");
    take_encounter(*latest->resource);
    if (candidates.size() > 1)
        findings_.diagnostics().note(latest->resource->span(),
                                     "the visit is the encounter at " + path_of(*latest->resource) +
                                         ", the latest of " + std::to_string(candidates.size()),
                                     "--encounter ID chooses another");
    return true;
}

}  // namespace carepress

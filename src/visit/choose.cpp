#include "visit/chart.h"
#include "visit/encounter_kind.h"

#include <algorithm>
#include <set>

namespace carepress::visit {
namespace {

constexpr int days_of_calls = 14;  // for so long, a call is about the visit before it

}  // namespace

bool Chart::refuse(DiagnosticCode code, const JsonValue& at, std::string message, std::string hint) const {
    problems_.diagnostics().error(code, at.span(), path_of(at) + ": " + std::move(message), std::move(hint));
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
    Diagnostics& diagnostics = problems_.diagnostics();
    if (patients.empty()) {
        diagnostics.error("visit/no-patient"_code, {},
                          choice_.patient.empty() ? "the bundle has no Patient" : "the bundle has no such Patient",
                          choice_.patient.empty()
                              ? "a summary needs the patient's name and birth date"
                              : "--patient (in a job, \"patient\") takes the id or the full URL of a Patient resource");
        return false;
    }
    if (patients.size() > 1)
        return refuse("visit/several-patients"_code, *patients[1]->resource,
                      "there is more than one patient in the bundle",
                      choice_.patient.empty() ? "choose one with --patient ID (in a job, \"patient\"); of two versions "
                                                "of one, meta must say which is newer"
                                              : "give the full URL of the entry: the id names several");
    patient_ = patients.front()->resource;
    const auto reason = barrier(*patient_);
    if (reason == LeftOutReason::restricted)
        return refuse("visit/patient-restricted"_code, *patient_, "the patient's record is marked as restricted",
                      "--include-restricted (in a job, \"include_restricted\") reads it");
    if (reason)
        return refuse("visit/patient-unclear"_code, *patient_,
                      "the Patient has an extension or rule that is not known here and may change its meaning",
                      "ask the system that made the bundle");
    return true;
}

bool Chart::choose_encounter() {
    if (!(choice_.encounter.empty() ? choose_latest_encounter() : choose_named_encounter())) return false;
    return allows_summary() && !problems_.diagnostics().has_errors();
}

std::optional<LeftOutReason> Chart::encounter_barrier(const JsonValue& resource) const {
    if (const auto reason = barrier(resource)) return reason;
    if (use_of(Element(resource, problems_)) == EncounterUse::none) return LeftOutReason::not_in_force;
    return std::nullopt;
}

bool Chart::take_encounter(const JsonValue& resource) {
    encounter_ = &resource;
    const Element encounter(resource, problems_);
    in_progress_ = goes_on(encounter);
    visit_period_ = encounter.period("period");
    if (const auto problem = problems_.take())
        return refuse("visit/encounter-unclear"_code, *problem->value, problem->message,
                      "ask the system that made the bundle");
    find_parts();
    complete_period();
    problems_.take();  // of parts, whose own readers report it
    if (order_of(visit_period_.end, visit_period_.start) == TimeOrder::before)
        return refuse("visit/ends-before-it-begins"_code, resource, "the visit ends before it begins",
                      "ask the system that made the bundle");
    Diagnostics& diagnostics = problems_.diagnostics();
    if (use_of(encounter) == EncounterUse::unsure)
        diagnostics.warning("visit/uncertain-status"_code, resource.span(),
                            encounter.path() + ": the encounter's status does not say that the visit took place",
                            "make sure that it did");
    if (!visit_period_.start.stated())
        diagnostics.warning("visit/no-date"_code, resource.span(), encounter.path() + ": the encounter has no date",
                            "the page has no date of the visit, and nothing tells what was made after it");
    if (!parts_.empty())
        diagnostics.note("visit/parts-read-as-one"_code, resource.span(),
                         encounter.path() + ": " + std::to_string(parts_.size()) +
                             " encounters are part of this one and are read as one visit");
    return true;
}

/// A summary for a patient who has died is made only by mistake.
bool Chart::allows_summary() const {
    if (choice_.force) return true;
    const Element visit = encounter();
    const RecordTime death = patient().date_time("deceasedDateTime");
    const RecordTime& end = visit_period_.end.stated() ? visit_period_.end : visit_period_.start;
    const TimeOrder order = order_of(death, end);
    // A date without a time, on the day of the visit, may be after it.
    const bool died = order == TimeOrder::before || (order == TimeOrder::same && death.has_time());
    if (!died && !is_death_certification(visit) && !ended_in_death(visit)) return true;
    problems_.diagnostics().error("visit/death"_code, encounter_->span(),
                                  path_of(*encounter_) + (died ? ": the patient died before the end of this visit"
                                                               : ": this encounter is about the patient's death"),
                                  "choose another visit with --encounter ID (in a job, \"encounter\"), or make the "
                                  "summary anyway with --force (in a job, \"force\")");
    return false;
}

bool Chart::choose_named_encounter() {
    const std::vector<const BundleEntry*> named = bundle_.named("Encounter", choice_.encounter);
    if (named.empty()) {
        problems_.diagnostics().error(
            "visit/no-encounter"_code, {}, "the bundle has no such Encounter",
            "--encounter (in a job, \"encounter\") takes the id or the full URL of an Encounter resource");
        return false;
    }
    const JsonValue& resource = *named.front()->resource;
    if (named.size() > 1)
        return refuse("visit/several-encounters"_code, *named[1]->resource, "several encounters have this id",
                      "give the full URL of the entry");
    const auto reason = encounter_barrier(resource);
    if (reason == LeftOutReason::other_patient || reason == LeftOutReason::unclear_subject)
        return refuse("visit/other-patient"_code, resource, "the encounter's subject is not the patient",
                      "choose with --patient and --encounter (in a job, \"patient\" and \"encounter\")");
    if (reason == LeftOutReason::restricted)
        return refuse("visit/restricted"_code, resource, "the encounter is marked as restricted",
                      "--include-restricted (in a job, \"include_restricted\") reads it");
    if (reason == LeftOutReason::not_in_force)
        return refuse("visit/not-in-progress-or-finished"_code, resource,
                      "the encounter is neither in progress nor finished",
                      "choose another with --encounter (in a job, \"encounter\")");
    if (reason)
        return refuse("visit/not-understood"_code, resource,
                      "the encounter has an extension or rule that is not known here", {});
    const JsonValue& root = root_of(resource);
    if (&root != &resource)
        problems_.diagnostics().note(
            "visit/part-of-visit"_code, resource.span(),
            path_of(resource) + ": this encounter is part of the one at " + path_of(root) + ", which is the visit");
    return take_encounter(root);
}

/// By their starts; of those that start at the same time, such as an emergency visit that became a stay, by their ends.
TimeOrder Chart::order_of_visits(const Candidate& left, const Candidate& right) {
    const TimeOrder starts = order_of(left.period.start, right.period.start);
    return starts == TimeOrder::same ? order_of(left.period.end, right.period.end) : starts;
}

/// The encounters to choose from: those that certainly took place, else those that may have.
Chart::Candidates Chart::gather_candidates() {
    Candidates sure, unsure;
    for (const BundleEntry& entry : bundle_.entries()) {
        if (entry.type != "Encounter") continue;
        if (const auto reason = encounter_barrier(*entry.resource)) {
            leave_out(*entry.resource, VisitSection::encounter, *reason);
            continue;
        }
        const Element encounter(*entry.resource, problems_);
        RecordPeriod period = encounter.period("period");
        if (const auto problem = problems_.take())
            leave_out(*entry.resource, VisitSection::encounter, problem->reason, problem->message, problem->value);
        else
            (use_of(encounter) == EncounterUse::sure ? sure : unsure).push_back({entry.resource, std::move(period)});
    }
    if (sure.empty()) return unsure;
    std::set<const JsonValue*> visits;
    for (const Candidate& each : sure) visits.insert(&root_of(*each.resource));
    const JsonValue* first = nullptr;
    for (const Candidate& each : unsure) {
        if (visits.count(&root_of(*each.resource)) > 0) continue;  // part of a visit that certainly took place
        leave_out(*each.resource, VisitSection::encounter, LeftOutReason::not_in_force);
        if (!first) first = each.resource;
    }
    if (first)
        problems_.diagnostics().warning(
            "visit/not-chosen"_code, first->span(),
            path_of(*first) + ": the encounter's status does not say that it took place, so it is not chosen",
            "--encounter ID (in a job, \"encounter\") chooses it");
    return sure;
}

Chart::Candidates Chart::without_later_calls(Candidates all, const Candidate& latest) const {
    const Element last(*latest.resource, problems_);
    const bool task = is_call_or_task(last);
    if ((!task && !is_remote(last)) || !latest.period.start.stated()) return all;
    const auto is_call = [&](const Candidate& each) {
        const Element encounter(*each.resource, problems_);
        return is_remote(encounter) || is_call_or_task(encounter);
    };
    const auto is_visit_before_it = [&](const Candidate& each) {
        const RecordTime& end = each.period.end.stated() ? each.period.end : each.period.start;
        if (is_call(each) || !end.stated()) return false;
        return same_day(latest.period.start, end) || (task && !is_days_after(latest.period.start, end, days_of_calls));
    };
    if (std::none_of(all.begin(), all.end(), is_visit_before_it)) return all;
    all.erase(
        std::find_if(all.begin(), all.end(), [&](const Candidate& each) { return each.resource == latest.resource; }));
    return all;
}

/// Reports why no encounter can be chosen, by the reason that can be acted on first.
bool Chart::explain_no_encounter() const {
    const auto first = [&](LeftOutReason reason) {
        return std::find_if(left_out_.begin(), left_out_.end(), [&](const LeftOut& each) {
            return each.section == VisitSection::encounter && each.reason == reason;
        });
    };
    Diagnostics& diagnostics = problems_.diagnostics();
    if (const auto restricted = first(LeftOutReason::restricted); restricted != left_out_.end())
        diagnostics.error("visit/restricted"_code, {},
                          restricted->path + ": the encounter to choose is marked as restricted",
                          "--include-restricted (in a job, \"include_restricted\") reads it");
    else if (const auto malformed = first(LeftOutReason::malformed); malformed != left_out_.end())
        diagnostics.error("visit/dates-unreadable"_code, {},
                          malformed->path + ": the encounter's dates cannot be read, and there is no other encounter",
                          "a time needs a time zone, as in 2026-11-22T10:15:00-05:00");
    else
        diagnostics.error("visit/no-encounter"_code, {},
                          "the bundle has no encounter of the patient that is in progress or finished",
                          "a summary needs an encounter");
    return false;
}

bool Chart::choose_latest_encounter() {
    Candidates candidates = gather_candidates();
    if (candidates.empty()) return explain_no_encounter();
    const auto latest_of = [&] {
        const Candidate* latest = &candidates.front();
        for (const Candidate& each : candidates)
            if (order_of_visits(each, *latest) == TimeOrder::after) latest = &each;
        return *latest;
    };
    Candidate latest = latest_of();
    const std::size_t count = candidates.size();
    for (std::size_t left = count; left > 0; left = candidates.size()) {
        candidates = without_later_calls(std::move(candidates), latest);
        if (candidates.size() == left) break;
        latest = latest_of();
    }
    if (candidates.size() < count)
        problems_.diagnostics().note("visit/later-call"_code, latest.resource->span(),
                                     "a later call, message or task of the clinic is not taken for the visit",
                                     "--encounter ID (in a job, \"encounter\") chooses it");
    for (const Candidate& each : candidates)
        if (each.resource != latest.resource && !same_visit(*each.resource, *latest.resource) &&
            order_of_visits(each, latest) != TimeOrder::before)
            return refuse("visit/two-encounters"_code, *each.resource,
                          "cannot tell which encounter is the latest, this one or " + path_of(*latest.resource),
                          "choose one with --encounter ID (in a job, \"encounter\")");
    const JsonValue& root = root_of(*latest.resource);
    if (!take_encounter(root)) return false;
    if (count > 1)
        problems_.diagnostics().note(
            "visit/chosen"_code, root.span(),
            "the visit is the encounter at " + path_of(root) + ", the latest of " + std::to_string(count),
            "--encounter ID (in a job, \"encounter\") chooses another");
    return true;
}

}  // namespace carepress::visit

#include "visit/concepts.h"
#include "visit/negation.h"
#include "visit/of_visit.h"
#include "visit/plain_instruction.h"
#include "visit/read_visit_parts.h"
#include "visit/word_lists.h"

#include <algorithm>

namespace carepress::visit {
namespace {

/// The goals that care plans of this visit name.
std::vector<const JsonValue*> goals_of_this_visit(const Chart& chart) {
    std::vector<const JsonValue*> goals;
    for (const BundleEntry& entry : chart.bundle().entries()) {
        if (entry.type != "CarePlan" || chart.barrier(*entry.resource)) continue;
        const Element plan(*entry.resource, chart.problems());
        if (chart.relation(plan) != VisitRelation::this_visit) continue;
        for (const Element& reference : plan.children("goal"))
            if (const Element goal = chart.follow(reference, {"Goal"}); goal.present()) goals.push_back(&goal.json());
    }
    chart.problems().take();  // reported where the plans themselves are read
    return goals;
}

RecordTime due_date(const Element& goal) {
    for (const Element& target : goal.children("target"))
        if (RecordTime due = target.date_time("dueDate"); due.stated()) return due;
    return {};
}

/// An activity that the plan states itself, or by a reference to a request for the patient.
std::optional<CarePlanActivity> read_activity(const Chart& chart, const Element& activity) {
    CarePlanActivity read;
    if (const Element detail = activity.child("detail"); detail.present()) {
        read.status = detail.code("status");
        if (!is_one_of(read.status, {"not-started", "scheduled", "in-progress"})) return std::nullopt;
        read.name = chart.concept_of(detail.child("code"));
        read.description = plain_instruction(detail, chart.text_of(detail, "description"));
        read.when = detail.period("scheduledPeriod");
        // "Do not" would be printed as "do": rather than that, the plan is left out.
        if (detail.boolean("doNotPerform").value_or(false))
            detail.unusable(LeftOutReason::not_understood, "an activity is not to be done");
    } else {
        const Element request = chart.follow(activity.child("reference"), {"ServiceRequest"});
        if (!request.present() || request.code("status") != "active" || request.boolean("doNotPerform").value_or(false))
            return std::nullopt;
        read.name = chart.concept_of(request.child("code"));
        read.when = occurrence_of(request);
    }
    read.is_follow_up = is_follow_up(read.name);
    return read.name.stated() || !read.description.empty() ? std::optional(std::move(read)) : std::nullopt;
}

Reading<VisitCarePlan> read_care_plan(const Chart& chart, const Element& plan) {
    VisitCarePlan read;
    read.of_this_visit = chart.relation(plan) == VisitRelation::this_visit;
    if (plan.code("status") != "active" || !is_one_of(plan.code("intent"), {"plan", "order"}))
        return LeftOutReason::not_in_force;
    const RecordPeriod period = plan.period("period");
    if (order_of(period.end, chart.visit_period().start) == TimeOrder::before) return LeftOutReason::not_in_force;
    if (!read.of_this_visit && is_for_ended_conditions(chart, plan, "addresses")) return LeftOutReason::not_in_force;
    const RecordTime created = plan.date_time("created");
    if (chart.after_visit(created.stated() ? created : period.start, plan)) return LeftOutReason::after_visit;
    read.name.name = chart.text_of(plan, "title");
    const std::vector<Concept> categories = chart.concepts(plan, "category");
    if (!read.name.stated() && !categories.empty()) read.name = categories.front();
    read.description = plain_instruction(plan, chart.text_of(plan, "description"));
    for (const Element& activity : plan.children("activity")) {
        auto one = read_activity(chart, activity);
        if (one && std::find(read.activities.begin(), read.activities.end(), *one) == read.activities.end())
            read.activities.push_back(*std::move(one));
    }
    for (const Element& reference : plan.children("addresses")) {
        const Element condition = chart.follow(reference, {"Condition"});
        if (!condition.present() || !is_in_force(condition)) continue;
        if (Concept name = chart.concept_of(condition.child("code")); name.stated())
            read.addresses.push_back(std::move(name));
    }
    if (read.activities.empty() && read.description.empty())
        return plan.has("activity") ? LeftOutReason::not_in_force : LeftOutReason::no_words;
    return read;
}

/// The name of an actor who is named by words alone, unless the appointment says that it is the patient or a relative.
std::string words_for_actor(const Chart& chart, const Element& participant) {
    for (const Element& role : participant.children("type"))
        if (has_coding(role, "SBJ") || has_coding(role, "PART")) return {};
    return name_in_words(chart, participant.child("actor"));
}

Reading<VisitServiceRequest> read_service_request(const Chart& chart, const Element& request) {
    VisitServiceRequest read;
    if (chart.relation(request) != VisitRelation::this_visit) return LeftOutReason::not_of_this_visit;
    if (request.code("status") != "active" || !is_order(request)) return LeftOutReason::not_in_force;
    if (request.boolean("doNotPerform").value_or(false)) return LeftOutReason::not_understood;
    if (chart.after_visit(request.date_time("authoredOn"), request)) return LeftOutReason::after_visit;
    read.kind = order_kind(chart, request);
    read.name = chart.concept_of(request.child("code"));
    read.when = occurrence_of(request);
    read.reasons = chart.reasons(request, "reasonCode", "reasonReference");
    read.name.name = plain_instruction(request, std::move(read.name.name));
    read.patient_instruction = plain_instruction(request, chart.text_of(request, "patientInstruction"));
    read.body_sites = chart.body_sites_of(request);
    read.urgent = is_one_of(request.code("priority"), {"urgent", "asap", "stat"});
    read.performer_type = chart.concept_of(request.child("performerType"));
    for (const Element& performer : request.children("performer")) {
        std::string name = name_behind(chart, performer);
        if (name.empty()) name = name_in_words(chart, performer);
        // The name of a clinic may reveal what it is for.
        if (!name.empty() && !chart.withheld({{name, {}}, {}}, performer)) read.performers.push_back(std::move(name));
    }
    if (const Absence absence = absence_of_problems(read.name, {}); absence != Absence::no) return reason_of(absence);
    if (!read.name.stated()) return LeftOutReason::no_words;
    return read;
}

/// False if somebody who is required has declined.
bool read_participants(const Chart& chart, const Element& appointment, VisitAppointment& read) {
    for (const Element& participant : appointment.children("participant")) {
        const Element actor = participant.child("actor");
        const std::string_view status = participant.code("status");
        const bool required = !is_one_of(participant.code("required"), {"information-only", "optional"});
        if (status == "declined" && required) return false;
        if (status != "accepted" && required) read.confirmed = false;
        if (!actor.present()) continue;
        const JsonValue* who = chart.bundle().resolve_any_version(actor);
        const std::string_view type = who ? type_of(*who) : actor.code("type");
        const bool is_place = type == "Location" || actor.code("reference").find("Location/") != std::string_view::npos;
        if (is_place && read.place.name.empty())
            read.place = read_place(chart, actor);
        else if (std::string name = name_behind(chart, actor); !name.empty() && !is_place)
            read.with.push_back(std::move(name));
        else if (std::string words = words_for_actor(chart, participant); !words.empty())
            read.with.push_back(std::move(words));
    }
    return true;
}

Reading<VisitAppointment> read_appointment(const Chart& chart, const Element& appointment) {
    VisitAppointment read;
    read.start = appointment.date_time("start");
    read.end = appointment.date_time("end");
    read.booked = appointment.code("status") == "booked";
    const bool proposed = is_one_of(appointment.code("status"), {"proposed", "pending", "waitlist"});
    if (!(read.booked && read.start.stated()) && !proposed) return LeftOutReason::not_in_force;
    const RecordPeriod& visit = chart.visit_period();
    const RecordTime& ended = visit.end.stated() ? visit.end : visit.start;
    if (!ended.stated()) appointment.unusable(LeftOutReason::not_understood, "nothing says that it is after the visit");
    if (!read.start.stated()) {  // a recall: the patient is to be called in within a period
        for (const Element& period : appointment.children("requestedPeriod"))
            read.asked_for = {period.date_time("start"), period.date_time("end")};
        if (order_of(read.asked_for.end, visit.start) == TimeOrder::before) return LeftOutReason::not_in_force;
    } else if (order_of(read.start, ended) != TimeOrder::after) {
        return LeftOutReason::not_of_this_visit;  // it may be this visit itself
    }
    if (chart.after_visit(appointment.date_time("created"), appointment)) return LeftOutReason::after_visit;
    const std::vector<Concept> services = chart.concepts(appointment, "serviceType");
    read.what = services.empty() ? chart.concept_of(appointment.child("appointmentType")) : services.front();
    read.reasons = chart.reasons(appointment, "reasonCode", "reasonReference");
    read.description = plain_instruction(appointment, chart.text_of(appointment, "description"));
    read.patient_instruction = plain_instruction(appointment, chart.text_of(appointment, "patientInstruction"));
    if (!read_participants(chart, appointment, read)) return LeftOutReason::not_in_force;
    return read;
}

}  // namespace

std::vector<VisitGoal> read_goals(Chart& chart) {
    const std::vector<const JsonValue*> named = goals_of_this_visit(chart);
    std::vector<VisitGoal> all;
    chart.each("Goal", VisitSection::goals, all, [&](const Element& goal) -> Reading<VisitGoal> {
        VisitGoal read;
        if (!is_one_of(goal.code("lifecycleStatus"), {"planned", "accepted", "active"}))
            return LeftOutReason::not_in_force;
        if (has_coding(goal.child("achievementStatus"), "achieved")) return LeftOutReason::not_in_force;
        if (is_for_ended_conditions(chart, goal, "addresses")) return LeftOutReason::not_in_force;
        const RecordTime start = goal.date_time("startDate"), stated = goal.date_time("statusDate");
        if (chart.after_visit(start.stated() ? start : stated, goal)) return LeftOutReason::after_visit;
        read.name = chart.concept_of(goal.child("description"));
        read.due = due_date(goal);
        read.of_this_visit = std::find(named.begin(), named.end(), &goal.json()) != named.end();
        if (const Absence absence = absence_of_problems(read.name, {}); absence != Absence::no)
            return reason_of(absence);
        if (!read.name.stated()) return LeftOutReason::no_words;
        return read;
    });
    return all;
}

std::vector<VisitCarePlan> read_care_plans(Chart& chart) {
    std::vector<VisitCarePlan> all;
    chart.each("CarePlan", VisitSection::care_plans, all,
               [&](const Element& plan) { return read_care_plan(chart, plan); });
    return all;
}

std::vector<VisitServiceRequest> read_service_requests(Chart& chart) {
    std::vector<VisitServiceRequest> all;
    chart.each("ServiceRequest", VisitSection::service_requests, all,
               [&](const Element& request) { return read_service_request(chart, request); });
    return all;
}

std::vector<VisitAppointment> read_appointments(Chart& chart) {
    std::vector<VisitAppointment> all;
    chart.each("Appointment", VisitSection::appointments, all,
               [&](const Element& appointment) { return read_appointment(chart, appointment); });
    std::stable_sort(all.begin(), all.end(), [](const VisitAppointment& a, const VisitAppointment& b) {
        return range_of(a.start).begin < range_of(b.start).begin;
    });
    return all;
}

}  // namespace carepress::visit

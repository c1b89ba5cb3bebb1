#include "visit/concepts.h"
#include "visit/read_visit_parts.h"

#include <algorithm>

namespace carepress::visit {
namespace {

std::vector<Participant> read_participants(const Chart& chart, const Element& encounter) {
    std::vector<Participant> all;
    for (const Element& element : encounter.children("participant")) {
        Participant participant;
        const Element individual = element.child("individual");
        participant.name = name_behind(chart, individual);
        participant.reference = reference_to(chart, chart.follow(individual, {"Practitioner", "PractitionerRole"}));
        for (const Element& type : element.children("type"))
            for (const Element& coding : type.children("coding"))
                if (participant.role_code.empty()) participant.role_code = coding.code("code");
        participant.is_primary = participant.role_code == "ATND" || participant.role_code == "PPRF";
        if (!participant.name.empty()) all.push_back(std::move(participant));
    }
    return all;
}

/// The place where the visit was: a location that was not only planned.
CarePlace read_location(const Chart& chart, const Element& encounter) {
    for (const Element& element : encounter.children("location")) {
        const std::string_view status = element.code("status");
        if (status == "planned" || status == "reserved") continue;
        CarePlace place = read_place(chart, element.child("location"));
        if (!place.name.empty()) return place;
    }
    return {};
}

bool withholds_reason(const Chart& chart, const Element& encounter) {
    for (const Element& reason : encounter.children("reasonCode"))
        if (chart.withheld(chart.concept_of(reason), reason)) return true;
    for (const Element& reference : encounter.children("reasonReference")) {
        const JsonValue* reason = chart.bundle().resolve_any_version(reference);
        if (reason && chart.sensitivity(*reason) != Sensitivity::none) return true;
    }
    return false;
}

bool has_same(const std::vector<Participant>& all, const Participant& one) {
    return std::any_of(all.begin(), all.end(), [&](const Participant& each) { return each.name == one.name; });
}

/// What an encounter and its parts say, each thing once.
void gather(const Chart& chart, VisitEncounter& read) {
    const auto add_concepts = [](std::vector<Concept>& all, std::vector<Concept> more) {
        for (Concept& each : more)
            if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(std::move(each));
    };
    for (const Element& encounter : chart.encounters()) {
        if (read.types.empty()) read.types = chart.concepts(encounter, "type");
        add_concepts(read.reasons, chart.reasons(encounter, "reasonCode", "reasonReference"));
        for (Participant& each : read_participants(chart, encounter))
            if (!has_same(read.participants, each)) read.participants.push_back(std::move(each));
        if (read.provider.name.empty()) read.provider = read_place(chart, encounter.child("serviceProvider"));
        if (read.location.name.empty()) read.location = read_location(chart, encounter);
        for (Concept& diet : chart.concepts(encounter.child("hospitalization"), "dietPreference"))
            read.discharge_instructions.push_back(std::move(diet.name));
    }
}

}  // namespace

VisitEncounter read_encounter(Chart& chart) {
    const Element encounter = chart.encounter();
    VisitEncounter read;
    read.reference = reference_to(chart, encounter);
    read.state = chart.in_progress() ? EncounterState::in_progress : EncounterState::finished;
    read.period = chart.visit_period();
    read.class_code = encounter.child("class").code("code");
    gather(chart, read);
    const std::vector<Element> encounters = chart.encounters();
    if (std::any_of(encounters.begin(), encounters.end(),
                    [&](const Element& each) { return withholds_reason(chart, each); }))
        chart.leave_out_part(encounter, VisitSection::encounter, LeftOutReason::restricted,
                             "a reason of the visit is left out as sensitive");
    if (const auto problem = chart.problems().take())
        encounter.problems().diagnostics().error("visit/encounter-unclear"_code, problem->value->span(),
                                                 path_of(*problem->value) + ": " + problem->message,
                                                 "there must be no doubt about the encounter");
    return read;
}

}  // namespace carepress::visit

// Who cares for the patient beyond this visit, and whether an interpreter is needed.
#include "visit/concepts.h"
#include "visit/of_visit.h"
#include "visit/plain_words.h"
#include "visit/read_visit_parts.h"
#include "visit/systems.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::visit {
namespace {

/// Each person once; a role or a telephone that is stated later is added.
void add_member(std::vector<CareTeamMember>& team, CareTeamMember member) {
    if (member.name.empty()) return;
    const auto known =
        std::find_if(team.begin(), team.end(), [&](const CareTeamMember& each) { return each.name == member.name; });
    if (known == team.end()) return team.push_back(std::move(member));
    if (!known->role.stated()) known->role = std::move(member.role);
    if (known->phones.empty()) known->phones = std::move(member.phones);
}

/// Without a name for the patient and for relatives: they are not part of the team on the page.
CareTeamMember read_member(const Chart& chart, const Element& who, const Element& role) {
    CareTeamMember member;
    CarePlace place = read_place(chart, who);  // has an organisation's telephone, but not a person's
    member.name = std::move(place.name);
    member.phones = std::move(place.phones);
    member.role = chart.concept_of(role);
    return member;
}

/// A role of the patient or of somebody close to them: "Wife", "Legal guardian"; but not "Family doctor".
bool is_own_role(const Concept& role) {
    static constexpr auto own = std::to_array<std::string_view>(
        {"patient",     "subject",     "self",     "wife",    "husband",  "spouse",    "partner",
         "mother",      "father",      "parent",   "parents", "daughter", "son",       "child",
         "sister",      "brother",     "sibling",  "aunt",    "uncle",    "relative",  "family",
         "friend",      "neighbor",    "guardian", "proxy",   "carer",    "caregiver", "grandmother",
         "grandfather", "grandparent", "contact",  "kin",     "member"});
    const std::string words = plain_words(role.name.text);
    const std::size_t blank = words.rfind(' ');
    const std::string_view last = std::string_view(words).substr(blank == std::string::npos ? 0 : blank + 1);
    return role.has(systems::snomed_ct, "116154003") || role.has(systems::snomed_ct, "133932002") ||
           is_one_of(last, own);
}

/// A member of a team may also be named by words alone.
CareTeamMember read_team_member(const Chart& chart, const Element& participant) {
    const std::vector<Element> roles = participant.children("role");
    const Element who = participant.child("member");
    CareTeamMember member = read_member(chart, who, roles.empty() ? Element{} : roles.front());
    const bool own = std::any_of(roles.begin(), roles.end(),
                                 [&](const Element& role) { return is_own_role(chart.concept_of(role)); });
    if (member.name.empty() && who.present() && !own) member.name = name_in_words(chart, who);
    return member;
}

/// FHIR R4, 2.41 "interpreterRequired"; US Core "interpreter-needed" (SNOMED CT 373066001 is yes).
bool asks_for_interpreter(const Element& resource) {
    for (const Element& extension : resource.children("extension")) {
        const std::string_view url = extension.code("url");
        if (url == "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired" &&
            extension.boolean("valueBoolean").value_or(false))
            return true;
        if (url == "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed" &&
            extension.child("valueCoding").present() && extension.child("valueCoding").code("code") == "373066001")
            return true;
    }
    return false;
}

}  // namespace

std::vector<CareTeamMember> read_care_team(Chart& chart) {
    std::vector<CareTeamMember> team;
    for (const Element& doctor : chart.patient().children("generalPractitioner")) {
        CareTeamMember member = read_member(chart, doctor, {});
        member.is_primary_care = true;
        add_member(team, std::move(member));
    }
    chart.problems().take();
    std::vector<std::vector<CareTeamMember>> teams;
    chart.each("CareTeam", VisitSection::care_team, teams,
               [&](const Element& care_team) -> Reading<std::vector<CareTeamMember>> {
                   const std::string_view status = care_team.code("status");
                   const RecordTime& start = chart.visit_period().start;
                   const RecordPeriod period = care_team.period("period");
                   if (!status.empty() && status != "active") return LeftOutReason::not_in_force;
                   if (order_of(period.end, start) == TimeOrder::before) return LeftOutReason::not_in_force;
                   if (chart.after_visit(period.start, care_team)) return LeftOutReason::after_visit;
                   if (is_for_ended_conditions(chart, care_team, "reasonReference")) return LeftOutReason::not_in_force;
                   std::vector<CareTeamMember> read;
                   for (const Element& participant : care_team.children("participant")) {
                       if (order_of(participant.period("period").end, start) == TimeOrder::before) continue;
                       read.push_back(read_team_member(chart, participant));
                       if (read.back().name.empty() && participant.has("member"))
                           chart.leave_out_part(participant, VisitSection::care_team, LeftOutReason::not_in_force,
                                                "a member is left out: no name, or not certainly one of the care team");
                   }
                   return read;
               });
    for (std::vector<CareTeamMember>& members : teams)
        for (CareTeamMember& member : members) add_member(team, std::move(member));
    return team;
}

bool read_interpreter_needed(const Chart& chart) {
    return asks_for_interpreter(chart.patient()) || asks_for_interpreter(chart.encounter());
}

}  // namespace carepress::visit

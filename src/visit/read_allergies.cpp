#include "visit/concepts.h"
#include "visit/read_visit_parts.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

constexpr std::string_view no_known_allergy = "716186003";
/// No known allergy to drugs, in the environment, to food, to latex: SNOMED CT.
constexpr std::array<std::string_view, 4> no_known_kinds{"409137002", "428607008", "429625007", "1003774007"};

/// One AllergyIntolerance: an allergy, or the statement that none (of a kind) is known.
struct Statement {
    Allergy allergy;
    bool none_at_all = false, none_of_a_kind = false;
};

Reading<Statement> read_statement(const Chart& chart, const Element& resource) {
    if (!is_in_force(resource)) return LeftOutReason::not_in_force;
    const Element clinical = resource.child("clinicalStatus");
    if (has_coding(clinical, "inactive") || has_coding(clinical, "resolved")) return LeftOutReason::not_in_force;
    Statement statement;
    Allergy& allergy = statement.allergy;
    allergy.name = chart.concept_of(resource.child("code"));
    allergy.confirmed = !is_unconfirmed(resource);
    statement.none_at_all = allergy.name.has(systems::snomed_ct, no_known_allergy);
    statement.none_of_a_kind = std::any_of(no_known_kinds.begin(), no_known_kinds.end(), [&](std::string_view code) {
        return allergy.name.has(systems::snomed_ct, code);
    });
    if (statement.none_at_all) return statement;
    allergy.severe = resource.code("criticality") == "high";
    for (const Element& reaction : resource.children("reaction")) {
        for (Concept& manifestation : chart.concepts(reaction, "manifestation")) {
            const auto same = [&](const Concept& each) { return each.name.text == manifestation.name.text; };
            if (std::none_of(allergy.reactions.begin(), allergy.reactions.end(), same))
                allergy.reactions.push_back(std::move(manifestation));
        }
        if (reaction.code("severity") == "severe") allergy.severe = true;
        // Some records name the substance in the reaction alone.
        if (!allergy.name.stated()) allergy.name = chart.concept_of(reaction.child("substance"));
    }
    if (!allergy.name.stated()) return LeftOutReason::no_words;
    return statement;
}

/// A list of allergies (LOINC 52472-8) that is empty because there are none: List.emptyReason nilknown.
Reading<bool> read_empty_list(const Element& list) {
    if (!has_coding(list.child("code"), "52472-8")) return LeftOutReason::not_of_this_visit;
    if (list.code("status") != "current") return LeftOutReason::not_in_force;
    return list.children("entry").empty() && has_coding(list.child("emptyReason"), "nilknown");
}

bool lists_no_allergies(Chart& chart) {
    for (const BundleEntry& entry : chart.bundle().entries()) {
        if (entry.type != "List" || chart.barrier(*entry.resource)) continue;
        const Reading<bool> reading = read_empty_list(Element(*entry.resource, chart.findings()));
        if (!chart.findings().take() && std::holds_alternative<bool>(reading) && std::get<bool>(reading)) return true;
    }
    return false;
}

}  // namespace

Allergies read_allergies(Chart& chart) {
    std::vector<Statement> statements;
    // An allergy holds whenever it was recorded: leaving out a later one could only harm.
    chart.each("AllergyIntolerance", VisitSection::allergies, statements,
               [&](const Element& resource) { return read_statement(chart, resource); });
    Allergies allergies;
    bool none = lists_no_allergies(chart);
    for (Statement& statement : statements) {
        none = none || statement.none_at_all;
        if (statement.none_of_a_kind)
            allergies.none_known_of.push_back(std::move(statement.allergy.name));
        else if (!statement.none_at_all)
            allergies.list.push_back(std::move(statement.allergy));
    }
    if (!allergies.list.empty()) {
        allergies.known = AllergiesKnown::recorded;
        if (none || !allergies.none_known_of.empty())
            chart.findings().diagnostics().warning(
                chart.patient().json().span(),
                "the record names allergies and says that none are known; the allergies are shown",
                "ask the patient, and mend the record");
        allergies.none_known_of.clear();
    } else if (chart.is_incomplete(VisitSection::allergies)) {
        allergies.none_known_of.clear();  // what could not be read may be an allergy
    } else if (none) {
        allergies.known = AllergiesKnown::none_recorded;
    }
    return allergies;
}

}  // namespace carepress

#include "visit/concepts.h"
#include "visit/negation.h"
#include "visit/read_visit_parts.h"
#include "visit/sensitivity.h"
#include "visit/word_table.h"

#include <algorithm>

namespace carepress::visit {
namespace {

/// One AllergyIntolerance: an allergy, or the statement that there is no known one (of a kind).
struct Statement {
    Allergy allergy;
    AllergyAbsence absence;
    const JsonValue* resource = nullptr;
};

/// "No known allergies" of one category only says nothing about the others (AllergyIntolerance.category). False if the
/// page has no words for the category ("biologic"): then nothing is said.
bool narrow(AllergyAbsence& absence, const Element& resource) {
    static constexpr WordTable<AllergyKind, 3> kinds{{{"medication", AllergyKind::medicines},
                                                      {"food", AllergyKind::food},
                                                      {"environment", AllergyKind::environment}}};
    const std::vector<std::string_view> categories = resource.codes("category");
    if (categories.size() != 1 || !absence.kinds.empty() || !absence.substances.empty()) return true;
    const std::optional<AllergyKind> kind = look_up(kinds, categories[0]);
    if (kind) absence.kinds = {*kind};
    return kind.has_value();
}

void read_reactions(const Chart& chart, const Element& resource, Allergy& allergy) {
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
}

Reading<Statement> read_statement(const Chart& chart, const Element& resource) {
    if (!is_in_force(resource)) return LeftOutReason::not_in_force;
    const Element clinical = resource.child("clinicalStatus");
    if (has_coding(clinical, "inactive") || has_coding(clinical, "resolved")) return LeftOutReason::not_in_force;
    Statement statement;
    statement.resource = &resource.json();
    Allergy& allergy = statement.allergy;
    allergy.name = chart.concept_of(resource.child("code"));
    allergy.confirmed = !is_unconfirmed(resource);
    statement.absence = absence_of_allergies(allergy.name, resource.child("code"));
    const bool narrowed = narrow(statement.absence, resource);
    read_reactions(chart, resource, allergy);
    // Nobody reacts to nothing, but a reaction to an unknown substance is an allergy too.
    if (!allergy.reactions.empty() && statement.absence.says == Absence::none_known) return LeftOutReason::no_words;
    if (!allergy.reactions.empty() && allergy.name.stated()) statement.absence = {};
    if (statement.absence.says == Absence::none_known && !narrowed) return LeftOutReason::states_absence;
    if (statement.absence.says == Absence::no && !allergy.name.stated()) return LeftOutReason::no_words;
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
        const Reading<bool> reading = read_empty_list(Element(*entry.resource, chart.problems()));
        if (!chart.problems().take() && std::holds_alternative<bool>(reading) && std::get<bool>(reading)) return true;
    }
    return false;
}

template <class Value>
void add_once(std::vector<Value>& list, Value value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// What the statements say that there are no known allergies to.
class NoneKnown {
public:
    /// `listed`: an empty list says that there are none at all.
    explicit NoneKnown(bool listed) : of_any_(listed) {}

    void add(const Chart& chart, const Statement& statement) {
        const AllergyAbsence& absence = statement.absence;
        not_known_ = not_known_ || (absence.says == Absence::not_known && absence.kinds.empty());
        if (absence.says != Absence::none_known) return;
        of_any_ = of_any_ || (absence.kinds.empty() && absence.substances.empty());
        for (const AllergyKind kind : absence.kinds) add_once(kinds_, kind);
        for (const std::string& substance : absence.substances) {
            Concept named;
            named.name = {substance, statement.allergy.name.name.language};
            if (chart.include_restricted() || sensitivity_of(named) == Sensitivity::none) add_once(substances_, named);
        }
    }

    bool says_anything() const { return of_any_ || !kinds_.empty() || !substances_.empty(); }
    /// "None known" together with "not asked" says nothing.
    bool of_any() const { return of_any_ && !not_known_; }
    void give_kinds(Allergies& allergies) && {
        std::sort(kinds_.begin(), kinds_.end());
        allergies.none_known_kinds = std::move(kinds_);
        allergies.none_known_of = std::move(substances_);
    }

private:
    bool of_any_ = false, not_known_ = false;
    std::vector<AllergyKind> kinds_;
    std::vector<Concept> substances_;
};

}  // namespace

Allergies read_allergies(Chart& chart) {
    std::vector<Statement> statements;
    // Whenever an allergy was recorded, it counts: leaving out a later one could only do harm.
    chart.each("AllergyIntolerance", VisitSection::allergies, statements,
               [&](const Element& resource) { return read_statement(chart, resource); });
    Allergies allergies;
    NoneKnown none(lists_no_allergies(chart));
    for (Statement& statement : statements) {
        none.add(chart, statement);
        if (statement.absence.says == Absence::not_known)
            chart.leave_out(*statement.resource, VisitSection::allergies, LeftOutReason::states_absence);
        if (statement.absence.says == Absence::no) allergies.list.push_back(std::move(statement.allergy));
    }
    if (!allergies.list.empty()) {
        allergies.known = AllergiesKnown::recorded;
        if (none.says_anything())
            chart.problems().diagnostics().warning(
                "record/allergies-contradict"_code, chart.patient().json().span(),
                "the record names allergies and says that none are known; the allergies are shown",
                "ask the patient, and correct the record");
    } else if (chart.is_incomplete(VisitSection::allergies)) {
        // What could not be read may be an allergy: the page must not say "none".
    } else if (none.of_any()) {
        allergies.known = AllergiesKnown::none_recorded;
    } else {
        std::move(none).give_kinds(allergies);
    }
    return allergies;
}

}  // namespace carepress::visit

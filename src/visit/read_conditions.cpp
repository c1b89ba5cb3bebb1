#include "visit/concepts.h"
#include "visit/negation.h"
#include "visit/of_visit.h"
#include "visit/plain_instruction.h"
#include "visit/plain_words.h"
#include "visit/read_visit_parts.h"
#include "visit/sensitivity.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace carepress::visit {
namespace {

ConditionState state_of(const Element& condition) {
    static constexpr WordTable<ConditionState, 6> states{{{"active", ConditionState::active},
                                                          {"recurrence", ConditionState::recurrence},
                                                          {"relapse", ConditionState::relapse},
                                                          {"remission", ConditionState::remission},
                                                          {"inactive", ConditionState::inactive},
                                                          {"resolved", ConditionState::resolved}}};
    const Element status = condition.child("clinicalStatus");
    for (const auto& [code, state] : states)
        if (has_coding(status, code)) return state;
    return ConditionState::not_stated;
}

bool is_current(ConditionState state) {
    return state != ConditionState::remission && state != ConditionState::inactive && state != ConditionState::resolved;
}

/// An encounter names a condition as a diagnosis, with its rank, or as a reason.
struct Mention {
    const JsonValue* condition = nullptr;
    int rank = 0;
};

std::vector<Mention> mentions(const Chart& chart) {
    std::vector<Mention> all;
    for (const Element& encounter : chart.encounters()) {
        for (const Element& diagnosis : encounter.children("diagnosis")) {
            const Element condition = chart.follow(diagnosis.child("condition"), {"Condition"});
            if (condition.present()) all.push_back({&condition.json(), diagnosis.count("rank").value_or(0)});
        }
        for (const Element& reason : encounter.children("reasonReference")) {
            const Element condition = chart.follow(reason, {"Condition"});
            if (condition.present()) all.push_back({&condition.json(), 0});
        }
    }
    return all;
}

class ConditionReader {
public:
    explicit ConditionReader(const Chart& chart) : chart_(chart), mentions_(mentions(chart)) {}

    Reading<VisitCondition> operator()(const Element& condition) const {
        VisitCondition read;
        if (!is_in_force(condition)) return LeftOutReason::not_in_force;
        read.state = state_of(condition);
        bool mentioned = false;
        for (const Mention& mention : mentions_) {
            if (mention.condition != &condition.json()) continue;
            mentioned = true;
            if (read.rank == 0) read.rank = mention.rank;
        }
        read.of_this_visit = mentioned || chart_.relation(condition) == VisitRelation::this_visit;
        if (!read.of_this_visit && !is_current(read.state)) return LeftOutReason::not_in_force;
        read.name = chart_.concept_of(condition.child("code"));
        // Somebody's work or way of life is a finding of the visit only if the visit names it as one.
        const bool asked_for = sensitivity_of(read.name) != Sensitivity::none;
        if (is_social_finding(condition) && !mentioned && !asked_for)
            return read.of_this_visit ? LeftOutReason::not_shown : LeftOutReason::not_health;
        if (const Absence absence = absence_of_problems(read.name, condition.child("code")); absence != Absence::no)
            return reason_of(absence);
        if (is_of_relatives(read.name)) return LeftOutReason::of_relatives;
        if (is_ruled_out(read.name.name.text)) return LeftOutReason::not_in_force;
        read.name.name = plain_eye_side(std::move(read.name.name), false);
        read.possible = is_differential(condition) || is_only_possible(read.name.name.text);
        read.confirmed = !read.possible && !is_unconfirmed(condition);
        read_body_sites(condition, read);
        read.onset = time_of(condition, "onset");
        read.abatement = time_of(condition, "abatement");
        read.severity = chart_.concept_of(condition.child("severity"));
        const RecordTime recorded = condition.date_time("recordedDate");
        const bool later = chart_.after_visit(recorded.stated() ? recorded : read.onset, condition);
        if (later && !mentioned) return LeftOutReason::after_visit;
        if (!read.name.stated()) return LeftOutReason::no_words;
        return read;
    }

private:
    /// Without the sites that the name of the condition already has.
    void read_body_sites(const Element& condition, VisitCondition& read) const {
        const Side named = side_in_words(read.name.name.text);
        const std::string name = plain_words(read.name.name.text);
        for (Concept& site : chart_.body_sites_of(condition)) {
            site.name = plain_eye_side(std::move(site.name), is_of_eye(name));
            if (is_one_of(site.name.text, {"right eye", "left eye", "both eyes"}))
                site.name.text.front() = static_cast<char>(site.name.text.front() - 'a' + 'A');
            const Side side = side_of(site) == Side::none ? side_in_words(site.name.text) : side_of(site);
            const bool sides_differ = named != Side::none && side != Side::none && named != side;
            if (sides_differ && named != Side::both)
                chart_.problems().diagnostics().warning(
                    "record/side-unclear"_code, condition.json().span(),
                    condition.path() + ": the name and the body site disagree about the side",
                    "check which is right, and correct the record");
            const bool in_name = side == named && name.find(plain_words(site.name.text)) != std::string::npos;
            if (!in_name) read.body_sites.push_back(std::move(site));
        }
    }

    const Chart& chart_;
    std::vector<Mention> mentions_;
};

/// What conditions that are the same problem have in common, so that a long list is not compared pair by pair.
std::string problem_key(const VisitCondition& condition) {
    std::string key = condition.name.name.text;
    for (const RecordCode& code : condition.name.codes) key += '\n' + code.code;
    for (const Concept& site : condition.body_sites) key += '\t' + site.name.text;
    return key;
}

/// The same problem, recorded in several visits, is listed once.
bool same_problem(const VisitCondition& a, const VisitCondition& b) {
    return a.name.name.text == b.name.name.text && a.name.codes == b.name.codes && a.confirmed == b.confirmed &&
           a.possible == b.possible && a.body_sites == b.body_sites && is_current(a.state) == is_current(b.state);
}

/// A reference that means a Condition that is not in the bundle.
bool means_condition_elsewhere(const Chart& chart, const Element& reference) {
    if (!reference.present() || chart.bundle().resolve_any_version(reference)) return false;
    const std::string_view type = reference.code("type"), address = reference.code("reference");
    return type == "Condition" || address.find("Condition/") != std::string_view::npos ||
           (type.empty() && (address.empty() || address.starts_with("urn:")));
}

/// Diagnoses that only the encounter names (Encounter.diagnosis.condition.display).
void add_named_diagnoses(const Chart& chart, std::vector<VisitCondition>& all) {
    std::set<std::string> known;
    for (const VisitCondition& each : all)
        if (each.of_this_visit) known.insert(plain_words(each.name.name.text));
    for (const Element& diagnosis : chart.encounter().children("diagnosis")) {
        const Element reference = diagnosis.child("condition");
        if (!means_condition_elsewhere(chart, reference)) continue;
        VisitCondition read;
        read.name.name = chart.text_of(reference, "display");
        if (!read.name.stated() || chart.withheld(read.name, reference) || is_of_relatives(read.name)) continue;
        if (absence_of_problems(read.name, {}) != Absence::no || is_ruled_out(read.name.name.text)) continue;
        read.possible = is_only_possible(read.name.name.text);
        read.confirmed = !read.possible;
        read.of_this_visit = true;
        read.rank = diagnosis.count("rank").value_or(0);
        if (known.insert(plain_words(read.name.name.text)).second) all.push_back(std::move(read));
    }
}

/// What the visit looked for (Encounter.reasonCode "R/O pneumonia"), which the page must not name as its reason.
void add_possible_reasons(const Chart& chart, std::vector<VisitCondition>& all) {
    std::set<std::string> known;
    for (const VisitCondition& each : all) known.insert(plain_words(each.name.name.text));
    for (const Element& encounter : chart.encounters())
        for (Concept& reason : chart.concepts(encounter, "reasonCode")) {
            if (!is_only_possible(reason.name.text) || is_of_relatives(reason)) continue;
            if (!known.insert(plain_words(reason.name.text)).second) continue;
            VisitCondition read;
            read.name = std::move(reason);
            read.possible = read.of_this_visit = true;
            read.confirmed = false;
            all.push_back(std::move(read));
        }
}

int order_key(const VisitCondition& condition) {
    if (!condition.of_this_visit) return 2'000'001;
    return condition.rank > 0 ? condition.rank : 2'000'000;
}

}  // namespace

std::vector<VisitCondition> read_conditions(Chart& chart) {
    std::vector<VisitCondition> all;
    chart.each("Condition", VisitSection::conditions, all, ConditionReader(chart));
    add_named_diagnoses(chart, all);
    add_possible_reasons(chart, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const VisitCondition& a, const VisitCondition& b) { return order_key(a) < order_key(b); });
    std::vector<VisitCondition> once;
    std::map<std::string, std::vector<std::size_t>> alike;  // indexes of `once`
    for (VisitCondition& condition : all) {
        std::vector<std::size_t>& others = alike[problem_key(condition)];
        if (std::any_of(others.begin(), others.end(),
                        [&](std::size_t other) { return same_problem(once[other], condition); }))
            continue;
        others.push_back(once.size());
        once.push_back(std::move(condition));
    }
    return once;
}

}  // namespace carepress::visit

// The parts of a summary after this visit's essentials: what else the record holds.
#include "visit_summary/blocks.h"
#include "visit_summary/body_sites.h"
#include "visit_summary/dates.h"
#include "visit_summary/measurements.h"
#include "visit_summary/record_table.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace carepress::visit_summary {
namespace {

void add_small(TextBuilder& text, const Pieces& pieces) { text.add(" \u00B7 ").add(pieces); }

/// A date that no line break splits.
std::string kept_together(std::string date) {
    for (std::size_t at = 0; (at = date.find(' ', at)) != std::string::npos; at += 2) date.replace(at, 1, "\u00A0");
    return date;
}

/// How many entries the page has room for of what the record holds besides this visit.
constexpr std::size_t most_conditions = 12, most_vaccines = 8, most_goals = 5, most_plans = 3, most_activities = 6;

/// Not over.
bool is_current(const visit::VisitCondition& condition) {
    return condition.state != visit::ConditionState::resolved && condition.state != visit::ConditionState::inactive;
}

}  // namespace

Section vital_sign_section(const visit::Visit& visit, const SummaryWords& words) {
    RecordTable table(words, {"measurement", "result"});
    for (const visit::VitalSign& sign : visit.vital_signs)
        if (const auto said = say_vital_sign(sign, words)) table.add({said->name, said->value});
    Blocks content;
    if (!table.empty()) content.push_back(table.take());
    return section_of(visit, visit::VisitSection::vital_signs, "measurements-heading", std::move(content), words);
}

void add_order(TextBuilder& text, const visit::VisitServiceRequest& order, const SummaryWords& words) {
    text.add(record_piece(order.name, words.language()), article::inline_strong);
    add_body_sites(text, order.body_sites, words);
    if (order.urgent) text.add(" \u00B7 ").add(words.visit["urgent"], article::inline_strong);
    const std::string when = say_period(order.when, words);
    if (!when.empty()) add_small(text, plain(when, words));
    if (!order.reasons.empty()) add_line(text, words, "reason", "reason", list_of(order.reasons, words));
    for (const std::string& performer : order.performers)
        add_line(text, words, "with", "name", Pieces{name_piece(performer, words.language())});
    if (order.performers.empty() && order.performer_type.stated())
        add_line(text, words, "with", "name", {record_piece(order.performer_type, words.language())});
    if (!order.patient_instruction.empty()) text.line().add(record_piece(order.patient_instruction, words.language()));
}

Section order_section(const visit::Visit& visit, const SummaryWords& words) {
    std::vector<article::InlineText> items;
    for (const visit::VisitServiceRequest& request : visit.service_requests) {
        const auto is_same = [&](const visit::Concept& pending) { return pending.name.text == request.name.name.text; };
        const std::vector<visit::Concept>& pending = visit.results.pending;
        if (std::any_of(pending.begin(), pending.end(), is_same))
            continue;  // under way: the patient need not go for it
        if (request.kind != visit::OrderKind::test_or_referral) continue;
        TextBuilder text(words.language());
        add_order(text, request, words);
        items.push_back(text.take());
    }
    return section_of(visit, visit::VisitSection::service_requests, "orders-heading",
                      list_content(std::move(items), 0, words), words);
}

bool is_finding(const visit::VisitCondition& condition) { return condition.of_this_visit && !condition.possible; }

void add_condition_details(TextBuilder& text, const visit::VisitCondition& condition, const SummaryWords& words) {
    if (condition.onset.stated())
        add_small(text, fill_pattern(words.visit["since"], words.language(),
                                     {{"date", plain(say_date(condition.onset, words), words)}}));
    if (!condition.confirmed)
        add_small(text, plain(words.visit[condition.possible ? "possible" : "not-confirmed"], words));
}

Section condition_section(const visit::Visit& visit, const SummaryWords& words, bool without_findings) {
    std::vector<article::InlineText> items;
    std::size_t more = 0;
    for (const visit::VisitCondition& condition : visit.conditions) {
        if (!is_current(condition) || (without_findings && is_finding(condition))) continue;
        if (items.size() >= most_conditions && !condition.of_this_visit) {
            ++more;
            continue;
        }
        TextBuilder text(words.language());
        text.add(record_piece(condition.name, words.language()));
        add_body_sites(text, condition.body_sites, words);
        add_condition_details(text, condition, words);
        items.push_back(text.take());
    }
    return section_of(visit, visit::VisitSection::conditions, "conditions-heading",
                      list_content(std::move(items), more, words), words);
}

namespace {

std::string_view no_allergies_key(visit::AllergyKind kind) {
    switch (kind) {
        case visit::AllergyKind::medicines:
            return "no-allergies-to-medicines";
        case visit::AllergyKind::food:
            return "no-allergies-to-food";
        case visit::AllergyKind::environment:
            return "no-allergies-to-environment";
        case visit::AllergyKind::latex:
            return "no-allergies-to-latex";
    }
    return "allergies-unknown";
}

}  // namespace

Section allergy_section(const visit::Visit& visit, const SummaryWords& words) {
    const visit::Allergies& allergies = visit.allergies;
    const bool says_nothing = allergies.known == visit::AllergiesKnown::not_recorded && allergies.list.empty() &&
                              allergies.none_known_kinds.empty() && allergies.none_known_of.empty();
    // What could not be shown may be an allergy: then the page must not say that the record is silent.
    if (says_nothing && !visit.incomplete(visit::VisitSection::allergies))
        return {{}, {question_text(words, "allergies-heading", "allergies-unknown")}};
    Blocks content;
    if (allergies.known == visit::AllergiesKnown::none_recorded) content.push_back(phrase_block(words, "no-allergies"));
    std::vector<article::InlineText> items;
    for (const visit::Allergy& allergy : allergies.list) {
        TextBuilder text(words.language());
        text.add(record_piece(allergy.name, words.language()),
                 allergy.severe ? std::uint8_t{article::inline_strong} : std::uint8_t{0});
        if (!allergy.confirmed) add_small(text, plain(words.visit["not-confirmed"], words));
        if (!allergy.reactions.empty())
            add_line(text, words, "reaction", "reaction", list_of(allergy.reactions, words));
        if (allergy.severe) text.line().add(words.visit["high-risk"], article::inline_strong);
        items.push_back(text.take());
    }
    if (!items.empty()) content.push_back(list_block(std::move(items)));
    for (const visit::AllergyKind kind : allergies.none_known_kinds)
        content.push_back(phrase_block(words, no_allergies_key(kind)));
    if (!allergies.none_known_of.empty())
        content.push_back(paragraph_block(
            phrase_text(words, "no-allergies-to", {{"what", list_of(allergies.none_known_of, words)}})));
    return section_of(visit, visit::VisitSection::allergies, "allergies-heading", std::move(content), words);
}

Section immunization_section(const visit::Visit& visit, const SummaryWords& words) {
    RecordTable table(words, {"vaccine", "date"});
    // One row for each vaccine, with its latest date; those of this visit first. The record is sorted by date, latest
    // first.
    struct Row {
        Piece name;
        const visit::VisitImmunization* latest;
    };
    std::vector<Row> rows;
    for (const visit::VisitImmunization& one : visit.immunizations) {
        Piece name = record_piece(one.name, words.language());
        const auto known = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
            return row.name.text == name.text && row.name.language == name.language;
        });
        if (known == rows.end())
            rows.push_back({std::move(name), &one});
        else if (one.of_this_visit && !known->latest->of_this_visit)
            known->latest = &one;
    }
    std::stable_partition(rows.begin(), rows.end(), [](const Row& row) { return row.latest->of_this_visit; });
    std::size_t shown = 0;
    for (const Row& row : rows) {
        if (shown >= most_vaccines && !row.latest->of_this_visit) break;
        Pieces when = plain(kept_together(say_date(row.latest->when, words)), words);
        if (row.latest->of_this_visit) {
            when.push_back({" \u00B7 ", words.language()});
            when.push_back({words.visit["given-now"], words.language(), article::inline_strong});
        }
        table.add({{row.name}, when});
        ++shown;
    }
    Blocks content;
    if (!table.empty()) content.push_back(table.take());
    add_more(content, rows.size() - shown, words);
    return section_of(visit, visit::VisitSection::immunizations, "vaccines-heading", std::move(content), words);
}

Section goal_section(const visit::Visit& visit, const SummaryWords& words) {
    std::vector<const visit::VisitGoal*> goals;
    goals.reserve(visit.goals.size());
    for (const visit::VisitGoal& goal : visit.goals) goals.push_back(&goal);
    std::stable_partition(goals.begin(), goals.end(), [](const visit::VisitGoal* goal) { return goal->of_this_visit; });
    std::vector<article::InlineText> items;
    for (const visit::VisitGoal* goal : goals) {
        if (items.size() == most_goals) break;
        TextBuilder text(words.language());
        text.add(record_piece(goal->name, words.language()));
        if (goal->due.stated())
            add_small(text, fill_pattern(words.visit["due"], words.language(),
                                         {{"date", plain(say_date(goal->due, words), words)}}));
        items.push_back(text.take());
    }
    const std::size_t more = goals.size() - items.size();
    return section_of(visit, visit::VisitSection::goals, "goals-heading", list_content(std::move(items), more, words),
                      words);
}

Section care_plan_section(const visit::Visit& visit, const SummaryWords& words) {
    Blocks content;
    std::size_t shown = 0, more = 0;
    for (const visit::VisitCarePlan& plan : visit.care_plans) {
        if (plan.of_this_visit) continue;  // listed under what to do now
        if (shown == most_plans) {
            ++more;
            continue;
        }
        ++shown;
        TextBuilder text(words.language());
        if (plan.name.stated()) text.add(record_piece(plan.name, words.language()), article::inline_strong);
        if (!plan.addresses.empty()) add_line(text, words, "reason", "reason", list_of(plan.addresses, words));
        if (!plan.description.empty()) text.line().add(record_piece(plan.description, words.language()));
        article::InlineText lead = text.take();
        if (!lead.empty()) content.push_back(paragraph_block(std::move(lead)));
        std::vector<article::InlineText> items;
        for (const visit::CarePlanActivity& activity : plan.activities) {
            if (items.size() == most_activities) break;
            TextBuilder item(words.language());
            if (activity.name.stated()) item.add(record_piece(activity.name, words.language()));
            if (!activity.description.empty()) item.line().add(record_piece(activity.description, words.language()));
            items.push_back(item.take());
        }
        const std::size_t left = plan.activities.size() - items.size();
        append(content, list_content(std::move(items), left, words));
    }
    add_more(content, more, words);
    return section_of(visit, visit::VisitSection::care_plans, "care-plan-heading", std::move(content), words);
}

Blocks note_blocks(const visit::Visit& visit, const SummaryWords& words) {
    Blocks content;
    for (const visit::ClinicalNote& note : visit.notes) {
        TextBuilder text(words.language());
        if (!note.title.empty()) text.add(record_piece(note.title, words.language()), article::inline_strong);
        text.line().add(record_piece(note.text, words.language()));
        content.push_back(paragraph_block(text.take()));
    }
    return content;
}

}  // namespace carepress::visit_summary

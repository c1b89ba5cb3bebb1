// The parts of a summary behind this visit's essentials: what the record holds besides.
#include "summary/blocks.h"
#include "summary/body_sites.h"
#include "summary/dates.h"
#include "summary/measurements.h"

#include <algorithm>
#include <string>
#include <utility>

namespace carepress {
namespace {

/// A table of two columns, the first heading its row.
class PairTable {
public:
    PairTable(const SummaryWords& words, std::string_view first, std::string_view second) : words_(words) {
        table_.columns = 2;
        TableRow head;
        head.in_head = true;
        head.cells.push_back(cell(phrase_text(words, first), HeaderScope::column));
        head.cells.push_back(cell(phrase_text(words, second), HeaderScope::column));
        table_.rows.push_back(std::move(head));
    }
    void add(const Pieces& name, const Pieces& value) {
        TableRow row;
        row.cells.push_back(cell(TextBuilder(words_.language()).add(name).take(), HeaderScope::row));
        row.cells.push_back(cell(TextBuilder(words_.language()).add(value).take(), HeaderScope::none));
        table_.rows.push_back(std::move(row));
    }
    bool empty() const { return table_.rows.size() < 2; }
    Block take() {
        Block block;
        block.content = std::move(table_);
        return block;
    }

private:
    static TableCell cell(InlineText text, HeaderScope scope) {
        TableCell out;
        out.text = std::move(text);
        out.scope = scope;
        return out;
    }
    const SummaryWords& words_;
    Table table_;
};

/// Heading, then the list or table, then what is missing; nothing where all of it is empty.
Blocks section(const Visit& visit, VisitSection what, std::string_view heading, Blocks content,
               const SummaryWords& words) {
    add_left_out(content, visit, what, words);
    if (content.empty()) return content;
    content.insert(content.begin(), heading_block(words, heading));
    return content;
}

void add_small(TextBuilder& text, const Pieces& pieces) { text.add(" \u00B7 ").add(pieces); }

/// A date that no line break tears.
std::string kept_together(std::string date) {
    for (std::size_t at = 0; (at = date.find(' ', at)) != std::string::npos; at += 2) date.replace(at, 1, "\u00A0");
    return date;
}

/// What is still of importance: all but what is over.
bool is_current(const VisitCondition& condition) {
    return condition.state != ConditionState::resolved && condition.state != ConditionState::inactive;
}

}  // namespace

Blocks vital_sign_blocks(const Visit& visit, const SummaryWords& words) {
    PairTable table(words, "measurement", "result");
    for (const VitalSign& sign : visit.vital_signs)
        if (const auto said = say_vital_sign(sign, words)) table.add(said->name, said->value);
    Blocks content;
    if (!table.empty()) content.push_back(table.take());
    return section(visit, VisitSection::vital_signs, "measurements-heading", std::move(content), words);
}

Blocks order_blocks(const Visit& visit, const SummaryWords& words) {
    std::vector<InlineText> items;
    for (const VisitServiceRequest& request : visit.service_requests) {
        TextBuilder text(words.language());
        text.add(record_piece(request.name, words.language()), inline_strong);
        const std::string when = say_period(request.when, words);
        if (!when.empty()) add_small(text, plain(when, words));
        if (!request.reasons.empty()) add_line(text, words, "reason", "reason", list_of(request.reasons, words));
        for (const std::string& performer : request.performers)
            add_line(text, words, "with", "name", plain(performer, words));
        if (!request.patient_instruction.empty())
            text.line().add(record_piece(request.patient_instruction, words.language()));
        items.push_back(text.take());
    }
    Blocks content;
    if (!items.empty()) content.push_back(list_block(std::move(items)));
    return section(visit, VisitSection::service_requests, "orders-heading", std::move(content), words);
}

Blocks condition_blocks(const Visit& visit, const SummaryWords& words) {
    std::vector<InlineText> items;
    for (const VisitCondition& condition : visit.conditions) {
        if (!is_current(condition)) continue;
        TextBuilder text(words.language());
        text.add(record_piece(condition.name, words.language()));
        add_body_sites(text, condition.body_sites, words);
        if (condition.onset.stated())
            add_small(text, fill_pattern(words.visit["since"], words.language(),
                                         {{"date", plain(say_date(condition.onset, words), words)}}));
        if (!condition.confirmed)
            add_small(text, plain(words.visit[condition.possible ? "possible" : "not-confirmed"], words));
        items.push_back(text.take());
    }
    Blocks content;
    if (!items.empty()) content.push_back(list_block(std::move(items)));
    return section(visit, VisitSection::conditions, "conditions-heading", std::move(content), words);
}

namespace {

std::string_view no_allergies_key(AllergyKind kind) {
    switch (kind) {
        case AllergyKind::medicines:
            return "no-allergies-to-medicines";
        case AllergyKind::food:
            return "no-allergies-to-food";
        case AllergyKind::environment:
            return "no-allergies-to-environment";
        case AllergyKind::latex:
            return "no-allergies-to-latex";
    }
    return "allergies-unknown";
}

}  // namespace

Blocks allergy_blocks(const Visit& visit, const SummaryWords& words) {
    Blocks content;
    const Allergies& allergies = visit.allergies;
    const bool says_nothing = allergies.known == AllergiesKnown::not_recorded && allergies.list.empty() &&
                              allergies.none_known_kinds.empty() && allergies.none_known_of.empty();
    // What could not be shown may be an allergy: then nobody may say that the record is silent.
    if (says_nothing && !visit.incomplete(VisitSection::allergies))
        content.push_back(phrase_block(words, "allergies-unknown"));
    if (allergies.known == AllergiesKnown::none_recorded) content.push_back(phrase_block(words, "no-allergies"));
    std::vector<InlineText> items;
    for (const Allergy& allergy : allergies.list) {
        TextBuilder text(words.language());
        text.add(record_piece(allergy.name, words.language()),
                 allergy.severe ? std::uint8_t{inline_strong} : std::uint8_t{0});
        if (!allergy.confirmed) add_small(text, plain(words.visit["not-confirmed"], words));
        if (!allergy.reactions.empty())
            add_line(text, words, "reaction", "reaction", list_of(allergy.reactions, words));
        if (allergy.severe) text.line().add(words.visit["high-risk"], inline_strong);
        items.push_back(text.take());
    }
    if (!items.empty()) content.push_back(list_block(std::move(items)));
    for (const AllergyKind kind : allergies.none_known_kinds)
        content.push_back(phrase_block(words, no_allergies_key(kind)));
    if (!allergies.none_known_of.empty())
        content.push_back(paragraph_block(
            phrase_text(words, "no-allergies-to", {{"what", list_of(allergies.none_known_of, words)}})));
    return section(visit, VisitSection::allergies, "allergies-heading", std::move(content), words);
}

Blocks immunization_blocks(const Visit& visit, const SummaryWords& words) {
    PairTable table(words, "vaccine", "date");
    // One row for each vaccine, with all its dates, the latest first.
    std::vector<std::pair<Piece, std::string>> rows;
    for (const VisitImmunization& one : visit.immunizations) {
        Piece name = record_piece(one.name, words.language());
        const std::string date = kept_together(say_date(one.when, words));
        const auto known = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return row.first.text == name.text && row.first.language == name.language;
        });
        if (known == rows.end())
            rows.emplace_back(std::move(name), date);
        else if (!date.empty())
            known->second += (known->second.empty() ? "" : std::string(list_semicolon(words.language()))) + date;
    }
    for (const auto& [name, dates] : rows) table.add({name}, plain(dates, words));
    Blocks content;
    if (!table.empty()) content.push_back(table.take());
    return section(visit, VisitSection::immunizations, "vaccines-heading", std::move(content), words);
}

Blocks goal_blocks(const Visit& visit, const SummaryWords& words) {
    std::vector<InlineText> items;
    for (const VisitGoal& goal : visit.goals) {
        TextBuilder text(words.language());
        text.add(record_piece(goal.name, words.language()));
        if (goal.due.stated())
            add_small(text, fill_pattern(words.visit["due"], words.language(),
                                         {{"date", plain(say_date(goal.due, words), words)}}));
        items.push_back(text.take());
    }
    Blocks content;
    if (!items.empty()) content.push_back(list_block(std::move(items)));
    return section(visit, VisitSection::goals, "goals-heading", std::move(content), words);
}

Blocks care_plan_blocks(const Visit& visit, const SummaryWords& words) {
    Blocks content;
    for (const VisitCarePlan& plan : visit.care_plans) {
        if (plan.of_this_visit) continue;  // stands under what to do now
        TextBuilder text(words.language());
        if (plan.name.stated()) text.add(record_piece(plan.name, words.language()), inline_strong);
        if (!plan.addresses.empty()) add_line(text, words, "reason", "reason", list_of(plan.addresses, words));
        if (!plan.description.empty()) text.line().add(record_piece(plan.description, words.language()));
        InlineText lead = text.take();
        if (!lead.empty()) content.push_back(paragraph_block(std::move(lead)));
        std::vector<InlineText> items;
        for (const CarePlanActivity& activity : plan.activities) {
            TextBuilder item(words.language());
            if (activity.name.stated()) item.add(record_piece(activity.name, words.language()));
            if (!activity.description.empty()) item.line().add(record_piece(activity.description, words.language()));
            items.push_back(item.take());
        }
        if (!items.empty()) content.push_back(list_block(std::move(items)));
    }
    return section(visit, VisitSection::care_plans, "care-plan-heading", std::move(content), words);
}

Blocks note_blocks(const Visit& visit, const SummaryWords& words) {
    Blocks content;
    for (const ClinicalNote& note : visit.notes) {
        TextBuilder text(words.language());
        if (!note.title.empty()) text.add(record_piece(note.title, words.language()), inline_strong);
        text.line().add(record_piece(note.text, words.language()));
        content.push_back(paragraph_block(text.take()));
    }
    add_left_out(content, visit, VisitSection::notes, words);
    return content;
}

}  // namespace carepress

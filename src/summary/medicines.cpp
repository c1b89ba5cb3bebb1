#include "summary/blocks.h"
#include "summary/dosage_words.h"
#include "summary/supply.h"

#include <algorithm>
#include <array>

namespace carepress {
namespace {

bool has_warning(const Medicine& medicine, MedicineWarning warning) {
    return std::find(medicine.warnings.begin(), medicine.warnings.end(), warning) != medicine.warnings.end();
}

/// How to take it, and what has to be asked: each once, however many dosages there are.
void add_dosages(TextBuilder& text, const Medicine& medicine, const SummaryWords& words) {
    bool how_much = false, how_often = false;
    bool all = medicine.dosages.empty() || has_warning(medicine, MedicineWarning::partly_unreadable) ||
               has_warning(medicine, MedicineWarning::listed_twice);
    for (const Dosage& dosage : medicine.dosages) {
        const DosageWords said = say_dosage(dosage, words);
        if (!said.sentences.empty()) text.line().add(said.sentences);
        how_much |= said.ask_how_much;
        how_often |= said.ask_how_often;
        all |= said.ask_all;
    }
    const auto ask = [&](std::string_view key) { text.line().add(words.visit[key], inline_strong); };
    if (all) return ask("ask-how-to-take");
    if (how_much) ask("ask-how-much");
    if (how_often) ask("ask-how-often");
}

InlineText medicine_text(const Medicine& medicine, const SummaryWords& words) {
    TextBuilder text(words.language());
    text.add(record_piece(medicine.name, words.language()), inline_strong);
    if (medicine.state == MedicineState::take) add_dosages(text, medicine, words);
    if (!medicine.purposes.empty()) add_line(text, words, "reason", "reason", list_of(medicine.purposes, words));
    if (medicine.state == MedicineState::take) add_supply(text, medicine, words);
    if (medicine.state != MedicineState::take && medicine.stop_reason.stated())
        add_line(text, words, "note-of", "note", {record_piece(medicine.stop_reason, words.language())});
    return text.take();
}

/// The headings among the medicines, in their order. A medicine stands under the first that takes it.
struct Group {
    std::string_view heading;
    bool (*takes)(const Medicine&);
};

constexpr std::array<Group, 5> groups = {{
    {"new-medicines",
     [](const Medicine& one) { return one.state == MedicineState::take && one.change == MedicineChange::fresh; }},
    {"changed-medicines",
     [](const Medicine& one) { return one.state == MedicineState::take && one.change == MedicineChange::changed; }},
    {"other-medicines", [](const Medicine& one) { return one.state == MedicineState::take; }},
    {"hold-medicines", [](const Medicine& one) { return one.state == MedicineState::on_hold; }},
    {"stop-medicines", [](const Medicine&) { return true; }},
}};

TableCell cell(InlineText text, HeaderScope scope = HeaderScope::none) {
    TableCell out;
    out.text = std::move(text);
    out.scope = scope;
    return out;
}

/// Morning, noon, evening, bedtime: the medicines whose dosage says so, with the amount of each.
void add_schedule(Blocks& out, const std::vector<Medicine>& medicines, const SummaryWords& words) {
    Table table;
    table.columns = 5;
    TableRow head;
    head.in_head = true;
    for (const char* key : {"medicine", "morning", "noon", "evening", "bedtime"})
        head.cells.push_back(cell(phrase_text(words, key), HeaderScope::column));
    table.rows.push_back(std::move(head));
    for (const Medicine& medicine : medicines) {
        if (medicine.state != MedicineState::take) continue;
        for (const Dosage& dosage : medicine.dosages) {
            const DaySlots& slots = dosage.slots;
            if (!slots.any() || dosage.unreadable) continue;
            TableRow row;
            row.cells.push_back(
                cell(TextBuilder(words.language()).add(record_piece(medicine.name, words.language())).take(),
                     HeaderScope::row));
            bool sayable = true;
            for (const auto& slot : {slots.morning, slots.noon, slots.evening, slots.bedtime}) {
                const Pieces said = slot ? say_dose(*slot, dosage.dose_unit, words) : Pieces{};
                sayable &= !slot || !said.empty();
                row.cells.push_back(cell(TextBuilder(words.language()).add(said).take()));
            }
            if (sayable) table.rows.push_back(std::move(row));
        }
    }
    if (table.rows.size() < 2) return;
    out.push_back(heading_block(words, "schedule-heading", 3));
    Block block;
    block.content = std::move(table);
    out.push_back(std::move(block));
}

}  // namespace

Blocks medicine_blocks(const Visit& visit, const SummaryWords& words) {
    Blocks out{heading_block(words, "medicines-heading")};
    std::array<std::vector<InlineText>, groups.size()> texts;
    for (const Medicine& medicine : visit.medicines)
        for (std::size_t i = 0; i < groups.size(); ++i)
            if (groups[i].takes(medicine)) {
                texts[i].push_back(medicine_text(medicine, words));
                break;
            }
    const auto used = std::count_if(texts.begin(), texts.end(), [](const auto& list) { return !list.empty(); });
    const bool nothing_to_take = texts[0].empty() && texts[1].empty() && texts[2].empty();
    if (nothing_to_take && !visit.incomplete(VisitSection::medicines))
        out.push_back(phrase_block(words, "no-medicines"));
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (texts[i].empty()) continue;
        // One list of what to take needs no heading of its own.
        if (used > 1 || groups[i].heading != "other-medicines")
            out.push_back(heading_block(words, groups[i].heading, 3));
        out.push_back(list_block(std::move(texts[i]), false));
    }
    add_schedule(out, visit.medicines, words);
    add_left_out(out, visit, VisitSection::medicines, words);
    if (!visit.medicines.empty()) out.push_back(phrase_block(words, "check-medicines"));
    return out;
}

}  // namespace carepress

// The table of a day: morning, noon, evening, bedtime.
#include "summary/blocks.h"
#include "summary/dosage_keys.h"
#include "summary/dosage_words.h"

#include <algorithm>
#include <array>
#include <optional>

namespace carepress {
namespace {

using Cells = std::array<Pieces, 4>;

TableCell cell(InlineText text, HeaderScope scope = HeaderScope::none) {
    TableCell out;
    out.text = std::move(text);
    out.scope = scope;
    return out;
}

/// The moments that the heads of the columns name.
bool is_named_by_column(DayMoment moment) {
    return moment == DayMoment::morning || moment == DayMoment::noon || moment == DayMoment::evening ||
           moment == DayMoment::bedtime;
}

/// "1 tablet", or "1 tablet before breakfast" where the column's head does not say it; nothing for what the page's
/// language cannot say.
std::optional<Pieces> cell_words(const DaySlot& slot, const Dosage& dosage, const SummaryWords& words) {
    Pieces said = say_dose(slot.dose, dosage.dose_unit, words);
    if (said.empty()) return std::nullopt;
    const auto add = [&](std::string_view key) {
        const std::string* phrase = words.visit.find(key);
        if (phrase == nullptr) return false;
        said.push_back({"\n", words.language()});
        said.push_back({*phrase, words.language()});
        return true;
    };
    if (!is_named_by_column(slot.moment) && !add(moment_key(slot.moment))) return std::nullopt;
    for (const AdditionalInstruction& each : dosage.additional)
        if (each.advice == Advice::with_food && !add("with-food")) return std::nullopt;
    return said;
}

/// The row of a medicine: only where the table can say all of it, in the language of its sentence.
std::optional<Cells> row_of(const Medicine& medicine, const SummaryWords& words) {
    Cells cells;
    if (medicine.dosages.empty() || !medicine.warnings.empty()) return std::nullopt;
    for (const Dosage& dosage : medicine.dosages) {
        if (dosage.unreadable || !dosage.slots.any()) return std::nullopt;
        const DosageWords said = say_dosage(dosage, words);
        if (said.in_english || !said.alerts.empty() || dosage.sequence != medicine.dosages.front().sequence)
            return std::nullopt;
        const std::array<const std::optional<DaySlot>*, 4> slots = {&dosage.slots.morning, &dosage.slots.noon,
                                                                    &dosage.slots.evening, &dosage.slots.bedtime};
        for (std::size_t i = 0; i < slots.size(); ++i) {
            if (!*slots[i]) continue;
            const std::optional<Pieces> text = cell_words(**slots[i], dosage, words);
            if (!text || !cells[i].empty()) return std::nullopt;
            cells[i] = *text;
        }
    }
    return cells;
}

bool is_as_needed(const Medicine& medicine) {
    return std::all_of(medicine.dosages.begin(), medicine.dosages.end(),
                       [](const Dosage& each) { return each.as_needed || each.sig.as_needed; }) &&
           !medicine.dosages.empty();
}

Block also_block(std::string_view key, const Pieces& names, const SummaryWords& words) {
    return paragraph_block(phrase_text(words, key, {{"medicines", names}}));
}

}  // namespace

void add_schedule(Blocks& out, const std::vector<Medicine>& medicines, const SummaryWords& words) {
    Table table;
    table.columns = 5;
    TableRow head;
    head.in_head = true;
    for (const char* key : {"medicine", "morning", "noon", "evening", "bedtime"})
        head.cells.push_back(cell(phrase_text(words, key), HeaderScope::column));
    table.rows.push_back(std::move(head));
    Pieces also, also_if_needed;
    for (const Medicine& medicine : medicines) {
        if (medicine.state != MedicineState::take) continue;
        const Piece name = record_piece(medicine.name, words.language());
        const std::optional<Cells> cells = row_of(medicine, words);
        if (!cells) {
            Pieces& list = is_as_needed(medicine) ? also_if_needed : also;
            if (!list.empty()) list.push_back({std::string(list_semicolon(words.language())), words.language()});
            list.push_back(name);
            continue;
        }
        TableRow row;
        row.cells.push_back(cell(TextBuilder(words.language()).add(name).take(), HeaderScope::row));
        for (const Pieces& text : *cells) row.cells.push_back(cell(TextBuilder(words.language()).add(text).take()));
        table.rows.push_back(std::move(row));
    }
    if (table.rows.size() < 2) return;
    out.push_back(heading_block(words, "schedule-heading", 3));
    Block block;
    block.content = std::move(table);
    out.push_back(std::move(block));
    // What the table leaves out it names: a table on the wall is taken for all there is.
    if (!also.empty()) out.push_back(also_block("also-take", also, words));
    if (!also_if_needed.empty()) out.push_back(also_block("also-if-needed", also_if_needed, words));
}

}  // namespace carepress

// The table of a day: morning, noon, evening, bedtime.
#include "visit_summary/blocks.h"
#include "visit_summary/dosage_keys.h"
#include "visit_summary/dosage_words.h"
#include "visit_summary/record_table.h"

#include <algorithm>
#include <array>
#include <optional>

namespace carepress::visit_summary {
namespace {

using Cells = std::array<Pieces, 4>;

/// The moments that the heads of the columns name.
bool is_named_by_column(visit::DayMoment moment) {
    return moment == visit::DayMoment::morning || moment == visit::DayMoment::noon ||
           moment == visit::DayMoment::evening || moment == visit::DayMoment::bedtime;
}

/// The words of a dose with its number to see at a glance, where it is a single whole one that opens them: the "1" of
/// "1 and a half tablets" alone would be another dose.
Pieces with_count(Pieces said, const visit::QuantityRange& dose) {
    const std::string& number = dose.low.value;
    const bool is_whole = !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
    if (said.empty() || !is_whole || dose.high.stated()) return said;
    if (said.front().text.starts_with(number + " ")) {
        Piece rest = said.front();
        rest.text.erase(0, number.size());
        said.front().text = number;
        said.insert(said.begin() + 1, std::move(rest));
    }
    if (said.front().text == number) said.front().styles |= article::inline_count;
    return said;
}

/// The heads of the times of the day have their signs; doses are in the middle of their columns, and where none is to
/// be taken there is a dash.
void finish(article::Table& table, std::string_view language) {
    constexpr std::array parts{article::DayPart::none, article::DayPart::morning, article::DayPart::noon,
                               article::DayPart::evening, article::DayPart::bedtime};
    for (article::TableRow& row : table.rows)
        for (std::size_t i = 1; i < row.cells.size(); ++i) {
            article::TableCell& cell = row.cells[i];
            cell.alignment = article::CellAlignment::center;
            if (row.in_head) cell.day_part = parts.at(i);
            if (!cell.text.empty()) continue;
            cell.text = TextBuilder(language).add("\u2013").take();
            cell.says_none = true;
        }
}

/// "1 tablet", or "1 tablet before breakfast" if the column's head does not name the moment; nothing if the page's
/// language has no words for it.
std::optional<Pieces> cell_words(const visit::DaySlot& slot, const visit::Dosage& dosage, const SummaryWords& words) {
    Pieces said = with_count(say_dose(slot.dose, dosage.dose_unit, words), slot.dose);
    if (said.empty()) return std::nullopt;
    const auto add = [&](std::string_view key) {
        const std::string* phrase = words.visit.find(key);
        if (phrase == nullptr) return false;
        said.push_back({"\n", words.language()});
        said.push_back({*phrase, words.language()});
        return true;
    };
    if (!is_named_by_column(slot.moment) && !add(moment_key(slot.moment))) return std::nullopt;
    const bool with_food = std::any_of(dosage.additional.begin(), dosage.additional.end(),
                                       [](const auto& each) { return each.advice == visit::Advice::with_food; });
    if (with_food && !add("with-food")) return std::nullopt;
    return said;
}

/// The row of a medicine; nothing unless the table can say all of it, in the page's language.
std::optional<Cells> row_of(const visit::Medicine& medicine, const SummaryWords& words) {
    Cells cells;
    if (medicine.dosages.empty() || !medicine.warnings.empty()) return std::nullopt;
    for (const visit::Dosage& dosage : medicine.dosages) {
        if (dosage.unreadable || !dosage.slots.any()) return std::nullopt;
        const DosageWords said = say_dosage(dosage, words);
        if (said.in_english || !said.alerts.empty() || dosage.sequence != medicine.dosages.front().sequence)
            return std::nullopt;
        const std::array<const std::optional<visit::DaySlot>*, 4> slots = {
            &dosage.slots.morning, &dosage.slots.noon, &dosage.slots.evening, &dosage.slots.bedtime};
        for (std::size_t i = 0; i < slots.size(); ++i) {
            if (!*slots[i]) continue;
            const std::optional<Pieces> text = cell_words(**slots[i], dosage, words);
            if (!text || !cells[i].empty()) return std::nullopt;
            cells[i] = *text;
        }
    }
    return cells;
}

bool is_as_needed(const visit::Medicine& medicine) {
    return std::all_of(medicine.dosages.begin(), medicine.dosages.end(),
                       [](const visit::Dosage& each) { return each.as_needed || each.sig.as_needed; }) &&
           !medicine.dosages.empty();
}

article::Block also_block(std::string_view key, const Pieces& names, const SummaryWords& words) {
    return paragraph_block(phrase_text(words, key, {{"medicines", names}}));
}

}  // namespace

void add_schedule(Blocks& out, const std::vector<visit::Medicine>& medicines, const SummaryWords& words) {
    RecordTable table(words, {"medicine", "morning", "noon", "evening", "bedtime"});
    Pieces also, also_if_needed;
    for (const visit::Medicine& medicine : medicines) {
        if (medicine.state != visit::MedicineState::take) continue;
        const Piece name = record_piece(medicine.name, words.language());
        const std::optional<Cells> cells = row_of(medicine, words);
        if (!cells) {
            Pieces& list = is_as_needed(medicine) ? also_if_needed : also;
            if (!list.empty()) list.push_back({std::string(list_semicolon(words.language())), words.language()});
            list.push_back(name);
            continue;
        }
        std::vector<Pieces> row{Pieces{name}};
        if (!medicine.purposes.empty()) {
            Pieces purpose =
                fill_pattern(words.visit["reason"], words.language(), {{"reason", purposes_of(medicine, words)}});
            for (Piece& piece : purpose) piece.styles |= article::inline_detail;
            row.front().push_back({"\n", words.language()});
            row.front().insert(row.front().end(), purpose.begin(), purpose.end());
        }
        row.insert(row.end(), cells->begin(), cells->end());
        table.add(row);
    }
    if (table.empty()) return;
    out.push_back(heading_block(words, "schedule-heading", 3));
    article::Block block = table.take();
    finish(std::get<article::Table>(block.content), words.language());
    out.push_back(std::move(block));
    // It names the medicines that it leaves out: a table on the wall is taken to be complete.
    if (!also.empty()) out.push_back(also_block("also-take", also, words));
    if (!also_if_needed.empty()) out.push_back(also_block("also-if-needed", also_if_needed, words));
}

}  // namespace carepress::visit_summary

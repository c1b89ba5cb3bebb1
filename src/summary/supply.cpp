#include "summary/supply.h"

#include "summary/blocks.h"
#include "summary/dates.h"
#include "summary/dosage_words.h"
#include "summary/units.h"
#include "visit/dosage_codes.h"

#include <string>

namespace carepress {
namespace {

/// "30 tablets"; a number without a unit stands alone, one whose unit can't be read is not said.
Pieces quantity_of(const Quantity& quantity, const SummaryWords& words) {
    if (!quantity.stated() || !quantity.comparator.empty() || units_disagree(quantity)) return {};
    const DoseUnit unit = dose_unit_of(quantity);
    if (unit != DoseUnit::none)
        if (Pieces said = say_dose({quantity, {}}, unit, words); !said.empty()) return said;
    return say_quantity(quantity, words).value_or(Pieces{});
}

}  // namespace

void add_supply(TextBuilder& text, const Medicine& medicine, const SummaryWords& words) {
    const Pieces quantity = quantity_of(medicine.quantity, words);
    if (quantity.empty() && !medicine.refills && medicine.prescriber.empty()) return;
    std::vector<Pieces> parts;
    const auto phrase = [&](std::string_view key, std::string_view name, const Pieces& value) {
        parts.push_back(fill_pattern(words.visit[key], words.language(), {{name, value}}));
    };
    const std::string date = say_date(medicine.start, words);
    if (!date.empty() || !medicine.prescriber.empty())
        parts.push_back(fill_pattern(words.visit["prescribed"], words.language(),
                                     {{"date", plain(date, words)}, {"name", plain(medicine.prescriber, words)}}));
    if (!quantity.empty()) phrase("quantity", "n", quantity);
    if (medicine.refills) phrase("refills", "n", plain(std::to_string(*medicine.refills), words));
    text.line();
    for (std::size_t i = 0; i < parts.size(); ++i) text.add(i == 0 ? "" : " \u00B7 ").add(parts[i]);
}

}  // namespace carepress

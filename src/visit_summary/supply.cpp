#include "visit_summary/supply.h"

#include "visit/dosage_codes.h"
#include "visit_summary/blocks.h"
#include "visit_summary/dates.h"
#include "visit_summary/dosage_words.h"
#include "visit_summary/units.h"

#include <string>

namespace carepress::visit_summary {
namespace {

/// "30 tablets"; a number without a unit is printed alone, one whose unit cannot be read is left out.
Pieces quantity_of(const visit::Quantity& quantity, const SummaryWords& words) {
    if (!quantity.stated() || !quantity.comparator.empty() || visit::units_disagree(quantity)) return {};
    const visit::DoseUnit unit = visit::dose_unit_of(quantity);
    if (unit != visit::DoseUnit::none)
        if (Pieces said = say_dose({quantity, {}}, unit, words); !said.empty()) return said;
    return say_quantity(quantity, words).value_or(Pieces{});
}

}  // namespace

void add_supply(TextBuilder& text, const visit::Medicine& medicine, const SummaryWords& words) {
    const Pieces quantity = quantity_of(medicine.quantity, words);
    if (quantity.empty() && !medicine.refills && medicine.prescriber.empty()) return;
    DottedLine line(text);
    const auto phrase = [&](std::string_view key, const std::vector<std::pair<std::string_view, Pieces>>& values) {
        line.add(fill_pattern(words.visit[key], words.language(), values));
    };
    const std::string date = say_date(medicine.start, words);
    if (!date.empty() || !medicine.prescriber.empty())
        phrase("prescribed", {{"date", plain(date, words)}, {"name", plain(medicine.prescriber, words)}});
    if (!quantity.empty()) phrase("quantity", {{"n", quantity}});
    if (medicine.refills) phrase("refills", {{"n", plain(std::to_string(*medicine.refills), words)}});
}

}  // namespace carepress::visit_summary

#include "visit_summary/units.h"

#include "visit_summary/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace carepress::visit_summary {
namespace {

/// A unit by its UCUM code, or as laboratories write it in text.
struct Unit {
    std::string_view code;
    std::string_view sign;      ///< the same in every language; may be empty
    std::string_view in_words;  ///< else in English
};

constexpr Unit units[] = {
    {"%", "%", ""},
    {"mg/dL", "mg/dL", ""},
    {"g/dL", "g/dL", ""},
    {"mg/L", "mg/L", ""},
    {"g/L", "g/L", ""},
    {"mmol/L", "mmol/L", ""},
    {"umol/L", "", "micromoles per liter"},
    {"nmol/L", "nmol/L", ""},
    {"pmol/L", "pmol/L", ""},
    {"meq/L", "mEq/L", ""},
    {"mEq/L", "mEq/L", ""},
    {"ng/mL", "ng/mL", ""},
    {"ng/dL", "ng/dL", ""},
    {"ng/L", "ng/L", ""},
    {"pg/mL", "pg/mL", ""},
    {"ug/dL", "mcg/dL", ""},
    {"ug/L", "mcg/L", ""},
    {"ug/mL", "mcg/mL", ""},
    {"mg/mL", "mg/mL", ""},
    {"U/L", "", "units per liter"},
    {"[IU]/L", "", "units per liter"},
    {"IU/L", "", "units per liter"},
    {"U/mL", "", "units per milliliter"},
    {"[IU]/mL", "", "units per milliliter"},
    {"k[IU]/L", "", "thousand units per liter"},
    {"kU/L", "", "thousand units per liter"},
    {"m[IU]/L", "", "milliunits per liter"},
    {"mIU/L", "", "milliunits per liter"},
    {"mU/L", "", "milliunits per liter"},
    {"m[IU]/mL", "", "milliunits per milliliter"},
    {"mIU/mL", "", "milliunits per milliliter"},
    {"u[IU]/mL", "", "microunits per milliliter"},
    {"uIU/mL", "", "microunits per milliliter"},
    {"uU/mL", "", "microunits per milliliter"},
    {"10*3/uL", "", "thousand per microliter"},
    {"10*3.uL-1", "", "thousand per microliter"},
    {"10^3/uL", "", "thousand per microliter"},
    {"x10E3/uL", "", "thousand per microliter"},
    {"K/uL", "", "thousand per microliter"},
    {"Thousand/uL", "", "thousand per microliter"},
    {"10*3/mm3", "", "thousand per cubic millimeter"},
    {"10*6/uL", "", "million per microliter"},
    {"10^6/uL", "", "million per microliter"},
    {"x10E6/uL", "", "million per microliter"},
    {"M/uL", "", "million per microliter"},
    {"Million/uL", "", "million per microliter"},
    {"10*9/L", "", "billion per liter"},
    {"10^9/L", "", "billion per liter"},
    {"10*12/L", "", "trillion per liter"},
    {"10^12/L", "", "trillion per liter"},
    {"/uL", "", "per microliter"},
    {"{cells}/uL", "", "cells per microliter"},
    {"cells/uL", "", "cells per microliter"},
    {"/[HPF]", "", "in a microscope field"},
    {"/HPF", "", "in a microscope field"},
    {"/[LPF]", "", "in a wide microscope field"},
    {"[CFU]/mL", "", "colonies per milliliter"},
    {"{CFU}/mL", "", "colonies per milliliter"},
    {"{copies}/mL", "", "copies per milliliter"},
    {"fL", "fL", ""},
    {"pg", "pg", ""},
    {"g", "g", ""},
    {"mg", "mg", ""},
    {"kg", "kg", ""},
    {"ug", "mcg", ""},
    {"mL", "mL", ""},
    {"L", "L", ""},
    {"cm", "cm", ""},
    {"mm", "mm", ""},
    {"m", "m", ""},
    {"mm/h", "", "mm in an hour"},
    {"mm/hr", "", "mm in an hour"},
    {"s", "", "seconds"},
    {"min", "", "minutes"},
    {"h", "", "hours"},
    {"mL/min", "mL/min", ""},
    {"mL/min/{1.73_m2}", "", "mL/min for an average body size"},
    {"mL/min/1.73m2", "", "mL/min for an average body size"},
    {"mL/min/1.73 m2", "", "mL/min for an average body size"},
    {"mL/min/1.73m*2", "", "mL/min for an average body size"},
    {"mg/g", "mg/g", ""},
    {"mg/g{creat}", "", "mg per g of creatinine"},
    {"ug/mg{creat}", "", "mcg per mg of creatinine"},
    {"mg/mmol", "mg/mmol", ""},
    {"mg/mmol{creat}", "", "mg per mmol of creatinine"},
    {"mmol/mol", "mmol/mol", ""},
    {"mmol/mol{Hb}", "mmol/mol", ""},
    {"%{of'HbA1c}", "%", ""},
    {"mosm/kg", "mOsm/kg", ""},
    {"mg/(24.h)", "", "mg in 24 hours"},
    {"g/(24.h)", "", "g in 24 hours"},
    {"mm[Hg]", "mm\u00A0Hg", ""},
    {"mmHg", "mm\u00A0Hg", ""},
    {"Cel", "°C", ""},
    {"[degF]", "°F", ""},
    {"[lb_av]", "lb", ""},
    {"[in_i]", "in", ""},
    {"kg/m2", "kg/m²", ""},
    {"/min", "", "per minute"},
    {"{beats}/min", "", "beats per minute"},
    {"{breaths}/min", "", "breaths per minute"},
    {"U", "", "units"},
    {"[iU]", "", "units"},
    {"[IU]", "", "units"},
    {"IU", "", "units"},
    {"[drp]", "", "drops"},
    {"1", "", ""},
    {"{ratio}", "", ""},
    {"{Ratio}", "", ""},
    {"{INR}", "", ""},
    {"[INR]", "", ""},
    {"{index}", "", ""},
    {"{score}", "", ""},
    {"{s_co_ratio}", "", ""},
    {"{titer}", "", ""},
    {"{nominal}", "", ""},
    {"[pH]", "", ""},
    {"{pH}", "", ""},
};

/// No laboratory measures more than this: a number with more of both is the result of a computation.
constexpr std::size_t most_decimals = 4;
constexpr int most_significant = 6;

const Unit* find(std::string_view code) {
    const auto* known =
        std::find_if(std::begin(units), std::end(units), [&](const Unit& each) { return each.code == code; });
    return known == std::end(units) ? nullptr : known;
}

/// Has no character of UCUM's grammar (2.1), which marks annotations, powers and arbitrary units.
bool is_plain(std::string_view unit) {
    return !unit.empty() && unit.find_first_of("[]{}*^_'\"") == std::string_view::npos;
}

/// With the "u" of UCUM for the signs for micro: "µL" is "uL".
std::string with_u(std::string unit) {
    for (const std::string_view micro : {"\u00B5", "\u03BC"})
        for (std::size_t at; (at = unit.find(micro)) != std::string::npos;) unit.replace(at, micro.size(), "u");
    return unit;
}

Pieces phrase(std::string_view key, std::string_view name, Pieces value, const SummaryWords& words) {
    return fill_pattern(words.visit[key], words.language(), {{name, std::move(value)}});
}

std::string_view comparison_key(std::string_view comparator) {
    if (comparator == "<") return "less-than";
    if (comparator == "<=") return "at-most";
    if (comparator == ">") return "more-than";
    if (comparator == ">=") return "at-least";
    return {};
}

void add_unit(Pieces& out, const Piece& unit) {
    if (unit.text.empty()) return;
    if (unit.text != "%") out.push_back({"\u00A0", unit.language});
    out.push_back(unit);
}

}  // namespace

std::optional<Piece> readable_unit(const visit::Quantity& quantity) {
    for (const std::string& code : {with_u(quantity.ucum), with_u(quantity.unit)})
        if (const Unit* known = code.empty() ? nullptr : find(code))
            return known->sign.empty() ? Piece{std::string(known->in_words), "en"}
                                       : Piece{std::string(known->sign), ""};
    if (quantity.unit.empty() && quantity.ucum.empty()) return Piece{};
    if (is_plain(quantity.unit)) return Piece{quantity.unit, std::string(record_language)};
    if (quantity.unit.empty() && is_plain(quantity.ucum)) return Piece{quantity.ucum, ""};
    return std::nullopt;
}

std::string readable_number(std::string_view decimal) {
    if (decimal.find_first_of("eE") != std::string_view::npos) {
        const std::optional<Decimal> number = read_decimal(decimal);
        return number ? write_decimal(*number) : std::string(decimal);
    }
    const std::size_t point = decimal.find('.');
    if (point == std::string_view::npos || decimal.size() - point - 1 <= most_decimals) return std::string(decimal);
    const auto first = std::find_if(decimal.begin(), decimal.end(), [](char c) { return c >= '1' && c <= '9'; });
    const auto significant = std::count_if(first, decimal.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (significant <= most_significant) return std::string(decimal);
    double value = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
    const std::size_t whole = point - (decimal.starts_with('-') ? 1 : 0);
    const int precision = std::max(4, static_cast<int>(whole));
    std::array<char, 40> buffer{};
    const auto written =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, precision);
    const std::string rounded(buffer.data(), written.ptr);
    return rounded.find('e') == std::string::npos ? rounded : std::string(decimal);
}

namespace {

/// The digits of the record with the decimal and thousands separators of the page's language; no digit is lost: "1.50"
/// becomes "1,50".
std::string written_number(std::string_view decimal, const SummaryWords& words) {
    std::string number = readable_number(decimal);
    const std::size_t sign = number.starts_with('-') ? 1 : 0, point = number.find('.');
    const std::string whole = number.substr(sign, point == std::string::npos ? point : point - sign);
    const std::string fraction = point == std::string::npos ? "" : number.substr(point + 1);
    constexpr const char* digits = "0123456789";
    if (whole.empty() || whole.find_first_not_of(digits) != std::string::npos ||
        fraction.find_first_not_of(digits) != std::string::npos)
        return number;
    std::string written = (sign == 1 ? "-" : "") + words.visit.number(whole);
    if (fraction.empty()) return written;
    const std::string half = words.visit.number("0.5");  // "0,5": the separator is between the digits
    return written + half.substr(1, half.size() - 2) + fraction;
}

}  // namespace

std::optional<Pieces> say_quantity(const visit::Quantity& quantity, const SummaryWords& words) {
    const std::optional<Piece> unit = readable_unit(quantity);
    if (!unit || !quantity.stated()) return std::nullopt;
    // A number and English words are in one language: else they would change places in text from right to left.
    const std::string& language = unit->language.empty() ? words.language() : unit->language;
    Pieces said{{written_number(quantity.value, words), language}};
    add_unit(said, {unit->text, language});
    const std::string_view key = comparison_key(quantity.comparator);
    return key.empty() ? said : phrase(key, "n", std::move(said), words);
}

std::optional<Pieces> say_quantities(const visit::QuantityRange& range, const SummaryWords& words) {
    if (!range.high.stated()) return say_quantity(range.low, words);
    const std::optional<Pieces> high = say_quantity(range.high, words);
    if (!high) return std::nullopt;
    if (!range.low.stated()) return phrase("at-most", "n", *high, words);
    const bool one_unit = range.low.unit == range.high.unit && range.low.ucum == range.high.ucum;
    const std::optional<Pieces> low = say_quantity(range.low, words);
    if (!low) return std::nullopt;
    const Pieces first = one_unit ? Pieces{{written_number(range.low.value, words), words.language()}} : *low;
    const std::string* pattern = words.visit.find("range");
    return fill_pattern(pattern != nullptr ? *pattern : "{low} \u2013 {high}", words.language(),
                        {{"low", first}, {"high", *high}});
}

}  // namespace carepress::visit_summary

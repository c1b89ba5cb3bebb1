#include "visit/result_flag.h"

#include "visit/plain_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::visit {
namespace {

constexpr std::array<std::pair<std::string_view, ResultFlag>, 28> flag_codes{
    {{"N", ResultFlag::normal},     {"NR", ResultFlag::negative},
     {"ND", ResultFlag::negative},  {"NEG", ResultFlag::negative},
     {"POS", ResultFlag::positive}, {"DET", ResultFlag::positive},
     {"RR", ResultFlag::positive},  {"WR", ResultFlag::positive},
     {"A", ResultFlag::abnormal},   {"AA", ResultFlag::very_abnormal},
     {"L", ResultFlag::low},        {"LU", ResultFlag::very_low},
     {"LL", ResultFlag::very_low},  {"H", ResultFlag::high},
     {"HU", ResultFlag::very_high}, {"HH", ResultFlag::very_high},
     {"HX", ResultFlag::very_high}, {"LX", ResultFlag::very_low},
     {"<", ResultFlag::low},        {">", ResultFlag::high},
     {"L*", ResultFlag::low},       {"H*", ResultFlag::high},
     {"ABN", ResultFlag::abnormal}, {"NL", ResultFlag::normal},
     {"LL*", ResultFlag::very_low}, {"HH*", ResultFlag::very_high},
     {"L<", ResultFlag::very_low},  {"H>", ResultFlag::very_high}}};

/// How a result has changed since the last one: better, worse, up, down. Beside a flag they add nothing to it.
constexpr std::array<std::string_view, 4> changes{"B", "W", "U", "D"};

/// Interpretations that have words alone.
constexpr std::array<std::pair<std::string_view, ResultFlag>, 6> in_words{{{"normal", ResultFlag::normal},
                                                                           {"negative", ResultFlag::negative},
                                                                           {"positive", ResultFlag::positive},
                                                                           {"abnormal", ResultFlag::abnormal},
                                                                           {"low", ResultFlag::low},
                                                                           {"high", ResultFlag::high}}};

enum class RangeSide : std::uint8_t { none, within, below, above, outside };

RangeSide side_of(ResultFlag flag) {
    switch (flag) {
        case ResultFlag::normal:
            return RangeSide::within;
        case ResultFlag::low:
        case ResultFlag::very_low:
            return RangeSide::below;
        case ResultFlag::high:
        case ResultFlag::very_high:
            return RangeSide::above;
        case ResultFlag::abnormal:
        case ResultFlag::very_abnormal:
            return RangeSide::outside;
        default:
            return RangeSide::none;
    }
}

bool exclude_each_other(RangeSide a, RangeSide b) {
    if (a == RangeSide::none || b == RangeSide::none || a == b) return false;
    if (a == RangeSide::outside) return b == RangeSide::within;
    if (b == RangeSide::outside) return a == RangeSide::within;
    return true;
}

template <std::size_t size>
std::optional<ResultFlag> flag_for(const std::array<std::pair<std::string_view, ResultFlag>, size>& table,
                                   std::string_view word) {
    const auto known = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.first == word; });
    return known == table.end() ? std::nullopt : std::optional(known->second);
}

/// What the laboratory says, one by one; nullopt for what has no words on the page.
std::vector<std::optional<ResultFlag>> interpretations(const Element& observation) {
    std::vector<std::optional<ResultFlag>> all;
    bool changed = false;
    for (const Element& interpretation : observation.children("interpretation")) {
        const std::vector<Element> codings = interpretation.children("coding");
        std::vector<std::optional<ResultFlag>> flags;
        for (const Element& coding : codings) {
            const std::string_view code = coding.code("code");
            const bool change = std::find(changes.begin(), changes.end(), code) != changes.end();
            changed = changed || change;
            if (!change) flags.push_back(flag_for(flag_codes, code));
        }
        // Of several codings, which say the same by FHIR R4, CodeableConcept, one that is known is enough.
        const bool some = std::any_of(flags.begin(), flags.end(), [](const auto& each) { return each.has_value(); });
        for (const auto& flag : flags)
            if (flag || !some) all.push_back(flag);
        if (codings.empty()) all.push_back(flag_for(in_words, plain_words(interpretation.words("text"))));
    }
    if (all.empty() && changed) all.emplace_back(std::nullopt);
    return all;
}

/// The worst of what the laboratory says. What is not understood is never silence: then the page says to ask.
ResultFlag stated_flag(const Element& observation) {
    ResultFlag worst = ResultFlag::not_stated;
    for (const std::optional<ResultFlag>& flag : interpretations(observation)) {
        if (!flag || exclude_each_other(side_of(worst), side_of(*flag))) return ResultFlag::unclear;
        worst = std::max(worst, *flag);
    }
    return worst;
}

/// A decimal of the record; equal decimals give equal numbers, so that a value on a limit is within it.
std::optional<double> number_of(const Quantity& quantity) {
    double value = 0;
    const char* end = quantity.value.data() + quantity.value.size();
    const auto read = std::from_chars(quantity.value.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

bool in_one_unit(const Quantity& a, const Quantity& b) {
    if (!a.ucum.empty() && !b.ucum.empty()) return a.ucum == b.ucum;
    return b.unit.empty() || a.unit == b.unit || a.ucum == b.unit;
}

/// Of a value that is only known to be over or under a number (">1000"): its side where all such values are on it.
RangeSide side_of_limit(double number, std::string_view comparator, const QuantityRange& usual) {
    const bool or_equal = comparator.ends_with('=');
    // Nothing that a laboratory measures with "<" is below zero.
    const bool has_low = usual.low.stated() && *number_of(usual.low) > 0;
    if (comparator.starts_with('>')) {
        if (usual.high.stated()) {
            const double high = *number_of(usual.high);
            return number > high || (number == high && !or_equal) ? RangeSide::above : RangeSide::none;
        }
        return number >= *number_of(usual.low) ? RangeSide::within : RangeSide::none;
    }
    if (!comparator.starts_with('<')) return RangeSide::none;
    if (has_low) {
        const double low = *number_of(usual.low);
        return number < low || (number == low && !or_equal) ? RangeSide::below : RangeSide::none;
    }
    return usual.high.stated() && number <= *number_of(usual.high) ? RangeSide::within : RangeSide::none;
}

/// The number is below, within or above the range; none where that can't be told.
RangeSide side_by_range(const VisitResult& result) {
    const Quantity& value = result.value.low;
    const QuantityRange& usual = result.usual;
    const std::optional<double> number = number_of(value);
    if (!number || result.value.high.stated() || !usual.stated()) return RangeSide::none;
    for (const Quantity* limit : {&usual.low, &usual.high})
        if (limit->stated() && (!limit->comparator.empty() || !number_of(*limit) || !in_one_unit(value, *limit)))
            return RangeSide::none;
    if (!value.comparator.empty()) return side_of_limit(*number, value.comparator, usual);
    if (usual.low.stated() && *number < *number_of(usual.low)) return RangeSide::below;
    if (usual.high.stated() && *number > *number_of(usual.high)) return RangeSide::above;
    return RangeSide::within;
}

ResultFlag flag_of(RangeSide side) {
    switch (side) {
        case RangeSide::below:
            return ResultFlag::low;
        case RangeSide::above:
            return ResultFlag::high;
        case RangeSide::within:
            return ResultFlag::normal;
        default:
            return ResultFlag::not_stated;
    }
}

ResultFlag ask(const Element& observation, const std::string& why) {
    observation.problems().diagnostics().warning("record/result-unclear"_code, observation.json().span(),
                                                 observation.path() + ": " + why,
                                                 "the page says to ask what the result means");
    return ResultFlag::unclear;
}

}  // namespace

ResultFlag result_flag(const Element& observation, const VisitResult& result) {
    const ResultFlag stated = stated_flag(observation);
    const RangeSide side = side_by_range(result);
    if (stated == ResultFlag::unclear)
        return ask(observation, "its interpretation has no words on the page, or two that exclude each other");
    if (exclude_each_other(side_of(stated), side))
        return ask(observation, "interpretation and reference range exclude each other");
    return stated != ResultFlag::not_stated ? stated : flag_of(side);
}

}  // namespace carepress::visit

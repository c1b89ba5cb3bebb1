#include "visit/result_flag.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace carepress {
namespace {

constexpr std::array<std::pair<std::string_view, ResultFlag>, 26> codes{
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
     {"LL*", ResultFlag::very_low}, {"HH*", ResultFlag::very_high}}};

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

/// The worst of what the laboratory says.
ResultFlag stated_flag(const Element& observation) {
    ResultFlag worst = ResultFlag::not_stated;
    for (const Element& interpretation : observation.children("interpretation")) {
        for (const Element& coding : interpretation.children("coding")) {
            const auto known = std::find_if(codes.begin(), codes.end(),
                                            [&](const auto& each) { return each.first == coding.code("code"); });
            if (known == codes.end()) continue;
            if (exclude_each_other(side_of(worst), side_of(known->second))) return ResultFlag::unclear;
            worst = std::max(worst, known->second);
        }
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

/// The number is below, within or above the range; none where that can't be told.
RangeSide side_by_range(const VisitResult& result) {
    const Quantity& value = result.value.low;
    const QuantityRange& usual = result.usual;
    const std::optional<double> number = number_of(value);
    if (!number || result.value.high.stated() || !value.comparator.empty() || !usual.stated()) return RangeSide::none;
    for (const Quantity* limit : {&usual.low, &usual.high})
        if (limit->stated() && (!limit->comparator.empty() || !number_of(*limit) || !in_one_unit(value, *limit)))
            return RangeSide::none;
    if (usual.low.stated() && *number < *number_of(usual.low)) return RangeSide::below;
    if (usual.high.stated() && *number > *number_of(usual.high)) return RangeSide::above;
    return RangeSide::within;
}

}  // namespace

ResultFlag result_flag(const Element& observation, const VisitResult& result) {
    const ResultFlag stated = stated_flag(observation);
    const RangeSide side = side_by_range(result);
    if (exclude_each_other(side_of(stated), side)) {
        observation.findings().diagnostics().warning(
            observation.json().span(), observation.path() + ": interpretation and reference range exclude each other",
            "the page says to ask what the result means");
        return ResultFlag::unclear;
    }
    if (stated != ResultFlag::not_stated) return stated;
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

}  // namespace carepress

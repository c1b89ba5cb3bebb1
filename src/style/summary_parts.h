#pragma once

#include <array>
#include <string_view>

namespace carepress::style {

/// The parts of a visit summary, in their standard order: the names that a layout's `sections` and the program's
/// `--without` accept. The patient's identity at the top of the page is not one of them: it is always printed.
inline constexpr std::array<std::string_view, 17> summary_parts{
    "why",       "found",    "to-do",      "medicines", "appointments", "call",
    "orders",    "given",    "procedures", "results",   "measurements", "conditions",
    "allergies", "vaccines", "goals",      "care-plan", "care-team"};

}  // namespace carepress::style

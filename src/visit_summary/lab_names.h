#pragma once

#include "visit/record.h"

#include <string_view>

namespace carepress::visit_summary {

/// What a common laboratory test is called in plain English, by its LOINC code; empty if it is not listed.
std::string_view plain_test_name(const visit::Concept& test);

/// The name of a test as LOINC writes it, without the property in brackets: "Glucose in Blood" for
/// "Glucose [Mass/volume] in Blood".
std::string without_property(std::string name);

}  // namespace carepress::visit_summary

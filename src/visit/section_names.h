#pragma once

#include "visit/visit.h"

#include <string_view>

namespace carepress::visit {

/// Codes for programs, in no language: "vital_signs", "not_of_this_visit". They are in reports and never change.
std::string_view name_of(VisitSection section);
std::string_view name_of(LeftOutReason reason);

}  // namespace carepress::visit

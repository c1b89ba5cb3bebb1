#pragma once

#include "visit/chart.h"
#include "visit/dosage.h"

namespace carepress::visit {

/// A FHIR Timing. What breaks its invariants (tim-1 to tim-10), or contradicts itself, makes the resource unusable.
Timing read_timing(const Chart& chart, const Element& timing);

/// The value of a decimal text; nullopt if it is not a number.
std::optional<double> number_of(const std::string& decimal);

}  // namespace carepress::visit

#pragma once

#include "visit/element.h"
#include "visit/visit.h"

namespace carepress::visit {

/// How a result stands to what is usual: by the interpretation that the laboratory gives (HL7
/// ObservationInterpretation), else by the value and the one range stated, where both are in one unit. Where
/// interpretation and range exclude each other, or two interpretations do, the flag is unclear.
ResultFlag result_flag(const Element& observation, const VisitResult& result);

}  // namespace carepress::visit

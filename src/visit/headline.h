#pragma once

#include "visit/visit.h"

namespace carepress::visit {

/// The finding that may head the page in large letters: the only one of this visit, certain, short, and nothing that a
/// patient might not want others to read. Nothing where another may be missing. Null if there is none.
const VisitCondition* headline_finding(const Visit& visit);

}  // namespace carepress::visit

#pragma once

#include "visit/element.h"

namespace carepress {

/// Whether an order that is still active was for a time that is over: each of its dosages has bounds that ended at
/// least a day before `visit`, or it could be dispensed until 90 days before (what was dispensed last may still be
/// taken).
bool may_have_ended(const Element& order, const RecordTime& authored, const RecordTime& visit);

}  // namespace carepress

#pragma once

#include "visit/element.h"

namespace carepress {

/// Whether an order that is still active was for a time that is over: each of its dosages has bounds that ended at
/// least a day before `visit`, or it could be dispensed until 90 days before (what was dispensed last may still be
/// taken).
bool may_have_ended(const Element& order, const RecordTime& authored, const RecordTime& visit);

/// The words of the medicine or of its dosages say to stop it, or that it is not taken: "STOPPED 2019", "Do not take".
/// "Do not take with milk" and "stop if a rash appears" do not.
bool says_to_stop(const Medicine& medicine);

}  // namespace carepress

#pragma once

#include "visit/element.h"

namespace carepress::visit {

/// Whether the time of an order that is still active is over: the bounds of each dosage ended at least a day before
/// `visit`, or the order could last be dispensed, or its supply with all refills ended, 90 days before. What was
/// dispensed last may be taken until then.
bool may_have_ended(const Element& order, const RecordTime& authored, const RecordTime& visit);

/// Whether the words of the medicine or of its dosages say to stop it, or that it is not taken: "STOPPED 2019", "Do not
/// take", but not "Do not take with milk" or "stop if a rash appears".
bool says_to_stop(const Medicine& medicine);

}  // namespace carepress::visit

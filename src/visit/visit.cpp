#include "visit/visit.h"

#include <algorithm>

namespace carepress::visit {

bool makes_incomplete(LeftOutReason reason) {
    return reason == LeftOutReason::malformed || reason == LeftOutReason::no_words ||
           reason == LeftOutReason::not_understood || reason == LeftOutReason::restricted ||
           reason == LeftOutReason::unknown_reader || reason == LeftOutReason::unclear_subject;
}

bool Visit::incomplete(VisitSection section) const {
    return std::any_of(left_out.begin(), left_out.end(), [&](const LeftOut& each) {
        // A medicine that was dispensed or given may be one to take.
        const bool medicine = section == VisitSection::medicines && each.reason == LeftOutReason::not_shown;
        return each.section == section && (makes_incomplete(each.reason) || medicine);
    });
}

bool Visit::holds_more(VisitSection section) const {
    return std::any_of(left_out.begin(), left_out.end(), [&](const LeftOut& each) {
        return each.section == section && each.reason == LeftOutReason::not_shown;
    });
}

}  // namespace carepress::visit

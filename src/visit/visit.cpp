#include "visit/visit.h"

#include <algorithm>

namespace carepress {

bool Visit::incomplete(VisitSection section) const {
    return std::any_of(left_out.begin(), left_out.end(), [&](const LeftOut& each) {
        return each.section == section &&
               (each.reason == LeftOutReason::malformed || each.reason == LeftOutReason::no_words ||
                each.reason == LeftOutReason::not_understood || each.reason == LeftOutReason::restricted);
    });
}

}  // namespace carepress

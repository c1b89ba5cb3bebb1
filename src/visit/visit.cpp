#include "visit/visit.h"

#include <algorithm>

namespace carepress {

bool makes_incomplete(LeftOutReason reason) {
    return reason == LeftOutReason::malformed || reason == LeftOutReason::no_words ||
           reason == LeftOutReason::not_understood || reason == LeftOutReason::restricted ||
           reason == LeftOutReason::not_shown || reason == LeftOutReason::unknown_reader;
}

bool Visit::incomplete(VisitSection section) const {
    return std::any_of(left_out.begin(), left_out.end(),
                       [&](const LeftOut& each) { return each.section == section && makes_incomplete(each.reason); });
}

}  // namespace carepress

#include "visit/record.h"

#include <algorithm>

namespace carepress::visit {

bool Concept::has(std::string_view system, std::string_view code) const {
    return std::any_of(codes.begin(), codes.end(),
                       [&](const RecordCode& each) { return each.system == system && each.code == code; });
}

}  // namespace carepress::visit

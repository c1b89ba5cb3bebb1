#include "article/direction.h"

#include <unicode/uloc.h>

#include <string>

namespace carepress::article {

Direction direction_of(std::string_view language) {
    // uloc_isRightToLeft takes a locale identifier; for these subtags it is the language tag itself.
    return uloc_isRightToLeft(std::string(language).c_str()) ? Direction::right_to_left : Direction::left_to_right;
}

std::string_view name_of(Direction direction) { return direction == Direction::right_to_left ? "rtl" : "ltr"; }

}  // namespace carepress::article

#include "text/direction.h"

#include <unicode/uloc.h>

#include <string>

namespace carepress::text {

Direction direction_of(std::string_view language) {
    // uloc_isRightToLeft takes a locale identifier; for these subtags it is the language tag itself.
    const std::string tag(language);
    return uloc_isRightToLeft(tag.c_str()) ? Direction::right_to_left : Direction::left_to_right;
}

}  // namespace carepress::text

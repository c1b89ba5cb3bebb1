#pragma once

#include <string>
#include <string_view>

namespace carepress::words {

/// `number` in the native decimal digits of a language (BCP 47, by CLDR's "native" numbering system: Arabic, Persian,
/// Bengali, Thai…), in Western digits where it has no others.
std::string in_native_digits(int number, std::string_view language);

}  // namespace carepress::words

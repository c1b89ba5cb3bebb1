#pragma once

#include <string>

namespace carepress {

/// 1 → "a", 27 → "aa": digits of base 26 from 1 to 26 (CSS Counter Styles 3, 3.1.4, "alphabetic"). Empty for less
/// than 1.
std::string letter_numeral(int number);

/// 4 → "iv", in lower case. Numbers over 3,999 have as many "m" as they need. Empty for less than 1.
std::string roman_numeral(int number);

}  // namespace carepress

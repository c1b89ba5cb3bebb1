#pragma once

#include <string>
#include <string_view>

namespace carepress {

// White space is blank, tab, line feed and carriage return.

/// `text` with ASCII letters in lower case; other bytes stay.
std::string ascii_lower(std::string_view text);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_blank(std::string_view text);

/// `text` without ASCII white space at both ends.
std::string_view trim(std::string_view text);

}  // namespace carepress

#pragma once

#include <string>
#include <string_view>

namespace carepress {

// White space is blank, tab, line feed and carriage return.

/// `text` with ASCII letters in lower case; other bytes stay.
std::string ascii_lower(std::string_view text);

bool is_blank(std::string_view text);

/// `text` without ASCII white space at both ends.
std::string_view trim(std::string_view text);

}  // namespace carepress

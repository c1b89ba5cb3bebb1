#pragma once

#include "base/color.h"
#include "base/decimals.h"
#include "base/length.h"

#include <string>
#include <string_view>

namespace carepress::svg {

/// Appends `text` as XML character data or for a quoted attribute. What XML 1.0 has no form for, not even as a
/// reference (2.2: control characters, U+FFFE and U+FFFF), becomes U+FFFD. `text` is well-formed UTF-8.
void append_escaped(std::string& out, std::string_view text);

/// Appends ` name="text"`.
void append_attribute(std::string& out, std::string_view name, std::string_view text);
/// Appends ` name="12.5"`, a distance in points with at most three decimals.
void append_attribute(std::string& out, std::string_view name, Length length);

/// Appends "#0a1b2c", or "#abc" where that is the same.
void append_color(std::string& out, Color color);

/// Appends a path that is the rectangle: "M1 2h3v4h-3z".
void append_rectangle(std::string& out, const Rectangle& box);

}  // namespace carepress::svg

#pragma once

#include "base/color.h"
#include "base/decimals.h"

#include <cstddef>
#include <string>

namespace carepress::pdf {

/// Appends a literal without counting its length, as std::string's own operator does: for the writer's loops.
template <std::size_t size>
void put(std::string& out, const char (&text)[size]) {
    out.append(text, size - 1);
}

/// Appends three colour components between 0 and 1, each followed by a space (ISO 32000-1 8.6.4.3). Three decimals
/// distinguish all 256 values.
void append_color(std::string& out, Color color);

}  // namespace carepress::pdf

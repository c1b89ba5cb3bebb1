#pragma once

#include "article/inline_builder.h"
#include "article/saved_lines.h"

#include <cstdint>
#include <vector>

namespace carepress::article {

/// Adds text to a builder; bare addresses in it become links. `begin` is the place of `text` in the source.
void add_linked_text(InlineBuilder& builder, std::string_view text, std::uint32_t begin);

/// Reads the bullets and numbered items that begin at lines[at], nested by their indentation, and moves `at` past
/// them. One list for each change of kind or break in the numbers. Levels beyond 64 are an error.
std::vector<Block> read_saved_lists(const std::vector<SavedLine>& lines, std::size_t& at, Diagnostics& diagnostics);

}  // namespace carepress::article

#pragma once

#include "base/diagnostic.h"

#include <cstdint>
#include <string_view>

namespace carepress::article {

/// Refuses Markdown on which cmark-gfm 0.29.0.gfm.6 would need time or memory out of all proportion to its size: very
/// deep nesting, thousands of brackets in one paragraph, tables that multiply into millions of cells, references that
/// multiply long addresses. Linear in the text. False: an error was added, and the text must not be parsed.
bool is_markdown_bounded(std::string_view body, std::uint32_t offset, Diagnostics& diagnostics);

}  // namespace carepress::article

#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <cstdint>
#include <string_view>

namespace carepress::article {

/// Reads plain text as it was saved from a web page of care instructions: title line, paragraphs, question headings,
/// bullets, the three levels of help, "Where can you learn more?" and the coverage disclaimer. `body` starts at byte
/// `offset` of the diagnostics' source. Fills blocks, own disclaimer and the metadata that front matter left open. What
/// is dropped (leftover page furniture) or replaced is a note each.
void read_saved_text(std::string_view body, std::uint32_t offset, Article& article, Diagnostics& diagnostics);

}  // namespace carepress::article

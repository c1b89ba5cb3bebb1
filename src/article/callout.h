#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <cstddef>
#include <vector>

namespace carepress::article {

/// Turns each Quote whose first paragraph begins with [!EMERGENCY], [!CALL-NOW] or [!WATCH] into a Callout, at every
/// depth; one that begins with [!NOTE] or another of GitHub's five gets its notice. Another [!MARK] is a warning with
/// "did you mean", and stays a Quote.
void recognise_callouts(std::vector<Block>& blocks, Diagnostics& diagnostics);

/// Removes the first `bytes` bytes, and the white space after them, from an InlineText.
void remove_prefix(InlineText& text, std::size_t bytes);

}  // namespace carepress::article

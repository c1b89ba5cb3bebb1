#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace carepress::article {

/// A text that a parser decoded from source with numeric references, as it is meant: a C1 control is read as
/// Windows-1252, as the web does (HTML, 13.2.5.80); a reference that names no character is left out, with a warning at
/// `span`. Parsers make U+FFFD of such a one, or no UTF-8 at all: where `replacement_is_written`, the source itself
/// holds U+FFFD, and it stays.
std::string repair_references(std::string_view decoded, bool replacement_is_written, SourceSpan span,
                              Diagnostics& diagnostics);

}  // namespace carepress::article

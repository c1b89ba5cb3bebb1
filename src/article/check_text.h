#pragma once

#include "base/diagnostic.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::article {

/// The text of a source, ready for the readers: well-formed UTF-8 without byte order mark and control characters.
struct CheckedText {
    std::string_view text;     ///< into the source, or into `repaired`
    std::uint32_t offset = 0;  ///< byte of the source at which `text` begins
    std::string repaired;      ///< the text, if something had to be replaced
    /// Where replacing ill-formed bytes moved what follows: from byte `first` of `text` on, byte n is at n +
    /// `second` of the source (in place of `offset`). Empty: nothing moved.
    std::vector<std::pair<std::uint32_t, std::int64_t>> moves;

    CheckedText() = default;
    CheckedText(const CheckedText&) = delete;
    CheckedText& operator=(const CheckedText&) = delete;

    /// The place in the source of a span of `text`.
    SourceSpan in_source(SourceSpan span) const;
};

/// Checks encoding and characters of a whole source before any reader sees it. Ill-formed UTF-8 and NUL are errors;
/// other control characters become what they are in windows-1252 (C1) or spaces, with a note. Everything is replaced so
/// that reading can go on and find the other mistakes. `checked` is filled in place because its view may point into
/// itself.
void check_text(std::string_view bytes, CheckedText& checked, Diagnostics& diagnostics);

}  // namespace carepress::article

#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace carepress::article {

/// Markup that no reader sets.
struct ForeignMarkup {
    Severity severity;
    DiagnosticCode code;
    std::string_view name;  ///< "a template tag"
    std::string_view hint;
    std::size_t begin = 0, end = 0;  ///< bytes of the text
};

/// The markup that begins at byte `at` of `text`; `before_code`: code follows the text.
std::optional<ForeignMarkup> foreign_markup_at(std::string_view text, std::size_t at, bool before_code);

/// The markup that a whole paragraph is, or that its first words say it is.
std::optional<ForeignMarkup> foreign_paragraph(std::string_view text);

}  // namespace carepress::article

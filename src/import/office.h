#pragma once

#include "import/import.h"
#include "import/record.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace carepress::import {

/// A document of an office program.
enum class OfficeFormat { none, word, open_document };

inline constexpr std::size_t largest_office_file = 200'000'000;  ///< bytes
inline constexpr std::size_t largest_office_part = 64'000'000;   ///< bytes of XML, unpacked
inline constexpr int deepest_office_element = 200;               ///< levels of elements that are looked into

/// What a ZIP archive is, by the files in it: Word (ECMA-376, .docx) or OpenDocument text (ISO/IEC 26300, .odt).
OfficeFormat office_format(std::string_view bytes);

/// All text of the document that a reader sees in its body, notes and text boxes, straight from its XML, a space
/// between paragraphs; no comments, no deleted text, no headers and footers. Empty where it can't be read.
std::string text_of_office(std::string_view bytes, OfficeFormat format);

/// The document as an article: pandoc makes HTML of it, which is read as a web page is. Refused where a word of the
/// document's own text is not in that HTML, where pandoc is missing, or fails.
ImportRecord read_office(const Source& source, OfficeFormat format, const ImportSettings& settings);

}  // namespace carepress::import

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carepress {

/// U+2028 LINE SEPARATOR: a line break within a paragraph.
inline constexpr std::string_view line_separator_utf8 = "\xE2\x80\xA8";

/// The byte offset of the first ill-formed sequence (Unicode 15.0, 3.9 D92, table 3-7), or nullopt for well-formed
/// UTF-8.
std::optional<std::size_t> find_malformed_utf8(std::string_view text);

/// `text` with each maximal ill-formed subpart replaced by U+FFFD (Unicode 15.0, 3.9 "best practice").
std::string replace_malformed_utf8(std::string_view text);

/// Both take well-formed text; ill-formed parts become U+FFFD.
std::u16string to_utf16(std::string_view utf8);
std::string to_utf8(std::u16string_view utf16);
void append_utf8(std::string& out, char32_t character);
void append_utf16(std::u16string& out, char32_t character);
/// The same for a whole text; ill-formed UTF-8 comes out as U+FFFD.
void append_utf16(std::u16string& out, std::string_view utf8);

}  // namespace carepress

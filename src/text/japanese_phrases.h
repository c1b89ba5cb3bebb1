#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace carepress::text {

/// Takes out of `breaks` (as find_breaks_by_icu() gives them for "ja") those that ICU's phrase model puts inside a
/// word: within polite endings (くだ|さい, ま|しょう), after an honorific (お|尻), between a lone ideograph and what it
/// is written with (使|い, 第|3, 性|生活, 専門|家).
void join_torn_words(std::u16string_view text, std::vector<std::uint32_t>& breaks);

}  // namespace carepress::text

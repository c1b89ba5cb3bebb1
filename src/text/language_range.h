#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace carepress::text {

/// "zh-TW" with its likely subtags (CLDR): "zh-Hant-TW". What ICU can't read comes back as it is.
std::string with_all_subtags(const std::string& tag);

/// How much `general` says of `language`, which has all subtags: nothing (0, 0) unless all its subtags are there,
/// else their number and the place of the last one. A region is behind a script, so "zh-HK" says more of zh-Hant-HK
/// than "zh-Hant".
std::pair<std::size_t, std::size_t> particularity(std::string_view general, std::string_view language);

}  // namespace carepress::text

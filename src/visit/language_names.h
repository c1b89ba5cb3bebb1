#pragma once

#include <string>
#include <string_view>

namespace carepress::visit {

/// The BCP 47 tag of a language code: a tag as it is ("es-US"), the shorter code for one of ISO 639-2 or 639-3 ("es"
/// for "spa"), the characters that it is read in for Cantonese ("zh-Hant"). Empty for what is not a language.
std::string language_of_code(std::string_view code);

/// The same for a language's name, in English or in the language itself: "Spanish", "español", "Chinese, Mandarin",
/// "Tagalog/Filipino". Empty if the words name no language, or two.
std::string language_of_words(std::string_view words);

}  // namespace carepress::visit

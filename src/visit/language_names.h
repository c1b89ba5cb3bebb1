#pragma once

#include <string>
#include <string_view>

namespace carepress {

/// The BCP 47 tag of a language code: a tag as it is ("es-US"), a code of ISO 639-2 or 639-3 by its shorter one ("spa",
/// "chi", "zho"), Cantonese by the characters that it is read in. Empty for what is not a language.
std::string language_of_code(std::string_view code);

/// The same of a language's name, in English or in the language itself: "Spanish", "español", "Chinese, Mandarin",
/// "Tagalog/Filipino". Empty for words that name no language, or two.
std::string language_of_words(std::string_view words);

}  // namespace carepress

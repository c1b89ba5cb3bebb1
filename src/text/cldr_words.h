#pragma once

#include "text/number_words.h"

#include <string>
#include <vector>

namespace carepress::text {

/// ICU's locales that have something to say of a language (BCP 47), the root not among them: of zh-TW zh_Hant and zh.
std::vector<std::string> cldr_locales(const std::string& language);

/// Adds the names of common units (all plural forms and grammatical cases), months and halves of the day that one of
/// these locales has itself.
void add_cldr_words(const std::string& locale, LanguageNumberWords& words);

}  // namespace carepress::text

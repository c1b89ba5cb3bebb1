#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <string_view>
#include <vector>

namespace carepress::article {

/// An error, with a hint, where most letters of a text are of a script that its language is not written in: Arabic
/// letters in an article that says English, or says nothing. Its direction, shaping and the voice of a screen reader
/// would be another language's. Latin letters are usual in every language (names, units), so they count only when an
/// article has hardly any others. Scripts are Unicode's (UAX #24), those of a language ICU's and CLDR's.
void check_scripts(const std::vector<Block>& blocks, std::string_view language, bool language_stated,
                   Diagnostics& diagnostics);

}  // namespace carepress::article

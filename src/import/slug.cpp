#include "import/slug.h"

#include "base/utf.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>

namespace carepress::import {
namespace {

/// Any script in ASCII letters, in lower case (ICU transform rules).
std::string in_ascii(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<const icu::Transliterator> to_ascii(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Any-Lower", UTRANS_FORWARD, status));
    icu::UnicodeString string =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    if (to_ascii) to_ascii->transliterate(string);
    std::string out;
    string.toUTF8String(out);
    return out;
}

}  // namespace

std::string slug_of(std::string_view title) {
    constexpr std::size_t longest = 60;
    std::string slug;
    for (const char c : in_ascii(title.substr(0, 400))) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) slug += c;
        // An apostrophe does not split a word: "Parkinson's" is "parkinsons".
        else if (c != '\'' && !slug.empty() && slug.back() != '-')
            slug += '-';
    }
    if (slug.size() > longest) {
        const std::size_t cut = slug.rfind('-', longest);
        slug.resize(cut == std::string::npos || cut < longest / 2 ? longest : cut);
    }
    while (slug.ends_with('-')) slug.pop_back();
    return slug.empty() ? "article" : slug;
}

}  // namespace carepress::import

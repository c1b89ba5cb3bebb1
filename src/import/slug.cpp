#include "import/slug.h"

#include "base/hex.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <xxhash.h>

#include <array>
#include <cstdint>
#include <memory>

namespace carepress::import {
namespace {

/// What a letter's name in Unicode says of it: "ka" of KHMER LETTER KA, "ga" of CHEROKEE LETTER GA. A space for a sign
/// that is none.
std::string sound_of(UChar32 c) {
    const bool is_mark = u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK;
    if (!u_isalnum(c) && !is_mark) return " ";
    std::array<char, 128> buffer{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length =
        u_charName(c, U_UNICODE_CHAR_NAME, buffer.data(), static_cast<std::int32_t>(buffer.size()), &status);
    if (U_FAILURE(status) || length <= 0) return {};
    const std::string_view name(buffer.data(), static_cast<std::size_t>(length));
    for (const std::string_view kind : {" LETTER ", " SYLLABLE ", " SYLLABICS ", " VOWEL SIGN ", " DIGIT "}) {
        if (name.find(kind) == std::string_view::npos) continue;
        std::string sound;
        for (const char letter : name.substr(name.rfind(' ') + 1))
            if (letter != '-') sound += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
        return sound;
    }
    return {};
}

/// Any script in ASCII letters, in lower case (ICU transform rules).
std::string in_ascii(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<const icu::Transliterator> to_ascii(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Any-Lower", UTRANS_FORWARD, status));
    icu::UnicodeString string =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    if (to_ascii) to_ascii->transliterate(string);
    std::string out;
    for (std::int32_t i = 0; i < string.length(); i = string.moveIndex32(i, 1)) {
        const UChar32 c = string.char32At(i);
        out += c < 0x80 ? std::string(1, static_cast<char>(c)) : sound_of(c);
    }
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
    if (!slug.empty()) return slug;
    XXH64_canonical_t digest;
    XXH64_canonicalFromHash(&digest, XXH3_64bits(title.data(), title.size()));
    return "page-" + lower_hex(digest.digest).substr(0, 8);
}

}  // namespace carepress::import

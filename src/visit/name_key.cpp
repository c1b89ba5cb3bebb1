#include "visit/name_key.h"

#include "base/ascii.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

namespace carepress::visit {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string with_single_spaces(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

icu::UnicodeString normalized(const icu::UnicodeString& text, const icu::Normalizer2* form, UErrorCode& status) {
    return U_SUCCESS(status) && form ? form->normalize(text, status) : text;
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

}  // namespace

std::string name_key(std::string_view text) {
    if (is_ascii(text)) return with_single_spaces(ascii_lower(text));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    return with_single_spaces(to_utf8(
        normalized(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))),
                   form, status)));
}

std::string name_key_without_accents(std::string_view text) {
    std::string key = name_key(text);
    if (is_ascii(key)) return key;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFDInstance(status);
    const icu::UnicodeString decomposed = normalized(icu::UnicodeString::fromUTF8(key), form, status);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < decomposed.length(); ++i)
        if (decomposed[i] < 0x0300 || decomposed[i] > 0x036F) out.append(decomposed[i]);
    return to_utf8(out);
}

}  // namespace carepress::visit

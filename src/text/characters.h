#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace carepress::text {

/// Line breaking classes (UAX #14, Unicode 15.0): those up to line_separator are known to the fast path of
/// find_breaks(); `complex` is SA, `ideographic` ID, H2 and H3; `unsure` is all the rest.
enum class BreakClass : std::uint8_t {
    alphabetic,
    numeric,
    mark,
    space,
    open,
    close,
    close_parenthesis,
    quotation,
    opening_quotation,  ///< “ and the like, of category Pi
    closing_quotation,  ///< ” and the like, of category Pf
    exclamation,
    infix,
    solidus,
    hyphen,
    break_after,
    prefix,
    postfix,
    glue,
    line_separator,
    complex,
    ideographic,
    unsure
};

inline bool is_quotation(BreakClass one) {
    return one == BreakClass::quotation || one == BreakClass::opening_quotation || one == BreakClass::closing_quotation;
}

/// What shaping asks of a character, from ICU's properties.
struct CharacterInfo {
    enum Flag : std::uint8_t {
        white_space = 1,    ///< a tab or of category Zs: parts words
        hanging = 2,        ///< white space that hangs at a line's end: not U+00A0, U+2007, U+202F
        ignorable = 4,      ///< a control or default-ignorable character: prints nothing
        unprintable = 8,    ///< ignorable, and HarfBuzz doesn't know so: never passed to it
        right_to_left = 16  ///< makes bidi necessary (UAX #9)
    };
    std::uint16_t script = 0;  ///< UScriptCode
    BreakClass breaks = BreakClass::unsure;
    std::uint8_t flags = 0;
    bool is(Flag flag) const { return (flags & flag) != 0; }
};

/// ICU's properties in pages of 256 characters, each filled when first met: a look-up costs one index instead of
/// several tries. Of one thread.
class CharacterTable {
public:
    const CharacterInfo& of(char32_t character) {
        const Page* page = pages_[character >> 8].get();
        return (page ? *page : fill(character >> 8))[character & 0xFF];
    }

private:
    using Page = std::array<CharacterInfo, 256>;
    const Page& fill(std::size_t number);

    std::array<std::unique_ptr<Page>, 0x1100> pages_;
};

/// The code point at `at`, which moves past it. A lone surrogate comes back as itself.
inline char32_t next_character(std::u16string_view text, std::uint32_t& at) {
    const char32_t unit = text[at++];
    if ((unit & 0xFC00) == 0xD800 && at < text.size() && (text[at] & 0xFC00) == 0xDC00)
        return 0x10000 + ((unit - 0xD800) << 10) + (text[at++] - 0xDC00u);
    return unit;
}

inline bool is_ascii_letter(char16_t unit) { return static_cast<char16_t>((unit | 0x20) - u'a') < 26; }
/// As it is typed, and as it is set.
inline bool is_apostrophe(char16_t unit) { return unit == u'\'' || unit == u'\u2019'; }

/// Written for the compiler to look at many units at once.
inline bool is_ascii(std::u16string_view text) {
    char16_t all = 0;
    for (const char16_t unit : text) all |= unit;
    return all < 0x80;
}

inline constexpr char16_t soft_hyphen = 0x00AD;
inline constexpr char16_t line_separator = 0x2028;

}  // namespace carepress::text

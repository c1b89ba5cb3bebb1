#include "visit/hidden_characters.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace carepress::visit {
namespace {

struct Range {
    char32_t first, last;
};

template <std::size_t Count>
bool is_in(const std::array<Range, Count>& ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const Range& each) { return each.first <= c && c <= each.last; });
}

/// Characters that show nothing: general category Cf without U+200B to U+200D, and the Hangul filler.
constexpr std::array<Range, 12> unseen{{{0x00AD, 0x00AD},
                                        {0x061C, 0x061C},
                                        {0x180E, 0x180E},
                                        {0x200E, 0x200F},
                                        {0x202A, 0x202E},
                                        {0x2060, 0x206F},
                                        {0xFEFF, 0xFEFF},
                                        {0xFFF9, 0xFFFB},
                                        {0x1BCA0, 0x1BCA3},
                                        {0x1D173, 0x1D17A},
                                        {0xE0000, 0xE007F},
                                        {0x3164, 0x3164}}};

/// Scripts whose letters join: Arabic and related scripts, those of India, Tibetan, Myanmar, Khmer, Mongolian.
constexpr std::array<Range, 8> joining{{{0x0600, 0x08FF},
                                        {0x0900, 0x0DFF},
                                        {0x0F00, 0x109F},
                                        {0x1780, 0x18AF},
                                        {0xA840, 0xA97F},
                                        {0xFB50, 0xFDFF},
                                        {0xFE70, 0xFEFE},
                                        {0x11000, 0x11FFF}}};

constexpr std::array<Range, 5> emoji{
    {{0x2190, 0x2BFF}, {0x1F000, 0x1FAFF}, {0xFE0F, 0xFE0F}, {0x20E3, 0x20E3}, {0x3030, 0x303D}}};

/// Scripts without blanks between words: Thai, Lao, Myanmar, Khmer and related ones.
constexpr std::array<Range, 4> unspaced{{{0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x1950, 0x1AAF}}};

struct Decoded {
    char32_t character = 0;
    std::size_t size = 1;
};

/// The character at the beginning of well-formed, non-empty text.
Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned lead = byte(0);
    const auto rest = [&](std::size_t i, int shift) { return static_cast<char32_t>(byte(i) & 0x3FU) << shift; };
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xE0) return {(static_cast<char32_t>(lead & 0x1FU) << 6) | rest(1, 0), 2};
    if (lead < 0xF0) return {(static_cast<char32_t>(lead & 0x0FU) << 12) | rest(1, 6) | rest(2, 0), 3};
    return {(static_cast<char32_t>(lead & 0x07U) << 18) | rest(1, 12) | rest(2, 6) | rest(3, 0), 4};
}

bool stays(char32_t c, char32_t before, char32_t after) {
    if (c == 0x200B) return is_in(unspaced, before) && is_in(unspaced, after);
    if (c == 0x200C) return is_in(joining, before);
    if (c == 0x200D) return is_in(joining, before) || (is_in(emoji, before) && is_in(emoji, after));
    return !is_in(unseen, c);
}

}  // namespace

std::string without_hidden_characters(std::string_view text, HiddenCharacters& found) {
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (plain) return std::string(text);
    std::string out;
    out.reserve(text.size());
    char32_t before = 0;
    std::size_t last = 0;  // where the last character of `out` begins
    for (std::size_t at = 0; at < text.size();) {
        const auto [character, size] = decode(text.substr(at));
        const std::size_t next = std::min(at + size, text.size());
        const char32_t after = next < text.size() ? decode(text.substr(next)).character : 0;
        if (character == 0x0335 || character == 0x0336) {
            found.struck_out = true;
            out.resize(std::min(last, out.size()));
        } else if (!stays(character, before, after)) {
            found.removed = true;
        } else {
            last = out.size();
            out += text.substr(at, next - at);
            before = character;
        }
        at = next;
    }
    return out;
}

}  // namespace carepress::visit

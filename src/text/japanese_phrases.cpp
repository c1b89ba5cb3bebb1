#include "text/japanese_phrases.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace carepress::text {
namespace {

/// Ideographs outside the basic plane are rare names: they count as none.
bool is_ideograph(char16_t unit) { return (unit >= 0x4E00 && unit <= 0x9FFF) || unit == u'々'; }
bool is_hiragana(char16_t unit) { return unit >= 0x3041 && unit <= 0x309F; }

/// Whether the word goes on from phrase `before` to phrase `after`; `last` is the unit before both, or 0.
bool is_torn(char16_t last, std::u16string_view before, std::u16string_view after) {
    constexpr std::array<std::pair<std::u16string_view, std::u16string_view>, 3> endings = {{
        {u"くだ", u"さ"},
        {u"ま", u"しょう"},
        {u"で", u"しょう"},
    }};
    if (before.empty() || after.empty()) return false;
    for (const auto& [end, begin] : endings)
        if (before.ends_with(end) && after.starts_with(begin)) return true;
    const char16_t left = before.back(), right = after.front();
    const bool honorific = left == u'お' || left == u'ご';
    if (is_ideograph(right) && honorific) return true;
    if (!is_ideograph(left)) return false;
    const bool prefix = before.size() == 1 && !is_ideograph(last);
    if (prefix && (is_ideograph(right) || is_hiragana(right) || u_isdigit(right))) return true;
    return is_ideograph(right) && (after.size() == 1 || !is_ideograph(after[1]));  // a suffix
}

}  // namespace

void join_torn_words(std::u16string_view text, std::vector<std::uint32_t>& breaks) {
    std::size_t kept = 0;
    std::uint32_t begin = 0;  // of the phrase before, by ICU
    for (std::size_t i = 0; i < breaks.size(); ++i) {
        const std::uint32_t at = breaks[i];
        const std::uint32_t end = i + 1 < breaks.size() ? breaks[i + 1] : at;
        const char16_t last = begin > 0 ? text[begin - 1] : u'\0';
        if (!is_torn(last, text.substr(begin, at - begin), text.substr(at, end - at))) breaks[kept++] = at;
        begin = at;
    }
    breaks.resize(kept);
}

}  // namespace carepress::text

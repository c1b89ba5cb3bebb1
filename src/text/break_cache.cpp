#include "text/break_cache.h"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <cstdint>

namespace carepress::text {
namespace {

/// Longer clauses aren't kept: they hardly come again.
constexpr std::size_t longest_kept = 500;

constexpr char16_t ideographic_full_stop = 0x3002;

/// Whether a character counts as what it follows (LB9); of class SA the marks do (LB1).
bool is_mark(char32_t character, BreakClass breaks) {
    if (breaks != BreakClass::complex) return breaks == BreakClass::mark;
    const int category = u_charType(static_cast<UChar32>(character));
    return category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK;
}

}  // namespace

std::uint64_t BreakKey::hash() const {
    return XXH3_64bits_withSeed(text.data(), text.size() * sizeof(char16_t),
                                reinterpret_cast<std::uintptr_t>(language));
}

BreakKey kept_in(Arena& arena, const BreakKey& key) {
    const std::span<const char16_t> text = arena.copy(std::span(key.text.data(), key.text.size()));
    return {key.language, {text.data(), text.size()}};
}

KnownTorn kept_in(Arena& arena, const KnownTorn& torn) { return {arena.copy(torn.breaks)}; }

KnownBreaks kept_in(Arena& arena, const KnownBreaks& breaks) { return {arena.copy(breaks.at)}; }

std::uint32_t end_of_clause(std::u16string_view text, std::uint32_t begin, CharacterTable& characters) {
    BreakClass last = BreakClass::unsure;  // the last one that is not a space
    bool after_space = false, after_full_stop = false;
    for (std::uint32_t at = begin; at < text.size();) {
        const std::uint32_t here = at;
        const char32_t character = next_character(text, at);
        const BreakClass next = characters.of(character).breaks;
        if (character == U' ') {
            after_space = true;
            after_full_stop = false;
            continue;
        }
        if (is_mark(character, next)) {
            after_space = after_full_stop = false;
            continue;
        }
        // Chinese and Japanese take quotation marks for opening ones.
        const bool may_open = last == BreakClass::open || is_quotation(last) || last == BreakClass::unsure;
        const bool cut = after_space ? !may_open : after_full_stop;
        if (cut && (next == BreakClass::ideographic || next == BreakClass::complex)) return here;
        after_space = false;
        after_full_stop = character == ideographic_full_stop;
        last = next;
    }
    return static_cast<std::uint32_t>(text.size());
}

void BreakCache::find(std::u16string_view text, hb_language_t language, UBreakIterator* iterator,
                      CharacterTable& characters, std::vector<std::uint32_t>& breaks) {
    breaks.clear();
    for (std::uint32_t begin = 0; begin < text.size();) {
        const std::uint32_t end = end_of_clause(text, begin, characters);
        const BreakKey key{language, text.substr(begin, end - begin)};
        const std::uint64_t hash = key.hash();
        const KnownBreaks* known = cache_.find(key, hash);
        if (!known) find_breaks_by_icu(key.text, iterator, found_);
        if (!known && key.text.size() <= longest_kept) known = cache_.insert(key, hash, {found_});
        for (const std::uint32_t at : known ? known->at : std::span<const std::uint32_t>(found_))
            breaks.push_back(begin + at);
        begin = end;
    }
}

}  // namespace carepress::text

#pragma once

#include "text/break_opportunities.h"
#include "text/generation_cache.h"
#include "text/number_groups.h"

#include <harfbuzz/hb.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace carepress::text {

/// A stretch of text that ICU breaks by itself.
struct BreakKey {
    hb_language_t language = nullptr;
    std::u16string_view text;

    bool operator==(const BreakKey&) const = default;
    std::uint64_t hash() const;
};

/// Its break opportunities.
struct KnownBreaks {
    std::span<const std::uint32_t> at;
};

/// Which of the break opportunities of a paragraph tear something.
struct KnownTorn {
    std::span<const TornBreak> breaks;
};

KnownTorn kept_in(Arena& arena, const KnownTorn& torn);
BreakKey kept_in(Arena& arena, const BreakKey& key);
KnownBreaks kept_in(Arena& arena, const KnownBreaks& breaks);

/// Where the clause that begins at `begin` ends: at the first place after which no break opportunity depends on what
/// is before it, and none before it on what is after. That is where UAX #14 allows a break whatever is around:
/// between a space and a letter of a script without spaces or an ideograph (LB18), and between an ideographic full stop
/// and an ideograph (LB31); ICU starts its rules anew at each break, and its dictionaries at each rule's. Else the
/// text's end.
std::uint32_t end_of_clause(std::u16string_view text, std::uint32_t begin, CharacterTable& characters);

/// Line break opportunities as ICU finds them, kept by clause: its dictionaries (Thai, Lao, Khmer, Burmese, Japanese)
/// take longer than all the rest of setting a handout. What is kept never changes what is found. Of one thread.
class BreakCache {
public:
    /// Every offset of `text` after which a line may end, ascending, its end among them: into `breaks`.
    void find(std::u16string_view text, hb_language_t language, UBreakIterator* iterator, CharacterTable& characters,
              std::vector<std::uint32_t>& breaks);
    /// Between documents.
    void trim() { cache_.trim(); }

private:
    GenerationCache<BreakKey, KnownBreaks> cache_{4u << 20};
    std::vector<std::uint32_t> found_;
};

}  // namespace carepress::text

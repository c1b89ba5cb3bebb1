#pragma once

#include "text/characters.h"

#include <unicode/ubrk.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::text {

struct CloseBreakIterator {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using BreakIterator = std::unique_ptr<UBreakIterator, CloseBreakIterator>;

/// Opens ICU's break iterator. Throws EnvironmentError when ICU lacks its data.
BreakIterator open_break_iterator(UBreakIteratorType type, const std::string& language);

/// Opens ICU's line break iterator for a language (BCP 47): Japanese breaks between phrases, which plain language is
/// easier to read by than between any two characters (CSS Text 4, word-break: auto-phrase).
BreakIterator open_line_break_iterator(const std::string& language);

/// Takes out of `breaks` those between two letters or digits: Korean is broken at its spaces, as plain language is set
/// (CSS Text 3, word-break: keep-all).
void keep_words_whole(std::u16string_view text, std::vector<std::uint32_t>& breaks);

/// Takes out of `breaks` those at the spaces inside guillemets, "« oui »", where French sets no-break spaces that few
/// people type. The text stays as it is.
void join_guillemets(std::u16string_view text, std::vector<std::uint32_t>& breaks);

/// Line break opportunities by ICU (UAX #14): every offset after which a line may end, ascending, the end of the text
/// among them.
void find_breaks_by_icu(std::u16string_view text, UBreakIterator* iterator, std::vector<std::uint32_t>& breaks);

/// The same for common text (letters, digits, usual punctuation), 20 times faster. False when anything is in the text
/// that it isn't sure of: `breaks` is then worthless. When true the result equals ICU's; a test compares them.
bool find_breaks_fast(std::u16string_view text, CharacterTable& characters, std::vector<std::uint32_t>& breaks);

/// Whether find_breaks_fast() may be asked for text in `language`: not where ICU tailors UAX #14.
bool breaks_like_root(std::string_view language);

}  // namespace carepress::text

#include "text/characters.h"
#include "text/shaper.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace carepress::text {
namespace {

constexpr std::size_t longest_divided = 100;  ///< letters: no word of a language is longer

bool is_letter_or_mark(char16_t unit) {
    return is_ascii_letter(unit) || (U_MASK(u_charType(unit)) & (U_GC_L_MASK | U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

/// What may be before or after a word that is divided: punctuation that doesn't join it to another word.
bool may_surround(char16_t unit) {
    constexpr std::u16string_view joining = u"-\u2010\u2011/\\@&_#*'\u2019";
    const std::uint32_t mask = U_MASK(u_charType(unit));
    return (mask & (U_GC_P_MASK | U_GC_Z_MASK)) != 0 && joining.find(unit) == joining.npos;
}

char16_t small(char16_t unit) { return static_cast<char16_t>(u_tolower(static_cast<UChar32>(unit))); }

struct Word {
    std::uint32_t begin = 0, end = 0;
    bool after_apostrophe = false;
    std::uint32_t length() const { return end - begin; }
};

/// The word of a segment that holds one word and its punctuation, else an empty one.
Word only_word(std::u16string_view text, std::uint32_t begin, std::uint32_t end) {
    Word word{begin, begin};
    while (word.begin < end && may_surround(text[word.begin])) ++word.begin;
    const auto end_of_letters = [&](std::uint32_t at) {
        while (at < end && is_letter_or_mark(text[at])) ++at;
        return at;
    };
    word.end = end_of_letters(word.begin);
    if (word.end < end && is_apostrophe(text[word.end])) {
        word.begin = word.end + 1;
        word.end = end_of_letters(word.begin);
        word.after_apostrophe = true;
    }
    const bool surrounded = std::all_of(text.begin() + word.end, text.begin() + end, may_surround);
    return surrounded ? word : Word{begin, begin};
}

class WordDivider {
public:
    WordDivider(Shaper::Implementation& shaper, const ShapedParagraph& paragraph, const DivisionLimits& limits)
        : shaper_(shaper), paragraph_(paragraph), text_(*paragraph.text), limits_(limits) {}

    /// The places of the segment's word where it may be divided, into `places`.
    void divide(const Segment& segment, std::vector<std::uint32_t>& places) {
        const Word word = only_word(text_.text, segment.begin, segment.end);
        if (word.length() < static_cast<std::uint32_t>(limits_.shortest) || word.length() > longest_divided) return;
        if (segment.begin > 0 && u_isUWhiteSpace(text_.text[segment.begin - 1]) == 0) return;
        const WordPatterns* patterns = patterns_of(word);
        if (patterns == nullptr || (word.after_apostrophe && !patterns->divides_elided())) return;
        const std::u16string_view letters = std::u16string_view(text_.text).substr(word.begin, word.length());
        if (u_isupper(letters.front()) != 0 && !patterns->divides_capitalised()) return;
        if (std::any_of(letters.begin() + 1, letters.end(), [](char16_t unit) { return u_isupper(unit) != 0; })) return;
        if (is_whole(letters)) return;
        for (const std::uint32_t at : shaper_.divisions(letters, language_, *patterns))
            if (leaves_enough(letters, at) && keeps_glyphs(word.begin + at)) places.push_back(word.begin + at);
    }

private:
    /// Of the language that all of the word is in; null where a run keeps words whole.
    const WordPatterns* patterns_of(const Word& word) {
        while (run_ + 1 < text_.runs.size() && text_.runs[run_].end <= word.begin) ++run_;
        const std::uint32_t language = text_.runs[run_].language;
        for (std::size_t run = run_; run < text_.runs.size() && text_.runs[run].begin < word.end; ++run)
            if (text_.runs[run].whole_words || text_.runs[run].language != language) return nullptr;
        LanguageInfo& info = shaper_.itemizer.language(text_.languages[language]);
        if (!info.patterns) info.patterns = shaper_.hyphenation->patterns(info.tag);
        language_ = info.harfbuzz;
        return *info.patterns;
    }

    bool is_whole(std::u16string_view word) {
        if (limits_.whole.empty()) return false;
        small_.clear();
        for (const char16_t unit : word) small_ += small(unit);
        return std::binary_search(limits_.whole.begin(), limits_.whole.end(), small_);
    }

    /// Letters are counted without their marks.
    bool leaves_enough(std::u16string_view word, std::uint32_t at) const {
        const auto is_letter = [](char16_t unit) { return u_isalpha(unit) != 0; };
        const auto middle = word.begin() + at;
        return std::count_if(word.begin(), middle, is_letter) >= limits_.before &&
               std::count_if(middle, word.end(), is_letter) >= limits_.after && is_letter(*middle);
    }

    bool keeps_glyphs(std::uint32_t at) {
        const auto& pieces = paragraph_.pieces;
        while (piece_ + 1 < pieces.size() && pieces[piece_].end <= at) ++piece_;
        const ShapedParagraph::Piece& piece = pieces[piece_];
        if ((piece.level & 1) != 0) return false;
        if (piece.begin == at || safe_at(*piece.word, at - piece.begin)) return true;
        return ends_like(*piece.word, *shaper_.word(paragraph_, piece, at, piece.end), at - piece.begin);
    }

    Shaper::Implementation& shaper_;
    const ShapedParagraph& paragraph_;
    const StyledText& text_;
    const DivisionLimits limits_;
    std::u16string small_;
    hb_language_t language_ = nullptr;  ///< of the word
    std::size_t run_ = 0, piece_ = 0;   ///< words come in the text's order
};

}  // namespace

void add_words(std::u16string_view text, std::vector<std::u16string>& words) {
    bool inside = false;
    for (const char16_t unit : text) {
        const bool letter = is_letter_or_mark(unit);
        if (letter && !inside) words.emplace_back();
        if (letter) words.back() += small(unit);
        inside = letter;
    }
}

std::span<const std::uint32_t> Shaper::Implementation::divisions(std::u16string_view word, hb_language_t language,
                                                                 const WordPatterns& patterns) {
    const BreakKey key{language, word};
    const std::uint64_t hash = key.hash();
    if (const KnownBreaks* known = known_divisions.find(key, hash)) return known->at;
    std::vector<std::uint32_t> places;
    patterns.find(word, places);
    return known_divisions.insert(key, hash, {places})->at;
}

bool Shaper::hyphenate(ShapedParagraph& paragraph, const DivisionLimits& limits) {
    Implementation& shaper = *implementation_;
    if (shaper.hyphenation == nullptr || paragraph.text->direction == Direction::right_to_left) return false;
    WordDivider divider(shaper, paragraph, limits);
    std::vector<std::uint32_t> divisions, breaks;
    std::uint32_t begin = 0;
    std::uint16_t harm_before = 0;
    for (const Segment& part : paragraph.segments) {
        if (part.divides_word) continue;
        Segment segment = part;
        segment.begin = std::exchange(begin, part.end);
        const std::size_t before = divisions.size();
        // The unit of a number is not divided either.
        const bool is_kept = std::exchange(harm_before, part.harm) > 0 || part.harm > 0;
        if (!segment.mandatory_break && !is_kept) divider.divide(segment, divisions);
        breaks.insert(breaks.end(), divisions.begin() + static_cast<std::ptrdiff_t>(before), divisions.end());
        breaks.push_back(segment.end);
    }
    if (divisions.empty()) return false;
    measure_segments(shaper, breaks, divisions, paragraph);
    return true;
}

}  // namespace carepress::text

#pragma once

#include "text/break_cache.h"
#include "text/itemize.h"
#include "text/standing_texts.h"
#include "text/word_cache.h"

#include <cstdint>

namespace carepress::text {

/// What a Shaper keeps: ICU's and HarfBuzz's objects, the word cache, and scratch memory. shape.cpp, make_line.cpp and
/// split_overlong.cpp are its stages.
struct Shaper::Implementation {
    Implementation(const FontLibrary& library, const Hyphenation* patterns, const NumberWords* number_words)
        : fonts(library), hyphenation(patterns), numbers(number_words), itemizer(library), buffer(hb_buffer_create()) {}

    using Piece = ShapedParagraph::Piece;

    /// The glyphs of text [begin, end), from the cache if it has them. Valid until the next document.
    const ShapedWord* word(std::u16string_view text, std::uint32_t begin, std::uint32_t end, const WordKey& style);
    const ShapedWord* word(const ShapedParagraph& paragraph, const Piece& like, std::uint32_t begin, std::uint32_t end);
    const ShapedWord* hyphen(const Piece& piece);

    /// Appends the glyphs of [begin, end) of `piece` as they stand when the piece is cut there: shaped anew from the
    /// cut to where HarfBuzz says that it is safe. Visual order, clusters of the paragraph.
    void append_glyphs(const ShapedParagraph& paragraph, const Piece& piece, std::uint32_t begin, std::uint32_t end,
                       std::vector<Glyph>& out);

    void add_pieces(const StyledText& text, const Item& item, std::size_t& next_break, ShapedParagraph& paragraph);
    void find_breaks(const StyledText& text);
    /// Those of `breaks` that tear what belongs together.
    void find_torn(const StyledText& text, std::vector<TornBreak>& torn);
    void begin_document();

    /// Where `word` may be divided, in units from its start.
    std::span<const std::uint32_t> divisions(std::u16string_view word, hb_language_t language,
                                             const WordPatterns& patterns);

    const FontLibrary& fonts;
    const Hyphenation* hyphenation;  ///< or null
    const NumberWords* numbers;      ///< or null
    Itemizer itemizer;
    WordCache cache{16u << 20};
    BreakCache known_breaks;
    GenerationCache<BreakKey, KnownBreaks> known_divisions{1u << 20};
    GenerationCache<BreakKey, KnownTorn> known_torn{1u << 20};  ///< by paragraph
    Arena document;                                             ///< words that are too long for the cache
    StandingTexts standing;
    HbBuffer buffer;
    bool document_ended = false;

    std::vector<Item> items;
    std::vector<std::uint32_t> breaks;
    std::vector<WordGlyph> glyphs;
    std::vector<std::uint32_t> missing;
    std::vector<hb_feature_t> features;
    std::vector<Glyph> line_glyphs;

    /// What of a piece is on the line that is being made.
    struct LinePart {
        const Piece* piece = nullptr;
        std::uint32_t begin = 0, end = 0;
        std::uint8_t level = 0;
        bool hangs = false;
        bool is_whole() const { return begin == piece->begin && end == piece->end; }
    };
    std::vector<LinePart> line_parts;

private:
    const ShapedWord* shape_word(const WordKey& key, std::uint64_t hash);
    void fill_buffer(const WordKey& key);
};

/// Makes the segments of `paragraph` that end at `breaks` (ascending, the text's end last), with their widths; those of
/// `divisions` divide words.
void measure_segments(Shaper::Implementation& shaper, const std::vector<std::uint32_t>& breaks,
                      const std::vector<std::uint32_t>& divisions, ShapedParagraph& paragraph);

/// The breaks of `paragraph` that divide words.
std::vector<std::uint32_t> divisions_of(const ShapedParagraph& paragraph);

/// Whether `word` may be cut before its unit `at` without shaping anew.
bool safe_at(const ShapedWord& word, std::uint32_t at);
/// Whether the glyphs of `word` from unit `at` on are those of `tail`: then a line that starts there has the same ones.
bool ends_like(const ShapedWord& word, const ShapedWord& tail, std::uint32_t at);

/// `thousandths` of `size`, rounded up, so that a line is never wider than the sum of its segments; at most a million
/// points, so that sums of hostile text stay numbers.
Length width_of(Length size, std::int64_t thousandths);

/// Whether the right half of a full-width mark's em is white in text of `language`.
bool ends_in_blank_half(char16_t mark, hb_language_t language);

inline Length size_of(const StyledText& text, std::uint32_t run) { return text.styles[text.runs[run].style].size; }

}  // namespace carepress::text

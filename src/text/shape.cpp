#include "text/shape.h"

#include "text/japanese_phrases.h"
#include "text/shaper.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>

namespace carepress::text {
namespace {

/// Text without spaces is shaped in parts of about this many units where lines may break: bounds the work on hostile
/// text, and lets scripts without spaces use the cache.
constexpr std::uint32_t longest_part = 60;

/// Words of this length are in the cache for sure: it takes 64 units with those around that letters join to.
constexpr std::uint32_t longest_lasting = 40;

/// No word of a language is longer. HarfBuzz takes quadratic time over a hundred thousand combining marks.
constexpr std::uint32_t longest_word = 1000;

/// Where a word that is too long is cut: before a base if one is near, never inside a surrogate pair.
std::uint32_t cut_of_endless_word(std::u16string_view text, std::uint32_t begin, CharacterTable& characters) {
    const auto is_base = [&](std::uint32_t at) {
        return (text[at] & 0xF800) != 0xD800 && characters.of(text[at]).breaks != BreakClass::mark;
    };
    const std::uint32_t end = begin + longest_word;
    for (std::uint32_t cut = end; cut > end - 100; --cut) {
        if (is_base(cut) && is_base(cut - 1)) return cut;
    }
    return (text[end] & 0xFC00) == 0xDC00 ? end - 1 : end;
}

hb_script_t harfbuzz_script(std::uint16_t script) {
    const char* name = uscript_getShortName(static_cast<UScriptCode>(script));
    return hb_script_from_iso15924_tag(HB_TAG(name[0], name[1], name[2], name[3]));
}

}  // namespace

bool safe_at(const ShapedWord& word, std::uint32_t at) {
    for (const WordGlyph& glyph : word.glyphs) {
        if (glyph.glyph.cluster == at) return !glyph.unsafe_to_break;
    }
    return false;
}

bool ends_like(const ShapedWord& word, const ShapedWord& tail, std::uint32_t at) {
    std::size_t matched = 0;
    for (const WordGlyph& here : word.glyphs) {
        if (here.glyph.cluster < at) continue;
        if (matched == tail.glyphs.size()) return false;
        const Glyph& there = tail.glyphs[matched++].glyph;
        if (here.glyph.id != there.id || here.glyph.cluster != there.cluster + at ||
            here.glyph.advance != there.advance || here.glyph.x_offset != there.x_offset ||
            here.glyph.y_offset != there.y_offset)
            return false;
    }
    return matched == tail.glyphs.size();
}

Shaper::Shaper(const FontLibrary& fonts, const Hyphenation* hyphenation, const NumberWords* numbers)
    : implementation_(std::make_unique<Implementation>(fonts, hyphenation, numbers)) {}
Shaper::~Shaper() = default;
Shaper::Shaper(Shaper&&) noexcept = default;
Shaper& Shaper::operator=(Shaper&&) noexcept = default;

const FontLibrary& Shaper::fonts() const { return implementation_->fonts; }

void Shaper::new_document() { implementation_->document_ended = true; }

void Shaper::Implementation::begin_document() {
    document_ended = false;
    document.clear();
    if (cache.trim()) standing.clear();
    known_breaks.trim();
    known_divisions.trim();
    known_torn.trim();
    itemizer.trim();
}

ShapedParagraph Shaper::shape(const StyledText& text) {
    Implementation& shaper = *implementation_;
    if (shaper.document_ended) shaper.begin_document();
    ShapedParagraph paragraph;
    paragraph.text = &text;
    if (text.text.empty()) return paragraph;
    shaper.itemizer.itemize(text, shaper.items, paragraph.missing);
    shaper.find_breaks(text);
    shaper.find_torn(text, paragraph.torn);
    paragraph.pieces.reserve(shaper.breaks.size() * 2 + shaper.items.size());
    std::size_t next_break = 0;
    for (const Item& item : shaper.items) shaper.add_pieces(text, item, next_break, paragraph);
    std::sort(paragraph.missing.begin(), paragraph.missing.end(),
              [](const auto& a, const auto& b) { return a.at < b.at; });
    measure_segments(shaper, shaper.breaks, {}, paragraph);
    return paragraph;
}

ShapedParagraph Shaper::shape_standing(const StyledText& text) {
    Implementation& shaper = *implementation_;
    if (shaper.document_ended) shaper.begin_document();
    const std::uint64_t hash = StandingTexts::hash(text);
    if (const ShapedParagraph* known = shaper.standing.find(text, hash)) {
        ShapedParagraph paragraph = *known;
        paragraph.text = &text;
        return paragraph;
    }
    ShapedParagraph paragraph = shape(text);
    const bool outlives_document =
        std::none_of(paragraph.pieces.begin(), paragraph.pieces.end(),
                     [](const ShapedParagraph::Piece& piece) { return piece.end - piece.begin > longest_lasting; });
    if (outlives_document) shaper.standing.keep(text, hash, paragraph);
    return paragraph;
}

/// By the language of the text's first run: rules for one paragraph can't change in it.
void Shaper::Implementation::find_breaks(const StyledText& text) {
    LanguageInfo& language = itemizer.language(text.languages[text.runs.front().language]);
    if (!language.like_root || !find_breaks_fast(text.text, itemizer.characters(), breaks)) {
        if (!language.line_breaks) language.line_breaks = open_line_break_iterator(language.tag);
        known_breaks.find(text.text, language.harfbuzz, language.line_breaks.get(), itemizer.characters(), breaks);
    }
    if (language.script == USCRIPT_HANGUL) keep_words_whole(text.text, breaks);
    if (language.script == USCRIPT_HIRAGANA) join_torn_words(text.text, breaks);
    if (language.is_french) join_guillemets(text.text, breaks);
}

void Shaper::Implementation::find_torn(const StyledText& text, std::vector<TornBreak>& torn) {
    if (numbers == nullptr || !may_have_torn_breaks(text.text, breaks)) return;
    LanguageInfo& language = itemizer.language(text.languages[text.runs.front().language]);
    // A paragraph comes again when its handout is laid out in other settings, or pressed in another layout.
    constexpr std::size_t longest_kept = 4'000;
    const BreakKey key{language.harfbuzz, text.text};
    const bool is_kept = text.text.size() <= longest_kept;
    const std::uint64_t hash = is_kept ? key.hash() : 0;
    if (const KnownTorn* known = is_kept ? known_torn.find(key, hash) : nullptr) {
        torn.assign(known->breaks.begin(), known->breaks.end());
        return;
    }
    if (language.numbers == nullptr) language.numbers = &numbers->of(language.tag);
    find_torn_breaks(text.text, *language.numbers, itemizer.characters(), breaks, torn);
    if (is_kept) known_torn.insert(key, hash, {torn});
}

namespace {

/// Cuts the words of an item into pieces. A word is one piece, unless it is too long to be shaped at once, or a line
/// that starts at a break inside it would begin with other glyphs than the whole has there (a ligature over a soft
/// hyphen): then it is cut for good, and so measures the same broken and unbroken.
class WordCutter {
public:
    /// `next_break`: the first of the shaper's breaks behind the item's start; it moves on with the words.
    WordCutter(Shaper::Implementation& shaper, const StyledText& text, const Item& item, const WordKey& style,
               std::size_t& next_break, ShapedParagraph& paragraph)
        : shaper_(shaper), text_(text), item_(item), style_(style), next_break_(next_break), paragraph_(paragraph) {}

    /// Adds the pieces of the word [begin, end).
    void add(std::uint32_t begin, std::uint32_t end) {
        const std::vector<std::uint32_t>& breaks = shaper_.breaks;
        while (begin < end) {
            while (next_break_ < breaks.size() && breaks[next_break_] <= begin) ++next_break_;
            const Cut cut = cut_at_other_glyphs(begin, longest_piece(begin, end));
            push(begin, cut);
            begin = cut.at;
        }
    }

private:
    /// The end of a piece, and what the text up to there is shaped to.
    struct Cut {
        std::uint32_t at;
        const ShapedWord* word;
    };

    /// Where a piece that begins at `begin` ends at the latest.
    std::uint32_t longest_piece(std::uint32_t begin, std::uint32_t end) const {
        const std::vector<std::uint32_t>& breaks = shaper_.breaks;
        std::uint32_t piece_end = end;
        if (end - begin > longest_part) {
            std::size_t at = next_break_;
            while (at < breaks.size() && breaks[at] < end) {
                piece_end = breaks[at];
                if (at + 1 < breaks.size() && breaks[at + 1] - begin > longest_part) break;
                ++at;
            }
            if (at == breaks.size() || breaks[at] >= end) piece_end = end;
        }
        if (piece_end - begin <= longest_word) return piece_end;
        return cut_of_endless_word(text_.text, begin, shaper_.itemizer.characters());
    }

    /// The piece from `begin` to `end`, or to a break before it where a line would begin with other glyphs.
    Cut cut_at_other_glyphs(std::uint32_t begin, std::uint32_t end) const {
        const std::vector<std::uint32_t>& breaks = shaper_.breaks;
        Cut cut{end, shaper_.word(text_.text, begin, end, style_)};
        for (std::size_t at = next_break_; at < breaks.size() && breaks[at] < cut.at; ++at) {
            const std::uint32_t here = breaks[at];
            if (safe_at(*cut.word, here - begin)) continue;
            if (ends_like(*cut.word, *shaper_.word(text_.text, here, cut.at, style_), here - begin)) continue;
            cut = {here, shaper_.word(text_.text, begin, here, style_)};
        }
        return cut;
    }

    void push(std::uint32_t begin, Cut cut) {
        for (const std::uint32_t at : cut.word->missing) {
            const bool known = std::any_of(paragraph_.missing.begin(), paragraph_.missing.end(),
                                           [&](const auto& one) { return one.at >= begin && one.at < cut.at; });
            std::uint32_t index = begin + at;
            if (!known) paragraph_.missing.push_back({begin + at, next_character(text_.text, index)});
        }
        paragraph_.pieces.push_back({begin, cut.at, item_.run, item_.face, item_.level, false, cut.word});
    }

    Shaper::Implementation& shaper_;
    const StyledText& text_;
    const Item& item_;
    const WordKey& style_;
    std::size_t& next_break_;
    ShapedParagraph& paragraph_;
};

}  // namespace

/// Divides an item into words and white space.
void Shaper::Implementation::add_pieces(const StyledText& text, const Item& item, std::size_t& next_break,
                                        ShapedParagraph& paragraph) {
    WordKey style;
    style.language = itemizer.language(text.languages[text.runs[item.run].language]).harfbuzz;
    style.script = harfbuzz_script(item.script);
    style.face = item.face;
    style.right_to_left = (item.level & 1) != 0;
    WordCutter words(*this, text, item, style, next_break, paragraph);
    CharacterTable& characters = itemizer.characters();
    const std::u16string_view units = text.text;
    const auto kind_of = [&](std::uint32_t at) {
        if (units[at] > u' ' && units[at] < 0x7F) return 0;
        return characters.of(units[at]).flags & (CharacterInfo::white_space | CharacterInfo::hanging);
    };
    const ShapedWord* space = nullptr;
    for (std::uint32_t begin = item.begin; begin < item.end;) {
        // White space is all in the basic plane, so that units will do.
        const int kind = kind_of(begin);
        std::uint32_t end = begin + 1;
        while (end < item.end && kind_of(end) == kind) ++end;
        if (kind == 0) {
            words.add(begin, end);
        } else {
            const bool single = end - begin == 1 && units[begin] == u' ';
            const ShapedWord* shaped = single && space ? space : word(units, begin, end, style);
            if (single) space = shaped;
            const bool hangs = (kind & CharacterInfo::hanging) != 0;
            paragraph.pieces.push_back({begin, end, item.run, item.face, item.level, hangs, shaped});
        }
        begin = end;
    }
}

}  // namespace carepress::text

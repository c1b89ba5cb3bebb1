#pragma once

#include "text/generation_cache.h"
#include "text/shape.h"

#include <harfbuzz/hb.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace carepress::text {

struct WordGlyph {
    Glyph glyph;  ///< its cluster counts from the word's first unit
    bool unsafe_to_break = false;
};

/// All that a word's glyphs depend on. `text` is the word with `before` and `after` units of context, which count where
/// a script joins letters across the word's ends.
struct WordKey {
    hb_language_t language = nullptr;
    hb_script_t script = HB_SCRIPT_INVALID;
    FaceId face = no_face;
    bool right_to_left = false;
    std::uint8_t before = 0, after = 0;
    std::u16string_view text;

    bool operator==(const WordKey&) const = default;
    std::uint64_t hash() const;
};

/// A word as HarfBuzz set it, in visual order. Lives in an arena of the Shaper.
struct ShapedWord {
    std::span<const WordGlyph> glyphs;
    std::span<const std::uint32_t> missing;  ///< units whose character the face lacks: no glyph stands for them
    std::int32_t advance = 0;                ///< of all glyphs
    hb_language_t language = nullptr;        ///< as in its key: for parts of it that are shaped anew
    hb_script_t script = HB_SCRIPT_INVALID;
};

WordKey kept_in(Arena& arena, const WordKey& key);
ShapedWord kept_in(Arena& arena, const ShapedWord& word);

using WordCache = GenerationCache<WordKey, ShapedWord>;

}  // namespace carepress::text

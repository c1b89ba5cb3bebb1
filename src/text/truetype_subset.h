#pragma once

#include "text/harfbuzz_handles.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::text {

/// Subsets the outlines of one TrueType face: nothing but glyf, loca, head, hhea, hmtx and maxp (OpenType 1.9), no
/// hinting. That is little enough to copy here, in a fifth of the instructions that HarfBuzz's general subsetter takes
/// on a face that it has preprocessed. Immutable, so threads share it.
class TrueTypeSubsetter {
public:
    TrueTypeSubsetter() = default;  ///< can't subset anything
    explicit TrueTypeSubsetter(hb_face_t* face);

    /// The font program of `glyphs` (ascending, with 0 first) and of what they are composed of, in the order of their
    /// old ids; `new_ids` receives the places of `glyphs`. The outline of .notdef, never shown, is left out. Empty for
    /// a face without these tables or with a broken glyph: that is for HarfBuzz to judge.
    std::string subset(std::span<const std::uint32_t> glyphs, std::vector<std::uint32_t>& new_ids) const;

    /// Whether the face has what this subsetter needs.
    bool is_usable() const { return is_usable_; }

private:
    std::string_view outline(std::uint32_t glyph) const;
    bool close_over_components(std::vector<std::uint32_t>& ids) const;
    void append_metrics(std::string& out, std::uint32_t glyph) const;

    HbBlob glyf_, loca_, head_, hhea_, hmtx_, maxp_;
    std::uint32_t glyph_count_ = 0;
    std::uint32_t metric_count_ = 0;  ///< hhea's numberOfHMetrics
    bool has_long_offsets_ = false;
    bool is_usable_ = false;
};

}  // namespace carepress::text

#pragma once

#include "text/fonts.h"
#include "text/harfbuzz_handles.h"
#include "text/truetype_subset.h"

#include <harfbuzz/hb-subset.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace carepress::text {

/// A face with its file mapped into memory. Immutable once made (but for the subsetter's tables, made when first
/// needed, under a lock), so threads share it.
class Face {
public:
    /// Throws EnvironmentError when the file is not a usable face or its licence bits forbid embedding (OS/2 fsType).
    /// `index` is the face's place in a collection. `common` is a charset that ICU knows (IANA name): see
    /// warm_subsetter().
    explicit Face(std::string path, unsigned index = 0, std::string common = {});

    const std::string& path() const { return path_; }
    const FaceMetrics& metrics() const { return metrics_; }
    hb_font_t* font() const { return font_.get(); }  ///< at scale 1000

    /// Whether the face's cmap maps `character` to a glyph.
    bool maps(char32_t character) const {
        if (character >= 0x10000) return maps_supplementary(character);
        return (bmp_[character >> 6] >> (character & 63)) & 1;
    }
    /// Whether it maps all of U+0020 to U+007E.
    bool maps_ascii() const {
        return bmp_[0] >> 32 == 0xFFFF'FFFF && (bmp_[1] | std::uint64_t{1} << 63) == ~std::uint64_t{0};
    }
    /// Whether HarfBuzz can set `character` in this face: mapped, or one that it makes of another (spaces, U+2011).
    bool sets(char32_t character) const;
    /// Whether HarfBuzz can set the cluster, as it is, composed or decomposed (it normalises to what a face has).
    bool sets_cluster(std::u16string_view cluster) const;

    FontSubset subset(std::span<const std::uint32_t> glyphs) const;
    /// Makes subset() of a CFF face 15 times faster from now on. TrueType needs no warming. A face of tens of thousands
    /// of glyphs is narrowed to those of its common characters, once; what has other glyphs too is subset from the
    /// whole face.
    void warm_subsetter() const;

private:
    bool maps_supplementary(char32_t character) const;
    void read_metrics(unsigned index);
    void refuse_restricted(unsigned fs_type) const;

    std::string path_, common_;
    HbBlob blob_;
    HbFace face_;
    HbFont font_;
    FaceMetrics metrics_;
    std::array<std::uint64_t, 1024> bmp_{};
    std::vector<std::uint16_t> cids_;  ///< of a CID-keyed CFF face: glyph id to CID; else empty

    void warm_harfbuzz() const;
    void bare() const;
    void narrow() const;
    hb_face_t* subset_source(std::span<const std::uint32_t> glyphs, std::vector<std::uint32_t>& ids) const;
    std::string subset_with_harfbuzz(std::span<const std::uint32_t> glyphs, std::vector<std::uint32_t>& new_ids) const;

    TrueTypeSubsetter true_type_;

    mutable std::once_flag subset_once_;
    mutable HbFace subset_face_;  ///< preprocessed for hb-subset
    mutable std::once_flag bare_once_;
    mutable HbFace bare_;  ///< of a large face: its glyphs without what leads to them
    mutable std::once_flag narrow_once_;
    mutable HbFace narrowed_;                          ///< of a large face: with its common characters alone
    mutable std::vector<std::uint16_t> narrowed_ids_;  ///< by glyph: its id in that one; 0: not there
    mutable std::atomic<bool> subset_warm_ = false;
    mutable std::atomic<int> subsets_made_ = 0;
};

}  // namespace carepress::text

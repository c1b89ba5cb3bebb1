#pragma once

#include "text/fonts.h"

#include <harfbuzz/hb-subset.h>
#include <harfbuzz/hb.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace carepress {

template <auto destroy>
struct Destroy {
    template <typename T>
    void operator()(T* pointer) const {
        destroy(pointer);
    }
};
using HbBlob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, Destroy<hb_font_destroy>>;
using HbBuffer = std::unique_ptr<hb_buffer_t, Destroy<hb_buffer_destroy>>;
using HbSet = std::unique_ptr<hb_set_t, Destroy<hb_set_destroy>>;

/// A face with its file mapped into memory. Immutable once made (but for the subsetter's tables, made when first
/// needed, under a lock), so threads share it.
class Face {
public:
    /// Throws EnvironmentError when the file is not a usable face or its licence bits forbid embedding (OS/2 fsType).
    explicit Face(std::string path);

    const std::string& path() const { return path_; }
    const FaceMetrics& metrics() const { return metrics_; }
    hb_font_t* font() const { return font_.get(); }  ///< at scale 1000

    /// Whether the face's cmap maps `character` to a glyph.
    bool maps(char32_t character) const {
        if (character >= 0x10000) return maps_supplementary(character);
        return (bmp_[character >> 6] >> (character & 63)) & 1;
    }
    /// Whether HarfBuzz can set `character` in this face: mapped, or one that it makes of another (spaces, U+2011).
    bool sets(char32_t character) const;
    /// Whether HarfBuzz can set the cluster, as it stands, composed or decomposed (it normalises to what a face has).
    bool sets_cluster(std::u16string_view cluster) const;

    FontSubset subset(std::span<const std::uint32_t> glyphs) const;
    /// Makes subset() 15 times faster from now on; takes about 9 ms.
    void warm_subsetter() const;

private:
    bool maps_supplementary(char32_t character) const;
    void read_metrics();
    void refuse_restricted(unsigned fs_type) const;

    std::string path_;
    HbBlob blob_;
    HbFace face_;
    HbFont font_;
    FaceMetrics metrics_;
    std::array<std::uint64_t, 1024> bmp_{};
    std::vector<std::uint16_t> cids_;  ///< of a CID-keyed CFF face: glyph id to CID; else empty

    hb_face_t* subset_source() const;

    mutable std::once_flag subset_once_;
    mutable HbFace subset_face_;  ///< preprocessed for hb-subset
    mutable std::atomic<bool> subset_warm_ = false;
    mutable std::atomic<int> subsets_made_ = 0;
};

}  // namespace carepress

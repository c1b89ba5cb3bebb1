#pragma once

#include "image/raster.h"

#include <optional>
#include <string>
#include <string_view>

namespace carepress::image {

/// What the marker segments of a JPEG say (ISO/IEC 10918-1 annex B), and the file without those that say things about
/// people and places.
struct JpegSegments {
    /// The file from SOI to EOI without EXIF, XMP, comments, thumbnails, profiles and what follows EOI. JFIF stays
    /// (without its thumbnail) and so does Adobe's APP14.
    std::string bare;
    PixelDensity density;                ///< of JFIF
    int orientation = 1;                 ///< of EXIF
    std::string profile;                 ///< ICC, put together; empty when there is none or a part is missing
    int adobe_transform = -1;            ///< of APP14; -1 without one
    std::size_t adobe_transform_at = 0;  ///< the offset of that byte in `bare`
    std::size_t scans = 0;
    bool arithmetic = false;  ///< coded in a way that PDF's DCTDecode does not know
};

/// Walks over all segments, without decoding. nullopt when the segments do not follow one another up to EOI: the file
/// is truncated or damaged.
std::optional<JpegSegments> read_jpeg_segments(std::string_view bytes);

/// Makes the APP14 of `segments` say how the components of `bare` are to be read, adding one where it is missing: PDF's
/// DCTDecode goes by APP14 alone (ISO 32000-1 table 13), while other readers guess from JFIF and component names.
void state_color_transform(JpegSegments& segments, int transform);

}  // namespace carepress::image

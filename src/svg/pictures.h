#pragma once

#include "layout/paged_document.h"
#include "svg/vectors.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::svg {

/// Files of pixels as data addresses, kept across documents by content: a photograph is encoded once. Bounded; what is
/// kept never changes what is written.
class PictureFiles {
public:
    /// "data:image/png;base64,…"; valid until the next call.
    const std::string& address_of(const image::Drawing& drawing, const image::RasterImage& image);

    static constexpr std::size_t largest_size = 64'000'000;  ///< bytes; past it the cache starts anew

private:
    struct Entry {
        std::uint64_t hash = 0;
        std::string address;
    };
    std::vector<Entry> entries_;
    std::size_t size_ = 0;
};

/// Appends the elements that draw `drawing`, scaled to `box` and clipped to it, as the PDF's form XObject is by its
/// BBox. Parts in currentColor are drawn in `current_color` by the SVG attribute of that name. Appends nothing when the
/// drawing or the box has no area.
void append_picture(std::string& out, const image::Drawing& drawing, const Rectangle& box, Color current_color,
                    PictureFiles& files, DefinitionIds& ids);

}  // namespace carepress::svg

#pragma once

#include "image/drawing.h"
#include "pdf/objects.h"
#include "pdf/vectors.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::pdf {

/// Turns a drawing into an external object (ISO 32000-1 8.9, 8.10): pixels into an image, paths into a form without
/// tags whose units are points of the drawing's natural size, y upwards from its lower left corner. `current_color`
/// replaces currentColor. `is_artifact` as for encode_vector().
EncodedDrawing encode(const image::Drawing& drawing, Color current_color, Deflater& deflater, bool is_artifact = false);

bool uses_current_color(const image::Drawing& drawing);

/// Whether a drawing is written into the page's own content wherever it is placed: one path of opaque rectangles inside
/// its box, such as a QR code, which hardly two documents share. Depends on the drawing alone.
bool is_drawn_in_place(const image::Drawing& drawing);

/// Appends the operators that draw the paths of `drawing`, which is drawn in place, in the units of its form.
void append_paths(std::string& out, const image::Drawing& drawing, Color current_color);

/// Encoded drawings kept across documents, by content: a logo is deflated once. Bounded; what is kept never changes
/// what is written.
class DrawingCache {
public:
    DrawingCache();
    const EncodedDrawing& get(const image::DrawingPointer& drawing, Color current_color, bool is_artifact = false);

    static constexpr std::size_t largest_size = 64'000'000;  ///< bytes; past it the cache starts anew
    static constexpr std::size_t largest_count = 256;

private:
    struct Entry {
        std::uint64_t hash = 0;
        Size size;
        Color color;
        bool is_artifact = false;
        EncodedDrawing encoded;
    };
    std::vector<Entry> entries_;
    std::size_t size_ = 0;
    Deflater deflater_;
};

/// The drawings of one document: each drawing and colour is one object, named /X<place> in the resources.
class DocumentDrawings {
public:
    DocumentDrawings(DrawingCache& cache, Objects& objects) : cache_(cache), objects_(objects) {}

    /// The place of `drawing`, which is added to the file when first asked for.
    std::size_t index_of(const image::DrawingPointer& drawing, Color current_color, bool is_artifact);
    std::size_t size() const { return placed_.size(); }
    ObjectNumber object(std::size_t i) const { return placed_[i].object; }

private:
    struct Placed {
        const image::Drawing* drawing;
        Color color;
        bool is_artifact;
        ObjectNumber object;
    };
    DrawingCache& cache_;
    Objects& objects_;
    std::vector<Placed> placed_;
};

/// Appends "a b c d e f cm" that maps the external object of `drawing` onto a rectangle whose lower left corner is
/// `x`, `y` in PDF's coordinates. False, with nothing appended, when the drawing or the rectangle has no area.
bool append_placement(std::string& out, const image::Drawing& drawing, Length x, Length y, Size size);

}  // namespace carepress::pdf

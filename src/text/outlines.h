#pragma once

#include "text/fonts.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace carepress::text {

/// One step of a glyph's outline. Coordinates are hundredths of a font unit (FaceMetrics::units_per_em), y upwards from
/// the baseline. Whole font units are exact; the points that TrueType leaves out, half way between two others, and
/// those of scaled components are too, or off by less than a hundredth.
struct OutlineCommand {
    enum class Kind : std::uint8_t { move, line, quadratic, cubic, close };
    struct Point {
        std::int32_t x = 0, y = 0;
        bool operator==(const Point&) const = default;
    };
    Kind kind = Kind::move;
    Point points[3];  ///< one for move and line; control and end; two controls and end; none for close
};

/// Reads glyph outlines from the faces of a library, unhinted, at their natural size. One for each thread: it keeps an
/// HarfBuzz font of each face that was asked for, and no outlines.
class OutlineReader {
public:
    /// `fonts` must outlive the reader.
    explicit OutlineReader(const FontLibrary& fonts);
    ~OutlineReader();
    OutlineReader(OutlineReader&&) noexcept;
    OutlineReader& operator=(OutlineReader&&) noexcept;

    /// The outline of `glyph`, each contour closed, to be filled by the non-zero winding rule. Empty for white space
    /// and for an id that the face does not have. Valid until the next call. Throws EnvironmentError when the face's
    /// file can't be opened.
    const std::vector<OutlineCommand>& read(FaceId face, std::uint32_t glyph);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::text

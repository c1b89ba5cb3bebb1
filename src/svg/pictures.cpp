#include "svg/pictures.h"

#include "svg/markup.h"

#include <array>

namespace carepress::svg {
namespace {

/// A viewport of its own: it scales to the box and clips to it (SVG 2, 8.2 and 14.3.4).
void append_vector(std::string& out, const image::VectorDrawing& drawing, Size size, const Rectangle& box,
                   Color current_color, DefinitionIds& ids) {
    out += "<svg";
    append_attribute(out, "x", box.x);
    append_attribute(out, "y", box.y);
    append_attribute(out, "width", box.width);
    append_attribute(out, "height", box.height);
    out += " viewBox=\"0 0 ";
    append_length(out, size.width);
    out += ' ';
    append_length(out, size.height);
    out += "\" preserveAspectRatio=\"none\" overflow=\"hidden\"";
    out += " color=\"";
    append_color(out, current_color);
    out += "\">";
    append_vector_drawing(out, drawing, size, ids);
    out += "</svg>\n";
}

/// The file has no EXIF of its own any more (image/jpeg_segments.h), so that no viewer turns it a second time.
void append_raster(std::string& out, const std::string& address, int orientation, const Rectangle& box) {
    const int(&m)[6] = upright[orientation >= 1 && orientation <= 8 ? orientation - 1 : 0];
    const std::array<Length, 6> matrix = {box.width * m[0],  box.height * m[1],        box.width * m[2],
                                          box.height * m[3], box.x + box.width * m[4], box.y + box.height * m[5]};
    out += "<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\" transform=\"matrix(";
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        if (i > 0) out += ' ';
        append_length(out, matrix[i]);
    }
    out += ")\" href=\"";
    out += address;
    out += "\"/>\n";
}

bool has_area(Size size) { return size.width.millipoints > 0 && size.height.millipoints > 0; }

}  // namespace

const std::string& PictureFiles::address_of(const image::Drawing& drawing, const image::RasterImage& image) {
    for (const Entry& entry : entries_)
        if (entry.hash == drawing.hash) return entry.address;
    if (size_ > largest_size) {
        entries_.clear();
        size_ = 0;
    }
    std::string address = data_address(image);
    size_ += address.size();
    return entries_.emplace_back(Entry{drawing.hash, std::move(address)}).address;
}

void append_picture(std::string& out, const image::Drawing& drawing, const Rectangle& box, Color current_color,
                    PictureFiles& files, DefinitionIds& ids) {
    if (!has_area({box.width, box.height})) return;
    if (const auto* image = std::get_if<image::RasterImage>(&drawing.content)) {
        append_raster(out, files.address_of(drawing, *image), image->orientation, box);
    } else if (has_area(drawing.size)) {
        append_vector(out, std::get<image::VectorDrawing>(drawing.content), drawing.size, box, current_color, ids);
    }
}

}  // namespace carepress::svg

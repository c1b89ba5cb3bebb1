#include "svg/pictures.h"

#include "base/base64.h"
#include "svg/markup.h"
#include "svg/png.h"

#include <algorithm>
#include <array>

namespace carepress::svg {
namespace {

/// Appends numbers separated by spaces, but where a minus sign separates them.
class Numbers {
public:
    explicit Numbers(std::string& out) : out_(out) {}
    void add(Length length) {
        if (!std::exchange(is_first_, false) && length.millipoints >= 0) out_ += ' ';
        append_length(out_, length);
    }

private:
    std::string& out_;
    bool is_first_ = true;
};

/// Path data in relative coordinates; letters are kept, so that it can be read.
void append_commands(std::string& out, const std::vector<image::PathCommand>& commands) {
    Point at, start;
    for (const image::PathCommand& command : commands) {
        switch (command.kind) {
            case image::PathCommand::Kind::move: {
                out += 'M';
                Numbers numbers(out);
                at = start = command.points[0];
                numbers.add(at.x);
                numbers.add(at.y);
                break;
            }
            case image::PathCommand::Kind::line: {
                const Point to = command.points[0];
                out += to.y == at.y ? 'h' : to.x == at.x ? 'v' : 'l';
                Numbers numbers(out);
                if (to.y == at.y || to.x != at.x) numbers.add(to.x - at.x);
                if (to.y != at.y) numbers.add(to.y - at.y);
                at = to;
                break;
            }
            case image::PathCommand::Kind::curve: {
                out += 'c';
                Numbers numbers(out);
                for (const Point& point : command.points) {
                    numbers.add(point.x - at.x);
                    numbers.add(point.y - at.y);
                }
                at = command.points[2];
                break;
            }
            case image::PathCommand::Kind::close:
                out += 'z';
                at = start;
                break;
        }
    }
}

void append_paint(std::string& out, const char* name, bool is_current, Color color) {
    out += ' ';
    out += name;
    out += "=\"";
    if (is_current)
        out += "currentColor";
    else
        append_color(out, color);
    out += '"';
}

void append_stroke(std::string& out, const image::VectorPath& path) {
    constexpr const char* caps[] = {"butt", "round", "square"};
    constexpr const char* joins[] = {"miter", "round", "bevel"};
    append_paint(out, "stroke", path.stroke_is_current_color, path.stroke);
    append_attribute(out, "stroke-width", path.stroke_width);
    if (path.line_cap != 0) append_attribute(out, "stroke-linecap", caps[std::min<std::uint8_t>(path.line_cap, 2)]);
    if (path.line_join != 0) append_attribute(out, "stroke-linejoin", joins[std::min<std::uint8_t>(path.line_join, 2)]);
    if (path.miter_limit != 4000) {
        out += " stroke-miterlimit=\"";
        append_thousandths(out, path.miter_limit);
        out += '"';
    }
}

void append_path(std::string& out, const image::VectorPath& path) {
    if ((!path.filled && !path.stroked) || path.commands.empty() ||
        path.commands.front().kind != image::PathCommand::Kind::move)
        return;
    out += "<path";
    if (path.filled)
        append_paint(out, "fill", path.fill_is_current_color, path.fill);
    else
        out += " fill=\"none\"";
    if (path.filled && path.even_odd) out += " fill-rule=\"evenodd\"";
    if (path.stroked) append_stroke(out, path);
    out += " d=\"";
    append_commands(out, path.commands);
    out += "\"/>";
}

/// A viewport of its own: it scales to the box and clips to it (SVG 2, 8.2 and 14.3.4).
void append_vector(std::string& out, const image::VectorDrawing& drawing, Size size, const Rectangle& box,
                   Color current_color) {
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
    append_paint(out, "color", false, current_color);
    out += '>';
    for (const image::VectorPath& path : drawing.paths) append_path(out, path);
    out += "</svg>\n";
}

/// How the unit square of a stored image, y downwards, is turned to stand upright, by EXIF orientation 1 to 8 (Exif
/// 2.32, 4.6.4 "Orientation"): a b c d e f of x' = ax + cy + e, y' = bx + dy + f.
constexpr int orientations[8][6] = {{1, 0, 0, 1, 0, 0}, {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
                                    {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, 1, 0}, {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}};

/// The file has no EXIF of its own any more (image/jpeg_segments.h), so that no viewer turns it a second time.
void append_raster(std::string& out, const std::string& address, int orientation, const Rectangle& box) {
    const int(&m)[6] = orientations[orientation >= 1 && orientation <= 8 ? orientation - 1 : 0];
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
    const bool is_jpeg = image.encoding == image::RasterImage::Encoding::jpeg;
    std::string address = is_jpeg ? "data:image/jpeg;base64," : "data:image/png;base64,";
    address += to_base64(is_jpeg ? image.data : make_png(image));
    size_ += address.size();
    return entries_.emplace_back(Entry{drawing.hash, std::move(address)}).address;
}

void append_picture(std::string& out, const image::Drawing& drawing, const Rectangle& box, Color current_color,
                    PictureFiles& files) {
    if (!has_area({box.width, box.height})) return;
    if (const auto* image = std::get_if<image::RasterImage>(&drawing.content)) {
        append_raster(out, files.address_of(drawing, *image), image->orientation, box);
    } else if (has_area(drawing.size)) {
        append_vector(out, std::get<image::VectorDrawing>(drawing.content), drawing.size, box, current_color);
    }
}

}  // namespace carepress::svg

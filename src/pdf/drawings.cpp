#include "pdf/drawings.h"

#include "pdf/numbers.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace carepress::pdf {

namespace {

constexpr int drawing_level = 6;  // deflated once for many documents: smaller is better than faster

void append_point(std::string& out, Point point, Length height) {
    append_length(out, point.x);
    out += ' ';
    append_length(out, height - point.y);
    out += ' ';
}

constexpr std::size_t rectangle_size = 5;  // commands: a move, three lines, close

/// Whether a rectangle with level sides begins at `command`, drawn from its top left corner along the top.
bool is_rectangle(const image::PathCommand* command, const image::PathCommand* end) {
    using Kind = image::PathCommand::Kind;
    if (static_cast<std::size_t>(end - command) < rectangle_size) return false;
    if (command[0].kind != Kind::move || command[1].kind != Kind::line || command[2].kind != Kind::line ||
        command[3].kind != Kind::line || command[4].kind != Kind::close)
        return false;
    const Point a = command[0].points[0], b = command[1].points[0], c = command[2].points[0], d = command[3].points[0];
    return a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x && a.x < b.x && a.y < d.y;
}

/// "re" winds the other way than the five commands. That does not matter if all outlines of a path are reversed, but
/// would if some were not: the winding number decides.
void append_rectangle(std::string& out, const image::PathCommand* command, Length height) {
    const Point top_left = command[0].points[0], bottom_right = command[2].points[0];
    append_length(out, top_left.x);
    out += ' ';
    append_length(out, height - bottom_right.y);
    out += ' ';
    append_length(out, bottom_right.x - top_left.x);
    out += ' ';
    append_length(out, bottom_right.y - top_left.y);
    out += " re\n";
}

bool is_all_rectangles(const image::VectorPath& path) {
    const image::PathCommand* end = path.commands.data() + path.commands.size();
    for (const image::PathCommand* command = path.commands.data(); command < end; command += rectangle_size) {
        if (!is_rectangle(command, end)) return false;
    }
    return true;
}

void append_commands(std::string& out, const image::VectorPath& path, Length height) {
    if (is_all_rectangles(path)) {
        for (std::size_t i = 0; i < path.commands.size(); i += rectangle_size)
            append_rectangle(out, &path.commands[i], height);
        return;
    }
    for (const image::PathCommand& command : path.commands) {
        switch (command.kind) {
            case image::PathCommand::Kind::move:
                append_point(out, command.points[0], height);
                out += "m\n";
                break;
            case image::PathCommand::Kind::line:
                append_point(out, command.points[0], height);
                out += "l\n";
                break;
            case image::PathCommand::Kind::curve:
                for (const Point& point : command.points) append_point(out, point, height);
                out += "c\n";
                break;
            case image::PathCommand::Kind::close:
                out += "h\n";
                break;
        }
    }
}

/// The painting operator (ISO 32000-1 table 60).
const char* painting(const image::VectorPath& path) {
    if (path.filled && path.stroked) return path.even_odd ? "B*\n" : "B\n";
    if (path.filled) return path.even_odd ? "f*\n" : "f\n";
    return "S\n";
}

/// A path begins with a move: without one its operators would be out of place (ISO 32000-1 8.2).
bool is_drawn(const image::VectorPath& path) {
    return (path.filled || path.stroked) && !path.commands.empty() &&
           path.commands.front().kind == image::PathCommand::Kind::move;
}

void append_vector(std::string& out, const image::VectorDrawing& drawing, Length height, Color current_color) {
    std::int32_t miter_limit = 10'000;  // where a page and a form begin (ISO 32000-1 table 52)
    for (const image::VectorPath& path : drawing.paths) {
        if (!is_drawn(path)) continue;
        if (path.filled) {
            append_color(out, path.fill_is_current_color ? current_color : path.fill);
            out += "rg\n";
        }
        if (path.stroked) {
            append_color(out, path.stroke_is_current_color ? current_color : path.stroke);
            out += "RG ";
            append_length(out, path.stroke_width);
            out += " w ";
            append_integer(out, path.line_cap);
            out += " J ";
            append_integer(out, path.line_join);
            out += " j\n";
            if (path.miter_limit != miter_limit) {
                miter_limit = path.miter_limit;
                append_thousandths(out, miter_limit);
                out += " M\n";
            }
        }
        append_commands(out, path, height);
        out += painting(path);
    }
}

EncodedDrawing encode_vector(const image::VectorDrawing& drawing, Size size, Color current_color, Deflater& deflater) {
    EncodedDrawing encoded;
    encoded.body = "/Type/XObject/Subtype/Form/BBox[0 0 ";
    append_length(encoded.body, size.width);
    encoded.body += ' ';
    append_length(encoded.body, size.height);
    encoded.body += "]/Resources<<>>/Filter/FlateDecode";
    std::string content;
    append_vector(content, drawing, size.height, current_color);
    encoded.data = deflater.compress(content);
    return encoded;
}

EncodedDrawing encode_raster(const image::RasterImage& image, Deflater& deflater) {
    EncodedDrawing encoded;
    encoded.body = "/Type/XObject/Subtype/Image/Width ";
    append_integer(encoded.body, image.width);
    encoded.body += "/Height ";
    append_integer(encoded.body, image.height);
    encoded.body += image.channels == 1 ? "/ColorSpace/DeviceGray" : "/ColorSpace/DeviceRGB";
    encoded.body += "/BitsPerComponent 8";
    if (image.encoding == image::RasterImage::Encoding::jpeg) {
        encoded.body += "/Filter/DCTDecode";
        encoded.data = std::make_shared<const std::string>(image.data);
    } else {
        assert(image.data.size() == std::size_t(image.width) * std::size_t(image.height) * std::size_t(image.channels));
        encoded.body += "/Filter/FlateDecode";
        encoded.data = deflater.compress(image.data);
    }
    return encoded;
}

/// How the unit square of a stored image is turned to stand upright, by EXIF orientation 1 to 8 (Exif 2.32, 4.6.4
/// "Orientation"): a b c d e f of x' = ax + cy + e, y' = bx + dy + f.
constexpr int orientations[8][6] = {{1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},  {-1, 0, 0, -1, 1, 1},
                                    {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1},
                                    {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};

}  // namespace

bool uses_current_color(const image::Drawing& drawing) {
    const auto* vector = std::get_if<image::VectorDrawing>(&drawing.content);
    return vector != nullptr &&
           std::any_of(vector->paths.begin(), vector->paths.end(), [](const image::VectorPath& path) {
               return (path.filled && path.fill_is_current_color) || (path.stroked && path.stroke_is_current_color);
           });
}

bool is_drawn_in_place(const image::Drawing& drawing) {
    const auto* vector = std::get_if<image::VectorDrawing>(&drawing.content);
    if (vector == nullptr || vector->paths.size() != 1) return false;
    const image::VectorPath& path = vector->paths.front();
    if (!path.filled || path.stroked || !is_drawn(path) || !is_all_rectangles(path)) return false;
    for (std::size_t i = 0; i < path.commands.size(); i += rectangle_size) {  // a form would clip to its box
        const Point top_left = path.commands[i].points[0], bottom_right = path.commands[i + 2].points[0];
        if (top_left.x < Length{} || top_left.y < Length{} || bottom_right.x > drawing.size.width ||
            bottom_right.y > drawing.size.height)
            return false;
    }
    return true;
}

void append_paths(std::string& out, const image::Drawing& drawing, Color current_color) {
    append_vector(out, std::get<image::VectorDrawing>(drawing.content), drawing.size.height, current_color);
}

EncodedDrawing encode(const image::Drawing& drawing, Color current_color, Deflater& deflater) {
    if (const auto* vector = std::get_if<image::VectorDrawing>(&drawing.content)) {
        return encode_vector(*vector, drawing.size, current_color, deflater);
    }
    return encode_raster(std::get<image::RasterImage>(drawing.content), deflater);
}

DrawingCache::DrawingCache() : deflater_(drawing_level) {}

const EncodedDrawing& DrawingCache::get(const image::DrawingPointer& drawing, Color current_color) {
    for (const Entry& entry : entries_) {
        if (entry.hash == drawing->hash && entry.size == drawing->size && entry.color == current_color) {
            return entry.encoded;
        }
    }
    if (size_ > largest_size || entries_.size() >= largest_count) {
        entries_.clear();
        size_ = 0;
    }
    Entry& entry = entries_.emplace_back(
        Entry{drawing->hash, drawing->size, current_color, encode(*drawing, current_color, deflater_)});
    size_ += entry.encoded.data->size();
    return entry.encoded;
}

std::size_t DocumentDrawings::index_of(const image::DrawingPointer& drawing, Color current_color) {
    for (std::size_t i = 0; i < placed_.size(); ++i) {
        if (placed_[i].drawing == drawing.get() && placed_[i].color == current_color) return i;
    }
    // A drawing of fixed colours is one object whatever the colour of the place.
    const Color color = uses_current_color(*drawing) ? current_color : Color{};
    if (color != current_color) return index_of(drawing, color);
    const EncodedDrawing& encoded = cache_.get(drawing, color);
    placed_.push_back({drawing.get(), color, objects_.add_stream(encoded.body, encoded.data)});
    return placed_.size() - 1;
}

bool append_placement(std::string& out, const image::Drawing& drawing, Length x, Length y, Size size) {
    if (size.width.millipoints <= 0 || size.height.millipoints <= 0) return false;
    const auto finish = [&out](Length e, Length f) {
        append_length(out, e);
        out += ' ';
        append_length(out, f);
        out += " cm\n";
    };
    if (const auto* image = std::get_if<image::RasterImage>(&drawing.content)) {
        const int orientation = image->orientation >= 1 && image->orientation <= 8 ? image->orientation : 1;
        const int(&m)[6] = orientations[orientation - 1];
        for (int i = 0; i < 4; ++i) {
            append_length(out, (i % 2 == 0 ? size.width : size.height) * m[i]);
            out += ' ';
        }
        finish(x + size.width * m[4], y + size.height * m[5]);
        return true;
    }
    if (drawing.size.width.millipoints <= 0 || drawing.size.height.millipoints <= 0) return false;
    append_quotient(out, size.width.millipoints, drawing.size.width.millipoints);
    out += " 0 0 ";
    append_quotient(out, size.height.millipoints, drawing.size.height.millipoints);
    out += ' ';
    finish(x, y);
    return true;
}

}  // namespace carepress::pdf

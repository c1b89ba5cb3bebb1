#include "pdf/drawings.h"

#include "pdf/numbers.h"
#include "pdf/shadings.h"

#include <algorithm>

namespace carepress::pdf {

namespace {

constexpr int drawing_level = 6;  // deflated once for many documents: smaller is better than faster

bool uses_current_color(const image::VectorDrawing& drawing);

bool uses_current_color(const std::shared_ptr<const image::Paint>& paint) {
    if (!paint) return false;
    if (const auto* gradient = std::get_if<image::Gradient>(&paint->content))
        return std::any_of(gradient->stops.begin(), gradient->stops.end(),
                           [](const image::GradientStop& stop) { return stop.is_current_color; });
    const auto* tile = std::get_if<image::Tile>(&paint->content);
    return tile != nullptr && uses_current_color(*tile->content);
}

/// Masks do not matter: they have greys alone.
bool uses_current_color(const image::VectorDrawing& drawing) {
    return std::any_of(drawing.paths.begin(), drawing.paths.end(), [](const image::VectorPath& path) {
        return (path.filled && (path.fill_is_current_color || uses_current_color(path.fill_paint))) ||
               (path.stroked && (path.stroke_is_current_color || uses_current_color(path.stroke_paint)));
    });
}

std::size_t size_of(const EncodedDrawing& encoded) {
    std::size_t size = encoded.data->size();
    for (const EncodedDrawing& part : encoded.parts) size += size_of(part);
    return size;
}

/// Adds the streams that `encoded` refers to before it.
ObjectNumber add_to(Objects& objects, const EncodedDrawing& encoded) {
    std::string body;
    auto part = encoded.parts.begin();
    for (const char c : encoded.body) {
        if (c == '\0')
            append_reference(body, add_to(objects, *part++));
        else
            body += c;
    }
    return objects.add_stream(body, encoded.data);
}

}  // namespace

bool uses_current_color(const image::Drawing& drawing) {
    const auto* vector = std::get_if<image::VectorDrawing>(&drawing.content);
    return vector != nullptr && uses_current_color(*vector);
}

bool is_drawn_in_place(const image::Drawing& drawing) {
    const auto* vector = std::get_if<image::VectorDrawing>(&drawing.content);
    if (vector == nullptr || vector->paths.size() != 1 || !vector->groups.empty()) return false;
    const image::VectorPath& path = vector->paths.front();
    if (!path.filled || path.stroked || path.fill_paint || path.fill_opacity < 1000 || !is_drawn(path) ||
        !is_all_rectangles(path))
        return false;
    for (std::size_t i = 0; i < path.commands.size(); i += rectangle_size) {  // a form would clip to its box
        const Point top_left = path.commands[i].points[0], bottom_right = path.commands[i + 2].points[0];
        if (top_left.x < Length{} || top_left.y < Length{} || bottom_right.x > drawing.size.width ||
            bottom_right.y > drawing.size.height)
            return false;
    }
    return true;
}

void append_paths(std::string& out, const image::Drawing& drawing, Color current_color) {
    append_plain_paths(out, std::get<image::VectorDrawing>(drawing.content), drawing.size.height, current_color);
}

EncodedDrawing encode(const image::Drawing& drawing, Color current_color, Deflater& deflater, bool is_artifact) {
    if (const auto* vector = std::get_if<image::VectorDrawing>(&drawing.content)) {
        return encode_vector(*vector, drawing.size, current_color, is_artifact, deflater);
    }
    return encode_raster(std::get<image::RasterImage>(drawing.content), deflater);
}

DrawingCache::DrawingCache() : deflater_(drawing_level) {}

const EncodedDrawing& DrawingCache::get(const image::DrawingPointer& drawing, Color current_color, bool is_artifact) {
    for (const Entry& entry : entries_) {
        if (entry.hash == drawing->hash && entry.size == drawing->size && entry.color == current_color &&
            entry.is_artifact == is_artifact) {
            return entry.encoded;
        }
    }
    if (size_ > largest_size || entries_.size() >= largest_count) {
        entries_.clear();
        size_ = 0;
    }
    Entry& entry = entries_.emplace_back(Entry{drawing->hash, drawing->size, current_color, is_artifact,
                                               encode(*drawing, current_color, deflater_, is_artifact)});
    size_ += size_of(entry.encoded);
    return entry.encoded;
}

std::size_t DocumentDrawings::index_of(const image::DrawingPointer& drawing, Color current_color, bool is_artifact) {
    const auto* vector = std::get_if<image::VectorDrawing>(&drawing->content);
    is_artifact = is_artifact && vector != nullptr && has_groups(*vector);
    for (std::size_t i = 0; i < placed_.size(); ++i) {
        if (placed_[i].drawing == drawing.get() && placed_[i].color == current_color &&
            placed_[i].is_artifact == is_artifact)
            return i;
    }
    // A drawing of fixed colours is one object whatever the colour of the place.
    const Color color = uses_current_color(*drawing) ? current_color : Color{};
    if (color != current_color) return index_of(drawing, color, is_artifact);
    const EncodedDrawing& encoded = cache_.get(drawing, color, is_artifact);
    placed_.push_back({drawing.get(), color, is_artifact, add_to(objects_, encoded)});
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
        const int(&m)[6] = upright[orientation - 1];
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

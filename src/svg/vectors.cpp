#include "svg/vectors.h"

#include "base/base64.h"
#include "svg/markup.h"
#include "svg/png.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::svg {
namespace {

using image::Transform;
using image::VectorDrawing;
using image::VectorGroup;
using image::VectorPath;

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

void append_matrix(std::string& out, const char* name, const Transform& matrix) {
    if (matrix == Transform{}) return;
    out += ' ';
    out += name;
    out += "=\"matrix(";
    const char* separator = "";
    for (const std::int64_t value : {matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f}) {
        out += separator;
        append_millionths(out, value);
        separator = " ";
    }
    out += ")\"";
}

/// Appends ` name="0.5"` unless it is 1.
void append_opacity(std::string& out, const char* name, int thousandths) {
    if (thousandths >= 1000) return;
    out += ' ';
    out += name;
    out += "=\"";
    append_thousandths(out, thousandths);
    out += '"';
}

void append_url(std::string& out, const char* name, const std::string& id) {
    append_attribute(out, name, "url(#" + id + ")");
}

/// What `inner` is in the space that `outer` leads out of: a paint of a path with a transform.
Transform seen_from_inside(const Transform& outer, const Transform& inner) {
    constexpr double one = 1e6;
    const double a = static_cast<double>(outer.a) / one, b = static_cast<double>(outer.b) / one;
    const double c = static_cast<double>(outer.c) / one, d = static_cast<double>(outer.d) / one;
    const double determinant = a * d - b * c;
    if (determinant == 0) return inner;
    const auto x = [&](std::int64_t u, std::int64_t v) {
        return std::llround((d * static_cast<double>(u) - c * static_cast<double>(v)) / determinant);
    };
    const auto y = [&](std::int64_t u, std::int64_t v) {
        return std::llround((a * static_cast<double>(v) - b * static_cast<double>(u)) / determinant);
    };
    const std::int64_t e = inner.e - outer.e, f = inner.f - outer.f;
    return {x(inner.a, inner.b), y(inner.a, inner.b), x(inner.c, inner.d), y(inner.c, inner.d), x(e, f), y(e, f)};
}

/// Writes the elements of one drawing; definitions are directly before what uses them.
class VectorWriter {
public:
    VectorWriter(std::string& out, DefinitionIds& ids) : out_(out), ids_(ids) {}

    void draw(const VectorDrawing& drawing, Size size) {
        std::size_t group = 0;
        draw(drawing, size, 0, static_cast<std::uint32_t>(drawing.paths.size()), group);
    }

private:
    void draw(const VectorDrawing& drawing, Size size, std::uint32_t begin, std::uint32_t end, std::size_t& group);
    void open_group(const VectorGroup& group, Size size);
    void draw_path(const VectorPath& path);
    void draw_picture(const VectorPath& path, const image::RasterImage& image);
    std::string define(const image::Paint& paint, const std::optional<Transform>& space);
    void define(const std::string& id, const image::Gradient& gradient, const Transform& transform);
    void define(const std::string& id, const image::Tile& tile, const Transform& transform);
    std::string define_clip(const std::vector<image::PathCommand>& commands, bool even_odd);
    void append_paint(const char* name, bool is_current, Color color, const std::string& id);
    void append_stroke(const VectorPath& path, const std::string& id);

    std::string& out_;
    DefinitionIds& ids_;
};

void VectorWriter::draw(const VectorDrawing& drawing, Size size, std::uint32_t begin, std::uint32_t end,
                        std::size_t& group) {
    for (std::uint32_t i = begin; i < end;) {
        if (group < drawing.groups.size() && drawing.groups[group].begin == i) {
            const VectorGroup& next = drawing.groups[group++];
            open_group(next, size);
            draw(drawing, size, next.begin, next.end, group);
            out_ += "</g>";
            i = next.end;
        } else {
            draw_path(drawing.paths[i++]);
        }
    }
}

void VectorWriter::open_group(const VectorGroup& group, Size size) {
    constexpr const char* modes[] = {"normal",      "multiply",   "screen",     "overlay",    "darken",     "lighten",
                                     "color-dodge", "color-burn", "hard-light", "soft-light", "difference", "exclusion",
                                     "hue",         "saturation", "color",      "luminosity"};
    std::string clip, mask;
    if (!group.clip.empty()) clip = define_clip(group.clip, group.clip_even_odd);
    if (group.mask) {
        mask = ids_.make();
        out_ += "<mask";
        append_attribute(out_, "id", mask);
        out_ += " maskUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\"";
        append_attribute(out_, "width", size.width);
        append_attribute(out_, "height", size.height);
        out_ += '>';
        draw(*group.mask, size);
        out_ += "</mask>";
    }
    out_ += "<g";
    if (!clip.empty()) append_url(out_, "clip-path", clip);
    if (!mask.empty()) append_url(out_, "mask", mask);
    append_opacity(out_, "opacity", group.opacity);
    if (group.blend != image::BlendMode::normal) {
        out_ += " style=\"mix-blend-mode:";
        out_ += modes[static_cast<std::size_t>(group.blend)];
        out_ += '"';
    } else if (group.isolated) {
        out_ += " style=\"isolation:isolate\"";
    }
    out_ += '>';
}

std::string VectorWriter::define_clip(const std::vector<image::PathCommand>& commands, bool even_odd) {
    std::string id = ids_.make();
    out_ += "<clipPath";
    append_attribute(out_, "id", id);
    out_ += "><path";
    if (even_odd) out_ += " clip-rule=\"evenodd\"";
    out_ += " d=\"";
    append_commands(out_, commands);
    out_ += "\"/></clipPath>";
    return id;
}

std::string VectorWriter::define(const image::Paint& paint, const std::optional<Transform>& space) {
    std::string id = ids_.make();
    const Transform transform = space ? seen_from_inside(*space, paint.to_drawing) : paint.to_drawing;
    if (const auto* gradient = std::get_if<image::Gradient>(&paint.content)) define(id, *gradient, transform);
    if (const auto* tile = std::get_if<image::Tile>(&paint.content)) define(id, *tile, transform);
    return id;
}

void VectorWriter::define(const std::string& id, const image::Gradient& gradient, const Transform& transform) {
    out_ += gradient.radial ? "<radialGradient" : "<linearGradient";
    append_attribute(out_, "id", id);
    out_ += " gradientUnits=\"userSpaceOnUse\"";
    if (gradient.radial) {
        out_ += " cx=\"0\" cy=\"0\" r=\"1\"";
        for (const auto& [name, value] :
             {std::pair{" fx=\"", gradient.focal_x}, {" fy=\"", gradient.focal_y}, {" fr=\"", gradient.focal_radius}}) {
            out_ += name;
            append_millionths(out_, value);
            out_ += '"';
        }
    } else {
        out_ += " x1=\"0\" y1=\"0\" x2=\"1\" y2=\"0\"";
    }
    append_matrix(out_, "gradientTransform", transform);
    out_ += '>';
    for (const image::GradientStop& stop : gradient.stops) {
        out_ += "<stop offset=\"";
        append_millionths(out_, stop.offset);
        out_ += '"';
        append_paint("stop-color", stop.is_current_color, stop.color, {});
        out_ += "/>";
    }
    out_ += gradient.radial ? "</radialGradient>" : "</linearGradient>";
}

void VectorWriter::define(const std::string& id, const image::Tile& tile, const Transform& transform) {
    out_ += "<pattern";
    append_attribute(out_, "id", id);
    out_ += " patternUnits=\"userSpaceOnUse\"";
    append_attribute(out_, "width", tile.size.width);
    append_attribute(out_, "height", tile.size.height);
    append_matrix(out_, "patternTransform", transform);
    out_ += '>';
    draw(*tile.content, tile.size);
    out_ += "</pattern>";
}

void VectorWriter::append_paint(const char* name, bool is_current, Color color, const std::string& id) {
    if (!id.empty()) {
        append_url(out_, name, id);
        return;
    }
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    if (is_current)
        out_ += "currentColor";
    else
        append_color(out_, color);
    out_ += '"';
}

void VectorWriter::append_stroke(const VectorPath& path, const std::string& id) {
    constexpr const char* caps[] = {"butt", "round", "square"};
    constexpr const char* joins[] = {"miter", "round", "bevel"};
    append_paint("stroke", path.stroke_is_current_color, path.stroke, id);
    append_opacity(out_, "stroke-opacity", path.stroke_opacity);
    append_attribute(out_, "stroke-width", path.stroke_width);
    if (path.line_cap != 0) append_attribute(out_, "stroke-linecap", caps[std::min<std::uint8_t>(path.line_cap, 2)]);
    if (path.line_join != 0)
        append_attribute(out_, "stroke-linejoin", joins[std::min<std::uint8_t>(path.line_join, 2)]);
    if (path.miter_limit != 4000) {
        out_ += " stroke-miterlimit=\"";
        append_thousandths(out_, path.miter_limit);
        out_ += '"';
    }
    if (path.dashes.empty()) return;
    out_ += " stroke-dasharray=\"";
    const char* separator = "";
    for (const Length dash : path.dashes) {
        out_ += separator;
        append_length(out_, dash);
        separator = " ";
    }
    out_ += '"';
    if (path.dash_start != Length{}) append_attribute(out_, "stroke-dashoffset", path.dash_start);
}

void VectorWriter::draw_path(const VectorPath& path) {
    if ((!path.filled && !path.stroked) || path.commands.empty() ||
        path.commands.front().kind != image::PathCommand::Kind::move)
        return;
    const bool fill_has_paint = path.filled && path.fill_paint;
    const image::RasterImage* picture = nullptr;
    if (fill_has_paint)
        if (const auto* image = std::get_if<std::shared_ptr<const image::RasterImage>>(&path.fill_paint->content))
            picture = image->get();
    if (picture != nullptr) draw_picture(path, *picture);
    const bool filled = path.filled && picture == nullptr;
    if (!filled && !path.stroked) return;
    std::string fill, stroke;
    if (filled && path.fill_paint) fill = define(*path.fill_paint, path.transform);
    if (path.stroked && path.stroke_paint) stroke = define(*path.stroke_paint, path.transform);
    out_ += "<path";
    if (filled)
        append_paint("fill", path.fill_is_current_color, path.fill, fill);
    else
        out_ += " fill=\"none\"";
    if (filled) append_opacity(out_, "fill-opacity", path.fill_opacity);
    if (filled && path.even_odd) out_ += " fill-rule=\"evenodd\"";
    if (path.stroked) append_stroke(path, stroke);
    if (path.transform) append_matrix(out_, "transform", *path.transform);
    out_ += " d=\"";
    append_commands(out_, path.commands);
    out_ += "\"/>";
}

void VectorWriter::draw_picture(const VectorPath& path, const image::RasterImage& image) {
    const std::string clip = define_clip(path.commands, path.even_odd);
    out_ += "<g";
    append_url(out_, "clip-path", clip);
    append_opacity(out_, "opacity", path.fill_opacity);
    out_ += "><image width=\"1\" height=\"1\" preserveAspectRatio=\"none\"";
    const Transform& t = path.fill_paint->to_drawing;
    const int(&m)[6] = upright[image.orientation >= 1 && image.orientation <= 8 ? image.orientation - 1 : 0];
    append_matrix(out_, "transform",
                  {t.a * m[0] + t.c * m[1], t.b * m[0] + t.d * m[1], t.a * m[2] + t.c * m[3], t.b * m[2] + t.d * m[3],
                   t.a * m[4] + t.c * m[5] + t.e, t.b * m[4] + t.d * m[5] + t.f});
    append_attribute(out_, "href", data_address(image));
    out_ += "/></g>";
}

}  // namespace

void append_vector_drawing(std::string& out, const VectorDrawing& drawing, Size size, DefinitionIds& ids) {
    // What blends inside does not see the page, as in the PDF's form.
    const bool blends = std::any_of(drawing.groups.begin(), drawing.groups.end(),
                                    [](const VectorGroup& group) { return group.blend != image::BlendMode::normal; });
    if (blends) out += "<g style=\"isolation:isolate\">";
    VectorWriter(out, ids).draw(drawing, size);
    if (blends) out += "</g>";
}

std::string data_address(const image::RasterImage& image) {
    const bool is_jpeg = image.encoding == image::RasterImage::Encoding::jpeg;
    std::string address = is_jpeg ? "data:image/jpeg;base64," : "data:image/png;base64,";
    address += to_base64(is_jpeg ? image.data : make_png(image));
    return address;
}

}  // namespace carepress::svg

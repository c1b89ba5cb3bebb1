#include "pdf/vectors.h"

#include "pdf/numbers.h"
#include "pdf/shadings.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

namespace carepress::pdf {
namespace {

using image::PathCommand;
using image::VectorDrawing;
using image::VectorGroup;
using image::VectorPath;

void append_point(std::string& out, Point point, Length height) {
    append_length(out, point.x);
    out += ' ';
    append_length(out, height - point.y);
    out += ' ';
}

/// Whether a rectangle with level sides begins at `command`, drawn from its top left corner along the top.
bool is_rectangle(const PathCommand* command, const PathCommand* end) {
    using Kind = PathCommand::Kind;
    if (static_cast<std::size_t>(end - command) < rectangle_size) return false;
    if (command[0].kind != Kind::move || command[1].kind != Kind::line || command[2].kind != Kind::line ||
        command[3].kind != Kind::line || command[4].kind != Kind::close)
        return false;
    const Point a = command[0].points[0], b = command[1].points[0], c = command[2].points[0], d = command[3].points[0];
    return a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x && a.x < b.x && a.y < d.y;
}

bool is_all_rectangles(const std::vector<PathCommand>& commands) {
    const PathCommand* end = commands.data() + commands.size();
    for (const PathCommand* command = commands.data(); command < end; command += rectangle_size) {
        if (!is_rectangle(command, end)) return false;
    }
    return true;
}

/// "re" winds the other way than the five commands. That does not matter if all outlines of a path are reversed, but
/// would if some were not: the winding number decides.
void append_rectangle(std::string& out, const PathCommand* command, Length height) {
    const Point top_left = command[0].points[0], bottom_right = command[2].points[0];
    append_length(out, top_left.x);
    out += ' ';
    append_length(out, height - bottom_right.y);
    out += ' ';
    append_length(out, bottom_right.x - top_left.x);
    out += ' ';
    append_length(out, bottom_right.y - top_left.y);
    put(out, " re\n");
}

void append_commands(std::string& out, const std::vector<PathCommand>& commands, Length height) {
    if (is_all_rectangles(commands)) {
        for (std::size_t i = 0; i < commands.size(); i += rectangle_size) append_rectangle(out, &commands[i], height);
        return;
    }
    for (const PathCommand& command : commands) {
        switch (command.kind) {
            case PathCommand::Kind::move:
                append_point(out, command.points[0], height);
                out += "m\n";
                break;
            case PathCommand::Kind::line:
                append_point(out, command.points[0], height);
                out += "l\n";
                break;
            case PathCommand::Kind::curve:
                for (const Point& point : command.points) append_point(out, point, height);
                out += "c\n";
                break;
            case PathCommand::Kind::close:
                out += "h\n";
                break;
        }
    }
}

/// The painting operator (ISO 32000-1 table 60).
const char* painting(bool filled, bool stroked, bool even_odd) {
    if (filled && stroked) return even_odd ? "B*\n" : "B\n";
    if (filled) return even_odd ? "f*\n" : "f\n";
    return "S\n";
}

/// Strokes are written with what the state does not say already.
class StrokeState {
public:
    /// Of a stream that is drawn from within another: it inherits what is set there.
    static StrokeState inherited() {
        StrokeState state;
        state.miter_limit_ = 0;
        state.is_dashed_ = true;
        return state;
    }

    void append(std::string& out, const VectorPath& path) {
        append_length(out, path.stroke_width);
        out += " w ";
        append_integer(out, path.line_cap);
        out += " J ";
        append_integer(out, path.line_join);
        out += " j\n";
        if (path.miter_limit != miter_limit_) {
            miter_limit_ = path.miter_limit;
            append_thousandths(out, miter_limit_);
            out += " M\n";
        }
        if (path.dashes.empty() && !is_dashed_) return;
        is_dashed_ = !path.dashes.empty();
        out += '[';
        for (const Length dash : path.dashes) {
            append_length(out, dash);
            out += ' ';
        }
        out += "] ";
        append_length(out, path.dash_start);
        out += " d\n";
    }

private:
    std::int32_t miter_limit_ = 10'000;  // where a page and a form begin (ISO 32000-1 table 52)
    bool is_dashed_ = false;
};

/// Where a stream's content lies: `flip` is the height from which y grows upwards.
struct Canvas {
    Size size;
    Length flip;

    void append_box(std::string& out) const {
        out += "/BBox[0 ";
        append_length(out, flip - size.height);
        out += ' ';
        append_length(out, size.width);
        out += ' ';
        append_length(out, flip);
        out += ']';
    }
};

/// Writes one stream: its operators, and the resources that they name.
class FormWriter {
public:
    FormWriter(const Canvas& canvas, Color current_color, bool is_artifact, Deflater& deflater,
               const StrokeState& stroke)
        : canvas_(canvas),
          current_color_(current_color),
          is_artifact_(is_artifact),
          deflater_(deflater),
          stroke_(stroke) {}

    /// Paths [begin, end) with the groups among them, of which `group` is the next.
    void draw(const VectorDrawing& drawing, std::uint32_t begin, std::uint32_t end, std::size_t& group);
    void draw(const VectorDrawing& drawing) {
        std::size_t group = 0;
        draw(drawing, 0, static_cast<std::uint32_t>(drawing.paths.size()), group);
    }

    EncodedDrawing take(std::string body);

private:
    /// The entries of one kind of resource, with a NUL for each part.
    struct Entries {
        std::string text;
        std::vector<EncodedDrawing> parts;
        int count = 0;
    };

    void draw_group(const VectorDrawing& drawing, const VectorGroup& group, std::size_t& next);
    void draw_path(const VectorPath& path);
    void draw_picture(const VectorPath& path);
    void paint(const VectorPath& path, bool filled, bool stroked);
    void set_fill(const VectorPath& path);
    void set_stroke(const VectorPath& path);
    void set_opacity(int fill, int stroke);
    void clip(const std::vector<PathCommand>& commands, bool even_odd);
    void append_name(const char* kind, int number) {
        out_ += kind;
        append_integer(out_, number);
    }
    int add_pattern(const image::Paint& paint);
    int add_state(const VectorGroup& group);
    int add_form(EncodedDrawing form);

    const Canvas canvas_;
    const Color current_color_;
    const bool is_artifact_;
    Deflater& deflater_;
    std::string out_;
    Entries states_, patterns_, objects_;
    std::map<std::pair<int, int>, int> opacities_;
    std::map<const image::Paint*, int> known_patterns_;
    std::map<const image::RasterImage*, int> known_images_;
    std::pair<int, int> opacity_{1000, 1000};
    StrokeState stroke_;
};

constexpr const char* group_entry = "/Group<</S/Transparency/CS/DeviceRGB/I true>>";

std::string form_body(const Canvas& canvas, bool is_group) {
    std::string body = "/Type/XObject/Subtype/Form";
    canvas.append_box(body);
    if (is_group) body += group_entry;
    return body;
}

void FormWriter::draw(const VectorDrawing& drawing, std::uint32_t begin, std::uint32_t end, std::size_t& group) {
    for (std::uint32_t i = begin; i < end;) {
        if (group < drawing.groups.size() && drawing.groups[group].begin == i) {
            const VectorGroup& next = drawing.groups[group++];
            draw_group(drawing, next, group);
            i = next.end;
        } else {
            draw_path(drawing.paths[i++]);
        }
    }
}

void FormWriter::draw_group(const VectorDrawing& drawing, const VectorGroup& group, std::size_t& next) {
    const StrokeState stroke = stroke_;
    const auto opacity = opacity_;
    out_ += "q\n";
    if (!group.clip.empty()) clip(group.clip, group.clip_even_odd);
    if (group.is_composited()) {
        FormWriter inside(canvas_, current_color_, is_artifact_, deflater_, StrokeState::inherited());
        inside.draw(drawing, group.begin, group.end, next);
        append_name("/G", add_state(group));
        append_name(" gs /F", add_form(inside.take(form_body(canvas_, true))));
        out_ += " Do\n";
    } else {
        draw(drawing, group.begin, group.end, next);
    }
    out_ += "Q\n";
    stroke_ = stroke;
    opacity_ = opacity;
}

void FormWriter::clip(const std::vector<PathCommand>& commands, bool even_odd) {
    append_commands(out_, commands, canvas_.flip);
    out_ += even_odd ? "W* n\n" : "W n\n";
}

void FormWriter::draw_path(const VectorPath& path) {
    if (!is_drawn(path)) return;
    if (path.filled && path.fill_paint &&
        std::holds_alternative<std::shared_ptr<const image::RasterImage>>(path.fill_paint->content)) {
        draw_picture(path);
        if (path.stroked) paint(path, false, true);
        return;
    }
    // One operator for both would let the stroke replace what it covers of the fill (ISO 32000-1 11.7.4.4).
    if (path.filled && path.stroked && (path.stroke_opacity < 1000 || path.stroke_opacity != path.fill_opacity)) {
        paint(path, true, false);
        paint(path, false, true);
    } else {
        paint(path, path.filled, path.stroked);
    }
}

void FormWriter::draw_picture(const VectorPath& path) {
    const auto& image = std::get<std::shared_ptr<const image::RasterImage>>(path.fill_paint->content);
    const auto [known, is_new] = known_images_.try_emplace(image.get(), objects_.count);
    if (is_new) add_form(encode_raster(*image, deflater_));
    set_opacity(path.fill_opacity, path.stroke_opacity);
    out_ += "q\n";
    clip(path.commands, path.even_odd);
    append_picture_matrix(out_, path.fill_paint->to_drawing, image->orientation, canvas_.flip);
    append_name(" cm /F", known->second);
    out_ += " Do\nQ\n";
}

void FormWriter::paint(const VectorPath& path, bool filled, bool stroked) {
    // Poppler paints a stroke's pattern with the opacity of fills.
    set_opacity(filled ? path.fill_opacity : path.stroke_opacity, stroked ? path.stroke_opacity : path.fill_opacity);
    if (filled) set_fill(path);
    if (stroked) set_stroke(path);
    const StrokeState before = stroke_;
    if (path.transform) {
        out_ += "q ";
        append_space_matrix(out_, *path.transform, canvas_.flip);
        out_ += " cm\n";
    }
    if (stroked) stroke_.append(out_, path);
    append_commands(out_, path.commands, path.transform ? Length{} : canvas_.flip);
    out_ += painting(filled, stroked, path.even_odd);
    if (path.transform) {
        out_ += "Q\n";
        stroke_ = before;
    }
}

void FormWriter::set_fill(const VectorPath& path) {
    if (path.fill_paint) {
        append_name("/Pattern cs /P", add_pattern(*path.fill_paint));
        out_ += " scn\n";
    } else {
        append_color(out_, path.fill_is_current_color ? current_color_ : path.fill);
        out_ += "rg\n";
    }
}

void FormWriter::set_stroke(const VectorPath& path) {
    if (path.stroke_paint) {
        append_name("/Pattern CS /P", add_pattern(*path.stroke_paint));
        out_ += " SCN ";
    } else {
        append_color(out_, path.stroke_is_current_color ? current_color_ : path.stroke);
        out_ += "RG ";
    }
}

void FormWriter::set_opacity(int fill, int stroke) {
    if (opacity_ == std::pair{fill, stroke}) return;
    opacity_ = {fill, stroke};
    const auto [known, is_new] = opacities_.try_emplace(opacity_, states_.count);
    if (is_new) {
        states_.text += "/G";
        append_integer(states_.text, states_.count++);
        states_.text += "<</ca ";
        append_thousandths(states_.text, fill);
        states_.text += "/CA ";
        append_thousandths(states_.text, stroke);
        states_.text += ">>";
    }
    append_name("/G", known->second);
    out_ += " gs\n";
}

int FormWriter::add_state(const VectorGroup& group) {
    constexpr const char* modes[] = {"Normal",     "Multiply",   "Screen",    "Overlay",   "Darken",     "Lighten",
                                     "ColorDodge", "ColorBurn",  "HardLight", "SoftLight", "Difference", "Exclusion",
                                     "Hue",        "Saturation", "Color",     "Luminosity"};
    std::string& text = states_.text;
    text += "/G";
    append_integer(text, states_.count);
    // The group has its own opacity; that of the path before it would count as well.
    text += "<</ca ";
    append_thousandths(text, group.opacity);
    text += "/BM/";
    text += modes[static_cast<std::size_t>(group.blend)];
    if (group.mask) {
        text += "/SMask<</Type/Mask/S/Luminosity/G ";
        text += '\0';
        text += ">>";
        FormWriter mask(canvas_, {}, is_artifact_, deflater_, StrokeState::inherited());
        mask.draw(*group.mask);
        states_.parts.push_back(mask.take(form_body(canvas_, true)));
    }
    text += ">>";
    return states_.count++;
}

int FormWriter::add_form(EncodedDrawing form) {
    objects_.text += "/F";
    append_integer(objects_.text, objects_.count);
    objects_.text += ' ';
    objects_.text += '\0';
    objects_.parts.push_back(std::move(form));
    return objects_.count++;
}

int FormWriter::add_pattern(const image::Paint& paint) {
    const auto [known, is_new] = known_patterns_.try_emplace(&paint, patterns_.count);
    if (!is_new) return known->second;
    patterns_.text += "/P";
    append_integer(patterns_.text, patterns_.count);
    if (const auto* gradient = std::get_if<image::Gradient>(&paint.content)) {
        append_shading_pattern(patterns_.text, *gradient, paint.to_drawing, canvas_.flip, current_color_);
        return patterns_.count++;
    }
    const auto& tile = std::get<image::Tile>(paint.content);
    patterns_.text += ' ';
    patterns_.text += '\0';
    const Canvas canvas{tile.size, {}};
    std::string body = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1";
    canvas.append_box(body);
    body += "/XStep ";
    append_length(body, tile.size.width);
    body += "/YStep ";
    append_length(body, tile.size.height);
    body += "/Matrix[";
    append_space_matrix(body, paint.to_drawing, canvas_.flip);
    body += ']';
    FormWriter writer(canvas, current_color_, is_artifact_, deflater_, StrokeState::inherited());
    writer.draw(*tile.content);
    patterns_.parts.push_back(writer.take(std::move(body)));
    return patterns_.count++;
}

EncodedDrawing FormWriter::take(std::string body) {
    EncodedDrawing encoded;
    encoded.body = std::move(body);
    encoded.body += "/Resources<<";
    for (auto [name, entries] :
         {std::pair{"/ExtGState<<", &states_}, {"/Pattern<<", &patterns_}, {"/XObject<<", &objects_}}) {
        if (entries->text.empty()) continue;
        encoded.body += name;
        encoded.body += entries->text;
        encoded.body += ">>";
        std::move(entries->parts.begin(), entries->parts.end(), std::back_inserter(encoded.parts));
    }
    encoded.body += ">>/Filter/FlateDecode";
    if (is_artifact_) out_ = "/Artifact BMC\n" + out_ + "EMC\n";
    encoded.data = deflater_.compress(out_);
    return encoded;
}

}  // namespace

bool has_groups(const VectorDrawing& drawing) {
    return std::any_of(drawing.groups.begin(), drawing.groups.end(),
                       [](const VectorGroup& group) { return group.is_composited(); });
}

bool is_all_rectangles(const VectorPath& path) { return is_all_rectangles(path.commands); }

bool is_drawn(const VectorPath& path) {
    return (path.filled || path.stroked) && !path.commands.empty() &&
           path.commands.front().kind == PathCommand::Kind::move;
}

void append_plain_paths(std::string& out, const VectorDrawing& drawing, Length height, Color current_color) {
    StrokeState stroke;
    for (const VectorPath& path : drawing.paths) {
        if (!is_drawn(path)) continue;
        if (path.filled) {
            append_color(out, path.fill_is_current_color ? current_color : path.fill);
            out += "rg\n";
        }
        if (path.stroked) {
            append_color(out, path.stroke_is_current_color ? current_color : path.stroke);
            out += "RG ";
            stroke.append(out, path);
        }
        append_commands(out, path.commands, height);
        out += painting(path.filled, path.stroked, path.even_odd);
    }
}

EncodedDrawing encode_vector(const VectorDrawing& drawing, Size size, Color current_color, bool is_artifact,
                             Deflater& deflater) {
    const Canvas canvas{size, size.height};
    FormWriter writer(canvas, current_color, is_artifact, deflater, {});
    writer.draw(drawing);
    return writer.take(form_body(canvas, has_groups(drawing)));
}

EncodedDrawing encode_raster(const image::RasterImage& image, Deflater& deflater) {
    EncodedDrawing encoded;
    encoded.body = "/Type/XObject/Subtype/Image/Width ";
    append_integer(encoded.body, image.width);
    encoded.body += "/Height ";
    append_integer(encoded.body, image.height);
    encoded.body += image.channels == 1 ? "/ColorSpace/DeviceGray" : "/ColorSpace/DeviceRGB";
    encoded.body += "/BitsPerComponent 8";
    if (!image.alpha.empty()) {  // ISO 32000-1 11.6.5.3
        encoded.body += "/SMask ";
        encoded.body += '\0';
        image::RasterImage alpha;
        alpha.width = image.width;
        alpha.height = image.height;
        alpha.channels = 1;
        alpha.data = image.alpha;
        encoded.parts.push_back(encode_raster(alpha, deflater));
    }
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

}  // namespace carepress::pdf

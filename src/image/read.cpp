#include "image/read.h"

#include "image/formats.h"

#include <xxhash.h>

#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

/// Appends integers in one fixed byte order, so that a hash is the same on every machine.
class Rendering {
public:
    void add(std::int64_t value) {
        char bytes[8];
        for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF);
        bytes_.append(bytes, sizeof bytes);
    }
    void add(Length value) {
        char bytes[4];
        const auto bits = static_cast<std::uint32_t>(value.millipoints);
        for (int i = 0; i < 4; ++i) bytes[i] = static_cast<char>(bits >> (8 * i) & 0xFF);
        bytes_.append(bytes, sizeof bytes);
    }
    void add(Color color) { add(std::int64_t{color.red} << 16 | std::int64_t{color.green} << 8 | color.blue); }
    void reserve(std::size_t count) { bytes_.reserve(bytes_.size() + count); }
    std::uint64_t hash() const { return XXH3_64bits(bytes_.data(), bytes_.size()); }

    void add(const std::vector<PathCommand>& commands) {
        add(static_cast<std::int64_t>(commands.size()));
        reserve(commands.size() * 25);
        for (const PathCommand& command : commands) {
            bytes_ += static_cast<char>(command.kind);
            for (int i = 0; i < points_of(command.kind); ++i) {
                add(command.points[i].x);
                add(command.points[i].y);
            }
        }
    }
    void add(const Transform& transform) {
        for (const std::int64_t value : {transform.a, transform.b, transform.c, transform.d, transform.e, transform.f})
            add(value);
    }
    void add(const Gradient& gradient) {
        add((gradient.radial ? 1 : 0) | static_cast<std::int64_t>(gradient.stops.size()) << 1);
        for (const std::int32_t value : {gradient.focal_x, gradient.focal_y, gradient.focal_radius})
            add(std::int64_t{value});
        for (const GradientStop& stop : gradient.stops) {
            add(std::int64_t{stop.offset} << 1 | (stop.is_current_color ? 1 : 0));
            add(stop.color);
        }
    }
    void add(const Tile& tile) {
        add(tile.size.width);
        add(tile.size.height);
        add(*tile.content);
    }
    void add(const std::shared_ptr<const Paint>& paint) {
        if (!paint) return;
        add(static_cast<std::int64_t>(paint->content.index()));
        add(paint->to_drawing);
        std::visit([this](const auto& content) { add(content); }, paint->content);
    }
    void add(const std::shared_ptr<const RasterImage>& image) { add(*image); }
    void add(const VectorPath& path) {
        add((path.filled ? 1 : 0) | (path.stroked ? 2 : 0) | (path.even_odd ? 4 : 0) |
            (path.fill_is_current_color ? 8 : 0) | (path.stroke_is_current_color ? 16 : 0) |
            (path.fill_paint ? 32 : 0) | (path.stroke_paint ? 64 : 0) | (path.transform ? 128 : 0) |
            std::int64_t{path.line_cap} << 8 | std::int64_t{path.line_join} << 16 |
            std::int64_t{path.fill_opacity} << 24 | std::int64_t{path.stroke_opacity} << 40);
        add(path.fill);
        add(path.stroke);
        add(path.stroke_width);
        add(std::int64_t{path.miter_limit});
        add(path.fill_paint);
        add(path.stroke_paint);
        add(static_cast<std::int64_t>(path.dashes.size()));
        for (const Length dash : path.dashes) add(dash);
        add(path.dash_start);
        if (path.transform) add(*path.transform);
        add(path.commands);
    }
    void add(const VectorGroup& group) {
        add(std::int64_t{group.begin} << 32 | group.end);
        add((group.clip_even_odd ? 1 : 0) | (group.mask ? 2 : 0) | (group.isolated ? 4 : 0) |
            std::int64_t{group.opacity} << 8 | static_cast<std::int64_t>(group.blend) << 24);
        add(group.clip);
        if (group.mask) add(*group.mask);
    }
    void add(const VectorDrawing& drawing) {
        add(static_cast<std::int64_t>(drawing.paths.size()));
        for (const VectorPath& path : drawing.paths) add(path);
        for (const VectorGroup& group : drawing.groups) add(group);
    }
    void add(const RasterImage& image) {
        add(std::int64_t{image.width});
        add(std::int64_t{image.height});
        add(std::int64_t{image.channels} | std::int64_t{image.orientation} << 8 |
            static_cast<std::int64_t>(image.encoding) << 16);
        add(static_cast<std::int64_t>(XXH3_64bits(image.data.data(), image.data.size())));
        add(static_cast<std::int64_t>(XXH3_64bits(image.alpha.data(), image.alpha.size())));
    }

private:
    static int points_of(PathCommand::Kind kind) {
        if (kind == PathCommand::Kind::close) return 0;
        return kind == PathCommand::Kind::curve ? 3 : 1;
    }
    std::string bytes_;
};

/// What else a picture may be, with its article, by its first bytes; empty if it is none of these.
std::string_view known_format(std::string_view bytes) {
    struct Format {
        std::size_t at;
        std::string_view begin, name;
    };
    static constexpr Format formats[] = {{0, "\x1F\x8B", "a compressed SVG (SVGZ) or another gzip file"},
                                         {4, "ftypavif", "an AVIF"},
                                         {4, "ftypavis", "an AVIF"},
                                         {4, "ftypheic", "a HEIC"},
                                         {4, "ftypmif1", "a HEIF"},
                                         {0, "II*", "a TIFF"},
                                         {0, std::string_view("MM\0*", 4), "a TIFF"},
                                         {0, "BM", "a BMP"},
                                         {0, "%PDF", "a PDF"},
                                         {0, "%!PS", "a PostScript file"},
                                         {0, "\xFF\x0A", "a JPEG XL"},
                                         {0, "8BPS", "a Photoshop file"},
                                         {0, std::string_view("\0\0\1\0", 4), "an icon file (ICO)"}};
    for (const Format& format : formats)
        if (bytes.size() > format.at && bytes.substr(format.at).starts_with(format.begin)) return format.name;
    return {};
}

}  // namespace

bool starts_like_xml(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<';
}

std::optional<Drawing> read_pixels(std::string_view bytes, const PictureReport& report, Transparency transparency) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return read_png(bytes, report, transparency);
    if (bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(bytes, report);
    if (bytes.starts_with("GIF8")) return read_gif(bytes, report, transparency);
    if (bytes.starts_with("RIFF") && bytes.substr(8).starts_with("WEBP")) return read_webp(bytes, report, transparency);
    if (bytes.empty()) {
        report.error("is empty");
    } else if (bytes.starts_with("\x89PNG") ||
               bytes.starts_with("\x89"
                                 "png") ||
               bytes.substr(1).starts_with("PNG")) {
        report.error("is a damaged PNG: its first bytes were altered in transit, for example by a text-mode transfer",
                     "fetch the original again");
    } else if (const std::string_view format = known_format(bytes); !format.empty()) {
        report.error("is " + std::string(format) + ", which is not read", "save it as PNG, JPEG or SVG");
    } else {
        report.error("is neither PNG, JPEG, GIF, WebP nor SVG", "save it in one of these formats");
    }
    return std::nullopt;
}

std::uint64_t hash_of(const Drawing& drawing) {
    Rendering rendering;
    rendering.add(drawing.size.width);
    rendering.add(drawing.size.height);
    rendering.add(static_cast<std::int64_t>(drawing.content.index()));
    std::visit([&](const auto& content) { rendering.add(content); }, drawing.content);
    return rendering.hash();
}

DrawingPointer read_drawing(std::string_view bytes, const std::string& name, SourceSpan place, Diagnostics& diagnostics,
                            SvgTextSetter* texts) {
    const PictureReport report{name, place, diagnostics};
    std::optional<Drawing> drawing =
        starts_like_xml(bytes) ? read_svg(bytes, report, texts) : read_pixels(bytes, report, Transparency::on_white);
    if (!drawing) return nullptr;
    drawing->hash = hash_of(*drawing);
    return std::make_shared<const Drawing>(std::move(*drawing));
}

}  // namespace carepress::image

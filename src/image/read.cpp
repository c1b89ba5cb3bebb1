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

    void add(const VectorPath& path) {
        add((path.filled ? 1 : 0) | (path.stroked ? 2 : 0) | (path.even_odd ? 4 : 0) |
            (path.fill_is_current_color ? 8 : 0) | (path.stroke_is_current_color ? 16 : 0) |
            std::int64_t{path.line_cap} << 8 | std::int64_t{path.line_join} << 16);
        add(path.fill);
        add(path.stroke);
        add(path.stroke_width);
        add(std::int64_t{path.miter_limit});
        add(static_cast<std::int64_t>(path.commands.size()));
        for (const PathCommand& command : path.commands) {
            bytes_ += static_cast<char>(command.kind);
            for (int i = 0; i < points_of(command.kind); ++i) {
                add(command.points[i].x);
                add(command.points[i].y);
            }
        }
    }
    void add(const RasterImage& image) {
        add(std::int64_t{image.width});
        add(std::int64_t{image.height});
        add(std::int64_t{image.channels} | std::int64_t{image.orientation} << 8 |
            static_cast<std::int64_t>(image.encoding) << 16);
        add(static_cast<std::int64_t>(XXH3_64bits(image.data.data(), image.data.size())));
    }

private:
    static int points_of(PathCommand::Kind kind) {
        if (kind == PathCommand::Kind::close) return 0;
        return kind == PathCommand::Kind::curve ? 3 : 1;
    }
    std::string bytes_;
};

bool starts_like_xml(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<';
}

std::optional<Drawing> read_by_format(std::string_view bytes, const PictureReport& report) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return read_png(bytes, report);
    if (bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(bytes, report);
    if (starts_like_xml(bytes)) return read_svg(bytes, report);
    if (bytes.empty()) {
        report.error("is empty");
    } else if (bytes.starts_with("\x89PNG") ||
               bytes.starts_with("\x89"
                                 "png") ||
               bytes.substr(1).starts_with("PNG")) {
        report.error("is a damaged PNG: its first bytes were altered in transit, for example by a text-mode transfer",
                     "fetch the original again");
    } else {
        report.error("is neither PNG, JPEG nor SVG", "save it in one of these formats");
    }
    return std::nullopt;
}

}  // namespace

std::uint64_t hash_of(const Drawing& drawing) {
    Rendering rendering;
    rendering.add(drawing.size.width);
    rendering.add(drawing.size.height);
    rendering.add(static_cast<std::int64_t>(drawing.content.index()));
    if (const auto* image = std::get_if<RasterImage>(&drawing.content)) {
        rendering.add(*image);
    } else {
        const auto& paths = std::get<VectorDrawing>(drawing.content).paths;
        for (const VectorPath& path : paths) {
            rendering.reserve(64 + path.commands.size() * 25);
            rendering.add(path);
        }
    }
    return rendering.hash();
}

DrawingPointer read_drawing(std::string_view bytes, const std::string& name, SourceSpan place,
                            Diagnostics& diagnostics) {
    std::optional<Drawing> drawing = read_by_format(bytes, PictureReport{name, place, diagnostics});
    if (!drawing) return nullptr;
    drawing->hash = hash_of(*drawing);
    return std::make_shared<const Drawing>(std::move(*drawing));
}

}  // namespace carepress::image

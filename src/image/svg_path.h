#pragma once

#include "image/drawing.h"
#include "image/svg_values.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::image {

/// A path of more commands than this is refused; so is a drawing of more than five times as many.
inline constexpr std::size_t largest_path = 100'000;

/// The smallest upright rectangle around points.
struct SvgBounds {
    double left = 0, top = 0, right = 0, bottom = 0;
    bool is_empty = true;  ///< no point yet

    void include(double x, double y);
    double width() const { return right - left; }
    double height() const { return bottom - top; }
};

/// One step of a path in user units, as PathCommand is in the drawing's.
struct SvgSegment {
    PathCommand::Kind kind = PathCommand::Kind::move;
    double x[3] = {}, y[3] = {};

    int points() const {
        if (kind == PathCommand::Kind::close) return 0;
        return kind == PathCommand::Kind::curve ? 3 : 1;
    }
};

/// A path in user units. After a fault it takes no more.
class SvgPath {
public:
    enum class Fault : std::uint8_t { none, syntax, too_long };

    void move(double x, double y) { add({PathCommand::Kind::move, {x}, {y}}); }
    void line(double x, double y) { add({PathCommand::Kind::line, {x}, {y}}); }
    void curve(double x1, double y1, double x2, double y2, double x, double y) {
        add({PathCommand::Kind::curve, {x1, x2, x}, {y1, y2, y}});
    }
    void close() { add({PathCommand::Kind::close, {}, {}}); }
    /// The steps of `other`, mapped by `matrix`.
    void append(const SvgPath& other, const SvgMatrix& matrix);

    Fault fault() const { return fault_; }
    bool empty() const { return segments_.empty(); }
    std::size_t size() const { return segments_.size(); }
    const std::vector<SvgSegment>& segments() const { return segments_; }

    /// The path in millipoints; nullopt if it reaches further than largest_extent.
    std::optional<std::vector<PathCommand>> mapped(const SvgMatrix& to_millipoints) const;
    /// Widens `bounds` by the curves themselves (not their control points), mapped by `matrix`.
    void widen(SvgBounds& bounds, const SvgMatrix& matrix) const;

private:
    void add(const SvgSegment& segment);

    std::vector<SvgSegment> segments_;
    Fault fault_ = Fault::none;
};

/// The elliptical arc from (x, y) to (end_x, end_y) as cubic curves of at most a quarter turn (SVG 1.1, F.6).
struct SvgArc {
    double x = 0, y = 0, radius_x = 0, radius_y = 0, rotation = 0;
    bool large = false, sweep = false;
    double end_x = 0, end_y = 0;
};
void append_arc(const SvgArc& arc, SvgPath& path);

/// Reads path data (SVG 1.1, 8.3.9). Malformed data is Fault::syntax: the path has what is
/// before it, which is to be drawn (F.2).
SvgPath::Fault read_path_data(std::string_view data, SvgPath& path);

/// The basic shapes (SVG 1.1, chapter 9). `radius_x` and `radius_y` are those of the corners, not over half a side.
void append_rectangle(double x, double y, double width, double height, double radius_x, double radius_y, SvgPath& path);
void append_ellipse(double center_x, double center_y, double radius_x, double radius_y, SvgPath& path);
/// Fault::syntax for a malformed or odd list: the path has the points before.
SvgPath::Fault append_points(std::string_view list, bool closed, SvgPath& path);

}  // namespace carepress::image

#pragma once

#include "image/drawing.h"
#include "image/svg_values.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::image {

/// A path of more commands than this is refused; so is a drawing of more than five times as many.
inline constexpr std::size_t largest_path = 100'000;

/// Builds one path from user coordinates. After a fault it takes no more.
class SvgPathBuilder {
public:
    enum class Fault : std::uint8_t { none, syntax, too_long, too_far };

    /// `to_millipoints` maps user coordinates to thousandths of a point of the drawing.
    explicit SvgPathBuilder(const SvgMatrix& to_millipoints) : matrix_(to_millipoints) {}

    void move(double x, double y) { add(PathCommand::Kind::move, {x, y}); }
    void line(double x, double y) { add(PathCommand::Kind::line, {x, y}); }
    void curve(double x1, double y1, double x2, double y2, double x, double y) {
        add(PathCommand::Kind::curve, {x1, y1, x2, y2, x, y});
    }
    void close() { add(PathCommand::Kind::close, {}); }

    Fault fault() const { return fault_; }
    std::vector<PathCommand> take() { return std::move(commands_); }

private:
    struct Coordinates {
        double x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0;
    };
    void add(PathCommand::Kind kind, const Coordinates& at);
    Point mapped(double x, double y);

    SvgMatrix matrix_;
    std::vector<PathCommand> commands_;
    Fault fault_ = Fault::none;
};

/// The elliptical arc from (x, y) to (end_x, end_y) as cubic curves of at most a quarter turn (SVG 1.1, F.6).
struct SvgArc {
    double x = 0, y = 0, radius_x = 0, radius_y = 0, rotation = 0;
    bool large = false, sweep = false;
    double end_x = 0, end_y = 0;
};
void append_arc(const SvgArc& arc, SvgPathBuilder& builder);

/// Reads path data (SVG 1.1, 8.3.9). Malformed data is Fault::syntax: nothing of it should be drawn.
SvgPathBuilder::Fault read_path_data(std::string_view data, SvgPathBuilder& builder);

/// The basic shapes (SVG 1.1, chapter 9). `radius_x` and `radius_y` are those of the corners, not over half a side.
void append_rectangle(double x, double y, double width, double height, double radius_x, double radius_y,
                      SvgPathBuilder& builder);
void append_ellipse(double center_x, double center_y, double radius_x, double radius_y, SvgPathBuilder& builder);
/// Fault::syntax for a malformed or odd list.
SvgPathBuilder::Fault append_points(std::string_view list, bool closed, SvgPathBuilder& builder);

}  // namespace carepress::image

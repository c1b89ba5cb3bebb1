#include "image/svg_path.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

namespace carepress::image {
namespace {

using Fault = SvgPath::Fault;

/// Control points of a quarter circle of radius 1 lie this far from its ends.
constexpr double quarter_arc = 0.5522847498307936;

/// Reads path data command by command, always knowing the current point.
class PathReader {
public:
    PathReader(std::string_view data, SvgPath& builder) : scanner_(data), builder_(builder) {}

    Fault read() {
        scanner_.skip_space();
        if (scanner_.at_end() || scanner_.rest() == "none") return Fault::none;
        if (scanner_.peek() != 'M' && scanner_.peek() != 'm') return Fault::syntax;
        while (!scanner_.at_end()) {
            if (!next_command() || !segment()) return Fault::syntax;
            if (builder_.fault() != Fault::none) return builder_.fault();
            scanner_.skip_space();
        }
        return Fault::none;
    }

private:
    /// A letter, or the repetition of the last command where a number comes instead.
    bool next_command() {
        const char c = scanner_.peek();
        constexpr std::string_view letters = "MmLlHhVvCcSsQqTtAaZz";
        if (letters.find(c) != std::string_view::npos) {
            scanner_.advance();
            command_ = c;
            scanner_.skip_space();
            return true;
        }
        if (command_ == 'Z' || command_ == 'z') return false;
        if (command_ == 'M') command_ = 'L';
        if (command_ == 'm') command_ = 'l';
        scanner_.skip_separator();
        return true;
    }

    bool numbers(int count) {
        for (int i = 0; i < count; ++i) {
            if (i > 0) scanner_.skip_separator();
            if (!scanner_.number(n_[i])) return false;
        }
        return true;
    }

    bool segment() {
        const bool relative = command_ >= 'a';
        const double from_x = relative ? x_ : 0, from_y = relative ? y_ : 0;
        const char kind = static_cast<char>(relative ? command_ - 'a' + 'A' : command_);
        if (kind != 'Z' && kind != 'M' && closed_) {
            // After a closed subpath the next one starts where that started (8.3.3).
            builder_.move(x_, y_);
        }
        closed_ = kind == 'Z';
        const bool understood = kind == 'A' ? arc(from_x, from_y) : straight_or_curve(kind, from_x, from_y);
        last_ = kind;
        return understood;
    }

    bool straight_or_curve(char kind, double from_x, double from_y) {
        switch (kind) {
            case 'M':
                if (!numbers(2)) return false;
                start_x_ = x_ = from_x + n_[0];
                start_y_ = y_ = from_y + n_[1];
                builder_.move(x_, y_);
                return true;
            case 'L':
                if (!numbers(2)) return false;
                return line_to(from_x + n_[0], from_y + n_[1]);
            case 'H':
                return numbers(1) && line_to(from_x + n_[0], y_);
            case 'V':
                return numbers(1) && line_to(x_, from_y + n_[0]);
            case 'Z':
                builder_.close();
                x_ = start_x_;
                y_ = start_y_;
                return true;
            default:
                return curve(kind, from_x, from_y);
        }
    }

    bool line_to(double x, double y) {
        builder_.line(x_ = x, y_ = y);
        return true;
    }

    bool curve(char kind, double from_x, double from_y) {
        const bool smooth = kind == 'S' || kind == 'T';
        const bool quadratic = kind == 'Q' || kind == 'T';
        // The first control point of a smooth curve mirrors the last one of a curve of its kind before it (8.3.6).
        const bool mirrors = kind == 'S' ? last_ == 'C' || last_ == 'S' : last_ == 'Q' || last_ == 'T';
        const int pairs = (quadratic ? 2 : 3) - (smooth ? 1 : 0);
        if (!numbers(2 * pairs)) return false;
        double at[6];
        int used = 0;
        if (smooth) {
            at[used++] = mirrors ? 2 * x_ - control_x_ : x_;
            at[used++] = mirrors ? 2 * y_ - control_y_ : y_;
        }
        for (int i = 0; i < 2 * pairs; i += 2) {
            at[used++] = from_x + n_[i];
            at[used++] = from_y + n_[i + 1];
        }
        control_x_ = at[used - 4];
        control_y_ = at[used - 3];
        const double end_x = at[used - 2], end_y = at[used - 1];
        if (quadratic) {
            builder_.curve(x_ + 2.0 / 3 * (control_x_ - x_), y_ + 2.0 / 3 * (control_y_ - y_),
                           end_x + 2.0 / 3 * (control_x_ - end_x), end_y + 2.0 / 3 * (control_y_ - end_y), end_x,
                           end_y);
        } else {
            builder_.curve(at[0], at[1], at[2], at[3], end_x, end_y);
        }
        x_ = end_x;
        y_ = end_y;
        return true;
    }

    bool arc(double from_x, double from_y) {
        SvgArc arc;
        arc.x = x_;
        arc.y = y_;
        if (!numbers(3)) return false;
        arc.radius_x = n_[0];
        arc.radius_y = n_[1];
        arc.rotation = n_[2];
        scanner_.skip_separator();
        if (!scanner_.flag(arc.large)) return false;
        scanner_.skip_separator();
        if (!scanner_.flag(arc.sweep)) return false;
        scanner_.skip_separator();
        if (!numbers(2)) return false;
        x_ = arc.end_x = from_x + n_[0];
        y_ = arc.end_y = from_y + n_[1];
        append_arc(arc, builder_);
        return true;
    }

    SvgScanner scanner_;
    SvgPath& builder_;
    char command_ = 'M', last_ = 'M';
    bool closed_ = false;
    double x_ = 0, y_ = 0, start_x_ = 0, start_y_ = 0, control_x_ = 0, control_y_ = 0;
    double n_[6] = {};
};

}  // namespace

void SvgBounds::include(double x, double y) {
    if (is_empty) {
        left = right = x;
        top = bottom = y;
        is_empty = false;
        return;
    }
    left = std::min(left, x);
    right = std::max(right, x);
    top = std::min(top, y);
    bottom = std::max(bottom, y);
}

void SvgPath::add(const SvgSegment& segment) {
    if (fault_ != Fault::none) return;
    if (segments_.size() >= largest_path)
        fault_ = Fault::too_long;
    else
        segments_.push_back(segment);
}

void SvgPath::append(const SvgPath& other, const SvgMatrix& matrix) {
    for (SvgSegment segment : other.segments_) {
        for (int i = 0; i < segment.points(); ++i) {
            const double x = segment.x[i], y = segment.y[i];
            segment.x[i] = matrix.map_x(x, y);
            segment.y[i] = matrix.map_y(x, y);
        }
        add(segment);
    }
}

std::optional<std::vector<PathCommand>> SvgPath::mapped(const SvgMatrix& to_millipoints) const {
    std::vector<PathCommand> commands;
    commands.reserve(segments_.size());
    for (const SvgSegment& segment : segments_) {
        PathCommand& command = commands.emplace_back();
        command.kind = segment.kind;
        for (int i = 0; i < segment.points(); ++i) {
            const double x = to_millipoints.map_x(segment.x[i], segment.y[i]);
            const double y = to_millipoints.map_y(segment.x[i], segment.y[i]);
            // Written so that an undefined number is too far as well.
            if (!(std::abs(x) <= largest_extent) || !(std::abs(y) <= largest_extent)) return std::nullopt;
            command.points[i] = {{static_cast<std::int32_t>(std::lround(x))},
                                 {static_cast<std::int32_t>(std::lround(y))}};
        }
    }
    return commands;
}

void SvgPath::widen(SvgBounds& bounds, const SvgMatrix& matrix) const {
    double from_x = 0, from_y = 0;
    for (const SvgSegment& segment : segments_) {
        double x[3] = {}, y[3] = {};
        for (int i = 0; i < segment.points(); ++i) {
            x[i] = matrix.map_x(segment.x[i], segment.y[i]);
            y[i] = matrix.map_y(segment.x[i], segment.y[i]);
        }
        const int last = segment.points() - 1;
        if (last < 0) continue;
        if (segment.kind == PathCommand::Kind::curve) {
            const auto include = [&](double t) {
                if (!(t > 0 && t < 1)) return;
                const double u = 1 - t;
                const double k0 = u * u * u, k1 = 3 * u * u * t, k2 = 3 * u * t * t, k3 = t * t * t;
                bounds.include(k0 * from_x + k1 * x[0] + k2 * x[1] + k3 * x[2],
                               k0 * from_y + k1 * y[0] + k2 * y[1] + k3 * y[2]);
            };
            for (const auto& [p0, p] : {std::pair{from_x, x}, {from_y, y}}) {
                // Where the derivative, a t^2 + b t + c, is nothing.
                const double a = p[2] - 3 * p[1] + 3 * p[0] - p0, b = 2 * (p[1] - 2 * p[0] + p0), c = p[0] - p0;
                if (std::abs(a) < 1e-12) {
                    if (b != 0) include(-c / b);
                    continue;
                }
                const double root = b * b - 4 * a * c;
                if (root < 0) continue;
                include((-b + std::sqrt(root)) / (2 * a));
                include((-b - std::sqrt(root)) / (2 * a));
            }
        }
        bounds.include(x[last], y[last]);
        from_x = x[last];
        from_y = y[last];
    }
}

Fault read_path_data(std::string_view data, SvgPath& builder) {
    const Fault fault = PathReader(data, builder).read();
    return fault == Fault::none ? builder.fault() : fault;
}

void append_arc(const SvgArc& arc, SvgPath& builder) {
    if (arc.x == arc.end_x && arc.y == arc.end_y) return;
    double rx = std::abs(arc.radius_x), ry = std::abs(arc.radius_y);
    if (rx == 0 || ry == 0) {
        builder.line(arc.end_x, arc.end_y);
        return;
    }
    // F.6.5, from the two ends to the centre; the names are those of the specification.
    const double phi = std::remainder(arc.rotation, 360.0) * std::numbers::pi / 180;
    const double cos_phi = std::cos(phi), sin_phi = std::sin(phi);
    const double half_x = (arc.x - arc.end_x) / 2, half_y = (arc.y - arc.end_y) / 2;
    const double x1 = cos_phi * half_x + sin_phi * half_y, y1 = -sin_phi * half_x + cos_phi * half_y;
    const double lambda = (x1 / rx) * (x1 / rx) + (y1 / ry) * (y1 / ry);
    if (lambda > 1) {  // F.6.6: radii too small to reach grow until they do
        rx *= std::sqrt(lambda);
        ry *= std::sqrt(lambda);
    }
    const double factor = lambda >= 1 ? 0 : std::sqrt((1 - lambda) / lambda) * (arc.large == arc.sweep ? -1 : 1);
    const double cx1 = factor * rx * y1 / ry, cy1 = -factor * ry * x1 / rx;
    const double cx = cos_phi * cx1 - sin_phi * cy1 + (arc.x + arc.end_x) / 2;
    const double cy = sin_phi * cx1 + cos_phi * cy1 + (arc.y + arc.end_y) / 2;
    const double theta = std::atan2((y1 - cy1) / ry, (x1 - cx1) / rx);
    double delta = std::atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - theta;
    if (arc.sweep && delta < 0) delta += 2 * std::numbers::pi;
    if (!arc.sweep && delta > 0) delta -= 2 * std::numbers::pi;

    const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(delta) / (std::numbers::pi / 2) - 1e-9)));
    const double step = delta / pieces;
    const double reach = 4.0 / 3 * std::tan(step / 4);
    const auto to_x = [&](double u, double v) { return cx + cos_phi * rx * u - sin_phi * ry * v; };
    const auto to_y = [&](double u, double v) { return cy + sin_phi * rx * u + cos_phi * ry * v; };
    for (int i = 0; i < pieces; ++i) {
        const double from = theta + i * step, to = from + step;
        const double u1 = std::cos(from) - reach * std::sin(from), v1 = std::sin(from) + reach * std::cos(from);
        const double u2 = std::cos(to) + reach * std::sin(to), v2 = std::sin(to) - reach * std::cos(to);
        const bool last = i == pieces - 1;
        builder.curve(to_x(u1, v1), to_y(u1, v1), to_x(u2, v2), to_y(u2, v2),
                      last ? arc.end_x : to_x(std::cos(to), std::sin(to)),
                      last ? arc.end_y : to_y(std::cos(to), std::sin(to)));
    }
}

void append_rectangle(double x, double y, double width, double height, double radius_x, double radius_y,
                      SvgPath& builder) {
    const double right = x + width, bottom = y + height;
    if (radius_x <= 0 || radius_y <= 0) {
        builder.move(x, y);
        builder.line(right, y);
        builder.line(right, bottom);
        builder.line(x, bottom);
        builder.close();
        return;
    }
    const double kx = radius_x * (1 - quarter_arc), ky = radius_y * (1 - quarter_arc);
    builder.move(x + radius_x, y);
    builder.line(right - radius_x, y);
    builder.curve(right - kx, y, right, y + ky, right, y + radius_y);
    builder.line(right, bottom - radius_y);
    builder.curve(right, bottom - ky, right - kx, bottom, right - radius_x, bottom);
    builder.line(x + radius_x, bottom);
    builder.curve(x + kx, bottom, x, bottom - ky, x, bottom - radius_y);
    builder.line(x, y + radius_y);
    builder.curve(x, y + ky, x + kx, y, x + radius_x, y);
    builder.close();
}

void append_ellipse(double center_x, double center_y, double radius_x, double radius_y, SvgPath& builder) {
    const double kx = radius_x * quarter_arc, ky = radius_y * quarter_arc;
    const double left = center_x - radius_x, right = center_x + radius_x;
    const double top = center_y - radius_y, bottom = center_y + radius_y;
    builder.move(right, center_y);
    builder.curve(right, center_y + ky, center_x + kx, bottom, center_x, bottom);
    builder.curve(center_x - kx, bottom, left, center_y + ky, left, center_y);
    builder.curve(left, center_y - ky, center_x - kx, top, center_x, top);
    builder.curve(center_x + kx, top, right, center_y - ky, right, center_y);
    builder.close();
}

Fault append_points(std::string_view list, bool closed, SvgPath& builder) {
    SvgScanner scanner(list);
    scanner.skip_space();
    bool first = true;
    while (!scanner.at_end()) {
        double x = 0, y = 0;
        if (!scanner.number(x)) return Fault::syntax;
        scanner.skip_separator();
        if (!scanner.number(y)) return Fault::syntax;
        scanner.skip_separator();
        if (first) {
            builder.move(x, y);
        } else {
            builder.line(x, y);
        }
        first = false;
        if (builder.fault() != Fault::none) return builder.fault();
    }
    if (closed && !first) builder.close();
    return builder.fault();
}

}  // namespace carepress::image

#include "image/svg_paint.h"

#include "base/ascii.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

using Part = SvgStyle::Part;

/// A line without length gets one, so that a square end shows (SVG 1.1, 11.4, "stroke-linecap").
void give_direction(std::vector<PathCommand>& commands) {
    for (std::size_t i = 1; i < commands.size(); ++i) {
        const bool alone = commands[i - 1].kind == PathCommand::Kind::move &&
                           (i + 1 == commands.size() || commands[i + 1].kind != PathCommand::Kind::line);
        if (!alone || commands[i - 1].points[0] != commands[i].points[0]) continue;
        if (commands[i].kind == PathCommand::Kind::line) commands[i].points[0].x += Length{1};
    }
}

/// Whether two paths in a row can be one that is filled and stroked.
bool can_join(const VectorPath& fill, const VectorPath& stroke) {
    return !stroke.transform && fill.commands.size() == stroke.commands.size();
}

}  // namespace

SvgWalk::Resolved SvgWalk::resolve(const pugi::xml_node& node, const SvgPaint& paint, const SvgStyle& style,
                                   double opacity, const SvgMatrix& matrix, const SvgBounds& bounds) {
    using Kind = SvgPaint::Kind;
    Resolved result;
    result.opacity = opacity;
    switch (paint.kind) {
        case Kind::none:
            return result;
        case Kind::color:
            result.is_painted = true;
            result.color = paint.color.color;
            result.opacity *= paint.color.alpha;
            return result;
        case Kind::current_color:
            result.is_painted = true;
            result.is_current_color = !style.color;
            result.color = style.color.value_or(Color{});
            return result;
        case Kind::context_fill:
        case Kind::context_stroke: {
            if (!style.context) return result;
            const SvgContext& context = *style.context;
            const SvgPaint& outer = paint.kind == Kind::context_fill ? context.fill : context.stroke;
            if (outer.kind == Kind::context_fill || outer.kind == Kind::context_stroke) return result;
            return resolve(node, outer, style, opacity, context.matrix, context.bounds);
        }
        case Kind::server:
            break;
    }
    const pugi::xml_node server = find(paint.server, {});
    const std::string_view name = svg_name(server, document_.prefix);
    const Server use{server, matrix, bounds, style.stroke.kind == Kind::none ? 0 : style.stroke_width, style};
    if (name == "linearGradient" || name == "radialGradient") {
        gradient(use, name == "radialGradient", result);
    } else if (name == "pattern") {
        pattern(use, result);
    } else if (!paint.other) {
        faults_.warning(
            node,
            svg_tag(node.name()) + " refers to a gradient or pattern that does not exist: it is not painted with it",
            "correct the reference");
    }
    if (!result.is_painted && paint.other) return resolve(node, *paint.other, style, opacity, matrix, bounds);
    return result;
}

void SvgWalk::paint_path(const pugi::xml_node& node, const SvgPath& path, const SvgStyle& style,
                         const SvgMatrix& matrix, const SvgBounds& bounds, bool fillable,
                         const std::function<void()>& markers) {
    if (!matrix.inverse()) return;
    if (clipping_) {
        auto commands = path.mapped(matrix);
        if (!commands || !fillable) return;
        VectorPath white;
        white.commands = std::move(*commands);
        white.even_odd = style.clip_even_odd;
        white.fill = {255, 255, 255};
        drawing_.paths.push_back(std::move(white));
        return;
    }
    Resolved fill_paint, stroke_paint;
    std::optional<VectorPath> waiting;  // a fill that its stroke may join
    const auto flush = [&] {
        if (waiting) push(std::move(*waiting), nullptr, false);
        waiting.reset();
    };
    for (const Part part : style.order) {
        if (part == Part::markers) {
            flush();
            markers();
        } else if (part == Part::fill) {
            auto fill = fillable ? fill_of(node, path, style, matrix, bounds, fill_paint) : std::nullopt;
            if (!fill) continue;
            if (fill_paint.fade)
                push(std::move(*fill), fill_paint.fade, false);
            else
                waiting = std::move(fill);
        } else {
            auto stroke = stroke_of(node, path, style, matrix, bounds, stroke_paint);
            if (!stroke) continue;
            if (waiting && !stroke_paint.fade && can_join(*waiting, *stroke)) {
                stroke->filled = true;
                stroke->even_odd = waiting->even_odd;
                stroke->fill = waiting->fill;
                stroke->fill_is_current_color = waiting->fill_is_current_color;
                stroke->fill_opacity = waiting->fill_opacity;
                stroke->fill_paint = std::move(waiting->fill_paint);
                waiting.reset();
            }
            flush();
            push(std::move(*stroke), stroke_paint.fade, true);
        }
    }
    flush();
}

std::optional<VectorPath> SvgWalk::fill_of(const pugi::xml_node& node, const SvgPath& path, const SvgStyle& style,
                                           const SvgMatrix& matrix, const SvgBounds& bounds, Resolved& paint) {
    if (style.fill.kind == SvgPaint::Kind::none || style.fill_opacity == 0) return std::nullopt;
    paint = resolve(node, style.fill, style, style.fill_opacity, matrix, bounds);
    if (!paint.is_painted || paint.opacity == 0) return std::nullopt;
    auto commands = path.mapped(matrix);
    if (!commands) {
        faults_.error(node, svg_tag(node.name()) + " reaches further than 14,400 pt from the drawing",
                      "correct its coordinates");
        return std::nullopt;
    }
    VectorPath result;
    result.commands = std::move(*commands);
    result.even_odd = style.even_odd;
    result.fill = paint.color;
    result.fill_is_current_color = paint.is_current_color;
    result.fill_opacity = svg_thousandths(paint.opacity);
    result.fill_paint = paint.paint;
    return result;
}

std::optional<VectorPath> SvgWalk::stroke_of(const pugi::xml_node& node, const SvgPath& path, const SvgStyle& style,
                                             const SvgMatrix& matrix, const SvgBounds& bounds, Resolved& paint) {
    if (style.stroke.kind == SvgPaint::Kind::none || style.stroke_opacity == 0 || style.stroke_width <= 0)
        return std::nullopt;
    paint = resolve(node, style.stroke, style, style.stroke_opacity, matrix, bounds);
    if (!paint.is_painted || paint.opacity == 0) return std::nullopt;
    VectorPath result;
    result.filled = false;
    result.stroked = true;
    SvgMatrix space = matrix;
    std::optional<double> stretch = matrix.even_scale();
    if (trim(node.attribute("vector-effect").value()) == "non-scaling-stroke") {
        stretch = svg_millipoints_a_pixel;  // as wide as it is stated, whatever the scale
    } else if (!stretch) {
        // In a space that is as large as the drawing, but not yet stretched.
        stretch = std::sqrt(std::abs(matrix.determinant()));
        space = SvgMatrix::scaling(*stretch, *stretch);
        result.transform = svg_transform(matrix * SvgMatrix::scaling(1 / *stretch, 1 / *stretch), false);
        if (!result.transform) return std::nullopt;
    }
    auto commands = path.mapped(space);
    const double width = style.stroke_width * *stretch;
    if (!commands || !(width <= largest_extent)) {
        faults_.error(node, svg_tag(node.name()) + " or its stroke reaches further than 14,400 pt from the drawing",
                      "correct its coordinates and stroke-width");
        return std::nullopt;
    }
    result.commands = std::move(*commands);
    if (style.line_cap == 2) give_direction(result.commands);
    result.stroke_width = {std::max<std::int32_t>(1, static_cast<std::int32_t>(std::lround(width)))};
    result.line_cap = style.line_cap;
    result.line_join = style.line_join;
    result.miter_limit = static_cast<std::int32_t>(std::lround(style.miter_limit * 1000));
    result.stroke = paint.color;
    result.stroke_is_current_color = paint.is_current_color;
    result.stroke_opacity = svg_thousandths(paint.opacity);
    result.stroke_paint = paint.paint;
    if (!style.dashes.empty()) set_dashes(node, style, *stretch, result);
    return result;
}

void SvgWalk::set_dashes(const pugi::xml_node& node, const SvgStyle& style, double stretch, VectorPath& path) {
    constexpr std::size_t most_dashes = 200;
    const SvgUnits units = this->units(style);
    std::vector<double> dashes;
    double sum = 0;
    std::string_view rest = trim(style.dashes);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t\r\n,"), rest.size());
        const auto dash = read_svg_length(rest.substr(0, end), SvgAxis::diagonal, &units);
        if (!dash || *dash < 0 || dashes.size() == most_dashes) {
            faults_.warning(node, "a stroke-dasharray is malformed: the stroke is not dashed",
                            "give lengths from 0, at most 200 of them");
            return;
        }
        dashes.push_back(*dash);
        sum += *dash;
        rest.remove_prefix(end);
        while (!rest.empty() && (rest[0] == ',' || trim(rest.substr(0, 1)).empty())) rest.remove_prefix(1);
    }
    if (dashes.size() % 2 == 1) {
        dashes.insert(dashes.end(), dashes.begin(), dashes.end());
        sum *= 2;
    }
    constexpr double finest = 50;  // millipoints: finer dashes can't be told from a line
    if (!(sum * stretch >= finest) || !(sum * stretch <= largest_extent)) return;
    // A dash without length has no direction, which a square end needs (ISO 32000-1 8.5.3.2).
    const std::int32_t shortest = style.line_cap == 0 ? 0 : 1;
    for (std::size_t i = 0; i < dashes.size(); ++i) {
        const auto length = static_cast<std::int32_t>(std::lround(dashes[i] * stretch));
        path.dashes.push_back({i % 2 == 0 ? std::max(shortest, length) : length});
    }
    if (style.dash_start.empty()) return;
    const auto start = read_svg_length(style.dash_start, SvgAxis::diagonal, &units);
    if (!start) {
        faults_.warning(node, "a stroke-dashoffset is malformed and is left out");
        return;
    }
    const double within = std::fmod(*start, sum);
    path.dash_start = {static_cast<std::int32_t>(std::lround((within < 0 ? within + sum : within) * stretch))};
}

void SvgWalk::push(VectorPath path, const std::shared_ptr<const Paint>& fade, bool stroke) {
    if (fade) {
        VectorPath light = path;
        (stroke ? light.stroke_paint : light.fill_paint) = fade;
        light.fill_opacity = light.stroke_opacity = 1000;
        VectorGroup& group = drawing_.groups.emplace_back();
        group.begin = static_cast<std::uint32_t>(drawing_.paths.size());
        group.end = group.begin + 1;
        group.mask = std::make_shared<const VectorDrawing>(VectorDrawing{{std::move(light)}, {}});
    }
    drawing_.paths.push_back(std::move(path));
}

}  // namespace carepress::image

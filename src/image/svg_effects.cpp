#include "image/svg_effects.h"

#include "base/ascii.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>

namespace carepress::image {
namespace {

std::optional<BlendMode> read_blend_mode(std::string_view text) {
    constexpr std::string_view names[] = {
        "normal",     "multiply",   "screen",     "overlay",   "darken", "lighten",    "color-dodge", "color-burn",
        "hard-light", "soft-light", "difference", "exclusion", "hue",    "saturation", "color",       "luminosity"};
    const auto* const found = std::find(std::begin(names), std::end(names), text);
    if (found == std::end(names)) return std::nullopt;
    return static_cast<BlendMode>(found - std::begin(names));
}

double linear_light(double channel) {  // IEC 61966-2-1
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// Turns colours into the greys that a mask means by them (SVG 1.1, 14.4; the coefficients of filters'
/// luminanceToAlpha).
class MaskGreys {
public:
    MaskGreys(bool by_alpha, bool linear_colors) : by_alpha_(by_alpha), linear_(linear_colors) {}

    void apply(VectorDrawing& drawing) const {
        for (VectorPath& path : drawing.paths) {
            path.fill = grey(path.fill);
            path.stroke = grey(path.stroke);
            path.fill_is_current_color = path.stroke_is_current_color = false;
            path.fill_paint = grey(path.fill_paint);
            path.stroke_paint = grey(path.stroke_paint);
        }
    }

private:
    Color grey(Color color) const {
        const auto share = [this](std::uint8_t channel) {
            return linear_ ? linear_light(channel / 255.0) : channel / 255.0;
        };
        const double light =
            by_alpha_ ? 1 : 0.2125 * share(color.red) + 0.7154 * share(color.green) + 0.0721 * share(color.blue);
        const auto value = static_cast<std::uint8_t>(std::lround(std::clamp(light, 0.0, 1.0) * 255));
        return {value, value, value};
    }

    std::shared_ptr<const Paint> grey(const std::shared_ptr<const Paint>& paint) const {
        if (!paint) return nullptr;
        Paint result = *paint;
        if (auto* gradient = std::get_if<Gradient>(&result.content)) {
            for (GradientStop& stop : gradient->stops) {
                stop.color = grey(stop.color);
                stop.is_current_color = false;
            }
        } else if (auto* tile = std::get_if<Tile>(&result.content)) {
            VectorDrawing content = *tile->content;
            apply(content);
            tile->content = std::make_shared<const VectorDrawing>(std::move(content));
        }
        return std::make_shared<const Paint>(std::move(result));
    }

    bool by_alpha_, linear_;
};

/// Around all of `drawing`.
VectorGroup& wrap(VectorDrawing& drawing) {
    drawing.groups.insert(drawing.groups.begin(), VectorGroup{});
    drawing.groups.front().end = static_cast<std::uint32_t>(drawing.paths.size());
    return drawing.groups.front();
}

}  // namespace

SvgWalk::Effects SvgWalk::effects_of(const pugi::xml_node& node) {
    Effects effects;
    const auto reference = [&](const char* name, const char* element) -> pugi::xml_node {
        const std::string_view value = trim(node.attribute(name).value());
        if (value.empty() || value == "none") return {};
        std::string_view rest;
        const auto id = read_svg_reference(value, rest);
        const pugi::xml_node found = id ? find(*id, element) : pugi::xml_node{};
        if (!found)
            faults_.warning(node,
                            "the " + std::string(name) + " of " + svg_tag(node.name()) +
                                " refers to nothing that could be one, and is left out",
                            "correct the reference");
        return found;
    };
    effects.clip = reference("clip-path", "clipPath");
    if (clipping_) return effects;
    effects.mask = reference("mask", "mask");
    if (const std::string_view filter = trim(node.attribute("filter").value()); !filter.empty() && filter != "none")
        faults_.error(node, "a filter cannot be printed as vectors",
                      "remove it, or give the picture as PNG with 300 pixels an inch");
    if (const pugi::xml_attribute opacity = node.attribute("opacity")) {
        const auto share = read_svg_share(opacity.value());
        if (share)
            effects.opacity = std::clamp(*share, 0.0, 1.0);
        else
            faults_.warning(node, "an opacity is malformed and is left out", "give a number from 0 to 1");
    }
    if (const pugi::xml_attribute blend = node.attribute("mix-blend-mode")) {
        const auto mode = read_blend_mode(trim(blend.value()));
        effects.blend = mode.value_or(BlendMode::normal);
        if (!mode) faults_.warning(node, "a mix-blend-mode is not known and is left out");
    }
    effects.isolated = trim(node.attribute("isolation").value()) == "isolate";
    effects.hides = effects.opacity == 0;
    return effects;
}

void SvgWalk::draw_with(const Effects& effects, const SvgMatrix& matrix, const std::function<void()>& draw) {
    if (effects.hides) {
        if (bounds_.empty()) return;
        VectorDrawing drawing = std::exchange(drawing_, {});  // what is not seen has its place in the box around it
        draw();
        drawing_ = std::move(drawing);
        return;
    }
    if (!effects.any()) {
        draw();
        return;
    }
    const auto begin = static_cast<std::uint32_t>(drawing_.paths.size());
    const std::size_t first = drawing_.groups.size();
    // The outer one blends, masks and fades what the inner one clips.
    const bool composited =
        effects.opacity < 1 || effects.blend != BlendMode::normal || effects.isolated || effects.mask;
    const std::size_t count = (composited ? 1U : 0U) + (effects.clip ? 1U : 0U);
    drawing_.groups.resize(first + count);
    const auto inverse = matrix.inverse();
    bounds_.push_back({inverse.value_or(SvgMatrix{}), {}});
    if (inverse) draw();
    const SvgBounds bounds = bounds_.back().bounds;
    bounds_.pop_back();
    const auto end = static_cast<std::uint32_t>(drawing_.paths.size());

    std::vector<VectorGroup> made;
    bool seen = begin < end;
    if (composited) {
        VectorGroup& group = made.emplace_back();
        group.opacity = svg_thousandths(effects.opacity);
        group.blend = effects.blend;
        group.isolated = effects.isolated;
        if (seen && effects.mask) seen = mask(effects.mask, matrix, bounds, group);
    }
    if (effects.clip) {
        VectorGroup& group = made.emplace_back();
        if (seen) seen = clip(effects.clip, matrix, bounds, group);
    }
    if (!seen) {
        drawing_.paths.resize(begin);
        drawing_.groups.resize(first);
        return;
    }
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i].begin = begin;
        made[i].end = end;
        drawing_.groups[first + i] = std::move(made[i]);
    }
}

VectorDrawing SvgWalk::draw_apart(const std::function<void()>& draw) {
    VectorDrawing drawing = std::exchange(drawing_, {});
    std::vector<BoundsRequest> bounds = std::exchange(bounds_, {});
    draw();
    bounds_ = std::move(bounds);
    return std::exchange(drawing_, std::move(drawing));
}

void SvgWalk::clip_to(const SvgBox& box, const SvgMatrix& matrix, const std::function<void()>& draw) {
    auto outline = svg_rectangle(box).mapped(matrix);
    if (!outline) {  // larger than any page: nothing to clip
        draw();
        return;
    }
    const auto begin = static_cast<std::uint32_t>(drawing_.paths.size());
    const std::size_t place = drawing_.groups.size();
    drawing_.groups.emplace_back();
    draw();
    const auto end = static_cast<std::uint32_t>(drawing_.paths.size());
    if (begin == end) {
        drawing_.groups.resize(place);
        return;
    }
    VectorGroup& group = drawing_.groups[place];
    group.begin = begin;
    group.end = end;
    group.clip = std::move(*outline);
}

/// False if nothing is left to be seen.
bool SvgWalk::clip(const pugi::xml_node& path, const SvgMatrix& matrix, const SvgBounds& bounds, VectorGroup& group) {
    if (is_active(path)) {
        faults_.warning(path, "a <clipPath> clips itself: that part of it is left out", "correct the reference");
        return true;
    }
    if (!spend(path, 0)) return false;
    const SvgStyle style = style_of(path);
    const auto transform = transform_of(path, style);
    SvgMatrix inside = matrix * transform.value_or(SvgMatrix{});
    if (trim(path.attribute("clipPathUnits").value()) == "objectBoundingBox") {
        if (bounds.is_empty || bounds.width() == 0 || bounds.height() == 0) return false;
        inside = inside * svg_object_space(bounds);
    }
    if (!inside.inverse()) return false;
    active_.push_back(path);
    VectorDrawing shapes = draw_apart([&] {
        const bool outer = std::exchange(clipping_, true);
        children(path, style, inside, 1);
        clipping_ = outer;
    });
    bool seen = !shapes.paths.empty();
    std::string_view rest;
    const std::string_view own = trim(path.attribute("clip-path").value());
    if (const auto id = read_svg_reference(own, rest); seen && id) {
        VectorGroup& both = wrap(shapes);
        if (const pugi::xml_node other = find(*id, "clipPath")) seen = clip(other, matrix, bounds, both);
    }
    active_.pop_back();
    if (!seen) return false;
    if (shapes.paths.size() == 1 && shapes.groups.empty()) {
        group.clip = std::move(shapes.paths[0].commands);
        group.clip_even_odd = shapes.paths[0].even_odd;
    } else {
        group.mask = std::make_shared<const VectorDrawing>(std::move(shapes));
    }
    return true;
}

/// False if nothing is left to be seen.
bool SvgWalk::mask(const pugi::xml_node& node, const SvgMatrix& matrix, const SvgBounds& bounds, VectorGroup& group) {
    if (is_active(node)) {
        faults_.warning(node, "a <mask> masks itself: that part of it is left out", "correct the reference");
        return true;
    }
    if (!spend(node, 0)) return false;
    const bool of_object = trim(node.attribute("maskUnits").value()) != "userSpaceOnUse";
    const bool content_of_object = trim(node.attribute("maskContentUnits").value()) == "objectBoundingBox";
    if ((of_object || content_of_object) && (bounds.is_empty || bounds.width() == 0 || bounds.height() == 0))
        return false;
    const auto side = [&](const char* name, SvgAxis axis, double share) {
        return box_length(node, name, axis, of_object, of_object ? share : share * viewport_.along(axis));
    };
    const SvgBox region{side("x", SvgAxis::horizontal, -0.1), side("y", SvgAxis::vertical, -0.1),
                        side("width", SvgAxis::horizontal, 1.2), side("height", SvgAxis::vertical, 1.2)};
    if (!(region.width > 0) || !(region.height > 0)) return false;
    const SvgMatrix object = of_object || content_of_object ? svg_object_space(bounds) : SvgMatrix{};
    const SvgStyle style = style_of(node);
    active_.push_back(node);
    VectorDrawing content = draw_apart([&] {
        clip_to(region, of_object ? matrix * object : matrix,
                [&] { children(node, style, content_of_object ? matrix * object : matrix, 1); });
    });
    bool seen = !content.paths.empty();
    if (seen) {
        const std::string_view type = trim(node.attribute("mask-type").value());
        MaskGreys(type == "alpha", style.linear_colors).apply(content);
        std::string_view rest;
        const std::string_view own = trim(node.attribute("mask").value());
        if (const auto id = read_svg_reference(own, rest)) {
            VectorGroup& both = wrap(content);
            if (const pugi::xml_node other = find(*id, "mask")) seen = mask(other, matrix, bounds, both);
        }
    }
    active_.pop_back();
    if (seen) group.mask = std::make_shared<const VectorDrawing>(std::move(content));
    return seen;
}

}  // namespace carepress::image

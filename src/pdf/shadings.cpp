#include "pdf/shadings.h"

#include "pdf/numbers.h"

#include <cstdint>
#include <vector>

namespace carepress::pdf {
namespace {

using image::GradientStop;
using image::Transform;

constexpr std::int64_t one = 1'000'000;

void append_matrix(std::string& out, const Transform& matrix) {
    const char* separator = "";
    for (const std::int64_t value : {matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f}) {
        out += separator;
        append_millionths(out, value);
        separator = " ";
    }
}

/// `to_drawing`, then turned over into the form.
Transform turned_over(const Transform& t, Length flip) {
    return {t.a, -t.b, t.c, -t.d, t.e, std::int64_t{flip.millipoints} * 1000 - t.f};
}

/// Colours from one stop to the next (ISO 32000-1 7.10.3).
void append_step(std::string& out, Color from, Color to) {
    out += "<</FunctionType 2/Domain[0 1]/N 1/C0[";
    append_color(out, from);
    out += "]/C1[";
    append_color(out, to);
    out += "]>>";
}

/// The colours of a gradient by its offset. Two stops at one place are a sharp edge, with nothing between them.
void append_function(std::string& out, const std::vector<GradientStop>& stops, Color current_color) {
    struct Step {
        std::int32_t end;
        Color from, to;
    };
    const auto color_of = [&](const GradientStop& stop) { return stop.is_current_color ? current_color : stop.color; };
    std::vector<Step> steps;
    const auto add = [&](std::int32_t begin, std::int32_t end, Color from, Color to) {
        if (end > begin) steps.push_back({end, from, to});
    };
    add(0, stops.front().offset, color_of(stops.front()), color_of(stops.front()));
    for (std::size_t i = 1; i < stops.size(); ++i)
        add(stops[i - 1].offset, stops[i].offset, color_of(stops[i - 1]), color_of(stops[i]));
    add(stops.back().offset, one, color_of(stops.back()), color_of(stops.back()));
    if (steps.size() == 1) {
        append_step(out, steps[0].from, steps[0].to);
        return;
    }
    out += "<</FunctionType 3/Domain[0 1]/Functions[";
    for (const Step& step : steps) append_step(out, step.from, step.to);
    out += "]/Bounds[";
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        append_millionths(out, steps[i].end);
        out += ' ';
    }
    out += "]/Encode[";
    for (std::size_t i = 0; i < steps.size(); ++i) out += "0 1 ";
    out += "]>>";
}

}  // namespace

void append_space_matrix(std::string& out, const Transform& to_drawing, Length flip) {
    Transform matrix = turned_over(to_drawing, flip);
    matrix.c = -matrix.c;
    matrix.d = -matrix.d;
    append_matrix(out, matrix);
}

void append_picture_matrix(std::string& out, const Transform& to_drawing, int orientation, Length flip) {
    const Transform t = turned_over(to_drawing, flip);
    // The paint's unit square has its origin at the top.
    const Transform square{t.a, t.b, -t.c, -t.d, t.e + t.c, t.f + t.d};
    const int(&m)[6] = upright[orientation >= 1 && orientation <= 8 ? orientation - 1 : 0];
    append_matrix(out, {square.a * m[0] + square.c * m[1], square.b * m[0] + square.d * m[1],
                        square.a * m[2] + square.c * m[3], square.b * m[2] + square.d * m[3],
                        square.a * m[4] + square.c * m[5] + square.e, square.b * m[4] + square.d * m[5] + square.f});
}

void append_shading_pattern(std::string& out, const image::Gradient& gradient, const Transform& to_drawing, Length flip,
                            Color current_color) {
    out += "<</PatternType 2/Matrix[";
    append_matrix(out, turned_over(to_drawing, flip));
    out += gradient.radial ? "]/Shading<</ShadingType 3" : "]/Shading<</ShadingType 2";
    out += "/ColorSpace/DeviceRGB/Extend[true true]/Coords[";
    if (gradient.radial) {
        for (const std::int32_t value : {gradient.focal_x, gradient.focal_y, gradient.focal_radius}) {
            append_millionths(out, value);
            out += ' ';
        }
    } else {
        out += "0 0 ";
    }
    out += gradient.radial ? "0 0 1]/Function" : "1 0]/Function";
    append_function(out, gradient.stops, current_color);
    out += ">>>>";
}

}  // namespace carepress::pdf

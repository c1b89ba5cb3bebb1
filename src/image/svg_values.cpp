#include "image/svg_values.h"

#include "base/ascii.h"
#include "base/hex.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <numbers>
#include <string>

namespace carepress::image {
namespace {

constexpr double largest_number = 1e7;
constexpr std::string_view white_space = " \t\r\n\f";

bool is_space(char c) { return white_space.find(c) != std::string_view::npos; }

SvgMatrix rotation(double degrees) {
    const double radians = degrees * std::numbers::pi / 180;
    const double c = std::cos(radians), s = std::sin(radians);
    return {c, s, -s, c, 0, 0};
}

double tangent(double degrees) { return std::tan(degrees * std::numbers::pi / 180); }

/// The transform function `name` with its `count` numbers.
std::optional<SvgMatrix> transform_function(std::string_view name, const double* n, int count) {
    if (name == "matrix" && count == 6) return SvgMatrix{n[0], n[1], n[2], n[3], n[4], n[5]};
    if (name == "translate" && (count == 1 || count == 2)) return SvgMatrix{1, 0, 0, 1, n[0], count == 2 ? n[1] : 0};
    if (name == "scale" && (count == 1 || count == 2)) return SvgMatrix{n[0], 0, 0, n[count - 1], 0, 0};
    if (name == "rotate" && count == 1) return rotation(n[0]);
    if (name == "rotate" && count == 3)
        return SvgMatrix{1, 0, 0, 1, n[1], n[2]} * rotation(n[0]) * SvgMatrix{1, 0, 0, 1, -n[1], -n[2]};
    if (name == "skewX" && count == 1) return SvgMatrix{1, 0, tangent(n[0]), 1, 0, 0};
    if (name == "skewY" && count == 1) return SvgMatrix{1, tangent(n[0]), 0, 1, 0, 0};
    return std::nullopt;
}

std::optional<SvgColor> hex_color(std::string_view digits) {
    if (std::any_of(digits.begin(), digits.end(), [](char c) { return hex_value(c) < 0; })) return std::nullopt;
    const bool brief = digits.size() == 3 || digits.size() == 4;
    if (!brief && digits.size() != 6 && digits.size() != 8) return std::nullopt;
    const auto channel = [&](std::size_t i) {
        const int value =
            brief ? hex_value(digits[i]) * 17 : hex_value(digits[2 * i]) * 16 + hex_value(digits[2 * i + 1]);
        return static_cast<std::uint8_t>(value);
    };
    return SvgColor{{channel(0), channel(1), channel(2)}, digits.size() % 4 == 0 ? channel(3) / 255.0 : 1};
}

std::uint8_t channel_of(double value) { return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0))); }

/// The numbers in a colour function, old or new syntax: three, and maybe an alpha.
struct ColorArguments {
    double values[4] = {0, 0, 0, 1};
    bool percent[4] = {};
};

std::optional<ColorArguments> color_arguments(std::string_view text) {
    SvgScanner scanner(text);
    ColorArguments result;
    int count = 0;
    scanner.skip_space();
    for (; count < 4 && !scanner.at_end(); ++count) {
        if (!scanner.number(result.values[count])) return std::nullopt;
        result.percent[count] = scanner.word("%");
        if (count == 0) scanner.word("deg");
        scanner.skip_separator();
        if (count == 2 && scanner.word("/")) scanner.skip_space();
    }
    if (count < 3 || !scanner.at_end()) return std::nullopt;
    if (result.percent[3]) result.values[3] /= 100;
    result.values[3] = std::clamp(result.values[3], 0.0, 1.0);
    return result;
}

std::optional<SvgColor> rgb_color(const ColorArguments& in) {
    const auto channel = [&](int i) { return channel_of(in.percent[i] ? in.values[i] * 255 / 100 : in.values[i]); };
    return SvgColor{{channel(0), channel(1), channel(2)}, in.values[3]};
}

/// CSS Color 4, 7.1.
std::optional<SvgColor> hsl_color(const ColorArguments& in) {
    const double hue = in.values[0] - std::floor(in.values[0] / 360) * 360;
    const double saturation = std::clamp(in.values[1] / 100, 0.0, 1.0);
    const double lightness = std::clamp(in.values[2] / 100, 0.0, 1.0);
    const auto channel = [&](double n) {
        const double k = std::fmod(n + hue / 30, 12);
        const double a = saturation * std::min(lightness, 1 - lightness);
        return channel_of(255 * (lightness - a * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}))));
    };
    return SvgColor{{channel(0), channel(8), channel(4)}, in.values[3]};
}

}  // namespace

SvgMatrix SvgMatrix::operator*(const SvgMatrix& inner) const {
    return {a * inner.a + c * inner.b, b * inner.a + d * inner.b,     a * inner.c + c * inner.d,
            b * inner.c + d * inner.d, a * inner.e + c * inner.f + e, b * inner.e + d * inner.f + f};
}

std::optional<double> SvgMatrix::even_scale() const {
    // The two axes keep their angle and grow alike: the map is a similarity.
    const double x = std::hypot(a, b), y = std::hypot(c, d);
    const double largest = std::max(x, y);
    if (std::abs(x - y) > 0.01 * largest || std::abs(a * c + b * d) > 0.01 * largest * largest) return std::nullopt;
    return std::sqrt(std::abs(a * d - b * c));
}

std::optional<SvgMatrix> SvgMatrix::inverse() const {
    const double whole = determinant();
    if (!(std::abs(whole) > 1e-18)) return std::nullopt;
    return SvgMatrix{d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole};
}

void SvgScanner::skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
}

void SvgScanner::skip_separator() {
    skip_space();
    if (peek() != ',') return;
    advance();
    skip_space();
}

bool SvgScanner::number(double& value) {
    std::string_view text = rest_;
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const bool negative = text.size() == rest_.size() && !text.empty() && text.front() == '-';
    // from_chars would accept "inf" and "nan", which SVG's grammar does not have.
    const std::string_view digits = text.substr(negative ? 1 : 0);
    const bool well_formed =
        !digits.empty() && (is_digit(digits[0]) || (digits[0] == '.' && digits.size() > 1 && is_digit(digits[1])));
    if (!well_formed) return false;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || !(std::abs(value) <= largest_number)) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
}

bool SvgScanner::flag(bool& value) {
    if (peek() != '0' && peek() != '1') return false;
    value = peek() == '1';
    advance();
    return true;
}

bool SvgScanner::word(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
}

double SvgViewport::along(SvgAxis axis) const {
    switch (axis) {
        case SvgAxis::horizontal:
            return width;
        case SvgAxis::vertical:
            return height;
        case SvgAxis::diagonal:
            break;
    }
    return std::hypot(width, height) / std::numbers::sqrt2;
}

std::optional<double> read_svg_length(std::string_view text, SvgAxis axis, const SvgUnits* units) {
    struct Unit {
        std::string_view name;
        double pixels;
    };
    static constexpr Unit known[] = {{"", 1},    {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                                     {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"Q", 96 / 101.6}};
    SvgScanner scanner(trim(text));
    double value = 0;
    if (!scanner.number(value)) return std::nullopt;
    const std::string unit_name = ascii_lower(scanner.rest());
    if (units != nullptr) {
        if (unit_name == "%") return value / 100 * units->viewport.along(axis);
        if (unit_name == "em") return value * units->font_size;
        if (unit_name == "ex") return value * units->font_size / 2;
    }
    for (const Unit& unit : known)
        if (unit_name == unit.name) return value * unit.pixels;
    return std::nullopt;
}

std::optional<double> read_svg_share(std::string_view text) {
    SvgScanner scanner(trim(text));
    double value = 0;
    if (!scanner.number(value)) return std::nullopt;
    if (scanner.word("%")) value /= 100;
    if (!scanner.at_end()) return std::nullopt;
    return value;
}

std::optional<SvgBox> read_svg_view_box(std::string_view text) {
    SvgScanner scanner(text);
    SvgBox box;
    scanner.skip_space();
    for (double* value : {&box.x, &box.y, &box.width, &box.height}) {
        if (!scanner.number(*value)) return std::nullopt;
        scanner.skip_separator();
    }
    if (!scanner.at_end() || box.width <= 0 || box.height <= 0) return std::nullopt;
    return box;
}

SvgMatrix SvgFit::map(const SvgBox& box, double width, double height) const {
    double x_scale = width / box.width, y_scale = height / box.height;
    if (!stretches) x_scale = y_scale = slices ? std::max(x_scale, y_scale) : std::min(x_scale, y_scale);
    const double x_gap = stretches ? 0 : (width - box.width * x_scale) * x_share;
    const double y_gap = stretches ? 0 : (height - box.height * y_scale) * y_share;
    return {x_scale, 0, 0, y_scale, x_gap - box.x * x_scale, y_gap - box.y * y_scale};
}

std::optional<SvgFit> read_svg_fit(std::string_view text) {
    SvgFit fit;
    text = trim(text);
    if (text.starts_with("defer")) text = trim(text.substr(5));
    if (text.empty()) return fit;
    const std::size_t gap = text.find(' ');
    const std::string_view align = text.substr(0, gap);
    const std::string_view how = gap == std::string_view::npos ? "meet" : trim(text.substr(gap));
    if (how != "meet" && how != "slice") return std::nullopt;
    fit.slices = how == "slice";
    if (align == "none") {
        fit.stretches = true;
        return fit;
    }
    const auto share = [](std::string_view word) -> std::optional<double> {
        if (word == "Min") return 0.0;
        if (word == "Mid") return 0.5;
        if (word == "Max") return 1.0;
        return std::nullopt;
    };
    if (align.size() != 8 || align[0] != 'x' || align[4] != 'Y') return std::nullopt;
    const auto across = share(align.substr(1, 3)), down = share(align.substr(5, 3));
    if (!across || !down) return std::nullopt;
    fit.x_share = *across;
    fit.y_share = *down;
    return fit;
}

std::optional<std::string_view> read_svg_reference(std::string_view text, std::string_view& rest) {
    text = trim(text);
    if (!text.starts_with("url(")) return std::nullopt;
    const std::size_t close = text.find(')');
    if (close == std::string_view::npos) return std::nullopt;
    rest = trim(text.substr(close + 1));
    std::string_view inside = trim(text.substr(4, close - 4));
    if (inside.size() >= 2 && (inside[0] == '"' || inside[0] == '\'') && inside.back() == inside[0])
        inside = trim(inside.substr(1, inside.size() - 2));
    if (!inside.starts_with('#') || inside.size() == 1) return std::nullopt;
    return inside.substr(1);
}

std::optional<SvgMatrix> read_svg_transform(std::string_view text) {
    constexpr int most_functions = 100;
    SvgMatrix result;
    SvgScanner scanner(text);
    scanner.skip_space();
    for (int functions = 0; !scanner.at_end(); ++functions) {
        const std::size_t open = scanner.rest().find('(');
        if (functions == most_functions || open == std::string_view::npos) return std::nullopt;
        const std::string_view name = trim(scanner.rest().substr(0, open));
        scanner = SvgScanner(scanner.rest().substr(open + 1));
        double numbers[6] = {};
        int count = 0;
        scanner.skip_space();
        while (count < 6 && scanner.number(numbers[count])) {
            ++count;
            scanner.skip_separator();
        }
        if (!scanner.word(")")) return std::nullopt;
        const std::optional<SvgMatrix> function = transform_function(name, numbers, count);
        if (!function) return std::nullopt;
        result = result * *function;
        scanner.skip_separator();
    }
    return result;
}

std::optional<SvgColor> read_svg_color(std::string_view text) {
    const std::string lower = ascii_lower(trim(text));
    text = lower;
    if (text.starts_with('#')) return hex_color(text.substr(1));
    if (text == "transparent") return SvgColor{{}, 0};
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos) {
        if (const std::optional<Color> named = find_named_color(text)) return SvgColor{*named, 1};
        return std::nullopt;
    }
    const std::string_view function = trim(text.substr(0, open));
    if (!text.ends_with(')')) return std::nullopt;
    const auto arguments = color_arguments(text.substr(open + 1, text.size() - open - 2));
    if (!arguments) return std::nullopt;
    if (function == "rgb" || function == "rgba") return rgb_color(*arguments);
    if (function == "hsl" || function == "hsla") return hsl_color(*arguments);
    return std::nullopt;
}

}  // namespace carepress::image

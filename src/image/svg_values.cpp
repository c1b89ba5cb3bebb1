#include "image/svg_values.h"

#include "base/ascii.h"
#include "base/hex.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <numbers>

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

std::optional<Color> hex_color(std::string_view digits) {
    if (std::any_of(digits.begin(), digits.end(), [](char c) { return hex_value(c) < 0; })) return std::nullopt;
    const bool brief = digits.size() == 3 || digits.size() == 4;
    if (!brief && digits.size() != 6 && digits.size() != 8) return std::nullopt;
    const auto channel = [&](std::size_t i) {
        const int value =
            brief ? hex_value(digits[i]) * 17 : hex_value(digits[2 * i]) * 16 + hex_value(digits[2 * i + 1]);
        return static_cast<std::uint8_t>(value);
    };
    if (digits.size() % 4 == 0 && channel(3) != 255) return std::nullopt;
    return Color{channel(0), channel(1), channel(2)};
}

/// The inside of rgb() or rgba(), old or new syntax: three numbers or percentages and maybe an alpha of 1.
std::optional<Color> rgb_color(std::string_view arguments) {
    SvgScanner scanner(arguments);
    double values[4] = {0, 0, 0, 1};
    int count = 0;
    scanner.skip_space();
    for (; count < 4 && !scanner.at_end(); ++count) {
        if (!scanner.number(values[count])) return std::nullopt;
        if (scanner.word("%")) values[count] = values[count] * (count == 3 ? 1 : 255) / 100;
        scanner.skip_separator();
        if (count == 2 && scanner.word("/")) scanner.skip_space();
    }
    if (count < 3 || !scanner.at_end() || values[3] < 1) return std::nullopt;
    const auto channel = [](double value) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
    };
    return Color{channel(values[0]), channel(values[1]), channel(values[2])};
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

std::optional<double> read_svg_length(std::string_view text, SvgAxis axis, const SvgViewport* viewport) {
    struct Unit {
        std::string_view name;
        double pixels;
    };
    static constexpr Unit units[] = {{"", 1},    {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                                     {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}};
    SvgScanner scanner(trim(text));
    double value = 0;
    if (!scanner.number(value)) return std::nullopt;
    if (scanner.rest() == "%" && viewport != nullptr) return value / 100 * viewport->along(axis);
    for (const Unit& unit : units)
        if (scanner.rest() == unit.name) return value * unit.pixels;
    return std::nullopt;
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

std::optional<Color> read_svg_color(std::string_view text) {
    text = trim(text);
    if (text.starts_with('#')) return hex_color(text.substr(1));
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos) return find_named_color(text);
    const std::string_view function = text.substr(0, open);
    if ((function != "rgb" && function != "rgba" && function != "RGB") || !text.ends_with(')')) return std::nullopt;
    return rgb_color(text.substr(open + 1, text.size() - open - 2));
}

}  // namespace carepress::image

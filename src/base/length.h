#pragma once

#include <compare>
#include <cstdint>

namespace carepress {

/// A distance on paper: a fixed-point integer in thousandths of a point (1 pt = 1/72 inch,
/// ISO 32000-1 8.3.2.3). Integers make layout exact and the output the same on every machine.
/// Range: ±2,147,483 pt (about 757 m); readers refuse anything beyond ±14,400 pt, PDF's page limit.
struct Length {
    std::int32_t millipoints = 0;

    constexpr auto operator<=>(const Length&) const = default;
    constexpr Length operator-() const { return {-millipoints}; }
    constexpr Length& operator+=(Length other) {
        millipoints += other.millipoints;
        return *this;
    }
    constexpr Length& operator-=(Length other) {
        millipoints -= other.millipoints;
        return *this;
    }
    friend constexpr Length operator+(Length a, Length b) { return {a.millipoints + b.millipoints}; }
    friend constexpr Length operator-(Length a, Length b) { return {a.millipoints - b.millipoints}; }
    friend constexpr Length operator*(Length a, std::int32_t factor) { return {a.millipoints * factor}; }
    friend constexpr Length operator/(Length a, std::int32_t divisor) { return {a.millipoints / divisor}; }
};

/// `thousandths` of `length`, rounded to the nearest millipoint, halves away from zero. With `length` a font size
/// this turns glyph space (1/1000 em) into a distance.
constexpr Length scale(Length length, std::int64_t thousandths) {
    const std::int64_t product = std::int64_t{length.millipoints} * thousandths;
    return {static_cast<std::int32_t>((product + (product < 0 ? -500 : 500)) / 1000)};
}

constexpr Length points(std::int32_t whole) { return {whole * 1000}; }

namespace literals {
constexpr Length operator""_pt(unsigned long long whole) { return {static_cast<std::int32_t>(whole * 1000)}; }
constexpr Length operator""_pt(long double value) { return {static_cast<std::int32_t>(value * 1000 + 0.5L)}; }
}  // namespace literals

/// A place on a page. The origin is the page's top left corner and y grows downwards; src/pdf turns it round.
struct Point {
    Length x, y;
    constexpr bool operator==(const Point&) const = default;
};

struct Size {
    Length width, height;
    constexpr bool operator==(const Size&) const = default;
};

/// A rectangle by its top left corner and size.
struct Rectangle {
    Length x, y, width, height;
    constexpr Length right() const { return x + width; }
    constexpr Length bottom() const { return y + height; }
    constexpr bool operator==(const Rectangle&) const = default;
};

}  // namespace carepress

#pragma once

#include "base/color.h"

#include <optional>
#include <string_view>

namespace carepress::image {

/// An affine map (SVG 1.1, 7.4): x' = a x + c y + e, y' = b x + d y + f.
struct SvgMatrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    /// First `inner`, then this.
    SvgMatrix operator*(const SvgMatrix& inner) const;
    /// How much longer lines become, or nullopt where that depends on their direction (by over 1 %).
    std::optional<double> even_scale() const;
    double determinant() const { return a * d - b * c; }
    /// The map back; nullopt where this one flattens everything to a line.
    std::optional<SvgMatrix> inverse() const;
    double map_x(double x, double y) const { return a * x + c * y + e; }
    double map_y(double x, double y) const { return b * x + d * y + f; }

    static SvgMatrix translation(double x, double y) { return {1, 0, 0, 1, x, y}; }
    static SvgMatrix scaling(double x, double y) { return {x, 0, 0, y, 0, 0}; }
};

/// Goes over the numbers of an attribute: of a path, a list of points or a transformation. Numbers are read the same in
/// every locale; infinite, undefined and absurdly large ones (over ten million) are refused.
class SvgScanner {
public:
    explicit SvgScanner(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
    void advance() { rest_.remove_prefix(1); }
    std::string_view rest() const { return rest_; }

    void skip_space();
    /// White space with at most one comma.
    void skip_separator();
    /// False, and nothing consumed, if a valid number does not follow.
    bool number(double& value);
    /// A flag of an arc: a single 0 or 1, which the next number may follow at once.
    bool flag(bool& value);
    bool word(std::string_view expected);

private:
    std::string_view rest_;
};

/// What a percentage is a part of (SVG 1.1, 7.10).
enum class SvgAxis : unsigned char { horizontal, vertical, diagonal };

struct SvgViewport {
    double width = 0, height = 0;
    double along(SvgAxis axis) const;
};

/// What relative lengths are relative to.
struct SvgUnits {
    SvgViewport viewport;
    double font_size = 12;  ///< an em, in user units
};

/// A length in user units (CSS pixels). Units px, pt, pc, in, cm, mm and, of `units`, percent, em and ex (half an em);
/// nullopt for others.
std::optional<double> read_svg_length(std::string_view text, SvgAxis axis, const SvgUnits* units);

/// A number or a percentage, as a part of 1, and nothing after it.
std::optional<double> read_svg_share(std::string_view text);

/// viewBox (SVG 1.1, 7.7) and its like.
struct SvgBox {
    double x = 0, y = 0, width = 0, height = 0;
};
std::optional<SvgBox> read_svg_view_box(std::string_view text);

/// preserveAspectRatio (SVG 1.1, 7.8).
struct SvgFit {
    bool stretches = false;  ///< "none"
    double x_share = 0.5, y_share = 0.5;
    bool slices = false;
    /// The map from `box` to a viewport at the origin.
    SvgMatrix map(const SvgBox& box, double width, double height) const;
};
std::optional<SvgFit> read_svg_fit(std::string_view text);

/// The id in "url(#id)", with or without quotes; what follows goes to `rest`. nullopt if it is not that.
std::optional<std::string_view> read_svg_reference(std::string_view text, std::string_view& rest);

/// A list of transform functions (SVG 1.1, 7.6); nullopt when malformed.
std::optional<SvgMatrix> read_svg_transform(std::string_view text);

struct SvgColor {
    Color color;
    double alpha = 1;
};

/// One colour (CSS Color 4): #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), hsl(), both also with alpha, "transparent" or a
/// name.
std::optional<SvgColor> read_svg_color(std::string_view text);

/// The CSS colour keyword `name` (CSS Color 4, 6.1), in any case; nullopt when there is none.
std::optional<Color> find_named_color(std::string_view name);

}  // namespace carepress::image

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

/// A length in user units (CSS pixels). Units px, pt, pc, in, cm, mm and, of `viewport`, percent; nullopt for others.
std::optional<double> read_svg_length(std::string_view text, SvgAxis axis, const SvgViewport* viewport);

/// A list of transform functions (SVG 1.1, 7.6); nullopt when malformed.
std::optional<SvgMatrix> read_svg_transform(std::string_view text);

/// One colour: #rgb, #rrggbb, rgb() or a name of CSS; with alpha (#rgba, #rrggbbaa, rgba()) only where it is opaque.
std::optional<Color> read_svg_color(std::string_view text);

/// The CSS colour keyword `name` (CSS Color 4, 6.1), in any case; nullopt when there is none.
std::optional<Color> find_named_color(std::string_view name);

}  // namespace carepress::image

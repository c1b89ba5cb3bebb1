#pragma once

#include "style/palette.h"
#include "style/stylesheet.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace carepress::style {

/// What the values of all files of one layout are read against.
struct ValueContext {
    Length unit;      ///< "u" in lengths; 0 where the file has no unit (brands)
    Palette palette;  ///< what colour roles are known
    std::map<std::string, std::string> families;
    std::string folder;                                  ///< icons are looked up here
    std::string standard;                                ///< where icons are that are not there; or empty
    std::map<std::string, image::DrawingPointer> icons;  ///< read so far
    std::vector<std::string> pictures;                   ///< the files that pictures were read from
};

/// One value of a file on its way into a member: the node, where to complain and what it is read against.
/// Each read_… function returns false after an error, with the member as it was.
struct Value {
    const YamlNode& node;
    Diagnostics& diagnostics;
    ValueContext& context;

    void error(DiagnosticCode code, std::string message, std::string hint = {}) const {
        diagnostics.error(code, node.span, std::move(message), std::move(hint));
    }
};

/// The largest length that layouts know: PDF's page limit (ISO 32000-1 annex C), 14,400 pt.
inline constexpr Length longest_length = points(14'400);

/// "18pt", "20.7pt": to the tenth, cut off, so that what is under a limit never reads as the limit.
std::string in_points(Length length);

bool read_text(const Value& value, std::string& out);
bool read_flag(const Value& value, bool& out);
/// A whole number from `least` to `most`.
bool read_number(const Value& value, int least, int most, int& out);
/// A length with its unit: 12pt, 0.5in, 10mm, 1.25cm, 2u (base units); 0 needs none. Never negative.
bool read_length(const Value& value, Length& out);
bool read_length(const Value& value, std::optional<Length>& out);
/// A multiplier without a unit, "1.4", or a percentage, "140%", in thousandths, within the limits.
bool read_multiplier(const Value& value, int least, int most, int& out);
bool read_multiplier(const Value& value, int least, int most, std::optional<int>& out);
/// A length, or a multiplier of the font size (0.8 to 4): whichever it is, the other becomes zero.
bool read_leading(const Value& value, Length& length, int& thousandths);
/// A length for all four sides, or a mapping of sides.
bool read_sides(const Value& value, Sides& out);
/// A length for a square, or a mapping of width and height.
bool read_size(const Value& value, Size& out);
/// The index of a colour role of the palette.
bool read_role(const Value& value, int& out);
/// The same, or "none", which is -1.
bool read_role_or_none(const Value& value, int& out);
/// A family role, turned into the family that plays it.
bool read_family(const Value& value, std::string& out);
/// The icon in the file of that name in the layout's folder; "none" is nullptr.
bool read_icon(const Value& value, image::DrawingPointer& out);
/// One of `words`; its index.
bool read_word(const Value& value, std::span<const std::string_view> words, std::size_t& out);

/// Reads a drawing of `folder` that a layout or brand names. Null after an error.
image::DrawingPointer read_layout_drawing(const Value& value, const std::string& folder);

}  // namespace carepress::style

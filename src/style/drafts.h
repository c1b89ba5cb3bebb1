#pragma once

#include "style/palette.h"
#include "style/stylesheet.h"

#include <optional>
#include <string>
#include <vector>

/// What mappings of layouts and brands become while they are read: the stylesheet's own types, and what is
/// resolved last (colour roles, leading as a multiplier, edges of frames).
namespace carepress::style {

/// A value with the place of each of its keys, parallel to the key table it was read with.
template <class T>
struct Draft {
    T value;
    std::vector<Place> places;
};

struct LayoutDraft {
    std::string description, purpose, derives;
    Length unit, floor;
    bool short_disclaimer = false;
    PdfStandard standard = PdfStandard::ua_1;
    std::vector<std::string> sections;
};

struct FrameDraft {
    Frame frame;
    std::optional<Length> left, right, top, bottom, width, height;
    int border_color = -1, fill = -1;  ///< colour roles
    Place place;                       ///< of the mapping
};

struct BlockDraft {
    BlockStyle style;
    std::string like;
    int leading_thousandths = 0;  ///< of the size; 0: style.text.leading counts
    int color = -1, border_color = -1, fill = -1;
    Place place;
};

struct InlineDraft {
    InlineStyleOverride style;
    int color = -1;
};

struct TableDraft {
    Length rule;
    int rule_color = -1;
};

struct UnderlineDraft {
    int offset = 0, thickness = 0;  ///< thousandths of the size
};

struct BrandDraft {
    std::string name, description, default_language, logo_alternative;
    image::DrawingPointer logo;
    std::string time_zone;
    bool record_number = false;
};

struct TextsDraft {
    std::optional<std::string> organisation, telephone, tty, emergency_number, poison_help, crisis_line, learn_more,
        article_address, disclaimer, disclaimer_short, visit_disclaimer;
};

}  // namespace carepress::style

#pragma once

#include "image/svg_walk.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::image {

/// Sets one <text>: gathers its characters, lays them out in chunks (SVG 1.1, 10.5), and paints their outlines.
class SvgTextWalk {
public:
    SvgTextWalk(SvgWalk& walk, const pugi::xml_node& node, const SvgMatrix& matrix)
        : walk_(walk), node_(node), matrix_(matrix) {}

    void draw(const SvgStyle& style);

private:
    /// text-decoration of one element: its paints are that element's (SVG 1.1, 10.12).
    struct Decoration {
        enum class Kind : std::uint8_t { underline, overline, line_through };
        Kind kind = Kind::underline;
        std::size_t style = 0;
    };
    /// What an element gives to the characters in it.
    struct Span {
        SvgStyle style;
        double baseline_shift = 0;  ///< user units, upwards
        std::string_view alignment;
        std::vector<Decoration> decorations;
        std::optional<std::size_t> along;  ///< index into paths_
        bool is_seen = true;
    };
    struct Character {
        char32_t code = 0;
        std::size_t span = 0;
        std::optional<double> x, y, rotate;
        double dx = 0, dy = 0;
        bool has_dx = false, has_dy = false;
    };
    /// A line that text runs along, as short straight pieces.
    struct Line {
        std::vector<double> x, y, length;  ///< `length` from its beginning
        double start = 0;
    };
    /// textLength of characters [begin, end).
    struct Fitting {
        std::size_t begin = 0, end = 0;
        double length = 0;
        bool stretches = false;
    };
    /// A glyph, or several of one cluster, on its way.
    struct Placed {
        const SvgGlyph* glyph = nullptr;
        std::size_t span = 0, character = 0;
        bool begins = false, ends = false;  ///< its cluster
        double advance = 0, width = 0;      ///< with and without spacing
        bool is_fitted = false;
        double dx = 0, dy = 0;
    };
    struct Chunk {
        std::size_t begin = 0, end = 0;
        std::vector<SvgGlyph> glyphs;
        std::vector<Placed> placed;
    };

    // svg_text.cpp
    void gather(const pugi::xml_node& element, const Span& parent, int depth);
    void gather_child(const pugi::xml_node& element, const Span& parent, int depth);
    void append(std::string_view utf8, std::size_t span);
    void take_positions(const pugi::xml_node& element, const SvgStyle& style, std::size_t begin);
    std::vector<double> list(const pugi::xml_node& element, const char* name, SvgAxis axis, const SvgStyle& style);
    double baseline_shift_of(const pugi::xml_node& element, const SvgStyle& style);
    void take_decorations(const pugi::xml_node& element, Span& span);
    std::optional<Line> line_of(const pugi::xml_node& element, const SvgStyle& style);

    // svg_text_layout.cpp
    void lay_out();
    void shape(Chunk& chunk);
    void fit(Chunk& chunk);
    void place(const Chunk& chunk);
    void place_glyph(const Placed& placed, const SvgMatrix& frame, double size);
    double rise_of(const Span& span);
    void decorate(const Span& span, const SvgMatrix& frame, double width, bool over);
    void paint();
    std::optional<SvgMatrix> along(const Line& line, double offset) const;

    SvgWalk& walk_;
    const pugi::xml_node node_;
    const SvgMatrix matrix_;
    std::vector<Span> spans_;
    std::vector<Character> characters_;
    std::vector<Line> paths_;
    std::vector<Fitting> fittings_;
    bool after_space_ = true;
    double x_ = 0, y_ = 0;

    /// What is painted in one go, in order.
    struct Piece {
        SvgPath path;
        std::size_t style = 0;
    };
    std::vector<SvgStyle> styles_;  ///< of spans, then of decorations
    std::vector<Piece> below_, glyphs_, above_;
    SvgBounds bounds_;
    SvgPath boxes_;
};

}  // namespace carepress::image

#include "engine/svg_texts.h"

#include "base/ascii.h"
#include "text/outlines.h"
#include "text/shape.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace carepress::engine {
namespace {

constexpr double em = 1000;  // of a glyph's distances

/// The outline of a glyph in ems, y downwards, its origin at (x, y).
image::SvgPath outline_of(const std::vector<text::OutlineCommand>& commands, int units_per_em, double x, double y) {
    using Kind = text::OutlineCommand::Kind;
    const double unit = 100.0 * units_per_em;
    image::SvgPath path;
    double at_x = 0, at_y = 0;
    for (const text::OutlineCommand& command : commands) {
        const auto to_x = [&](int i) { return x + command.points[i].x / unit; };
        const auto to_y = [&](int i) { return y - command.points[i].y / unit; };
        int last = 0;
        switch (command.kind) {
            case Kind::move:
                path.move(to_x(0), to_y(0));
                break;
            case Kind::line:
                path.line(to_x(0), to_y(0));
                break;
            case Kind::quadratic: {
                last = 1;
                const double x1 = to_x(0), y1 = to_y(0), x2 = to_x(1), y2 = to_y(1);
                path.curve(at_x + (x1 - at_x) * 2 / 3, at_y + (y1 - at_y) * 2 / 3, x2 + (x1 - x2) * 2 / 3,
                           y2 + (y1 - y2) * 2 / 3, x2, y2);
                break;
            }
            case Kind::cubic:
                last = 2;
                path.curve(to_x(0), to_y(0), to_x(1), to_y(1), to_x(2), to_y(2));
                break;
            case Kind::close:
                path.close();
                continue;
        }
        at_x = to_x(last);
        at_y = to_y(last);
    }
    return path;
}

}  // namespace

struct SvgTexts::Implementation {
    explicit Implementation(const text::FontLibrary& fonts) : shaper(fonts), outlines(fonts) {}
    text::Shaper shaper;
    text::OutlineReader outlines;
};

SvgTexts::SvgTexts(const text::FontLibrary& fonts) : fonts_(fonts) {}
SvgTexts::~SvgTexts() = default;

SvgTexts::Implementation& SvgTexts::implementation() {
    if (!implementation_) implementation_ = std::make_unique<Implementation>(fonts_);
    return *implementation_;
}

std::string SvgTexts::family_of(const std::string& list) const {
    const std::vector<std::string> families = fonts_.families();
    std::string_view rest = list;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view name = trim(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (name.size() >= 2 && (name[0] == '"' || name[0] == '\'')) name = trim(name.substr(1, name.size() - 2));
        const std::string lower = ascii_lower(name);
        for (const std::string& family : families)
            if (ascii_lower(family) == lower) return family;
        if (lower == "serif" && fonts_.has_family("Noto Serif")) return "Noto Serif";
        if (lower == "sans-serif") break;
    }
    return "Noto Sans";
}

std::vector<image::SvgGlyph> SvgTexts::set(const std::u16string& text, const std::vector<Run>& runs, bool right_to_left,
                                           std::u32string& missing) {
    Implementation& self = implementation();
    text::StyledText styled;
    styled.text = text;
    styled.languages = {"en"};
    styled.direction = right_to_left ? text::Direction::right_to_left : text::Direction::left_to_right;
    for (const Run& run : runs) {
        TextStyle style;
        style.family = family_of(run.look.family);
        style.weight = run.look.weight;
        style.slant = run.look.italic ? Slant::italic : Slant::upright;
        style.size = points(1);
        style.leading = points(1);
        text::StyledRun& made = styled.runs.emplace_back();
        made.begin = run.begin;
        made.end = run.end;
        made.style = static_cast<std::uint32_t>(styled.styles.size());
        styled.styles.push_back(std::move(style));
    }
    self.shaper.new_document();
    const text::ShapedParagraph paragraph = self.shaper.shape(styled);
    for (const auto& each : paragraph.missing) missing += each.character;
    const text::Line line = self.shaper.make_line(paragraph, 0, static_cast<std::uint32_t>(paragraph.segments.size()));
    std::vector<image::SvgGlyph> glyphs;
    for (const text::LineRun& run : line.runs) {
        const std::size_t first = glyphs.size();
        const int units_per_em = fonts_.metrics(run.face).units_per_em;
        for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) {
            const text::Glyph& glyph = line.glyphs[i];
            image::SvgGlyph& made = glyphs.emplace_back();
            made.begin = glyph.cluster;
            made.advance = glyph.advance / em;
            made.right_to_left = run.level % 2 == 1;
            if (glyph.id != 0)
                made.outline = outline_of(self.outlines.read(run.face, glyph.id), units_per_em, glyph.x_offset / em,
                                          -glyph.y_offset / em);
        }
        // A cluster ends where the next one of the run begins.
        std::vector<std::uint32_t> begins = {run.text_end};
        for (std::size_t i = first; i < glyphs.size(); ++i) begins.push_back(glyphs[i].begin);
        std::sort(begins.begin(), begins.end());
        for (std::size_t i = first; i < glyphs.size(); ++i) {
            const auto next = std::upper_bound(begins.begin(), begins.end(), glyphs[i].begin);
            glyphs[i].end = next == begins.end() ? run.text_end : *next;
        }
    }
    return glyphs;
}

image::SvgFontMetrics SvgTexts::metrics(const image::SvgTextLook& look) {
    const text::FaceId face =
        fonts_.find(family_of(look.family), look.weight, look.italic ? Slant::italic : Slant::upright);
    if (face == text::no_face) return {};
    const text::FaceMetrics& metrics = fonts_.metrics(face);
    return {metrics.ascent / em, -metrics.descent / em, metrics.x_height / em};
}

}  // namespace carepress::engine

#include "base/ascii.h"
#include "base/utf.h"
#include "image/svg_text_walk.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

constexpr std::size_t most_characters = 20'000;  // of one <text>

/// Where subscripts and superscripts are, in ems: as most text faces say in OS/2.
constexpr double subscript_fall = 0.075, superscript_rise = 0.35;

char32_t next_character(std::u16string_view text, std::size_t& at) {
    const char16_t unit = text[at++];
    if (unit < 0xD800 || unit > 0xDBFF || at == text.size()) return unit;
    return 0x10000 + ((unit - 0xD800U) << 10) + (text[at++] - 0xDC00U);
}

}  // namespace

void SvgWalk::text(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix) {
    if (document_.texts == nullptr) {
        faults_.error(node, "<text> cannot be printed here", "convert text to paths in the drawing program");
        return;
    }
    SvgTextWalk(*this, node, matrix).draw(style);
}

void SvgTextWalk::draw(const SvgStyle& style) {
    Span span;
    span.style = style;
    // Of what is around the text: in the text's own colours.
    for (pugi::xml_node outer = node_.parent(); outer; outer = outer.parent()) take_decorations(outer, span);
    gather_child(node_, span, 1);
    while (!characters_.empty() && characters_.back().code == U' ' &&
           !spans_[characters_.back().span].style.font.keeps_space)
        characters_.pop_back();
    if (characters_.empty() || walk_.faults_.any_errors()) return;
    lay_out();
    paint();
}

/// Appends the characters of `element`, whose style is that of `parent` already.
void SvgTextWalk::gather_child(const pugi::xml_node& element, const Span& parent, int depth) {
    Span span = parent;
    if (element != node_) span.baseline_shift += baseline_shift_of(element, span.style);
    span.alignment = trim(element.attribute("alignment-baseline").value());
    if (span.style.font.vertical)
        walk_.faults_.error(element, "vertical text (writing-mode) cannot be printed",
                            "convert it to paths in the drawing program");
    if (trim(element.attribute("unicode-bidi").value()).ends_with("override"))
        walk_.faults_.error(element, "text in a forced order (unicode-bidi) cannot be printed",
                            "convert it to paths in the drawing program");
    if (span.style.font.small_caps)
        walk_.faults_.warning(element, "small capitals are set as the letters that they stand for");
    take_decorations(element, span);
    const std::size_t begin = characters_.size();
    gather(element, span, depth);
    take_positions(element, span.style, begin);
    if (const pugi::xml_attribute attribute = element.attribute("textLength")) {
        const double length = walk_.length(element, "textLength", SvgAxis::horizontal, span.style, -1);
        if (length >= 0)
            fittings_.push_back({begin, characters_.size(), length,
                                 trim(element.attribute("lengthAdjust").value()) == "spacingAndGlyphs"});
    }
}

void SvgTextWalk::gather(const pugi::xml_node& element, const Span& span, int depth) {
    const std::size_t own = spans_.size();
    spans_.push_back(span);
    for (const pugi::xml_node child : element.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            append(child.value(), own);
            continue;
        }
        if (child.type() != pugi::node_element || !walk_.spend(child, depth)) continue;
        const std::string_view name = svg_name(child, walk_.document_.prefix);
        if (name != "tspan" && name != "a" && name != "tref" && name != "textPath") continue;
        if (trim(child.attribute("display").value()) == "none" || !walk_.is_for_us(child)) continue;
        Span inside = span;
        SvgUnits units = walk_.units(span.style);
        inside.style = read_svg_style(child, span.style, units, walk_.faults_);
        if (name == "tref") {
            const std::string_view reference = svg_href(child);
            const pugi::xml_node target =
                reference.starts_with('#') ? walk_.find(reference.substr(1), {}) : pugi::xml_node{};
            const std::size_t begin = characters_.size();
            const std::size_t place = spans_.size();
            spans_.push_back(inside);
            for (const auto& node : target.select_nodes(".//text()")) append(node.node().value(), place);
            take_positions(child, inside.style, begin);
            continue;
        }
        if (name == "textPath") {
            auto line = line_of(child, inside.style);
            if (!line) continue;
            inside.along = paths_.size();
            paths_.push_back(std::move(*line));
        }
        gather_child(child, inside, depth + 1);
    }
}

/// White space by xml:space (SVG 1.1, 10.15).
void SvgTextWalk::append(std::string_view utf8, std::size_t span) {
    const bool keeps = spans_[span].style.font.keeps_space;
    const std::u16string text = to_utf16(utf8);
    for (std::size_t at = 0; at < text.size();) {
        char32_t code = next_character(text, at);
        if (code == U'\r' || (code == U'\n' && !keeps)) {
            if (code == U'\r' && keeps && at < text.size() && text[at] == u'\n') continue;
            code = U' ';
        }
        if (code == U'\t' || code == U'\n') code = U' ';
        if (code < 0x20) continue;
        if (code == U' ' && !keeps && after_space_) continue;
        after_space_ = code == U' ';
        if (characters_.size() == most_characters) {
            walk_.faults_.error(node_, "a <text> has over " + std::to_string(most_characters) + " characters",
                                "put it into the article");
            return;
        }
        Character& character = characters_.emplace_back();
        character.code = code;
        character.span = span;
    }
}

std::vector<double> SvgTextWalk::list(const pugi::xml_node& element, const char* name, SvgAxis axis,
                                      const SvgStyle& style) {
    std::vector<double> values;
    const SvgUnits units = walk_.units(style);
    std::string_view rest = trim(element.attribute(name).value());
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t\r\n,"), rest.size());
        const auto value = read_svg_length(rest.substr(0, end), axis, &units);
        if (!value) {
            walk_.faults_.warning(element, "the " + std::string(name) + " of " + svg_tag(element.name()) +
                                               " is malformed and is left out");
            return {};
        }
        values.push_back(*value);
        rest.remove_prefix(end);
        while (!rest.empty() && (rest[0] == ',' || trim(rest.substr(0, 1)).empty())) rest.remove_prefix(1);
    }
    return values;
}

/// Inner elements come first: what they say counts.
void SvgTextWalk::take_positions(const pugi::xml_node& element, const SvgStyle& style, std::size_t begin) {
    const bool in_path = svg_name(element, walk_.document_.prefix) == "textPath";
    const std::vector<double> x = in_path ? std::vector<double>{} : list(element, "x", SvgAxis::horizontal, style);
    const std::vector<double> y = in_path ? std::vector<double>{} : list(element, "y", SvgAxis::vertical, style);
    const std::vector<double> dx = list(element, "dx", SvgAxis::horizontal, style);
    const std::vector<double> dy = list(element, "dy", SvgAxis::vertical, style);
    std::vector<double> rotate;
    if (std::string_view(element.attribute("rotate").value()).find_first_not_of("0123456789+-.eE, \t\r\n") ==
        std::string_view::npos)
        rotate = list(element, "rotate", SvgAxis::diagonal, style);
    for (std::size_t i = begin; i < characters_.size(); ++i) {
        Character& character = characters_[i];
        const std::size_t k = i - begin;
        if (k < x.size() && !character.x) character.x = x[k];
        if (k < y.size() && !character.y) character.y = y[k];
        if (k < dx.size() && !std::exchange(character.has_dx, true)) character.dx = dx[k];
        if (k < dy.size() && !std::exchange(character.has_dy, true)) character.dy = dy[k];
        if (!rotate.empty() && !character.rotate) character.rotate = rotate[std::min(k, rotate.size() - 1)];
    }
}

double SvgTextWalk::baseline_shift_of(const pugi::xml_node& element, const SvgStyle& style) {
    const std::string_view text = trim(element.attribute("baseline-shift").value());
    const double size = style.font.size;
    if (text.empty() || text == "baseline") return 0;
    if (text == "sub") return -subscript_fall * size;
    if (text == "super") return superscript_rise * size;
    if (text.ends_with('%')) return read_svg_share(text).value_or(0) * size;
    const SvgUnits units = walk_.units(style);
    const auto length = read_svg_length(text, SvgAxis::vertical, &units);
    if (!length) walk_.faults_.warning(element, "a baseline-shift is malformed and is left out");
    return length.value_or(0);
}

void SvgTextWalk::take_decorations(const pugi::xml_node& element, Span& span) {
    const std::string text = " " + std::string(element.attribute("text-decoration").value()) + " ";
    const auto add = [&](const std::string& word, Decoration::Kind kind) {
        if (text.find(" " + word + " ") == std::string::npos) return;
        std::erase_if(span.decorations, [&](const Decoration& d) { return d.kind == kind; });
        span.decorations.push_back({kind, styles_.size()});
        styles_.push_back(span.style);
    };
    add("underline", Decoration::Kind::underline);
    add("overline", Decoration::Kind::overline);
    add("line-through", Decoration::Kind::line_through);
}

/// The path that a <textPath> names; nullopt, with a warning, if there is none: then its text is not drawn (SVG 1.1,
/// 10.13.2).
std::optional<SvgTextWalk::Line> SvgTextWalk::line_of(const pugi::xml_node& element, const SvgStyle& style) {
    const std::string_view reference = svg_href(element);
    const pugi::xml_node target = reference.starts_with('#') ? walk_.find(reference.substr(1), {}) : pugi::xml_node{};
    const std::string_view name = svg_name(target, walk_.document_.prefix);
    SvgPath own;
    const bool known = name == "path" || name == "rect" || name == "circle" || name == "ellipse" || name == "line" ||
                       name == "polyline" || name == "polygon";
    if (!known || !walk_.outline(target, name, style, own) || own.empty()) {
        walk_.faults_.warning(element, "a <textPath> refers to no path: its text is left out", "correct the reference");
        return std::nullopt;
    }
    SvgPath path;
    path.append(own, walk_.transform_of(target, style).value_or(SvgMatrix{}));
    Line line;
    double start_x = 0, start_y = 0;
    const auto go = [&](double x, double y, bool draws) {
        const double before = line.length.empty() ? 0 : line.length.back();
        const double step = draws && !line.x.empty() ? std::hypot(x - line.x.back(), y - line.y.back()) : 0;
        line.x.push_back(x);
        line.y.push_back(y);
        line.length.push_back(before + step);
    };
    for (const SvgSegment& segment : path.segments()) {
        if (segment.kind == PathCommand::Kind::move) {
            go(start_x = segment.x[0], start_y = segment.y[0], false);
        } else if (segment.kind == PathCommand::Kind::line) {
            go(segment.x[0], segment.y[0], true);
        } else if (segment.kind == PathCommand::Kind::close) {
            go(start_x, start_y, true);
        } else {
            constexpr int pieces = 128;
            const double x0 = line.x.back(), y0 = line.y.back();
            for (int i = 1; i <= pieces; ++i) {
                const double t = static_cast<double>(i) / pieces, u = 1 - t;
                const double k0 = u * u * u, k1 = 3 * u * u * t, k2 = 3 * u * t * t, k3 = t * t * t;
                go(k0 * x0 + k1 * segment.x[0] + k2 * segment.x[1] + k3 * segment.x[2],
                   k0 * y0 + k1 * segment.y[0] + k2 * segment.y[1] + k3 * segment.y[2], true);
            }
        }
    }
    if (!walk_.count(element, line.x.size())) return std::nullopt;
    const std::string_view offset = trim(element.attribute("startOffset").value());
    if (offset.ends_with('%'))
        line.start = read_svg_share(offset).value_or(0) * line.length.back();
    else
        line.start = walk_.length(element, "startOffset", SvgAxis::diagonal, style);
    return line;
}

}  // namespace carepress::image

#include "base/ascii.h"
#include "base/source.h"
#include "base/utf.h"
#include "image/formats.h"
#include "image/read.h"
#include "image/svg_css.h"
#include "image/svg_file.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

/// Whether `text` is in UTF-16, by its byte order mark.
bool is_utf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

}  // namespace

SvgFile::SvgFile(std::string_view bytes, const PictureReport& report, SvgTextSetter* texts)
    : bytes_(bytes), report_(report), faults_(bytes, report) {
    svg_.texts = texts;
    svg_.has_context_paints = bytes.find("context-") != std::string_view::npos;
}

bool SvgFile::open() {
    if (!parse() || !survey()) return false;
    apply_svg_styles(svg_.root, svg_.prefix, faults_);
    return !faults_.any_errors();
}

/// Parses the XML. Entities are never expanded, external files never opened (pugixml knows neither).
bool SvgFile::parse() {
    if (bytes_.size() > largest_source) {
        report_.error("is an SVG of over 8 MB", "simplify the drawing, or give it as PNG");
        return false;
    }
    std::string_view text = bytes_;
    if (is_utf16(text)) {
        report_.error("is an SVG in UTF-16", "save it as UTF-8");
        return false;
    }
    if (find_malformed_utf8(text)) {
        report_.error("is an SVG that is not in UTF-8", "save it as UTF-8");
        return false;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const pugi::xml_parse_result result = document_.load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_doctype | pugi::parse_pi | pugi::parse_ws_pcdata,
        pugi::encoding_utf8);
    if (!result) {
        const auto offset = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, result.offset));
        report_.error("is not well-formed XML, near line " + std::to_string(position_at(text, offset).line) + " (" +
                          result.description() + ")",
                      "export the drawing again as plain SVG");
        return false;
    }
    return check_prolog() && find_root();
}

bool SvgFile::check_prolog() {
    for (const pugi::xml_node node : document_.children()) {
        const std::string_view name = node.name();
        if (node.type() == pugi::node_doctype &&
            std::string_view(node.value()).find("<!ENTITY") != std::string_view::npos)
            faults_.error(node, "a DOCTYPE that declares entities is refused", "save as plain SVG, without a DOCTYPE");
        if (node.type() == pugi::node_pi && name == "xml-stylesheet")
            faults_.error(node, "a style sheet in another file is not read",
                          "put the style sheet into the drawing, in <style>");
    }
    return !faults_.any_errors();
}

bool SvgFile::find_root() {
    svg_.root = document_.document_element();
    const std::string_view name = svg_.root.name();
    const std::size_t colon = name.find(':');
    svg_.prefix = colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon + 1);
    if (svg_name(svg_.root, svg_.prefix) == "svg") return true;
    report_.error("is XML, but not SVG", "save it as SVG, PNG or JPEG");
    return false;
}

/// Counts elements and depth before anything recursive, gathers ids, and finds what acts from anywhere in the file.
bool SvgFile::survey() {
    std::size_t nodes = 0;
    int depth = 1;
    pugi::xml_node node = svg_.root;
    while (true) {
        if (node.type() != pugi::node_pcdata) ++nodes;
        if (nodes > largest_svg_nodes || depth > largest_svg_depth) {
            faults_.error(node,
                          "over " + std::to_string(largest_svg_nodes) + " nodes, or over " +
                              std::to_string(largest_svg_depth) + " levels of nesting",
                          "simplify the drawing, or give it as PNG");
            return false;
        }
        if (node.type() == pugi::node_element) look_at(node);
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (node != svg_.root && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (node == svg_.root) return !faults_.any_errors();
        node = node.next_sibling();
    }
}

void SvgFile::look_at(const pugi::xml_node& node) {
    if (const pugi::xml_attribute id = node.attribute("id")) svg_.ids.emplace(id.value(), node);
    const std::string_view name = svg_name(node, svg_.prefix);
    if (name == "script")
        faults_.warning(node, "a script is not run: the drawing is as it is without", "save it as plain SVG");
    if (name == "animate" || name == "animateTransform" || name == "animateMotion" || name == "animateColor" ||
        name == "set")
        faults_.warning(node, "an animation is not played: the drawing is as it is before", "save a still image");
}

std::optional<double> SvgFile::side(const char* name, double whole, SvgAxis axis) {
    const std::string_view text = trim(svg_.root.attribute(name).value());
    // All of the page is not an absolute size; a part of the viewBox is.
    if (text.empty() || text == "auto" || text == "100%" || (text.ends_with('%') && whole == 0)) return 0.0;
    SvgUnits units;
    units.viewport = {whole, whole};
    const std::optional<double> value = read_svg_length(text, axis, &units);
    if (value && *value > 0) return value;
    faults_.error(svg_.root, "the " + std::string(name) + " of <svg> is not a supported positive length",
                  "give it in px, pt, mm, cm or in");
    return std::nullopt;
}

std::optional<SvgViewport> SvgFile::size() {
    if (const pugi::xml_attribute view_box = svg_.root.attribute("viewBox")) {
        view_box_ = read_svg_view_box(view_box.value());
        if (!view_box_)
            faults_.error(svg_.root, "the viewBox is malformed or empty", "give it as min-x min-y width height");
    }
    const SvgBox box = view_box_.value_or(SvgBox{});
    const auto stated_width = side("width", box.width, SvgAxis::horizontal);
    const auto stated_height = side("height", box.height, SvgAxis::vertical);
    if (!stated_width || !stated_height || faults_.any_errors()) return std::nullopt;
    size_ = {*stated_width, *stated_height};
    if (view_box_) {
        if (size_.width == 0) size_.width = size_.height == 0 ? box.width : size_.height * box.width / box.height;
        if (size_.height == 0) size_.height = size_.width * box.height / box.width;
    }
    if (size_.width > 0 && size_.height > 0) return size_;
    faults_.error(svg_.root, "<svg> has no size", "give it width and height, or a viewBox");
    return std::nullopt;
}

std::optional<VectorDrawing> SvgFile::draw(const SvgMatrix& matrix, SvgBudget& budget) {
    const SvgBox box = view_box_.value_or(SvgBox{0, 0, size_.width, size_.height});
    const auto fit = read_svg_fit(svg_.root.attribute("preserveAspectRatio").value());
    if (!fit) faults_.warning(svg_.root, "preserveAspectRatio is malformed", "see SVG 1.1, section 7.8");
    SvgWalk walk(svg_, {box.width, box.height}, budget, faults_);
    walk.root(matrix, fit.value_or(SvgFit{}).map(box, size_.width, size_.height));
    if (faults_.any_errors()) return std::nullopt;
    return walk.take();
}

std::optional<Drawing> read_svg(std::string_view bytes, const PictureReport& report, SvgTextSetter* texts) {
    SvgFile file(bytes, report, texts);
    if (!file.open()) return std::nullopt;
    const std::optional<SvgViewport> size = file.size();
    if (!size) return std::nullopt;
    const double wide = size->width * svg_millipoints_a_pixel, high = size->height * svg_millipoints_a_pixel;
    if (wide > largest_extent || high > largest_extent || wide < 1 || high < 1) {
        file.faults().error(file.root(), "<svg> is larger than 14,400 pt or smaller than 0.001 pt",
                            "correct its width and height");
        return std::nullopt;
    }
    SvgBudget budget;
    auto content = file.draw(SvgMatrix::scaling(svg_millipoints_a_pixel, svg_millipoints_a_pixel), budget);
    if (!content) return std::nullopt;
    if (content->paths.empty()) {
        report.error("draws nothing", "check that its shapes have a size and a fill or stroke");
        return std::nullopt;
    }
    Drawing drawing;
    drawing.size = {{static_cast<std::int32_t>(std::lround(wide))}, {static_cast<std::int32_t>(std::lround(high))}};
    drawing.content = std::move(*content);
    return drawing;
}

}  // namespace carepress::image

#include "base/ascii.h"
#include "base/source.h"
#include "image/formats.h"
#include "image/read.h"
#include "image/svg_walk.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace carepress::image {
namespace {

constexpr double millipoints_a_pixel = 750;  // CSS: 96 px = 72 pt

/// viewBox (SVG 1.1, 7.7).
struct ViewBox {
    double x = 0, y = 0, width = 0, height = 0;
};

std::optional<ViewBox> read_view_box(std::string_view text) {
    SvgScanner scanner(text);
    ViewBox box;
    scanner.skip_space();
    for (double* value : {&box.x, &box.y, &box.width, &box.height}) {
        if (!scanner.number(*value)) return std::nullopt;
        scanner.skip_separator();
    }
    if (!scanner.at_end() || box.width <= 0 || box.height <= 0) return std::nullopt;
    return box;
}

/// The map from the view box to a viewport of `width` x `height` (SVG 1.1, 7.8); nullopt for an unknown
/// preserveAspectRatio.
std::optional<SvgMatrix> fit(const ViewBox& box, double width, double height, std::string_view preserve) {
    double x_scale = width / box.width, y_scale = height / box.height;
    preserve = trim(preserve);
    if (preserve.empty()) preserve = "xMidYMid";
    const std::size_t gap = preserve.find(' ');
    const std::string_view align = preserve.substr(0, gap);
    const std::string_view how = gap == std::string_view::npos ? "meet" : trim(preserve.substr(gap));
    if (how != "meet" && how != "slice") return std::nullopt;
    double x_share = 0, y_share = 0;
    if (align != "none") {
        const auto share = [](std::string_view word) -> std::optional<double> {
            if (word == "Min") return 0.0;
            if (word == "Mid") return 0.5;
            if (word == "Max") return 1.0;
            return std::nullopt;
        };
        if (align.size() != 8 || align[0] != 'x' || align[4] != 'Y') return std::nullopt;
        const auto across = share(align.substr(1, 3)), down = share(align.substr(5, 3));
        if (!across || !down) return std::nullopt;
        x_scale = y_scale = how == "meet" ? std::min(x_scale, y_scale) : std::max(x_scale, y_scale);
        x_share = *across;
        y_share = *down;
    }
    return SvgMatrix{x_scale,
                     0,
                     0,
                     y_scale,
                     (width - box.width * x_scale) * x_share - box.x * x_scale,
                     (height - box.height * y_scale) * y_share - box.y * y_scale};
}

/// Reads one SVG file: parse, survey, frame, walk.
class SvgReader {
public:
    SvgReader(std::string_view bytes, const PictureReport& report)
        : bytes_(bytes), report_(report), faults_(bytes, report) {}

    std::optional<Drawing> read() {
        if (!parse() || !survey()) return std::nullopt;
        const std::optional<SvgMatrix> matrix = frame();
        if (!matrix || faults_.any()) return std::nullopt;
        SvgWalk walk(prefix_, ids_, viewport_, faults_);
        if (root_style_.displayed && root_style_.style.opacity > 0) walk.children(root_, root_style_.style, *matrix, 1);
        if (faults_.any()) return std::nullopt;
        VectorDrawing content = walk.take();
        if (content.paths.empty()) {
            report_.error("draws nothing", "check that its shapes have a size and a fill or stroke");
            return std::nullopt;
        }
        Drawing drawing;
        drawing.size = size_;
        drawing.content = std::move(content);
        return drawing;
    }

private:
    /// Parses the XML. Entities are never expanded, external files never opened (pugixml knows neither).
    bool parse() {
        if (bytes_.size() > largest_source) {
            report_.error("is an SVG of over 8 MB", "simplify the drawing, or give it as PNG");
            return false;
        }
        std::string_view text = bytes_;
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        const pugi::xml_parse_result result = document_.load_buffer(
            text.data(), text.size(), pugi::parse_default | pugi::parse_doctype | pugi::parse_pi, pugi::encoding_utf8);
        if (!result) {
            const auto offset = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, result.offset));
            report_.error("is not well-formed XML, near line " + std::to_string(position_at(text, offset).line) + " (" +
                              result.description() + ")",
                          "export the drawing again as plain SVG");
            return false;
        }
        return check_prolog() && find_root();
    }

    bool check_prolog() {
        for (const pugi::xml_node node : document_.children()) {
            const std::string_view name = node.name();
            if (node.type() == pugi::node_doctype && std::string_view(node.value()).find('[') != std::string_view::npos)
                faults_.add(node, "a DOCTYPE that declares entities is refused",
                            "save as plain SVG, without a DOCTYPE");
            if (node.type() == pugi::node_pi && name == "xml-stylesheet")
                faults_.add(node, "a style sheet is outside the subset of SVG that prints",
                            "have the drawing program write presentation attributes instead of CSS");
        }
        return !faults_.any();
    }

    bool find_root() {
        root_ = document_.document_element();
        const std::string_view name = root_.name();
        const std::size_t colon = name.find(':');
        prefix_ = colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon + 1);
        if (svg_name(root_, prefix_) == "svg") return true;
        report_.error("is XML, but not SVG", "save it as SVG, PNG or JPEG");
        return false;
    }

    /// Counts elements and depth before anything recursive, gathers ids, and refuses what acts from anywhere in the
    /// file.
    bool survey() {
        std::size_t nodes = 0;
        int depth = 1;
        pugi::xml_node node = root_;
        while (true) {
            if (++nodes > largest_svg_nodes || depth > largest_svg_depth) {
                faults_.add(node,
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
            while (node != root_ && !node.next_sibling()) {
                node = node.parent();
                --depth;
            }
            if (node == root_) return !faults_.any();
            node = node.next_sibling();
        }
    }

    void look_at(const pugi::xml_node& node) {
        if (const pugi::xml_attribute id = node.attribute("id")) ids_.emplace(id.value(), node);
        const std::string_view name = svg_name(node, prefix_);
        if (name == "style" && node.first_child())
            faults_.add(node, "a style sheet (<style>) is outside the subset of SVG that prints",
                        "have the drawing program write presentation attributes instead of CSS");
        if (name == "script") faults_.add(node, "<script> is refused", "save as plain SVG");
        if (name == "animate" || name == "animateTransform" || name == "animateMotion" || name == "animateColor" ||
            name == "set")
            faults_.add(node, "animation is outside the subset of SVG that prints", "save a still image");
    }

    std::optional<double> side(const char* name, std::string_view in_style, SvgAxis axis) {
        const std::string_view text = trim(in_style.empty() ? root_.attribute(name).value() : in_style);
        // A percentage of the page is not an absolute size.
        if (text.empty() || text == "auto" || text.ends_with('%')) return 0.0;
        const std::optional<double> value = read_svg_length(text, axis, nullptr);
        if (value && *value > 0) return value;
        faults_.add(root_, "the " + std::string(name) + " of <svg> is not a supported positive length",
                    "give it in px, pt, mm, cm or in");
        return std::nullopt;
    }

    /// Finds the drawing's size, what percentages mean in it, and the map from user units to millipoints.
    std::optional<SvgMatrix> frame() {
        const std::string_view view_box = root_.attribute("viewBox").value();
        const std::optional<ViewBox> box = read_view_box(view_box);
        if (!view_box.empty() && !box)
            faults_.add(root_, "the viewBox is malformed or empty", "give it as min-x min-y width height");
        if (box) viewport_ = {box->width, box->height};
        root_style_ = read_svg_style(root_, {}, viewport_);
        for (const SvgComplaint& complaint : root_style_.complaints)
            faults_.add(root_, complaint.message, complaint.hint);
        if (root_.attribute("transform"))
            faults_.add(root_, "a transform of the outermost <svg> is outside the subset of SVG that prints",
                        "put it on a group");

        const auto stated_width = side("width", root_style_.width, SvgAxis::horizontal);
        const auto stated_height = side("height", root_style_.height, SvgAxis::vertical);
        if (!stated_width || !stated_height || faults_.any()) return std::nullopt;
        double width = *stated_width, height = *stated_height;
        if (box) {
            if (width == 0) width = height == 0 ? box->width : height * box->width / box->height;
            if (height == 0) height = width * box->height / box->width;
        }
        if (!set_size(width, height)) return std::nullopt;
        if (!box) viewport_ = {width, height};
        const std::optional<SvgMatrix> fitted = fit(box.value_or(ViewBox{0, 0, width, height}), width, height,
                                                    root_.attribute("preserveAspectRatio").value());
        if (!fitted) {
            faults_.add(root_, "preserveAspectRatio is malformed", "see SVG 1.1, section 7.8");
            return std::nullopt;
        }
        return SvgMatrix{millipoints_a_pixel, 0, 0, millipoints_a_pixel, 0, 0} * *fitted;
    }

    bool set_size(double width, double height) {
        const double wide = width * millipoints_a_pixel, high = height * millipoints_a_pixel;
        if (width == 0 || height == 0) {
            faults_.add(root_, "<svg> has no size", "give it width and height, or a viewBox");
        } else if (wide > largest_extent || high > largest_extent || wide < 1 || high < 1) {
            faults_.add(root_, "<svg> is larger than 14,400 pt or smaller than 0.001 pt",
                        "correct its width and height");
        } else {
            size_ = {{static_cast<std::int32_t>(std::lround(wide))}, {static_cast<std::int32_t>(std::lround(high))}};
        }
        return !faults_.any();
    }

    std::string_view bytes_;
    const PictureReport& report_;
    SvgFaults faults_;
    pugi::xml_document document_;
    pugi::xml_node root_;
    std::string_view prefix_;
    SvgIds ids_;
    SvgViewport viewport_;
    SvgElementStyle root_style_;
    Size size_;
};

}  // namespace

std::optional<Drawing> read_svg(std::string_view bytes, const PictureReport& report) {
    return SvgReader(bytes, report).read();
}

}  // namespace carepress::image

#pragma once

#include "image/drawing.h"
#include "image/picture_report.h"
#include "image/svg_path.h"
#include "image/svg_style.h"
#include "image/svg_values.h"

#include <pugixml.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::image {

/// Groups and uses inside one another, and elements of the file.
inline constexpr int largest_svg_depth = 64;

/// Gathers what is wrong with one SVG: each kind of fault once, with the line of its first appearance.
class SvgFaults {
public:
    SvgFaults(std::string_view bytes, const PictureReport& report) : bytes_(bytes), report_(report) {}

    void add(const pugi::xml_node& at, const std::string& message, std::string hint);
    bool any() const { return !seen_.empty(); }

private:
    std::string_view bytes_;
    const PictureReport& report_;
    std::set<std::string> seen_;
};

/// An element's name without the prefix of the SVG namespace (`prefix` is the root's, with its colon, or empty), or
/// empty for an element of another namespace: editors' own data, which draws nothing.
std::string_view svg_name(const pugi::xml_node& element, std::string_view prefix);

using SvgIds = std::map<std::string_view, pugi::xml_node, std::less<>>;

/// Draws the elements of an SVG as paths.
class SvgWalk {
public:
    SvgWalk(std::string_view prefix, const SvgIds& ids, const SvgViewport& viewport, SvgFaults& faults)
        : prefix_(prefix), ids_(ids), viewport_(viewport), faults_(faults) {}

    /// Appends what the children of `parent` draw; `matrix` maps to millipoints.
    void children(const pugi::xml_node& parent, const SvgStyle& style, const SvgMatrix& matrix, int depth);
    VectorDrawing take() { return std::move(drawing_); }

private:
    void element(const pugi::xml_node& node, const SvgStyle& parent, const SvgMatrix& matrix, int depth);
    void use(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, int depth);
    void shape(const pugi::xml_node& node, std::string_view name, const SvgStyle& style, const SvgMatrix& matrix);
    bool outline(const pugi::xml_node& node, std::string_view name, SvgPathBuilder& builder);
    bool rectangle(const pugi::xml_node& node, SvgPathBuilder& builder);
    bool ellipse(const pugi::xml_node& node, bool circle, SvgPathBuilder& builder);
    bool line(const pugi::xml_node& node, SvgPathBuilder& builder);
    bool check_paint(const pugi::xml_node& node, const SvgStyle& style, const VectorPath& path);
    bool set_stroke(const pugi::xml_node& node, const SvgStyle& style, const SvgMatrix& matrix, VectorPath& path);
    /// nullopt after a fault; `absent` where the attribute is missing or "auto".
    std::optional<double> length(const pugi::xml_node& node, const char* name, SvgAxis axis, double absent = 0);
    bool is_conditional(const pugi::xml_node& node) const;

    std::string_view prefix_;
    const SvgIds& ids_;
    const SvgViewport& viewport_;
    SvgFaults& faults_;
    VectorDrawing drawing_;
    std::vector<pugi::xml_node> uses_;  ///< being expanded, outermost first
    std::size_t visited_ = 0, read_ = 0, commands_ = 0;
    bool stopped_ = false;
};

}  // namespace carepress::image

#pragma once

#include "image/picture_report.h"

#include <pugixml.hpp>

#include <set>
#include <string>
#include <string_view>

namespace carepress::image {

/// Gathers what is wrong with one SVG: each kind of fault once, with the line of its first appearance.
class SvgFaults {
public:
    SvgFaults(std::string_view bytes, const PictureReport& report) : bytes_(bytes), report_(report) {}

    /// The drawing is refused.
    void error(const pugi::xml_node& at, const std::string& message, std::string hint);
    /// The drawing is made as SVG's rules of error processing say, without what is wrong.
    void warning(const pugi::xml_node& at, const std::string& message, std::string hint = "correct it");
    bool any_errors() const { return !errors_.empty(); }
    const PictureReport& report() const { return report_; }

private:
    std::string place(const pugi::xml_node& at) const;

    std::string_view bytes_;
    const PictureReport& report_;
    std::set<std::string> errors_, warnings_;
};

/// "<rect>".
std::string svg_tag(std::string_view name);

/// An element's name without the prefix of the SVG namespace (`prefix` is the root's, with its colon, or empty), or
/// empty for an element of another namespace: editors' own data, which draws nothing.
std::string_view svg_name(const pugi::xml_node& element, std::string_view prefix);

/// href, or else xlink:href.
std::string_view svg_href(const pugi::xml_node& element);

}  // namespace carepress::image

#pragma once

#include "image/svg_faults.h"

#include <pugixml.hpp>

#include <string_view>

namespace carepress::image {

/// Writes what style sheets (<style>) and style attributes declare into the presentation attributes of the elements
/// below `root`, so that those alone say how an element looks. The cascade is CSS 2.1's (6.4.3): presentation
/// attributes, rules by specificity and order, style attributes, then what is !important. `inherit` is resolved.
///
/// Selectors may have types, classes, ids, attributes, :first-child, descendants and children. Rules with others and
/// at-rules are left out with a warning. `prefix` is that of the SVG namespace.
void apply_svg_styles(const pugi::xml_node& root, std::string_view prefix, SvgFaults& faults);

}  // namespace carepress::image

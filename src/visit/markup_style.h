#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace carepress::visit {

/// Whether HTML and CSS strike out or hide the words of an element. Classes do not count: their style sheet is not part
/// of the record.
bool is_struck_out(const pugi::xml_node& element);
bool is_hidden(const pugi::xml_node& element);
/// White space in the element is kept as written (pre, or CSS white-space).
bool keeps_lines(const pugi::xml_node& element);

/// The marker of an item of an ordered list, such as "3." or "c.", by the list's `type` or CSS list-style-type; ""
/// if the list shows none.
std::string item_marker(const pugi::xml_node& list, int number);
/// An integer attribute, or `otherwise`; clipped to ±`most`.
int integer_attribute(const pugi::xml_node& element, const char* name, int otherwise, int most = 9999);

}  // namespace carepress::visit

#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace carepress::import {

/// The HTML that an element of a MedlinePlus record holds: as escaped text, escaped twice, or as elements.
std::string html_in(const pugi::xml_node& element);

/// The text that a string with HTML character references stands for, on one line.
std::string decoded(std::string_view text);

/// Parses one record. DTDs and entities other than XML's own five are not supported by pugixml. Returns an empty
/// string, or why the record can't be read.
std::string parse_record(const std::string& bytes, pugi::xml_document& document);

}  // namespace carepress::import

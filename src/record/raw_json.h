#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace carepress::record {

// Resources pass from a record to the reader of visits byte by byte: a parser would turn 1.50 into 1.5, and of two
// members of one name drop one. These find the text of values in JSON that a parser has accepted.

/// Whether brackets nest no deeper than this, in any text.
bool is_shallow(std::string_view json, int deepest = 64);

/// The text of a member of an object; nullopt if it is not there, or more than once.
std::optional<std::string_view> raw_member(std::string_view object, std::string_view name);

/// The texts of the items of an array; nothing of what is not one.
std::vector<std::string_view> raw_items(std::string_view array);

}  // namespace carepress::record

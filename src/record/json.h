#pragma once

#include "record/raw_json.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

// What other servers answer is never trusted to have the types that it should have: what does not is as if it was not
// there.

using Json = nlohmann::json;

/// A JSON value; a discarded one, if `text` is not JSON, or nests deeper than FHIR ever does.
inline Json parse_json(std::string_view text) {
    return is_shallow(text) ? Json::parse(text, nullptr, false) : Json(Json::value_t::discarded);
}

/// A member of an object; null if there is none.
const Json& member(const Json& object, const char* name);

/// A member's text; empty if it is not a string.
std::string text_member(const Json& object, const char* name);

bool flag_member(const Json& object, const char* name);

/// The strings among the items of a member that is an array.
std::vector<std::string> text_items(const Json& object, const char* name);

}  // namespace carepress::record

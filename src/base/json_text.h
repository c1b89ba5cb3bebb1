#pragma once

#include "base/visible_text.h"

#include <string>

namespace carepress {

/// A value of nlohmann/json as text, the only way in which this program writes one: bytes that are not UTF-8, as file
/// names may have, become U+FFFD (the library would throw), and characters that a terminal would act on are escaped.
/// `indent`: of a level, in spaces; -1: all on one line.
template <class Json>
std::string json_text(const Json& json, int indent = -1) {
    return visible_json(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace carepress

#pragma once

#include "base/diagnostic.h"
#include "base/length.h"
#include "net/message.h"
#include "service/state.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carepress::service {

using Json = nlohmann::ordered_json;

/// JSON that anybody may read and a browser may keep, if it asks whether it is still the same.
net::Response library_answer(const Json& json);

/// JSON that only who asked may read, and nobody keeps.
net::Response private_answer(int status, const Json& json);

/// 204.
net::Response no_content();

/// The body of a response that nobody keeps.
net::Response private_bytes(std::string media_type, net::Body bytes);

/// A problem with the messages that say what is wrong: their files are told relative to the library.
net::Response refusal(int status, std::string_view detail, const std::vector<Diagnostic>& diagnostics,
                      const std::string& library);

/// Messages as all commands print them.
Json as_json(const std::vector<Diagnostic>& diagnostics, const std::string& library);

/// For JSON, which has no fixed point.
inline double in_points(Length length) { return length.millipoints / 1000.0; }

/// What is needed of a language to show words in it.
struct LanguageNames {
    std::string own, english;  ///< "Español", "Spanish"
    bool is_right_to_left = false;
};
LanguageNames names_of_language(const std::string& language);

}  // namespace carepress::service

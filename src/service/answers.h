#pragma once

#include "base/diagnostic.h"
#include "base/length.h"
#include "net/message.h"
#include "service/state.h"
#include "service/visit_child.h"

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

/// A problem with the messages that say what is wrong, as as_json() makes them.
net::Response refusal(int status, std::string_view detail, const Json& diagnostics);

/// Messages as all commands print them; their files are told relative to the library.
Json as_json(const std::vector<Diagnostic>& diagnostics, const std::string& library);
/// The same of a visit, whose messages name no files.
Json as_json(const std::vector<ChildDiagnostic>& diagnostics);

/// For JSON, which has no fixed point.
inline double in_points(Length length) { return length.millipoints / 1000.0; }

/// What is needed of a language to show words in it.
struct LanguageNames {
    std::string own, english;  ///< "Español", "Spanish"
    bool is_right_to_left = false;
};
LanguageNames names_of_language(const std::string& language);

}  // namespace carepress::service

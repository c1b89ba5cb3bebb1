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

/// 303: the browser goes to another address, and nobody keeps which.
net::Response redirect(const std::string& address);

/// The body of a response that nobody keeps.
net::Response private_bytes(std::string media_type, net::Body bytes);

/// A page of our own HTML, whose style is html::style, that anybody may show in a frame. `page` has `language`. With
/// status 200 it may be kept for some minutes.
net::Response html_answer(int status, std::string page, const std::string& language);

/// Of the usual PDF of an article, without the address of the service: "/v1/articles/K977/handout.pdf?language=es".
std::string path_of_pdf(const library::LibraryEntry& entry);

/// The address that the service is reached by, without a slash at its end: of the settings, else of the request. Empty
/// if neither says.
std::string address_of_service(const State& state, const net::Request& request);

/// The languages that a request prefers by Accept-Language, the first before others.
std::vector<std::string> browser_languages(const net::Request& request);

/// A date as a time, as Atom and FHIR want it: "2026-11-29T00:00:00Z". Today's for anything else than a date.
std::string time_of_date(std::string_view date);

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

#include "record/ask_record.h"

#include <utility>
#include <variant>

namespace carepress::record {
namespace {

/// A document, or why there is none.
std::variant<std::string, Unreadable> get(const std::string& url, std::string media_types, const net::Client& client) {
    net::ClientRequest request;
    request.url = url;
    request.headers.add("Accept", std::move(media_types));
    net::ClientResult result = client.send(request);
    if (const auto* const error = std::get_if<net::ClientError>(&result)) return Unreadable{error->text()};
    auto& response = std::get<net::ClientResponse>(result);
    if (response.status == 200) return std::move(response.body);
    std::string what = "it answers with " + std::to_string(response.status);
    if (response.status == 401 || response.status == 403)
        what += ": it wants a sign-in first, which FHIR does not ask for here";
    if (response.status >= 300 && response.status < 400) what += ", a redirect: name the address that it leads to";
    return Unreadable{what};
}

template <class Document, class Read>
void keep(std::variant<std::string, Unreadable> answer, const Read& read, std::optional<Document>& document,
          std::string& why) {
    if (const auto* const problem = std::get_if<Unreadable>(&answer)) {
        why = problem->what;
        return;
    }
    auto made = read(std::get<std::string>(answer));
    if (const auto* const problem = std::get_if<Unreadable>(&made))
        why = problem->what;
    else
        document = std::move(std::get<Document>(made));
}

}  // namespace

std::string base_address(std::string_view url) {
    const auto drop_slashes = [&] {
        while (url.ends_with('/')) url.remove_suffix(1);
    };
    drop_slashes();
    if (url.ends_with("/metadata")) url.remove_suffix(std::string_view("/metadata").size());
    drop_slashes();
    return std::string(url);
}

std::variant<SmartConfiguration, Unreadable> ask_smart_configuration(const std::string& base,
                                                                     const net::Client& client) {
    // The path is appended to the FHIR base, not to the host (SMART App Launch 2.2, "Conformance").
    const auto answer = get(base + "/.well-known/smart-configuration", "application/json", client);
    if (const auto* const problem = std::get_if<Unreadable>(&answer)) return *problem;
    return read_smart_configuration(std::get<std::string>(answer));
}

Answers ask_record(const std::string& base, const net::Client& client) {
    Answers answers;
    keep(get(base + "/metadata", "application/fhir+json, application/json;q=0.9", client), read_capabilities,
         answers.capabilities, answers.no_capabilities);
    auto smart = ask_smart_configuration(base, client);
    if (const auto* const problem = std::get_if<Unreadable>(&smart))
        answers.no_smart = problem->what;
    else
        answers.smart = std::get<SmartConfiguration>(std::move(smart));
    return answers;
}

}  // namespace carepress::record

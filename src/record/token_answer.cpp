// What a token endpoint answers: read_token_answer() of launch.h.
#include "record/json.h"
#include "record/launch.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

namespace carepress::record {
namespace {

constexpr std::string_view launch_again = "Launch again from the record";

/// RFC 6749, 5.2. Others are said to be errors, without their words.
struct KnownError {
    std::string_view code, what, fix;
};
constexpr std::array<KnownError, 5> known_errors{{
    {"invalid_grant", "the sign-in is not valid any more, or was used before", launch_again},
    {"invalid_client", "it does not know this client, or its key",
     "Compare \"client-id\" and \"key\" in the file of --records with the registration; the public key is at "
     "/.well-known/jwks.json"},
    {"unauthorized_client", "this client may not sign people in", "Register it for the authorization code grant"},
    {"invalid_scope", "it does not grant these scopes",
     "Name those of the registration as \"scopes\" in the file of --records"},
    {"invalid_request", "the request is not as it wants it",
     "Compare \"redirect\" in the file of --records with the registration"},
}};

LaunchProblem refused(std::string_view what, std::string_view fix) {
    return {"The record system did not complete the sign-in: " + std::string(what), std::string(fix)};
}

LaunchProblem problem_of_status(const net::ClientResponse& response) {
    const std::string code = text_member(parse_json(response.body), "error");
    const auto known = std::find_if(known_errors.begin(), known_errors.end(),
                                    [&](const KnownError& each) { return each.code == code; });
    if (known != known_errors.end()) return refused(known->what, known->fix);
    return refused("it answers with " + std::to_string(response.status), launch_again);
}

bool is_json(const net::ClientResponse& response) {
    const std::string type = response.headers.joined("Content-Type");
    std::string_view essence = std::string_view(type).substr(0, type.find(';'));
    while (essence.ends_with(' ')) essence.remove_suffix(1);
    return net::equal_ignoring_case(essence, "application/json");
}

/// A token as RFC 6750, 2.1 has it in a header field.
bool is_token_text(std::string_view text) {
    return !text.empty() && text.size() <= 65'536 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// An id of FHIR (R4, 2.24.0.1); some servers write a reference.
bool read_id(const Json& answer, const char* name, std::string_view prefix, std::string& id) {
    const Json& value = member(answer, name);
    if (value.is_null()) return true;
    if (!value.is_string()) return false;
    std::string_view text = value.get_ref<const std::string&>();
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    const bool is_right = !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    if (is_right) id = text;
    return is_right;
}

/// A number of seconds; some servers write it as text. What is neither is as if it was not there.
std::optional<std::chrono::seconds> read_seconds(const Json& value) {
    std::int64_t seconds = -1;
    if (value.is_number()) {
        const double number = value.get<double>();
        if (number >= 0 && number < 1e9) seconds = static_cast<std::int64_t>(number);
    } else if (value.is_string()) {
        const std::string& text = value.get_ref<const std::string&>();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (error != std::errc() || end != text.data() + text.size()) seconds = -1;
    }
    if (seconds < 0 || seconds >= 1'000'000'000) return std::nullopt;
    return std::chrono::seconds(seconds);
}

std::vector<ContextReference> read_references(const Json& context) {
    std::vector<ContextReference> references;
    if (!context.is_array()) return references;
    for (const Json& each : context)
        if (std::string reference = text_member(each, "reference"); !reference.empty())
            references.push_back({std::move(reference), text_member(each, "role")});
    return references;
}

/// What a card's link said, which comes back as text; some servers send the object.
std::vector<std::string> read_articles(const Json& app_context) {
    std::vector<std::string> articles;
    const Json context = app_context.is_string() ? parse_json(app_context.get_ref<const std::string&>()) : app_context;
    for (std::string& code : text_items(context, "articles"))
        if (is_article_code(code) && articles.size() < most_launched_articles) articles.push_back(std::move(code));
    return articles;
}

}  // namespace

bool is_article_code(std::string_view text) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 64 && is_letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return is_letter(c) || c == '.'; });
}

LaunchResult<TokenAnswer> read_token_answer(const net::ClientResult& result, std::string_view asked) {
    if (const auto* const error = std::get_if<net::ClientError>(&result))
        return refused(error->text(), "Try again in a moment");
    const auto& response = std::get<net::ClientResponse>(result);
    if (response.status != 200) return problem_of_status(response);
    if (!is_json(response)) return refused("what it answers is not JSON (application/json)", launch_again);
    const Json answer = parse_json(response.body);
    if (!answer.is_object()) return refused("its answer is not a whole JSON object", launch_again);

    TokenAnswer tokens;
    tokens.access_token = text_member(answer, "access_token");
    tokens.refresh_token = text_member(answer, "refresh_token");
    tokens.id_token = text_member(answer, "id_token");
    if (!is_token_text(tokens.access_token) || (!tokens.refresh_token.empty() && !is_token_text(tokens.refresh_token)))
        return refused("its answer has no access token", launch_again);
    if (!net::equal_ignoring_case(text_member(answer, "token_type"), "bearer"))
        return refused("its token is not a bearer token", "Only bearer tokens are taken");
    if (!read_id(answer, "patient", "Patient/", tokens.patient) ||
        !read_id(answer, "encounter", "Encounter/", tokens.encounter))
        return refused("it names a patient or a visit in a way that is not an id of FHIR", launch_again);
    tokens.expires_in = read_seconds(member(answer, "expires_in"));
    tokens.scope = member(answer, "scope").is_string() ? text_member(answer, "scope") : std::string(asked);
    const Json& banner = member(answer, "need_patient_banner");
    tokens.needs_patient_banner = !banner.is_boolean() || banner.get<bool>();
    tokens.intent = text_member(answer, "intent");
    tokens.articles = read_articles(member(answer, "appContext"));
    tokens.references = read_references(member(answer, "fhirContext"));
    return tokens;
}

}  // namespace carepress::record

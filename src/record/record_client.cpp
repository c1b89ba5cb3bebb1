#include "record/record_client.h"

#include "base/ascii.h"
#include "base/percent.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <thread>
#include <utility>

namespace carepress::record {
namespace {

bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct StatusMeaning {
    int status;
    FailureKind kind;
    const char* what;
};
constexpr std::array status_meanings{
    StatusMeaning{400, FailureKind::refused, "bad request"},
    StatusMeaning{401, FailureKind::not_signed_in, "sign-in needed"},
    StatusMeaning{403, FailureKind::not_allowed, "not allowed with these scopes"},
    StatusMeaning{404, FailureKind::not_found, "not found"},
    StatusMeaning{405, FailureKind::refused, "not offered"},
    StatusMeaning{408, FailureKind::busy, "it took too long"},
    StatusMeaning{409, FailureKind::conflict, "it has been changed in the meantime"},
    StatusMeaning{410, FailureKind::not_found, "deleted"},
    StatusMeaning{412, FailureKind::conflict, "it has been changed in the meantime, or several match"},
    StatusMeaning{413, FailureKind::refused, "too large for it"},
    StatusMeaning{415, FailureKind::refused, "it does not take this format"},
    StatusMeaning{422, FailureKind::refused, "a rule of the record is not kept"},
    StatusMeaning{429, FailureKind::busy, "too many requests"},
    StatusMeaning{501, FailureKind::refused, "not offered"},
};

FailureKind kind_of(int status) {
    const auto* const known = std::find_if(status_meanings.begin(), status_meanings.end(),
                                           [&](const StatusMeaning& each) { return each.status == status; });
    if (known != status_meanings.end()) return known->kind;
    return status >= 500 ? FailureKind::busy : FailureKind::refused;
}

/// Of an issue of an OperationOutcome only what is a code: its words may be about the patient.
bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 32 &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

/// Where in our own resource the record found something wrong: "DocumentReference.type".
bool is_element(std::string_view text) {
    return text.size() <= 80 && (text.starts_with("DocumentReference.") || text.starts_with("Communication.")) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_alphanumeric(c) || c == '.' || c == '[' || c == ']'; });
}

std::string reason_in(const std::string& body) {
    const Json outcome = parse_json(body);
    if (text_member(outcome, "resourceType") != "OperationOutcome") return {};
    const Json& issues = member(outcome, "issue");
    if (!issues.is_array()) return {};
    for (const Json& issue : issues) {
        const std::string severity = text_member(issue, "severity"), code = text_member(issue, "code");
        if ((severity != "error" && severity != "fatal") || !is_code(code)) continue;
        std::string reason = "; its reason: " + code;
        for (const char* name : {"expression", "location"})
            for (const std::string& place : text_items(issue, name))
                if (is_element(place)) return reason.append(" at ").append(place);
        return reason;
    }
    return {};
}

std::optional<std::chrono::seconds> retry_after(const net::Headers& headers) {
    const std::string_view field = trim(headers.get("Retry-After").value_or(""));
    int seconds = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), seconds);
    // A date is rare, and after one the usual waits do.
    if (field.empty() || error != std::errc() || end != field.data() + field.size() || seconds < 0) return std::nullopt;
    return std::chrono::seconds(seconds);
}

RecordFailure failure_of(const net::ClientResponse& response) {
    RecordFailure failure{kind_of(response.status), response.status,
                          "the record answers with " + std::to_string(response.status), retry_after(response.headers)};
    for (const StatusMeaning& each : status_meanings)
        if (each.status == response.status) failure.what += std::string(" (") + each.what + ")";
    if (response.status >= 300 && response.status < 400)
        failure.what += ", a redirect: name the address that it leads to";
    failure.what += reason_in(response.body);
    return failure;
}

RecordFailure failure_of(const net::ClientError& error) {
    using net::ClientFailure;
    FailureKind kind = FailureKind::no_answer;
    if (error.failure == ClientFailure::bad_request || error.failure == ClientFailure::not_reached ||
        error.failure == ClientFailure::not_trusted)
        kind = FailureKind::not_sent;
    if (error.failure == ClientFailure::cancelled) kind = FailureKind::cancelled;
    if (error.failure == ClientFailure::too_large) kind = FailureKind::not_understood;
    return {kind, 0, error.what};  // without the address, which has ids of the patient
}

}  // namespace

std::string_view name_of(FailureKind kind) {
    constexpr std::array<std::string_view, 10> names{"not_sent",       "not_signed_in", "not_allowed", "not_found",
                                                     "conflict",       "refused",       "busy",        "no_answer",
                                                     "not_understood", "cancelled"};
    return names.at(static_cast<std::size_t>(kind));
}

RecordClient::RecordClient(std::string base, const net::Client& client, TokenSource tokens,
                           std::function<bool()> is_cancelled, RecordLimits limits, Wait wait)
    : base_(std::move(base)),
      client_(client),
      tokens_(std::move(tokens)),
      is_cancelled_(std::move(is_cancelled)),
      limits_(limits),
      wait_(std::move(wait)) {}

bool RecordClient::is_below_base(std::string_view url) const {
    if (!url.starts_with(base_)) return false;
    const std::string_view rest = url.substr(base_.size());
    if (!rest.starts_with('/') && !rest.starts_with('?')) return false;
    const std::string path = percent_decoded(rest.substr(0, rest.find_first_of("?#")));
    return path.find("/./") == std::string::npos && path.find("/../") == std::string::npos && !path.ends_with("/..") &&
           !path.ends_with("/.") && path.find('\\') == std::string::npos && rest.find('#') == std::string_view::npos;
}

Outcome<RecordAnswer> RecordClient::send_with(const RecordRequest& request, std::string_view token) const {
    const bool is_whole = request.path.starts_with("https://") || request.path.starts_with("http://");
    net::ClientRequest asked;
    asked.url = is_whole ? request.path : base_ + "/" + request.path;
    if (!is_below_base(asked.url))
        return RecordFailure{FailureKind::not_sent, 0, "the address is not below the record's base address"};
    asked.method = request.method;
    asked.body = request.body;
    asked.headers.set("Accept", request.accept);
    asked.headers.set("Cache-Control", "no-cache");  // a search before a retry must see what was just made
    if (!token.empty()) asked.headers.set("Authorization", "Bearer " + std::string(token));
    if (request.method != "GET") asked.headers.set("Content-Type", "application/fhir+json");
    if (!request.if_none_exist.empty()) asked.headers.set("If-None-Exist", request.if_none_exist);
    if (!request.if_match.empty()) asked.headers.set("If-Match", request.if_match);
    net::ClientResult result = client_.send(asked, is_cancelled_);
    if (const auto* const error = std::get_if<net::ClientError>(&result)) return failure_of(*error);
    auto& response = std::get<net::ClientResponse>(result);
    if (response.status < 200 || response.status > 299) return failure_of(response);
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (response.body.starts_with(byte_order_mark)) response.body.erase(0, byte_order_mark.size());
    return RecordAnswer{response.status, std::move(response.headers), std::move(response.body)};
}

Outcome<RecordAnswer> RecordClient::send(const RecordRequest& request) const {
    std::string token;
    const auto get_token = [&](std::string_view refused) -> std::optional<RecordFailure> {
        if (!tokens_) return std::nullopt;
        auto got = tokens_(refused);
        if (auto* const failure = std::get_if<RecordFailure>(&got)) return std::move(*failure);
        token = std::get<std::string>(std::move(got));
        return std::nullopt;
    };
    if (auto failure = get_token({})) return std::move(*failure);
    Outcome<RecordAnswer> outcome = send_with(request, token);
    const auto* const failure = std::get_if<RecordFailure>(&outcome);
    if (failure == nullptr || failure->status != 401 || !tokens_) return outcome;
    const std::string refused = token;
    if (auto none = get_token(refused)) return std::move(*none);
    return token == refused ? outcome : send_with(request, token);
}

bool RecordClient::wait_to_retry(const RecordFailure& failure, int next) const {
    using std::chrono::milliseconds;
    if (failure.kind != FailureKind::busy || next > limits_.tries || is_cancelled()) return false;
    milliseconds wait = limits_.first_wait;
    for (int i = 2; i < next && wait < limits_.longest_wait; ++i) wait *= 2;
    wait = std::min(wait, limits_.longest_wait);
    if (failure.retry_after) {
        if (*failure.retry_after > limits_.longest_wait) return false;
        wait = std::max(wait, milliseconds(*failure.retry_after));
    }
    if (wait_) return wait_(wait);
    constexpr milliseconds step{50};
    for (; wait > milliseconds(0); wait -= std::min(wait, step)) {
        if (is_cancelled()) return false;
        std::this_thread::sleep_for(std::min(wait, step));
    }
    return !is_cancelled();
}

Outcome<RecordAnswer> RecordClient::send_patiently(const RecordRequest& request) const {
    for (int next = 2;; ++next) {
        Outcome<RecordAnswer> outcome = send(request);
        auto* const failure = std::get_if<RecordFailure>(&outcome);
        if (failure == nullptr) return outcome;
        if (!wait_to_retry(*failure, next)) {
            if (failure->kind == FailureKind::busy && next > 2)
                failure->what += ", " + std::to_string(next - 1) + " times";
            return outcome;
        }
    }
}

Outcome<Json> RecordClient::read(const std::string& path) const {
    RecordRequest request;
    request.path = path;
    Outcome<RecordAnswer> outcome = send_patiently(request);
    if (auto* const failure = std::get_if<RecordFailure>(&outcome)) return std::move(*failure);
    return resource_in(std::get<RecordAnswer>(outcome));
}

Outcome<Json> resource_in(const RecordAnswer& answer) {
    const auto refuse = [&](std::string what) {
        return RecordFailure{FailureKind::not_understood, answer.status, std::move(what)};
    };
    const std::string_view field = answer.headers.get("Content-Type").value_or("");
    const std::string type = ascii_lower(trim(field.substr(0, field.find(';'))));
    if (type == "text/html" || type == "application/xhtml+xml")
        return refuse("the record answers with a web page, such as one to sign in, instead of FHIR in JSON");
    if (type != "application/fhir+json" && type != "application/json" && type != "application/json+fhir")
        return refuse("the record answers with something else than FHIR in JSON");
    Json resource = parse_json(answer.body);
    if (!resource.is_object()) return refuse("the record's answer is not a whole JSON object");
    if (text_member(resource, "resourceType").empty()) return refuse("the record's answer is not a FHIR resource");
    return resource;
}

std::string in_query(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (is_unreserved(c))
            out += c;
        else
            append_percent_encoded(out, c);
    }
    return out;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; }) &&
           text != "." && text != "..";
}

}  // namespace carepress::record

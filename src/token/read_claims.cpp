#include "token/read_claims.h"

#include "token/json.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace carepress::token {
namespace {

constexpr double end_of_time = 253'402'300'800;  // the year 10000
constexpr std::size_t longest_name = 255;        // of a subject (OpenID Connect Core, 2) or a token

Refusal refuse(std::string_view reason) { return {TokenError::invalid_token, reason}; }

/// A NumericDate (RFC 7519, 2): seconds since 1970, which may have a fraction. Rounding makes no token good for longer.
template <class Round>
bool read_time(const ::json_t* value, std::optional<std::chrono::sys_seconds>& time, Round round) {
    if (value == nullptr) return true;
    if (!json_is_number(value)) return false;
    const double seconds = ::json_number_value(value);
    if (!(seconds >= 0 && seconds < end_of_time)) return false;
    time = std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(round(seconds))));
    return true;
}

/// A string, or an array of strings: the members are added to `list`.
bool read_strings(const ::json_t* value, std::vector<std::string>& list) {
    if (json_is_string(value)) {
        list.emplace_back(text_of(value));
        return true;
    }
    if (!json_is_array(value)) return false;
    for (std::size_t i = 0; i < ::json_array_size(value); ++i) {
        const ::json_t* element = ::json_array_get(value, i);
        if (!json_is_string(element)) return false;
        list.emplace_back(text_of(element));
    }
    return true;
}

/// Scopes that are separated by spaces in one string (RFC 6749, 3.3), or an array of them.
bool read_scopes(const ::json_t* value, std::vector<std::string>& scopes) {
    std::vector<std::string> lists;
    if (value == nullptr) return true;
    if (!read_strings(value, lists)) return false;
    for (const std::string& list : lists) {
        for (std::size_t begin = 0; begin < list.size();) {
            const std::size_t end = std::min(list.find(' ', begin), list.size());
            if (end > begin) scopes.push_back(list.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return true;
}

/// A name that may be recorded: not empty, not too long, nothing that would end a line.
bool read_name(const ::json_t* value, std::string& name) {
    if (value == nullptr) return true;
    name = text_of(value);
    return !name.empty() && name.size() <= longest_name && std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

}  // namespace

bool Claims::grants(std::string_view scope) const {
    return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

std::variant<Claims, Refusal> read_claims(std::string_view payload) {
    const auto read = read_object(payload);
    if (!std::holds_alternative<JsonHandle>(read))
        return refuse("the payload is not a JSON object, or a name occurs twice in it");
    const ::json_t* object = std::get<JsonHandle>(read).get();
    const auto member = [&](const char* name) { return ::json_object_get(object, name); };

    Claims claims;
    claims.issuer = text_of(object, "iss").value_or("");
    claims.nonce = text_of(object, "nonce").value_or("");
    claims.authorized_party = text_of(object, "azp").value_or("");
    claims.fhir_user = text_of(object, "fhirUser").value_or("");
    if (const ::json_t* audience = member("aud"); audience && !read_strings(audience, claims.audiences))
        return refuse("aud must be a string or an array of strings");
    std::optional<std::chrono::sys_seconds> expires_at;
    const auto down = [](double seconds) { return std::floor(seconds); };
    const auto up = [](double seconds) { return std::ceil(seconds); };
    if (!read_time(member("exp"), expires_at, down) || !read_time(member("nbf"), claims.not_before, up) ||
        !read_time(member("iat"), claims.issued_at, up))
        return refuse("exp, nbf and iat must be numbers of seconds since 1970");
    if (!expires_at) return refuse("exp is missing");
    claims.expires_at = *expires_at;
    if (!read_name(member("sub"), claims.subject) || !read_name(member("jti"), claims.token_id))
        return refuse("sub and jti must be strings of 1 to 255 bytes without control characters");
    if (!read_scopes(member("scope"), claims.scopes) || !read_scopes(member("scp"), claims.scopes))
        return refuse("scope and scp must be a string or an array of strings");
    return claims;
}

}  // namespace carepress::token

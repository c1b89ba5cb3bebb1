#pragma once

#include "net/client.h"
#include "record/json.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace carepress::record {

/// Why a record did not do what it was asked for. What an attach does next depends on it: only `not_sent` is certain to
/// have changed nothing, and after `no_answer` the record may have done what it was asked for.
enum class FailureKind : std::uint8_t {
    not_sent,        ///< no connection, or an address that is not asked; nothing reached the record
    not_signed_in,   ///< no token, or 401 to a new one, too
    not_allowed,     ///< 403
    not_found,       ///< 404, 410
    conflict,        ///< 409, 412: somebody else has changed it, or several match
    refused,         ///< any other 3xx or 4xx
    busy,            ///< 408, 429 or 5xx until the last try
    no_answer,       ///< the connection broke, or the time was over
    not_understood,  ///< an answer that FHIR does not allow, half of one, or one about another patient
    cancelled,
};
/// "not_sent"
std::string_view name_of(FailureKind kind);

struct RecordFailure {
    FailureKind kind = FailureKind::not_sent;
    int status = 0;    ///< of the answer; 0: there was none
    std::string what;  ///< a phrase without patient data: "the record answers with 403 (forbidden)"
    std::optional<std::chrono::seconds> retry_after = {};  ///< Retry-After, if the record named a time
};

inline RecordFailure not_understood(std::string what) { return {FailureKind::not_understood, 0, std::move(what)}; }

template <class Value>
using Outcome = std::variant<Value, RecordFailure>;

/// An access token, or why there is none (a phrase). `refused` is the token that the record has answered 401 to, empty
/// at first: one that equals it is not used again. Several threads call it at once. A null one: the record needs none.
using TokenSource = std::function<std::variant<std::string, RecordFailure>(std::string_view refused)>;

/// Limits on what is asked of one record.
struct RecordLimits {
    int tries = 4;                                   ///< of one request, when it answers with 408, 429 or 5xx
    std::chrono::milliseconds first_wait{500};       ///< before the second try; doubled before each other
    std::chrono::milliseconds longest_wait{30'000};  ///< a Retry-After beyond this ends the tries
    int pages = 100;                                 ///< of one search
    std::size_t bytes = 32'000'000;                  ///< of all pages of one search, and of a visit
    std::size_t parallel = 4;                        ///< requests at a time, for one visit
    int followed = 200;                              ///< references that are read one by one, for one visit
    std::chrono::seconds visit_time{120};            ///< after which what is not read yet is missing
};

/// A request below the record's base address.
struct RecordRequest {
    std::string method = "GET";
    std::string path;       ///< "Patient/1", "Observation?patient=1"; of a page's link: the whole address
    std::string body = {};  ///< a resource in JSON
    std::string if_none_exist = {}, if_match = {};
    std::string accept = "application/fhir+json, application/json;q=0.9";
};

struct RecordAnswer {
    int status = 0;
    net::Headers headers;
    std::string body;
};

/// Asks one FHIR server (FHIR R4, 3.1.0 "RESTful API"). Only addresses below its base are ever asked, so that no token
/// goes elsewhere. Any number of threads may use it.
class RecordClient {
public:
    /// Waits before another try; returns false if the wait was cancelled.
    using Wait = std::function<bool(std::chrono::milliseconds)>;

    /// `base`: see base_address(). `client` must outlive it; `is_cancelled` as in net::Client::send(). `wait`: for
    /// tests; else it sleeps.
    RecordClient(std::string base, const net::Client& client, TokenSource tokens = {},
                 std::function<bool()> is_cancelled = {}, RecordLimits limits = {}, Wait wait = {});

    const std::string& base() const { return base_; }
    const RecordLimits& limits() const { return limits_; }
    bool is_cancelled() const { return is_cancelled_ && is_cancelled_(); }

    /// One try. A 401 is answered with one new token, since nothing was done. What is not 2xx is a failure.
    Outcome<RecordAnswer> send(const RecordRequest& request) const;

    /// The same, tried again as RecordLimits say after 408, 429 and 5xx: for what may be asked twice.
    Outcome<RecordAnswer> send_patiently(const RecordRequest& request) const;

    /// A resource, or any JSON object that is one. What is not JSON of FHIR is not_understood.
    Outcome<Json> read(const std::string& path) const;

    /// Waits before try number `next`, which is 2 or more. False: that was the last, the failure is not one that passes
    /// (408, 429, 5xx), the record asks for too long a wait, or it was cancelled.
    bool wait_to_retry(const RecordFailure& failure, int next) const;

    /// Whether an address is below the base: the same scheme, host, port and path, without "." and "..".
    bool is_below_base(std::string_view url) const;

private:
    Outcome<RecordAnswer> send_with(const RecordRequest& request, std::string_view token) const;

    std::string base_;
    const net::Client& client_;
    TokenSource tokens_;
    std::function<bool()> is_cancelled_;
    RecordLimits limits_;
    Wait wait_;
};

/// The JSON of an answer, as FHIR asks for it: a media type of JSON and one whole object with a resourceType. Else
/// not_understood, and whether it is a web page, such as one to sign in.
Outcome<Json> resource_in(const RecordAnswer& answer);

/// A value of a search parameter (RFC 3986), in which "|", "," and "$" keep their meaning only if `is_code`.
std::string in_query(std::string_view value);

/// An id of FHIR R4 (2.24.0.1 "id"): 1 to 64 of A-Z, a-z, 0-9, "-" and ".".
bool is_id(std::string_view text);

}  // namespace carepress::record

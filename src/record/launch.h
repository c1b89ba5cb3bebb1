#pragma once

#include "net/client.h"
#include "record/record_system.h"
#include "record/smart_configuration.h"
#include "token/claims.h"
#include "token/key_set.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::record {

// A launch from a record system (SMART App Launch 2.2), step by step. All of it is plain functions from values to
// values: who asks servers, and keeps what is between two steps, is the caller.

/// Why a launch, or a session after it, cannot go on: for the person at the screen. Neither text has a word of what a
/// browser or a server sent.
struct LaunchProblem {
    std::string what;  ///< a sentence without its full stop
    std::string fix;   ///< what to do, a sentence without its full stop
};

template <class Value>
using LaunchResult = std::variant<Value, LaunchProblem>;

/// How carepress was launched.
enum class LaunchKind : std::uint8_t {
    from_record,  ///< the record system opened it, with a patient: "EHR launch"
    standalone,   ///< somebody opened it, and the record system asks for the patient
};

/// Where a record system signs people in.
struct SignInPlan {
    std::string authorize, token;
    std::string revoke;               ///< empty: it revokes no tokens
    std::string issuer, jwks;         ///< of ID tokens; empty: it makes none that can be checked
    std::vector<std::string> scopes;  ///< to ask for

    bool has_id_tokens() const { return !issuer.empty() && !jwks.empty(); }
};

/// The plan for a launch, from the system's smart-configuration and the site's settings, which come first. nullptr: the
/// server gave no configuration, for the reason `why_none`. PKCE with S256 must be named in it (SMART App Launch 2.2,
/// "Considerations for PKCE support"). The scopes are those that a summary, its attachment and the display of whose
/// chart it is need, in the words of SMART 2, or of SMART 1 where the server knows no others.
LaunchResult<SignInPlan> plan_sign_in(const RecordSystem& system, const SmartConfiguration* smart,
                                      std::string_view why_none, LaunchKind kind);

/// What is kept between the way to the record system and the way back. It is used once.
struct PendingLaunch {
    const RecordSystem* system = nullptr;
    SignInPlan plan;
    LaunchKind kind = LaunchKind::from_record;
    std::string code_verifier;  ///< 43 characters of 256 random bits (RFC 7636, 4.1)
    std::string nonce;
    std::vector<std::string> articles = {};  ///< codes that the launch address names, as a CDS Hooks card makes it
};
/// With a verifier and a nonce that nobody can guess.
PendingLaunch make_pending_launch(const RecordSystem& system, SignInPlan plan, LaunchKind kind);

/// The address that the browser is sent to. `state`: by which the pending launch is found again. `launch`: what the
/// record system sent as it, empty for a standalone launch.
std::string authorization_address(const PendingLaunch& pending, std::string_view state, std::string_view launch);

/// A request to exchange a code for tokens (RFC 6749, 4.1.3), to get new ones (6), or to revoke one (RFC 7009, 2.1). A
/// confidential client signs an assertion, which is valid from `now`.
net::ClientRequest code_request(const PendingLaunch& pending, std::string_view code, std::chrono::sys_seconds now);
net::ClientRequest refresh_request(const RecordSystem& system, const SignInPlan& plan, std::string_view refresh_token,
                                   std::chrono::sys_seconds now);
net::ClientRequest revocation_request(const RecordSystem& system, const SignInPlan& plan, std::string_view token,
                                      std::chrono::sys_seconds now);

/// A resource of the record that was open when the app was launched, beside patient and encounter.
struct ContextReference {
    std::string reference;  ///< "ImagingStudy/12"
    std::string role;       ///< a URI; empty: "launch"
    bool operator==(const ContextReference&) const = default;
};

/// What the token endpoint said (RFC 6749, 5.1, and SMART App Launch 2.2, "Launch context"). Its tokens are secrets.
struct TokenAnswer {
    std::string access_token, refresh_token, id_token;
    std::optional<std::chrono::seconds> expires_in;
    std::string scope;                         ///< that was granted; what was asked for, if the server does not say
    std::string patient, encounter;            ///< ids; empty: none
    bool needs_patient_banner = true;          ///< unless the server says that its own is in sight
    std::string intent;                        ///< what the person wants, in the words of the record system
    std::vector<ContextReference> references;  ///< fhirContext
    std::vector<std::string> articles;         ///< of the card's appContext (CDS Hooks 2.0, "Link"); codes
};

/// Whether a text has the form of an article's code: 1 to 64 letters, digits, "_", "-" and, but for the first, ".".
bool is_article_code(std::string_view text);

/// How many articles a launch may name.
inline constexpr std::size_t most_launched_articles = 20;

/// Reads the answer of a token endpoint. `asked`: the scopes that were asked for, separated by blanks.
LaunchResult<TokenAnswer> read_token_answer(const net::ClientResult& result, std::string_view asked);

/// Who signed in, by an ID token that is right in all of OpenID Connect Core, 3.1.3.7.
LaunchResult<token::Claims> check_id_token(std::string_view id_token, const PendingLaunch& pending,
                                           const token::KeySet& keys, std::chrono::sys_seconds now);

}  // namespace carepress::record

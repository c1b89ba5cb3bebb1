// Any bytes as a token, as a part of one, or as a key set: no crash, no hang. A token is accepted only if it is, letter
// by letter, the one that was signed: the example of the CDS Hooks specification. The first byte says what the others
// are.
#include "base/base64.h"
#include "token/key_set.h"
#include "token/verify.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

namespace {

using namespace carepress;

constexpr std::string_view header =
    "eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCIsImtpZCI6ImV4YW1wbGUta2lkIiwiamt1IjoiaHR0cHM6Ly9maGlyLWVoci5leGFtcGxlLmNvbS9q"
    "d2tfdXJpIn0";
constexpr std::string_view payload =
    "eyJpc3MiOiJodHRwczovL2ZoaXItZWhyLmV4YW1wbGUuY29tLyIsImF1ZCI6Imh0dHBzOi8vY2RzLmV4YW1wbGUub3JnL2Nkcy1zZXJ2aWNlcy9z"
    "b21lLXNlcnZpY2UiLCJleHAiOjE0MjI1Njg4NjAsImlhdCI6MTMxMTI4MDk3MCwianRpIjoiZWUyMmIwMjEtZTFiNy00NjExLWJhNWItOGVlYzZh"
    "MzNhYzFlIiwidGVuYW50IjoiMmRkZDZjM2EtOGU5YS00NGM2LWEzMDUtNTIxMTFhZDMwMmEyIn0";
constexpr std::string_view signature =
    "d1WfLjGRKlcWB94l9do4cM8REXeYJLL6SGUBO8VHZhfM8mwKYP70EMxJ67War4TQblEpaQrp11wx5p7oPFm2ETYgCicS84vXWEIYTdjooZdooCSD"
    "f2L8-i4awdoUwiEb";
constexpr std::string_view key_set =
    R"({"keys":[{"kty":"EC","crv":"P-384","kid":"example-kid",
        "x":"46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk",
        "y":"XMcRuuoGW7CXjQdy-F5i3FeBE0x9hPLdeFdSoDd3ELmx404tLX0VRRcqzAsPhXcI"}]})";

std::string join(std::string_view a, std::string_view b, std::string_view c) {
    return std::string(a) + '.' + std::string(b) + '.' + std::string(c);
}

const std::string signed_token = join(header, payload, signature);

token::TokenRules rules_of_example() {
    token::TokenRules rules;
    rules.issuer = "https://fhir-ehr.example.com/";
    rules.audiences = {"https://cds.example.org/cds-services/some-service"};
    rules.longest_lifetime = std::chrono::hours(24 * 365 * 4);
    rules.needs_subject = false;
    return rules;
}

void verify(std::string_view text) {
    static const token::TokenRules rules = rules_of_example();
    static const token::KeySet keys = std::get<token::KeySet>(token::KeySet::read(key_set));
    constexpr std::chrono::sys_seconds now{std::chrono::seconds(1'400'000'000)};
    const auto result = token::verify_token(text, rules, keys, now);
    if (std::holds_alternative<token::Claims>(result) != (text == signed_token)) std::abort();
    if (const auto* refusal = std::get_if<token::Refusal>(&result); refusal && refusal->reason.empty()) std::abort();
}

void read_keys(std::string_view text) {
    const auto read = token::KeySet::read(text);
    if (const auto* problem = std::get_if<token::KeyProblem>(&read)) {
        if (problem->what.empty()) std::abort();
        return;
    }
    const auto& keys = std::get<token::KeySet>(read);
    if (keys.size() == 0) std::abort();
    token::verify_token(signed_token, rules_of_example(), keys, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 5) {
        case 0:
            verify(bytes);
            break;
        case 1:
            verify(join(to_base64url(bytes), payload, signature));
            break;
        case 2:
            verify(join(header, to_base64url(bytes), signature));
            break;
        case 3:
            verify(join(header, payload, to_base64url(bytes)));
            break;
        case 4:
            read_keys(bytes);
            break;
    }
    return 0;
}

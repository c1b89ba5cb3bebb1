#include "net/freshness.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace carepress::net {
namespace {

using std::chrono::seconds;

/// delta-seconds (RFC 9111, 1.2.2): what is too large counts as 2^31. Takes quotes, as the RFC asks of readers (5.2).
std::optional<seconds> read_seconds(std::string_view text) {
    if (text.size() > 1 && text.starts_with('"') && text.ends_with('"')) text = text.substr(1, text.size() - 2);
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
    constexpr std::uint64_t most = std::uint64_t{1} << 31;
    std::uint64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) value = most;
    return seconds(std::min(value, most));
}

}  // namespace

std::optional<seconds> freshness_of(const Headers& headers) {
    const std::string directives = headers.joined("Cache-Control");
    std::optional<seconds> age_limit;
    for (const std::string_view directive : list_elements(directives)) {
        const std::string_view name = directive.substr(0, directive.find('='));
        if (equal_ignoring_case(name, "no-cache") || equal_ignoring_case(name, "no-store")) return seconds(0);
        if (equal_ignoring_case(name, "max-age") && name.size() < directive.size() && !age_limit)
            age_limit = read_seconds(directive.substr(name.size() + 1));
    }
    if (!age_limit) return std::nullopt;
    const seconds age = read_seconds(headers.get("Age").value_or("0")).value_or(seconds(0));
    return std::max(*age_limit - age, seconds(0));
}

}  // namespace carepress::net

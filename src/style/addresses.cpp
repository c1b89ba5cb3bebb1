#include "style/addresses.h"

#include <algorithm>

namespace carepress::style {

namespace {

constexpr std::size_t longest = 400;  // a longer one makes a QR code too fine to print at 20 mm

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// The characters of RFC 3986 2.2 and 2.3, and '%'.
bool is_address_character(char c) {
    return is_alphanumeric(c) || std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

std::string fault_of_host(std::string_view host) {
    if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) host = host.substr(0, colon);
    if (host.empty()) return "it has no host";
    if (host.front() == '.' || host.back() == '.' || host.find("..") != std::string_view::npos ||
        host.find('.') == std::string_view::npos) {
        return "\"" + std::string(host) + "\" is not a valid host name";
    }
    if (!std::all_of(host.begin(), host.end(), [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; })) {
        return "\"" + std::string(host) + "\" is not a valid host name";
    }
    return {};
}

}  // namespace

std::string fault_of_address(std::string_view address) {
    if (address.empty()) return {};
    if (address.size() > longest) return "it is longer than 400 bytes";
    for (const char c : address) {
        if (!is_address_character(c)) return "an address can contain neither spaces nor non-ASCII letters";
    }
    if (const std::size_t scheme = address.find("://"); scheme != std::string_view::npos) {
        if (address.substr(0, scheme) != "https" && address.substr(0, scheme) != "http")
            return "it is not a web address";
        address.remove_prefix(scheme + 3);
    }
    return fault_of_host(address.substr(0, address.find_first_of("/?#")));
}

std::string fault_of_pattern(std::string_view pattern) {
    if (pattern.empty()) return {};
    if (pattern.substr(0, 8) != "https://" && pattern.substr(0, 7) != "http://") {
        return "it does not begin with https://";
    }
    const std::size_t code = pattern.find("{code}");
    if (code == std::string_view::npos) return "it has no {code}";
    if (code < pattern.find('/', 8)) return "{code} is in the host part";
    std::string filled(pattern);
    filled.replace(code, 6, "K977");
    if (filled.find('{') != std::string::npos || filled.find('}') != std::string::npos) {
        return "it has braces other than one {code}";
    }
    return fault_of_address(filled);
}

}  // namespace carepress::style

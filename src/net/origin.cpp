#include "net/origin.h"

#include "base/ascii.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>

namespace carepress::net {
namespace {

constexpr std::size_t longest_name = 253, longest_label = 63;  // RFC 1035, 2.3.4

bool is_ipv4(const std::string& text) {
    in_addr address{};
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1;
}

/// In the one form that browsers use: lower case, the longest run of zeros left out (RFC 5952).
bool is_shortest_ipv6(const std::string& text) {
    in6_addr address{};
    std::array<char, INET6_ADDRSTRLEN> shortest{};
    return text.find('.') == std::string::npos && ::inet_pton(AF_INET6, text.c_str(), &address) == 1 &&
           ::inet_ntop(AF_INET6, &address, shortest.data(), shortest.size()) != nullptr && text == shortest.data();
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= longest_label && std::all_of(label.begin(), label.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
    });
}

bool is_host(std::string_view host) {
    if (host.starts_with('['))
        return host.ends_with(']') && is_shortest_ipv6(std::string(host.substr(1, host.size() - 2)));
    if (host.size() > longest_name) return false;
    std::string_view label;
    for (std::size_t begin = 0; begin <= host.size(); begin += label.size() + 1) {
        label = host.substr(begin, host.find('.', begin) - begin);
        if (!is_label(label)) return false;
    }
    // Browsers take a host whose last label is a number for an address (WHATWG URL, 3.5, "ends in a number").
    return !std::all_of(label.begin(), label.end(), is_digit) || is_ipv4(std::string(host));
}

/// Empty, or ":" and a port in its shortest form that is not `usual`.
bool is_port(std::string_view text, std::uint16_t usual) {
    if (text.empty()) return true;
    std::uint16_t port = 0;
    const char* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data() + 1, end, port);
    return text.front() == ':' && text.size() > 1 && text[1] != '0' && read == end && error == std::errc{} &&
           port != usual;
}

}  // namespace

bool is_origin(std::string_view text) {
    constexpr std::string_view http = "http://", https = "https://";
    const bool is_https = text.starts_with(https);
    if (!is_https && !text.starts_with(http)) return false;
    const std::string_view authority = text.substr(is_https ? https.size() : http.size());
    const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
    const std::size_t host = std::min(authority.find(':', bracket), authority.size());
    return is_host(authority.substr(0, host)) && is_port(authority.substr(host), is_https ? 443 : 80);
}

}  // namespace carepress::net

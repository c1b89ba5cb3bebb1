#include "net/target.h"

#include "base/ascii.h"
#include "base/hex.h"
#include "base/percent.h"
#include "base/utf.h"
#include "net/headers.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace carepress::net {
namespace {

/// sub-delims (RFC 3986, 2.2).
constexpr bool is_sub_delimiter(char c) { return std::string_view("!$&'()*+,;=").find(c) != std::string_view::npos; }

constexpr bool is_path_character(char c) {
    return is_unreserved(c) || is_sub_delimiter(c) || c == ':' || c == '@' || c == '/' || c == '%';
}

constexpr bool is_query_character(char c) {
    return is_path_character(c) || std::string_view("?|[]{}^\\`").find(c) != std::string_view::npos;
}

/// Whether every per cent sign begins an escape.
bool has_sound_escapes(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 3))
        if (at + 2 >= text.size() || hex_value(text[at + 1]) < 0 || hex_value(text[at + 2]) < 0) return false;
    return true;
}

/// `text`, whose escapes are sound, as bytes.
std::string decoded(std::string_view text, bool plus_is_blank) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            bytes += static_cast<char>(hex_value(text[i + 1]) << 4 | hex_value(text[i + 2]));
            i += 2;
        } else {
            bytes += text[i] == '+' && plus_is_blank ? ' ' : text[i];
        }
    }
    return bytes;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// Whether a decoded segment is "." or "..", or has one between slashes that were sent as %2F: a route that makes a
/// path of its segments must not leave its folder.
bool has_dot_segment(std::string_view segment) {
    for (;;) {
        const std::size_t end = std::min(segment.find('/'), segment.size());
        const std::string_view part = segment.substr(0, end);
        if (part == "." || part == "..") return true;
        if (end == segment.size()) return false;
        segment.remove_prefix(end + 1);
    }
}

/// The segments of a path that begins with a slash.
std::optional<std::vector<std::string>> split_path(std::string_view path) {
    if (!std::all_of(path.begin(), path.end(), is_path_character) || !has_sound_escapes(path)) return std::nullopt;
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        std::string segment = decoded(path.substr(0, end), false);
        if (has_dot_segment(segment) || std::any_of(segment.begin(), segment.end(), is_control) ||
            find_malformed_utf8(segment))
            return std::nullopt;
        segments.push_back(std::move(segment));
        path.remove_prefix(end);
    }
    return segments;
}

/// Takes "http://authority" off the beginning of an absolute-form target (RFC 9112, 3.2.2).
std::optional<std::string_view> take_authority(std::string_view& target) {
    for (const std::string_view scheme : {"http://", "https://"})
        if (equal_ignoring_case(target.substr(0, scheme.size()), scheme)) {
            target.remove_prefix(scheme.size());
            const std::size_t end = std::min(target.find_first_of("/?"), target.size());
            const std::string_view authority = target.substr(0, end);
            target.remove_prefix(end);
            if (is_authority(authority)) return authority;
        }
    return std::nullopt;
}

/// Whether `text` is what stands between the brackets of an IP-literal. Its inner grammar is of no consequence here.
bool is_address_literal(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char c) { return is_unreserved(c) || is_sub_delimiter(c) || c == ':'; });
}

bool is_registered_name(std::string_view text) {
    return !text.empty() && has_sound_escapes(text) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_unreserved(c) || is_sub_delimiter(c) || c == '%';
    });
}

/// Empty, or a number up to 65535.
bool is_port(std::string_view text) {
    if (!std::all_of(text.begin(), text.end(), is_digit)) return false;
    std::uint16_t port = 0;
    return text.empty() || std::from_chars(text.data(), text.data() + text.size(), port).ec == std::errc{};
}

}  // namespace

std::optional<std::string_view> Target::parameter(std::string_view name) const {
    for (const auto& [key, value] : query)
        if (key == name) return value;
    return std::nullopt;
}

bool is_authority(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos || !is_address_literal(text.substr(1, end - 1))) return false;
        text.remove_prefix(end + 1);
        return text.empty() || (text[0] == ':' && is_port(text.substr(1)));
    }
    const std::size_t colon = std::min(text.find(':'), text.size());
    return is_registered_name(text.substr(0, colon)) && (colon == text.size() || is_port(text.substr(colon + 1)));
}

std::optional<std::vector<std::pair<std::string, std::string>>> split_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;
        if (!has_sound_escapes(pair)) return std::nullopt;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        std::string name = decoded(pair.substr(0, equals), true);
        std::string value = equals < pair.size() ? decoded(pair.substr(equals + 1), true) : "";
        if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos) return std::nullopt;
        parameters.emplace_back(replace_malformed_utf8(name), replace_malformed_utf8(value));
    }
    return parameters;
}

std::optional<SplitTarget> split_target(std::string_view target, bool is_options) {
    SplitTarget split;
    if (target == "*") {
        if (!is_options) return std::nullopt;
        split.target.path = "*";
        return split;
    }
    if (!target.starts_with('/')) {
        const std::optional<std::string_view> authority = take_authority(target);
        if (!authority) return std::nullopt;
        split.authority = *authority;
        // OPTIONS of an authority alone asks about the whole server (RFC 9112, 3.2.4).
        if (target.empty() && is_options) {
            split.target.path = "*";
            return split;
        }
    }
    const std::size_t end = std::min(target.find('?'), target.size());
    std::string_view path = target.substr(0, end);
    if (path.empty()) path = "/";
    auto segments = split_path(path);
    if (!segments) return std::nullopt;
    const std::string_view query = target.substr(std::min(end + 1, target.size()));
    if (!std::all_of(query.begin(), query.end(), is_query_character)) return std::nullopt;
    auto parameters = split_query(query);
    if (!parameters) return std::nullopt;
    split.target = {std::string(path), std::move(*segments), std::move(*parameters)};
    return split;
}

}  // namespace carepress::net

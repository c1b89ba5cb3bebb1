#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::net {

/// What a request is about (RFC 9112, 3.2), split before it is decoded (RFC 3986, 2.4): a slash that was sent as %2F is
/// part of its segment.
struct Target {
    std::string path;                   ///< as it was sent, without the query; "*" for OPTIONS of the whole server
    std::vector<std::string> segments;  ///< of the path, decoded, UTF-8: "/a/b" has 2, "/a/" has 2 (the last is empty)
    std::vector<std::pair<std::string, std::string>> query;  ///< names and values, decoded, UTF-8, in order

    /// The first value of this name.
    std::optional<std::string_view> parameter(std::string_view name) const;
};

/// A target, and the host that it names itself.
struct SplitTarget {
    Target target;
    std::optional<std::string> authority;  ///< of absolute-form ("host:port"), which counts instead of Host
};

/// Splits and decodes a request target of a method other than CONNECT: origin-form, absolute-form (http or https,
/// without user information), or asterisk-form if the method is OPTIONS. nullopt for anything else: a fragment, an
/// escape that is not two hexadecimal digits, NUL, a control character or malformed UTF-8 in the path, "." and ".."
/// segments, however they and their slashes are escaped. Paths have the characters of RFC 3986 only; queries may also
/// have those that browsers leave as they are (`|[]{}^\` and backquote). Malformed UTF-8 in a query becomes U+FFFD, and
/// a plus is a blank.
std::optional<SplitTarget> split_target(std::string_view target, bool is_options);

/// Names and values of "a=1&b=2", as application/x-www-form-urlencoded; nullopt for a bad escape or NUL.
std::optional<std::vector<std::pair<std::string, std::string>>> split_query(std::string_view query);

/// Whether `text` is uri-host [ ":" port ] (RFC 9110, 7.2) with a host that is not empty.
bool is_authority(std::string_view text);

}  // namespace carepress::net

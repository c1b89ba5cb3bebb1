#pragma once

#include "net/headers.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace carepress::net {

/// A strong entity tag of some bytes: 32 hexadecimal digits of their SHA-256 in quotes (RFC 9110, 8.8.3).
std::string entity_tag(std::string_view bytes);

/// Whether `text` is an entity tag: "x" or W/"x".
bool is_entity_tag(std::string_view text);
/// The tag of the same content under a content coding: "x" becomes "x-gzip", since a strong tag names the bytes.
std::string tag_of_coding(std::string_view tag, std::string_view coding);

/// Whether one of the tags of If-None-Match or If-Match is `tag`, or the field is "*" (RFC 9110, 13.1). Weak comparison
/// treats W/"x" and "x" as the same, strong comparison never matches a weak tag (8.8.3.2).
bool lists_tag_weakly(std::string_view field, std::string_view tag);
bool lists_tag_strongly(std::string_view field, std::string_view tag);

/// What the preconditions of a GET or HEAD say for a representation with this tag, empty if it has none (RFC 9110,
/// 13.2.2): 412, 304, or 200 for going on. Dates are ignored: every cacheable response has a tag.
int evaluate_preconditions(const Headers& request, std::string_view tag);

/// Bytes `begin` to `begin + size` of a representation.
struct ByteRange {
    std::size_t begin = 0, size = 0;

    bool operator==(const ByteRange&) const = default;
};

/// Whole: the field is absent, of another unit, malformed, or asks for several ranges; it is then ignored (RFC 9110,
/// 14.2). Unsatisfiable: 416.
struct WholeRange {
    bool operator==(const WholeRange&) const = default;
};
struct UnsatisfiableRange {
    bool operator==(const UnsatisfiableRange&) const = default;
};
using RangeAnswer = std::variant<WholeRange, ByteRange, UnsatisfiableRange>;

/// Reads "bytes=2-5", "bytes=2-" or "bytes=-3" for a representation of `size` bytes (RFC 9110, 14.1.2).
RangeAnswer read_range(std::string_view field, std::size_t size);

}  // namespace carepress::net

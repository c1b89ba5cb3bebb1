#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::article {

/// A web or mail address written in text without markup: bytes [begin, end) and the address a link needs.
struct BareAddress {
    std::size_t begin = 0, end = 0;
    std::string address;  ///< with "http://" for "www.…" and "mailto:" for mail
};

/// Whether `text` can hold a bare address at all (cheap).
bool may_hold_address(std::string_view text);

/// The first bare address at or after `from`, by the rules of GFM 6.9 (autolinks): http://, https://, www. and mail
/// addresses; closing punctuation and an unmatched ")" stay outside. Linear in the text's length over repeated calls.
std::optional<BareAddress> find_bare_address(std::string_view text, std::size_t from = 0);

/// What a web browser would request for `address` as an author wrote it: characters not allowed in a URL become %XX.
std::string escaped_address(std::string_view address);

}  // namespace carepress::article

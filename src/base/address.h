#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace carepress {

/// The scheme of an address (RFC 3986 3.1), in lower case; empty for a relative reference.
std::string scheme_of(std::string_view address);

/// Longer addresses are not links: no person can use them from paper, and each line of a link repeats its own. Common
/// browsers and servers take as many bytes (RFC 9110 4.1 recommends 8,000 of servers).
inline constexpr std::size_t longest_address = 2'048;

/// Whether links may lead there: an http, https, mailto, tel, sms, fax, ftp or whatsapp address, or where `relative`
/// allows it a relative one, of at most `longest_address` bytes. `address` is as URL parsers see it, without control
/// characters and white space around it.
bool is_link_address(std::string_view address, bool relative = false);

/// `address` in 7-bit ASCII, as URIs are: other bytes, blanks and controls become %xx.
std::string ascii_uri(std::string_view address);

}  // namespace carepress

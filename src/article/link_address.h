#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace carepress::article {

/// The absolute URI of an address: "https://" is put before one without a scheme, and an internationalised host name is
/// in Punycode (UTS #46). Empty for what can't be followed from paper or a PDF on its own: a relative address or a
/// fragment, schemes that links may not have, and what is longer than `longest_address`.
std::string absolute_address(std::string_view address);

/// An address as a person writes it down.
struct PrintedAddress {
    enum class Kind : std::uint8_t { plain, text_message, fax, whatsapp };
    Kind kind = Kind::plain;  ///< what is done with the number, where it is not obvious
    std::string text;
};

/// Without its scheme, except ftp's, and without a slash at its end; mail addresses and telephone numbers without what
/// follows "?". Percent-encoded characters and internationalised names (RFC 5891, by UTS #46) are as they are read,
/// where that is not ambiguous.
PrintedAddress printed_address(std::string_view address);

}  // namespace carepress::article

#include "article/link_address.h"

#include "base/address.h"
#include "base/hex.h"
#include "base/percent.h"
#include "base/utf.h"

#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace carepress::article {
namespace {

/// With the characters that percent signs stand for, where they are letters, digits and marks beyond ASCII, or an at
/// sign; what has a meaning in an address, or can't be seen, stays encoded.
std::string readable_part(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::string bytes;
        std::size_t end = at;
        while (end + 2 < text.size() && text[end] == '%' && hex_value(text[end + 1]) >= 0 &&
               hex_value(text[end + 2]) >= 0) {
            bytes += static_cast<char>(hex_value(text[end + 1]) * 16 + hex_value(text[end + 2]));
            end += 3;
        }
        if (bytes.empty()) {
            out += text[at++];
            continue;
        }
        const auto size = static_cast<std::int32_t>(bytes.size());
        for (std::int32_t byte = 0; byte < size;) {
            const std::int32_t first = byte;
            UChar32 c = 0;
            U8_NEXT(bytes.data(), byte, size, c);
            const bool is_shown = c == '@' || (c >= 0x80 && (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0));
            if (is_shown)
                out.append(bytes, static_cast<std::size_t>(first), static_cast<std::size_t>(byte - first));
            else
                out.append(
                    text.substr(at + 3 * static_cast<std::size_t>(first), 3 * static_cast<std::size_t>(byte - first)));
        }
        at = end;
    }
    return out;
}

using HostNames = std::unique_ptr<UIDNA, decltype(&uidna_close)>;

HostNames open_host_names(UErrorCode& status) {
    constexpr std::uint32_t options =
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_NONTRANSITIONAL_TO_ASCII;
    return {uidna_openUTS46(options, &status), uidna_close};
}

/// An address of the web with its host in ASCII, as URIs have it (RFC 3986, 3.2.2; UTS #46 ToASCII); as it is where the
/// host is not a valid name.
std::string with_ascii_host(std::string address) {
    const std::size_t slashes = address.find("://");
    if (slashes == std::string::npos || !(address.starts_with("http:") || address.starts_with("https:")))
        return address;
    std::size_t begin = slashes + 3;
    const std::size_t end = std::min(address.find_first_of("/?#", begin), address.size());
    if (const std::size_t user = address.rfind('@', end); user != std::string::npos && user >= begin && user < end)
        begin = user + 1;
    const std::size_t host_end = std::min(address.find(':', begin), end);
    const std::string host = percent_decoded(std::string_view(address).substr(begin, host_end - begin));
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (find_malformed_utf8(host) || std::all_of(host.begin(), host.end(), is_ascii)) return address;
    UErrorCode status = U_ZERO_ERROR;
    const HostNames names = open_host_names(status);
    if (U_FAILURE(status)) return address;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    std::array<char, 256> out{};
    const std::int32_t size = uidna_nameToASCII_UTF8(names.get(), host.data(), static_cast<std::int32_t>(host.size()),
                                                     out.data(), static_cast<std::int32_t>(out.size()), &info, &status);
    if (U_FAILURE(status) || info.errors != 0) return address;
    return address.replace(begin, host_end - begin, out.data(), static_cast<std::size_t>(size));
}

/// A host name as people read it (UTS #46); as it is written where it is not a valid one.
std::string readable_host(std::string_view host) {
    std::string written = readable_part(host);
    if (written.find("xn--") == std::string::npos) return written;
    UErrorCode status = U_ZERO_ERROR;
    const HostNames names = open_host_names(status);
    if (U_FAILURE(status)) return written;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    std::array<char, 1024> out{};
    const std::int32_t size =
        uidna_nameToUnicodeUTF8(names.get(), written.data(), static_cast<std::int32_t>(written.size()), out.data(),
                                static_cast<std::int32_t>(out.size()), &info, &status);
    if (U_FAILURE(status) || info.errors != 0 || size > static_cast<std::int32_t>(out.size())) return written;
    return std::string(out.data(), static_cast<std::size_t>(size));
}

std::string with_scheme(std::string_view address) {
    if (!scheme_of(address).empty()) {
        if (is_link_address(address)) return std::string(address);
        // "example.org:8080/x" looks like a scheme, but its port says what it is.
        const std::string_view port = address.substr(address.find(':') + 1);
        if (port.empty() || port[0] < '0' || port[0] > '9' || address.find('.') > address.find(':')) return {};
        return "https://" + std::string(address);
    }
    const std::string_view host = address.substr(0, address.find_first_of("/?#"));
    if (address.starts_with("//")) return "https:" + std::string(address);
    if (!host.empty() && host.find('.') != std::string_view::npos && host.find(':') == std::string_view::npos &&
        !host.starts_with('.') && !host.ends_with(".html") && !host.ends_with(".htm") && !host.ends_with(".md"))
        return "https://" + std::string(address);
    return {};
}

}  // namespace

std::string absolute_address(std::string_view address) {
    return address.size() > longest_address ? std::string() : with_ascii_host(with_scheme(address));
}

PrintedAddress printed_address(std::string_view address) {
    const std::string scheme = scheme_of(address);
    PrintedAddress out;
    if (!scheme.empty() && is_link_address(address) && scheme != "ftp") address.remove_prefix(scheme.size() + 1);
    if (scheme == "http" || scheme == "https") {
        if (address.starts_with("//")) address.remove_prefix(2);
        if (address.ends_with('/')) address.remove_suffix(1);
        const std::size_t host = std::min(address.find_first_of("/?#:"), address.size());
        out.text = readable_host(address.substr(0, host)) + readable_part(address.substr(host));
        return out;
    }
    if (scheme == "whatsapp") {
        const std::size_t phone = address.find("phone=");
        if (phone == std::string_view::npos) return out;
        address = address.substr(phone + 6);
        address = address.substr(0, address.find_first_not_of("+0123456789"));
        out.kind = PrintedAddress::Kind::whatsapp;
    } else if (scheme == "mailto" || scheme == "tel" || scheme == "sms" || scheme == "fax") {
        address = address.substr(0, address.find_first_of("?&;"));
        if (address.starts_with("//")) address.remove_prefix(2);
        out.kind = scheme == "sms"   ? PrintedAddress::Kind::text_message
                   : scheme == "fax" ? PrintedAddress::Kind::fax
                                     : PrintedAddress::Kind::plain;
    } else if (address.ends_with('/')) {
        address.remove_suffix(1);
    }
    out.text = readable_part(address);
    return out;
}

}  // namespace carepress::article

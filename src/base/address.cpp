#include "base/address.h"

#include "base/percent.h"

#include <algorithm>
#include <iterator>

namespace carepress {

std::string scheme_of(std::string_view address) {
    std::string scheme;
    for (const char c : address) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == ':') return scheme;
        if (!letter && (scheme.empty() || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) return {};
        scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return {};
}

bool is_link_address(std::string_view address, bool relative) {
    if (address.size() > longest_address) return false;
    const std::string scheme = scheme_of(address);
    if (scheme.empty()) return relative;
    constexpr std::string_view schemes[] = {"http", "https", "mailto", "tel", "sms", "fax", "ftp", "whatsapp"};
    return std::find(std::begin(schemes), std::end(schemes), scheme) != std::end(schemes);
}

std::string ascii_uri(std::string_view address) {
    std::string out;
    for (const char byte : address) {
        if (byte > 0x20 && byte < 0x7F) {
            out += byte;
            continue;
        }
        append_percent_encoded(out, byte);
    }
    return out;
}

}  // namespace carepress

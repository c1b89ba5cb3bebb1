#include "base/name_uuid.h"

#include "base/digest.h"
#include "base/hex.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace carepress {

std::string name_uuid(std::string_view name) {
    Sha1 hash = sha1(name);
    hash[6] = static_cast<std::uint8_t>((hash[6] & 0x0F) | 0x50);
    hash[8] = static_cast<std::uint8_t>((hash[8] & 0x3F) | 0x80);
    std::string text = lower_hex(std::span(hash).first(16));
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
    return "urn:uuid:" + text;
}

bool is_uuid_urn(std::string_view text) {
    constexpr std::string_view form = "urn:uuid:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == 'x' ? hex_value(text[i]) < 0 : text[i] != form[i]) return false;
    return true;
}

}  // namespace carepress

#include "base/data_address.h"

#include "base/ascii.h"
#include "base/base64.h"
#include "base/percent.h"

#include <cstddef>

namespace carepress {
namespace {

constexpr std::string_view scheme = "data:";

}  // namespace

bool is_data_address(std::string_view address) { return ascii_lower(address.substr(0, scheme.size())) == scheme; }

std::optional<std::string> data_of_address(std::string_view address) {
    if (!is_data_address(address)) return std::nullopt;
    const std::size_t comma = address.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const std::string type = ascii_lower(address.substr(scheme.size(), comma - scheme.size()));
    constexpr std::string_view base64 = "base64";
    std::string_view said = trim(type);
    bool is_base64 = said.ends_with(base64);
    if (is_base64) said.remove_suffix(base64.size());
    is_base64 = is_base64 && trim(said).ends_with(';');
    std::string data = percent_decoded(address.substr(comma + 1));
    if (!is_base64) return data;
    std::string digits;
    for (const char c : data)
        if (c != ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r') digits += c;
    while (digits.ends_with('=')) digits.pop_back();
    if (digits.size() % 4 == 1) return std::nullopt;
    digits.append((4 - digits.size() % 4) % 4, '=');
    return from_base64(digits);
}

}  // namespace carepress

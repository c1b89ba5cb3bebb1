#include "library/portable_name.h"

#include "base/ascii.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace carepress::library {

std::string folded_name(std::string_view name) {
    if (std::all_of(name.begin(), name.end(), [](char c) { return (c & 0x80) == 0; })) return ascii_lower(name);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* composed = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::string(name);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    text = composed->normalize(text, status).foldCase();
    std::string folded;
    composed->normalize(text, status).toUTF8String(folded);
    return U_FAILURE(status) ? std::string(name) : folded;
}

std::string why_not_portable(std::string_view name) {
    constexpr std::array<std::string_view, 6> devices{"con", "prn", "aux", "nul", "conin$", "conout$"};
    const std::string device = ascii_lower(name.substr(0, name.find('.')));
    const bool is_port =
        device.size() == 4 && (device.starts_with("com") || device.starts_with("lpt")) && is_digit(device.back());
    if (is_port || std::find(devices.begin(), devices.end(), device) != devices.end())
        return "Windows keeps this name for a device";
    if (name.ends_with('.') || name.ends_with(' ')) return "Windows leaves out a dot or space at the end of a name";
    return {};
}

}  // namespace carepress::library

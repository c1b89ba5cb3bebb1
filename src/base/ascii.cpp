#include "base/ascii.h"

namespace carepress {
namespace {

constexpr std::string_view white_space = " \t\r\n";

}  // namespace

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(white_space) == std::string_view::npos; }

std::string_view trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(white_space);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(white_space) - begin + 1);
}

}  // namespace carepress

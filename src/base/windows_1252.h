#pragma once

#include <array>

namespace carepress {

/// The character that a C1 control (U+0080 to U+009F) stands for if windows-1252 was taken for Latin-1, as the web
/// reads it (Encoding Standard, index windows-1252); 0 for the five that windows-1252 leaves out.
constexpr char32_t windows_1252(char32_t control) {
    constexpr std::array<char16_t, 32> meant = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return meant[control - 0x80];
}

}  // namespace carepress

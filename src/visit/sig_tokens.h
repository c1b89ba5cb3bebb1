#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// A word, a number or a sign of an instruction, with its place in the text.
struct SigToken {
    enum class Kind : std::uint8_t { word, number, sign };
    Kind kind = Kind::sign;
    std::string lower;  ///< a word in lower case without the dots of "p.o."; a number as a plain decimal; else the sign
    bool is_fraction = false;        ///< a number written as one sign: "½"
    std::size_t begin = 0, end = 0;  ///< bytes of the text

    bool is(std::string_view word) const { return kind != Kind::number && lower == word; }
    bool is_number() const { return kind == Kind::number; }
};

/// Words break where letters and digits meet: "q6h" is three tokens.
std::vector<SigToken> sig_tokens(std::string_view text);

}  // namespace carepress::visit

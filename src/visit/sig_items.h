#pragma once

#include "visit/sig_tokens.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::visit {

/// A word, a sign or a number of an instruction. Fractions and ranges are one number: "1 and a half", "4-6".
struct SigItem {
    /// How a part of one is written: "2 1/2" adds up, "2 0.5" does not.
    enum class Fraction : std::uint8_t { none, digits, word };

    std::string word;       ///< empty for a number
    std::string low, high;  ///< decimal texts of a number; `high` of a range only
    Fraction fraction = Fraction::none;
    bool used = false;  ///< already read

    bool is_number() const { return !low.empty(); }
};

std::vector<SigItem> sig_items(const std::vector<SigToken>& tokens);

}  // namespace carepress::visit

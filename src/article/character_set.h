#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace carepress::article {

/// A few ASCII characters that texts are looked through for. std::string_view::find_first_of looks through the set at
/// each character of the text; this looks up one flag.
class CharacterSet {
public:
    explicit constexpr CharacterSet(std::string_view members) {
        for (const char member : members) has_[static_cast<unsigned char>(member)] = true;
    }

    /// Where the first member at `from` or behind it is; npos if there is none.
    constexpr std::size_t find_in(std::string_view text, std::size_t from = 0) const {
        for (std::size_t i = from; i < text.size(); ++i)
            if (has_[static_cast<unsigned char>(text[i])]) return i;
        return std::string_view::npos;
    }

private:
    std::array<bool, 256> has_{};
};

}  // namespace carepress::article

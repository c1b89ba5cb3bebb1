#pragma once

#include "text/shape.h"

#include <cstdint>
#include <vector>

namespace carepress::text {

/// The shaped form of texts that are on many handouts alike: disclaimers, names, page numbers. Bounded; the oldest
/// gives way.
class StandingTexts {
public:
    /// What a text like `text` was shaped to; nullptr when none is known.
    const ShapedParagraph* find(const StyledText& text, std::uint64_t hash);
    void keep(const StyledText& text, std::uint64_t hash, const ShapedParagraph& shaped);
    void clear() { entries_.clear(); }

    static std::uint64_t hash(const StyledText& text);

private:
    static constexpr std::size_t most = 64;
    struct Entry {
        std::uint64_t hash = 0;
        StyledText text;
        ShapedParagraph shaped;
    };
    std::vector<Entry> entries_;
    std::size_t oldest_ = 0;
};

}  // namespace carepress::text

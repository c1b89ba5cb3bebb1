#include "text/standing_texts.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdint>

namespace carepress::text {
namespace {

/// Equal in all that shaping looks at: not in spans, nodes and links.
bool shape_alike(const StyledText& a, const StyledText& b) {
    const auto alike = [](const StyledRun& one, const StyledRun& other) {
        return one.begin == other.begin && one.end == other.end && one.style == other.style &&
               one.language == other.language;
    };
    return a.text == b.text && a.direction == b.direction && a.languages == b.languages && a.styles == b.styles &&
           std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(), alike);
}

}  // namespace

std::uint64_t StandingTexts::hash(const StyledText& text) {
    return XXH3_64bits(text.text.data(), text.text.size() * sizeof(char16_t));
}

const ShapedParagraph* StandingTexts::find(const StyledText& text, std::uint64_t hash) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.hash == hash && shape_alike(entry.text, text);
    });
    return found == entries_.end() ? nullptr : &found->shaped;
}

void StandingTexts::keep(const StyledText& text, std::uint64_t hash, const ShapedParagraph& shaped) {
    if (entries_.size() < most) {
        entries_.push_back({hash, text, shaped});
        return;
    }
    entries_[oldest_] = {hash, text, shaped};
    oldest_ = (oldest_ + 1) % most;
}

}  // namespace carepress::text

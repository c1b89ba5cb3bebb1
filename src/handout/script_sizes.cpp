#include "handout/script_sizes.h"

#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace carepress::handout {
namespace {

/// Where the factor changes, in order: from a unit on, a factor.
struct Change {
    std::uint32_t at = 0;
    int thousandths = 1000;
};

std::vector<Change> changes_in(std::u16string_view text, const std::map<std::string, int>& by_script) {
    std::vector<Change> changes;
    bool any_letter = false;
    char16_t known_block = 0xFFFF;  // scripts change between blocks of 128 characters, seldom inside
    for (std::uint32_t at = 0; at < text.size();) {
        const std::uint32_t begin = at;
        UChar32 character = 0;
        U16_NEXT(text.data(), at, static_cast<std::uint32_t>(text.size()), character);
        if (character > 0x250 && static_cast<char16_t>(character >> 7) == known_block) continue;
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(character, &status);
        if (U_FAILURE(status) || script <= USCRIPT_INHERITED || script == USCRIPT_UNKNOWN) continue;
        known_block = static_cast<char16_t>(character >> 7);
        const auto found = by_script.find(uscript_getShortName(script));
        const int thousandths = found == by_script.end() ? 1000 : found->second;
        // What precedes the first letter goes with it.
        if (changes.empty() || changes.back().thousandths != thousandths)
            changes.push_back({any_letter ? begin : 0, thousandths});
        any_letter = true;
    }
    return changes;
}

std::uint32_t style_scaled(text::StyledText& text, std::uint32_t style, int thousandths) {
    if (thousandths == 1000) return style;
    TextStyle scaled = text.styles[style];
    scaled.size = scale(scaled.size, thousandths);
    const auto found = std::find(text.styles.begin(), text.styles.end(), scaled);
    if (found != text.styles.end()) return static_cast<std::uint32_t>(found - text.styles.begin());
    text.styles.push_back(std::move(scaled));
    return static_cast<std::uint32_t>(text.styles.size() - 1);
}

}  // namespace

void size_by_script(text::StyledText& text, const std::map<std::string, int>& thousandths) {
    char16_t all = 0;  // a loop that the compiler makes look at many units at once
    for (const char16_t unit : text.text) all |= unit;
    if (thousandths.empty() || all < 0x0250) return;
    const std::vector<Change> changes = changes_in(text.text, thousandths);
    if (changes.empty() || (changes.size() == 1 && changes.front().thousandths == 1000)) return;
    std::vector<text::StyledRun> runs;
    std::size_t next = 0;
    int now = 1000;
    for (const text::StyledRun& run : text.runs) {
        for (std::uint32_t begin = run.begin; begin < run.end;) {
            while (next < changes.size() && changes[next].at <= begin) now = changes[next++].thousandths;
            text::StyledRun part = run;
            part.begin = begin;
            if (next < changes.size()) part.end = std::min(run.end, changes[next].at);
            part.style = style_scaled(text, run.style, now);
            runs.push_back(part);
            begin = part.end;
        }
    }
    text.runs = std::move(runs);
}

}  // namespace carepress::handout

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace carepress::text {

/// A stretch of text, in UTF-16 units.
struct IsolatedRange {
    std::uint32_t begin = 0, end = 0;
    bool operator==(const IsolatedRange&) const = default;
};

/// What right-to-left text must isolate (as by LRI and PDI, UAX #9) so that it keeps its order, in text order:
/// telephone numbers, codes, web and mail addresses, ISO dates, numbers with a Latin unit, each with the Latin words
/// beside it, which it must not be torn from ("Vitamin B12", "Tylenol 500 mg"). By the bidi algorithm alone 555-0134
/// is reversed after an Arabic letter, and (856) 546-3003 in any right-to-left text. A range such as 2-4, 500-1000
/// or 2020-2025 is left to the algorithm, which sets it as its readers expect; with a Latin unit, 500-1000 mg, it is
/// isolated as a whole.
std::vector<IsolatedRange> find_isolates(std::u16string_view text);

}  // namespace carepress::text

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

/// What right-to-left text must isolate (as by LRI and PDI, UAX #9) so that it reads from left to right as its author
/// wrote it, in text order. By the bidi algorithm alone 555-0134 is reversed after an Arabic letter, and (856)
/// 546-3003, 9:30 AM, $5.99 and O- in any right-to-left text.
///
/// Between two right-to-left characters, all from the first Latin letter to the last is one phrase, since the algorithm
/// itself sets it from left to right; it takes in the numbers, signs and full stops that belong to it at its ends
/// ("9:30 AM", "E. coli O157:H7", "P.O. Box 12"). Apart from letters, telephone numbers, dates, prices, signed numbers,
/// mixed fractions, ranges of times and arithmetic are isolated. A range such as 2-4, 500-1000 or 2020-2025 is left to
/// the algorithm, which sets it as its readers expect, and so are plain numbers and words.
std::vector<IsolatedRange> find_isolates(std::u16string_view text);

}  // namespace carepress::text

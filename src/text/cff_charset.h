#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace carepress::text {

/// The CIDs of a CID-keyed CFF table, by glyph id (Adobe Technical Note 5176, 13 "Charsets"): what a PDF's text is
/// coded in (ISO 32000-1 9.7.4.2). Empty for a table that is not CID-keyed, or is cut off before its charset ends.
std::vector<std::uint16_t> read_cids(std::span<const std::uint8_t> cff, unsigned glyph_count);

}  // namespace carepress::text

#pragma once

#include "base/diagnostic.h"
#include "handout/handout.h"

#include <cstdint>

namespace carepress {

/// Pairs the boxes of an article, [begin, middle), with those of its translation, [middle, end of all), block by block:
/// they become boxes of kind pair. First sections find each other, by the levels of their headings and by what they
/// hold, always in order; then in them blocks of one kind; then the items of lists that have as many. A block without a
/// partner is a pair with an empty side, at its place in its section, and a warning. A clinician's note stays as it is;
/// learn-more blocks are set under each other. Paired headings leave one bookmark, the article's.
void pair_languages(Handout& handout, std::uint32_t begin, std::uint32_t middle, Direction translation,
                    Diagnostics& diagnostics);

}  // namespace carepress

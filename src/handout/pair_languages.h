#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/handout.h"

#include <cstdint>
#include <unordered_map>

namespace carepress::handout {

/// The first box of each block that made one, at any depth: an index into Handout::boxes.
using BlockBoxes = std::unordered_map<const article::Block*, std::uint32_t>;

/// An article as it was composed for a page of two languages.
struct LanguageSide {
    const article::Article& article;
    const BlockBoxes& block_boxes;
    std::uint32_t begin = 0, end = 0;  ///< its boxes
    text::Direction direction = text::Direction::left_to_right;
};

/// Replaces the boxes of an article and of its translation, which are the last ones of the handout, with pairs: align()
/// says which blocks belong together, and lists of as many items become a pair for each item. What the page itself adds
/// to both, such as the title, pairs by its role. A block without a counterpart is a pair with an empty side, at its
/// place, and a warning. What only one language has by design (a clinician's note, the notices of the translation) is
/// set across both columns; learn-more blocks share one box. Paired headings leave one bookmark, the article's.
void pair_languages(Handout& handout, const LanguageSide& ours, const LanguageSide& theirs, Diagnostics& diagnostics);

}  // namespace carepress::handout

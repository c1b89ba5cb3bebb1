#pragma once

#include "article/article.h"

#include <vector>

namespace carepress::article {

/// Whether the block is a list of footnotes.
bool is_notes(const Block& block);

/// Where `kept` has a part of the blocks of an article, `all`: adds the footnotes that `kept` refers to and lacks, as a
/// list at its end, before the learn-more block. They keep their numbers. A mark without its note would tell a patient
/// that something is missing, but not what.
void keep_notes(const std::vector<Block>& all, std::vector<Block>& kept);

}  // namespace carepress::article

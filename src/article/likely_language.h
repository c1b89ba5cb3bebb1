#pragma once

#include "article/article.h"

#include <string>
#include <vector>

namespace carepress::article {

/// The language that a text is in by its most common words, "es" of "los", "para" and "con": one of twenty that are
/// written in Latin letters. Empty where they don't tell: a short text, one in another language or in two.
std::string likely_language(const std::vector<Block>& blocks);

}  // namespace carepress::article

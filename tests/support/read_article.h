#pragma once

#include "article/emergency_numbers.h"
#include "article/read.h"

namespace carepress::test {

/// An article as the brands that come with Carepress press it: with their numbers to call.
inline article::Article read_with_numbers(const Source& source, Diagnostics& diagnostics) {
    article::Article article = article::read_article(source, diagnostics);
    article::fill_numbers(article, article::us_emergency_numbers(), diagnostics);
    return article;
}

}  // namespace carepress::test

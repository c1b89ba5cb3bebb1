#pragma once

#include "article/article.h"

#include <vector>

namespace carepress::check {

/// The parts of an article that its score looks at, in reading order, whatever they are in. Parts in another language
/// are left out.
struct ArticleParts {
    std::vector<const article::InlineText*> overview;  ///< paragraphs before the first heading
    std::vector<const article::InlineText*> headings;
    std::vector<const article::InlineText*> paragraphs;  ///< all, those of list items too
    std::vector<const article::ListItem*> items;         ///< of lists, outside of help boxes
    std::vector<const article::Callout*> help;
    std::vector<const article::Figure*> figures;
    std::vector<const article::Table*> tables;
};

ArticleParts parts_of(const article::Article& article);

}  // namespace carepress::check

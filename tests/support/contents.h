#pragma once

#include "handout/compose.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace carepress::test {

/// Articles as the contents of a handout, without pictures. Their sources are numbered from 0.
inline handout::HandoutContents contents_of(std::vector<article::Article> articles) {
    handout::HandoutContents contents;
    for (article::Article& article : articles)
        contents.articles.push_back({std::make_shared<const article::Article>(std::move(article)),
                                     {},
                                     static_cast<std::uint32_t>(contents.articles.size())});
    return contents;
}

/// An article and its translation as the contents of a handout, both of the first source.
inline handout::HandoutContents contents_of_pair(article::Article article, article::Article translation) {
    handout::HandoutContents contents = contents_of({std::move(article)});
    contents.articles.front().translation = std::make_shared<const handout::ArticlePart>(
        handout::ArticlePart{std::make_shared<const article::Article>(std::move(translation)), {}, 0});
    return contents;
}

}  // namespace carepress::test

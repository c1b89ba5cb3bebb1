// Blocks of an article by hand.
#pragma once

#include "article/article.h"

#include <string>
#include <utility>

namespace carepress::test {

inline article::InlineText inline_text(const std::string& text) {
    article::InlineText made;
    made.text = text;
    made.runs.emplace_back().end = static_cast<std::uint32_t>(text.size());
    return made;
}

template <class Content>
article::Block block(Content content) {
    article::Block made;
    made.content = std::move(content);
    return made;
}

inline article::Block paragraph(const std::string& text) { return block(article::Paragraph{inline_text(text)}); }

}  // namespace carepress::test

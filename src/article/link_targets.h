#pragma once

#include "article/article.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::article {

/// Where the links to places of an article lead, as in "#when-to-call". The blocks must outlive this object.
class LinkTargets {
public:
    /// `title`: of the article, whose words make the name of its beginning.
    LinkTargets(const std::vector<Block>& blocks, std::string_view title);

    /// The heading that a reader finds the place by: that of the anchor, or the last one above what has it. Where no
    /// anchor has the name, the heading whose words make it, as sites name theirs. Null: the place is above all
    /// headings, or the beginning of the article ("#", "#top", the title). Nothing: the address leads to no place of
    /// the article.
    std::optional<const Block*> heading_of(std::string_view address) const;

private:
    void add(const std::vector<Block>& blocks);

    std::string beginning_;  ///< the name of the title
    const Block* last_heading_ = nullptr;
    std::map<std::string, const Block*, std::less<>> by_anchor_, by_words_;
};

/// The name that sites give a heading's anchor: its letters and digits in lower case, "-" for each space, and the signs
/// "-" and "_" (as GitHub's: "When to call?" is "when-to-call").
std::string anchor_of(std::string_view heading);

}  // namespace carepress::article

#pragma once

#include "article/article.h"

namespace carepress::article {

/// Whether two articles, or parts of them, say the same in the same form, wherever it is in their sources: all
/// but the spans is compared.
bool same_content(const InlineText& a, const InlineText& b);
bool same_content(const Block& a, const Block& b);
bool same_content(const std::vector<Block>& a, const std::vector<Block>& b);
bool same_content(const Metadata& a, const Metadata& b);
bool same_content(const Article& a, const Article& b);

}  // namespace carepress::article

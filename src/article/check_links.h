#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <map>
#include <string>

namespace carepress::article {

/// A warning about links whose address is too long, with the first.
void check_link_lengths(const std::vector<Block>& blocks, Diagnostics& diagnostics);

/// A warning about links that lead nowhere from paper, with the first: to another page of the same site, or to a place
/// that the article does not have. `known`: addresses that lead to an article of the same handout.
void check_relative_links(const Article& article, const std::map<std::string, std::size_t, std::less<>>& known,
                          Diagnostics& diagnostics);

}  // namespace carepress::article

#pragma once

#include "article/article.h"

#include <string>

namespace carepress::library {

/// All text of the article's blocks in reading order, a line for each paragraph, heading, item and cell. Without marks,
/// addresses and pictures; alternative texts are text too.
std::string searchable_text(const article::Article& article);

}  // namespace carepress::library

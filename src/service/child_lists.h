#pragma once

#include "job/catalog.h"
#include "visit/suggest.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::service {

// What a process knows of a library, as text for another one: a line an article, its fields after tabs. A library of
// 20,000 articles is written and read in milliseconds this way.

/// Code, title, then system and code of each topic.
std::string topics_as_text(const std::vector<visit::ArticleTopics>& topics);
std::vector<visit::ArticleTopics> topics_of_text(std::string_view text);

/// Path, code, language, title and version.
std::string entries_as_text(std::span<const library::LibraryEntry> entries);
std::vector<library::LibraryEntry> entries_of_text(std::string_view text);

}  // namespace carepress::service

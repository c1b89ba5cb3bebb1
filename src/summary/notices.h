#pragma once

#include "article/article.h"
#include "handout/phrases.h"

#include <string>

namespace carepress {

/// Says on the page that an article is not in the patient's language: its title, in its own language, and the notice.
Block article_language_notice(const std::string& title, const std::string& language, const Phrases& phrases);

}  // namespace carepress

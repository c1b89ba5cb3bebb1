#pragma once

#include "article/article.h"
#include "words/phrases.h"

#include <string>

namespace carepress::visit_summary {

/// The notice that an article is not in the patient's language, below its title, which is in its own language.
article::Block article_language_notice(const std::string& title, const std::string& language,
                                       const words::Phrases& phrases);

}  // namespace carepress::visit_summary

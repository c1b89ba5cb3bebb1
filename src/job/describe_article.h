#pragma once

#include "article/article.h"
#include "check/reading_level.h"
#include "engine/engine.h"
#include "handout/leave_out.h"
#include "library/find.h"

#include <string>
#include <vector>

namespace carepress::job {

/// What people who choose an article want to know of it.
struct ArticleDescription {
    article::Metadata metadata;
    std::vector<handout::SectionName> sections;  ///< that HandoutJob::omit_sections can name
    check::ReadingLevel level;                   ///< of the text, without title
    int pages = 0;                               ///< of a handout of it alone; 0: it has errors, so there is none
};

/// Reads an article and lays it out in `theme`. What is wrong with it is not said here: pressing says so. Throws
/// EnvironmentError and SourceTooLarge.
ArticleDescription describe_article(const library::LibraryEntry& entry, const style::Theme& theme,
                                    const engine::Engine& engine);

}  // namespace carepress::job

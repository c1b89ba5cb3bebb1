#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <vector>

namespace carepress::article {

/// What every reader's blocks go through, in this order.

/// Finds the title: the front matter's, else the first top-level heading of level 1, which then leaves the blocks, else
/// `page_title` (of an HTML page). A heading that repeats the title leaves too; one that differs stays, with a warning.
/// Without any title: the words of a heading that begins the text, with a note, else `last_resort`, with a warning; if
/// that is empty, an error. All three are at `missing`.
void resolve_title(Article& article, const std::string& page_title, SourceSpan page_title_span, SourceSpan missing,
                   const std::string& last_resort, Diagnostics& diagnostics);

/// Gives the headings levels from 2 on so that none is skipped (PDF/UA-1, 7.4.2), with a note where any changed.
void level_headings(std::vector<Block>& blocks, Diagnostics& diagnostics);

/// Makes a LearnMore of the heading "Where can you learn more?" and all up to the next heading of its level.
void gather_learn_more(std::vector<Block>& blocks);

}  // namespace carepress::article

#pragma once

#include "handout/compose.h"
#include "layout/paged_document.h"

#include <string>

namespace carepress {

/// Checks that a layout can set the contents: a layout of two languages needs two of each article, others one, and one
/// that cuts articles to a page cannot have a summary. What is missing or too much is an error. `layout` is its name.
void check_layout(const HandoutContents& contents, const Stylesheet& sheet, const std::string& layout,
                  Diagnostics& diagnostics);

/// An error if a handout that should have one page has more: nothing is cut to make it fit.
void check_goal(const Handout& handout, const PagedDocument& document, Diagnostics& diagnostics);

}  // namespace carepress

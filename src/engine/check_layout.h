#pragma once

#include "handout/compose.h"
#include "layout/paged_document.h"

#include <string>

namespace carepress::engine {

/// Checks that a layout can set the contents: a layout of two languages needs two of each article, others one, and one
/// that cuts articles to a page cannot have a summary. What is missing or too much is an error. `layout` is its name.
void check_layout(const handout::HandoutContents& contents, const style::Stylesheet& stylesheet,
                  const std::string& layout, Diagnostics& diagnostics);

/// An error if a handout that should have one page has more: nothing is cut to make it fit.
void check_goal(const handout::Handout& handout, const layout::PagedDocument& document, Diagnostics& diagnostics);

}  // namespace carepress::engine

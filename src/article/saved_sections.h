#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

namespace carepress::article {

/// Moves the coverage disclaimer, where the last paragraph is one, to Article::own_disclaimer, with a note.
void take_disclaimer(Article& article, Diagnostics& diagnostics);

/// Under "When should you call for help?": makes a Callout of each paragraph that begins a level of help ("Call 911
/// anytime …", "Call your doctor now …", "Watch closely …") and of the lists right after it.
void find_help_levels(Article& article, Diagnostics& diagnostics);

/// Under "Where can you learn more?": puts the brand's link where "Go to" lost its own, and takes the article's code
/// from "Enter K977 in the search box".
void repair_learn_more(Article& article, Diagnostics& diagnostics);

}  // namespace carepress::article

#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/handout.h"
#include "handout/page_words.h"

namespace carepress {

/// Composes what stands around the text: band, running head and footer. The disclaimer and the sample notice, which a
/// patient must get, are tagged as the last paragraphs of the document. A brand's disclaimer takes the place of the
/// article's own, which is a note.
void compose_furniture(Handout& handout, const Article& article, const PageWords& words, Diagnostics& diagnostics);

}  // namespace carepress

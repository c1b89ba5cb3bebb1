#pragma once

#include "engine/read_articles.h"
#include "engine/resources.h"

#include <vector>

namespace carepress::engine {

/// What a handout is composed from, and the sources that its numbers stand for.
struct GatheredContents {
    handout::HandoutContents contents;
    SourceList sources;
};

/// Puts together what was read and what a request says besides: the patient, a clinician's note, which is read here
/// because it is in the handout's language if it does not state its own, the notice of language assistance, titles.
/// `brand` is the last source; null if it can't be read. What is wrong goes to `messages`.
GatheredContents gather_contents(const PressRequest& request, ReadArticles read, const style::Brand* brand,
                                 const Resources& resources, std::vector<Diagnostic>& messages);

}  // namespace carepress::engine

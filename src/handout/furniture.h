#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/handout.h"
#include "handout/page_words.h"

#include <string>
#include <string_view>

namespace carepress::handout {

/// What readers have to know of who has checked an article; empty for one that a clinician has reviewed.
struct ReviewNotice {
    std::string text, language;
};

/// That it is a draft or retired, in English, which those who proofread it know; else that it is a sample.
ReviewNotice review_notice(const article::Metadata& article, const PageWords& words);

/// Composes what surrounds an article's text: band, running head and footer. The sample notice, which a patient
/// must get, is tagged below `root` as the last paragraph of its part. A brand's disclaimer takes the place of the
/// article's own, which is a note.
Furniture compose_furniture(Handout& handout, const article::Article& article, const PageWords& words,
                            text::NodeId root, Diagnostics& diagnostics);

/// The same for a part that is not an article and has nothing that a clinician would have to review: a contents list,
/// the notice of language assistance.
Furniture compose_plain_furniture(Handout& handout, std::string_view title, const PageWords& words);

/// Tags each disclaimer once, at the end of the document: it belongs to the last of the parts that have it.
void tag_disclaimers(Handout& handout);

}  // namespace carepress::handout

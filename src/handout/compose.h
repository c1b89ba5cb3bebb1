#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/handout.h"
#include "handout/phrases.h"
#include "template/brand.h"

#include <map>
#include <string>

namespace carepress {

/// The pictures of an article, by Figure::path; a figure that could not be loaded is missing here and was reported.
using Pictures = std::map<std::string, DrawingPointer>;

/// Composes an article into a handout: title, blocks, learn-more block with code and QR code, furniture, tag tree. What
/// it drops or replaces (the article's own disclaimer, a lost link) is a note.
Handout compose(const Article& article, const Pictures& pictures, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics);

}  // namespace carepress

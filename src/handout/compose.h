#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/handout.h"
#include "handout/phrases.h"
#include "template/brand.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace carepress {

/// The pictures of an article, by Figure::path; a figure that could not be loaded is missing here and was reported.
using Pictures = std::map<std::string, DrawingPointer>;

/// An article, or what was made from a visit into the form of one, on its way into a handout.
struct ArticlePart {
    const Article* article = nullptr;
    const Pictures* pictures = nullptr;  ///< null: none
    std::uint32_t source = 0;            ///< its place among the sources that the diagnostics are about
};

/// All that a handout is made from. One article alone makes a plain handout; more, or a front part, a bundle.
struct HandoutContents {
    std::optional<ArticlePart> front;  ///< opens the handout: the summary of a visit
    std::vector<ArticlePart> articles;
};

/// Composes a handout. Each article becomes a part: title, blocks, learn-more block with code and QR code, furniture,
/// tag tree. What it drops or replaces (an article's own disclaimer, a lost link) is a note.
Handout compose(const HandoutContents& contents, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics);

/// The same for one article alone.
Handout compose(const Article& article, const Pictures& pictures, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics);

}  // namespace carepress

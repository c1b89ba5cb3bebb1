#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "handout/handout.h"
#include "handout/language_notice.h"
#include "handout/page_words.h"
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

/// An article, or the summary of a visit in the form of one, that goes into a handout.
struct ArticlePart {
    const Article* article = nullptr;
    const Pictures* pictures = nullptr;   ///< null: none
    std::uint32_t source = 0;             ///< its place among the sources that the diagnostics are about
    const ArticlePart* beside = nullptr;  ///< its translation, set beside it; null: none
};

/// All that a handout is made from. One article alone makes a plain handout; several begin with a page that lists them;
/// behind a front part, its end lists them.
struct HandoutContents {
    std::optional<ArticlePart> front;  ///< opens the handout: the summary of a visit
    PatientLine patient;               ///< whose it is; empty: not a patient's
    std::optional<ArticlePart> note;   ///< a clinician's, set in a box on page 1; without a title
    std::vector<ArticlePart> articles;
    const LanguageNotices* language_notices = nullptr;  ///< set as the last page; null: none
    std::string title;     ///< of a handout of several articles; empty: in the words of the language
    std::string language;  ///< BCP 47, of the page that lists several articles; empty: the first article's
    std::optional<BundleSettings::Numbers> numbers;  ///< instead of the layout's
    std::uint32_t brand_source = 0;                  ///< the brand's place among the sources of the diagnostics
};

/// Composes a handout. Each article becomes a part: title, blocks, learn-more block with code and QR code, furniture,
/// tag tree. What it drops or replaces (an article's own disclaimer, a lost link) is a note.
Handout compose(const HandoutContents& contents, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics);

/// The same for one article alone.
Handout compose(const Article& article, const Pictures& pictures, const Brand& brand, StylesheetPointer stylesheet,
                const PhraseBook& phrases, Diagnostics& diagnostics);

}  // namespace carepress

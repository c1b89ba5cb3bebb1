#pragma once

#include "base/diagnostic.h"
#include "handout/compose.h"
#include "layout/paged_document.h"
#include "text/shape.h"

#include <deque>

namespace carepress {

/// What a handout is composed with, apart from its articles.
struct Theme {
    const Brand& brand;
    const StylesheetPointer& stylesheet;
    const PhraseBook& phrases;
};

/// The articles of one-page sheets; HandoutContents points into them.
using SheetArticles = std::deque<Article>;

/// For a layout that takes the essentials of an article: replaces each article of `contents` with as much of it as fits
/// the page, found by setting it, and notes what is left out. Does nothing for other layouts.
SheetArticles take_essentials(HandoutContents& contents, const Theme& theme, Shaper& shaper, Diagnostics& diagnostics);

/// An error if a handout that should have one page has more: nothing is cut to make it fit.
void check_goal(const Handout& handout, const PagedDocument& document, Diagnostics& diagnostics);

}  // namespace carepress

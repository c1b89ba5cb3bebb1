#pragma once

#include "article/article.h"
#include "handout/handout.h"
#include "handout/page_words.h"
#include "handout/text_composer.h"

#include <string_view>

namespace carepress::handout {

/// Composes what the layout's aside says on the first page of a part: a section below `root`, which has its title. The
/// code to scan is there for an article with a code, where the brand has an address for it.
void compose_aside(Handout& handout, TextComposer& texts, std::string_view code, const PageWords& words,
                   text::NodeId root);

/// Sets the first `number` in a text in bold, in thousandths of its size. False where the text does not have it.
bool enlarge(text::StyledText& text, std::string_view number, int thousandths);

/// Whether the aside of a part about the article with this code has the code to scan.
bool aside_has_scan(const style::Stylesheet& stylesheet, const style::BrandTexts& brand, std::string_view code);

/// The address that an article's code to scan opens; empty where the brand has none.
std::string scan_address(const style::BrandTexts& brand, std::string_view code);

}  // namespace carepress::handout

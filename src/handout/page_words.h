#pragma once

#include "handout/phrases.h"
#include "template/brand.h"

#include <string>

namespace carepress {

/// The words of one handout that don't come from the article, and their languages: where the article's language has no
/// words, those of another language stand in and are tagged as such.
struct PageWords {
    const std::string& language;  ///< the article's
    const BrandTexts& brand;
    const std::string& brand_language;
    const Phrases& phrases;
};

}  // namespace carepress

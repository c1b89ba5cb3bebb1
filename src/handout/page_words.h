#pragma once

#include "handout/phrases.h"
#include "template/brand.h"

#include <cstdint>
#include <string>

namespace carepress {

/// The words of one handout that don't come from the article, and their languages: where the article's language has no
/// words, those of another language stand in and are tagged as such.
struct PageWords {
    const std::string& language;  ///< the article's
    const BrandTexts& brand;
    const std::string& brand_language;
    const Phrases& phrases;
    std::uint32_t source = 0;  ///< SourceSpan::source of all that the article says
};

}  // namespace carepress

#pragma once

#include "handout/phrases.h"
#include "template/brand.h"
#include "template/stylesheet.h"

#include <cstdint>
#include <string>

namespace carepress {

/// Whose handout it is, ready to print: "Ana Ruiz · Born March 3, 1950". It stands in the footer of every page, so that
/// no loose page gets to another patient. Empty: nobody's.
struct PatientLine {
    std::string text;
    std::string language;  ///< BCP 47
};

/// The words of one part of a handout that don't come from the article, and their languages: where the article's
/// language has no words, those of another language stand in and are tagged as such.
struct PageWords {
    const std::string& language;  ///< the part's
    const BrandTexts& brand;
    std::uint32_t brand_source;  ///< SourceSpan::source of the brand's file
    std::string brand_language;
    const Phrases& phrases;
    const PatientLine& patient;
    std::uint32_t source = 0;  ///< SourceSpan::source of all that the article says
    BundleSettings::Numbers numbers = BundleSettings::Numbers::through;
    /// The article's own disclaimer, in the brand's language, stands instead of the brand's for articles: a summary's.
    bool is_summary = false;
    bool is_translation = false;  ///< the second language beside an article: what is scanned stands in the first one
};

}  // namespace carepress

#pragma once

#include "style/brand.h"
#include "style/stylesheet.h"
#include "words/patient_line.h"
#include "words/phrases.h"

#include <cstdint>
#include <string>

namespace carepress::handout {

/// The words of one part of a handout that don't come from the article, and their languages: if there are none in the
/// article's language, those of another language are used and tagged as such.
struct PageWords {
    const std::string& language;  ///< the part's
    const style::BrandTexts& brand;
    std::uint32_t brand_source;  ///< SourceSpan::source of the brand's file
    std::string brand_language;
    const words::Phrases& phrases;
    const words::PatientLine& patient;
    std::uint32_t source = 0;  ///< SourceSpan::source of the article's texts
    style::BundleSettings::Numbers numbers = style::BundleSettings::Numbers::through;
    /// A summary: its own disclaimer, in the brand's language, replaces the brand's for articles.
    bool is_summary = false;
    bool whole_words = false;     ///< a patient's record: its medicines and doses are never divided
    bool is_proof = false;        ///< every page says that the article is not for patients
    bool is_translation = false;  ///< the second language beside an article: codes to scan are in the first one
};

}  // namespace carepress::handout

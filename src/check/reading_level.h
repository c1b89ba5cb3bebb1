#pragma once

#include "check/finding.h"
#include "check/passages.h"
#include "check/settings.h"
#include "check/syllables.h"

#include <optional>
#include <string>

namespace carepress::check {

/// What the formulas count, and what they say of it. No formula is known for languages but English and Spanish.
struct ReadingLevel {
    std::size_t words = 0, sentences = 0, syllables = 0;
    std::size_t long_words = 0;                  ///< of three syllables and more
    std::optional<double> flesch_kincaid, smog;  ///< English: grades
    std::optional<double> fernandez_huerta;      ///< Spanish: ease, 0 to 100
};

/// 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid 1975).
double flesch_kincaid(double words, double sentences, double syllables);
/// 1.0430 sqrt(long words x 30 / sentences) + 3.1291 (McLaughlin 1969).
double smog(double long_words, double sentences);
/// 206.84 - 0.60 syllables in 100 words - 1.02 words a sentence (Fernandez Huerta 1959).
double fernandez_huerta(double words, double sentences, double syllables);

ReadingLevel measure(const std::vector<Passage>& passages, const std::string& language, EnglishSyllables& english);

/// Compares the level with the limits and names the sentences that raise it most. `place` is where the text begins.
void check_reading_level(const ReadingLevel& level, const std::vector<Passage>& passages, SourceSpan place,
                         const CheckSettings& settings, EnglishSyllables& english, Findings& findings);

}  // namespace carepress::check

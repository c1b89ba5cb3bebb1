#pragma once

#include "article/emergency_numbers.h"
#include "check/finding.h"
#include "check/plain_language.h"
#include "check/reading_level.h"
#include "check/red_flags.h"
#include "check/score.h"
#include "check/settings.h"
#include "check/structure.h"
#include "engine/engine.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace carepress::check {

/// What is kept of an article that was checked.
struct CheckedArticle {
    std::string path;
    article::Metadata metadata;
    ReadingLevel level;
    Score score;
    ArticleOutline outline;
    std::vector<SectionFacts> facts;  ///< by the outline's sections
    std::vector<Finding> findings;    ///< in the order of their places
};

/// What to press with, and the limits to measure against.
struct CheckRequest {
    CheckSettings settings;
    style::Theme theme;
};

/// Checks articles one by one, then all together.
class Checker {
public:
    /// `engine` must outlive this object.
    Checker(const engine::Engine& engine, CheckRequest request);

    /// Structure, reading level, plain language, doses, links, topics, and whether it can be pressed.
    CheckedArticle check(const Source& source, const std::string& path);

    /// Codes that two articles of one language share, and translations that differ from their originals (the English
    /// article of the code).
    void check_together(std::vector<CheckedArticle>& articles) const;

private:
    const PlainWords& words_of(const std::string& language);
    article::EmergencyNumbers numbers_for(const std::string& language) const;

    const engine::Engine& engine_;
    CheckRequest request_;
    EnglishSyllables english_;
    RedFlags red_flags_;
    std::map<std::string, PlainWords> words_;
};

}  // namespace carepress::check

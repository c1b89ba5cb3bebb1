#pragma once

#include "article/article.h"
#include "check/finding.h"
#include "check/passages.h"
#include "check/reading_level.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::check {

/// A question that an article is scored by, with the items of the published instruments that ask it: PEMAT-P (AHRQ
/// 2013, of whose 26 items 13 and 14 are for videos alone) and the Clear Communication Index (CDC 2014, items 1 to 20).
struct ScoreQuestion {
    std::string_view id;               ///< "active-voice"
    std::string_view text;             ///< what a yes means
    std::string_view pemat, index;     ///< numbers of the items, "5" or "1, 2"; empty: none
    std::string_view not_judged = {};  ///< why a program leaves the items to a reader; empty: it judges them
};

/// All questions, those that are judged first. Each item of both instruments is in at least one of them.
std::span<const ScoreQuestion> score_questions();

/// An answer to a question that was judged.
struct ScoreAnswer {
    const ScoreQuestion* question = nullptr;
    bool yes = false;
    std::string detail;  ///< of a no: what speaks against it
    Position position;   ///< of a no: where, if it is in one place
};

/// The answers that a program can give. Counted as PEMAT is: the share of yes among the answers.
struct Score {
    std::vector<ScoreAnswer> answers;  ///< in the order of the questions

    std::size_t count_yes() const;
    /// 0 to 100, rounded down; 0 if nothing was judged.
    int value() const;
};

/// What the score is counted from.
struct ScoreInput {
    const Source& source;
    const article::Article& article;
    const std::vector<Passage>& passages;
    const ReadingLevel& level;
    const std::vector<Finding>& findings;  ///< of the other rules in this article
};

/// Answers the questions that can be judged in the article's language: structure in all, words in English and partly
/// in Spanish. What an article does not have, such as a table, is not judged.
Score score(const ScoreInput& input);

}  // namespace carepress::check

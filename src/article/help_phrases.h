#pragma once

#include "article/article.h"

#include <optional>
#include <string_view>

namespace carepress::article {

/// A phrase that structures care-instruction articles, as found by the reader.
struct PhraseMatch {
    std::string_view language;  ///< BCP 47
};

/// "Where can you learn more?" in the languages that articles come in, whatever its case and punctuation.
std::optional<PhraseMatch> learn_more_heading(std::string_view text);

/// "When should you call for help?"
std::optional<PhraseMatch> call_for_help_heading(std::string_view text);

/// Section headings that saved text has without a question mark ("Overview", "Follow-up care").
bool known_heading(std::string_view text);

/// The urgency that a sentence such as "Call 911 anytime you think you may need emergency care." begins.
std::optional<Urgency> urgency_cue(std::string_view text);

/// Whether a paragraph is the coverage disclaimer that health plans put under an article: at least two of its cues.
bool is_coverage_disclaimer(std::string_view text);

}  // namespace carepress::article

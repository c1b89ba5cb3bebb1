#pragma once

#include "article/article.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carepress::article {

/// "draft", "review", "approved", "retired", as front matter writes them.
std::string_view name_of(Status status);
/// Nothing for a word that is not one of them. Capitals make no difference.
std::optional<Status> status_named(std::string_view name);

/// What decides whether an article goes to patients, besides what it states itself.
struct ReleaseRules {
    std::string today;            ///< ISO 8601; empty: not known, and then no article with a date is in date
    bool require_status = false;  ///< an article that states no status is held back; else it counts as approved
};

/// Why an article is held back from patients.
enum class Hold : std::uint8_t { none, draft, review, retired, no_status, embargo, expired };

/// A status counts before dates. What is retired or expired is over; all other holds may end.
Hold hold_of(const Release& release, const ReleaseRules& rules);
inline bool is_over(Hold hold) { return hold == Hold::retired || hold == Hold::expired; }

/// "it is a draft", for messages: what follows the article's name.
std::string reason_of(Hold hold, const Release& release);

/// The English line that stands on every page of an article that its status does not let go to patients, "DRAFT: not
/// for patients"; empty for an approved one and one without a status. `is_proof`: of any article that is held back.
std::string_view proof_notice(const Release& release, bool is_proof);

}  // namespace carepress::article

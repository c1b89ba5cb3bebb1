#pragma once

#include "article/article.h"
#include "check/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::check {

struct CheckedArticle;

/// What front matter says of an article's review: dates that contradict each other, approved articles that nobody has
/// reviewed, and, where `today` is an ISO 8601 date, what is over or due. `place`: where the messages go.
void check_review(const article::Metadata& metadata, SourceSpan place, std::string_view today, Findings& findings);

/// What has to be done about an article, and by whom.
struct DueReview {
    std::string reviewer;  ///< as reviewed_by says it; empty: nobody
    std::string date;      ///< ISO 8601; empty: now
    std::string what;      ///< "review is overdue"
    std::string path, title;
};

/// What is due in the 90 days from `today`, an ISO 8601 date, or is due already: drafts, articles in review, reviews
/// and expiries. By reviewer, then by date, then by path. Retired articles need nothing.
std::vector<DueReview> reviews_due(const std::vector<CheckedArticle>& articles, std::string_view today);

}  // namespace carepress::check

#pragma once

#include "article/article.h"
#include "article/emergency_numbers.h"
#include "check/finding.h"
#include "check/passages.h"
#include "engine/resources.h"

#include <string>
#include <vector>

namespace carepress::check {

/// Numbers to call that an article says itself, in its passages, title and alternative texts. An error if it is that of
/// the United States and `numbers`, the brand's, has another for it; a warning if a placeholder should stand there. In
/// articles of other publishers, whose words are theirs, only the error. The article's placeholders are not filled.
void check_emergency_numbers(const article::Article& article, const std::vector<Passage>& passages,
                             const article::EmergencyNumbers& numbers, Findings& findings);

/// The same errors in a brand's own texts, and in the phrases of all languages.
std::vector<Diagnostic> check_numbers_of_brand(const style::Brand& brand, const engine::Resources& resources);

}  // namespace carepress::check

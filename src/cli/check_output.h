#pragma once

#include "check/run_checks.h"

#include <string>

namespace carepress::cli {

/// How `carepress check` prints its report as text.
struct CheckTextOptions {
    bool quiet = false;             ///< errors only
    bool levels = false;            ///< the reading level of each article
    bool score = false;             ///< the score of each article, with what is missing; in JSON too
    std::string reviews_from = {};  ///< ISO 8601: what is due from that day on, by reviewer, instead of findings
    bool coverage = false;          ///< which article there is in which language, instead of findings
    bool summary = false;           ///< counts by file and by rule instead of findings
};

/// Findings with their rules, on a terminal with the line that each is about; then counts.
std::string as_text(const check::CheckReport& report, const CheckTextOptions& options);

/// Articles with their levels, and with their scores if `options` asks for them, findings, and totals.
std::string as_json(const check::CheckReport& report, const CheckTextOptions& options);

}  // namespace carepress::cli

#pragma once

#include "check/run_checks.h"

#include <string>

namespace carepress::cli {

/// How `carepress check` prints its report as text.
struct CheckTextOptions {
    bool quiet = false;    ///< errors only
    bool levels = false;   ///< the reading level of each article
    bool summary = false;  ///< counts by file and by rule instead of findings
};

/// Findings with their rules, on a terminal with the line that each is about; then counts.
std::string as_text(const check::CheckReport& report, const CheckTextOptions& options);

/// Articles with their levels, findings, and totals.
std::string as_json(const check::CheckReport& report);

}  // namespace carepress::cli

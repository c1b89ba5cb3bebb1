#pragma once

#include "check/finding.h"

#include <string>
#include <vector>

namespace carepress::check {

/// Findings as a SARIF 2.1.0 log (OASIS), for code review tools and editors: one run, every rule with its help, one
/// result per finding with its region; columns count code points. Paths are relative references, unchanged.
std::string write_sarif(const std::vector<Finding>& findings, const std::string& version);

}  // namespace carepress::check

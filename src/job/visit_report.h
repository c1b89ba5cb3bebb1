#pragma once

#include "engine/summary_report.h"

#include <string>

namespace carepress::job {

/// The report as JSON, in the form that docs/visits.md documents. `written`: whether the summary was written; `pages`
/// is 0 if not.
std::string report_as_json(const engine::SummaryReport& report, bool written, int pages);

}  // namespace carepress::job

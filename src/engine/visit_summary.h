#pragma once

#include "engine/resources.h"
#include "engine/summary_report.h"
#include "engine/workspace.h"
#include "visit/visit.h"
#include "words/patient_line.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::engine {

/// Which visit to summarise, and in what theme.
struct VisitSummaryRequest {
    const Source* bundle = nullptr;
    visit::VisitChoice choice;
    std::string language;   ///< BCP 47; empty: the one that the patient prefers by the record
    std::string time_zone;  ///< IANA name; empty: the brand's, else the record's own
    style::Theme theme{"visit-summary", "default"};
    bool has_note = false;                ///< the handout has a clinician's note on page 1
    std::vector<std::string> omit_parts;  ///< of the summary, by their names in summary_parts: for a proxy's copy
    std::string printed_by;               ///< who prints it; may be empty
    std::string printed_at;               ///< FHIR dateTime with its zone; empty: not printed
};

/// A visit, read and worded: the summary at the front of a handout.
struct VisitSummary {
    visit::Visit visit;
    SummaryReport report;
    std::vector<std::string> parts;  ///< that it has, by their names in summary_parts
    article::Article article;
    std::optional<article::Article>
        translation;  ///< the same in English, for a layout of two languages whose first is another
    words::PatientLine patient;
    std::string
        wanted_language;  ///< the language asked for, else the one the patient prefers; articles are looked up in it
};

/// No summary if a diagnostic is an error.
struct VisitSummaryResult {
    std::optional<VisitSummary> summary;
    std::vector<Diagnostic> diagnostics;
};

/// Reads the visit and words its summary in the language asked for, or the patient's, if there are phrases for it, and
/// for a layout of two languages in English too. Messages hold no patient data. Throws EnvironmentError.
VisitSummaryResult summarize_visit(const VisitSummaryRequest& request, const Resources& resources,
                                   Workspace& workspace);

}  // namespace carepress::engine

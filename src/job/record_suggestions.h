#pragma once

#include "base/source.h"
#include "job/visit_job.h"
#include "visit/suggest.h"

#include <string>
#include <vector>

namespace carepress::job {

/// The articles for what a record says outside any one visit.
struct RecordSuggestions {
    bool ok = false;       ///< the record could be read
    std::string language;  ///< BCP 47, that the patient prefers; empty: the record does not say, or not clearly
    /// In the record's order, each article once. Of a patient who has died there are none.
    std::vector<ArticleSuggestion> suggestions;
    std::vector<Diagnostic> diagnostics;  ///< without patient data
};

/// Suggests articles for a FHIR R4 Bundle of one patient, as visit::read_concerns() reads it. `bundle` is private.
RecordSuggestions suggest_for_record(const Source& bundle, const std::vector<visit::ArticleTopics>& topics);

}  // namespace carepress::job

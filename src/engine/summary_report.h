#pragma once

#include "visit/visit.h"
#include "visit_summary/words.h"

#include <string>
#include <vector>

namespace carepress::engine {

/// One line of a report: codes and places, and nothing of the patient.
struct ReportItem {
    std::string section;  ///< name_of(VisitSection), or the name of a part of the page that is made from several
    std::string reason;   ///< a code; empty in SummaryReport::shown
    /// Where it is in the bundle ("Bundle.entry[3].resource") or, if that is not known, in the visit as it was read
    /// ("medicines[2]", from 0 in the record's order); empty: the section as a whole.
    std::string path;
    int count = 1;  ///< of how many things
    bool operator==(const ReportItem&) const = default;
};

/// What became of a record: what is on the page, what was left out, and what the page asks about.
struct SummaryReport {
    std::vector<ReportItem> shown, left_out, asked;
    int omissions = 0;  ///< medicines, allergies and orders that belong on the page and could not be read in full
};

/// The report of a visit. `omit_parts`: parts of the page that were left out on request. `words`: those of the page, as
/// its questions depend on what its language has phrases for.
SummaryReport report_of(const visit::Visit& visit, const std::vector<std::string>& omit_parts,
                        const visit_summary::SummaryWords& words);

}  // namespace carepress::engine

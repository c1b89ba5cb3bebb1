#pragma once

#include "handout/page_words.h"
#include "summary/words.h"
#include "visit/visit.h"

#include <string>
#include <vector>

namespace carepress {

/// How a summary is made of a visit, and what is left out of it.
struct SummaryOptions {
    bool with_record_number = false;
    bool has_note = false;  ///< a clinician's note stands on page 1: what to do may be said there
    /// The parts in their order, by the names of summary_parts; empty: all, in the standard order. Who the patient is
    /// always stands.
    std::vector<std::string> parts;
    std::vector<std::string>
        without;             ///< parts to leave out of this copy, such as a proxy's; the page says that it is not all
    std::string printed_by;  ///< who prints it; may be empty
    RecordTime printed_at;   ///< when; may be unstated
};

/// The summary of a visit in the form of an article, in the language of the words: first this visit's essentials (why
/// you came, what was found, what to do now, medicines, next appointments, whom to call when), then what the record
/// holds besides. Text of the record stands as it is written, tagged with its own language. Where the record is silent
/// on an essential, the page says so: it never guesses.
Article summarize(const Visit& visit, const SummaryWords& words, const SummaryOptions& options = {});

/// Name and date of birth, and the medical record number where the brand wants it: for the foot of every page.
PatientLine patient_line(const VisitPatient& patient, const SummaryWords& words, bool with_record_number);

}  // namespace carepress

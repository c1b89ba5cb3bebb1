#pragma once

#include "handout/page_words.h"
#include "summary/words.h"
#include "visit/visit.h"

namespace carepress {

/// The summary of a visit in the form of an article, in the language of the words: first this visit's essentials (why
/// you came, what was found, what to do now, medicines, next appointments, whom to call when), then what the record
/// holds besides. Text of the record stands as it is written, tagged with its own language. Where the record is silent
/// on an essential, the page says so: it never guesses.
Article summarize(const Visit& visit, const SummaryWords& words, bool with_record_number);

/// Name and date of birth, and the medical record number where the brand wants it: for the foot of every page.
PatientLine patient_line(const VisitPatient& patient, const SummaryWords& words, bool with_record_number);

}  // namespace carepress

#pragma once

#include "visit/visit.h"
#include "visit_summary/words.h"
#include "words/patient_line.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit_summary {

/// How to make a summary of a visit, and what to leave out of it.
struct SummaryOptions {
    bool with_record_number = false;
    bool has_note = false;  ///< page 1 has a clinician's note, which may say what to do
    /// The parts in their order, by the names of summary_parts; empty: all, in the standard order. The facts about
    /// patient and visit are always there.
    std::vector<std::string> parts;
    /// Parts to leave out of this copy, such as a proxy's; the page says that it does not show all.
    std::vector<std::string> omit_parts;
    std::string printed_by;        ///< who prints it; may be empty
    visit::RecordTime printed_at;  ///< when; may be unstated
    /// The only finding of the visit heads page 1, see visit::headline_finding(). Not of a record that was read with
    /// what is restricted, nor beside another language.
    bool title_by_finding = true;
};

/// The summary of a visit in the form of an article, in the language of the words: first this visit's essentials (why
/// you came, what was found, what to do now, medicines, next appointments, whom to call when), then what else the
/// record holds. Text of the record is printed as written, tagged with its own language. If the record is silent on an
/// essential, the page says so: it never guesses.
article::Article summarize(const visit::Visit& visit, const SummaryWords& words, const SummaryOptions& options = {});

/// The names of the parts that summarize() has something in, in their order: all that `omit_parts` can leave out.
std::vector<std::string_view> parts_of_summary(const visit::Visit& visit, const SummaryWords& words,
                                               const SummaryOptions& options = {});

/// Name and date of birth, and the medical record number if the brand wants it, for the footer of every page.
words::PatientLine patient_line(const visit::VisitPatient& patient, const SummaryWords& words, bool with_record_number);

}  // namespace carepress::visit_summary

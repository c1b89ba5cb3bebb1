#pragma once

#include "summary/words.h"
#include "visit/dosage.h"

#include <optional>

namespace carepress {

/// How to take a medicine, ready for the page, and what the patient has to ask because the record does not say it.
struct DosageWords {
    Pieces sentences;  ///< may be empty
    bool ask_how_much = false, ask_how_often = false, ask_all = false;
};

/// What a dosage says: the clinician's own words where there are any; else words from its fields in the language of the
/// page; where that has no sure phrase, in English. What can't be said in English either is left to be asked.
DosageWords say_dosage(const Dosage& dosage, const SummaryWords& words);

/// The amount of one dose, "2 tablets", in the page's language or else in English; empty for what can't be said.
Pieces say_dose(const QuantityRange& dose, DoseUnit unit, const SummaryWords& words);

}  // namespace carepress

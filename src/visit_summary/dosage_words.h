#pragma once

#include "visit/dosage.h"
#include "visit_summary/words.h"

#include <string_view>
#include <vector>

namespace carepress::visit_summary {

/// A line of its own below a dosage, in bold: what the patient must not miss or has to ask.
struct DosageAlert {
    std::string_view key;  ///< of messages/visit
    Pieces text;
};

/// How to take a medicine, ready for the page, and what the patient has to ask because the record does not say it.
struct DosageWords {
    Pieces sentences;                 ///< may be empty
    Pieces written;                   ///< the clinician's words, for a line below the sentences; may be empty
    std::vector<DosageAlert> alerts;  ///< in the order of the page
    bool in_english = false;          ///< something in it is in English, on a page in another language

    bool asks(std::string_view key) const;
};

/// How a dosage is worded among others.
struct DosageStyle {
    bool is_step = false;  ///< one of several that follow each other: a number of days, with the dates in brackets
};

/// A dosage in words:
/// - on a page in the language of the clinician's text, that text, with what the fields say besides;
/// - on a page in another language, a sentence made from the fields if they say the same, with the text below it;
/// - if text and fields differ, or cannot be compared, the text alone, and the patient is told to ask;
/// - without a text, the fields in the language of the page, else in English. What English has no words for is asked
///   about.
DosageWords say_dosage(const visit::Dosage& dosage, const SummaryWords& words, DosageStyle style = {});

/// The amount of one dose, "2 tablets", in the page's language; empty if it has no words or cannot be measured out.
Pieces say_dose(const visit::QuantityRange& dose, visit::DoseUnit unit, const SummaryWords& words);

/// A patient can take this amount: tablets and spoons in quarters, capsules and other pieces whole, insulin in half
/// units, liquids to hundredths of a milliliter.
bool can_be_taken(const visit::QuantityRange& dose, visit::DoseUnit unit);

/// It is taken by mouth, as far as the record tells.
bool is_by_mouth(const visit::Dosage& dosage);

/// A common reason, such as "pain", in the language of `phrases`; any other in the record's words.
Piece reason_piece(const visit::Concept& reason, const words::Phrases& phrases);

}  // namespace carepress::visit_summary

#pragma once

#include "summary/words.h"
#include "visit/dosage.h"

#include <string_view>
#include <vector>

namespace carepress {

/// A line of its own below a dosage, in bold: what the patient must not miss, or has to ask.
struct DosageAlert {
    std::string_view key;  ///< of messages/visit
    Pieces text;
};

/// How to take a medicine, ready for the page, and what the patient has to ask because the record does not say it.
struct DosageWords {
    Pieces sentences;                 ///< may be empty
    Pieces written;                   ///< the clinician's own words in another language, to stand below; may be empty
    std::vector<DosageAlert> alerts;  ///< in the order of the page
    bool in_english = false;          ///< something of it stands in English on a page in another language

    bool asks(std::string_view key) const;
};

/// How a dosage is said within others.
struct DosageStyle {
    bool is_step = false;  ///< one of several that follow each other: its dates stand as days in brackets
};

/// What a dosage says. On a page in the language of the clinician's text that text, with what the fields say besides;
/// on a page in another language a sentence made of the fields, where they say the same, with the text below it. Where
/// text and fields differ, or the text cannot be held against them, the text alone, and the patient is told to ask.
/// Without a text the fields, in the language of the page, else in English; what can't be said in English either is
/// asked.
DosageWords say_dosage(const Dosage& dosage, const SummaryWords& words, DosageStyle style = {});

/// The amount of one dose, "2 tablets", in the page's language; empty for what can't be said or measured out.
Pieces say_dose(const QuantityRange& dose, DoseUnit unit, const SummaryWords& words);

/// The amount can be taken: tablets in quarters, capsules and other pieces whole, insulin in half units, liquids by
/// hundredths of a milliliter.
bool can_be_taken(const QuantityRange& dose, DoseUnit unit);

/// It goes through the mouth, as far as the record tells.
bool is_by_mouth(const Dosage& dosage);

/// "For: pain" in the page's language, where it is one of the common reasons; else the record's words.
Piece reason_piece(const Concept& reason, const Phrases& phrases);

}  // namespace carepress

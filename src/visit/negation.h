#pragma once

#include "visit/element.h"
#include "visit/visit.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carepress::visit {

/// What an entry says that should name an allergy, a problem or a medicine, but does not.
enum class Absence : std::uint8_t {
    no,          ///< it does name something
    none_known,  ///< "no known allergies": somebody asked, and there are none
    not_known,   ///< "not on file", "patient not asked": nobody says that there are none
};

/// For allergies, also what none is known to: the kinds and substances; to anything if there are neither.
struct AllergyAbsence {
    Absence says = Absence::no;
    std::vector<AllergyKind> kinds;
    std::vector<std::string> substances;  ///< "penicillin", if the words name one, in lower case
};

/// By the IPS absent-unknown codes, SNOMED CT, v3 NullFlavor, FHIR's data-absent-reason (of `element`), and words in
/// English and Spanish, which must say nothing else: "No known allergies except penicillin" names an allergy.
AllergyAbsence absence_of_allergies(const Concept& name, const Element& element);
Absence absence_of_problems(const Concept& name, const Element& element);
Absence absence_of_medicines(const Concept& name);

/// Why an entry that only says this is left out: "not known" leaves a gap, "none known" does not.
LeftOutReason reason_of(Absence absence);

/// Words that say that a diagnosis is only a possibility: "rule out pneumonia", "suspected fracture", "? gout".
bool is_only_possible(const std::string& words);
/// Words that say that something was not found: "ruled out MI", "negative for strep", "no evidence of fracture".
bool is_ruled_out(const std::string& words);
/// "Mother with breast cancer", "family history of …": about relatives, not about the patient.
bool is_of_relatives(const Concept& name);

}  // namespace carepress::visit

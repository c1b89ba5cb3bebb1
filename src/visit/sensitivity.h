#pragma once

#include "visit/json.h"
#include "visit/record.h"

#include <cstdint>
#include <string_view>

namespace carepress::visit {

/// Why something of the record is held back from paper that others may read. Only the kind is ever said.
enum class Sensitivity : std::uint8_t {
    none,
    restricted,  ///< confidentiality R or V
    substance_use,
    mental_health,
    hiv,
    sexual_health,
    pregnancy,
    violence,
    genetics,
    sickle_cell,
    disability,
    business,
    protected_by_wish,  ///< the patient or the clinic asked for it, or the subject is taboo
    no_disclosure,      ///< only with the patient's consent, or not to the patient and the family
    masked,
    physician_first,  ///< a physician tells the patient before anybody gives it out (v3 ActCode PHY)
};

/// For messages: "violence".
std::string_view name_of(Sensitivity kind);

/// Of a security label (FHIR R4, 6.1.1, meta.security). The system matters only to codes of one letter, which other
/// systems use as well.
Sensitivity sensitivity_of_label(std::string_view system, std::string_view code);
/// Of labels, the first that names a kind; `restricted` where none does. A label without a code counts by its display.
Sensitivity sensitivity_of_labels(const JsonValue* labels);

/// Of labels on a part of a resource, itself or deeper (FHIR DS4P, extension-sec-label).
Sensitivity sensitivity_of_inline_labels(const JsonValue& part);

/// Violence and abuse by people near the patient, by code: SNOMED CT, ICD-10-CM, ICD-9-CM.
Sensitivity sensitivity_of_code(std::string_view system, std::string_view code);
/// The same in words, English and Spanish.
Sensitivity sensitivity_of_words(std::string_view words);
Sensitivity sensitivity_of(const Concept& concept_);
/// Of the codes and words that say what a resource is about, but for its reasons, which are looked at one by one.
Sensitivity sensitivity_of_content(const JsonValue& resource);

}  // namespace carepress::visit

#pragma once

#include <string_view>

/// URIs of the code systems and terms that a summary is read by.
namespace carepress::visit::systems {

inline constexpr std::string_view snomed_ct = "http://snomed.info/sct";
inline constexpr std::string_view edqm = "http://standardterms.edqm.eu";
inline constexpr std::string_view loinc = "http://loinc.org";
inline constexpr std::string_view rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
inline constexpr std::string_view ndc = "http://hl7.org/fhir/sid/ndc";
inline constexpr std::string_view icd_10_cm = "http://hl7.org/fhir/sid/icd-10-cm";
inline constexpr std::string_view ucum = "http://unitsofmeasure.org";
inline constexpr std::string_view confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
inline constexpr std::string_view confidentiality_old = "http://hl7.org/fhir/v3/Confidentiality";
inline constexpr std::string_view bcp_47 = "urn:ietf:bcp:47";
inline constexpr std::string_view iso_639_1 = "http://id.loc.gov/vocabulary/iso639-1";  // its codes are BCP 47 tags

}  // namespace carepress::visit::systems

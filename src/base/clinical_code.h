#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace carepress {

/// A code system by which articles and records are matched.
struct ClinicalCodeSystem {
    std::string_view name;                ///< as front matter writes it: "ICD-10-CM", "SNOMED-CT", "RxNorm", "LOINC"
    std::string_view letters;             ///< the name in lower case, letters and digits only
    std::string_view uri;                 ///< FHIR's name of it
    std::string_view oid;                 ///< "urn:oid:…", which older records use
    bool (*fits)(std::string_view code);  ///< right shape, and right check digit where there is one
    std::string_view example;
};

/// Of ICD-10-CM the shape; of SNOMED CT 6 to 18 digits with the Verhoeff check digit; of RxNorm up to 8 digits; of
/// LOINC up to seven digits, a hyphen and the mod 10 check digit.
extern const std::array<ClinicalCodeSystem, 4> clinical_code_systems;

/// By the letters of its name, whatever their case and signs ("SNOMED CT"); nullptr for an unknown one.
const ClinicalCodeSystem* find_code_system(std::string_view name);
/// By FHIR's URI or the OID; nullptr for an unknown one.
const ClinicalCodeSystem* find_code_system_by_uri(std::string_view uri);

}  // namespace carepress

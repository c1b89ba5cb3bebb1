#pragma once

#include "record/capabilities.h"

#include <string>
#include <string_view>
#include <variant>

namespace carepress::record {

/// Whose chart it is, as a page shows it so that nobody takes it for another's. Patient data: never logged.
struct ChartOwner {
    std::string name;           ///< "Ana Lopez"; empty: the record does not say
    std::string birth_date;     ///< as FHIR has it: "1971-03-04", "1971-03" or "1971"
    std::string record_number;  ///< the first identifier of type MR, else the first one that has a value
    std::string language;       ///< that the patient prefers, else the first: "es-US"; empty: not said
};

/// Reads a Patient of FHIR R4, which must be the one with this id.
std::variant<ChartOwner, Unreadable> read_chart_owner(std::string_view json, std::string_view id);

}  // namespace carepress::record

#pragma once

#include "visit/element.h"

#include <cstdint>

namespace carepress::visit {

/// Whether an encounter's status lets it be summarised (FHIR R4, 8.11.4 "EncounterStatus").
enum class EncounterUse : std::uint8_t {
    sure,    ///< in progress or finished
    unsure,  ///< arrived, triaged, on leave, or unknown, which systems that keep no status write
    none,    ///< planned, cancelled, entered in error, or not a status of R4
};
EncounterUse use_of(const Element& encounter);

/// Its status says that it has not ended.
bool goes_on(const Element& encounter);

/// A call by telephone or video, or a message: HL7 ActCode VR, SNOMED CT, or the words of its class and types.
bool is_remote(const Element& encounter);

/// A call by telephone, a message, a blood draw alone, or a task of the clinic: not a visit by itself.
bool is_call_or_task(const Element& encounter);

/// It certifies or examines a death: SNOMED CT 308646001 and 29240004, or such words.
bool is_death_certification(const Element& encounter);

/// The patient died in it: hospitalization.dischargeDisposition "exp", the numbers of HL7's table 0112, SNOMED CT, or
/// words.
bool ended_in_death(const Element& encounter);

}  // namespace carepress::visit

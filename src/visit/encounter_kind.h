#pragma once

#include "visit/element.h"

namespace carepress {

/// What an encounter's status says of whether it can be summarised (FHIR R4, 8.11.4 "EncounterStatus").
enum class EncounterUse : std::uint8_t {
    sure,    ///< in progress or finished
    unsure,  ///< arrived, triaged, on leave, or unknown, as systems write that keep no status
    none,    ///< planned, cancelled, entered in error, or no status of R4
};
EncounterUse use_of(const Element& encounter);

/// It goes on, as far as its status tells.
bool goes_on(const Element& encounter);

/// A call by telephone or video, or a message: HL7 ActCode VR, SNOMED CT, or the words of its class and types.
bool is_remote(const Element& encounter);

/// A call by telephone, a message, a blood draw alone, or a task of the clinic: nothing that stands for a visit.
bool is_call_or_task(const Element& encounter);

/// It certifies or examines a death: SNOMED CT 308646001 and 29240004, or such words.
bool is_death_certification(const Element& encounter);

/// The patient left it dead: hospitalization.dischargeDisposition "exp", the numbers of HL7's table 0112, SNOMED CT, or
/// words.
bool ended_in_death(const Element& encounter);

}  // namespace carepress

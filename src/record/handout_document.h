#pragma once

#include "record/attach.h"

#include <string>

namespace carepress::record {

/// What the record's own Encounter says for a document about it.
struct EncounterFacts {
    std::string author, custodian;  ///< references; may be empty
    std::string start, end;         ///< FHIR dateTimes; may be empty
};
/// The encounter must be of this patient; else, or if it cannot be read, why.
Outcome<EncounterFacts> read_encounter_facts(const RecordClient& client, const Handout& handout);

/// Where the PDF is: within the document, or at an address.
struct AttachedContent {
    std::string url;  ///< empty: within
    std::string content_type = "application/pdf";
};

/// A DocumentReference of US Core, in JSON. FHIR R4, 11.4 "DocumentReference": the hash is SHA-1 in base64.
std::string document_reference(const EhrProfile& profile, const FilingSettings& filing, const Handout& handout,
                               const EncounterFacts& facts, const AttachedContent& content);

/// A Communication that says that the handout was given.
std::string communication(const Handout& handout, const EncounterFacts& facts, const std::string& document);

/// A search parameter that finds what has this identifier: "identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A…".
std::string identifier_query(const std::string& identifier);

}  // namespace carepress::record

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace carepress::record {

/// Whose document goes by an older door, and which visit it is of: from the same bundle that the handout was made from.
struct DocumentFacts {
    std::string patient_id;                         ///< medical record number
    std::string patient_authority, patient_system;  ///< who assigned it, and its Identifier.system; may be empty
    std::string family, given;                      ///< of the patient
    std::string birth_date, gender;                 ///< FHIR date and code; may be empty
    std::string visit_id, visit_class;              ///< id of the encounter, HL7 ActCode; the latter may be empty
    std::string author, organization;               ///< names; may be empty
};

/// Reads them of a bundle in JSON, for the patient and the encounter that a receipt names. A phrase without words of
/// the bundle if they are not in it, or the patient has no family name or no medical record number.
std::variant<DocumentFacts, std::string> read_document_facts(std::string_view json, const std::string& patient,
                                                             const std::string& encounter);

/// A PDF as an older door takes it.
struct DocumentToSend {
    std::string_view pdf;
    std::string identifier;  ///< the URN of a UUID
    std::string title, language;
    std::string given_at;  ///< FHIR instant, never empty: both formats need a time
    std::string type_code = "67781-5", type_name = "Summarization of encounter note Narrative";  ///< LOINC
    std::string replaces;  ///< the URN of the UUID of the older edition; may be empty
};

/// Which message carries the PDF.
enum class Hl7Message : std::uint8_t {
    mdm,  ///< MDM^T02, a document, or T10 if it replaces one
    oru,  ///< ORU^R01, a result
};

/// An HL7 v2.5.1 message with the PDF in OBX-5 (ED, base64), in UTF-8 (MSH-18 UNICODE UTF-8). Segments end with CR; the
/// texts' separators, CR and LF are escaped (2.7).
std::string hl7_message(Hl7Message kind, const DocumentFacts& facts, const DocumentToSend& document);

/// "2026-11-22T10:15:00.5-05:00" as "20261122101500-0500" (HL7 v2 DTM, v3 TS); a date as far as it goes.
std::string hl7_time(std::string_view date_time);

/// What a receiver answers (HL7 v2.5.1, 2.9.3 and table 0008).
enum class Acknowledged : std::uint8_t {
    accepted,    ///< AA or CA, to this message
    refused,     ///< AE, AR, CE or CR
    unreadable,  ///< not an acknowledgement of this message
};
/// `message`: the one that was sent.
Acknowledged read_acknowledgement(std::string_view answer, std::string_view message);

/// A C-CDA Unstructured Document (R2.1, 1.2.22 "Unstructured Document"): a CDA header and the PDF as nonXMLBody.
std::string cda_document(const DocumentFacts& facts, const DocumentToSend& document);

}  // namespace carepress::record

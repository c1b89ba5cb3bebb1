#pragma once

#include "record/ehr_profile.h"
#include "record/record_client.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

/// A code of a terminology, and what people call it.
struct DocumentCode {
    std::string system, code, display;
};

/// How a site files handouts. The types are LOINC's for an education note and for the summary of an encounter.
struct FilingSettings {
    DocumentCode handout_type{"http://loinc.org", "34895-3", "Education note"};
    DocumentCode summary_type{"http://loinc.org", "67781-5", "Summarization of encounter note Narrative"};
    DocumentCode category{"http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category", "clinical-note",
                          "Clinical Note"};
    bool sends_communication = true;  ///< where the record takes one
};
/// "SYSTEM|CODE", or a code of the usual one's system. The display is the usual one's if the code is.
DocumentCode document_code(std::string_view text, const DocumentCode& usual);

/// An article in a handout, in the edition that was given.
struct HandoutArticle {
    std::string code, version, language;
    std::string sha256 = {};  ///< of its source; empty: not known
    unsigned pages = 0;       ///< that it takes; 0: not known
    bool operator==(const HandoutArticle&) const = default;
};
/// "Article K977, version 3, language en, pages 2, SHA-256 …"
std::string line_of(const HandoutArticle& article);

/// A handout that goes into a record.
struct Handout {
    std::string_view pdf;
    std::string link;         ///< of the article's page, for records that take no PDF; without a word about the patient
    bool is_summary = false;  ///< of a visit; else of articles
    std::string identifier;   ///< the URN of a UUID: the same for the same handout
    std::string patient, encounter;  ///< ids in the record; the encounter is read, and must be this patient's
    std::string given_at;            ///< FHIR instant; may be empty
    std::string title, language;
    std::vector<HandoutArticle> articles;
    std::vector<std::string> replaces;  ///< ids of the DocumentReferences of older editions
};

enum class AttachState : std::uint8_t {
    attached,       ///< now
    already_there,  ///< it had been attached before: nothing was added
    uncertain,      ///< an answer was lost: it may be attached already, so look before it is attached again
    not_attached,
};
/// "attached"
std::string_view name_of(AttachState state);

struct Attached {
    AttachState state = AttachState::not_attached;
    std::string id;                  ///< of the DocumentReference, if it is known
    bool is_opened = false;          ///< it was read back, and its bytes are those that were sent
    bool is_superseded = false;      ///< the older editions are now superseded
    std::vector<std::string> notes;  ///< phrases for people: what else was not done, and why
    std::string why;                 ///< if uncertain or not attached
};

/// Attaches a handout to an encounter as a US Core DocumentReference: once, whatever is lost on the way. A retry after
/// 408, 429 or 5xx, or after a lost answer, is made only if the record confirms that it has no copy (see Repeat);
/// where it cannot, the state is `uncertain`. Then it is read back and compared, the older edition is superseded with
/// If-Match, and a Communication is sent; what fails of these is a note, and the handout stays attached.
Attached attach(const RecordClient& client, const EhrProfile& profile, const FilingSettings& filing,
                const Handout& handout);

}  // namespace carepress::record

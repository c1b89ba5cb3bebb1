// Whose a document is, from the bundle of its visit: read_document_facts() of older_doors.h.
#include "record/json.h"
#include "record/older_doors.h"

#include <algorithm>

namespace carepress::record {
namespace {

/// The only resource of a bundle that a reference leads to: by type and id, or by the entry's address; null if none or
/// several do.
const Json* find_in_bundle(const Json& bundle, std::string_view type, const std::string& reference) {
    const Json& entries = member(bundle, "entry");
    if (!entries.is_array()) return nullptr;
    const Json* found = nullptr;
    for (const Json& entry : entries) {
        const Json& resource = member(entry, "resource");
        if (text_member(resource, "resourceType") != type) continue;
        const bool is_it = text_member(entry, "fullUrl") == reference ||
                           std::string(type) + "/" + text_member(resource, "id") == reference;
        if (is_it && found != nullptr && *found != resource) return nullptr;
        if (is_it) found = &resource;
    }
    return found;
}

bool is_coded(const Json& codeable_concept, std::string_view code) {
    const Json& codings = member(codeable_concept, "coding");
    return codings.is_array() && std::any_of(codings.begin(), codings.end(),
                                             [&](const Json& each) { return text_member(each, "code") == code; });
}

/// The name that a record files a patient under: the official one, else one in use.
const Json* name_of_record(const Json& patient) {
    const Json& names = member(patient, "name");
    if (!names.is_array()) return nullptr;
    for (const std::string_view use : {"official", "usual", ""})
        for (const Json& name : names)
            if (text_member(name, "use") == use && !text_member(name, "family").empty() &&
                text_member(member(name, "period"), "end").empty())
                return &name;
    return nullptr;
}

void take_number(const Json& patient, DocumentFacts& facts) {
    const Json& identifiers = member(patient, "identifier");
    if (!identifiers.is_array()) return;
    for (const Json& each : identifiers) {
        if (text_member(each, "use") == "old" || !is_coded(member(each, "type"), "MR")) continue;
        facts.patient_id = text_member(each, "value");
        facts.patient_authority = text_member(member(each, "assigner"), "display");
        facts.patient_system = text_member(each, "system");
        if (!facts.patient_id.empty()) return;
    }
}

void take_people(const Json& encounter, DocumentFacts& facts) {
    const Json& participants = member(encounter, "participant");
    if (participants.is_array())
        for (const Json& each : participants)
            if (facts.author.empty()) facts.author = text_member(member(each, "individual"), "display");
    facts.organization = text_member(member(encounter, "serviceProvider"), "display");
}

}  // namespace

std::variant<DocumentFacts, std::string> read_document_facts(std::string_view json, const std::string& patient,
                                                             const std::string& encounter) {
    const Json bundle = parse_json(json);
    if (text_member(bundle, "resourceType") != "Bundle") return std::string("it is not a FHIR Bundle");
    const Json* const who = find_in_bundle(bundle, "Patient", patient);
    const Json* const visit = find_in_bundle(bundle, "Encounter", encounter);
    if (who == nullptr || visit == nullptr)
        return std::string("the patient and the encounter of the receipt are not in it, each once");
    DocumentFacts facts;
    const Json* const name = name_of_record(*who);
    if (name == nullptr) return std::string("the patient has no family name in use");
    facts.family = text_member(*name, "family");
    for (const std::string& given : text_items(*name, "given")) facts.given += (facts.given.empty() ? "" : " ") + given;
    take_number(*who, facts);
    if (facts.patient_id.empty())
        return std::string("the patient has no medical record number (an identifier of type MR)");
    facts.birth_date = text_member(*who, "birthDate");
    facts.gender = text_member(*who, "gender");
    facts.visit_id = text_member(*visit, "id");
    if (facts.visit_id.empty()) return std::string("the encounter has no id");
    facts.visit_class = text_member(member(*visit, "class"), "code");
    take_people(*visit, facts);
    return facts;
}

}  // namespace carepress::record

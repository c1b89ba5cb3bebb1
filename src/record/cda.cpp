// C-CDA Unstructured Document: cda_document() of older_doors.h.
#include "base/base64.h"
#include "base/markup.h"
#include "base/name_uuid.h"
#include "record/older_doors.h"

#include <algorithm>

namespace carepress::record {
namespace {

/// HL7 AdministrativeGender.
std::string gender_element(std::string_view gender) {
    const char* const code = gender == "female" ? "F" : gender == "male" ? "M" : gender == "other" ? "UN" : nullptr;
    if (code == nullptr) return "<administrativeGenderCode nullFlavor=\"UNK\"/>";
    return std::string("<administrativeGenderCode code=\"") + code +
           "\" codeSystem=\"2.16.840.1.113883.5.1\" codeSystemName=\"AdministrativeGender\"/>";
}

std::string time_element(std::string_view name, std::string_view date_time) {
    if (date_time.empty()) return "<" + std::string(name) + " nullFlavor=\"UNK\"/>";
    return "<" + std::string(name) + " value=\"" + hl7_time(date_time) + "\"/>";
}

/// The US Realm Header wants both elements (CONF:1198-5322, 5323); a handout has no need of what they would say.
constexpr std::string_view untold_groups = "<raceCode nullFlavor=\"NI\"/><ethnicGroupCode nullFlavor=\"NI\"/>";
/// An address and a telephone number that are not known: C-CDA wants both elements.
constexpr std::string_view unknown_contact = "<addr nullFlavor=\"UNK\"/><telecom nullFlavor=\"UNK\"/>";

std::string uuid_of_urn(std::string_view urn) {
    constexpr std::string_view prefix = "urn:uuid:";
    std::string uuid(urn.starts_with(prefix) ? urn.substr(prefix.size()) : urn);
    std::transform(uuid.begin(), uuid.end(), uuid.begin(),
                   [](char c) { return c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c; });
    return uuid;
}

/// A text in XML, which has no control characters but line breaks.
std::string cda_text(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return escaped_xml(text);
}

/// An id that somebody has assigned: the root says who, by an OID, else by a UUID that is the same for the same system.
std::string id_element(std::string_view system, const std::string& extension) {
    constexpr std::string_view oid = "urn:oid:";
    const bool is_oid =
        system.starts_with(oid) && system.find_first_not_of("0123456789.", oid.size()) == std::string_view::npos;
    const std::string root = is_oid ? std::string(system.substr(oid.size()))
                                    : uuid_of_urn(name_uuid("identifier system\n" + std::string(system)));
    return "<id root=\"" + root + "\" extension=\"" + cda_text(extension) + "\"/>";
}

}  // namespace

std::string cda_document(const DocumentFacts& facts, const DocumentToSend& document) {
    const std::string root = uuid_of_urn(document.identifier);
    const std::string organization =
        facts.organization.empty() ? "<name nullFlavor=\"UNK\"/>" : "<name>" + cda_text(facts.organization) + "</name>";
    const std::string author =
        facts.author.empty()
            ? "<assignedAuthoringDevice><softwareName>Carepress</softwareName></assignedAuthoringDevice>"
            : "<assignedPerson><name>" + cda_text(facts.author) + "</name></assignedPerson>";
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<ClinicalDocument xmlns=\"urn:hl7-org:v3\">\n"
        "<realmCode code=\"US\"/>\n"
        "<typeId root=\"2.16.840.1.113883.1.3\" extension=\"POCD_HD000040\"/>\n"
        "<templateId root=\"2.16.840.1.113883.10.20.22.1.1\" extension=\"2015-08-01\"/>\n"
        "<templateId root=\"2.16.840.1.113883.10.20.22.1.10\" extension=\"2015-08-01\"/>\n";
    xml += "<id root=\"" + root + "\"/>\n";
    xml += "<code code=\"" + cda_text(document.type_code) +
           "\" codeSystem=\"2.16.840.1.113883.6.1\" codeSystemName=\"LOINC\" displayName=\"" +
           cda_text(document.type_name) + "\"/>\n";
    xml += "<title>" + cda_text(document.title) + "</title>\n";
    xml += time_element("effectiveTime", document.given_at) + "\n";
    xml += "<confidentialityCode code=\"N\" codeSystem=\"2.16.840.1.113883.5.25\"/>\n";
    xml += "<languageCode code=\"" + cda_text(document.language.empty() ? "en" : document.language) + "\"/>\n";
    xml += "<recordTarget><patientRole>" + id_element(facts.patient_system, facts.patient_id) +
           std::string(unknown_contact) + "<patient><name><given>" + cda_text(facts.given) + "</given><family>" +
           cda_text(facts.family) + "</family></name>" + gender_element(facts.gender) +
           time_element("birthTime", facts.birth_date) + std::string(untold_groups) +
           "</patient></patientRole></recordTarget>\n";
    xml += "<author>" + time_element("time", document.given_at) + "<assignedAuthor><id nullFlavor=\"UNK\"/>" +
           std::string(unknown_contact) + author + "</assignedAuthor></author>\n";
    xml +=
        "<custodian><assignedCustodian><representedCustodianOrganization><id nullFlavor=\"UNK\"/>" + organization +
        "<telecom nullFlavor=\"UNK\"/><addr nullFlavor=\"UNK\"/></representedCustodianOrganization></assignedCustodian>"
        "</custodian>\n";
    if (!document.replaces.empty())
        xml += "<relatedDocument typeCode=\"RPLC\"><parentDocument><id root=\"" + uuid_of_urn(document.replaces) +
               "\"/></parentDocument></relatedDocument>\n";
    xml += "<componentOf><encompassingEncounter>" + id_element("encounters", facts.visit_id) +
           "<effectiveTime nullFlavor=\"UNK\"/></encompassingEncounter></componentOf>\n";
    xml += "<component><nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">" +
           to_base64(document.pdf) + "</text></nonXMLBody></component>\n</ClinicalDocument>\n";
    return xml;
}

}  // namespace carepress::record

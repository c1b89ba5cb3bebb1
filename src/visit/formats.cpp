#include "visit/formats.h"

#include "base/ascii.h"
#include "visit/bundle.h"
#include "visit/word_lists.h"

#include <array>
#include <cstdint>

namespace carepress::visit {
namespace {

struct Format {
    std::string_view begins, name;
};

constexpr std::array<Format, 11> binary_formats{{{"\x1F\x8B", "a gzip file"},
                                                 {"PK\x03\x04", "a zip file"},
                                                 {"BZh", "a bzip2 file"},
                                                 {"\xFD"
                                                  "7zXZ",
                                                  "an xz file"},
                                                 {"\x28\xB5\x2F\xFD", "a zstd file"},
                                                 {"%PDF-", "a PDF file"},
                                                 {"\xFF\xD8\xFF", "a picture (JPEG)"},
                                                 {"\x89PNG", "a picture (PNG)"},
                                                 {"\xFE\xFF", "in UTF-16"},
                                                 {"\xFF\xFE", "in UTF-16"},
                                                 {"MSH|", "an HL7 v2 message"}}};

/// A web page, such as a login page in place of the answer; FHIR in XML; a C-CDA document.
std::string_view markup_format(std::string_view bytes) {
    const std::string head = ascii_lower(bytes.substr(0, 4000));
    if (holds_one_of(head, {"<!doctype html", "<html"})) return "a web page, often the one that asks for a login";
    if (holds_one_of(head, {"<clinicaldocument"})) return "a C-CDA document";
    if (holds_one_of(head, {"http://hl7.org/fhir", "<bundle"})) return "FHIR in XML";
    return "XML";
}

/// What the bytes are instead of JSON in UTF-8; empty if that is not known.
std::string_view format_of(std::string_view bytes) {
    for (const Format& each : binary_formats)
        if (bytes.starts_with(each.begins)) return each.name;
    // Without a byte order mark: one half of the UTF-16 unit of the opening brace is zero.
    if (bytes.size() > 1 && (bytes[0] == '\0') != (bytes[1] == '\0')) return "in UTF-16";
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    bytes.remove_prefix(first);
    if (bytes[0] == '<') return markup_format(bytes);
    return bytes.starts_with("@prefix") ? "FHIR in Turtle (RDF)" : std::string_view{};
}

enum class Shape : std::uint8_t { any, text, object, array };

/// An element that one version has, and R4 lacks or has in another shape. FHIR, "Version History" of each resource.
struct Clue {
    std::string_view version, type, element;  ///< no element: the type itself; "a.b": b within a
    Shape shape = Shape::any;
};

constexpr std::string_view dstu2 = "DSTU2 (1.0)", stu3 = "STU3 (3.0)", r5 = "R5 (5.0)";

constexpr std::array<Clue, 78> clues{{
    {"DSTU1 (0.0)", "MedicationPrescription", ""},
    {dstu2, "MedicationOrder", ""},
    {dstu2, "DiagnosticOrder", ""},
    {dstu2, "Order", ""},
    {dstu2, "OrderResponse", ""},
    {dstu2, "Conformance", ""},
    {dstu2, "Encounter", "patient"},
    {dstu2, "Encounter", "class", Shape::text},
    {dstu2, "Encounter", "indication"},
    {dstu2, "Condition", "patient"},
    {dstu2, "Condition", "dateRecorded"},
    {dstu2, "Patient", "careProvider"},
    {dstu2, "Patient", "name.family", Shape::array},
    {dstu2, "AllergyIntolerance", "substance"},
    {dstu2, "MedicationStatement", "patient"},
    {dstu2, "MedicationStatement", "wasNotTaken"},
    {dstu2, "MedicationDispense", "patient"},
    {dstu2, "MedicationAdministration", "patient"},
    {dstu2, "MedicationAdministration", "wasNotGiven"},
    {dstu2, "Immunization", "wasNotGiven"},
    {dstu2, "Immunization", "reported"},
    {dstu2, "Goal", "description", Shape::text},
    {dstu2, "Procedure", "notPerformed"},
    {dstu2, "CarePlan", "relatedPlan"},
    {r5, "Encounter", "class", Shape::array},
    {r5, "Encounter", "actualPeriod"},
    {r5, "Encounter", "plannedStartDate"},
    {r5, "Encounter", "admission"},
    {r5, "Encounter", "businessStatus"},
    {r5, "MedicationRequest", "medication", Shape::object},
    {r5, "MedicationStatement", "medication", Shape::object},
    {r5, "MedicationDispense", "medication", Shape::object},
    {r5, "MedicationAdministration", "medication", Shape::object},
    {r5, "MedicationRequest", "reason"},
    {r5, "MedicationRequest", "informationSource"},
    {r5, "Immunization", "reason"},
    {r5, "Immunization", "informationSource"},
    {r5, "Condition", "participant"},
    {r5, "AllergyIntolerance", "participant"},
    {r5, "Procedure", "occurrenceDateTime"},
    {r5, "Procedure", "reason"},
    {r5, "DocumentReference", "context", Shape::array},
    {r5, "ServiceRequest", "code.concept"},
    {r5, "Encounter", "reason.value"},
    {r5, "Encounter", "reason.use"},
    {stu3, "ProcedureRequest", ""},
    {stu3, "ReferralRequest", ""},
    {stu3, "Encounter", "reason", Shape::array},
    {stu3, "Condition", "context"},
    {stu3, "Condition", "assertedDate"},
    {stu3, "Condition", "clinicalStatus", Shape::text},
    {stu3, "Condition", "verificationStatus", Shape::text},
    {stu3, "AllergyIntolerance", "clinicalStatus", Shape::text},
    {stu3, "AllergyIntolerance", "verificationStatus", Shape::text},
    {stu3, "AllergyIntolerance", "assertedDate"},
    {stu3, "Observation", "context"},
    {stu3, "Observation", "related"},
    {stu3, "Procedure", "context"},
    {stu3, "Procedure", "notDone"},
    {stu3, "DiagnosticReport", "context"},
    {stu3, "CarePlan", "context"},
    {stu3, "CarePlan", "definition"},
    {stu3, "Goal", "status"},
    {stu3, "Immunization", "date"},
    {stu3, "Immunization", "notGiven"},
    {stu3, "Immunization", "vaccinationProtocol"},
    {stu3, "MedicationRequest", "context"},
    {stu3, "MedicationRequest", "requester.agent"},
    {stu3, "MedicationRequest", "definition"},
    {stu3, "MedicationStatement", "taken"},
    {stu3, "MedicationStatement", "reasonNotTaken"},
    {stu3, "Medication", "isBrand"},
    {stu3, "Medication", "isOverTheCounter"},
    {stu3, "Medication", "package"},
    {stu3, "DocumentReference", "class"},
    {stu3, "DocumentReference", "indexed"},
    {stu3, "Composition", "class"},
    {stu3, "Patient", "animal"},
}};

bool has_shape(const JsonValue& value, Shape shape) {
    return shape == Shape::any || (shape == Shape::text && value.kind == JsonValue::Kind::string) ||
           (shape == Shape::object && value.kind == JsonValue::Kind::object) ||
           (shape == Shape::array && value.kind == JsonValue::Kind::array);
}

const JsonValue* element_at(const JsonValue& resource, std::string_view name) {
    const std::size_t dot = name.find('.');
    const JsonValue* found = resource.find(name.substr(0, dot));
    if (!found || dot == std::string_view::npos) return found;
    if (found->kind == JsonValue::Kind::array && !found->items.empty()) found = &found->items.front();
    return found->find(name.substr(dot + 1));
}

/// The version that a resource states (CapabilityStatement.fhirVersion), or that its profile is of.
std::optional<OtherVersion> stated_version(const JsonValue& resource) {
    struct Number {
        std::string_view begins, profile, version;
    };
    constexpr std::array<Number, 3> numbers{
        {{"1.", "hl7.org/fhir/1.0/", dstu2}, {"3.", "hl7.org/fhir/3.0/", stu3}, {"5.", "hl7.org/fhir/5.0/", r5}}};
    const JsonValue* stated = resource.find("fhirVersion");
    const JsonValue* meta = resource.find("meta");
    const JsonValue* profiles = meta ? meta->find("profile") : nullptr;
    for (const Number& each : numbers) {
        if (stated && stated->text.starts_with(each.begins)) return OtherVersion{each.version, stated};
        if (!profiles) continue;
        for (const JsonValue& profile : profiles->items)
            if (profile.text.find(each.profile) != std::string::npos) return OtherVersion{each.version, &profile};
    }
    return std::nullopt;
}

/// A status of an encounter that only R5 has.
const JsonValue* status_of_r5(const JsonValue& resource, std::string_view type) {
    const JsonValue* status = resource.find("status");
    if (!status || type != "Encounter") return nullptr;
    return is_one_of(status->text, {"completed", "discharged", "discontinued"}) ? status : nullptr;
}

}  // namespace

bool refuse_other_format(std::string_view bytes, Diagnostics& diagnostics) {
    const std::string_view found = format_of(bytes);
    if (found.empty()) return false;
    const bool encoding = found.starts_with("in ");
    diagnostics.error("bundle/other-format"_code, {0, 0},
                      "the bundle is " + std::string(found) + ", not JSON" + (encoding ? " in UTF-8" : ""),
                      encoding ? "save it as UTF-8" : std::string(ask_for_r4));
    return true;
}

std::optional<OtherVersion> other_version_of(const JsonValue& resource) {
    const std::string_view type = type_of(resource);
    for (const Clue& clue : clues) {
        if (clue.type != type) continue;
        if (clue.element.empty()) return OtherVersion{clue.version, &resource};
        const JsonValue* found = element_at(resource, clue.element);
        if (found && has_shape(*found, clue.shape)) return OtherVersion{clue.version, found};
    }
    if (const JsonValue* status = status_of_r5(resource, type)) return OtherVersion{r5, status};
    return stated_version(resource);
}

}  // namespace carepress::visit

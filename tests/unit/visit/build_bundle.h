#pragma once

#include "visit/visit.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace carepress::test {
using namespace visit;

using Json = nlohmann::ordered_json;

/// Bundles of our own people, who don't exist.
inline Json parse(const std::string& text) { return Json::parse(text); }

inline Json patient(const std::string& id = "ada", const std::string& family = "Quillfeather") {
    return parse(R"({"resourceType": "Patient", "id": ")" + id + R"(",
      "name": [{"use": "official", "family": ")" +
                 family + R"(", "given": ["Ada", "June"]}],
      "birthDate": "1980-04-05", "gender": "female",
      "identifier": [{"type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}],
                               "text": "Record number"}, "system": "urn:example:mr", "value": "MR-7701"}],
      "communication": [{"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "es-US"}]}, "preferred": true}]})");
}

inline Json encounter(const std::string& id = "visit", const std::string& who = "ada",
                      const std::string& day = "2026-03-10") {
    return parse(R"({"resourceType": "Encounter", "id": ")" + id + R"(", "status": "finished",
      "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
      "subject": {"reference": "Patient/)" +
                 who + R"("},
      "period": {"start": ")" +
                 day + R"(T09:00:00-05:00", "end": ")" + day + R"(T09:30:00-05:00"}})");
}

/// A resource of the patient and of the visit, with more members from `members`.
inline Json of_visit(const std::string& type, const std::string& id, const std::string& members,
                     const std::string& visit = "visit", const std::string& who = "ada") {
    Json made = parse(R"({"resourceType": ")" + type + R"(", "id": ")" + id + R"("})");
    const bool patient_field = type == "AllergyIntolerance" || type == "Immunization";
    made[patient_field ? "patient" : "subject"] = {{"reference", "Patient/" + who}};
    if (!visit.empty()) made["encounter"] = {{"reference", "Encounter/" + visit}};
    made.update(parse("{" + members + "}"));
    return made;
}

inline Json condition(const std::string& id, const std::string& words, const std::string& more = "",
                      const std::string& visit = "visit", const std::string& who = "ada") {
    return of_visit("Condition", id,
                    R"("clinicalStatus": {"coding": [{"code": "active"}]},
        "verificationStatus": {"coding": [{"code": "confirmed"}]}, "code": {"text": ")" +
                        words + "\"}" + more,
                    visit, who);
}

inline Json medicine(const std::string& id, const std::string& name, const std::string& more = "",
                     const std::string& visit = "visit") {
    return of_visit("MedicationRequest", id,
                    R"("status": "active", "intent": "order", "authoredOn": "2026-03-10",
        "medicationCodeableConcept": {"text": ")" +
                        name + "\"}" + more,
                    visit);
}

inline Json bundle(const std::vector<Json>& resources, const std::string& type = "collection") {
    Json made{{"resourceType", "Bundle"}, {"type", type}, {"entry", Json::array()}};
    for (const Json& resource : resources) made["entry"].push_back({{"resource", resource}});
    return made;
}

/// What came of reading a bundle.
struct Read {
    std::optional<Visit> visit;
    std::string messages;  ///< "severity message" lines
    std::string hints;

    bool says(const std::string& words) const { return messages.find(words) != std::string::npos; }
};

inline Read read_text(const std::string& text, const VisitChoice& choice = {}) {
    const Source source{"bundle.json", text};
    Diagnostics diagnostics(source);
    Read read;
    read.visit = read_visit(source, choice, diagnostics);
    for (const Diagnostic& each : diagnostics.all()) {
        read.messages += std::string(name_of(each.severity)) + " " + each.message + "\n";
        read.hints += each.hint + "\n";
    }
    return read;
}

inline Read read(const Json& json, const VisitChoice& choice = {}) { return read_text(json.dump(), choice); }

/// The bundle of the standing patient and visit with more resources.
inline Read read_with(std::vector<Json> resources, const VisitChoice& choice = {}) {
    resources.insert(resources.begin(), {patient(), encounter()});
    return read(bundle(resources), choice);
}

}  // namespace carepress::test

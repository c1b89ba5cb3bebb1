#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace carepress::test {

using Json = nlohmann::ordered_json;

/// A FHIR R4 collection of one patient's visit, in our own words, to be added to.
class VisitBundle {
public:
    explicit VisitBundle(const std::string& id = "p1", const std::string& given = "Ana",
                         const std::string& family = "Ruiz", const std::string& birth_date = "1950-03-03")
        : patient_("Patient/" + id), encounter_("Encounter/" + id + "-visit") {
        add({{"resourceType", "Patient"},
             {"id", id},
             {"identifier",
              {{{"type", {{"coding", {{{"system", "http://terminology.hl7.org/CodeSystem/v2-0203"}, {"code", "MR"}}}}}},
                {"value", "MRN-" + id}}}},
             {"name", {{{"use", "official"}, {"family", family}, {"given", {given}}}}},
             {"birthDate", birth_date}});
        add({{"resourceType", "Encounter"},
             {"id", id + "-visit"},
             {"status", "finished"},
             {"class", {{"code", "AMB"}}},
             {"subject", {{"reference", patient_}}},
             {"period", {{"start", "2026-03-02T09:00:00-05:00"}, {"end", "2026-03-02T09:30:00-05:00"}}},
             {"reasonCode", {{{"text", "Cough and fever"}}}}});
    }

    Json& patient() { return entries_[0]; }
    Json& encounter() { return entries_[1]; }
    const std::string& patient_reference() const { return patient_; }

    /// Adds a resource as it is; returns it, to be changed.
    Json& add(Json resource) {
        entries_.push_back(std::move(resource));
        return entries_.back();
    }
    /// Adds one of this patient and visit.
    Json& add_of_visit(const std::string& type, Json more) {
        Json resource = {{"resourceType", type}, {"id", "r" + std::to_string(entries_.size())}};
        resource["subject"] = {{"reference", patient_}};
        resource["encounter"] = {{"reference", encounter_}};
        resource.update(more);
        return add(std::move(resource));
    }
    Json& add_condition(const std::string& name) {
        return add_of_visit("Condition", {{"clinicalStatus", {{"coding", {{{"code", "active"}}}}}},
                                          {"verificationStatus", {{"coding", {{{"code", "confirmed"}}}}}},
                                          {"code", {{"text", name}}}});
    }
    /// A medicine in force; `dosage` is a FHIR Dosage, or null for none.
    Json& add_medicine(const std::string& name, Json dosage = nullptr) {
        Json resource = {{"status", "active"},
                         {"intent", "order"},
                         {"authoredOn", "2026-03-02T09:15:00-05:00"},
                         {"medicationCodeableConcept", {{"text", name}}}};
        if (!dosage.is_null()) resource["dosageInstruction"] = {dosage};
        return add_of_visit("MedicationRequest", std::move(resource));
    }
    void prefer_language(const std::string& tag) {
        patient()["communication"] = {
            {{"language", {{"coding", {{{"system", "urn:ietf:bcp:47"}, {"code", tag}}}}}}, {"preferred", true}}};
    }
    /// Puts all of another bundle into this one.
    void mix_in(const VisitBundle& other) {
        entries_.insert(entries_.end(), other.entries_.begin(), other.entries_.end());
    }

    std::string json() const {
        Json bundle = {{"resourceType", "Bundle"}, {"type", "collection"}, {"entry", Json::array()}};
        for (const Json& resource : entries_) bundle["entry"].push_back({{"resource", resource}});
        return bundle.dump(1);
    }

private:
    std::string patient_, encounter_;
    std::vector<Json> entries_;
};

/// "Take `amount` tablets by mouth `times` a day", as structure.
inline Json tablets(int amount, int times) {
    return {{"timing", {{"repeat", {{"frequency", times}, {"period", 1}, {"periodUnit", "d"}}}}},
            {"route", {{"coding", {{{"system", "http://snomed.info/sct"}, {"code", "26643006"}}}}, {"text", "Oral"}}},
            {"doseAndRate", {{{"doseQuantity", {{"value", amount}, {"unit", "tablet"}}}}}}};
}

}  // namespace carepress::test

// What the bundle has of this visit in resources that no reader looks at. A page says that there is nothing of a kind
// only if everything was read that could say otherwise.
#include "visit/concepts.h"
#include "visit/plain_words.h"
#include "visit/read_visit_parts.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace carepress::visit {
namespace {

constexpr WordTable<VisitSection, 10> unread_types{{{"ClinicalImpression", VisitSection::conditions},
                                                    {"ImagingStudy", VisitSection::conditions},
                                                    {"QuestionnaireResponse", VisitSection::conditions},
                                                    {"RiskAssessment", VisitSection::conditions},
                                                    {"DetectedIssue", VisitSection::conditions},
                                                    {"CommunicationRequest", VisitSection::notes},
                                                    {"Communication", VisitSection::notes},
                                                    {"RequestGroup", VisitSection::notes},
                                                    {"Task", VisitSection::notes},
                                                    {"AppointmentResponse", VisitSection::appointments}}};

/// The words of a CodeableConcept, for comparison.
std::string words_of(const Element& codeable_concept) {
    if (!codeable_concept.present()) return {};
    std::string words(codeable_concept.code("text"));
    for (const Element& coding : codeable_concept.children("coding")) words.append(" ").append(coding.code("display"));
    return plain_words(words);
}

/// What a List is about, by LOINC, the codes of HL7's "example use codes for lists", or its words.
std::optional<VisitSection> section_of_list(const Element& list) {
    const Element code = list.child("code");
    const auto coded = [&](std::initializer_list<std::string_view> codes) {
        return code.present() &&
               std::any_of(codes.begin(), codes.end(), [&](std::string_view each) { return has_coding(code, each); });
    };
    if (coded({"10160-0", "10183-2", "29549-3", "medications"})) return VisitSection::medicines;
    if (coded({"48765-2", "52472-8", "allergies", "adverserxns"})) return VisitSection::allergies;
    const std::string words = words_of(code) + " " + plain_words(list.code("title"));
    if (holds_one_of(words, {"allerg", "intoleran", "adverse"})) return VisitSection::allergies;
    if (holds_one_of(words, {"medication", "medicine", "prescription"})) return VisitSection::medicines;
    return std::nullopt;
}

/// The item leads to a resource that a reader of the section looks at.
bool is_read(const Chart& chart, const Element& item, VisitSection section) {
    const JsonValue* found = item.present() ? chart.bundle().resolve_any_version(item) : nullptr;
    if (!found) return false;
    // What stays off the page for a reason is noted by its own reader.
    if (section == VisitSection::allergies) return type_of(*found) == "AllergyIntolerance";
    return is_one_of(type_of(*found), {"MedicationRequest", "MedicationStatement"});
}

void note_list(Chart& chart, const Element& list) {
    if (list.code("status") != "current") return;
    const std::optional<VisitSection> section = section_of_list(list);
    if (!section) return;
    for (const Element& entry : list.children("entry")) {
        if (entry.boolean("deleted").value_or(false) || is_read(chart, entry.child("item"), *section)) continue;
        return chart.leave_out_part(entry, *section, LeftOutReason::not_understood,
                                    "the list has items that lead to nothing that is read here");
    }
}

bool is_about_allergy(const Element& flag) {
    return holds_one_of(words_of(flag.child("code")), {"allerg", "anaphyla", "intoleran", "hypersensitiv", "adverse"});
}

}  // namespace

void note_unread_lists_and_flags(Chart& chart) {
    for (const BundleEntry& entry : chart.bundle().entries()) {
        if (!is_one_of(entry.type, {"List", "Flag", "AdverseEvent"})) continue;
        const Element resource(*entry.resource, chart.problems());
        const std::string_view status = resource.code("status");
        if (chart.not_the_patient(resource.child("subject")) == LeftOutReason::other_patient ||
            is_one_of(status, {"entered-in-error", "inactive", "retired"}))
            continue;
        if (entry.type == "List")
            note_list(chart, resource);
        else if (entry.type == "AdverseEvent" || is_about_allergy(resource))
            chart.leave_out_part(resource, VisitSection::allergies, LeftOutReason::not_understood,
                                 "a flag or event that may be about an allergy is not read");
    }
    chart.problems().take();
}

void note_cut_resources(Chart& chart) {
    static constexpr WordTable<VisitSection, 6> types{{{"AllergyIntolerance", VisitSection::allergies},
                                                       {"Condition", VisitSection::conditions},
                                                       {"Medication", VisitSection::medicines},
                                                       {"MedicationRequest", VisitSection::medicines},
                                                       {"MedicationStatement", VisitSection::medicines},
                                                       {"Appointment", VisitSection::appointments}}};
    for (const BundleEntry& entry : chart.bundle().entries()) {
        const std::optional<VisitSection> section = look_up(types, entry.type);
        if (!section || chart.barrier(*entry.resource)) continue;
        const Element resource(*entry.resource, chart.problems());
        const Element meta = resource.child("meta");
        if (!meta.present()) continue;
        std::vector<Element> labels = meta.children("security");
        for (const Element& tag : meta.children("tag")) labels.push_back(tag);
        if (std::any_of(labels.begin(), labels.end(), [](const Element& label) {
                return is_one_of(label.code("code"), {"REDACTED", "SUBSETTED", "MASKED"});
            }))
            chart.leave_out_part(resource, *section, LeftOutReason::not_understood,
                                 "the server left out or masked parts of it (meta), which may be missed");
    }
    chart.problems().take();
}

void note_unread(Chart& chart) {
    for (const BundleEntry& entry : chart.bundle().entries()) {
        const std::optional<VisitSection> section = look_up(unread_types, entry.type);
        const Element resource(*entry.resource, chart.problems());
        if (section && chart.relation(resource) != VisitRelation::other_visit)
            chart.leave_out(*entry.resource, *section, LeftOutReason::not_shown);
    }
    chart.problems().take();
}

}  // namespace carepress::visit

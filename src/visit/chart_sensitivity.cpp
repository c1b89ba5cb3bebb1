#include "visit/chart.h"
#include "visit/systems.h"

#include <string>
#include <utility>

namespace carepress {
namespace {

constexpr int most_parents = 8;

const JsonValue* labels_of(const JsonValue& resource) {
    const JsonValue* meta = resource.find("meta");
    return meta ? meta->find("security") : nullptr;
}

/// DocumentReference.securityLabel is a list of concepts, each with labels.
Sensitivity document_sensitivity(const JsonValue& document) {
    const JsonValue* concepts = document.find("securityLabel");
    if (!concepts || concepts->kind != JsonValue::Kind::array) return Sensitivity::none;
    for (const JsonValue& each : concepts->items)
        if (const Sensitivity kind = sensitivity_of_labels(each.find("coding")); kind != Sensitivity::none) return kind;
    return Sensitivity::none;
}

}  // namespace

Sensitivity Chart::own_sensitivity(const JsonValue& resource) const {
    const auto known = sensitivities_.find(&resource);
    if (known != sensitivities_.end()) return known->second;
    const JsonValue* labels = labels_of(resource);
    if (labels) Element(*resource.find("meta"), findings_).children("security");  // says what is of a wrong type
    Sensitivity kind = sensitivity_of_labels(labels);
    if (kind == Sensitivity::none && type_of(resource) == "DocumentReference") kind = document_sensitivity(resource);
    if (kind == Sensitivity::none) kind = sensitivity_of_content(resource);
    sensitivities_[&resource] = kind;
    return kind;
}

Sensitivity Chart::sensitivity(const JsonValue& resource) const {
    if (choice_.include_restricted) return Sensitivity::none;
    if (const Sensitivity own = own_sensitivity(resource); own != Sensitivity::none) return own;
    auto problem = findings_.take();  // whatever else is wrong here is found by who reads it
    const Sensitivity kind = visit_sensitivity(resource);
    findings_.take();
    findings_.put(std::move(problem));
    return kind;
}

Sensitivity Chart::visit_sensitivity(const JsonValue& resource) const {
    // What belongs to an encounter, or to a part of one, is as sensitive as that.
    const JsonValue* visit = type_of(resource) == "Encounter" ? &resource : visit_of(Element(resource, findings_));
    for (int i = 0; visit && i < most_parents; ++i) {
        if (const Sensitivity kind = own_sensitivity(*visit); kind != Sensitivity::none) return kind;
        const JsonValue* part_of = visit->find("partOf");
        if (!part_of || part_of->kind != JsonValue::Kind::object) break;
        const JsonValue* whole = bundle_.resolve_any_version(Element(*part_of, findings_));
        visit = whole && type_of(*whole) == "Encounter" ? whole : nullptr;
    }
    return Sensitivity::none;
}

bool Chart::withheld(const Concept& concept_, const Element& at) const {
    if (choice_.include_restricted) return false;
    const Sensitivity kind = sensitivity_of(concept_);
    if (kind == Sensitivity::none) return false;
    findings_.withheld(at.json(), name_of(kind));
    return true;
}

bool Chart::refuse_restricted_bundle(const JsonValue& bundle) const {
    if (choice_.include_restricted) return false;
    const Sensitivity kind = sensitivity_of_labels(labels_of(bundle));
    if (kind == Sensitivity::none) return false;
    const std::string words = kind == Sensitivity::restricted
                                  ? "the bundle as a whole is marked as restricted"
                                  : "the bundle as a whole is marked as sensitive (" + std::string(name_of(kind)) + ")";
    refuse(bundle, words, "--include-restricted reads it");
    return true;
}

}  // namespace carepress

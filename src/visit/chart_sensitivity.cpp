#include "visit/chart.h"

#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace carepress::visit {
namespace {

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

/// Members that name where a resource comes from.
constexpr std::array<std::string_view, 8> to_origins{
    "basedOn", "request", "authorizingPrescription", "specimen", "partOf", "derivedFrom", "addresses", "report"};
/// Members that name what comes from it.
constexpr std::array<std::string_view, 4> from_origins{"result", "hasMember", "goal", "activity"};

/// The references in a member: one, a list of them, or a list of objects that each have one ("activity").
std::vector<const JsonValue*> references_in(const JsonValue& resource, std::string_view name) {
    std::vector<const JsonValue*> all;
    const auto add = [&](const JsonValue& value) {
        if (value.kind != JsonValue::Kind::object) return;
        const JsonValue* inner = name == "activity" ? value.find("reference") : &value;
        if (inner && inner->kind == JsonValue::Kind::object) all.push_back(inner);
    };
    const JsonValue* member = resource.find(name);
    if (!member) return all;
    if (member->kind != JsonValue::Kind::array)
        add(*member);
    else
        for (const JsonValue& item : member->items) add(item);
    return all;
}

}  // namespace

void Chart::find_origins() const {
    for (const BundleEntry& entry : bundle_.entries()) {
        const JsonValue& resource = *entry.resource;
        if (entry.type == "Encounter" || entry.type == "Patient") continue;
        for (const std::string_view name : to_origins)
            for (const JsonValue* reference : references_in(resource, name))
                if (const JsonValue* origin = bundle_.resolve_any_version(Element(*reference, problems_)))
                    origins_.emplace(&resource, origin);
        for (const std::string_view name : from_origins)
            for (const JsonValue* reference : references_in(resource, name))
                if (const JsonValue* made = bundle_.resolve_any_version(Element(*reference, problems_)))
                    origins_.emplace(made, &resource);
    }
}

Sensitivity Chart::origin_sensitivity(const JsonValue& resource) const {
    if (!std::exchange(origins_found_, true)) find_origins();
    std::set<const JsonValue*> seen{&resource};
    std::vector<const JsonValue*> next{&resource};
    while (!next.empty()) {
        const JsonValue* one = next.back();
        next.pop_back();
        const auto [first, last] = origins_.equal_range(one);
        for (auto each = first; each != last; ++each) {
            if (!seen.insert(each->second).second) continue;
            if (const Sensitivity own = own_sensitivity(*each->second); own != Sensitivity::none) return own;
            if (const Sensitivity of_visit = visit_sensitivity(*each->second); of_visit != Sensitivity::none)
                return of_visit;
            next.push_back(each->second);
        }
    }
    return Sensitivity::none;
}

Sensitivity Chart::own_sensitivity(const JsonValue& resource) const {
    const auto known = sensitivities_.find(&resource);
    if (known != sensitivities_.end()) return known->second;
    const JsonValue* labels = labels_of(resource);
    if (labels) Element(*resource.find("meta"), problems_).children("security");  // reports a wrong type
    const std::string_view type = type_of(resource);
    Sensitivity kind = sensitivity_of_labels(labels);
    if (kind == Sensitivity::none && type == "DocumentReference") kind = document_sensitivity(resource);
    // A document's parts are held back one by one; of the patient, the page says no more than the name.
    if (kind == Sensitivity::none && type != "Patient" && type != "Composition" && type != "Bundle")
        kind = sensitivity_of_inline_labels(resource);
    if (kind == Sensitivity::none) kind = sensitivity_of_content(resource);
    sensitivities_[&resource] = kind;
    return kind;
}

Sensitivity Chart::sensitivity(const JsonValue& resource) const {
    if (choice_.include_restricted) return Sensitivity::none;
    if (const Sensitivity own = own_sensitivity(resource); own != Sensitivity::none) return own;
    auto problem = problems_.take();  // whatever else is wrong here, its own reader finds
    Sensitivity kind = visit_sensitivity(resource);
    if (kind == Sensitivity::none) kind = origin_sensitivity(resource);
    problems_.take();
    problems_.put(std::move(problem));
    return kind;
}

Sensitivity Chart::visit_sensitivity(const JsonValue& resource) const {
    // What belongs to an encounter, or to a part of one, is as sensitive as that.
    const JsonValue* visit = type_of(resource) == "Encounter" ? &resource : visit_of(Element(resource, problems_));
    for (int depth = 0; visit && depth < deepest_part; ++depth, visit = parent_of(*visit))
        if (const Sensitivity kind = own_sensitivity(*visit); kind != Sensitivity::none) return kind;
    return Sensitivity::none;
}

bool Chart::withheld(const Concept& concept_, const Element& at) const {
    if (choice_.include_restricted) return false;
    const Sensitivity kind = sensitivity_of(concept_);
    if (kind == Sensitivity::none) return false;
    problems_.withheld(at.json(), name_of(kind));
    return true;
}

bool Chart::refuse_restricted_bundle(const JsonValue& bundle) const {
    if (choice_.include_restricted) return false;
    const Sensitivity kind = sensitivity_of_labels(labels_of(bundle));
    if (kind == Sensitivity::none) return false;
    const std::string words = kind == Sensitivity::restricted
                                  ? "the bundle as a whole is marked as restricted"
                                  : "the bundle as a whole is marked as sensitive (" + std::string(name_of(kind)) + ")";
    refuse("bundle/restricted"_code, bundle, words, "--include-restricted (in a job, \"include_restricted\") reads it");
    return true;
}

}  // namespace carepress::visit

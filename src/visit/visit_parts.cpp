// Encounters that are part of another one (Encounter.partOf), such as the steps of a visit, are one visit.
#include "visit/chart.h"
#include "visit/encounter_kind.h"

#include <algorithm>

namespace carepress::visit {

const JsonValue* Chart::parent_of(const JsonValue& encounter) const {
    const JsonValue* part_of = encounter.find("partOf");
    if (!part_of || part_of->kind != JsonValue::Kind::object) return nullptr;
    const JsonValue* parent = bundle_.resolve_any_version(Element(*part_of, problems_));
    return parent && parent != &encounter && type_of(*parent) == "Encounter" ? parent : nullptr;
}

const JsonValue& Chart::root_of(const JsonValue& encounter) const {
    const JsonValue* root = &encounter;
    for (int depth = 0; depth < deepest_part; ++depth) {
        const JsonValue* parent = parent_of(*root);
        if (!parent || encounter_barrier(*parent)) return *root;
        if (parent == &encounter) return encounter;  // parts of each other: nothing says which is the whole
        root = parent;
    }
    return encounter;
}

bool Chart::same_visit(const JsonValue& one, const JsonValue& other) const {
    const JsonValue &left = root_of(one), &right = root_of(other);
    if (&left == &right) return true;
    // Parts of one encounter that is not in the bundle.
    const auto missing_parent = [&](const JsonValue& root) {
        const JsonValue* part_of = root.find("partOf");
        if (!part_of || part_of->kind != JsonValue::Kind::object || parent_of(root)) return std::string_view{};
        return Element(*part_of, problems_).code("reference");
    };
    const std::string_view missing = missing_parent(left);
    return !missing.empty() && !missing.starts_with('#') && missing == missing_parent(right);
}

void Chart::find_parts() {
    parts_.clear();
    for (const BundleEntry& entry : bundle_.entries()) {
        if (entry.type != "Encounter" || entry.resource == encounter_ || !entry.resource->find("partOf")) continue;
        if (!encounter_barrier(*entry.resource) && same_visit(*entry.resource, *encounter_))
            parts_.push_back(entry.resource);
    }
}

/// A visit without dates of its own lasts as long as its parts.
void Chart::complete_period() {
    if (visit_period_.start.stated() || visit_period_.end.stated()) return;
    bool all_end = true;
    for (const JsonValue* part : parts_) {
        const RecordPeriod period = Element(*part, problems_).period("period");
        if (!visit_period_.start.stated() || order_of(period.start, visit_period_.start) == TimeOrder::before)
            visit_period_.start = period.start;
        if (!visit_period_.end.stated() || order_of(period.end, visit_period_.end) == TimeOrder::after)
            visit_period_.end = period.end;
        all_end &= period.end.stated();
    }
    if (!all_end) visit_period_.end = {};
}

}  // namespace carepress::visit

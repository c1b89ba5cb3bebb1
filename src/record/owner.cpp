#include "record/owner.h"

#include "record/record_client.h"

#include <algorithm>

namespace carepress::record {
namespace {

void add_encounters(const Json& value, std::string_view base, std::vector<Target>& out) {
    if (value.is_array()) {
        for (const Json& each : value) add_encounters(each, base, out);
        return;
    }
    const Target target = target_of(text_member(value, "reference"), base);
    if (target.type == "Encounter") out.push_back(target);
}

}  // namespace

Target target_of(std::string_view reference, std::string_view base) {
    if (reference.starts_with(base) && reference.size() > base.size() && reference[base.size()] == '/')
        reference.remove_prefix(base.size() + 1);
    reference = reference.substr(0, reference.find("/_history/"));
    const std::size_t slash = reference.find('/');
    if (slash == std::string_view::npos || slash == 0) return {};
    const std::string_view type = reference.substr(0, slash), id = reference.substr(slash + 1);
    const bool is_name =
        std::all_of(type.begin(), type.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return is_name && is_id(id) ? Target{std::string(type), std::string(id)} : Target{};
}

Owner owner_of(const Json& resource, std::string_view patient, std::string_view base) {
    if (text_member(resource, "resourceType") == "Patient")
        return text_member(resource, "id") == patient ? Owner::patient : Owner::another;
    bool others = false;
    const auto is_ours = [&](const Json& reference) {
        const Target target = target_of(text_member(reference, "reference"), base);
        others |= target.type == "Patient" && target.id != patient;
        return target.type == "Patient" && target.id == patient;
    };
    for (const char* name : {"subject", "patient"})
        if (is_ours(member(resource, name))) return Owner::patient;
    const Json& participants = member(resource, "participant");
    if (participants.is_array())
        for (const Json& each : participants)
            if (is_ours(member(each, "actor"))) return Owner::patient;
    return others ? Owner::another : Owner::not_told;
}

std::vector<Target> targets_in(const Json& resource, std::string_view base) {
    std::vector<Target> targets;
    if (resource.is_structured()) {
        if (Target target = target_of(text_member(resource, "reference"), base); !target.id.empty())
            targets.push_back(std::move(target));
        for (const Json& each : resource)
            if (each.is_structured())
                for (Target& target : targets_in(each, base)) targets.push_back(std::move(target));
    }
    return targets;
}

std::vector<Target> encounters_of(const Json& resource, std::string_view base) {
    std::vector<Target> out;
    add_encounters(member(resource, "encounter"), base, out);
    const Json& context = member(resource, "context");
    add_encounters(context, base, out);
    add_encounters(member(context, "encounter"), base, out);
    return out;
}

}  // namespace carepress::record

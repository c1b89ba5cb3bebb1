#include "visit/copies.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace carepress::visit {
namespace {

bool same_value(const JsonValue& a, const JsonValue& b) {
    if (a.kind != b.kind || a.boolean != b.boolean || a.text != b.text || a.items.size() != b.items.size())
        return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        const JsonValue* other = a.kind == JsonValue::Kind::object ? b.find(a.items[i].key) : &b.items[i];
        if (!other || !same_value(a.items[i], *other)) return false;
    }
    return true;
}

bool same_member(const JsonValue* a, const JsonValue* b, std::string_view name) {
    const JsonValue *left = a ? a->find(name) : nullptr, *right = b ? b->find(name) : nullptr;
    return left && right ? same_value(*left, *right) : left == right;
}

/// The same apart from when and where it was stored: of "meta" only the labels count.
bool same_resource(const JsonValue& a, const JsonValue& b) {
    const auto count = [](const JsonValue& each) { return each.items.size() - (each.find("meta") ? 1 : 0); };
    if (count(a) != count(b)) return false;
    for (const JsonValue& member : a.items) {
        if (member.key == "meta") continue;
        const JsonValue* other = b.find(member.key);
        if (!other || !same_value(member, *other)) return false;
    }
    return same_member(a.find("meta"), b.find("meta"), "security") &&
           same_member(a.find("meta"), b.find("meta"), "tag");
}

/// The digits of a numeric version without leading zeros; empty for any other.
std::string_view number_of(std::string_view version) {
    if (version.empty() || version.find_first_not_of("0123456789") != std::string_view::npos) return {};
    const std::size_t first = version.find_first_not_of('0');
    return first == std::string_view::npos ? version.substr(0, 1) : version.substr(first);
}

RecordTime last_updated(const JsonValue& resource) {
    const JsonValue* meta = resource.find("meta");
    const JsonValue* stated = meta ? meta->find("lastUpdated") : nullptr;
    return stated ? read_time(stated->text).value_or(RecordTime{}) : RecordTime{};
}

/// Where the bundle says that an entry is from: a server, else the entry's full URL; empty: it does not say.
std::string_view place_of(const BundleEntry& entry) { return entry.base.empty() ? entry.full_url : entry.base; }

}  // namespace

TimeOrder CopySorter::order_of_versions(const BundleEntry& one, const BundleEntry& other) {
    const std::string_view a = number_of(one.version), b = number_of(other.version);
    if (!a.empty() && !b.empty() && a != b) {
        const bool less = a.size() != b.size() ? a.size() < b.size() : a < b;
        return less ? TimeOrder::before : TimeOrder::after;
    }
    return order_of(last_updated(*one.resource), last_updated(*other.resource));
}

void CopySorter::drop(std::size_t index, bool repeated) {
    if (dropped_[index]) return;
    dropped_[index] = true;
    const JsonValue*& first = repeated ? first_repeated_ : first_older_;
    if (!first) first = entries_[index].resource;
    ++(repeated ? repeated_ : older_);
}

void CopySorter::report_unclear(const BundleEntry& entry) {
    const std::string message =
        path_of(*entry.resource) + ": two copies of this resource differ, and nothing says which is newer";
    const std::string hint = "the newer needs a higher meta.versionId or a later meta.lastUpdated";
    if (entry.type == "Encounter")
        problems_.diagnostics().error("record/copies-differ"_code, entry.resource->span(), message, hint);
    else if (entry.type != "Patient")
        problems_.diagnostics().warning("record/copies-differ"_code, entry.resource->span(),
                                        message + ": both are left out", hint);
}

void CopySorter::compare(std::size_t& kept, std::size_t other) {
    BundleEntry &one = entries_[kept], &two = entries_[other];
    const TimeOrder order = order_of_versions(one, two);
    const bool same = same_resource(*one.resource, *two.resource);
    // Without an address, two people in two systems may have the same id: more has to agree.
    const bool may_be_two = one.type == "Patient" && (one.base.empty() || two.base.empty()) &&
                            !same_member(one.resource, two.resource, "birthDate");
    const bool ordered = order == TimeOrder::before || order == TimeOrder::after;
    if (!same && (may_be_two || !ordered)) {
        report_unclear(two);
        if (one.type != "Patient") one.understood = two.understood = false;
        return;
    }
    one.understood = two.understood = one.understood && two.understood;
    if (order == TimeOrder::before) std::swap(kept, other);
    drop(other, same);
}

void CopySorter::sort(const std::vector<std::size_t>& group) {
    std::map<std::string_view, std::size_t> kept_at;  // by place
    for (const std::size_t index : group) {
        if (dropped_[index]) continue;
        const auto [at, is_new] = kept_at.emplace(place_of(entries_[index]), index);
        if (!is_new) compare(at->second, index);
    }
    // An entry that does not say where it is from may be a copy of one that does.
    const auto nowhere = kept_at.find({});
    if (nowhere == kept_at.end()) return;
    for (const auto& [place, index] : kept_at) {
        if (place.empty() || !same_resource(*entries_[index].resource, *entries_[nowhere->second].resource)) continue;
        return drop(nowhere->second, true);
    }
    const std::string_view type = entries_[nowhere->second].type;
    if (kept_at.size() == 2 && type != "Patient" && type != "Encounter") {
        std::size_t kept = kept_at.rbegin()->second;
        compare(kept, nowhere->second);
    }
}

bool CopySorter::remove_copies() {
    if (repeated_ == 0 && older_ == 0) return false;
    Diagnostics& diagnostics = problems_.diagnostics();
    if (repeated_ > 0)
        diagnostics.note("record/repeated"_code, first_repeated_->span(),
                         "left out: " + std::to_string(repeated_) + " entries that repeat another one, the first at " +
                             path_of(*first_repeated_));
    if (older_ > 0)
        diagnostics.note("record/older-version"_code, first_older_->span(),
                         "left out: " + std::to_string(older_) + " older versions of other entries, the first at " +
                             path_of(*first_older_));
    std::vector<BundleEntry> kept;
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (!dropped_[i]) kept.push_back(entries_[i]);
    entries_ = std::move(kept);
    return true;
}

}  // namespace carepress::visit

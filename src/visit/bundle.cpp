#include "visit/bundle.h"

#include "base/ascii.h"
#include "visit/copies.h"
#include "visit/formats.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace carepress::visit {
namespace {

constexpr std::array<std::string_view, 7> readable_kinds{
    "collection", "searchset", "document", "transaction", "batch", "batch-response", "transaction-response"};
constexpr int deepest_bundle = 2;  // the answer to a batch of searches has a Bundle in each entry
constexpr std::string_view history_mark = "/_history/";

bool is_web_address(std::string_view url) { return begins_with_one_of(url, {"http://", "https://"}); }

/// "base/Type/id" without "/Type/id"; empty if the address does not end so.
std::string_view base_of(std::string_view url, std::string_view type, std::string_view id) {
    const std::string end = "/" + std::string(type) + "/" + std::string(id);
    const bool found = is_web_address(url) && !id.empty() && url.ends_with(end);
    return found ? url.substr(0, url.size() - end.size()) : std::string_view{};
}

/// A RESTful address of this type, but with another id.
bool names_another(std::string_view url, std::string_view type, std::string_view id) {
    const std::size_t slash = url.rfind('/');
    return is_web_address(url) && !id.empty() && url.substr(0, slash).ends_with("/" + std::string(type)) &&
           url.substr(slash + 1) != id;
}

bool is_absolute(std::string_view reference) { return is_web_address(reference) || reference.starts_with("urn:"); }

std::string_view version_in(std::string_view address) {
    const std::size_t mark = address.find(history_mark);
    return mark == std::string_view::npos ? std::string_view{} : address.substr(mark + history_mark.size());
}

}  // namespace

std::string plain_address(std::string_view address) {
    address = address.substr(0, address.find(history_mark));
    while (address.ends_with('/')) address.remove_suffix(1);
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) {
        const bool uuid = ascii_lower(address.substr(0, 9)) == "urn:uuid:";
        return uuid ? ascii_lower(address) : std::string(address);
    }
    const std::size_t path = std::min(address.find('/', scheme + 3), address.size());
    std::string server = ascii_lower(address.substr(0, path));
    for (const auto& [web, port] : {std::pair{"http://", ":80"}, std::pair{"https://", ":443"}})
        if (server.starts_with(web) && server.ends_with(port)) server.erase(server.size() - std::strlen(port));
    return server + std::string(address.substr(path));
}

std::string_view type_of(const JsonValue& resource) {
    const JsonValue* type = resource.find("resourceType");
    return type && type->kind == JsonValue::Kind::string ? std::string_view(type->text) : std::string_view{};
}

Bundle::Bundle(const JsonValue& root, ReadingProblems& problems) : problems_(problems) {
    if (root.kind == JsonValue::Kind::object && type_of(root) == "OperationOutcome") {
        problems.diagnostics().error("bundle/operation-outcome"_code, root.span(),
                                     "the server reports a problem (OperationOutcome) in place of a bundle",
                                     "fix what it reports and fetch the bundle again");
        return;
    }
    if (root.kind != JsonValue::Kind::object || type_of(root) != "Bundle") {
        problems.diagnostics().error("bundle/not-a-bundle"_code, root.span(), "this is not a FHIR Bundle",
                                     "\"resourceType\" of the outermost object must be \"Bundle\"");
        return;
    }
    const Element bundle(root, problems);
    kind_ = bundle.code("type");
    read_bundle(bundle, 1);
    index_entries();
    keep_newest();
}

void Bundle::read_bundle(const Element& bundle, int depth) {
    const std::string_view kind = bundle.code("type");
    if (!is_one_of(kind, readable_kinds))
        return refuse("bundle/other-type"_code, bundle, "a bundle of this type is not read",
                      "use a bundle of type collection, searchset, document, transaction or batch");
    if (bundle.has("implicitRules"))
        refuse("bundle/implicit-rules"_code, bundle, "the bundle has implicitRules, which are not known here");
    read_links(bundle);
    int matches = 0;
    for (const Element& entry : bundle.children("entry")) matches += read_entry(entry, depth) ? 1 : 0;
    if (kind == "searchset") check_total(bundle, matches);
}

void Bundle::refuse(DiagnosticCode code, const Element& at, std::string message, std::string hint) const {
    problems_.diagnostics().error(code, at.json().span(), at.path() + ": " + std::move(message), std::move(hint));
}

void Bundle::read_links(const Element& bundle) {
    for (const Element& link : bundle.children("link")) {
        const std::string_view relation = link.code("relation");
        if (is_one_of(relation, {"next", "previous", "prev"}))
            refuse("bundle/one-page"_code, link, "this is one page of several: the bundle is incomplete",
                   "fetch all pages into one bundle");
    }
}

void Bundle::check_total(const Element& bundle, int matches) {
    const std::optional<int> total = bundle.count("total");
    if (total && *total > matches)
        refuse("bundle/incomplete-search"_code, bundle, "the search found more than the bundle holds: it is incomplete",
               "fetch all pages into one bundle");
}

/// An answer of a batch that is an error: what was asked for is missing. FHIR R4, 3.1.0.11 "batch/transaction".
bool Bundle::is_failed(const Element& entry) {
    const Element response = entry.child("response");
    if (!response.present()) return false;
    const std::string_view status = response.code("status");
    if (status.starts_with('4') || status.starts_with('5')) {
        refuse("bundle/missing-part"_code, entry, "the server could not give this part: the bundle is incomplete",
               "fix what it reports and fetch the bundle again");
        return true;
    }
    if (const Element outcome = response.child("outcome"); outcome.present()) read_outcome(outcome, true);
    return false;
}

bool Bundle::read_entry(const Element& entry, int depth) {
    const Element resource = entry.child("resource");
    const std::string_view mode = entry.child("search").code("mode");
    const bool match = mode != "include" && mode != "outcome";
    const std::string_view method = entry.child("request").code("method");
    if (!is_failed(entry) && resource.present() && !is_one_of(method, {"DELETE", "GET", "HEAD"}))
        read_resource(entry, resource, mode == "outcome", depth);
    return match;
}

void Bundle::read_resource(const Element& entry, const Element& resource, bool beside_matches, int depth) {
    const std::string_view type = type_of(resource.json());
    if (type == "OperationOutcome") return read_outcome(resource, beside_matches);
    if (type == "Bundle") {
        const bool is_answer = resource.code("type") == "searchset" && depth < deepest_bundle;
        return is_answer ? read_bundle(resource, depth + 1) : unread_bundles_.push_back(&resource.json());
    }
    const auto other = other_version_of(resource.json());
    if (!other) return add_entry(entry, resource);
    if (!problems_.diagnostics().has_errors())
        problems_.diagnostics().error(
            "bundle/other-version"_code, other->at->span(),
            path_of(*other->at) + ": this is FHIR " + std::string(other->name) + "; only R4 (4.0) is read",
            std::string(ask_for_r4));
}

/// What a server says beside the matches (FHIR R4, 3.1.1.5.1 "search.mode = outcome") passes unless it is an error.
void Bundle::read_outcome(const Element& outcome, bool beside_matches) {
    // About the request, or the form of the answer; with any other code, something may have been kept back.
    static constexpr std::array<std::string_view, 9> harmless_codes{"informational", "invalid",   "structure",
                                                                    "required",      "value",     "invariant",
                                                                    "extension",     "duplicate", "multiple-matches"};
    const std::vector<Element> issues = outcome.children("issue");
    bool harmless = beside_matches || !issues.empty(), gap = false;
    for (const Element& issue : issues) {
        const std::string_view severity = issue.code("severity");
        const bool warning = severity == "warning";
        if (severity == "error" || severity == "fatal") harmless = false;
        if (!warning && severity != "information" && severity != "success") harmless &= beside_matches;
        gap |= warning && !is_one_of(issue.code("code"), harmless_codes);
    }
    problems_.take();
    if (!harmless)
        return refuse("bundle/operation-outcome"_code, outcome,
                      "the server reports a problem (OperationOutcome): the bundle is incomplete",
                      "fix what it reports and fetch the bundle again");
    if (gap) return warnings_of_gaps_.push_back(&outcome.json());
    problems_.diagnostics().note("bundle/server-note"_code, outcome.json().span(),
                                 outcome.path() + ": the server's own note (OperationOutcome) is not printed");
}

void Bundle::add_entry(const Element& entry, const Element& resource) {
    BundleEntry read;
    read.understood = !problems_.take();
    read.resource = &resource.json();
    read.type = resource.code("resourceType");
    read.id = resource.code("id");
    read.version = resource.child("meta").code("versionId");
    const std::string_view full_url = entry.code("fullUrl");
    read.full_url = plain_address(full_url);
    if (read.version.empty()) read.version = version_in(full_url);
    read.base = base_of(read.full_url, read.type, read.id);
    if (read.type.empty())
        return refuse("bundle/no-resource-type"_code, resource, "a resource must have a \"resourceType\"");
    if (names_another(read.full_url, read.type, read.id))
        return refuse("bundle/two-identities"_code, entry,
                      "\"fullUrl\" and the resource's \"id\" disagree about which resource this is");
    entries_.push_back(std::move(read));
}

void Bundle::index_entries() {
    by_resource_.clear();
    by_url_.clear();
    by_type_and_id_.clear();
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        const BundleEntry& entry = entries_[index];
        by_resource_[entry.resource] = index;
        if (!entry.full_url.empty()) by_url_.emplace(entry.full_url, index);
        if (!entry.id.empty()) by_type_and_id_.emplace(std::string(entry.type) + "/" + std::string(entry.id), index);
    }
}

void Bundle::keep_newest() {
    CopySorter sorter(entries_, problems_);
    const auto sort_groups = [&](const auto& index) {
        for (auto at = index.begin(); at != index.end();) {
            const auto end = index.equal_range(at->first).second;
            std::vector<std::size_t> group;
            for (; at != end; ++at) group.push_back(at->second);
            if (group.size() > 1) sorter.sort(group);
        }
    };
    sort_groups(by_type_and_id_);
    sort_groups(by_url_);
    if (sorter.remove_copies()) index_entries();
}

const BundleEntry* Bundle::entry_of(const JsonValue& value) const {
    for (const JsonValue* at = &value; at; at = at->parent)
        if (const auto found = by_resource_.find(at); found != by_resource_.end()) return &entries_[found->second];
    return nullptr;
}

const JsonValue* Bundle::resolve(const Element& reference) const { return follow(reference, false); }
const JsonValue* Bundle::resolve_any_version(const Element& reference) const { return follow(reference, true); }

const JsonValue* Bundle::follow(const Element& reference, bool any_version) const {
    const std::string_view written = reference.code("reference");
    const BundleEntry* from = reference.present() ? entry_of(reference.json()) : nullptr;
    if (written.empty() || !from) return nullptr;
    const JsonValue* found = nullptr;
    if (written[0] == '#') {
        if (written.size() == 1) return from->resource;
        for (const Element& each : Element(*from->resource, problems_).children("contained")) {
            if (each.code("id") != written.substr(1)) continue;
            if (found) return nullptr;  // duplicate id
            found = &each.json();
        }
    } else {
        found = find(plain_address(written), *from, any_version ? std::string_view{} : version_in(written));
    }
    const std::string_view type = reference.code("type");
    return found && !type.empty() && type != type_of(*found) ? nullptr : found;
}

const JsonValue* Bundle::find(std::string_view address, const BundleEntry& from, std::string_view version) const {
    const JsonValue* found = nullptr;
    int count = 0;
    const auto consider = [&](const BundleEntry& entry) {
        if (!version.empty() && entry.version != version) return;
        found = entry.resource;
        ++count;
    };
    const auto by_url = [&](std::string_view url) {
        const auto [begin, end] = by_url_.equal_range(url);
        for (auto at = begin; at != end; ++at) consider(entries_[at->second]);
    };
    if (is_absolute(address)) {
        by_url(address);
    } else {
        if (!from.base.empty()) by_url(std::string(from.base) + "/" + std::string(address));
        if (count == 0) {
            // One of the two states no server: type and id have to do, if they name one resource only.
            const auto [begin, end] = by_type_and_id_.equal_range(address);
            for (auto at = begin; at != end; ++at)
                if (from.base.empty() || entries_[at->second].base.empty()) consider(entries_[at->second]);
        }
    }
    return count == 1 ? found : nullptr;
}

std::vector<const BundleEntry*> Bundle::named(std::string_view type, std::string_view word) const {
    std::vector<const BundleEntry*> found;
    for (const BundleEntry& entry : entries_) {
        if (entry.type != type) continue;
        const bool by_id =
            !entry.id.empty() && (word == entry.id || word == std::string(type) + "/" + std::string(entry.id));
        const bool by_url =
            !entry.full_url.empty() &&
            (plain_address(word) == entry.full_url || plain_address("urn:uuid:" + std::string(word)) == entry.full_url);
        if (by_id || by_url) found.push_back(&entry);
    }
    return found;
}

}  // namespace carepress::visit

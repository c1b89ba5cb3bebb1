#pragma once

#include "visit/element.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// A resource in an entry of a bundle.
struct BundleEntry {
    const JsonValue* resource = nullptr;
    std::string_view type, id, version;
    std::string full_url;    ///< see plain_address(); may be empty
    std::string base;        ///< of a RESTful full_url, the part before "/Type/id"; else empty
    bool understood = true;  ///< false: the entry has an extension that may change what it means
};

/// An address for comparison: scheme, server and "urn:uuid:" in lower case (RFC 3986, 6.2.2.1; RFC 8141, 3.1), no
/// default port, no "/" at the end, no version ("/_history/2").
std::string plain_address(std::string_view address);

/// The entries of a Bundle, each resource once, and how its references lead to them (FHIR R4, 3.1.5.1.1 "resolving
/// references").
class Bundle {
public:
    /// `root` must outlive this. What can't be read as one whole bundle is an error in `problems`.
    Bundle(const JsonValue& root, ReadingProblems& problems);

    /// Of several copies of a resource, only the newest.
    const std::vector<BundleEntry>& entries() const { return entries_; }
    /// OperationOutcomes that warn of an answer that may be incomplete.
    const std::vector<const JsonValue*>& warnings_of_gaps() const { return warnings_of_gaps_; }
    /// Entries that are Bundles, but not the answer to a search.
    const std::vector<const JsonValue*>& unread_bundles() const { return unread_bundles_; }
    std::string_view kind() const { return kind_; }

    /// The resource that a Reference leads to: within the same resource ("#id"), by full URL, or by type and id if the
    /// bundle states no server. nullptr for what is not in the bundle, ambiguous, conditional, by identifier or by
    /// display alone: those are never guessed. A reference to a version leads to that version only.
    const JsonValue* resolve(const Element& reference) const;
    /// The same, for a reference that only says who or which: any version.
    const JsonValue* resolve_any_version(const Element& reference) const;

    /// The entries of this type that a user's word names: an id, "Type/id", or a full URL.
    std::vector<const BundleEntry*> named(std::string_view type, std::string_view word) const;
    /// The entry whose resource this is, or that it is contained in; nullptr for none.
    const BundleEntry* entry_of(const JsonValue& value) const;

private:
    void read_bundle(const Element& bundle, int depth);
    void read_links(const Element& bundle);
    /// Whether a search counts the entry in its total.
    bool read_entry(const Element& entry, int depth);
    /// `beside_matches`: the entry is not one of a search's matches, but tells about them.
    void read_resource(const Element& entry, const Element& resource, bool beside_matches, int depth);
    void read_outcome(const Element& outcome, bool beside_matches);
    bool is_failed(const Element& entry);
    void add_entry(const Element& entry, const Element& resource);
    void check_total(const Element& bundle, int matches);
    void index_entries();
    void keep_newest();
    const JsonValue* follow(const Element& reference, bool any_version) const;
    const JsonValue* find(std::string_view address, const BundleEntry& from, std::string_view version) const;
    void refuse(DiagnosticCode code, const Element& at, std::string message, std::string hint = {}) const;

    ReadingProblems& problems_;
    std::string_view kind_;
    std::vector<BundleEntry> entries_;
    std::map<const JsonValue*, std::size_t> by_resource_;
    std::multimap<std::string, std::size_t, std::less<>> by_url_;
    std::multimap<std::string, std::size_t, std::less<>> by_type_and_id_;
    std::vector<const JsonValue*> warnings_of_gaps_, unread_bundles_;
};

/// The resourceType of a resource, or empty.
std::string_view type_of(const JsonValue& resource);

}  // namespace carepress::visit

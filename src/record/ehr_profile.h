#pragma once

#include "record/capabilities.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace carepress::record {

/// How a handout gets into a record.
enum class PdfTransport : std::uint8_t {
    inlined,  ///< base64 in DocumentReference.content.attachment.data
    binary,   ///< a Binary of its own, created first
    link,     ///< the record takes no PDF: the address of the article's page
    none,     ///< no DocumentReference is taken
};

/// How a second copy is avoided when an answer is lost.
enum class Repeat : std::uint8_t {
    conditional,  ///< If-None-Exist, which the server honours
    search,       ///< DocumentReferences of the patient are searched before each retry
    ask,          ///< nothing can tell: a person looks
};

/// What a record system takes: by its CapabilityStatement, by what is known of the product, and by the site's settings.
struct EhrProfile {
    std::string name = "unknown";  ///< "oracle-health"
    PdfTransport pdf = PdfTransport::inlined;
    Repeat repeat = Repeat::ask;
    bool searches_patients = true;  ///< for DocumentReferences; and also by these:
    bool searches_identifiers = true, searches_encounters = true, searches_types = true;
    bool supersedes = false;        ///< an older edition becomes `superseded` by an update
    bool has_transactions = false;  ///< else DocumentReference and Communication are two requests
    bool takes_communications = false;
    bool needs_times = false;  ///< each date must have a time
    bool is_confirmed = true;  ///< false: it must be tried at the site
};

/// A product whose ways are known, by public documents and reports; see docs/record.md.
struct KnownSystem {
    std::string_view name;      ///< "oracle-health"
    std::string_view software;  ///< what its CapabilityStatement's software.name contains, in lower case
    std::string_view what;      ///< what differs, for an operator
    void (*apply)(EhrProfile& profile);
};
std::span<const KnownSystem> known_systems();

/// The product that calls itself so; nullptr: none that is known.
const KnownSystem* find_system(std::string_view software);
/// By its name; nullptr: there is none.
const KnownSystem* system_named(std::string_view name);

/// What a server takes. `system`, if it is not null, knows better than the statement.
EhrProfile make_profile(const Capabilities& capabilities, const KnownSystem* system);

/// What a site has found out about its own record; it knows better than all others.
struct ProfileSettings {
    std::string system;  ///< a product that system_named() knows; empty: by what the server calls itself
    std::optional<PdfTransport> pdf;
    std::optional<Repeat> repeat;
};
/// What a server takes, by its statement, its product and the site's settings.
EhrProfile make_profile(const Capabilities& capabilities, const ProfileSettings& settings);

/// As options and files name them: "inline", "binary", "link"; "conditional", "search", "ask". nullopt: none of these.
std::optional<PdfTransport> pdf_transport_named(std::string_view name);
std::optional<Repeat> repeat_named(std::string_view name);

/// Leaves out what the granted scopes (see granted()) do not allow.
void limit_to_scopes(std::string_view scopes, EhrProfile& profile);

}  // namespace carepress::record

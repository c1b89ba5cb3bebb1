#include "record/ehr_profile.h"

#include "base/ascii.h"
#include "record/scopes.h"

#include <algorithm>
#include <array>

namespace carepress::record {
namespace {

constexpr std::array<KnownSystem, 6> systems{{
    {"hapi", "hapi fhir", "takes a PDF inline, honours If-None-Exist, and answers a stale If-Match with 409",
     [](EhrProfile& profile) { profile.pdf = PdfTransport::inlined; }},
    {"medplum", "medplum", "takes a PDF inline and honours If-None-Exist",
     [](EhrProfile& profile) {
         profile.pdf = PdfTransport::inlined;
         profile.repeat = Repeat::conditional;
     }},
    {"oracle-health", "millennium",
     "ignores fields that it does not know, so If-None-Exist is not relied on; each date needs a time; with a user's "
     "token the "
     "author is that user",
     [](EhrProfile& profile) {
         profile.pdf = PdfTransport::inlined;
         profile.repeat = Repeat::search;
         profile.needs_times = true;
         profile.has_transactions = false;
     }},
    {"openmrs", "openmrs", "is not relied on to honour If-None-Exist",
     [](EhrProfile& profile) {
         profile.repeat = Repeat::search;
         profile.has_transactions = false;
     }},
    {"athena-practice", "athenapractice", "takes text and XML but no PDF: the handout is attached as a link",
     [](EhrProfile& profile) {
         profile.pdf = PdfTransport::link;
         profile.repeat = Repeat::search;
     }},
    {"epic", "epic", "its DocumentReference.Create makes notes; whether a PDF is taken must be tried at the site",
     [](EhrProfile& profile) {
         profile.is_confirmed = false;
         profile.repeat = Repeat::search;
         profile.has_transactions = false;
     }},
}};

bool can_look_for_copies(const ResourceUse& documents) {
    return documents.searches && documents.parameters.contains("patient");
}

}  // namespace

std::span<const KnownSystem> known_systems() { return systems; }

const KnownSystem* find_system(std::string_view software) {
    const std::string name = ascii_lower(software);
    const auto* const found = std::find_if(systems.begin(), systems.end(), [&](const KnownSystem& each) {
        return name.find(each.software) != std::string::npos;
    });
    return found == systems.end() ? nullptr : found;
}

const KnownSystem* system_named(std::string_view name) {
    const auto* const found =
        std::find_if(systems.begin(), systems.end(), [&](const KnownSystem& each) { return each.name == name; });
    return found == systems.end() ? nullptr : found;
}

EhrProfile make_profile(const Capabilities& capabilities, const KnownSystem* system) {
    EhrProfile profile;
    profile.has_transactions = capabilities.has_transactions;
    const ResourceUse* const documents = capabilities.find("DocumentReference");
    const ResourceUse* const communications = capabilities.find("Communication");
    profile.takes_communications = communications != nullptr && communications->creates;
    if (documents != nullptr) {
        profile.supersedes = documents->updates && documents->reads;
        profile.searches_patients = can_look_for_copies(*documents);
        profile.searches_types = documents->parameters.contains("type");
        profile.searches_identifiers = documents->parameters.contains("identifier");
        profile.searches_encounters = documents->parameters.contains("encounter");
        if (documents->creates_conditionally)
            profile.repeat = Repeat::conditional;
        else if (can_look_for_copies(*documents))
            profile.repeat = Repeat::search;
    }
    if (system != nullptr) {
        profile.name = system->name;
        system->apply(profile);
    }
    if (profile.repeat == Repeat::search && (documents == nullptr || !can_look_for_copies(*documents)))
        profile.repeat = Repeat::ask;
    if (documents == nullptr || !documents->creates) profile.pdf = PdfTransport::none;
    return profile;
}

EhrProfile make_profile(const Capabilities& capabilities, const ProfileSettings& settings) {
    EhrProfile profile = make_profile(
        capabilities, settings.system.empty() ? find_system(capabilities.software) : system_named(settings.system));
    profile.pdf = settings.pdf.value_or(profile.pdf);
    profile.repeat = settings.repeat.value_or(profile.repeat);
    return profile;
}

std::optional<PdfTransport> pdf_transport_named(std::string_view name) {
    if (name == "inline") return PdfTransport::inlined;
    if (name == "binary") return PdfTransport::binary;
    if (name == "link") return PdfTransport::link;
    return std::nullopt;
}

std::optional<Repeat> repeat_named(std::string_view name) {
    if (name == "conditional") return Repeat::conditional;
    if (name == "search") return Repeat::search;
    if (name == "ask") return Repeat::ask;
    return std::nullopt;
}

void limit_to_scopes(std::string_view scopes, EhrProfile& profile) {
    const auto may = [&](std::string_view type, char what) { return granted(scopes, type, what) != Grant::none; };
    profile.supersedes = profile.supersedes && may("DocumentReference", 'u') && may("DocumentReference", 'r');
    profile.takes_communications = profile.takes_communications && may("Communication", 'c');
    const bool may_search = may("DocumentReference", 's');
    profile.searches_patients = profile.searches_patients && may_search;
    // A site may know that searches work which the record does not declare.
    if (profile.repeat == Repeat::search && !may_search) profile.repeat = Repeat::ask;
}

}  // namespace carepress::record

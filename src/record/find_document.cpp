#include "record/find_document.h"

#include "base/base64.h"
#include "base/digest.h"
#include "record/handout_document.h"
#include "record/owner.h"
#include "record/search.h"

#include <algorithm>

namespace carepress::record {
namespace {

bool has_identifier(const Json& document, const std::string& identifier) {
    const Json& identifiers = member(document, "identifier");
    return identifiers.is_array() && std::any_of(identifiers.begin(), identifiers.end(), [&](const Json& each) {
               return text_member(each, "value") == identifier;
           });
}

bool has_content(const Json& document, const Handout& handout) {
    const Json& contents = member(document, "content");
    if (!contents.is_array()) return false;
    const std::string hash = to_base64(bytes_of(sha1(handout.pdf)));
    return std::any_of(contents.begin(), contents.end(), [&](const Json& content) {
        const Json& attachment = member(content, "attachment");
        if (text_member(attachment, "hash") == hash) return true;
        return from_base64(text_member(attachment, "data")) == handout.pdf;
    });
}

bool is_of_encounter(const Json& document, const Handout& handout, std::string_view base) {
    const std::vector<Target> encounters = encounters_of(document, base);
    return std::any_of(encounters.begin(), encounters.end(),
                       [&](const Target& each) { return each.id == handout.encounter; });
}

/// Whether a document that is there is this handout.
bool is_handout(const Json& document, const Handout& handout, std::string_view base) {
    if (text_member(document, "status") == "entered-in-error") return false;
    if (owner_of(document, handout.patient, base) != Owner::patient) return false;
    return has_identifier(document, handout.identifier) ||
           (is_of_encounter(document, handout, base) && has_content(document, handout));
}

/// Looks through the results of one search.
FoundDocument look(const RecordClient& client, const Handout& handout, const std::string& query) {
    Outcome<SearchResult> outcome = search(client, "DocumentReference?" + query, "DocumentReference");
    FoundDocument found;
    if (const auto* const failure = std::get_if<RecordFailure>(&outcome)) {
        found.is_certain = false;
        found.why = "it could not be looked for: " + failure->what;
        return found;
    }
    const SearchResult& result = std::get<SearchResult>(outcome);
    for (const FoundResource& each : result.resources)
        if (is_handout(each.value, handout, client.base())) {
            found.id = each.id;
            return found;
        }
    found.is_certain = result.incomplete.empty();
    if (!found.is_certain) found.why = "it could not be looked for in all documents: " + result.incomplete;
    return found;
}

}  // namespace

FoundDocument find_document(const RecordClient& client, const EhrProfile& profile, const Handout& handout) {
    const std::string patient = "patient=" + handout.patient;
    if (profile.searches_identifiers) {
        FoundDocument found = look(client, handout, patient + "&" + identifier_query(handout.identifier));
        if (found.id) return found;
    }
    // A record that drops identifiers finds nothing by them.
    const std::string encounter = profile.searches_encounters ? "&encounter=" + handout.encounter : "";
    FoundDocument found = look(client, handout, patient + encounter + "&_count=100");
    if (found.id || !found.is_certain) return found;
    // Some servers find nothing by an id without its type.
    const std::string typed = profile.searches_encounters ? "&encounter=Encounter/" + handout.encounter : "";
    FoundDocument again = look(client, handout, "patient=Patient/" + handout.patient + typed + "&_count=100");
    return again.id ? again : found;
}

}  // namespace carepress::record

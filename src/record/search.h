#pragma once

#include "record/record_client.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::record {

/// A resource as a record sent it.
struct FoundResource {
    std::string type, id;  ///< never empty
    std::string json;      ///< byte by byte, see raw_json.h
    Json value;            ///< the same, parsed
    bool is_match = true;  ///< false: the search included it

    std::string reference() const { return type + "/" + id; }
};

struct SearchResult {
    std::vector<FoundResource> resources;
    std::string incomplete;    ///< a phrase: why the record may hold more than this; empty: it was read whole
    bool is_withheld = false;  ///< the record says that it kept something back
};

/// Asks for all pages of a search ("Observation?patient=1"). A failure of the first page is the outcome's; what happens
/// to a later one makes the result incomplete, and so do a next page elsewhere or again, a page over the limits, a
/// `total` that is larger than what came, and a warning of the record (OperationOutcome) that something may be missing.
/// An entry that is not of a `type` that was asked for and not an included one is not_understood.
Outcome<SearchResult> search(const RecordClient& client, const std::string& path, std::string_view type);

/// A resource with its id and raw text; not_understood if it has another type or id than was asked for.
Outcome<FoundResource> read_resource(const RecordClient& client, std::string_view type, std::string_view id);

}  // namespace carepress::record

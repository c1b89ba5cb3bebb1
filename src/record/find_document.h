#pragma once

#include "record/attach.h"

#include <optional>
#include <string>

namespace carepress::record {

/// Whether the record has a handout already.
struct FoundDocument {
    std::optional<std::string> id;  ///< of the DocumentReference; nullopt: it has none
    bool is_certain = true;         ///< false: the search could not tell, because it was not answered as a whole
    std::string why;                ///< if it is not certain
};

/// Looks for a DocumentReference with the handout's identifier; where the record keeps none, for a current one of the
/// same patient and encounter with the same hash or the same bytes.
FoundDocument find_document(const RecordClient& client, const EhrProfile& profile, const Handout& handout);

}  // namespace carepress::record

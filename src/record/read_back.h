#pragma once

#include "record/attach.h"

#include <string>
#include <string_view>

namespace carepress::record {

/// What came of reading an attached document.
struct ReadBack {
    bool is_opened = false;  ///< the record gives back the bytes that were sent
    bool is_wrong = false;   ///< it gives back something else, or of another chart
    std::string why;         ///< if it was not opened
};

/// Reads the document and its PDF, which the record may have moved to a Binary, and compares the bytes.
ReadBack read_back(const RecordClient& client, const Handout& handout, const std::string& id);

/// Makes an older edition `superseded`, with If-Match, so that a change in the meantime is not lost. Only `status`
/// changes; the rest goes back byte by byte. A phrase that says why not; empty: it is superseded.
std::string supersede(const RecordClient& client, std::string_view patient, const std::string& id);

}  // namespace carepress::record

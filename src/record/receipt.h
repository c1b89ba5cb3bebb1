#pragma once

#include "record/attach.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::record {

/// What a receipt of `carepress visit --receipt` or `carepress render --receipt` says (docs/visits.md).
struct GivenReceipt {
    std::string identifier;          ///< the URN of a UUID that stands for this job
    std::string given_at;            ///< FHIR instant; may be empty
    std::string patient, encounter;  ///< references: "Patient/1", "urn:uuid:…"; of a handout of articles, both empty
    std::string title, language;
    std::string sha256;  ///< of the PDF
    std::vector<HandoutArticle> articles;

    bool is_summary() const { return !patient.empty(); }  ///< of a visit
};

/// Reads a receipt and holds it against the PDF. Else a phrase without words of the receipt: not a receipt, of another
/// version, or of another PDF.
std::variant<GivenReceipt, std::string> read_receipt(std::string_view json, std::string_view pdf);

}  // namespace carepress::record

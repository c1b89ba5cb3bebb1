#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carepress::record {

/// What a receipt of `carepress visit --receipt` says (docs/visits.md).
struct GivenReceipt {
    std::string identifier;          ///< the URN of a UUID that stands for this job
    std::string given_at;            ///< FHIR instant; may be empty
    std::string patient, encounter;  ///< references: "Patient/1", "urn:uuid:…"
    std::string title, language;
    std::string sha256;                 ///< of the PDF
    std::vector<std::string> articles;  ///< a line for each: "Article K977, version 3, language en, pages 2, SHA-256 …"
};

/// Reads a receipt and holds it against the PDF. Else a phrase without words of the receipt: not a receipt, of another
/// version, or of another PDF.
std::variant<GivenReceipt, std::string> read_receipt(std::string_view json, std::string_view pdf);

}  // namespace carepress::record

#pragma once

#include "visit/visit.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::visit {

/// An article that was in the handout.
struct GivenArticle {
    std::string code, version, language, title;
    std::string sha256;  ///< of its source, in hexadecimal digits
    int pages = 0;       ///< that it takes, with its translation where both are side by side; 0: not known
};

/// What was given to a patient, and when.
struct ReceiptRequest {
    std::string_view pdf;  ///< the bytes that were given
    int pages = 0;
    std::string title, language;  ///< of the PDF
    std::vector<GivenArticle> articles;
    /// FHIR instant ("2026-11-22T10:15:00-05:00"): when it was given. Empty: the end of a finished encounter, else it
    /// is not stated. Never the clock's time.
    std::string given_at;
    /// Identifies the job, so that a repeated receipt is stored once; empty: made from the PDF and the encounter.
    std::string job_key;
};

/// Both in JSON, for the record system and not for the patient. They hold references to patient and encounter, and
/// `fhir_bundle` the PDF.
struct Receipt {
    std::string json;         ///< own form, see docs/visits.md
    std::string fhir_bundle;  ///< transaction: DocumentReference (US Core) and Communication
};

/// The record of what was given: article codes, versions, languages, hashes and page counts. Nothing, and an error,
/// when the time that is stated is not an instant, or the bundle that the visit was read from names patient or
/// encounter in no way that a server knows.
std::optional<Receipt> make_receipt(const Visit& visit, const ReceiptRequest& request, Diagnostics& diagnostics);

/// The own form alone, of a handout of articles that is not any patient's yet: without patient, encounter and time.
std::string make_article_receipt(const ReceiptRequest& request);

}  // namespace carepress::visit

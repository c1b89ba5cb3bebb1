#pragma once

#include "service/visit_child.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::service {

// What is said about a visit between the two processes, as frames (frame.h).
//
// A request's head has "format" ("pdf" or "svg"), "data" and "fonts" (folders), "index", "now", "has_topics" and, if
// there is one, "catalog" (the folder of its library). Its parts are the job (docs/jobs.md, with "-" for the paths of
// bundle and note), the bundle, the note, the topics, and the entries of the catalog that the job may want
// (child_lists.h).
//
// A response's head has "status" (of the job), "limits_system_calls", "peak_memory", "pages", "language",
// "wanted_language", "encounter", "summary_parts", "suggestions" and "diagnostics"; its parts are the report, the
// receipt and the receipt's FHIR bundle, each of which may be empty, and then the PDF, or a part for each page in SVG,
// if the job is done.

inline constexpr std::size_t largest_request = 128'000'000;  ///< bytes

/// A message in pieces, so that a large bundle is not copied. They are of the request and of what is here.
struct OutgoingRequest {
    std::string head, job, topics, entries;
    std::vector<std::string_view> pieces;
    std::size_t size() const;

    OutgoingRequest() = default;
    OutgoingRequest(const OutgoingRequest&) = delete;
    OutgoingRequest& operator=(const OutgoingRequest&) = delete;
};

/// Null if a bundle or note is not given as bytes.
std::unique_ptr<const OutgoingRequest> write_request(const VisitChildRequest& request);

/// A request as the child has it.
struct IncomingRequest {
    VisitChildRequest request;
    std::unique_ptr<const std::vector<visit::ArticleTopics>> topics;  ///< request.topics
    std::unique_ptr<const job::Catalog> catalog;                      ///< request.catalog
};
/// Nothing if it is not valid.
std::optional<IncomingRequest> read_request(std::string_view bytes);

/// What a child says of itself.
struct ChildFacts {
    bool limits_system_calls = false;
    std::size_t peak_memory = 0;  ///< bytes of its largest resident set; 0: not known
};

/// The response of a child that has pressed a job.
std::string write_response(const job::VisitJobResult& result, const ChildFacts& facts);

/// Reads the response to a request for pages of this format, from a child that a hostile bundle may have taken over: at
/// most so many bytes are of its parts. The outcome is `crashed` if it is not valid.
VisitChildResult read_response(std::string_view bytes, engine::Format format, std::size_t most_bytes);

}  // namespace carepress::service

#pragma once

#include "handout/handout.h"

#include <string>
#include <string_view>

namespace carepress::pdf {

/// What Info (ISO 32000-1 14.3.3) and XMP (14.3.2) both say, cleaned once so that they say the same.
struct FileMetadata {
    std::string title, language, code, author, subject, version, keywords, producer;
    std::vector<std::string> topics;  ///< the single keywords
    std::string date;                 ///< ISO 8601, checked; empty when there is none
};

FileMetadata file_metadata(const handout::DocumentMetadata& metadata, std::string producer);

/// Info's keys but for Producer, which libharu writes.
std::string info_body(const FileMetadata& metadata);

/// The XMP packet (ISO 16684-1): claims PDF/UA-1 and PDF/A-2a, with the extension schema that PDF/A asks for pdfuaid
/// (ISO 19005-2 6.6.2.3).
std::string xmp_packet(const FileMetadata& metadata);

}  // namespace carepress::pdf

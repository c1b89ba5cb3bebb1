#pragma once

#include "handout/handout.h"
#include "pdf/standard.h"

#include <string>
#include <string_view>

namespace carepress::pdf {

/// What XMP (ISO 32000-1 14.3.2) says, and Info (14.3.3) where there is one, cleaned once so that they say the same.
struct FileMetadata {
    std::string title, language, code, author, subject, version, keywords, producer;
    std::vector<std::string> topics;  ///< the single keywords
    std::string date;                 ///< ISO 8601, checked; empty when there is none
};

FileMetadata file_metadata(const handout::DocumentMetadata& metadata, std::string producer);

/// Info's keys but for Producer, which libharu writes.
std::string info_body(const FileMetadata& metadata);

/// The XMP packet (ISO 16684-1), which claims the standard.
std::string xmp_packet(const FileMetadata& metadata, const Standard& standard);

}  // namespace carepress::pdf

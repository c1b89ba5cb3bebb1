#pragma once

#include "layout/paged_document.h"
#include "press/workspace.h"

#include <cstdint>
#include <string>

namespace carepress {

/// What a paged document can be written as.
enum class Format : std::uint8_t {
    pdf,  ///< PDF 1.7, PDF/UA-1 and PDF/A-2a
};

/// The bytes of a file. The same document gives the same bytes, always. Throws EnvironmentError.
std::string write(const PagedDocument& document, Format format, Workspace& workspace);

}  // namespace carepress

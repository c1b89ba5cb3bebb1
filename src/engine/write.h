#pragma once

#include "engine/workspace.h"
#include "layout/paged_document.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::engine {

/// What a paged document can be written as. Decides nothing about the pages.
enum class Format : std::uint8_t {
    pdf,  ///< one file, of the standard that the document names
    svg,  ///< for previews (svg/write.h): a file for each page
};

/// The bytes of each file. The same document gives the same bytes, always. Throws EnvironmentError.
std::vector<std::string> write(const layout::PagedDocument& document, Format format, Workspace& workspace);

}  // namespace carepress::engine

#pragma once

#include "engine/request.h"
#include "engine/resources.h"
#include "engine/write.h"
#include "layout/paged_document.h"

#include <string>
#include <vector>

namespace carepress::engine {

/// What is to be said about a handout, besides its pages. Title, code and language are the handout's: for one article,
/// its own.
struct HandoutReport {
    std::string title, code, language;
    int pages = 0;                   ///< none if a diagnostic is an error
    std::vector<int> article_pages;  ///< of each article of the request, with its translation if it has one
    std::vector<Diagnostic> diagnostics;
};

/// A handout in pages, ready to be written in any format. No pages if a diagnostic is an error.
struct Laid {
    layout::PagedDocument document;
    HandoutReport report;
    bool ok() const { return !document.pages.empty(); }
};

/// A handout as the bytes of a PDF, or of an SVG for each page; neither if a diagnostic is an error.
struct PressResult : HandoutReport {
    std::string bytes;                   ///< of the PDF
    std::vector<std::string> svg_pages;  ///< instead of it
    bool ok() const { return !bytes.empty() || !svg_pages.empty(); }
};

/// Makes a handout from its sources, as far as its pages. Throws EnvironmentError.
Laid lay_out(const PressRequest& request, const Resources& resources, Workspace& workspace);

/// Presses one handout, from its sources to the bytes of its files. Throws EnvironmentError.
PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace,
                  Format format = Format::pdf);

}  // namespace carepress::engine

#pragma once

#include "layout/paged_document.h"
#include "text/fonts.h"

#include <memory>
#include <string>

namespace carepress::pdf {

/// Writes paged documents as files of their standard: PDF 1.7 that claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO
/// 19005-2) at once, or PDF 2.0 that claims PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4). One for each thread; it
/// keeps compressed drawings and buffers across documents, and what it keeps never changes what it returns.
class PdfWriter {
public:
    explicit PdfWriter(const text::FontLibrary& fonts);
    ~PdfWriter();
    PdfWriter(PdfWriter&&) noexcept;
    PdfWriter& operator=(PdfWriter&&) noexcept;

    /// The file's bytes. The same document gives the same bytes, always. Throws EnvironmentError when libharu fails
    /// (memory).
    std::string write(const layout::PagedDocument& document);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::pdf

#pragma once

#include "layout/paged_document.h"
#include "text/fonts.h"

#include <cstdint>
#include <memory>
#include <string>

namespace carepress::svg {

/// How a page is written.
struct PageOptions {
    /// Begins every id of the page, before the page's number: letters, digits and hyphens, a letter first. Different
    /// documents in one HTML page need different prefixes.
    std::string id_prefix = "page";
    /// The pages will be in one HTML page: links from one to another lead there. Alone, a page has no such links.
    bool pages_together = false;
};

/// The id of the root element of page `index`, from 0: "page1" for the first.
std::string page_id(const PageOptions& options, std::uint32_t index);

/// Writes pages of paged documents as SVG for previews: the glyphs, rules and pictures of the PDF, at the same places.
/// One for each thread; it keeps outlines and encoded pictures across documents, and what it keeps never changes what
/// it returns.
///
/// For assistive technology, the drawing is hidden (aria-hidden) and an invisible layer of text lies above it, as above
/// a scanned page: `text` elements at their places, inside elements with ARIA roles (heading, list, table, figure …) in
/// reading order, as the tag tree has them, and links around their texts. The root has role "document", a title and the
/// language. Why not role="img" with a description: to a screen reader an image is one long sentence, without
/// headings or lists to go by, and what is inside cannot be reached, so links would be lost. Browsers expose text and
/// ARIA roles inside SVG (SVG-AAM 1.0), if the SVG is the document or is inline in an HTML page; in an `img` element
/// none of it is there, and that element needs an alternative text. The layer also lets people select, copy and search.
class SvgWriter {
public:
    /// `fonts` must outlive the writer.
    explicit SvgWriter(const text::FontLibrary& fonts);
    ~SvgWriter();
    SvgWriter(SvgWriter&&) noexcept;
    SvgWriter& operator=(SvgWriter&&) noexcept;

    /// Page `index`, from 0, as a standalone SVG without scripts: UTF-8, no XML declaration, so that it can be put into
    /// HTML as it is. The same document gives the same bytes, always. Throws EnvironmentError when a face can't be
    /// opened, or without memory.
    std::string write(const layout::PagedDocument& document, std::uint32_t index, const PageOptions& options = {});

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::svg

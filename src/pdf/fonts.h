#pragma once

#include "pdf/glyph_texts.h"
#include "pdf/objects.h"
#include "text/fonts.h"

#include <cstdint>
#include <string>
#include <vector>

namespace carepress::pdf {

/// The faces of one document: collects their glyphs, subsets and embeds them as composite fonts (ISO 32000-1 9.7) whose
/// codes are the glyph ids of the subset, two bytes each. Kept by the writer for its memory only.
class DocumentFonts {
public:
    struct Font {
        text::FaceId face = text::no_face;
        GlyphTexts glyphs;
        ObjectNumber object = 0;
    };

    /// Goes through every run of the document; after it, texts are resolved but codes are not known yet.
    void collect(const layout::PagedDocument& document);
    /// Subsets every face: from here on the glyphs have codes and widths.
    void subset(const text::FontLibrary& library);
    /// Adds the font objects to the file.
    void embed(const layout::PagedDocument& document, const text::FontLibrary& library, Objects& objects,
               Deflater& deflater);

    std::size_t size() const { return count_; }
    const Font& operator[](std::size_t i) const { return fonts_[i]; }
    /// The place of a face among the fonts; the face is one that was collected. Named /F<place> in the resources.
    std::size_t index_of(text::FaceId face) const;

private:
    Font& font_of(text::FaceId face);

    std::vector<Font> fonts_;  ///< the first `count_` are this document's, in the order of their first use
    std::vector<text::FontSubset> subsets_;
    std::vector<std::vector<std::uint32_t>> asked_;  ///< the glyphs of each subset, ascending, with 0 first
    std::size_t count_ = 0;
};

}  // namespace carepress::pdf

#pragma once

#include "pdf/glyph_texts.h"
#include "pdf/objects.h"
#include "text/fonts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::pdf {

/// Codes of the hint font.
constexpr std::string_view space_hint("\0\1", 2), right_to_left_hint("\0\2", 2);

/// The faces of one document: collects their glyphs, subsets and embeds them as composite fonts (ISO 32000-1 9.7) whose
/// codes are the glyph ids of the subset, two bytes each. Kept by the writer for its memory only.
class DocumentFonts {
public:
    struct Font {
        text::FaceId face = text::no_face;
        GlyphTexts glyphs;
        ObjectNumber object = 0;
        bool is_right_to_left = false;  ///< some run of it is
    };

    /// Goes through every run of the document; after it, texts are resolved but codes are not known yet.
    void collect(const layout::PagedDocument& document, const text::FontLibrary& library);
    /// Subsets every face: from here on the glyphs have codes and widths.
    void subset(const text::FontLibrary& library);
    /// Adds the font objects to the file.
    void embed(const layout::PagedDocument& document, const text::FontLibrary& library, Objects& objects,
               Deflater& deflater);

    std::size_t size() const { return count_; }
    /// A font of invisible glyphs that tell readers of right-to-left text what its letters don't, named behind the
    /// others in the resources; 0 where there is none.
    ObjectNumber hint_object() const { return hint_object_; }
    const Font& operator[](std::size_t i) const { return fonts_[i]; }
    /// The place of a face among the fonts; the face is one that was collected. Named /F<place> in the resources.
    std::size_t index_of(text::FaceId face) const;

private:
    void find_hint(const layout::PagedDocument& document, const text::FontLibrary& library);
    void add_hint_font(Objects& objects, std::string_view name, ObjectNumber descriptor);
    Font& font_of(text::FaceId face);

    std::vector<Font> fonts_;  ///< the first `count_` are this document's, in the order of their first use
    std::vector<text::FontSubset> subsets_;
    std::vector<std::vector<std::uint32_t>> asked_;  ///< the glyphs of each subset, ascending, with 0 first
    std::size_t count_ = 0;
    std::size_t hint_font_ = 0;  ///< the font whose space the hints show
    UsedGlyph hint_;             ///< that space
    ObjectNumber hint_object_ = 0;
};

}  // namespace carepress::pdf

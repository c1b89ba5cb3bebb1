#pragma once

#include "text/break_opportunities.h"
#include "text/font_library.h"
#include "text/shape.h"

#include <harfbuzz/hb.h>
#include <unicode/ubidi.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carepress::text {

struct CloseBidi {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

/// What shaping needs to know of a language; kept by the Itemizer.
struct LanguageInfo {
    std::string tag;
    hb_language_t harfbuzz = nullptr;
    std::uint16_t script = 0;  ///< UScriptCode of its usual script, for text without letters
    std::string_view fonts;    ///< what it comes to when faces are chosen: see FontLibrary::language_of()
    bool like_root = true;     ///< ICU doesn't tailor its line breaks
    bool is_french = false;
    BreakIterator line_breaks;                     ///< opened when first needed
    std::optional<const WordPatterns*> patterns;   ///< of hyphenation, looked for when first needed
    const LanguageNumberWords* numbers = nullptr;  ///< looked for when first needed
};

/// Text with one run, bidi level, script and face.
struct Item {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t run = 0;
    std::uint16_t script = 0;  ///< UScriptCode
    std::uint8_t level = 0;
    FaceId face = no_face;
};

/// Parts a paragraph into items. Of one thread; keeps ICU's objects and properties between paragraphs.
class Itemizer {
public:
    explicit Itemizer(const FontLibrary& fonts) : fonts_(fonts) {}

    /// Items in text order, without gaps; characters that no face has are added to `missing`.
    void itemize(const StyledText& text, std::vector<Item>& items, std::vector<ShapedParagraph::Missing>& missing);

    LanguageInfo& language(const std::string& tag);
    CharacterTable& characters() { return characters_; }
    /// ICU's grapheme cluster boundaries (UAX #29), set to `text`; valid until the next call.
    UBreakIterator* graphemes(std::u16string_view text);
    /// Forgets languages when there are too many: an author may write any tag.
    void trim();

private:
    /// The faces of a style for a script and language, kept: looking them up takes longer than shaping a word.
    struct Chain {
        std::string family;
        std::uint16_t script = 0;
        std::string_view language;
        int weight = 0;
        Slant slant = Slant::upright;
        std::span<const FaceId> faces;
    };

    void survey(std::u16string_view text);
    void resolve_scripts(std::u16string_view text, std::uint16_t usual);
    const UBiDiLevel* resolve_levels(const StyledText& text);
    std::uint16_t script_at(std::uint32_t at, const LanguageInfo& language) const;
    void add_item(const StyledText& text, Item item, std::vector<Item>& items,
                  std::vector<ShapedParagraph::Missing>& missing);
    void add_by_cluster(const StyledText& text, Item item, std::span<const FaceId> faces, std::vector<Item>& items,
                        std::vector<ShapedParagraph::Missing>& missing);
    FaceId face_of_cluster(std::u16string_view cluster, std::span<const FaceId> faces) const;
    std::span<const FaceId> faces_of(const StyledText& text, const Item& item);
    bool face_sets_all(const Face& face, std::u16string_view text);

    const FontLibrary& fonts_;
    CharacterTable characters_;
    std::vector<std::unique_ptr<LanguageInfo>> languages_;
    std::vector<Chain> chains_;
    std::u16string isolated_;         ///< the paragraph as the bidi algorithm sees it
    std::vector<UBiDiLevel> levels_;  ///< of the paragraph's own units
    std::unique_ptr<UBiDi, CloseBidi> bidi_;
    BreakIterator graphemes_;
    std::vector<std::uint16_t> scripts_;  ///< by unit, when the text has several
    std::uint16_t only_script_ = 0;       ///< else
    bool several_scripts_ = false, right_to_left_ = false, ascii_ = false;
};

}  // namespace carepress::text

#pragma once

#include "base/diagnostic.h"
#include "base/font_style.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::text {

using FaceId = std::uint16_t;
inline constexpr FaceId no_face = 0xFFFF;

/// What a PDF font descriptor says of a face, in 1/1000 em (ISO 32000-1 table 122).
struct FaceMetrics {
    std::string postscript_name;
    int ascent = 0, descent = 0;  ///< of the line: hhea, descent negative
    int cap_height = 0, x_height = 0;
    int bbox[4] = {0, 0, 0, 0};
    int italic_angle = 0;  ///< degrees, as PDF writes it (negative leans right)
    int weight = 400;
    int stem_v = 80;
    bool serif = false, italic = false, fixed_pitch = false;
    bool is_cff = false;  ///< FontFile3 CIDFontType0C instead of FontFile2
    int units_per_em = 1000;
};

/// One subset of a face, ready to embed.
struct FontSubset {
    std::string program;                 ///< TrueType: glyf, loca, head, hhea, hmtx, maxp; CFF: the bare table
    std::vector<std::uint32_t> new_ids;  ///< parallel to the glyphs asked for: their ids (CIDs) in the subset
    std::vector<std::uint16_t> widths;   ///< parallel: advance in 1/1000 em
};

/// All faces of a fonts.yaml: immutable once loaded, shared by threads. A face's file is opened when first needed,
/// under a lock, and stays open; preload() opens and warms faces before threads start.
class FontLibrary {
public:
    /// Reads `manifest` (fonts/fonts.yaml). Font files are looked up in `folders` first, then in those of the manifest.
    /// Throws EnvironmentError when the manifest, or a face that it names, can't be read; the message says which Debian
    /// package brings the face.
    explicit FontLibrary(const std::string& manifest, std::vector<std::string> folders = {});
    ~FontLibrary();
    FontLibrary(const FontLibrary&) = delete;
    FontLibrary& operator=(const FontLibrary&) = delete;

    std::size_t size() const;
    bool has_family(std::string_view family) const;
    std::vector<std::string> families() const;
    /// The style that the manifest gives a family ("sans", "serif", "nastaliq"), or "".
    std::string_view style_of(std::string_view family) const;
    /// Debian's package of an optional family for `script` (ISO 15924) that is not installed; else empty.
    std::string_view absent_package(std::string_view script) const;

    /// The face of `family` nearest in weight and slant, else no_face.
    FaceId find(std::string_view family, int weight, Slant slant) const;
    /// The faces that set text of `script` (ISO 15924, e.g. "Latn") in a style that wants `family`, best first: a
    /// family that isn't made for the script steps back behind those that are, so that spaces, digits and marks come
    /// from the same face as the letters. `language` is of language_of(). Not empty; valid as long as the library.
    std::span<const FaceId> faces_for(std::string_view family, std::string_view script, std::string_view language,
                                      int weight, Slant slant) const;
    /// What a BCP 47 tag comes to when faces are chosen: one of the manifest's languages, or "".
    std::string_view language_of(const std::string& tag) const;

    const FaceMetrics& metrics(FaceId face) const;
    std::string_view path(FaceId face) const;

    /// Subsets `face` to `glyphs` (ascending, with 0 first), without hinting or layout tables; exact: nothing else
    /// inside.
    FontSubset subset(FaceId face, std::span<const std::uint32_t> glyphs) const;

    /// Opens and warms every face of `families` (subset tables preprocessed and used once: a preprocessed hb_face
    /// shared by threads races in HarfBuzz 6.0.0 until then).
    void preload(std::span<const std::string> families) const;

    struct Implementation;  ///< HarfBuzz and FreeType stay inside src/text
    const Implementation& implementation() const { return *implementation_; }

private:
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace carepress::text

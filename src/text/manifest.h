#pragma once

#include "base/font_style.h"
#include "text/fonts.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace carepress::text {

/// fonts/fonts.yaml as read: which faces there are and in which order they stand in for one another. No face file has
/// been opened; those of optional families exist.
struct FontManifest {
    struct Face {
        std::string file;
        unsigned index = 0;      ///< in an OpenType collection
        std::size_t family = 0;  ///< index into families
        int weight = 400;
        Slant slant = Slant::upright;
    };
    struct Family {
        std::string name, package, licence;
        std::string common;                  ///< charset of the characters that most of its texts need, or empty
        std::string style = "sans";          ///< "sans", "serif" or a word of the manifest's own
        std::vector<std::string> scripts;    ///< ISO 15924
        std::vector<std::string> languages;  ///< BCP 47; empty: for all
        bool optional = false;               ///< the program runs without its files
        FaceId first = 0, last = 0;          ///< its faces, a range of `faces`
    };
    std::vector<std::string> folders;  ///< the caller's first, then the manifest's own
    std::vector<Family> families;
    std::vector<Face> faces;
    std::vector<Family> absent;  ///< optional families whose files are not installed; without faces
    std::map<std::string, std::vector<std::size_t>, std::less<>> fallback;  ///< families by script; "*" for every one

    const Family* find_family(std::string_view name) const;
    /// Whether a folder holds the file.
    bool has_file(const std::string& name) const;
    /// The face of `family` nearest in slant, then in weight (CSS Fonts 4, 5.2 font matching). A family without italics
    /// is emphasised by weight: many scripts know no slant.
    FaceId find(const Family& family, int weight, Slant slant) const;
    /// The families that set `script` for a style that wants `wanted` (null: any): those made for the script, of the
    /// text's language first (`language` is one of families' languages or empty), then of the wanted style; then
    /// `wanted` itself and the fallbacks.
    std::vector<std::size_t> families_for(const Family* wanted, std::string_view script,
                                          std::string_view language) const;
    /// The most particular of all families' languages that a text in `language` is in, else "". `language` has all
    /// subtags (likely ones added): "zh-Hant-TW" is in "zh-Hant".
    std::string_view language_of(std::string_view language) const;
};

/// `folders` are searched for font files before those of the manifest. Throws EnvironmentError, with the place in the
/// file, when the manifest can't be read or says something impossible.
FontManifest read_font_manifest(const std::string& path, std::vector<std::string> folders = {});

}  // namespace carepress::text

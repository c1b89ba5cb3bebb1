#pragma once

#include "handout/language_notice.h"
#include "handout/phrases.h"
#include "template/read.h"
#include "template/theme.h"
#include "text/fonts.h"
#include "text/hyphenation.h"

#include <memory>
#include <mutex>
#include <string>

namespace carepress {

/// Where the program's data is: layouts/, brands/, fonts/, messages/, articles/ under one folder.
struct DataFolder {
    std::string path;
    std::string file(const std::string& relative) const { return path + "/" + relative; }
};

/// Finds the data folder: CAREPRESS_DATA, else ../share/carepress beside the program, else the source tree that the
/// program was built from. Throws EnvironmentError naming all places that were tried.
DataFolder find_data_folder();

/// Fonts, hyphenation patterns, phrases, brands and layouts: immutable, shared by threads. Layouts and brands are
/// read when first asked for, and kept.
class Resources {
public:
    explicit Resources(DataFolder folder);
    ~Resources();

    const DataFolder& folder() const { return folder_; }
    const FontLibrary& fonts() const { return fonts_; }
    const Hyphenation& hyphenation() const { return hyphenation_; }
    const PhraseBook& phrases() const { return phrases_; }
    const PhraseBook& visit_phrases() const { return visit_phrases_; }

    /// The notice of language assistance, read when first asked for. Throws EnvironmentError.
    std::shared_ptr<const LanguageNotices> language_notices() const;

    /// A brand and layout by name (in the data folder) or path. Diagnostics with errors come with a null pointer.
    BrandResult brand(const std::string& name) const;
    StylesheetResult stylesheet(const std::string& layout, const std::string& brand) const;
    StylesheetResult stylesheet(const Theme& theme) const { return stylesheet(theme.layout, theme.brand); }

private:
    DataFolder folder_;
    FontLibrary fonts_;
    Hyphenation hyphenation_;
    PhraseBook phrases_, visit_phrases_;
    struct Cache;
    std::unique_ptr<Cache> cache_;
};

}  // namespace carepress

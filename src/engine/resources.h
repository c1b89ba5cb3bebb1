#pragma once

#include "handout/language_notice.h"
#include "style/read.h"
#include "style/theme.h"
#include "text/fonts.h"
#include "text/hyphenation.h"
#include "text/number_words.h"
#include "words/phrases.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace carepress::engine {

/// Where the program's data is: layouts/, brands/, fonts/, messages/, articles/ under one folder.
struct DataFolder {
    std::string path;
    std::string file(const std::string& relative) const { return path + "/" + relative; }
};

/// Finds the data folder: `named` (the program's CAREPRESS_DATA), or if that is empty ../share/carepress next to the
/// program, else the source tree that the program was built from. Throws EnvironmentError naming all places that were
/// tried.
DataFolder find_data_folder(const std::string& named = {});

/// What Resources are made from. The caller decides where the values come from: rooms read no environment variables.
struct ResourceSettings {
    DataFolder data;
    std::vector<std::string> font_folders = {};  ///< searched for font files before the folders of fonts/fonts.yaml
};

/// Fonts, hyphenation patterns, phrases, brands and layouts: immutable, shared by threads. Layouts and brands are
/// read when first asked for, and kept.
class Resources {
public:
    /// Throws EnvironmentError if the manifest of fonts or the phrases can't be read.
    explicit Resources(ResourceSettings settings);
    ~Resources();

    const ResourceSettings& settings() const { return settings_; }
    const DataFolder& folder() const { return settings_.data; }
    const text::FontLibrary& fonts() const { return fonts_; }
    const text::Hyphenation& hyphenation() const { return hyphenation_; }
    const text::NumberWords& number_words() const { return number_words_; }
    const words::PhraseBook& phrases() const { return phrases_; }
    const words::PhraseBook& visit_phrases() const { return visit_phrases_; }

    /// The notice of language assistance, read when first asked for. Throws EnvironmentError.
    std::shared_ptr<const handout::LanguageNotices> language_notices() const;

    /// A brand and layout by name (in the data folder) or path. Diagnostics with errors come with a null pointer.
    style::BrandResult brand(const std::string& name) const;
    style::StylesheetResult stylesheet(const std::string& layout, const std::string& brand) const;
    style::StylesheetResult stylesheet(const style::Theme& theme) const {
        return stylesheet(theme.layout, theme.brand);
    }

private:
    ResourceSettings settings_;
    text::FontLibrary fonts_;
    text::Hyphenation hyphenation_;
    text::NumberWords number_words_;
    words::PhraseBook phrases_, visit_phrases_;
    struct Cache;
    std::unique_ptr<Cache> cache_;
};

}  // namespace carepress::engine

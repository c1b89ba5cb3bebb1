#pragma once

#include <memory>
#include <string>
#include <vector>

namespace carepress::handout {

/// That help with languages is free, in one of them.
struct LanguageNotice {
    std::string language;        ///< BCP 47
    std::string name;            ///< the language's own, "Español"
    std::string text;            ///< with "{telephone}"
    bool with_handouts = false;  ///< listed only where a part of the handout is in this language
};

/// The notice of language assistance (45 CFR 92.11) in all languages of notices/language-assistance.yaml.
struct LanguageNotices {
    std::string file;                       ///< that they were read from
    bool samples = true;                    ///< not yet the published translations
    std::vector<LanguageNotice> languages;  ///< as the page lists them
};

/// Reads the notices. Throws EnvironmentError for a file that is missing or broken, with the place.
LanguageNotices read_language_notices(const std::string& path);

}  // namespace carepress::handout

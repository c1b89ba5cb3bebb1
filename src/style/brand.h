#pragma once

#include "base/diagnostic.h"
#include "base/source.h"
#include "image/drawing.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace carepress::style {

/// What a brand says in one language.
struct BrandTexts {
    std::string organisation;      ///< printed in the title band
    std::string telephone;         ///< to call with questions, e.g. "555-0134"
    std::string tty;               ///< for those who type, e.g. "711"; may be empty
    std::string emergency_number;  ///< e.g. "911"
    std::string learn_more;        ///< address printed in the learn-more block, e.g. "example.org/health"
    std::string article_address;   ///< absolute URL pattern with "{code}", what the QR code holds; may be empty
    std::string disclaimer;        ///< coverage disclaimer of the footer; empty keeps the article's own
    std::string disclaimer_short;  ///< the same for layouts with too little room; empty: they carry `disclaimer`
    std::string visit_disclaimer;  ///< disclaimer of a visit summary, with {date} and {telephone}; may be empty

    /// Where the brand's file has the words that are printed on every page, for diagnostics. SourceSpan::source is 0.
    struct Places {
        SourceSpan organisation, telephone, disclaimer, disclaimer_short;
    } places;

    // Numbers of the country that articles leave to the brand, as they do emergency_number.
    std::string poison_help;  ///< to call about a poison, e.g. "1-800-222-1222"; may be empty
    std::string crisis_line;  ///< to call or text with thoughts of suicide, e.g. "988"; may be empty
};

/// An organisation: its colours, faces, logo and words. Immutable once read.
struct Brand {
    std::string name;
    std::string description;
    std::map<std::string, Color> colors;          ///< by colour role of the layouts
    std::map<std::string, std::string> families;  ///< by family role of the layouts ("text", "display") -> font family
    image::DrawingPointer logo;
    std::string logo_alternative;
    std::map<std::string, BrandTexts> texts;  ///< by language, BCP 47; each complete: gaps filled from the default
    std::string default_language;
    std::string time_zone;       ///< IANA name, for the times of a visit summary; empty: the record's own
    bool record_number = false;  ///< a visit summary has the medical record number next to name and birth date
    Source source;               ///< for diagnostics when a stylesheet is made from it

    /// The words in `language`: exact, else by its primary subtag, else in the brand's default language.
    const BrandTexts& texts_for(std::string_view language) const;
    /// The language whose words texts_for() returns.
    std::string_view text_language_for(std::string_view language) const;
};

using BrandPointer = std::shared_ptr<const Brand>;

}  // namespace carepress::style

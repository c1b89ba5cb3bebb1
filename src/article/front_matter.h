#pragma once

#include "article/article.h"
#include "article/html.h"
#include "base/diagnostic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress {
struct YamlNode;
}

namespace carepress::article {

/// What comes before the text: between a first line "---" and a line "---" or "...".
struct FrontMatter {
    Metadata metadata;       ///< the language is empty where none is given
    std::string disclaimer;  ///< the article's own coverage disclaimer; a brand's own replaces it
    SourceSpan disclaimer_span;
    std::size_t body = 0;  ///< byte of `text` at which the text begins; 0 when there is no front matter
    bool found = false;
};

/// Reads the front matter of `text`, which starts at byte `offset` of the diagnostics' source. Unknown keys are
/// warnings; invalid codes, dates, languages and titles are errors with a hint.
FrontMatter read_front_matter(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics);

/// The same from what the head of an HTML page says: keys that may be repeated make a list, a topic is "ICD-10-CM
/// M54.50".
FrontMatter read_page_metadata(const std::vector<PageMetadata>& metadata, Diagnostics& diagnostics);

/// Reads `topics`: a list of "{system: ICD-10-CM, code: M54.50}" or "ICD-10-CM: M54.50" entries, or a mapping of such
/// with one code or a list of codes each. Codes whose shape does not fit their system are warnings.
std::vector<Topic> read_topics(const YamlNode& node, Diagnostics& diagnostics);

/// The canonical form of a BCP 47 tag, or nullopt if it is not one or its language is not in ISO 639.
std::optional<std::string> canonical_language(std::string_view tag);

/// Whether `code` is a valid article code: [A-Za-z0-9._-]{1,64} without a leading dot.
bool is_article_code(std::string_view code);

/// Whether `date` is a day of the Gregorian calendar as ISO 8601 writes it, "2026-11-22".
bool is_iso_date(std::string_view date);

}  // namespace carepress::article

#pragma once

#include "article/article.h"
#include "xliff/coded_text.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::xliff {

enum class UnitKind : std::uint8_t {
    title,
    heading,
    paragraph,
    item,  ///< a paragraph in a list
    cell,
    caption,
    alternative,
    preformatted,
    keywords,
    synonyms,
    disclaimer,
};
/// "heading", as a unit's type says it.
std::string_view name_of(UnitKind kind);

/// One text of an article that is translated as a whole.
struct Unit {
    /// "p-3f9a01bc": its kind, and a hash of its text and codes. A text that the article has more than once has "-2",
    /// "-3" and so on behind it. So an id stays when other texts change, come or go, and is another if its own does.
    std::string id;
    UnitKind kind = UnitKind::paragraph;
    CodedText source;
    std::optional<std::vector<Piece>> target;  ///< of an existing translation, in the codes of `source`
    std::string other_target;                  ///< the same where its codes are others: the words alone
    std::optional<article::Urgency> help;      ///< the help box that it is in
    bool translate = true;                     ///< false: a text in another language than the article's

    /// Words for search, of which another language may have none: an empty target is one.
    bool may_be_empty() const { return kind == UnitKind::keywords || kind == UnitKind::synonyms; }
    bool keeps_space() const { return kind == UnitKind::preformatted; }
};

/// All texts of an article but empty ones, in reading order: title, blocks, then what is not printed. `translation`:
/// what there is already, aligned by align(); may be null.
std::vector<Unit> units_of(const article::Article& original, const article::Article* translation = nullptr);

/// The article with each of these texts in place of that of units_of(), in its order; for a unit that is not to be
/// translated, nothing is asked. A list of keywords or synonyms is one text, with ";" between them.
article::Article with_texts(const article::Article& original,
                            const std::function<article::InlineText(std::size_t unit)>& text_of);

/// What separates keywords in their unit.
inline constexpr std::string_view list_separator = "; ";

}  // namespace carepress::xliff

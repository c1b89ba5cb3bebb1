#pragma once

#include "article/article.h"
#include "handout/phrases.h"
#include "template/brand.h"
#include "visit/record.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress {

/// What a summary is worded with.
struct SummaryWords {
    const Phrases& visit;                 ///< messages/visit, in the page's language
    const Phrases& english;               ///< the same in English: stands in for dosage phrases that `visit` lacks
    const Phrases& page;                  ///< messages: how dates are written
    const BrandTexts& brand;              ///< whom to call
    std::string time_zone;                ///< IANA name; empty: times stand in the record's own zone
    bool english_beside_another = false;  ///< English for readers of another language: digits in place of "once"

    const std::string& language() const { return visit.language(); }
};

/// The language of clinical text that states none: a US record is written in English.
inline constexpr std::string_view record_language = "en";

/// A stretch of text in one language and style.
struct Piece {
    std::string text;
    std::string language;  ///< BCP 47
    std::uint8_t styles = 0;
    bool of_record = false;  ///< words that nobody here wrote: kept apart from what is beside them (UAX #9, isolates)
};
using Pieces = std::vector<Piece>;

/// The words of a text or concept as a piece in their own language: the record's own translation where it has one into
/// the page's language, else as written.
Piece record_piece(const RecordText& text, std::string_view page_language);
Piece record_piece(const Concept& concept_, std::string_view page_language);

/// A name or number of the record that has no language of its own.
Piece name_piece(std::string text, std::string_view page_language);

/// Puts pieces in place of each "{name}" of a phrase. "[…]" is left out where a placeholder in it has no value or an
/// empty one. A placeholder outside of brackets without value stays empty.
Pieces fill_pattern(std::string_view pattern, std::string_view language,
                    const std::vector<std::pair<std::string_view, Pieces>>& values);

/// What parts the entries of a list in a language: ", " or "、".
std::string_view list_comma(std::string_view language);
/// The same for entries that hold commas themselves, such as dates: "; " or "；".
std::string_view list_semicolon(std::string_view language);

/// Builds the text of a block from pieces; what is not in the language of the page is tagged with its own.
class TextBuilder {
public:
    explicit TextBuilder(std::string_view page_language) : language_(page_language) {}

    TextBuilder& add(std::string_view text, std::uint8_t styles = 0);
    TextBuilder& add(const Piece& piece, std::uint8_t styles = 0);
    TextBuilder& add(const Pieces& pieces, std::uint8_t styles = 0);
    /// Begins a new line, unless nothing stands in this one yet.
    TextBuilder& line();
    InlineText take() { return std::move(text_); }

private:
    void append(std::string_view text, std::uint8_t styles, std::string_view language, bool of_record = false);
    /// Adds the text, in an isolate that begins with this control if there is one, anew in each line.
    void append_lines(std::string_view text, std::string_view isolate);

    std::string_view language_;
    InlineText text_;
    std::size_t other_way_end_ = 0;  ///< where a text that runs the other way than the page ended; 0: nowhere
};

}  // namespace carepress

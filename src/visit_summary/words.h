#pragma once

#include "article/article.h"
#include "style/brand.h"
#include "visit/record.h"
#include "words/phrases.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::visit_summary {

/// What a summary is worded with.
struct SummaryWords {
    const words::Phrases& visit;          ///< messages/visit, in the page's language
    const words::Phrases& english;        ///< the same in English: stands in for dosage phrases that `visit` lacks
    const words::Phrases& page;           ///< messages: how dates are written
    const style::BrandTexts& brand;       ///< whom to call
    std::string time_zone;                ///< IANA name; empty: times are shown in the record's own zone
    bool english_beside_another = false;  ///< English for readers of another language: digits in place of "once"

    const std::string& language() const { return visit.language(); }
};

/// The language of clinical text that does not state one: a US record is written in English.
inline constexpr std::string_view record_language = "en";

/// A stretch of text in one language and style.
struct Piece {
    std::string text;
    std::string language;  ///< BCP 47
    std::uint8_t styles = 0;
    bool of_record = false;  ///< words of the record, isolated from the text around them (UAX #9)
};
using Pieces = std::vector<Piece>;

/// The words of a text or concept as a piece in their own language: the record's own translation where it has one into
/// the page's language, else as written.
Piece record_piece(const visit::RecordText& text, std::string_view page_language);
Piece record_piece(const visit::Concept& concept_, std::string_view page_language);

/// A name or number of the record, which has no language of its own.
Piece name_piece(std::string text, std::string_view page_language);

/// Puts pieces in place of each "{name}" of a phrase. Text in square brackets, such as "[ for {reason}]", is left out
/// if a placeholder in it has no value or an empty one. A placeholder outside of brackets that has no value becomes
/// empty.
Pieces fill_pattern(std::string_view pattern, std::string_view language,
                    const std::vector<std::pair<std::string_view, Pieces>>& values);

/// What separates the entries of a list in a language: ", " or "、".
std::string_view list_comma(std::string_view language);
/// The same for entries that contain commas, such as dates: "; " or "；".
std::string_view list_semicolon(std::string_view language);

/// Builds the text of a block from pieces; a piece in another language than the page's is tagged with it.
class TextBuilder {
public:
    explicit TextBuilder(std::string_view page_language) : language_(page_language) {}

    TextBuilder& add(std::string_view text, std::uint8_t styles = 0);
    TextBuilder& add(const Piece& piece, std::uint8_t styles = 0);
    TextBuilder& add(const Pieces& pieces, std::uint8_t styles = 0);
    /// Begins a new line, unless the current one is empty.
    TextBuilder& line();
    article::InlineText take() { return std::move(text_); }

private:
    void append(std::string_view text, std::uint8_t styles, std::string_view language, bool of_record = false);
    /// Adds the text; with an isolate, each line is one of its own, which begins with this control character.
    void append_lines(std::string_view text, std::string_view isolate);

    std::string_view language_;
    article::InlineText text_;
    std::size_t other_way_end_ =
        0;  ///< where the last text that runs the other way than the page ended; 0: there is none
};

}  // namespace carepress::visit_summary

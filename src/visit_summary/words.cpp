#include "visit_summary/words.h"

#include "base/language.h"
#include "text/direction.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace carepress::visit_summary {
namespace {

/// Whether the text has characters that a page of this direction reorders: letters of the other direction and, on a
/// page from right to left, digits too ("555 0100").
bool runs_otherwise(std::string_view text, text::Direction page) {
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(text.data(), at, size, c);
        const UCharDirection direction = u_charDirection(c);
        const bool leftward = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
        if (page == text::Direction::left_to_right ? leftward
                                                   : direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER)
            return true;
    }
    return false;
}

std::string language_of(const visit::RecordText& text) {
    return text.language.empty() ? std::string(record_language) : text.language;
}

bool is_in(const std::string& language, std::string_view page_language) {
    const std::vector<std::string> tags = lookup_tags(language);
    return std::find(tags.begin(), tags.end(), page_language) != tags.end();
}

/// The translation into the page's language itself, else into one of its regions; none if the record has two that
/// differ, or if the text is already in that language.
const visit::RecordTranslation* translation_of(const visit::RecordText& text, std::string_view page_language) {
    if (text.translations.empty() || is_in(language_of(text), page_language)) return nullptr;
    for (const bool exact : {true, false}) {
        const visit::RecordTranslation* found = nullptr;
        for (const visit::RecordTranslation& each : text.translations) {
            if (exact ? each.language != page_language : !is_in(each.language, page_language)) continue;
            if (found != nullptr && found->text != each.text) return nullptr;
            if (found == nullptr) found = &each;
        }
        if (found != nullptr) return found;
    }
    return nullptr;
}

bool all_empty(const Pieces& pieces) {
    return std::all_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.text.empty(); });
}

}  // namespace

Piece record_piece(const visit::RecordText& text, std::string_view page_language) {
    const visit::RecordTranslation* translation = translation_of(text, page_language);
    if (translation != nullptr) return {translation->text, translation->language, 0, true};
    return {text.text, language_of(text), 0, true};
}

Piece name_piece(std::string text, std::string_view page_language) {
    return {std::move(text), std::string(page_language), 0, true};
}

Piece record_piece(const visit::Concept& concept_, std::string_view page_language) {
    return record_piece(concept_.name, page_language);
}

Pieces fill_pattern(std::string_view pattern, std::string_view language,
                    const std::vector<std::pair<std::string_view, Pieces>>& values) {
    Pieces out;
    std::size_t group_begin = 0;  // of `out`, where a bracket opened
    bool in_group = false, drop = false;
    const auto literal = [&](std::string_view text) {
        if (!text.empty()) out.push_back({std::string(text), std::string(language)});
    };
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t sign = std::min(pattern.find_first_of("{[]", at), pattern.size());
        literal(pattern.substr(at, sign - at));
        if (sign == pattern.size()) break;
        at = sign + 1;
        if (pattern[sign] == '[') {
            in_group = true;
            drop = false;
            group_begin = out.size();
        } else if (pattern[sign] == ']') {
            if (in_group && drop) out.resize(group_begin);
            in_group = false;
        } else {
            const std::size_t end = std::min(pattern.find('}', at), pattern.size());
            const std::string_view name = pattern.substr(at, end - at);
            at = std::min(end + 1, pattern.size());
            const auto value =
                std::find_if(values.begin(), values.end(), [&](const auto& entry) { return entry.first == name; });
            if (value == values.end() || all_empty(value->second))
                drop = true;
            else
                out.insert(out.end(), value->second.begin(), value->second.end());
        }
    }
    return out;
}

std::string_view list_comma(std::string_view language) {
    const std::string_view primary = primary_subtag(language);
    if (primary == "zh" || primary == "ja") return "、";
    if (primary == "ar" || primary == "fa" || primary == "ur") return "، ";
    if (primary == "my") return "၊ ";
    if (primary == "am") return "፣ ";
    return ", ";
}

std::string_view list_semicolon(std::string_view language) {
    const std::string_view comma = list_comma(language);
    if (comma == "、") return "；";
    if (comma == "، ") return "؛ ";
    return comma == ", " ? "; " : comma;
}

TextBuilder& TextBuilder::add(std::string_view text, std::uint8_t styles) {
    append(text, styles, language_);
    return *this;
}

TextBuilder& TextBuilder::add(const Piece& piece, std::uint8_t styles) {
    append(piece.text, piece.styles | styles, piece.language.empty() ? language_ : std::string_view(piece.language),
           piece.of_record);
    return *this;
}

TextBuilder& TextBuilder::add(const Pieces& pieces, std::uint8_t styles) {
    for (const Piece& piece : pieces) add(piece, styles);
    return *this;
}

TextBuilder& TextBuilder::line() {
    if (!text_.empty() && !text_.text.ends_with("\u2028")) append("\u2028", 0, language_);
    return *this;
}

void TextBuilder::append_lines(std::string_view text, std::string_view isolate) {
    constexpr std::string_view pop = "\u2069";
    for (const char c : text) {
        if (c != '\n')
            text_.text += c;
        else if (!isolate.empty())  // an isolate ends with its line
            ((text_.text += pop) += "\u2028") += isolate;
        else
            text_.text += "\u2028";
    }
    if (!isolate.empty()) text_.text += pop;
}

void TextBuilder::append(std::string_view text, std::uint8_t styles, std::string_view language, bool of_record) {
    if (text.empty()) return;
    // Words that run the other way than the page keep their order, and their full stop, as a whole (UAX #9, isolates).
    const text::Direction page = text::direction_of(language_);
    const bool other_way = language != language_ && text::direction_of(language) != page;
    // No phrase of a page from left to right has letters of the other direction; from right to left some have.
    const bool apart =
        !other_way && (of_record || page == text::Direction::left_to_right) && runs_otherwise(text, page);
    std::string_view isolate;
    if (apart) isolate = "\u2068";  // the direction of its own first letter
    if (other_way) isolate = text::direction_of(language) == text::Direction::left_to_right ? "\u2066" : "\u2067";
    // Consecutive pieces, such as those of one sentence, share an isolate: isolates of their own would be set in the
    // page's order, "hours 4 every tablets 2 take".
    constexpr std::string_view pop = "\u2069";
    const bool goes_on = other_way && other_way_end_ != 0 && other_way_end_ == text_.text.size();
    if (goes_on) {
        text_.text.erase(text_.text.size() - pop.size());
        text_.runs.back().end = static_cast<std::uint32_t>(text_.text.size());
    }
    const auto begin = static_cast<std::uint32_t>(text_.text.size());
    if (!goes_on) text_.text += isolate;
    append_lines(text, isolate);
    if (other_way) other_way_end_ = text_.text.size();
    std::uint32_t tag = no_index;
    if (language != language_) {
        const auto known = std::find(text_.languages.begin(), text_.languages.end(), language);
        tag = static_cast<std::uint32_t>(known - text_.languages.begin());
        if (known == text_.languages.end()) text_.languages.emplace_back(language);
    }
    const auto end = static_cast<std::uint32_t>(text_.text.size());
    if (!text_.runs.empty() && text_.runs.back().styles == styles && text_.runs.back().language == tag) {
        text_.runs.back().end = end;
        return;
    }
    article::InlineRun run;
    run.begin = begin;
    run.end = end;
    run.styles = styles;
    run.language = tag;
    text_.runs.push_back(run);
}

}  // namespace carepress::visit_summary

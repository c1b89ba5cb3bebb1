#pragma once

#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <cstddef>
#include <string_view>

namespace carepress::text {

/// A text as find_torn_breaks() reads it: where its numbers and words begin and end, in UTF-16 units. An index beyond
/// the text is that of NUL.
class NumberText {
public:
    NumberText(std::u16string_view text, CharacterTable& characters) : text_(text), characters_(characters) {}

    static bool is_among(char16_t c, std::u16string_view characters) {
        return c != u' ' && !is_ascii_letter(c) && characters.find(c) != characters.npos;
    }
    static bool is_range_dash(char16_t c) { return is_among(c, u"-\u2010\u2011\u2012\u2013\u2014\u2212~\uFF5E\u301C"); }
    static bool joins_numbers(char16_t c) { return is_among(c, u"\u00D7\u00F7=+:/\u00B1<>\u2264\u2265"); }
    static bool is_fraction(char16_t c) { return (c >= 0x00BC && c <= 0x00BE) || (c >= 0x2150 && c <= 0x215E); }
    /// Of a number, between its digits.
    static bool is_inner_mark(char16_t c) { return is_among(c, u".,:/'\u2019\u066B\u066C\u00B7"); }
    /// Belongs to the number that it touches: "<5", "$20".
    static bool is_number_sign(char16_t c) {
        return is_among(c, u"+-\u2212\u00B1<>\u2264\u2265\u2248~$\u20AC\u00A3\u00A5\u20AA\u20B9#\u2116\u00A7");
    }
    /// A sign that may be apart from its number: "≥ 5", "€ 20".
    static bool is_sign_apart(char16_t c) { return is_number_sign(c) && c != u'+' && c != u'-' && c != u'\u2212'; }

    char16_t at(std::size_t index) const { return index < text_.size() ? text_[index] : u'\0'; }
    char16_t before(std::size_t index) const { return index > 0 ? text_[index - 1] : u'\0'; }
    bool is_space(char16_t c) const {
        return c == u' ' || (c > 0x7F && characters_.of(c).is(CharacterInfo::white_space));
    }
    bool is_digit(char16_t c) const {
        if (c < 0x80) return c >= u'0' && c <= u'9';
        return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0x0660 && u_isdigit(c) != 0);
    }
    bool begins_number(std::size_t index) const { return is_digit(at(index)) || is_fraction(at(index)); }
    /// Of a script that parts its words by nothing.
    bool is_unspaced(char16_t c) const {
        if (c < 0x0E00) return false;
        const BreakClass breaks = characters_.of(c).breaks;
        return breaks == BreakClass::complex || breaks == BreakClass::ideographic || (c >= 0x3040 && c <= 0x30FF);
    }
    static bool is_of_word(char16_t c) {
        if (c < 0x80) return is_ascii_letter(c) || (c >= u'0' && c <= u'9');
        return (U_MASK(u_charType(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0 || U16_IS_SURROGATE(c);
    }
    /// Whether a word goes on over `index`.
    bool inside_word(std::size_t index) const {
        if (index == 0 || index >= text_.size() || !is_of_word(text_[index]) || !is_of_word(text_[index - 1]))
            return false;
        if (is_digit(text_[index]) != is_digit(text_[index - 1])) return false;
        return !is_unspaced(text_[index - 1]) && !is_unspaced(text_[index]);
    }
    std::size_t skip_space(std::size_t index) const { return index + (is_space(at(index)) ? 1 : 0); }
    std::size_t skip_digits(std::size_t index) const {
        while (is_digit(at(index))) ++index;
        return index;
    }

    /// Of up to four digits; more are -1.
    int value(std::size_t begin) const;
    bool is_day(std::size_t begin) const { return value(begin) >= 1 && value(begin) <= 31; }
    bool is_year(std::size_t begin) const { return value(begin) >= 1800 && value(begin) <= 2999; }
    /// The end of the number at `begin`: "1,000.5", "120/80", "1 000 000", "1 ½", "2 1/2".
    std::size_t number_end(std::size_t begin) const;
    /// Where the number that the text goes on with at `index` begins, behind signs and a bracket; `index` if none does.
    std::size_t number_behind(std::size_t index) const;
    /// The end of the telephone number at `begin`: "(800) 555-0142", "+49 30 1234567", "1 800 555 0142", "555 0142";
    /// `begin` where it isn't one.
    std::size_t telephone_end(std::size_t begin) const;

protected:
    std::u16string_view text_;

private:
    CharacterTable& characters_;
};

}  // namespace carepress::text

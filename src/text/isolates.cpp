#include "text/isolates.h"

#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::text {
namespace {

constexpr char16_t no_break_space = 0x00A0, thin_space = 0x2009, narrow_no_break_space = 0x202F,
                   no_break_hyphen = 0x2011, en_dash = 0x2013, minus = 0x2212;

bool is_one_of(char16_t c, std::u16string_view characters) { return characters.find(c) != std::u16string_view::npos; }
bool is_currency(char16_t c) { return is_one_of(c, u"$£¥€₪₹₺"); }
bool is_western_digit(char16_t c) { return c >= u'0' && c <= u'9'; }
/// Western, Arabic and Persian digits: all three are written from left to right.
bool is_digit(char16_t c) {
    return is_western_digit(c) || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
}
bool is_latin(char16_t c) { return (c | 0x20) >= u'a' && (c | 0x20) <= u'z'; }
bool is_space(char16_t c) { return c == u' ' || c == no_break_space || c == thin_space || c == narrow_no_break_space; }
bool is_dash(char16_t c) { return c == u'-' || c == no_break_hyphen || c == en_dash; }

/// Stands before a number and belongs to it: "-20", "$5", "<140", "#12", "*67".
bool is_leading_sign(char16_t c) {
    return is_one_of(c, u"+-\u2212\u00B1~\u2248<>\u2264\u2265#*\u2116\u00A7") || is_currency(c);
}
/// A leading sign that a space may follow: "< 7%", "§ 164".
bool is_spaced_sign(char16_t c) { return is_one_of(c, u"<>\u2264\u2265\u2248\u00A7"); }
/// Stands behind a number and belongs to it: "50%", "18+", "38°", "5 €".
bool is_trailing_sign(char16_t c) { return is_one_of(c, u"%\u2030\u00B0+#\u2032\u2033") || is_currency(c); }
/// "½", which is a character of its own.
bool is_vulgar_fraction(char16_t c) { return (c >= 0x00BC && c <= 0x00BE) || (c >= 0x2150 && c <= 0x215E); }
/// Between numbers that are one expression: "2 × 5", "1 : 1000", "2 + 2 = 4".
bool is_operator(char16_t c) { return is_one_of(c, u"\u00D7\u00F7=+:"); }
/// Punctuation that ends a sentence or a part of one, not a word.
bool is_final(char16_t c) {
    return is_one_of(c, u".,;:!?\u2026/\\|\u2022*\u00B7") || is_dash(c) || c == minus || c == 0x2014;
}
bool is_quote(char16_t c) { return is_one_of(c, u"\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB\u2039\u203A"); }

/// The bracket that closes, or 0.
char16_t closing_of(char16_t c) { return c == u'(' ? u')' : c == u'[' ? u']' : c == u'{' ? u'}' : u'\0'; }
char16_t opening_of(char16_t c) { return c == u')' ? u'(' : c == u']' ? u'[' : c == u'}' ? u'{' : u'\0'; }

bool is_in(std::u16string_view word, std::u16string_view words) {
    // " a b c ": each word between spaces
    const std::size_t at = words.find(std::u16string(u" ").append(word).append(u" "));
    return !word.empty() && at != std::u16string_view::npos;
}

/// Abbreviations that keep their full stop, in small letters.
bool is_abbreviation(std::u16string_view word) {
    return is_in(
        word,
        u" dr mr mrs ms prof st ave blvd rd ln apt ste bldg no nos nr fig figs vol ch sec p pp ext tel approx max min "
        u"exp vs inc ltd co jr sr spp sp in oz lb lbs tbsp tsp pt qt gal mo yr wk hr hrs mon tue tues wed thu thurs "
        u"fri sat sun jan feb mar apr jun jul aug sept oct nov dec ");
}

/// Words whose number follows them, in small letters: "Box 12", "Type 2".
bool is_numbered(std::u16string_view word) {
    return is_in(
        word,
        u" box type step stage grade class level phase page pages suite ste apt unit room floor route highway no nos "
        u"p pp ext x fig figs ");
}

/// Units, in small letters: a number behind one belongs to the words that follow it.
bool is_unit(std::u16string_view word) {
    return is_in(
        word,
        u" mg mcg ug g kg ml l dl iu units unit mmhg mmol meq am pm f c cm mm m km in ft lb lbs oz tsp tbsp cup cups "
        u"tablet tablets pill pills capsule capsules drop drops puff puffs min mins hr hrs h hour hours day days week "
        u"weeks month months year years times ");
}

std::u16string in_small_letters(std::u16string_view word) {
    std::u16string out(word);
    for (char16_t& c : out)
        if (c >= u'A' && c <= u'Z') c = static_cast<char16_t>(c | 0x20);
    return out;
}

/// What a character is to a stretch of left-to-right text.
enum class Role : std::uint8_t { letter, other, end };

Role role_of(char32_t c) {
    if (c < 0x80) return is_latin(static_cast<char16_t>(c)) ? Role::letter : c < u' ' ? Role::end : Role::other;
    if (c < 0x10000 && is_digit(static_cast<char16_t>(c))) return Role::other;
    // The Arabic comma parts what a Latin one would not: two names in an Arabic list are two.
    if (c == 0x060C || c == 0x2028 || c == 0x200E) return Role::end;
    switch (u_charDirection(static_cast<UChar32>(c))) {
        case U_LEFT_TO_RIGHT:
            return Role::letter;
        case U_EUROPEAN_NUMBER:
        case U_EUROPEAN_NUMBER_SEPARATOR:
        case U_EUROPEAN_NUMBER_TERMINATOR:
        case U_ARABIC_NUMBER:
        case U_COMMON_NUMBER_SEPARATOR:
        case U_WHITE_SPACE_NEUTRAL:
        case U_OTHER_NEUTRAL:
        case U_DIR_NON_SPACING_MARK:
        case U_BOUNDARY_NEUTRAL:
            return Role::other;
        default:
            return Role::end;
    }
}

/// One stretch of text in which nothing is right-to-left.
class Stretch {
public:
    /// Letters of left-to-right scripts stand within [first_letter, last_letter), which is empty if there are none.
    /// `is_line`: nothing else is on its line.
    Stretch(std::u16string_view text, std::size_t begin, std::size_t end, bool is_line,
            std::vector<IsolatedRange>& found)
        : text_(text), begin_(begin), end_(end), is_line_(is_line), found_(found) {}

    void find(std::size_t first_letter, std::size_t last_letter) {
        if (first_letter == last_letter) {
            numbers(begin_, end_);
            return;
        }
        const auto [begin, end] = phrase(first_letter, last_letter);
        numbers(begin_, begin);
        if (end > begin && needs_isolate(begin, end)) add(begin, end);
        numbers(std::max(end, begin_), end_);
    }

private:
    /// A number, with all that belongs to it.
    struct Number {
        std::size_t begin = 0, end = 0;
        bool needs_isolate = false;  ///< the bidi algorithm alone would tear or turn it
        bool is_range = false;       ///< "2-4", and nothing more
    };

    char16_t char_at(std::size_t index) const { return index < end_ ? text_[index] : u'\0'; }
    char16_t char_before(std::size_t index) const { return index > begin_ ? text_[index - 1] : u'\0'; }
    std::size_t skip(std::size_t from, bool (*is)(char16_t)) const {
        while (from < end_ && is(text_[from])) ++from;
        return from;
    }
    void add(std::size_t begin, std::size_t end) {
        found_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
    std::size_t token_begin(std::size_t at) const {
        while (at > begin_ && !is_space(text_[at - 1])) --at;
        return at;
    }
    std::size_t token_end(std::size_t at) const {
        while (at < end_ && !is_space(text_[at])) ++at;
        return at;
    }

    /// From the first to the last letter all is in order by the bidi algorithm itself, which makes numbers and
    /// punctuation between letters left-to-right (rules W7 and N1); so the phrase goes over all of it, and takes in
    /// what belongs to it at both ends.
    std::pair<std::size_t, std::size_t> phrase(std::size_t first_letter, std::size_t last_letter) const {
        std::size_t begin = token_begin(first_letter), end = token_end(last_letter);
        trim(begin, end, first_letter, last_letter);
        // "9:30 AM", "(856) 546-3003 x12", "1 1/2 cups"
        for (std::size_t at = begin_; at < begin;) {
            const Number number = number_at(at);
            if (number.end >= begin || (number.end + 1 == begin && number.end > at && is_space(text_[number.end]))) {
                begin = at;
                end = std::max(end, number.end);
                break;
            }
            at = std::max(number.end, at + 1);
        }
        // "Box 12", "No. 5", "HbA1c 7.5%", but not "500 mg 2", where the number belongs to what follows.
        std::size_t word = last_letter;
        while (word > begin && is_latin(text_[word - 1])) --word;
        const std::u16string name = in_small_letters(text_.substr(word, last_letter - word));
        const bool is_name = word < last_letter && !is_digit(char_before(word)) && end <= last_letter + 1;
        const bool counted = word > begin_ + 1 && is_space(text_[word - 1]) && ends_number(text_[word - 2]);
        const bool is_label = is_numbered(name) || is_abbreviation(name);
        std::size_t next = end;
        if (char_at(next) == u'.' && (is_label || name.size() == 1)) ++next;
        if (is_space(char_at(next)) && !(counted && is_unit(name))) {
            const Number number = number_at(next + 1);
            if (number.end > next + 1 && (is_name ? is_label || !number.is_range : number.needs_isolate))
                end = number.end;
        }
        return {begin, end};
    }

    static bool ends_number(char16_t c) { return is_digit(c) || is_trailing_sign(c) || is_vulgar_fraction(c); }

    /// Takes away from the first and the last token what belongs to the text around them: quotation marks, brackets
    /// whose partner is elsewhere, punctuation.
    void trim(std::size_t& begin, std::size_t& end, std::size_t first_letter, std::size_t last_letter) const {
        // A token with more punctuation than this is an ornament: "((((((((((a".
        constexpr std::size_t most_signs = 16;
        if (first_letter - begin > most_signs) begin = first_letter;
        if (end - last_letter > most_signs) end = last_letter;
        while (begin < first_letter) {
            const char16_t c = text_[begin];
            if (is_digit(c) || is_vulgar_fraction(c)) break;
            if (is_leading_sign(c) && is_western_digit(char_at(begin + 1)) && is_apart(begin)) break;
            if ((c == u'@' || c == u'#' || c == 0x00B0 || c == u'_') && begin + 1 == first_letter) break;
            if (const char16_t closing = closing_of(c); closing && closes(begin, end) && !wraps(begin, end)) break;
            ++begin;
        }
        while (end > last_letter) {
            const char16_t c = text_[end - 1];
            if (c == u'.' && keeps_full_stop(begin, end - 1)) break;
            if (is_line_ && end == end_ && is_one_of(c, u".!?")) break;  // an address in a cell, a sentence in a list
            if (is_dash(c) || c == minus) {
                if (is_blood_group(begin, end - 1)) break;
            } else if (opening_of(c)) {
                if (is_opened(begin, end - 1)) break;
            } else if (!is_final(c) && !is_quote(c) && !closing_of(c))
                break;
            --end;
        }
    }

    /// Whether a sign there can begin a number: "-5", but not the hyphen of a Hebrew prefix, which is its letter's.
    bool is_apart(std::size_t at) const {
        if (at == 0) return true;
        const char16_t before = text_[at - 1], sign = text_[at];
        if (is_digit(before) || is_latin(before)) return false;
        return !(is_dash(sign) || sign == minus || sign == u'+') || !u_isalnum(before);
    }

    /// Whether the bracket is closed before `end`.
    bool closes(std::size_t begin, std::size_t end) const {
        const char16_t opening = text_[begin], closing = closing_of(opening);
        int depth = 0;
        for (std::size_t at = begin; at < end; ++at) {
            depth += text_[at] == opening ? 1 : text_[at] == closing ? -1 : 0;
            if (depth == 0) return true;
        }
        return false;
    }
    /// Whether the bracket is closed at the very end, punctuation apart: it belongs to the text around.
    bool wraps(std::size_t begin, std::size_t end) const {
        while (end > begin && is_final(text_[end - 1])) --end;
        return end > begin && text_[end - 1] == closing_of(text_[begin]) && !closes(begin, end - 1);
    }
    bool is_opened(std::size_t begin, std::size_t at) const {
        const char16_t closing = text_[at], opening = opening_of(closing);
        int depth = 1;
        while (at > begin && depth > 0) {
            --at;
            depth += text_[at] == closing ? 1 : text_[at] == opening ? -1 : 0;
        }
        return depth == 0;
    }

    /// "a.m.", "P.O.", "St.": a word with full stops inside it, or a known one that something follows.
    bool keeps_full_stop(std::size_t begin, std::size_t at) const {
        std::size_t word = at;
        while (word > begin && (is_latin(text_[word - 1]) || text_[word - 1] == u'.')) --word;
        const std::u16string_view letters = text_.substr(word, at - word);
        if (letters.find(u'.') != std::u16string_view::npos && letters.size() <= 7) return true;
        return at + 1 < text_.size() && is_abbreviation(in_small_letters(letters));
    }

    /// "O-", "AB−", "Rh-": the sign says which.
    bool is_blood_group(std::size_t begin, std::size_t at) const {
        std::size_t word = at;
        while (word > begin && is_latin(text_[word - 1])) --word;
        const std::u16string_view letters = text_.substr(word, at - word);
        return letters == u"A" || letters == u"B" || letters == u"AB" || letters == u"O" || letters == u"Rh" ||
               letters == u"RhD";
    }

    /// Words alone, also with a plain number behind them ("Type 2"), are in order without help.
    bool needs_isolate(std::size_t begin, std::size_t end) const {
        if (role_of(text_[begin]) != Role::letter && !U16_IS_LEAD(text_[begin])) return true;
        for (std::size_t at = begin; at < end;) {
            const std::size_t next = std::min(token_end(at), end);
            const bool plain =
                is_digit(text_[at])
                    ? next == end && skip(at, is_digit) >= next
                    : std::none_of(text_.begin() + static_cast<std::ptrdiff_t>(at),
                                   text_.begin() + static_cast<std::ptrdiff_t>(next), [](char16_t c) {
                                       return !U16_IS_SURROGATE(c) && role_of(c) != Role::letter && !is_apostrophe(c);
                                   });
            if (!plain) return true;
            at = skip(next, is_space);
            if (at <= next) at = next + 1;
        }
        return false;
    }

    /// The numbers of a part without letters.
    void numbers(std::size_t from, std::size_t to) {
        for (std::size_t at = from; at < to;) {
            const Number number = number_at(at);
            if (number.needs_isolate && number.end <= to) add(number.begin, number.end);
            at = std::max(number.end, at + 1);
        }
    }

    /// The number that begins at `at`; its end is `at` if none does.
    Number number_at(std::size_t at) const {
        if (at >= end_) return {at, at, false, false};
        const char16_t before = char_before(at);
        if (is_digit(before) || is_latin(before)) return {at, at, false, false};
        if (const std::size_t end = date(at); end > at) return {at, end, true, false};
        if (const std::size_t end = telephone(at); end > at) return {at, end, true, false};
        return expression(at);
    }

    std::size_t digits(std::size_t from, std::size_t count) const {
        const std::size_t end = skip(from, is_digit);
        return end - from == count ? end : from;
    }
    int value(std::size_t at) const { return char_at(at) & 0x0F; }  // of any of the three kinds of digits

    /// ISO 8601: "2026-11-22", "2026-11-22 10:30", "2026-11-22T10:30:00".
    std::size_t date(std::size_t begin) const {
        const std::size_t year = digits(begin, 4);
        if (year == begin || !is_dash(char_at(year))) return begin;
        const std::size_t month = digits(year + 1, 2);
        if (month == year + 1 || !is_dash(char_at(month))) return begin;
        const std::size_t day = digits(month + 1, 2);
        if (day == month + 1) return begin;
        std::size_t end = day;
        if ((is_space(char_at(day)) || char_at(day) == u'T') && digits(day + 1, 2) > day + 1 &&
            char_at(day + 3) == u':') {
            end = digits(day + 4, 2);
            if (end == day + 4) return day;
            if (char_at(end) == u':' && digits(end + 1, 2) > end + 1) end += 3;
        }
        return end;
    }

    /// "555-0134", "(856) 546-3003", "+1(856)546.3003", "+18565463003", "1-800-555-0134 x12": seven digits or more.
    std::size_t telephone(std::size_t begin) const {
        struct Group {
            std::size_t first, last;
        };
        std::array<Group, 8> groups{};
        std::size_t count = 0, end = begin, next = begin, sum = 0;
        bool marked = false;  // by a plus or brackets
        if (char_at(next) == u'+') {
            marked = true;
            ++next;
        }
        while (count < groups.size()) {
            const bool bracket = char_at(next) == u'(';
            const std::size_t first = next + (bracket ? (char_at(next + 1) == u'+' ? 2 : 1) : 0),
                              last = skip(first, is_digit);
            if (last == first || (bracket && char_at(last) != u')')) break;
            groups[count++] = {first, last};
            marked = marked || bracket;
            sum += last - first;
            end = next = last + (bracket ? 1 : 0);
            const std::size_t shortest = text_[begin] == u'+' ? 10 : 7;
            constexpr std::size_t last_group = 4;
            if (is_space(char_at(next)) && sum >= shortest && last - first == last_group) break;  // complete
            if (is_dash(char_at(next)) || char_at(next) == u'.' || char_at(next) == u'/' || is_space(char_at(next)))
                ++next;
            else if (!bracket && char_at(next) != u'(')
                break;
        }
        if (sum < 7 || sum > 15 || (count < 2 && !marked)) return begin;
        if (count == 2 && !marked && is_range(groups[0].first, groups[0].last, groups[1].first, groups[1].last))
            return begin;
        // An extension: "x12", "ext. 12".
        const std::size_t mark = is_space(char_at(end)) ? end + 1 : end;
        if ((char_at(mark) | 0x20) == u'x' || (char_at(mark) | 0x20) == u'e') {
            std::size_t number = skip(mark, is_latin);
            if (char_at(number) == u'.') ++number;
            if (is_space(char_at(number))) ++number;
            if (skip(number, is_digit) > number && number - mark <= 5) return skip(number, is_digit);
        }
        return is_latin(char_at(end)) ? begin : end;
    }

    /// "2020-2025" and "500-1000": years and round numbers are from-to, and no telephone has both its groups so.
    bool is_range(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) const {
        const auto round = [&](std::size_t last) { return value(last - 1) == 0 && value(last - 2) == 0; };
        const auto year = [&](std::size_t first, std::size_t last) {
            return last - first == 4 &&
                   ((value(first) == 1 && value(first + 1) == 9) || (value(first) == 2 && value(first + 1) == 0));
        };
        return (round(a_end) && round(b_end)) || (year(a, a_end) && year(b, b_end));
    }

    /// A number with its signs: "-2.5", "$5.99", "50%", "1 1/2", "5'10\"".
    struct Part {
        std::size_t end = 0;
        bool has_sign = false, is_time = false, is_plain = true;
    };
    Part part(std::size_t begin, bool (*is_sign)(char16_t)) const {
        std::size_t at = skip(begin, is_sign);
        if (at > begin + 3) return {begin};
        bool sign = at > begin;
        if (sign && is_spaced_sign(text_[at - 1]) && is_space(char_at(at))) ++at;
        const std::size_t first = at;
        at = skip(at, is_digit);
        const bool vulgar = is_vulgar_fraction(char_at(at));
        if (at == first && !vulgar) return {begin};
        const bool western = vulgar || is_western_digit(text_[first]);
        bool time = false, plain = true, whole = true;
        while (is_one_of(char_at(at), u".,:/\u066B\u066C") && is_digit(char_at(at + 1))) {
            time = time || char_at(at) == u':';
            plain = whole = false;
            at = skip(at + 1, is_digit);
        }
        // "1 000", "1 000 000": SI's groups of three
        const bool may_be_grouped = whole && at - first <= 3;
        while (may_be_grouped && is_space(char_at(at)) && digits(at + 1, 3) > at + 1) {
            sign = true;
            at += 4;
        }
        if (vulgar) {
            sign = true;
            ++at;
        } else if (whole && is_space(char_at(at))) {
            // "1 1/2", "1 ½"
            const std::size_t fraction = skip(at + 1, is_digit);
            if (is_vulgar_fraction(char_at(at + 1))) {
                sign = true;
                at += 2;
            } else if (fraction > at + 1 && fraction <= at + 3 && char_at(fraction) == u'/' &&
                       is_digit(char_at(fraction + 1))) {
                sign = true;
                at = skip(fraction + 1, is_digit);
            }
        }
        if (is_apostrophe(char_at(at)) && is_digit(char_at(at + 1))) {  // 5'10"
            at = skip(at + 1, is_digit);
            if (is_one_of(char_at(at), u"\"\u201D\u2033")) ++at;
            sign = true;
        }
        const std::size_t behind =
            is_space(char_at(at)) && is_one_of(char_at(at + 1), u"%\u2030\u00A3\u20AC\u20AA") ? at + 1 : at;
        if (const std::size_t signs = skip(behind, is_trailing_sign); signs > behind && !is_digit(char_at(signs))) {
            sign = true;
            at = signs;
        }
        return {at, sign && western, time && western, plain};
    }

    /// Numbers that are read as one.
    Number expression(std::size_t begin) const {
        const Part first = part(
            begin, is_apart(begin) ? is_leading_sign : [](char16_t) { return false; });
        if (first.end == begin) return {begin, begin, false, false};
        Number out{begin, first.end, first.has_sign, false};
        const bool western = is_western_digit(text_[begin]) || first.has_sign;
        bool dashes_only = first.is_plain && !first.has_sign;
        Part last = first;
        for (int groups = 2;; ++groups) {
            const bool spaced = is_space(char_at(out.end));
            const std::size_t mark = spaced ? out.end + 1 : out.end;
            const char16_t c = char_at(mark);
            if ((!is_dash(c) && !is_operator(c)) || is_space(char_at(mark + 1)) != spaced) break;
            const Part next = part(mark + (spaced ? 2 : 1), is_currency);
            if (next.end == mark + (spaced ? 2 : 1)) break;
            if (is_dash(c)) {
                // 2-4 is a range, which the algorithm sets as its readers expect; a range of times or of signed numbers
                // is one token, and so are three numbers: a date, or tablets in the morning, at noon and at night.
                dashes_only = dashes_only && !spaced && next.is_plain && !next.has_sign;
                out.needs_isolate = out.needs_isolate || (last.is_time && next.is_time) || next.has_sign ||
                                    (western && dashes_only && groups > 2);
                out.is_range = groups == 2 && !out.needs_isolate;
            } else {
                out.needs_isolate = out.needs_isolate || western;
            }
            out.end = next.end;
            last = next;
        }
        if (out.needs_isolate) out.is_range = false;
        return out;
    }

    std::u16string_view text_;
    std::size_t begin_, end_;
    bool is_line_;
    std::vector<IsolatedRange>& found_;
};

}  // namespace

std::vector<IsolatedRange> find_isolates(std::u16string_view text) {
    std::vector<IsolatedRange> found;
    std::size_t begin = 0, first_letter = 0, last_letter = 0;
    bool letters = false;
    const auto ends_line = [&](std::size_t at) { return at == text.size() || text[at] == line_separator; };
    const auto end_at = [&](std::size_t end) {
        const bool is_line = ends_line(end) && (begin == 0 || text[begin - 1] == line_separator);
        if (end > begin)
            Stretch(text, begin, end, is_line, found).find(letters ? first_letter : 0, letters ? last_letter : 0);
        letters = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t character = at;
        UChar32 c = 0;
        U16_NEXT(text.data(), at, text.size(), c);
        switch (role_of(static_cast<char32_t>(c))) {
            case Role::letter:
                if (!letters) first_letter = character;
                letters = true;
                last_letter = at;
                break;
            case Role::other:
                break;
            case Role::end:
                end_at(character);
                begin = at;
                break;
        }
    }
    end_at(text.size());
    return found;
}

}  // namespace carepress::text

#include "text/isolates.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace carepress::text {
namespace {

constexpr char16_t no_break_space = 0x00A0, no_break_hyphen = 0x2011, en_dash = 0x2013, minus = 0x2212;

/// Western, Arabic and Persian digits: all three are written from left to right.
bool is_digit(char16_t c) {
    return (c >= u'0' && c <= u'9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
}
bool is_letter(char16_t c) { return (c | 0x20) >= u'a' && (c | 0x20) <= u'z'; }
bool is_space(char16_t c) { return c == u' ' || c == no_break_space; }
bool is_dash(char16_t c) { return c == u'-' || c == no_break_hyphen || c == en_dash; }
bool is_word_part(char16_t c) { return is_letter(c) || c == u'\'' || c == 0x2019; }
bool is_unit_sign(char16_t c) { return c == 0x00B0 || c == 0x00B5 || c == 0x03BC; }

/// What addresses and codes are made of, RFC 3986 and more: printable ASCII without quotation marks and brackets.
bool is_part_of_address(char16_t c) {
    return c > u' ' && c < 0x7F && std::u16string_view(u"\"'<>()[]{}|\\^`").find(c) == std::u16string_view::npos;
}

/// Punctuation that ends a sentence, not an address.
bool is_final(char16_t c) { return std::u16string_view(u".,;:!?-").find(c) != std::u16string_view::npos; }

/// What is in Latin order: parts of one phrase when they follow one another.
enum class Kind : std::uint8_t { none, telephone, measure, address, word };

struct Token {
    Kind kind = Kind::none;
    std::size_t end = 0;
};

class Scanner {
public:
    explicit Scanner(std::u16string_view text) : text_(text) {}

    std::vector<IsolatedRange> run() {
        for (std::size_t at = 0; at < text_.size();) {
            const bool fresh = at == 0 || !(is_digit(text_[at - 1]) || is_letter(text_[at - 1]));
            at = fresh ? std::max(phrase(at), at + 1) : at + 1;
        }
        return std::move(found_);
    }

private:
    /// A phrase of Latin order from `begin` on; kept when something in it would be turned round or torn. Returns its
    /// end.
    std::size_t phrase(std::size_t begin) {
        std::size_t end = begin;
        bool keep = false;
        Kind last = Kind::none;
        for (std::size_t at = begin;;) {
            const Token token = token_at(at, last == Kind::word);
            if (token.kind == Kind::none) break;
            // A number apart from words keeps its own place in the sentence: "555-0134 24 hours" are two things.
            const bool letters = std::any_of(text_.begin() + static_cast<std::ptrdiff_t>(at),
                                             text_.begin() + static_cast<std::ptrdiff_t>(token.end), is_letter);
            if (last != Kind::none && last != Kind::word && !letters) break;
            keep = keep || token.kind != Kind::word;
            end = token.end;
            last = token.kind;
            if (!is_space(char_at(end)) && char_at(end) != u'/') break;
            at = end + 1;
        }
        if (keep) found_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        return end;
    }

    Token token_at(std::size_t begin, bool after_word) const {
        if (const std::size_t end = date(begin); end > begin) return {Kind::telephone, end};
        if (const std::size_t end = telephone(begin); end > begin) return {Kind::telephone, end};
        if (const std::size_t end = measure(begin); end > begin) return {Kind::measure, end};
        if (const std::size_t end = address(begin); end > begin) return {Kind::address, end};
        const std::size_t word = is_letter(char_at(begin)) ? skip(begin, is_word_part) : begin;
        if (word > begin) return {Kind::word, word};
        // "Type 2": a number belongs to the word before it.
        const std::size_t number = after_word ? skip(begin, is_digit) : begin;
        if (number > begin && !is_dash(char_at(number))) return {Kind::word, number};
        return {};
    }

    char16_t char_at(std::size_t index) const { return index < text_.size() ? text_[index] : u'\0'; }
    std::size_t skip(std::size_t from, bool (*is)(char16_t)) const {
        while (from < text_.size() && is(text_[from])) ++from;
        return from;
    }
    int value(std::size_t at) const { return char_at(at) & 0x0F; }  // of any of the three kinds of digits
    std::size_t digits(std::size_t from, std::size_t count) const {
        const std::size_t end = skip(from, is_digit);
        return end - from == count ? end : from;
    }

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
            constexpr std::size_t shortest = 7, last_group = 4;
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
            std::size_t number = skip(mark, is_letter);
            if (char_at(number) == u'.') ++number;
            if (is_space(char_at(number))) ++number;
            if (skip(number, is_digit) > number && number - mark <= 5) return skip(number, is_digit);
        }
        return is_letter(char_at(end)) || is_measured(end) ? begin : end;
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

    bool is_measured(std::size_t at) const {
        const std::size_t unit = is_space(char_at(at)) ? at + 1 : at;
        return is_letter(char_at(unit)) || is_unit_sign(char_at(unit));
    }

    std::size_t number(std::size_t at) const {
        std::size_t end = skip(at, is_digit);
        if (end == at) return at;
        while ((char_at(end) == u'.' || char_at(end) == u',' || char_at(end) == u'/' || char_at(end) == 0x066B) &&
               is_digit(char_at(end + 1)))
            end = skip(end + 1, is_digit);
        return end;
    }

    /// "500 mg", "250 mg/5 mL", "10 mg/kg/day", "500-1000 mg", "-20 °C", "120/80 mmHg", "2.5 micrograms".
    std::size_t measure(std::size_t begin) const {
        const bool sign = char_at(begin) == u'-' || char_at(begin) == u'+' || char_at(begin) == minus;
        std::size_t end = number(begin + (sign ? 1 : 0));
        if (end == begin + (sign ? 1 : 0)) return begin;
        if (is_dash(char_at(end)) && number(end + 1) > end + 1) end = number(end + 1);
        std::size_t measured = begin;
        while (true) {
            const std::size_t unit = is_space(char_at(end)) ? end + 1 : end;
            const std::size_t unit_end = skip(unit, [](char16_t c) { return is_letter(c) || is_unit_sign(c); });
            const bool letters =
                std::any_of(text_.begin() + static_cast<std::ptrdiff_t>(std::min(unit, text_.size())),
                            text_.begin() + static_cast<std::ptrdiff_t>(std::min(unit_end, text_.size())), is_letter);
            if (!letters || is_digit(char_at(unit_end))) return measured;
            measured = end = unit_end;
            if (char_at(end) != u'/') return measured;
            const std::size_t per = number(end + 1);
            end = per > end + 1 ? per : end + 1;  // "mg/5 mL" or "mg/kg"
        }
    }

    /// "example.org/health", "info@example.org", "https://…", "K977", "COVID-19": Latin letters together with digits,
    /// or with marks that only addresses have inside.
    std::size_t address(std::size_t begin) const {
        std::size_t end = skip(begin, is_part_of_address);
        while (end > begin && is_final(text_[end - 1])) --end;
        const std::u16string_view token = text_.substr(begin, end - begin);
        const bool letters = std::any_of(token.begin(), token.end(), is_letter);
        const bool more = std::any_of(token.begin(), token.end(), [](char16_t c) {
            return is_digit(c) || c == u'.' || c == u'/' || c == u'@' || c == u':' || c == u'_';
        });
        return letters && more ? end : begin;
    }

    std::u16string_view text_;
    std::vector<IsolatedRange> found_;
};

}  // namespace

std::vector<IsolatedRange> find_isolates(std::u16string_view text) { return Scanner(text).run(); }

}  // namespace carepress::text

#include "text/isolates.h"

#include <algorithm>

namespace carepress {
namespace {

constexpr char16_t no_break_space = 0x00A0, no_break_hyphen = 0x2011, en_dash = 0x2013;

bool is_digit(char16_t c) { return c >= u'0' && c <= u'9'; }
bool is_letter(char16_t c) { return (c | 0x20) >= u'a' && (c | 0x20) <= u'z'; }
bool is_space(char16_t c) { return c == u' ' || c == no_break_space; }
bool is_dash(char16_t c) { return c == u'-' || c == no_break_hyphen || c == en_dash; }

/// What addresses and codes are made of, RFC 3986 and more: printable ASCII without quotation marks and brackets.
bool is_part_of_address(char16_t c) {
    return c > u' ' && c < 0x7F && std::u16string_view(u"\"'<>()[]{}|\\^`").find(c) == std::u16string_view::npos;
}

/// Punctuation that ends a sentence, not an address.
bool is_final(char16_t c) { return std::u16string_view(u".,;:!?-").find(c) != std::u16string_view::npos; }

/// Reads one thing at a time from where it stands; each reader returns the end of what it found, or the beginning.
class Scanner {
public:
    explicit Scanner(std::u16string_view text) : text_(text) {}

    std::vector<TextRange> run() {
        for (std::size_t at = 0; at < text_.size();) {
            const bool fresh = at == 0 || !(is_digit(text_[at - 1]) || is_letter(text_[at - 1]));
            const std::size_t end = fresh ? std::max({telephone(at), measure(at), address(at)}) : at;
            if (end > at) found_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
            at = std::max(end, at + 1);
        }
        return std::move(found_);
    }

private:
    char16_t at(std::size_t index) const { return index < text_.size() ? text_[index] : u'\0'; }
    std::size_t skip(std::size_t from, bool (*is)(char16_t)) const {
        while (from < text_.size() && is(text_[from])) ++from;
        return from;
    }

    /// "555-0134", "(856) 546-3003", "+1 856.546.3003", "2026-11-22": groups of digits, seven digits or more, that are
    /// not two years.
    std::size_t telephone(std::size_t begin) const {
        std::size_t end = begin, next = begin, digits = 0, groups = 0;
        bool years = true;
        if (at(next) == u'+') ++next;
        while (true) {
            const bool bracket = at(next) == u'(';
            const std::size_t first = next + (bracket ? 1 : 0), last = skip(first, is_digit);
            if (last == first || (bracket && at(last) != u')')) break;
            years = years && last - first == 4 && (at(first) == u'1' || at(first) == u'2');
            digits += last - first;
            ++groups;
            end = last + (bracket ? 1 : 0);
            next = end;
            if (is_dash(at(next)) || at(next) == u'.' || at(next) == u'/' || is_space(at(next)))
                ++next;
            else if (!bracket)
                break;
        }
        if (groups < 2 || digits < 7 || (groups == 2 && years) || is_letter(at(end))) return begin;
        return end;
    }

    /// "500 mg", "2.5 mL", "98.6 °F", "120/80 mmHg".
    std::size_t measure(std::size_t begin) const {
        std::size_t number = skip(begin, is_digit);
        if (number == begin) return begin;
        while ((at(number) == u'.' || at(number) == u',' || at(number) == u'/') && is_digit(at(number + 1)))
            number = skip(number + 1, is_digit);
        const std::size_t unit = number + (is_space(at(number)) ? 1 : 0);
        const auto is_unit = [](char16_t c) {
            return is_letter(c) || c == u'/' || c == 0x00B0 || c == 0x00B5 || c == 0x03BC;
        };
        const std::size_t end = skip(unit, is_unit);
        constexpr std::size_t longest_unit = 8;
        const bool has_letter = std::any_of(text_.begin() + static_cast<std::ptrdiff_t>(unit),
                                            text_.begin() + static_cast<std::ptrdiff_t>(end), is_letter);
        return has_letter && end - unit <= longest_unit && !is_digit(at(end)) ? end : begin;
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
    std::vector<TextRange> found_;
};

}  // namespace

std::vector<TextRange> find_isolates(std::u16string_view text) { return Scanner(text).run(); }

}  // namespace carepress

#include "text/number_groups.h"

#include "text/number_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace carepress::text {
namespace {

using Flag = NumberWord::Flag;
using Kind = NumberWord::Kind;

constexpr std::uint16_t any_unit = Flag::unit | Flag::half_day;

/// A word that a number has to do with, where it is in the text.
struct FoundWord {
    std::size_t begin = 0, end = 0;
    NumberWord what;
    explicit operator bool() const { return end > begin; }
};

class GroupFinder : NumberText {
public:
    GroupFinder(std::u16string_view text, const LanguageNumberWords& words, CharacterTable& characters,
                const std::vector<std::uint32_t>& breaks)
        : NumberText(text, characters), words_(words), breaks_(breaks), harms_(breaks.size(), 0) {}

    void find(std::vector<TornBreak>& torn) {
        for (std::size_t at = next_number(0); at < text_.size(); at = next_number(at)) at = take_number(at);
        for (const std::uint32_t at : breaks_) take_title(at);
        for (std::size_t i = 0; i < harms_.size(); ++i)
            if (harms_[i] > 0) torn.push_back({breaks_[i], harms_[i]});
    }

private:
    std::size_t next_number(std::size_t from) const {
        // Most of any text is ASCII letters.
        const auto begins = [this](char16_t c) {
            return c < 0x80 ? static_cast<char16_t>(c - u'0') < 10 : is_digit(c) || is_fraction(c);
        };
        const std::u16string_view rest = text_.substr(std::min(from, text_.size()));
        return static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), begins) - text_.begin());
    }

    /// No line should end between `begin` and `end`.
    void keep(std::size_t begin, std::size_t end, Harm harm) {
        auto found = std::upper_bound(breaks_.begin(), breaks_.end(), begin);
        for (; found != breaks_.end() && *found < end; ++found) {
            std::uint16_t& known = harms_[static_cast<std::size_t>(found - breaks_.begin())];
            known = std::max<std::uint16_t>(known, harm);
        }
    }

    /// A letter that Hebrew and Arabic write as one with the word behind it: "in", "and".
    static bool is_prefix(char16_t c) { return c >= 0x05D0 && is_among(c, u"בלכמוהשوفبلك"); }
    char16_t small(char16_t c) const {
        if (c < 0x80) return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c | 0x20) : c;
        return is_space(c) ? u' ' : static_cast<char16_t>(u_tolower(c));
    }

    /// Notes the words that begin at `index`.
    void read_words(std::size_t index, std::size_t from) {
        LanguageNumberWords::Search search = words_.forwards();
        for (std::size_t i = from; i < text_.size() && found_count_ < found_.size(); ++i) {
            if (!search.next(small(text_[i]))) return;
            const NumberWord what = search.word();
            if (what.flags == 0 || inside_word(i + 1)) continue;
            if (what.is(Flag::capital) && u_isupper(text_[from]) == 0) continue;
            found_[found_count_++] = {index, i + 1, what};
        }
    }

    /// The longest word at `index` that is one of `wanted`.
    FoundWord word_at(std::size_t index, std::uint16_t wanted) {
        if (found_at_ != index) {
            found_at_ = index;
            found_count_ = 0;
            read_words(index, index);
            if (found_count_ == 0 && is_prefix(at(index))) read_words(index, index + 1);
        }
        for (std::size_t i = found_count_; i-- > 0;)
            if (found_[i].what.is(wanted)) return found_[i];
        return {index, index, {}};
    }

    /// The longest word that ends at `index` and is one of `wanted`.
    FoundWord word_before(std::size_t index, std::uint16_t wanted) const {
        FoundWord found{index, index, {}};
        LanguageNumberWords::Search search = words_.backwards();
        for (std::size_t i = index; i-- > 0 && search.next(small(text_[i]));) {
            const NumberWord what = search.word();
            if (!what.is(wanted) || (what.is(Flag::capital) && u_isupper(text_[i]) == 0)) continue;
            if (!inside_word(i))
                found = {i, index, what};
            else if (is_prefix(text_[i - 1]) && !inside_word(i - 1))
                found = {i - 1, index, what};
        }
        return found;
    }

    /// Keeps together all that belongs to the number at `begin`. Returns where to look for the next one.
    std::size_t take_number(std::size_t begin) {
        const char16_t previous = before(begin);
        if (u_islower(previous) != 0 || u_isupper(previous) != 0) {  // "B12"
            std::size_t end = begin;
            while (end < text_.size() && is_of_word(text_[end])) ++end;
            return end;
        }
        if (const std::size_t end = telephone_end(begin); end > begin) {
            take_label(begin);
            keep(begin - (previous == u'(' || previous == u'+' ? 1 : 0), end, close);
            if (const FoundWord extension = word_at(skip_space(end), Flag::label)) keep(end - 1, extension.end, close);
            return end;
        }
        const std::size_t end = number_end(begin);
        keep(begin, end, tight);
        take_label(begin);
        return std::max(end, take_what_follows(begin, end));
    }

    /// "p. 4", "Step 3", "March 12", "≥ 5", "第3", "오전 9:30".
    void take_label(std::size_t begin) {
        std::size_t first = begin;
        while (first > 0 && begin - first < 3 && (is_number_sign(text_[first - 1]) || text_[first - 1] == u'('))
            --first;
        const bool spaced = is_space(before(first));
        const std::size_t end = first - (spaced ? 1 : 0);
        if (end == 0 || (!spaced && !is_unspaced(before(end)))) return;
        if (spaced && is_sign_apart(text_[end - 1])) keep(end - 1, begin + 1, tight);
        const bool stop = text_[end - 1] == u'.';
        const FoundWord word = word_before(end - (stop ? 1 : 0), Flag::label | Flag::month | Flag::half_day);
        if (!word) return;
        // "no 5" may be anything; "no. 5" is a number.
        constexpr char16_t alphabets = 0x0700;  // from Latin to Arabic
        const bool is_short =
            word.end - word.begin <= 2 && text_[word.begin] < alphabets && is_of_word(text_[word.begin]);
        if (word.what.is(Flag::label) && (stop || !is_short)) keep(word.begin, begin + 1, close);
        if (word.what.is(Flag::half_day) && !is_short) keep(word.begin, begin + 1, close);
        if (!word.what.is(Flag::month)) return;
        if (is_day(begin)) {
            keep(end - 1, begin + 1, close);
            take_year(skip_ordinal(skip_digits(begin)));
        } else if (is_year(begin)) {
            keep(end - 1, begin + 1, loose);
        }
    }

    /// "st" of "1st", "º", the full stop of "12.".
    std::size_t skip_ordinal(std::size_t index) const {
        std::size_t end = index;
        while (end < index + 3 && is_of_word(at(end)) && !is_digit(at(end)) && !is_unspaced(at(end))) ++end;
        if (end == index && (at(end) == u'.' || at(end) == u'\u00BA' || at(end) == u'\u00AA')) ++end;
        return is_of_word(at(end)) ? index : end;
    }

    /// Behind the month or day that ends at `end`: " 2026", ", 2026", " de 2026".
    void take_year(std::size_t end) {
        std::size_t next = end;
        if (at(next) == u',' || at(next) == u'.') ++next;
        if (!is_space(at(next))) return;
        ++next;
        if (const FoundWord of = word_at(next, Flag::of_date); of && is_space(at(of.end))) next = of.end + 1;
        if (is_year(next)) keep(end - 1, next + 1, loose);
    }

    /// Behind the number [begin, end). Returns where what was taken ends, or the next number begins.
    std::size_t take_what_follows(std::size_t begin, std::size_t end) {
        const std::size_t next = skip_space(end);
        const char16_t c = at(next);
        // "9 : 30", but not "Step 9: 30 drops"
        if (is_range_dash(c) || (joins_numbers(c) && (next > end || !is_among(c, u":/")))) {
            if (const std::size_t number = number_behind(skip_space(next + 1));
                number > next && begins_number(number)) {
                keep(end - 1, number + 1, close);
                return number;
            }
            if (c == u'-' && next == end) {  // "10-mg", "5-day"
                const FoundWord unit = word_at(next + 1, Flag::unit);
                if (unit) keep(end - 1, unit.end, tight);
                return unit.end;
            }
        }
        if (const FoundWord range = word_at(next, Flag::range)) {
            const std::size_t from = skip_space(range.end);
            if (const std::size_t number = number_behind(from); begins_number(number)) {
                keep(end - 1, number + 1, close);
                return number;
            }
        }
        if (is_day(begin) && take_month(end)) return end;
        const bool may_be_hour = value(begin) <= 24;
        const FoundWord unit = word_at(next, may_be_hour ? any_unit : std::uint16_t{Flag::unit});
        if (!unit) return end;
        keep(end - 1, unit.end, tight);
        return take_behind_unit(unit);
    }

    /// "12 March", "12. März", "3 de mayo", "1er mars": of the day that ends at `end`.
    bool take_month(std::size_t end) {
        const std::size_t day_end = skip_ordinal(end);
        if (!is_space(at(day_end))) return false;
        std::size_t next = day_end + 1;
        if (const FoundWord of = word_at(next, Flag::of_date); of && is_space(at(of.end))) next = of.end + 1;
        const FoundWord month = word_at(next, Flag::month);
        if (!month) return false;
        keep(end - 1, month.end, close);
        take_year(month.end);
        return true;
    }

    /// "mg/dL", "38 °C (100.4 °F)", "500 mg tablet", "5 ft 10 in", "2 mg to 5 mg". Returns where it ends.
    std::size_t take_behind_unit(const FoundWord& unit) {
        std::size_t end = unit.end;
        if (at(end) == u'/' && begins_number(end + 1)) {  // "0.25 mg/0.5 mL"
            keep(end - 1, end + 2, tight);
            return end;
        }
        if (at(end) == u'/') {
            if (const FoundWord per = word_at(end + 1, Flag::unit)) {
                keep(end - 1, per.end, tight);
                end = per.end;
            }
        }
        const std::size_t last = end + (at(end) == u'.' ? 1 : 0), next = skip_space(last);
        if (at(next) == u'(' || at(next) == u'\uFF08') {
            if (const std::size_t number = number_behind(next + 1); begins_number(number))
                keep(last - 1, number + 1, loose);
            return end;
        }
        if (next == last && !is_unspaced(before(last))) return end;
        if (!unit.what.is(Flag::form)) {
            if (const FoundWord form = word_at(next, Flag::form)) {
                keep(last - 1, form.end, loose);
                return form.end;
            }
        }
        std::size_t number = next;
        if (is_range_dash(at(next))) {
            number = skip_space(next + 1);
        } else if (const FoundWord range = word_at(next, Flag::range)) {
            number = skip_space(range.end);
        }
        // "9 h 30"
        if (unit.what.kind == Kind::half_day && skip_digits(next) == next + 2) keep(last - 1, next + 1, loose);
        if (begins_number(number) && unit.what.kind != Kind::none) {
            const FoundWord other = word_at(skip_space(number_end(number)), any_unit);
            if (other && other.what.kind == unit.what.kind) keep(last - 1, number + 1, loose);
        }
        return end;
    }

    /// "Dr. Lee", "Sra. Gómez": the break behind the full stop.
    void take_title(std::uint32_t behind) {
        if (behind < 3 || behind >= text_.size() || text_[behind - 2] != u'.' || !is_space(text_[behind - 1])) return;
        if (u_islower(text_[behind]) != 0 || !is_of_word(text_[behind])) return;
        if (word_before(behind - 2, Flag::title)) keep(behind - 1, behind + 1, close);
    }

    const LanguageNumberWords& words_;
    const std::vector<std::uint32_t>& breaks_;
    std::vector<std::uint16_t> harms_;  ///< of each break
    std::array<FoundWord, 6> found_;    ///< the words that begin at found_at_, the longest last
    std::size_t found_at_ = no_place, found_count_ = 0;
    static constexpr std::size_t no_place = ~std::size_t{0};
};

}  // namespace

bool may_have_torn_breaks(std::u16string_view text, const std::vector<std::uint32_t>& breaks) {
    if (breaks.size() < 2) return false;
    unsigned digit = 0;  // a loop that the compiler makes look at many units at once
    char16_t all = 0;
    for (const char16_t unit : text) {
        digit |= static_cast<unsigned>(static_cast<char16_t>(unit - u'0') < 10);
        all |= unit;
    }
    if (digit != 0) return true;
    const auto is_other_digit = [](char16_t unit) {
        return NumberText::is_fraction(unit) || (unit >= 0x0660 && u_isdigit(unit) != 0);
    };
    if (all >= 0x80 && std::any_of(text.begin(), text.end(), is_other_digit)) return true;
    // "Dr. Lee": the word is short, else a sentence ends here.
    constexpr std::uint32_t longest_title = 5;
    return std::any_of(breaks.begin(), breaks.end() - 1, [&](std::uint32_t at) {
        if (at < 3 || text[at - 2] != u'.') return false;
        std::uint32_t begin = at - 2;
        while (begin > 0 && text[begin - 1] != u' ' && at - 2 - begin <= longest_title) --begin;
        return at - 2 - begin <= longest_title;
    });
}

void find_torn_breaks(std::u16string_view text, const LanguageNumberWords& words, CharacterTable& characters,
                      const std::vector<std::uint32_t>& breaks, std::vector<TornBreak>& torn) {
    GroupFinder(text, words, characters, breaks).find(torn);
}

}  // namespace carepress::text

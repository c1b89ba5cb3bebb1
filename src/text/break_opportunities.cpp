#include "text/break_opportunities.h"

#include "base/error.h"
#include "base/language.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <cstdint>

namespace carepress::text {
namespace {

enum class Answer : std::uint8_t { keep, part, unsure };

/// Follows UAX #14 over classes, one character at a time, as far as Unicode 15.0 (ICU 72) and 16.0 (ICU 76) agree.
/// Where they do not, it is unsure, and ICU's own release decides.
class FastBreaker {
public:
    /// Whether a line may break between what was taken and `next`.
    Answer take(BreakClass next) {
        using enum BreakClass;
        if (next >= complex) return Answer::unsure;
        if (next == mark) return take_mark();
        if (hyphen_begins_word_ && next != space && next != line_separator) return Answer::unsure;  // ICU's LB20.09
        hyphen_begins_word_ = false;
        if (next == space) {
            after_space_ = true;
            return Answer::keep;  // LB7
        }
        const Answer answer = at_start_                ? (after_space_ ? start_after_space(next) : Answer::keep)
                              : next == line_separator ? Answer::keep  // LB6
                              : after_space_           ? after_space(next)
                                                       : adjacent(next);
        hyphen_begins_word_ = next == hyphen && (at_start_ || after_space_ || last_ == glue);
        before_last_ = at_start_ || after_space_ ? space : last_;
        last_ = next;
        at_start_ = after_space_ = false;
        return answer;
    }
    /// Inside a word another letter changes nothing (LB28); most of any text is that.
    bool is_inside_word() const { return last_ == BreakClass::alphabetic && !at_start_ && !after_space_; }
    void start_line() {
        at_start_ = true;
        after_space_ = hyphen_begins_word_ = false;
        before_last_ = BreakClass::space;
    }

private:
    Answer take_mark() const {
        const bool on_letter = last_ == BreakClass::alphabetic || last_ == BreakClass::numeric;
        return !at_start_ && !after_space_ && on_letter ? Answer::keep : Answer::unsure;  // LB9
    }

    static Answer start_after_space(BreakClass next) {
        using enum BreakClass;
        return next == alphabetic || next == numeric ? Answer::part : Answer::unsure;
    }

    /// What LB13 keeps at the end of a line.
    static bool closes(BreakClass next) {
        using enum BreakClass;
        return next == close || next == close_parenthesis || next == exclamation || next == infix || next == solidus;
    }

    Answer after_space(BreakClass next) const {
        using enum BreakClass;
        if (closes(next)) return Answer::unsure;                         // LB13, and ICU's rule for numbers like .5
        if (last_ == open) return Answer::keep;                          // LB14
        if (is_quotation(last_) && next == open) return Answer::unsure;  // LB15, until Unicode 15.0
        if (last_ == opening_quotation || next == closing_quotation) return Answer::unsure;  // LB15a, LB15b, since 15.1
        return Answer::part;                                                                 // LB18
    }

    Answer adjacent(BreakClass next) const {
        using enum BreakClass;
        if (closes(next)) return Answer::keep;                                                             // LB13
        if (last_ == open) return Answer::keep;                                                            // LB14
        if (is_quotation(last_) || is_quotation(next)) return Answer::keep;                                // LB19
        if (last_ == glue) return Answer::keep;                                                            // LB12
        if (next == glue) return last_ == break_after || last_ == hyphen ? Answer::unsure : Answer::keep;  // LB12a
        if (next == break_after || next == hyphen) return Answer::keep;                                    // LB21
        return last_ == alphabetic || last_ == numeric ? after_letter(next) : after_punctuation(next);
    }

    Answer after_letter(BreakClass next) const {
        using enum BreakClass;
        switch (next) {
            case alphabetic:  // NOLINT(bugprone-branch-clone): each line cites its own rule
            case numeric:
                return Answer::keep;  // LB23, LB25, LB28
            case open:
                return Answer::keep;  // LB30
            case prefix:
            case postfix:
                return Answer::keep;  // LB24, LB25
            default:
                return Answer::unsure;
        }
    }

    Answer after_punctuation(BreakClass next) const {
        using enum BreakClass;
        const bool letter = next == alphabetic, digit = next == numeric;
        if (!letter && !digit) return Answer::unsure;
        switch (last_) {
            case break_after:
                return Answer::part;  // LB31
            case hyphen:
                return letter ? Answer::part : Answer::keep;  // LB31, LB25
            case close_parenthesis:
                return Answer::keep;  // LB30
            case infix:
                if (letter) return Answer::keep;                                 // LB29
                return before_last_ == numeric ? Answer::keep : Answer::unsure;  // LB25
            case solidus:
                if (letter) return Answer::part;                                 // LB31
                return before_last_ == numeric ? Answer::keep : Answer::unsure;  // LB25
            case prefix:
            case postfix:
                return Answer::keep;  // LB24, LB25
            default:
                return Answer::unsure;
        }
    }

    BreakClass last_ = BreakClass::space, before_last_ = BreakClass::space;
    bool at_start_ = true, after_space_ = false, hyphen_begins_word_ = false;
};

}  // namespace

BreakIterator open_break_iterator(UBreakIteratorType type, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    BreakIterator iterator(ubrk_open(type, language.c_str(), nullptr, 0, &status));
    if (U_FAILURE(status) || !iterator)
        throw EnvironmentError(std::string("ICU has no break rules: ") + u_errorName(status));
    return iterator;
}

BreakIterator open_line_break_iterator(const std::string& language) {
    const bool japanese = language == "ja" || language.starts_with("ja-");
    return open_break_iterator(UBRK_LINE, japanese ? "ja@lw=phrase" : language);
}

void keep_words_whole(std::u16string_view text, std::vector<std::uint32_t>& breaks) {
    const auto inside_word = [&](std::uint32_t at) {
        if (at == 0 || at >= text.size()) return false;
        UChar32 before = 0, after = 0;
        U16_GET(text.data(), 0, static_cast<std::int32_t>(at) - 1, static_cast<std::int32_t>(text.size()), before);
        U16_GET(text.data(), 0, static_cast<std::int32_t>(at), static_cast<std::int32_t>(text.size()), after);
        return u_isalnum(before) && u_isalnum(after);
    };
    std::erase_if(breaks, inside_word);
}

void find_breaks_by_icu(std::u16string_view text, UBreakIterator* iterator, std::vector<std::uint32_t>& breaks) {
    breaks.clear();
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator, text.data(), static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status)) throw EnvironmentError(std::string("ICU can't break lines: ") + u_errorName(status));
    ubrk_first(iterator);
    for (std::int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
        breaks.push_back(static_cast<std::uint32_t>(at));
}

bool find_breaks_fast(std::u16string_view text, CharacterTable& characters, std::vector<std::uint32_t>& breaks) {
    breaks.clear();
    FastBreaker breaker;
    bool separator_before = false, inside_word = false;
    for (std::uint32_t at = 0; at < text.size();) {
        const std::uint32_t here = at;
        if (inside_word && is_ascii_letter(text[at])) {
            ++at;
            continue;
        }
        const BreakClass next = characters.of(next_character(text, at)).breaks;
        if (separator_before) {  // LB4
            breaks.push_back(here);
            breaker.start_line();
        }
        const Answer answer = breaker.take(next);
        if (answer == Answer::unsure) return false;
        if (answer == Answer::part) breaks.push_back(here);
        separator_before = next == BreakClass::line_separator;
        inside_word = breaker.is_inside_word();
    }
    if (!text.empty()) breaks.push_back(static_cast<std::uint32_t>(text.size()));
    return true;
}

void join_guillemets(std::u16string_view text, std::vector<std::uint32_t>& breaks) {
    if (text.find_first_of(u"«»‹›") == text.npos) return;
    std::erase_if(breaks, [&](std::uint32_t at) {
        if (at < 2 || at >= text.size() || text[at - 1] != u' ') return false;
        const char16_t before = text[at - 2], after = text[at];
        return before == u'«' || before == u'‹' || after == u'»' || after == u'›';
    });
}

bool breaks_like_root(std::string_view language) {
    const std::string_view primary = primary_subtag(language);
    for (const std::string_view tailored : {"ja", "zh", "ko", "yue", "fi", "sv"}) {
        if (primary == tailored) return false;
    }
    return language.find("-u-") == std::string_view::npos;
}

}  // namespace carepress::text

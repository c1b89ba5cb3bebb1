#include "base/ascii.h"
#include "check/plain_language.h"

#include <algorithm>
#include <array>

namespace carepress::check {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

struct ShortForm {
    std::string_view written, plain;
    bool any_case;
};

/// Short forms for doses that have been misread, each with what to write.
constexpr std::array<ShortForm, 23> short_forms{{{"q.d.", "every day", true},
                                                 {"qd", "every day", true},
                                                 {"q.o.d.", "every other day", true},
                                                 {"qod", "every other day", true},
                                                 {"b.i.d.", "2 times a day", true},
                                                 {"BID", "2 times a day", false},
                                                 {"t.i.d.", "3 times a day", true},
                                                 {"tid", "3 times a day", true},
                                                 {"q.i.d.", "4 times a day", true},
                                                 {"qid", "4 times a day", true},
                                                 {"q.h.s.", "at bedtime", true},
                                                 {"qhs", "at bedtime", true},
                                                 {"p.r.n.", "when you need it", true},
                                                 {"prn", "when you need it", true},
                                                 {"p.o.", "by mouth", true},
                                                 {"IU", "units", false},
                                                 {"cc", "mL", false},
                                                 {"\xC2\xB5g", "micrograms (mcg)", false},
                                                 {"\xCE\xBCg", "micrograms (mcg)", false},
                                                 {"D/C", "stop, or discharge", false},
                                                 {"SQ", "under the skin", false},
                                                 {"MSO4", "morphine sulfate", false},
                                                 {"MgSO4", "magnesium sulfate", false}}};

class AmbiguityReader {
public:
    AmbiguityReader(const Passage& passage, bool english, Findings& findings)
        : passage_(passage), text_(passage.text), english_(english), findings_(findings) {}

    void read() {
        for (std::size_t i = 0; i < text_.size();) {
            if (is_digit(text_[i]))
                i = number(i);
            else if (text_[i] == '.' && is_digit(at(i + 1)) && !is_digit(before(i)) && !is_letter(before(i)))
                i = naked_decimal(i);
            else if (is_letter(text_[i]) && !is_letter(before(i)) && !is_digit(before(i)))
                i = short_form(i);
            else
                ++i;
        }
    }

private:
    char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
    char before(std::size_t i) const { return i > 0 ? text_[i - 1] : '\0'; }

    void say(DiagnosticCode rule, Severity severity, std::size_t begin, std::size_t end, const std::string& message,
             std::string hint) {
        findings_.add(rule, severity, passage_.in_source(begin, end),
                      "\"" + std::string(text_.substr(begin, end - begin)) + "\" " + message, std::move(hint));
    }

    std::size_t digits_end(std::size_t i) const {
        while (is_digit(at(i))) ++i;
        return i;
    }

    /// Whether a dose unit is here, after a space or none.
    bool unit_follows(std::size_t i) const {
        constexpr std::array<std::string_view, 16> units{"mg",    "mcg",     "g",     "kg",     "mL",      "ml",
                                                         "L",     "unit",    "units", "tablet", "tablets", "pill",
                                                         "pills", "capsule", "drop",  "drops"};
        if (at(i) == ' ') ++i;
        std::size_t end = i;
        while (is_letter(at(end))) ++end;
        const std::string_view word = text_.substr(std::min(i, text_.size()), end - i);
        return std::find(units.begin(), units.end(), word) != units.end();
    }

    std::size_t naked_decimal(std::size_t i) {
        const std::size_t end = digits_end(i + 1);
        say("check/ambiguous-dose"_code, Severity::error, i, end,
            "has no digit before the decimal point: it can be read as a whole number",
            "write \"0" + std::string(text_.substr(i, end - i)) + "\"");
        return end;
    }

    /// Everything that belongs to a figure: "2-4", "(856) 546-3003" part by part, "2026-11-20", "1.0".
    std::size_t number(std::size_t begin) {
        std::size_t end = digits_end(begin);
        const bool free =
            !is_letter(before(begin)) && std::string_view("-/.,:+").find(before(begin)) == std::string_view::npos;
        if (at(end) == '.' && is_digit(at(end + 1))) {
            const std::size_t decimals = digits_end(end + 1);
            const bool zeros =
                text_.substr(end + 1, decimals - end - 1).find_first_not_of('0') == std::string_view::npos;
            if (zeros && free && at(decimals) != '.' && unit_follows(decimals))
                say("check/ambiguous-dose"_code, Severity::error, begin, decimals,
                    "ends in a zero: if the decimal point is missed, it is ten times as much",
                    "write \"" + std::string(text_.substr(begin, end - begin)) + "\"");
            end = decimals;
        }
        if (free && at(end) == 'U' && !is_letter(at(end + 1)) && !is_digit(at(end + 1)))
            say("check/ambiguous-dose"_code, Severity::error, begin, end + 1, "has a U that can be read as a zero",
                "write \"units\"");
        return range_end(begin, end, free);
    }

    /// "2-4" and "2 – 4" are ranges; "555-0134", "1-800-555-0134" and "2026-11-20" are not. "1/2" is a fraction or a
    /// date; "120/80", "24/7" and "1/2/2026" are neither.
    std::size_t range_end(std::size_t begin, std::size_t end, bool free) {
        std::size_t sign = end;
        while (at(sign) == ' ') ++sign;
        const std::string_view rest = text_.substr(std::min(sign, text_.size()));
        const bool hyphen = rest.starts_with("-"), dash = rest.starts_with("\xE2\x80\x93"),
                   slash = rest.starts_with("/");
        if (!hyphen && !dash && !slash) return end;
        std::size_t second = sign + (dash ? 3 : 1);
        if (slash && (sign != end || !is_digit(at(second)))) return end;
        while (at(second) == ' ') ++second;
        if (!is_digit(at(second))) return end;
        std::size_t last = digits_end(second);
        // Taken as a whole, however long it goes on.
        const bool goes_on = at(last) == at(sign) && (is_digit(at(last + 1)) || is_letter(at(last + 1)));
        std::size_t all = last;
        while (is_digit(at(all)) || ((at(all) == '-' || at(all) == '/') && is_digit(at(all + 1)))) ++all;
        if (goes_on || !free || end - begin > 3 || last - second > 3) return all;
        const std::string a(text_.substr(begin, end - begin)), b(text_.substr(second, last - second));
        if (slash) {
            if (a.size() > 2 || b.size() > 2 || (a == "24" && b == "7")) return all;
            say("check/ambiguous-range"_code, Severity::warning, begin, last, "can be read as a fraction and as a date",
                english_ ? "write it in words, such as \"half\" or \"" + a + " of " + b + "\"" : "write it in words");
            return all;
        }
        say("check/ambiguous-range"_code, Severity::warning, begin, last, "can be read as a range, a date or a minus",
            english_ ? "write \"" + a + " to " + b + "\"" : "write it in words");
        return all;
    }

    std::size_t short_form(std::size_t begin) {
        for (const ShortForm& form : short_forms) {
            if (!starts(begin, form)) continue;
            const std::size_t end = begin + form.written.size();
            if (is_letter(at(end)) || is_digit(at(end))) continue;
            say("check/ambiguous-dose"_code, Severity::error, begin, end, "is an abbreviation that has been misread",
                "write \"" + std::string(form.plain) + "\"");
            return end;
        }
        while (is_letter(at(begin))) ++begin;
        return begin;
    }

    bool starts(std::size_t begin, const ShortForm& form) const {
        const std::string_view here = text_.substr(begin, form.written.size());
        return here == form.written || (form.any_case && ascii_lower(here) == ascii_lower(form.written));
    }

    const Passage& passage_;
    std::string_view text_;
    bool english_;
    Findings& findings_;
};

}  // namespace

void check_ambiguity(const std::vector<Passage>& passages, const std::string& language, Findings& findings) {
    const bool english = language.substr(0, language.find('-')) == "en";
    for (const Passage& passage : passages) AmbiguityReader(passage, english, findings).read();
}

}  // namespace carepress::check

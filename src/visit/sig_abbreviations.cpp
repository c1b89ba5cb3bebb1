#include "base/numbers.h"
#include "visit/sig.h"
#include "visit/sig_tokens.h"
#include "visit/word_lists.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace carepress::visit {
namespace {

/// How an abbreviation is written matters where it is a word too: "AS", but "as directed".
enum class Case : std::uint8_t { any, upper };

struct Abbreviation {
    std::string_view word;
    std::string_view plain;  ///< empty: has been misread, and its meaning is uncertain
    Case written = Case::any;
};

/// After ISMP's list of error-prone abbreviations and the Joint Commission's "Do Not Use" list, with others that are
/// common in instructions. "Once" is avoided: it is eleven in Spanish.
constexpr auto abbreviations = std::to_array<Abbreviation>({
    {"po", "by mouth"},
    {"bid", "2 times a day"},
    {"tid", "3 times a day"},
    {"qid", "4 times a day"},
    {"qd", "1 time a day"},
    {"qday", "1 time a day"},
    {"qdaily", "1 time a day"},
    {"qod", "every other day"},
    {"eod", "every other day"},
    {"qhs", "at bedtime"},
    {"hs", "at bedtime"},
    {"qbedtime", "at bedtime"},
    {"qn", "at bedtime"},
    {"qam", "every morning"},
    {"qpm", "every evening"},
    {"qw", "1 time a week"},
    {"qwk", "1 time a week"},
    {"qweek", "1 time a week"},
    {"qmonth", "1 time a month"},
    {"tiw", "3 times a week"},
    {"prn", "if needed"},
    {"pr", "in the rectum"},
    {"pv", "in the vagina"},
    {"sc", "under the skin"},
    {"sq", "under the skin"},
    {"subq", "under the skin"},
    {"subcut", "under the skin"},
    {"subcutaneously", "under the skin"},
    {"sl", "under the tongue"},
    {"im", "into a muscle"},
    {"iv", "into a vein"},
    {"top", "on the skin", Case::upper},
    {"ac", "before meals"},
    {"pc", "after meals"},
    {"cc", "mL"},
    {"ml", "mL"},
    {"iu", "units"},
    {"ug", "mcg"},
    {"\xC2\xB5g", "mcg"},
    {"\xCE\xBCg", "mcg"},
    {"mgs", "mg"},
    {"gm", "g"},
    {"gms", "g"},
    {"ud", "as directed"},
    {"nte", "not more than"},
    {"atc", "around the clock"},
    {"stat", "right away"},
    {"sob", "shortness of breath"},
    {"inh", "inhale"},
    {"bd", "2 times a day"},
    {"tds", "3 times a day"},
    {"qds", "4 times a day"},
    {"om", "every morning", Case::upper},
    {"bidac", "2 times a day before meals"},
    {"tidac", "3 times a day before meals"},
    {"bidwm", "2 times a day with meals"},
    {"tidwm", "3 times a day with meals"},
    {"wa", "while awake"},
    {"npo", "nothing by mouth"},
    {"mn", "midnight", Case::upper},
    {"aa", "affected area", Case::upper},
    {"neb", "nebulizer"},
    {"nebs", "nebulizer"},
    // The meaning of these is uncertain:
    {"biw", ""},
    {"on", "", Case::upper},
    {"t", ""},
    {"iss", ""},
    {"biweekly", ""},
    {"bimonthly", ""},
    {"mr", ""},
    {"ngt", ""},
    {"sos", ""},
    {"tsf", ""},
    {"ssri", ""},
    {"ssi", ""},
    {"mso", ""},
    {"mgso", ""},
    {"ms", "", Case::upper},
    {"ss", ""},
    {"bt", "", Case::upper},
    {"ij", "", Case::upper},
    {"it", "", Case::upper},
    {"ivp", ""},
    {"ii", ""},
    {"iii", ""},
    {"gr", ""},
    {"tvd", ""},
});

/// Forms that have a plural.
constexpr WordTable<std::string_view, 13> forms{{
    {"tab", "tablet"},
    {"tabs", "tablet"},
    {"tb", "tablet"},
    {"cap", "capsule"},
    {"caps", "capsule"},
    {"supp", "suppository"},
    {"supps", "suppository"},
    {"tsp", "teaspoon"},
    {"tsps", "teaspoon"},
    {"tbsp", "tablespoon"},
    {"gtt", "drop"},
    {"gtts", "drop"},
    {"pkt", "packet"},
}};

/// The unit of time behind a number, in the plural: "q6h", "x 7d". "m" is missing: it is minutes or months.
std::string_view unit_of_time(const SigToken& token) {
    static constexpr WordTable<std::string_view, 20> units{{
        {"h", "hours"},     {"hr", "hours"},     {"hrs", "hours"},  {"hour", "hours"},   {"hours", "hours"},
        {"min", "minutes"}, {"mins", "minutes"}, {"d", "days"},     {"day", "days"},     {"days", "days"},
        {"dy", "days"},     {"wk", "weeks"},     {"wks", "weeks"},  {"w", "weeks"},      {"week", "weeks"},
        {"weeks", "weeks"}, {"mo", "months"},    {"mos", "months"}, {"month", "months"}, {"months", "months"},
    }};
    return token.is_number() ? std::string_view() : look_up(units, token.lower).value_or("");
}

/// "1 hour", "4 to 6 hours".
std::string counted(const std::string& many, std::string_view units) {
    return many + " " + std::string(many == "1" ? units.substr(0, units.size() - 1) : units);
}

/// "1.0" as "1", ".5" as "0.5"; other numbers as they are.
std::string plain_number(std::string_view written) {
    std::string number(written);
    if (number.starts_with('.')) number.insert(0, "0");
    const std::size_t point = number.find('.');
    if (point == std::string::npos || number.find('.', point + 1) != std::string::npos) return number;
    while (number.back() == '0') number.pop_back();
    if (number.back() == '.') number.pop_back();
    return number;
}

/// "50000" as "50,000"; what is not a whole number from 1,000 as it is.
std::string grouped(std::string number) {
    const bool is_whole = number.find_first_not_of("0123456789") == std::string::npos;
    if (!is_whole || number.size() < 4 || number.size() > 18 || number.starts_with('0')) return number;
    return with_commas(std::stoull(number));
}

/// "PRN pain", but "PRN at bedtime" and "PRN BID": whether the word names what it is needed for.
bool is_reason(const SigToken& token) {
    static constexpr auto others = std::to_array<std::string_view>(
        {"for",  "q",       "every", "each",  "daily", "nightly", "weekly", "hourly", "once", "twice", "up",   "to",
         "max",  "maximum", "not",   "do",    "no",    "nte",     "and",    "or",     "at",   "in",    "on",   "by",
         "with", "before",  "after", "when",  "if",    "as",      "use",    "take",   "only", "may",   "then", "x",
         "one",  "two",     "three", "until", "via",   "per",     "call",   "od",     "os",   "ou",    "ad",   "au"});
    if (token.kind != SigToken::Kind::word || is_one_of(token.lower, others)) return false;
    return token.is("sob") || std::none_of(abbreviations.begin(), abbreviations.end(),
                                           [&](const Abbreviation& each) { return token.is(each.word); });
}

class Writer {
public:
    Writer(std::string_view text, const SigContext& context) : text_(text), tokens_(sig_tokens(text)) {
        const auto has = [&](std::initializer_list<std::string_view> words) {
            return std::any_of(tokens_.begin(), tokens_.end(),
                               [&](const SigToken& each) { return is_one_of(each.lower, words); });
        };
        ear_ = context.route == Route::ear || has({"ear", "ears", "otic"});
        // Drops may be for the mouth or the nose.
        const bool elsewhere = has({"po", "mouth", "oral", "orally", "tongue", "sl", "take", "drink", "swallow", "give",
                                    "water", "juice", "milk", "nose", "nostril", "nostrils", "nasal", "nasally"});
        eye_ = context.route == Route::eye || has({"eye", "eyes", "ophth", "ophthalmic"}) || has_eye_code() ||
               (!ear_ && !elsewhere && context.route == Route::none && has({"gtt", "gtts", "drop", "drops"}));
    }

    PlainSig write() {
        std::size_t copied = 0;
        for (std::size_t i = 0; i < tokens_.size();) {
            const std::optional<std::pair<std::size_t, std::string>> match = match_at(i);
            if (!match) {
                ++i;
                continue;
            }
            const auto& [count, plain] = *match;
            const SigToken& first = tokens_[i];
            out_.text += text_.substr(copied, first.begin - copied);
            const std::size_t end = tokens_[i + count - 1].end;
            const bool changed = plain != text_.substr(first.begin, end - first.begin);
            if (changed && first.begin > 0 && copied_word(first.begin)) out_.text += ' ';
            out_.text += plain;
            copied = end;
            // The dot of "tab." does not end a sentence.
            if (first.kind == SigToken::Kind::word && copied + 1 < text_.size() && text_[copied] == '.' &&
                text_[copied + 1] == ' ' && copied + 2 < text_.size() && is_lower_or_digit(text_[copied + 2]))
                ++copied;
            if (changed && !plain.empty() && copied < text_.size() && is_word(text_[copied])) out_.text += ' ';
            i += count;
        }
        out_.text += text_.substr(copied);
        return std::move(out_);
    }

private:
    static bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
    static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
    bool copied_word(std::size_t at) const { return is_word(text_[at - 1]) && !out_.text.ends_with(' '); }

    const SigToken* token(std::size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
    bool is(std::size_t i, std::string_view word) const { return token(i) != nullptr && token(i)->is(word); }
    bool is_number(std::size_t i) const { return token(i) != nullptr && token(i)->is_number(); }
    std::string_view written(std::size_t i) const {
        return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }
    bool is_upper(std::size_t i) const {
        const std::string_view word = written(i);
        return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    }

    /// OS or OU, but not "per os", which is by mouth.
    bool has_eye_code() const {
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if ((is(i, "ou") || (is(i, "os") && (i == 0 || !is(i - 1, "per")))) && is_upper(i)) return true;
        return false;
    }

    using Match = std::optional<std::pair<std::size_t, std::string>>;

    Match unclear(std::size_t i, std::size_t count = 1) {
        out_.unclear = true;
        return std::pair(count,
                         std::string(text_.substr(tokens_[i].begin, tokens_[i + count - 1].end - tokens_[i].begin)));
    }

    Match match_at(std::size_t i) {
        if (tokens_[i].is_number()) return number(i);
        if (tokens_[i].kind == SigToken::Kind::sign) return sign(i);
        if (Match every = interval(i)) return every;
        if (Match length = length_of_time(i)) return length;
        if (Match side = side_of_body(i)) return side;
        if (Match form = counted_form(i)) return form;
        if (tokens_[i].is("fortnightly")) return Match({1, "every 2 weeks"});
        if (tokens_[i].is("sub") && is(i + 1, "q")) return Match({2, "under the skin"});
        if (tokens_[i].is("prn") && token(i + 1) != nullptr && is_reason(tokens_[i + 1]))
            return Match({1, "if needed for"});
        if (tokens_[i].is("top") && (is(i + 1, "of") || (i > 0 && is(i - 1, "the")))) return std::nullopt;
        if (tokens_[i].is("inh") && i > 0 && is_number(i - 1))
            return Match({1, tokens_[i - 1].lower == "1" ? "inhalation" : "inhalations"});
        if ((tokens_[i].is("r") || tokens_[i].is("rt") || tokens_[i].is("l") || tokens_[i].is("lt")) &&
            (is(i + 1, "eye") || is(i + 1, "ear") || is(i + 1, "nostril")))
            return Match({1, tokens_[i].lower.front() == 'r' ? "right" : "left"});
        if (tokens_[i].is("x") && is_number(i + 1) && tokens_[i + 1].lower == "1" &&
            (token(i + 2) == nullptr || tokens_[i + 2].kind == SigToken::Kind::sign))
            return Match({2, "1 time only"});
        if (tokens_[i].is("w") && is(i + 1, "/") && (i == 0 || !is(i - 1, "/")))
            return is(i + 2, "o") ? Match({3, "without"}) : Match({2, "with"});
        if (tokens_[i].is("d") && is(i + 1, "/") && is(i + 2, "c")) return unclear(i, 3);
        if (tokens_[i].is("n") && is(i + 1, "/") && is(i + 2, "v")) return Match({3, "nausea or vomiting"});
        if (tokens_[i].is("iv") && (is(i + 1, "infusion") || is(i + 1, "drip")))
            return Match({2, "infusion into a vein"});
        if (tokens_[i].is("iv") && is(i + 1, "push")) return Match({2, "push into a vein"});
        if (tokens_[i].is("per") && is(i + 1, "os")) return Match({2, "by mouth"});
        if (tokens_[i].is("ut") && is(i + 1, "dict")) return Match({2, "as directed"});
        if (tokens_[i].is("u") && i > 0 && is_number(i - 1)) return Match({1, "units"});
        if (tokens_[i].is("i") && token(i + 1) != nullptr && is_form(i + 1)) return unclear(i);
        const auto is_frequency = [&](std::size_t at) {
            return token(at) != nullptr && is_one_of(tokens_[at].lower, {"bid", "tid", "qid", "qd"});
        };
        if (is_frequency(i) && (is(i + 1, "-") || is(i + 1, "/")) && is_frequency(i + 2)) return unclear(i, 3);
        for (const Abbreviation& each : abbreviations)
            if (tokens_[i].is(each.word) && (each.written == Case::any || is_upper(i)))
                return each.plain.empty() ? unclear(i) : Match({1, std::string(each.plain)});
        return std::nullopt;
    }

    Match number(std::size_t i) {
        const std::string_view digits = written(i);
        if (const std::size_t comma = digits.rfind(','); comma != std::string_view::npos && digits.size() - comma != 4)
            return unclear(i);  // "1,5 mg": one and a half, or fifteen?
        std::string plain = plain_number(digits);
        static constexpr std::array<std::string_view, 7> units{"units", "unit", "u", "iu", "mg", "mcg", "meq"};
        if (const SigToken* next = token(i + 1); next != nullptr && is_one_of(next->lower, units))
            plain = grouped(std::move(plain));
        return plain == written(i) ? std::nullopt : Match({1, std::move(plain)});
    }

    Match sign(std::size_t i) const {
        if (tokens_[i].is("@")) return Match({1, is(i + 1, "hs") ? "" : "at"});
        if (tokens_[i].is("&")) return Match({1, "and"});
        const bool is_arrow = i > 0 && (is(i - 1, "-") || is(i - 1, "=")) && tokens_[i - 1].end == tokens_[i].begin;
        if (tokens_[i].is(">") && !is_arrow) return comparison(i, "more than", "at least");
        if (tokens_[i].is("<") && !is(i + 1, "-")) return comparison(i, "less than", "at most");
        return std::nullopt;
    }

    /// ">", or ">=" if "=" follows, in words.
    Match comparison(std::size_t i, std::string_view strict, std::string_view inclusive) const {
        const std::size_t count = is(i + 1, "=") ? 2 : 1;
        const std::size_t end = tokens_[i + count - 1].end;
        // write() puts a blank before a letter or digit, not before ".5".
        const bool needs_blank = end < text_.size() && text_[end] != ' ' && !is_word(text_[end]);
        return Match({count, std::string(count == 2 ? inclusive : strict) + (needs_blank ? " " : "")});
    }

    /// A number or a range from `i` on with a unit of time behind it: "4-6 hrs".
    struct Span {
        std::string many;          ///< "4 to 6"
        std::size_t unit = 0;      ///< the token behind the number
        std::string_view of_time;  ///< that unit in the plural; empty if it is not one of time
    };
    std::optional<Span> span_at(std::size_t i) const {
        if (!is_number(i)) return std::nullopt;
        Span span{plain_number(written(i)), i + 1, {}};
        if ((is(i + 1, "-") || is(i + 1, "to")) && is_number(i + 2)) {
            span.many += " to " + plain_number(written(i + 2));
            span.unit = i + 3;
        }
        if (token(span.unit) == nullptr) return std::nullopt;
        span.of_time = unit_of_time(tokens_[span.unit]);
        return span;
    }

    /// "q6h", "q 4-6 hrs", "q2wk".
    Match interval(std::size_t i) {
        if (tokens_[i].is("q") && token(i + 1) != nullptr && !is_number(i + 1)) {
            if (is(i + 1, "day") || is(i + 1, "daily")) return Match({2, "1 time a day"});
            if (is(i + 1, "week") || is(i + 1, "wk")) return Match({2, "1 time a week"});
            if (is(i + 1, "other")) return Match({2, "every other"});
            if (is(i + 1, "am")) return Match({2, "every morning"});
            if (is(i + 1, "pm")) return Match({2, "every evening"});
            if (is(i + 1, "hs") || is(i + 1, "bedtime")) return Match({2, "at bedtime"});
            // The meaning of "q M/W/F" is uncertain.
            return tokens_[i + 1].lower.size() < 3 ? std::nullopt : Match({1, "every"});
        }
        if (!tokens_[i].is("q") && !tokens_[i].is("every")) return std::nullopt;
        const std::optional<Span> span = span_at(i + 1);
        if (!span) return std::nullopt;
        if (is(span->unit, "m")) return unclear(i, span->unit + 1 - i);
        if (span->of_time.empty()) return std::nullopt;
        const std::string words = counted(span->many, span->of_time);
        return Match({span->unit + 1 - i, "every " + (span->many == "1" ? words.substr(2) : words)});
    }

    /// "x 7d", "x7 days", "for 10d".
    Match length_of_time(std::size_t i) {
        if (!tokens_[i].is("x") && !tokens_[i].is("for")) return std::nullopt;
        const std::optional<Span> span = span_at(i + 1);
        if (!span) return std::nullopt;
        if (is(span->unit, "m")) return unclear(i, span->unit + 1 - i);
        if (!span->of_time.empty()) return Match({span->unit + 1 - i, "for " + counted(span->many, span->of_time)});
        if (tokens_[i].is("x") && (is(span->unit, "dose") || is(span->unit, "doses"))) return Match({1, "for"});
        return std::nullopt;
    }

    /// OD, OS, OU, AD, AS, AU: only if the rest of the text names an eye or an ear.
    Match side_of_body(std::size_t i) {
        const bool od = tokens_[i].is("od") && (is_upper(i) || written(i).find('.') != std::string_view::npos || eye_);
        if (od) return eye_ && !ear_ ? Match({1, "in the right eye"}) : unclear(i);
        if (tokens_[i].is("os") && is_upper(i)) return ear_ && !eye_ ? unclear(i) : Match({1, "in the left eye"});
        if (tokens_[i].is("ou") && is_upper(i)) return Match({1, "in both eyes"});
        const bool ad = tokens_[i].is("ad"), as = tokens_[i].is("as"), au = tokens_[i].is("au");
        if ((!ad && !as && !au) || !is_upper(i)) return std::nullopt;
        // In a text in capitals "AS" is usually "as".
        if (as && (is(i + 1, "needed") || is(i + 1, "directed") || is(i + 1, "instructed") || is(i + 1, "required")))
            return std::nullopt;
        if (!ear_) return unclear(i);
        return Match({1, ad ? "in the right ear" : as ? "in the left ear" : "in both ears"});
    }

    bool is_form(std::size_t i) const { return token(i) != nullptr && look_up(forms, tokens_[i].lower); }

    /// "2 tabs": in the singular or the plural, by the number before it.
    Match counted_form(std::size_t i) const {
        const auto plain = tokens_[i].is_number() ? std::nullopt : look_up(forms, tokens_[i].lower);
        if (!plain) return std::nullopt;
        std::string form(*plain);
        if (!is_singular(i)) {
            const bool to_ies = form.ends_with('y');
            if (to_ies) form.pop_back();
            form += to_ies ? "ies" : "s";
        }
        return Match({1, std::move(form)});
    }

    bool is_singular(std::size_t i) const {
        if (i == 0 || !is_number(i - 1)) return !tokens_[i].lower.ends_with('s');
        const bool is_fraction =
            i > 2 && is(i - 2, "/") && is_number(i - 3) && is_one_of(tokens_[i - 1].lower, {"2", "3", "4"});
        const bool is_mixed = i > 3 && (is_number(i - 4) || is(i - 4, "-") || is(i - 4, "and"));  // "1 1/2 tabs"
        return (is_fraction && !is_mixed) || tokens_[i - 1].lower == "1" || tokens_[i - 1].lower.starts_with("0.");
    }

    std::string_view text_;
    std::vector<SigToken> tokens_;
    bool eye_ = false, ear_ = false;
    PlainSig out_;
};

}  // namespace

std::string plain_medicine_name(std::string_view name) {
    if (name.size() > longest_instruction) return std::string(name);
    const std::vector<SigToken> tokens = sig_tokens(name);
    static constexpr auto units =
        std::to_array<std::string_view>({"mg", "mcg", "ug", "\xC2\xB5g", "\xCE\xBCg", "g", "ml", "l", "unt", "u", "iu",
                                         "unit", "units", "meq", "%", "tab", "tablet"});
    const auto is_unit = [&](std::size_t i) { return i < tokens.size() && is_one_of(tokens[i].lower, units); };
    std::string out;
    std::size_t copied = 0;
    const auto put = [&](const SigToken& token, std::string_view words) {
        out += name.substr(copied, token.begin - copied);
        out += words;
        copied = token.end;
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const SigToken& token = tokens[i];
        const std::string_view written = name.substr(token.begin, token.end - token.begin);
        const bool glued = i > 0 && tokens[i - 1].end == token.begin && tokens[i - 1].is_number();
        if (i == 0 && token.is("nda") && tokens.size() > 2 && tokens[1].is_number() && tokens[1].lower.size() == 6) {
            copied = tokens[2].begin;
            ++i;
        } else if (token.is_number() && is_unit(i + 1)) {
            if (const std::string plain = plain_number(written); plain != written) put(token, plain);
        } else if (i > 0 && tokens[i - 1].is_number() && (token.is("u") || token.is("iu") || token.is("unt"))) {
            put(token, glued ? " units" : "units");
        } else if (token.is("\xC2\xB5g") || token.is("\xCE\xBCg")) {
            put(token, glued ? " mcg" : "mcg");
        }
    }
    out += name.substr(copied);
    return out;
}

PlainSig write_out_abbreviations(std::string_view text, const SigContext& context) {
    if (text.size() > longest_instruction) return {std::string(text), true};
    return Writer(text, context).write();
}

}  // namespace carepress::visit

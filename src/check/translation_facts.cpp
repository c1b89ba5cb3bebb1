#include "check/translation_facts.h"

#include "article/align.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/language.h"
#include "base/utf.h"
#include "check/passages.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

namespace carepress::check {
namespace {

struct UnitName {
    std::string_view written, unit;
};

/// Longer ones first where one begins as another does.
constexpr std::array<UnitName, 24> unit_names{{
    {"mmHg", ""}, {"mcg", "mcg"}, {"\u00B5g", "mcg"}, {"\u03BCg", "mcg"}, {"мкг", "mcg"}, {"微克", "mcg"},
    {"mg", "mg"}, {"мг", "mg"},   {"毫克", "mg"},     {"ملغم", "mg"},     {"ملغ", "mg"},  {"مجم", "mg"},
    {"kg", "kg"}, {"ml", "ml"},   {"мл", "ml"},       {"毫升", "ml"},     {"مل", "ml"},   {"g", "g"},
    {"г", "g"},   {"%", "%"},     {"\u066A", "%"},    {"％", "%"},        {"°F", "°F"},   {"°C", "°C"},
}};

/// Words that negate, by language; those of scripts without spaces are looked for anywhere.
struct NegationWords {
    std::string_view language;
    bool anywhere;
    std::string_view words;  ///< with a space on both sides of each
};

constexpr std::array<NegationWords, 16> negation_words{{
    {"ar", false,
     " لا ولا فلا ألا وألا بلا لم ولم لن ولن ليس وليس ليست وليست ليسا ليسوا لست لسنا غير بدون دون تجنب تجنّب عدم "
     "ممنوع "},
    {"de", false, " nicht nichts niemand kein keine keinen keinem keiner nie niemals ohne vermeiden weder "},
    {"en", false, " not never no cannot don't doesn't can't won't isn't aren't without avoid nor neither "},
    {"es", false, " no nunca ni sin evite evita evitar jamás tampoco ningún ninguna ninguno nadie nada deje "},
    {"fr", false, " ne n pas jamais sans sinon évitez éviter aucun aucune ni "},
    {"hi", false, " न नहीं मत बिना ना "},
    {"ht", false, " pa pap poko san evite janm okenn "},
    {"it", false, " non mai senza eviti evitare evitate nessun nessuna nessuno niente nulla né "},
    {"ja", true, " ない ません ず 避け なく "},
    {"ko", true, " 않 마십시오 마세요 말고 없 금지 안 못 피하 "},
    {"pl", false, " nie bez nigdy unikaj unikać żaden ani "},
    {"pt", false, " não nunca sem evite evitar nem nenhum nenhuma ninguém nada "},
    {"ru", false, " не нет без никогда нельзя невозможно избегайте ни "},
    {"tl", false, " huwag hindi walang wala iwasan di "},
    {"vi", false, " không đừng chớ tránh chưa chẳng "},
    {"zh", true, " 不 没 沒 勿 别 別 无 無 避免 切忌 "},
}};

const NegationWords* negations_of(std::string_view language) {
    const auto* const found =
        std::find_if(negation_words.begin(), negation_words.end(),
                     [&](const NegationWords& each) { return each.language == primary_subtag(language); });
    return found == negation_words.end() ? nullptr : found;
}

/// Reads a passage from left to right.
class FactReader {
public:
    FactReader(const Passage& passage, SectionFacts& facts) : passage_(passage), text_(passage.text), facts_(facts) {}

    void read() {
        for (std::size_t i = 0; i < text_.size();) {
            if (const std::size_t end = telephone_end(i); end > i) {
                add(facts_.telephones, digits_in(i, end), "", i, end);
                i = end;
            } else if (digit_at(i) >= 0) {
                i = quantity(i);
            } else if (is_word_letter(i)) {
                while (i < text_.size() && (is_word_letter(i) || digit_at(i) >= 0)) i = next(i);  // "K977", "B12"
            } else {
                i = next(i);
            }
        }
    }

private:
    std::size_t next(std::size_t i) const {
        auto at = static_cast<std::int32_t>(i);
        U8_FWD_1(text_.data(), at, static_cast<std::int32_t>(text_.size()));
        return static_cast<std::size_t>(at);
    }
    UChar32 character(std::size_t i) const {
        if (i >= text_.size()) return 0;
        auto at = static_cast<std::int32_t>(i);
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(text_.data(), at, static_cast<std::int32_t>(text_.size()), c);
        return c;
    }
    int digit_at(std::size_t i) const { return i < text_.size() ? u_charDigitValue(character(i)) : -1; }
    bool is_word_letter(std::size_t i) const {
        const UChar32 c = character(i);
        return c < 0x250 && u_isalpha(c) != 0;  // Latin: letters and figures make one word there alone
    }

    std::string digits_in(std::size_t begin, std::size_t end) const {
        std::string digits;
        for (std::size_t i = begin; i < end; i = next(i))
            if (const int digit = digit_at(i); digit >= 0) digits += static_cast<char>('0' + digit);
        return digits;
    }

    /// "555-0134", "(856) 546-3003", "1-800-222-1222", "+1 800 222 1222": the end of a telephone number, or `begin`.
    std::size_t telephone_end(std::size_t begin) const {
        if (text_[begin] != '(' && text_[begin] != '+' && !is_digit(text_[begin])) return begin;
        std::vector<std::size_t> groups;
        std::size_t i = begin, end = begin;
        bool plus = text_[i] == '+', open = false, hyphen = false;
        if (plus) ++i;
        while (i < text_.size()) {
            if (text_[i] == '(' && !open) open = true, ++i;
            std::size_t length = 0;
            while (i + length < text_.size() && is_digit(text_[i + length])) ++length;
            if (length == 0) break;
            groups.push_back(length);
            i += length;
            end = i;
            if (i < text_.size() && text_[i] == ')' && open) ++i, hyphen = true;
            if (i < text_.size() && text_[i] == ' ' && (plus || hyphen))
                ++i;
            else if (text_.substr(i, 1) == "-" || text_.substr(i, 1) == ".")
                hyphen = hyphen || text_[i] == '-', ++i;
            else if (text_.substr(i, 3) == "\u2011" || text_.substr(i, 3) == "\u2010")
                hyphen = true, i += 3;
            else if (i == end)
                break;
        }
        std::size_t digits = 0;
        for (const std::size_t group : groups) digits += group;
        const bool ends_right = groups.size() >= 2 && groups.back() == 4 && groups[groups.size() - 2] == 3;
        const bool is_number = (plus && digits >= 8) || (hyphen && ends_right && digits >= 7 && digits <= 11);
        return is_number ? end : begin;
    }

    /// A number with what belongs to it; returns its end.
    std::size_t quantity(std::size_t begin) {
        std::size_t end = begin;
        std::vector<std::pair<char, std::string>> groups{{'\0', ""}};  // what is before each
        while (end < text_.size()) {
            if (const int digit = digit_at(end); digit >= 0) {
                groups.back().second += static_cast<char>('0' + digit);
                end = next(end);
                continue;
            }
            const UChar32 c = character(end);
            const bool is_point = c == '.' || c == ',' || c == 0x66B || c == 0x66C || c == 0x202F || c == 0xA0;
            if (!is_point || digit_at(next(end)) < 0) break;
            const bool is_space = c == 0x202F || c == 0xA0;
            if (is_space && !is_group_of_three(next(end))) break;
            groups.emplace_back(is_space || c == 0x66C ? ' ' : c == 0x66B ? ';' : static_cast<char>(c), "");
            end = next(end);
        }
        std::size_t after = end;
        const std::string unit = unit_at(after);
        add(facts_.quantities, value_of(groups), unit, begin, unit.empty() ? end : after);
        return unit.empty() ? end : after;
    }

    bool is_group_of_three(std::size_t i) const {
        int count = 0;
        for (; digit_at(i) >= 0; i = next(i)) ++count;
        return count == 3;
    }

    /// "1,500" and "1.500" are 1500; "0,5" and "0.5" are 0.5. Three figures after a sign are thousands, if something
    /// else than "0" is before it.
    static std::string value_of(const std::vector<std::pair<char, std::string>>& groups) {
        std::string whole = groups.front().second, fraction;
        for (std::size_t i = 1; i < groups.size(); ++i) {
            const auto& [sign, digits] = groups[i];
            const bool is_last = i + 1 == groups.size();
            const bool other_before = i > 1 && groups[i - 1].first != sign && sign != ' ';
            const bool thousands = digits.size() == 3 && whole != "0" && sign != ';' && !(is_last && other_before);
            if (thousands || !is_last)
                whole += digits;
            else
                fraction = digits;
        }
        whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
        while (fraction.ends_with('0')) fraction.pop_back();
        return fraction.empty() ? whole : whole + "." + fraction;
    }

    /// The unit after `at`, which is moved behind it; empty: none that is known.
    std::string unit_at(std::size_t& at) const {
        std::size_t i = at;
        for (const std::string_view space : {" ", "\u00A0", "\u202F", "-"})
            if (text_.substr(i).starts_with(space)) {
                i += space.size();
                break;
            }
        if (character(i) == 0xBA) return {};
        for (const UnitName& each : unit_names) {
            const std::string_view rest = text_.substr(i);
            const bool same = ascii_lower(rest.substr(0, each.written.size())) == ascii_lower(each.written);
            if (!same) continue;
            const std::size_t end = i + each.written.size();
            const bool is_sign = each.unit == "%" || character(i) >= 0x2E80;
            if (!is_sign && end < text_.size() && u_isalpha(character(end))) continue;
            at = end;
            return std::string(each.unit);
        }
        // "38 °C" with a space inside.
        if (text_.substr(i).starts_with("° C") || text_.substr(i).starts_with("° F")) {
            at = i + std::string_view("° C").size();
            return text_[at - 1] == 'C' ? "°C" : "°F";
        }
        return {};
    }

    void add(std::vector<Quantity>& to, std::string number, std::string unit, std::size_t begin, std::size_t end) {
        to.push_back({std::move(number), std::move(unit), std::string(text_.substr(begin, end - begin)),
                      passage_.in_source(begin, end)});
    }

    const Passage& passage_;
    std::string_view text_;
    SectionFacts& facts_;
};

std::size_t count_negations(std::string_view text, const NegationWords& negations) {
    std::size_t count = 0;
    const auto count_word = [&](const std::string& word) {
        if (word.size() > 1 && negations.words.find(word + " ") != std::string_view::npos) ++count;
    };
    if (negations.anywhere) {
        for (std::string_view rest = negations.words.substr(1); !rest.empty();) {
            const std::string_view word = rest.substr(0, rest.find(' '));
            for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++count;
            rest.remove_prefix(word.size() + 1);
        }
        return count;
    }
    std::string word = " ";
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(text.data(), i, static_cast<std::int32_t>(text.size()), c);
        const bool is_mark = u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK;
        if (c == 0x2019) c = '\'';
        if (u_isalpha(c) || is_mark || (c == '\'' && negations.language == "en"))
            append_utf8(word, static_cast<char32_t>(u_tolower(c)));
        else
            count_word(std::exchange(word, " "));
    }
    count_word(word);
    return count;
}

using Values = std::set<std::pair<std::string, std::string>>;  ///< number and unit

bool is_dose(const std::string& unit) {
    constexpr std::array<std::string_view, 5> units{"mg", "mcg", "g", "ml", "%"};
    return std::find(units.begin(), units.end(), unit) != units.end();
}

/// What a whole article says, whatever the section.
struct ArticleFacts {
    explicit ArticleFacts(const std::vector<SectionFacts>& sections) {
        for (const SectionFacts& section : sections) {
            for (const Quantity& each : section.quantities) {
                values.emplace(each.number, each.unit);
                numbers.insert(each.number);
            }
            for (const Quantity& each : section.telephones) telephones.insert(each.number);
        }
    }
    /// The number with its unit, or with a word that may be one.
    bool says(const Quantity& quantity) const {
        return values.contains({quantity.number, quantity.unit}) || values.contains({quantity.number, ""}) ||
               (quantity.unit.empty() && numbers.contains(quantity.number));
    }
    Values values;
    std::set<std::string> numbers, telephones;
};

class FactComparison {
public:
    FactComparison(const FactSide& translation, const FactSide& original, const std::string& name, Findings& findings)
        : translation_(translation),
          original_(original),
          ours_(translation.facts),
          theirs_(original.facts),
          hint_("the original is " + name),
          findings_(findings) {}

    void compare(const std::vector<FactPair>& pairs) {
        telephones();
        for (const SectionFacts& section : translation_.facts)
            for (const Quantity& each : section.quantities)
                if (is_dose(each.unit) && !theirs_.says(each) && told_.insert(each.written).second)
                    say(Severity::error, each.span,
                        "\"" + each.written + "\" is not in the original" + instead_of(each));
        for (const FactPair& pair : pairs) section(translation_.facts.at(pair.one), original_.facts.at(pair.other));
    }

private:
    void say(Severity severity, SourceSpan span, std::string message) {
        findings_.add("check/translation"_code, severity, span, std::move(message), hint_);
    }

    /// ", which has \"5 mg\" here": doses of the same unit that only the original has.
    std::string instead_of(const Quantity& quantity) const {
        for (const SectionFacts& section : original_.facts)
            for (const Quantity& each : section.quantities)
                if (each.unit == quantity.unit && !ours_.says(each)) return ", which says \"" + each.written + "\"";
        return {};
    }

    void telephones() {
        for (const SectionFacts& section : translation_.facts)
            for (const Quantity& each : section.telephones)
                if (!theirs_.telephones.contains(each.number))
                    say(Severity::error, each.span, "the telephone number " + each.written + " is not in the original");
        std::set<std::string> told;
        for (const SectionFacts& section : original_.facts)
            for (const Quantity& each : section.telephones)
                if (!ours_.telephones.contains(each.number) && told.insert(each.number).second)
                    say(Severity::warning, place(), "the original's telephone number " + each.written + " is missing");
    }

    SourceSpan place() const { return translation_.facts.empty() ? SourceSpan{} : translation_.facts.front().span; }

    void section(const SectionFacts& ours, const SectionFacts& theirs) {
        numbers(ours, theirs);
        if (theirs.negations > 0 && ours.negations == 0 && knows_negations(translation_.language) &&
            knows_negations(original_.language) && !(ours.span == SourceSpan{}))
            say(Severity::warning, ours.span,
                "the original of this section says \"not\", \"never\" or the like " + std::to_string(theirs.negations) +
                    (theirs.negations == 1 ? " time" : " times") + ", and the translation does not");
        for (const auto& [text, span] : ours.passages)
            if (std::any_of(theirs.passages.begin(), theirs.passages.end(),
                            [&text = text](const auto& each) { return each.first == text; }))
                say(Severity::error, span, "this text is the original's, not a translation");
    }

    /// Numbers that one of them has and the other nowhere, where both have such: "every 6 hours" for "every 4 hours".
    void numbers(const SectionFacts& ours, const SectionFacts& theirs) {
        const auto only_in = [](const SectionFacts& section, const SectionFacts& other, const ArticleFacts& all) {
            std::vector<const Quantity*> only;
            for (const Quantity& each : section.quantities) {
                const bool is_there = std::any_of(other.quantities.begin(), other.quantities.end(),
                                                  [&](const Quantity& one) { return one.number == each.number; });
                if (!is_there && !all.says(each)) only.push_back(&each);
            }
            return only;
        };
        const std::vector<const Quantity*> extra = only_in(ours, theirs, theirs_),
                                           missing = only_in(theirs, ours, ours_);
        if (extra.empty() || missing.empty() || told_.contains(extra.front()->written)) return;
        say(Severity::warning, extra.front()->span,
            "\"" + extra.front()->written + "\" is not in the original, which says \"" + missing.front()->written +
                "\"");
    }

    const FactSide& translation_;
    const FactSide& original_;
    ArticleFacts ours_, theirs_;
    std::string hint_;
    Findings& findings_;
    std::set<std::string> told_;
};

}  // namespace

bool knows_negations(std::string_view language) { return negations_of(language) != nullptr; }

std::vector<SectionFacts> facts_of(const article::Article& article, std::string_view source) {
    constexpr std::size_t fewest_words = 6;
    const NegationWords* negations = negations_of(article.metadata.language);
    std::vector<SectionFacts> sections;
    for (const article::SectionOutline& outline : article::outline_of(article)) {
        SectionFacts& facts = sections.emplace_back();
        article::Article part;
        part.blocks.assign(article.blocks.begin() + outline.begin, article.blocks.begin() + outline.end);
        for (const Passage& passage : passages_of(part, source)) {
            if (facts.span == SourceSpan{} && !passage.text.empty())
                facts.span = passage.in_source(0, passage.text.size());
            FactReader(passage, facts).read();
            if (negations != nullptr) facts.negations += count_negations(passage.text, *negations);
            const std::string text = article::one_line(passage.text);
            const auto words = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
            if (!passage.heading && words >= fewest_words)
                facts.passages.emplace_back(text, passage.in_source(0, passage.text.size()));
        }
    }
    return sections;
}

void check_facts(const FactSide& translation, const FactSide& original, const std::vector<FactPair>& pairs,
                 const std::string& name, Findings& findings) {
    FactComparison(translation, original, name, findings).compare(pairs);
}

}  // namespace carepress::check

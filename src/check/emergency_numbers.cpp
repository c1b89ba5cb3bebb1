#include "check/emergency_numbers.h"

#include "article/each_text.h"
#include "engine/emergency_numbers.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace carepress::check {
namespace {

/// Bytes [begin, end) of a text.
struct Place {
    std::size_t begin = 0, end = 0;
};

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::string digits_of(std::string_view number) {
    std::string digits;
    for (const char c : number)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

/// The end of `digits` in the text at `begin`, with at most two of " -.()" between two of them; 0: others are there.
std::size_t end_of_digits(std::string_view text, std::size_t begin, std::string_view digits) {
    std::size_t at = begin;
    for (std::size_t i = 0; i < digits.size(); ++i, ++at) {
        for (int gap = 0;
             i > 0 && gap < 2 && at < text.size() && std::string_view(" -.()").find(text[at]) != std::string_view::npos;
             ++gap)
            ++at;
        if (at >= text.size() || text[at] != digits[i]) return 0;
    }
    return at;
}

/// Whether a figure goes on after `end`, or is one of something: "911.5", "988 mg", "112/70".
bool is_another_figure(std::string_view text, std::size_t end) {
    if (is_digit_at(text, end) ||
        (end < text.size() && std::string_view(".,:/-").find(text[end]) != std::string_view::npos &&
         is_digit_at(text, end + 1)))
        return true;
    std::string_view rest = text.substr(end);
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    constexpr std::array<std::string_view, 9> units{"%", "\u00B0", "mg", "mL", "ml", "mcg", "g ", "mm", "cal"};
    return std::any_of(units.begin(), units.end(), [&](std::string_view unit) { return rest.starts_with(unit); });
}

/// Where a text says a number, however its digits are grouped, with or without the 1 of a long one.
std::optional<Place> find_number(std::string_view text, const std::string& digits) {
    if (digits.size() < 2) return std::nullopt;
    const bool has_prefix = digits.size() == 11 && digits[0] == '1';
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        const bool continues =
            begin > 0 && (is_digit_at(text, begin - 1) ||
                          (begin > 1 && std::string_view(".,:/-").find(text[begin - 1]) != std::string_view::npos &&
                           is_digit_at(text, begin - 2)));
        if (!is_digit_at(text, begin) || continues) continue;
        std::size_t end = end_of_digits(text, begin, digits);
        if (end == 0 && has_prefix) end = end_of_digits(text, begin, std::string_view(digits).substr(1));
        if (end != 0 && !is_another_figure(text, end)) return Place{begin, end};
    }
    return std::nullopt;
}

/// What a text says in place of a brand's number.
struct SaidNumber {
    Place place;
    const article::NumberPlaceholder* placeholder = nullptr;
    std::string brands;     ///< the brand's number; may be empty
    bool is_other = false;  ///< it is not the brand's
};

std::vector<SaidNumber> numbers_in(std::string_view text, const article::EmergencyNumbers& numbers) {
    static const article::EmergencyNumbers us = article::us_emergency_numbers();
    std::vector<SaidNumber> said;
    for (const article::NumberPlaceholder& each : article::number_placeholders) {
        const std::string &brands = numbers.*each.number, us_digits = digits_of(us.*each.number);
        const bool same = digits_of(brands) == us_digits;
        if (const auto place = find_number(text, us_digits)) said.push_back({*place, &each, brands, !same});
        if (same || brands.empty()) continue;
        if (const auto place = find_number(text, digits_of(brands))) said.push_back({*place, &each, brands, false});
    }
    return said;
}

std::string quote_of(std::string_view text, Place place) {
    return "\"" + std::string(text.substr(place.begin, place.end - place.begin)) + "\"";
}

std::string braced(const article::NumberPlaceholder& placeholder) { return "{" + std::string(placeholder.name) + "}"; }

std::string difference(std::string_view text, const SaidNumber& said) {
    return quote_of(text, said.place) + " is not the brand's " + std::string(said.placeholder->name) +
           (said.brands.empty() ? ", which it does not say" : ", " + said.brands);
}

class ArticleChecker {
public:
    ArticleChecker(const article::Metadata& metadata, const article::EmergencyNumbers& numbers, Findings& findings)
        : own_(metadata.source.empty() && metadata.source_url.empty() && metadata.imported.empty()),
          numbers_(numbers),
          findings_(findings) {}

    template <class SpanOf>
    void look_at(std::string_view text, SpanOf span_of) {
        for (const SaidNumber& said : numbers_in(text, numbers_)) {
            const std::string hint = "write " + braced(*said.placeholder) + ", and the brand says its number";
            if (said.is_other)
                findings_.add("check/emergency-numbers"_code, said.brands.empty() ? Severity::warning : Severity::error,
                              span_of(said.place), difference(text, said), hint);
            else if (own_)
                findings_.add("check/emergency-numbers"_code, Severity::warning, span_of(said.place),
                              quote_of(text, said.place) + " is the number of one country", hint);
        }
    }

private:
    bool own_;
    const article::EmergencyNumbers& numbers_;
    Findings& findings_;
};

}  // namespace

void check_emergency_numbers(const article::Article& article, const std::vector<Passage>& passages,
                             const article::EmergencyNumbers& numbers, Findings& findings) {
    ArticleChecker checker(article.metadata, numbers, findings);
    const auto whole = [](SourceSpan span) { return [span](Place) { return span; }; };
    checker.look_at(article.metadata.title, whole(article.metadata.title_span));
    for (const Passage& passage : passages)
        checker.look_at(passage.text, [&](Place place) { return passage.in_source(place.begin, place.end); });
    article::EachText([&](const auto& text, std::string_view) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(text)>, article::InlineText>)
            checker.look_at(text, whole(article.metadata.title_span));
    }).all(article.blocks);
}

std::vector<Diagnostic> check_numbers_of_brand(const style::Brand& brand, const engine::Resources& resources) {
    std::vector<Diagnostic> found;
    const auto look_at = [&](const std::string& file, const std::string& name, const std::string& language,
                             const std::string& text) {
        for (const SaidNumber& said : numbers_in(text, engine::emergency_numbers(brand.texts_for(language)))) {
            if (!said.is_other || said.brands.empty()) continue;
            std::string message = "\"" + name + "\" in ";
            message.append(language).append(": ").append(difference(text, said));
            found.push_back({Severity::error,
                             "check/emergency-numbers"_code,
                             file,
                             {},
                             {},
                             std::move(message),
                             "let the brand's numbers be those of its country in all texts"});
        }
    };
    for (const auto& [language, texts] : brand.texts)
        for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"disclaimer", texts.disclaimer},
                                         {"disclaimer-short", texts.disclaimer_short},
                                         {"visit-disclaimer", texts.visit_disclaimer}})
            look_at(brand.source.name, name, language, text);
    for (const auto& [book, folder] :
         {std::pair<const words::PhraseBook&, const char*>{resources.phrases(), "messages/"},
          {resources.visit_phrases(), "messages/visit/"}})
        for (const std::string& language : book.languages())
            for (const auto& [key, text] : book.in(language).all())
                look_at(resources.folder().file(folder + language + ".yaml"), key, language, text);
    return found;
}

}  // namespace carepress::check

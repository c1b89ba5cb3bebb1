#include "check/reading_level.h"

#include "base/numbers.h"

#include <algorithm>
#include <cmath>

namespace carepress::check {
namespace {

std::string_view text_of(const Passage& passage, const Word& word) {
    return std::string_view(passage.text).substr(word.begin, word.end - word.begin);
}

struct Hard {
    double grade = 0;
    std::size_t words = 0;
    SourceSpan span;
    std::string long_words;
};

/// The three sentences with the highest grade of their own, hardest first.
std::vector<Hard> hardest(const std::vector<Passage>& passages, bool spanish, EnglishSyllables& english) {
    constexpr std::size_t shortest = 6, shown = 3;
    std::vector<Hard> all;
    for (const Passage& passage : passages)
        for (const Sentence& sentence : sentences_of(passage.text)) {
            if (sentence.words.size() < shortest) continue;
            Hard hard;
            std::size_t syllables = 0, named = 0;
            for (const Word& word : sentence.words) {
                const std::string_view text = text_of(passage, word);
                const int count = spanish ? spanish_syllables(text) : english.count(text);
                syllables += static_cast<std::size_t>(count);
                if (count < (spanish ? 4 : 3) || named == 5) continue;
                ++named;
                if (!hard.long_words.empty()) hard.long_words += ", ";
                hard.long_words += text;
            }
            hard.words = sentence.words.size();
            const auto words = static_cast<double>(hard.words), sounds = static_cast<double>(syllables);
            hard.grade = spanish ? -fernandez_huerta(words, 1, sounds) : flesch_kincaid(words, 1, sounds);
            hard.span = passage.in_source(sentence.begin, sentence.end);
            all.push_back(std::move(hard));
        }
    std::stable_sort(all.begin(), all.end(), [](const Hard& a, const Hard& b) { return a.grade > b.grade; });
    if (all.size() > shown) all.resize(shown);
    return all;
}

/// A score over its limits (under them, where higher is easier); returns whether it is.
bool compare(const std::string& name, double score, const Limits& limits, bool higher_is_easier, SourceSpan place,
             Findings& findings) {
    const auto beyond = [&](double limit) { return higher_is_easier ? score < limit : score > limit; };
    if (!beyond(limits.warn) && !beyond(limits.fail)) return false;
    const bool fails = beyond(limits.fail);
    findings.add("check/reading-level"_code, fails ? Severity::error : Severity::warning, place,
                 name + " is " + one_decimal(score) + ", " + (higher_is_easier ? "under " : "over ") +
                     one_decimal(fails ? limits.fail : limits.warn),
                 "use shorter sentences and shorter words; the hardest sentences are listed");
    return true;
}

}  // namespace

double flesch_kincaid(double words, double sentences, double syllables) {
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
}

double smog(double long_words, double sentences) { return 1.0430 * std::sqrt(long_words * 30 / sentences) + 3.1291; }

double fernandez_huerta(double words, double sentences, double syllables) {
    return 206.84 - 0.60 * 100 * syllables / words - 1.02 * words / sentences;
}

ReadingLevel measure(const std::vector<Passage>& passages, const std::string& language, EnglishSyllables& english) {
    const bool is_english = language.substr(0, language.find('-')) == "en";
    const bool is_spanish = language.substr(0, language.find('-')) == "es";
    ReadingLevel level;
    for (const Passage& passage : passages)
        for (const Sentence& sentence : sentences_of(passage.text)) {
            ++level.sentences;
            level.words += sentence.words.size();
            if (!is_english && !is_spanish) continue;
            for (const Word& word : sentence.words) {
                const std::string_view text = text_of(passage, word);
                const int count = is_spanish ? spanish_syllables(text) : english.count(text);
                level.syllables += static_cast<std::size_t>(count);
                level.long_words += count >= 3;
            }
        }
    if (level.words == 0) return level;
    const auto words = static_cast<double>(level.words), sentences = static_cast<double>(level.sentences),
               syllables = static_cast<double>(level.syllables);
    if (is_english) {
        level.flesch_kincaid = flesch_kincaid(words, sentences, syllables);
        level.smog = smog(static_cast<double>(level.long_words), sentences);
    }
    if (is_spanish) level.fernandez_huerta = fernandez_huerta(words, sentences, syllables);
    return level;
}

void check_reading_level(const ReadingLevel& level, const std::vector<Passage>& passages, SourceSpan place,
                         const CheckSettings& settings, EnglishSyllables& english, Findings& findings) {
    bool beyond = false;
    if (level.flesch_kincaid)
        beyond |=
            compare("Flesch-Kincaid grade", *level.flesch_kincaid, settings.flesch_kincaid, false, place, findings);
    if (level.smog) beyond |= compare("SMOG grade", *level.smog, settings.smog, false, place, findings);
    if (level.fernandez_huerta)
        beyond |=
            compare("Fernández-Huerta ease", *level.fernandez_huerta, settings.fernandez_huerta, true, place, findings);
    if (!beyond) return;
    const bool spanish = level.fernandez_huerta.has_value();
    for (const Hard& hard : hardest(passages, spanish, english))
        findings.add("check/reading-level"_code, Severity::note, hard.span,
                     "this sentence raises the level: " +
                         (spanish ? "ease " + one_decimal(-hard.grade) : "grade " + one_decimal(hard.grade)) + ", " +
                         std::to_string(hard.words) + " words" +
                         (hard.long_words.empty() ? "" : "; long: " + hard.long_words));
}

}  // namespace carepress::check

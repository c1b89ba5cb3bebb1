#include "check/plain_language.h"

#include "base/ascii.h"
#include "base/error.h"
#include "base/yaml.h"

#include <algorithm>
#include <array>

namespace carepress::check {
namespace {

std::string lower_word(const Passage& passage, const Word& word) {
    return ascii_lower(std::string_view(passage.text).substr(word.begin, word.end - word.begin));
}

std::vector<std::string> split_words(const std::string& text) {
    std::vector<std::string> words;
    for (const Sentence& sentence : sentences_of(text))
        for (const Word& word : sentence.words)
            words.push_back(ascii_lower(std::string_view(text).substr(word.begin, word.end - word.begin)));
    return words;
}

bool is_be(const std::string& word) {
    constexpr std::array<std::string_view, 8> forms{"is", "are", "was", "were", "be", "been", "being", "get"};
    return std::find(forms.begin(), forms.end(), word) != forms.end();
}

/// A past participle that tells of an act. Those that tell how somebody feels or is ("tired", "swollen") are not
/// included.
bool is_participle(const std::string& word) {
    constexpr std::array<std::string_view, 24> irregular{
        "given", "taken", "told",  "seen", "done",   "made",   "brought", "found", "held", "kept", "left", "put",
        "sent",  "shown", "drawn", "cut",  "bitten", "driven", "eaten",   "known", "worn", "hit",  "read", "paid"};
    constexpr std::array<std::string_view, 39> states{
        "burned",     "tired",       "scared",   "worried",     "confused",  "dehydrated", "infected", "bruised",
        "blocked",    "concerned",   "supposed", "allowed",     "inflamed",  "swelled",    "injured",  "relaxed",
        "bloated",    "constipated", "stressed", "excited",     "depressed", "interested", "married",  "advanced",
        "clogged",    "limited",     "raised",   "unexplained", "increased", "related",    "crowded",  "embarrassed",
        "frightened", "exhausted",   "disabled", "prepared",    "scheduled", "hundred",    "indeed"};
    if (std::find(irregular.begin(), irregular.end(), word) != irregular.end()) return true;
    return word.size() > 4 && word.ends_with("ed") && std::find(states.begin(), states.end(), word) == states.end();
}

void check_passive(const Passage& passage, const Sentence& sentence, Findings& findings) {
    for (const auto& [begin, end] : passives_of(passage, sentence))
        findings.add("check/passive-voice"_code, Severity::warning, passage.in_source(begin, end),
                     "\"" + passage.text.substr(begin, end - begin) + "\" does not say who acts",
                     "say who does it, as in \"Call 911\" or \"Your doctor gives you\"");
}

/// "high blood pressure (hypertension)", "called hypertension": the writer explains the word.
bool is_explained(const std::string& text, std::size_t begin, std::size_t end) {
    constexpr std::array<std::string_view, 4> openings{"(", "called ", "known as ", "“"};
    const std::string_view before = std::string_view(text).substr(0, begin), after = std::string_view(text).substr(end);
    return std::any_of(openings.begin(), openings.end(),
                       [&](std::string_view each) { return before.ends_with(each); }) ||
           after.starts_with(" (") || after.starts_with(", or ");
}

void check_jargon(const Passage& passage, const Sentence& sentence, const PlainWords& plain, Findings& findings) {
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        const auto* entries = plain.starting_with(lower_word(passage, sentence.words[i]));
        if (entries == nullptr) continue;
        for (const PlainWords::Entry& entry : *entries) {
            if (i + entry.words.size() > sentence.words.size()) continue;
            bool same = true;
            for (std::size_t k = 1; k < entry.words.size() && same; ++k)
                same = lower_word(passage, sentence.words[i + k]) == entry.words[k];
            if (!same) continue;
            const std::size_t begin = sentence.words[i].begin, end = sentence.words[i + entry.words.size() - 1].end;
            if (is_explained(passage.text, begin, end)) break;
            findings.add("check/jargon"_code, Severity::warning, passage.in_source(begin, end),
                         "\"" + passage.text.substr(begin, end - begin) + "\" is a word that many readers don't know",
                         "write \"" + entry.plainer + "\", or explain it in brackets");
            break;
        }
    }
}

}  // namespace

std::vector<Word> passives_of(const Passage& passage, const Sentence& sentence) {
    std::vector<Word> found;
    for (std::size_t i = 0; i + 1 < sentence.words.size(); ++i) {
        if (!is_be(lower_word(passage, sentence.words[i]))) continue;
        std::size_t next = i + 1;
        const std::string after = lower_word(passage, sentence.words[next]);
        if ((after == "not" || after.ends_with("ly")) && next + 1 < sentence.words.size()) ++next;
        if (is_participle(lower_word(passage, sentence.words[next])))
            found.push_back({sentence.words[i].begin, sentence.words[next].end});
    }
    return found;
}

PlainWords::PlainWords(const std::string& path) {
    const Source source = read_source(path);
    Diagnostics diagnostics(source);
    const YamlNode root = read_yaml(source.bytes, 0, diagnostics);
    if (diagnostics.has_errors()) throw EnvironmentError(format(diagnostics.all().front()));
    for (const auto& [key, value] : root.entries) {
        Entry entry{split_words(key.scalar), value.scalar};
        if (entry.words.empty() || entry.plainer.empty())
            throw EnvironmentError(path + ": \"" + key.scalar + "\" needs a plainer word after its colon");
        const std::string first = entry.words.front();
        entries_[first].push_back(std::move(entry));
    }
    // The longest first: "blood glucose" before "blood".
    for (auto& [word, entries] : entries_)
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
}

const std::vector<PlainWords::Entry>* PlainWords::starting_with(const std::string& word) const {
    const auto found = entries_.find(word);
    return found == entries_.end() ? nullptr : &found->second;
}

void check_plain_language(const std::vector<Passage>& passages, const std::string& language, const PlainWords& plain,
                          const CheckSettings& settings, Findings& findings) {
    const bool english = language.substr(0, language.find('-')) == "en";
    for (const Passage& passage : passages)
        for (const Sentence& sentence : sentences_of(passage.text)) {
            if (sentence.words.size() > static_cast<std::size_t>(settings.longest_sentence))
                findings.add("check/long-sentence"_code, Severity::warning,
                             passage.in_source(sentence.begin, sentence.end),
                             "a sentence of " + std::to_string(sentence.words.size()) + " words",
                             "split it in two, or make it a list; " + std::to_string(settings.longest_sentence) +
                                 " words are a good limit");
            if (english && passage.help) check_passive(passage, sentence, findings);
            check_jargon(passage, sentence, plain, findings);
        }
}

}  // namespace carepress::check

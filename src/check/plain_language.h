#pragma once

#include "check/finding.h"
#include "check/passages.h"
#include "check/settings.h"

#include <map>
#include <string>
#include <vector>

namespace carepress::check {

/// Words that patients stumble over, and plainer ones: words/<language>.yaml, "hypertension: high blood pressure".
class PlainWords {
public:
    /// The words of `language` in the data folder's words/; none where there is no such file. Throws EnvironmentError
    /// when the file can't be read.
    PlainWords() = default;
    explicit PlainWords(const std::string& path);

    /// In lower case, with what to write instead; by its first word.
    struct Entry {
        std::vector<std::string> words;
        std::string plainer;
    };
    const std::vector<Entry>* starting_with(const std::string& word) const;

private:
    std::map<std::string, std::vector<Entry>> entries_;
};

/// The words of a sentence that do not say who acts ("is given", "was not changed"), in English; the span of each.
std::vector<Word> passives_of(const Passage& passage, const Sentence& sentence);

/// Long sentences, passive voice in help levels (English), jargon.
void check_plain_language(const std::vector<Passage>& passages, const std::string& language, const PlainWords& plain,
                          const CheckSettings& settings, Findings& findings);

/// Doses, ranges and fractions that can be read in two ways.
void check_ambiguity(const std::vector<Passage>& passages, const std::string& language, Findings& findings);

}  // namespace carepress::check

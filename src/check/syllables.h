#pragma once

#include <memory>
#include <string_view>

namespace carepress::check {

/// Counts syllables as speakers of English hear them: vowel groups, less silent "e"s, more where two vowels are
/// separate, and a list of words that no rule covers. A figure ("911") counts as one, as in the public
/// calculators: a figure is read at a glance. Capitals ("HIV") are spelled out. Remembers the words that it has
/// counted; not for several threads.
class EnglishSyllables {
public:
    EnglishSyllables();
    ~EnglishSyllables();
    int count(std::string_view word);

private:
    struct Rules;
    std::unique_ptr<Rules> rules_;
};

/// Syllables of a Spanish word: each strong vowel and each accented weak one makes one, other weak vowels join it.
int spanish_syllables(std::string_view word);

}  // namespace carepress::check

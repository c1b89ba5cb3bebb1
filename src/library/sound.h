#pragma once

#include <string>
#include <string_view>

namespace carepress::library {

/// How a word sounds to those who write English or Spanish as they hear it: its consonants, those that are easily taken
/// for each other as one ("pneumonia" and "newmonia" are "nmn"), vowels at the start only, no plural. Empty for a word
/// that is not of the letters a to z alone. `word` is folded.
std::string sound_of(std::string_view word);

/// Whether one word says the opposite of the other, or another of a pair that is mixed up at a patient's cost, though
/// they are spelled nearly alike: "hypertension" and "hypotension", "febrile" and "afebrile". Both are folded.
bool are_opposites(std::string_view one, std::string_view other);

}  // namespace carepress::library

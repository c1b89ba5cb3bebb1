#include "visit/deeds.h"

#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace carepress::visit {
namespace {

/// Named near a deed, they are hardly there by chance.
constexpr std::array<std::string_view, 25> partners{
    "spouse", "spouses", "partner",  "partners", "husband",  "husbands", "wife",   "boyfriend", "girlfriend",
    "bf",     "gf",      "fiance",   "fiancee",  "ex",       "pareja",   "esposo", "esposa",    "marido",
    "novio",  "novia",   "expareja", "conyuge",  "exmarido", "exesposo", "exnovio"};
/// They may also be witnesses, or bring the patient: only what is done "by" them counts.
constexpr std::array<std::string_view, 32> relatives{
    "mother",    "father",   "stepmother", "stepfather", "mom",       "dad",       "parent",      "parents",
    "son",       "daughter", "brother",    "sister",     "uncle",     "aunt",      "grandfather", "grandmother",
    "caregiver", "carer",    "family",     "relative",   "relatives", "roommate",  "padre",       "madre",
    "padrastro", "hijo",     "hermano",    "tio",        "cuidador",  "cuidadora", "familiar",    "stepdad"};
/// Beginnings of words.
constexpr std::array<std::string_view, 21> deeds{"assault", "hitting", "beaten",    "beating",  "strangl", "strangulat",
                                                 "punch",   "kicked",  "kicking",   "threat",   "violen",  "slapp",
                                                 "choked",  "stabbed", "inflicted", "attacked", "injur",   "agred",
                                                 "golpea",  "amenaz",  "maltrat"};
constexpr std::array<std::string_view, 9> whole_deeds{"hit",    "hits",   "beat",    "kick",    "abuse",
                                                      "abused", "abuses", "abusive", "agresion"};
constexpr std::array<std::string_view, 6> fears{"afraid", "fear", "fears", "scared", "fearful", "miedo"};
/// Words that show that nobody did harm, whatever the other words are.
constexpr std::array<std::string_view, 9> excuses{"accident", "alcohol", "substance", "drug", "tobacco",
                                                  "hernia",   "miscarr", "abortion",  "labor"};
constexpr std::array<std::string_view, 11> of_witnesses{
    "witnessed", "reported", "seen", "noted", "found", "brought", "told", "stated", "helped", "treated", "accompanied"};

using Words = std::vector<std::string_view>;

bool is_deed(std::string_view word) { return is_one_of(word, whole_deeds) || begins_with_one_of(word, deeds); }

/// "by (his) (own) PERSON", but not "seen by PERSON".
bool is_done_by(const Words& words, std::size_t person) {
    for (std::size_t back = 1; back <= 3 && back < person; ++back) {
        const std::string_view word = words[person - back];
        if (word == "by" || word == "por") return !is_one_of(words[person - back - 1], of_witnesses);
    }
    return false;
}

/// In words: the deed or the fear is this near to the person, since a long text names many people.
constexpr std::size_t reach = 8;

}  // namespace

bool says_deed_of_people(const std::string& text) {
    if (holds_one_of(text, excuses)) return false;
    const Words words = split_words(text);
    for (std::size_t person = 0; person < words.size(); ++person) {
        const bool partner = is_one_of(words[person], partners);
        if (!partner && !is_one_of(words[person], relatives)) continue;
        const std::size_t first = person > reach ? person - reach : 0;
        const std::size_t end = std::min(words.size(), person + reach);
        const bool counts = partner || is_done_by(words, person);
        for (std::size_t at = first; at < end; ++at) {
            if (counts && (at < person || partner) && is_deed(words[at])) return true;
            if (at < person && is_one_of(words[at], fears) && at + 4 >= person && (partner || words[at + 1] == "of"))
                return true;
        }
    }
    return false;
}

}  // namespace carepress::visit

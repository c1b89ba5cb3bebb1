#include "visit/deeds.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace carepress {
namespace {

/// Of whom a deed is not said by chance.
constexpr std::array<std::string_view, 25> partners{
    "spouse", "spouses", "partner",  "partners", "husband",  "husbands", "wife",   "boyfriend", "girlfriend",
    "bf",     "gf",      "fiance",   "fiancee",  "ex",       "pareja",   "esposo", "esposa",    "marido",
    "novio",  "novia",   "expareja", "conyuge",  "exmarido", "exesposo", "exnovio"};
/// Those who also stand by as witnesses, or bring the patient: only "by" them.
constexpr std::array<std::string_view, 32> relatives{
    "mother",    "father",   "stepmother", "stepfather", "mom",       "dad",       "parent",      "parents",
    "son",       "daughter", "brother",    "sister",     "uncle",     "aunt",      "grandfather", "grandmother",
    "caregiver", "carer",    "family",     "relative",   "relatives", "roommate",  "padre",       "madre",
    "padrastro", "hijo",     "hermano",    "tio",        "cuidador",  "cuidadora", "familiar",    "stepdad"};
/// What words begin with.
constexpr std::array<std::string_view, 21> deeds{"assault", "hitting", "beaten",    "beating",  "strangl", "strangulat",
                                                 "punch",   "kicked",  "kicking",   "threat",   "violen",  "slapp",
                                                 "choked",  "stabbed", "inflicted", "attacked", "injur",   "agred",
                                                 "golpea",  "amenaz",  "maltrat"};
constexpr std::array<std::string_view, 9> whole_deeds{"hit",    "hits",   "beat",    "kick",    "abuse",
                                                      "abused", "abuses", "abusive", "agresion"};
constexpr std::array<std::string_view, 6> fears{"afraid", "fear", "fears", "scared", "fearful", "miedo"};
/// What was no deed, though the words are there.
constexpr std::array<std::string_view, 9> excuses{"accident", "alcohol", "substance", "drug", "tobacco",
                                                  "hernia",   "miscarr", "abortion",  "labor"};
constexpr std::array<std::string_view, 11> of_witnesses{
    "witnessed", "reported", "seen", "noted", "found", "brought", "told", "stated", "helped", "treated", "accompanied"};

using Words = std::vector<std::string_view>;

template <std::size_t Count>
bool is_in(const std::array<std::string_view, Count>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_deed(std::string_view word) {
    return is_in(whole_deeds, word) ||
           std::any_of(deeds.begin(), deeds.end(), [&](std::string_view each) { return word.starts_with(each); });
}

Words split(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// "by (his) (own) PERSON", and not by a witness.
bool is_done_by(const Words& words, std::size_t person) {
    for (std::size_t back = 1; back <= 3 && back < person; ++back) {
        const std::string_view word = words[person - back];
        if (word == "by" || word == "por") return !is_in(of_witnesses, words[person - back - 1]);
    }
    return false;
}

/// The deed or the fear is near the person: a long text names many people.
constexpr std::size_t nearest = 8;

}  // namespace

bool says_deed_of_people(const std::string& text) {
    if (std::any_of(excuses.begin(), excuses.end(),
                    [&](std::string_view each) { return text.find(each) != std::string::npos; }))
        return false;
    const Words words = split(text);
    for (std::size_t person = 0; person < words.size(); ++person) {
        const bool near = is_in(partners, words[person]);
        if (!near && !is_in(relatives, words[person])) continue;
        const std::size_t first = person > nearest ? person - nearest : 0;
        const std::size_t end = std::min(words.size(), person + nearest);
        const bool counts = near || is_done_by(words, person);
        for (std::size_t at = first; at < end; ++at) {
            if (counts && (at < person || near) && is_deed(words[at])) return true;
            if (at < person && is_in(fears, words[at]) && at + 4 >= person && (near || words[at + 1] == "of"))
                return true;
        }
    }
    return false;
}

}  // namespace carepress

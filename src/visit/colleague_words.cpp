#include "visit/colleague_words.h"

#include "visit/plain_words.h"
#include "visit/word_lists.h"

#include <array>
#include <string>

namespace carepress::visit {

bool is_to_colleagues(std::string_view words) {
    // As plain_words() writes them, after a blank; those that end in a blank are whole words.
    static constexpr std::array<std::string_view, 36> wordings{
        " d w ",          " dw dr ",         " discussed with dr",
        " pt ",           " unaware ",       " not aware ",
        " not informed",  " not been told",  " not yet told",
        " do not tell",   " dont tell",      " suicid",
        " homicid",       " self harm",      " r o ",
        " rule out ",     " ddx ",           " differential ",
        " drug seeking",  " seeking behav",  " malinger",
        " noncomplian",   " non complian",   " nonadheren",
        " non adheren",   " poor historian", " difficult patient",
        " diversion ",    " overdose risk",  " attending ",
        " pgy",           " page me ",       " hcp ",
        " psych consult", " capacity ",      " abuse potential"};
    return holds_one_of(" " + plain_words(words) + " ", wordings);
}

}  // namespace carepress::visit

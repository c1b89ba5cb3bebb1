#include "visit/dosage_codes.h"
#include "visit/plain_words.h"
#include "visit/sig.h"
#include "visit/sig_tokens.h"
#include "visit/systems.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace carepress::visit {
namespace {

struct AdviceCode {
    std::string_view snomed, words;
    Advice advice;
};

/// Children of 419492006 |additional dosage instructions| with their terms, and the words that records use, as
/// plain_words() makes them.
constexpr auto advices = std::to_array<AdviceCode>({
    {"", "with food", Advice::with_food},
    {"", "take with food", Advice::with_food},
    {"", "with a meal", Advice::with_food},
    {"", "after food", Advice::after_food},
    {"", "take after food", Advice::after_food},
    {"", "take after meals", Advice::after_food},
    {"311504000", "with or after food", Advice::with_or_after_food},
    {"", "take with or after food", Advice::with_or_after_food},
    {"", "before food", Advice::before_food},
    {"", "take before food", Advice::before_food},
    {"311501008", "half to one hour before food", Advice::half_hour_before_food},
    {"", "take 30 to 60 minutes before food", Advice::half_hour_before_food},
    {"717154004", "take on an empty stomach", Advice::empty_stomach},
    {"", "on an empty stomach", Advice::empty_stomach},
    {"419303009", "with plenty of water", Advice::with_water},
    {"", "take with plenty of water", Advice::with_water},
    {"", "with water", Advice::with_water},
    {"", "take with water", Advice::with_water},
    {"", "take with a full glass of water", Advice::with_water},
    {"418639000", "warning may cause drowsiness", Advice::may_make_sleepy},
    {"", "may cause drowsiness", Advice::may_make_sleepy},
    {"418954008", "warning may cause drowsiness if affected do not drive or operate machinery",
     Advice::sleepy_no_driving},
    {"", "may cause drowsiness do not drive or operate machinery", Advice::sleepy_no_driving},
    {"418914006", "warning may cause drowsiness if affected do not drive or operate machinery avoid alcoholic drink",
     Advice::sleepy_no_driving_no_alcohol},
    {"418071006",
     "warning causes drowsiness which may continue the next day if affected do not drive or operate machinery avoid "
     "alcoholic drink",
     Advice::sleepy_next_day},
    {"419822006", "warning avoid alcoholic drink", Advice::no_alcohol},
    {"", "avoid alcoholic drink", Advice::no_alcohol},
    {"", "do not drink alcohol", Advice::no_alcohol},
    {"", "avoid alcohol", Advice::no_alcohol},
    {"", "complete the course", Advice::complete_the_course},
    {"", "complete the prescribed course", Advice::complete_the_course},
    {"", "finish all of this medicine", Advice::complete_the_course},
    {"418577003", "take at regular intervals complete the prescribed course unless otherwise directed",
     Advice::regular_intervals},
    {"", "shake well", Advice::shake_well},
    {"", "shake well before use", Advice::shake_well},
    {"", "shake well before using", Advice::shake_well},
    {"417995008", "dissolve or mix with water before taking", Advice::dissolve},
    {"419529008", "dissolved under the tongue", Advice::melt_under_tongue},
    {"", "dissolve under the tongue", Advice::melt_under_tongue},
    {"419111009",
     "allow to dissolve under the tongue do not transfer from this container keep tightly closed discard eight weeks "
     "after opening",
     Advice::melt_under_tongue_keep_closed},
    {"418991002", "sucked or chewed", Advice::suck_or_chew},
    {"418693002", "swallowed whole not chewed", Advice::swallow_whole},
    {"", "swallow whole", Advice::swallow_whole},
    {"", "swallow whole do not chew", Advice::swallow_whole},
    {"", "swallow whole do not chew or crush", Advice::swallow_whole},
    {"", "swallow whole do not crush or chew", Advice::swallow_whole},
    {"", "do not crush or chew", Advice::do_not_crush},
    {"", "do not chew or crush", Advice::do_not_crush},
    {"418521000", "avoid exposure of skin to direct sunlight or sun lamps", Advice::avoid_sunlight},
    {"", "avoid sunlight", Advice::avoid_sunlight},
    {"420162004", "to be spread thinly", Advice::sparingly},
    {"", "apply sparingly", Advice::sparingly},
    {"", "apply thinly", Advice::sparingly},
    {"", "for external use only", Advice::external_use},
    {"421984009", "until finished", Advice::until_finished},
    {"420652005", "until gone", Advice::until_finished},
    {"421484000", "then discontinue", Advice::then_stop},
    {"422327006", "then stop", Advice::then_stop},
    {"419444006", "do not stop taking this medicine except on your doctors advice", Advice::do_not_stop},
    {"421769005", "follow directions", Advice::as_directed},
    {"", "as directed", Advice::as_directed},
    {"", "use as directed", Advice::as_directed},
    {"", "take as directed", Advice::as_directed},
    {"418849000", "warning follow the printed instructions you have been given with this medicine",
     Advice::follow_leaflet},
    {"428579001", "use with caution", Advice::use_with_care},
    {"417980006", "contains aspirin", Advice::contains_aspirin},
    {"418194009", "contains an aspirin like medicine", Advice::contains_aspirin_like},
    {"418281004", "do not take anything containing aspirin while taking this medicine", Advice::no_other_aspirin},
    {"418637003", "do not take with any other paracetamol products", Advice::no_other_acetaminophen},
    {"", "do not take with any other acetaminophen products", Advice::no_other_acetaminophen},
    {"418850000", "contains aspirin and paracetamol do not take with any other paracetamol products",
     Advice::contains_aspirin_acetaminophen},
    {"419437002", "do not take more than 2 at any one time do not take more than 8 in 24 hours",
     Advice::at_most_2_and_8},
    {"420110001", "do not take indigestion remedies at the same time of day as this medicine", Advice::no_antacids},
    {"420082003",
     "do not take indigestion remedies or medicines containing iron or zinc at the same time of day as this medicine",
     Advice::no_antacids_iron_zinc},
    {"419115000",
     "do not take milk indigestion remedies or medicines containing iron or zinc at the same time of day as this "
     "medicine",
     Advice::no_milk_antacids_iron_zinc},
    {"", "avoid grapefruit", Advice::no_grapefruit},
    {"", "avoid grapefruit juice", Advice::no_grapefruit},
    {"", "do not take with grapefruit juice", Advice::no_grapefruit},
    {"", "never with grapefruit", Advice::no_grapefruit},
    {"419974005", "this medicine may color the urine", Advice::may_color_urine},
    {"", "rinse mouth after use", Advice::rinse_mouth},
    {"", "rinse mouth after each use", Advice::rinse_mouth},
    {"", "do not lie down for 30 minutes after taking", Advice::stay_upright},
    {"", "refrigerate", Advice::refrigerate},
    {"", "keep refrigerated", Advice::refrigerate},
    {"", "store in the refrigerator", Advice::refrigerate},
    {"419439004", "caution flammable keep away from fire or flames", Advice::flammable},
});

/// "Mix with water" is not "take with water": in a sentence these words need a verb.
bool is_meant_in_text(std::string_view words) { return words != "with water"; }

/// How many tokens from `at` on say these words, signs between them ignored; 0 if they do not.
std::size_t count_matching(const std::vector<SigToken>& tokens, std::size_t at, std::string_view words) {
    std::size_t next = at;
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        while (next > at && next < tokens.size() && tokens[next].kind == SigToken::Kind::sign) ++next;
        if (next >= tokens.size() || tokens[next].lower != words.substr(begin, end - begin)) return 0;
        ++next;
        begin = end + 1;
    }
    return next - at;
}

struct FoundAdvice {
    const AdviceCode* advice = nullptr;
    std::size_t tokens = 0;
};

/// The longest known advice that begins at `at`.
FoundAdvice advice_at(const std::vector<SigToken>& tokens, std::size_t at) {
    FoundAdvice longest;
    for (const AdviceCode& each : advices) {
        if (!is_meant_in_text(each.words)) continue;
        if (const std::size_t count = count_matching(tokens, at, each.words); count > longest.tokens)
            longest = {&each, count};
    }
    return longest;
}

/// "Not", also of "don't": what follows in the clause is not advice to follow.
bool is_negation(const SigToken& token) {
    return is_one_of(token.lower, {"not", "never", "no", "nor", "t", "dont", "don\xE2\x80\x99t", "cannot", "avoid"});
}

bool ends_clause(const SigToken& token) {
    return token.kind == SigToken::Kind::sign && !is_one_of(token.lower, {"'", "/"});
}

}  // namespace

std::string take_advice_out(std::string text, std::vector<AdditionalInstruction>& found) {
    const std::vector<SigToken> tokens = sig_tokens(text);
    bool negated = false;
    for (std::size_t at = 0; at < tokens.size();) {
        // Of "before or after food" neither half is the advice.
        const bool is_choice = at > 0 && tokens[at - 1].is("or");
        const FoundAdvice advice = negated || is_choice ? FoundAdvice{} : advice_at(tokens, at);
        if (advice.advice == nullptr) {
            negated = !ends_clause(tokens[at]) && (negated || is_negation(tokens[at]));
            ++at;
            continue;
        }
        const std::size_t begin = tokens[at].begin, end = tokens[at + advice.tokens - 1].end;
        AdditionalInstruction instruction;
        instruction.advice = advice.advice->advice;
        instruction.words.name.text = text.substr(begin, end - begin);
        found.push_back(std::move(instruction));
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
                  ' ');
        at += advice.tokens;
    }
    return text;
}

Advice advice_of(const Concept& words) {
    std::string plain = plain_words(words.name.text);
    for (const std::string_view tail : {" qualifier value", " dosing instruction fragment"})
        if (plain.ends_with(tail)) plain.erase(plain.size() - tail.size());
    for (const AdviceCode& each : advices) {
        // Words that say more than the code are kept as written; the code counts only if there are no words.
        const bool by_code = plain.empty() && !each.snomed.empty() && words.has(systems::snomed_ct, each.snomed);
        if (by_code || plain == each.words) return each.advice;
    }
    return Advice::other;
}

}  // namespace carepress::visit

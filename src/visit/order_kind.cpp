// Where an order belongs: among the instructions for the patient, the tests and referrals, or the visits to come.
#include "base/ascii.h"
#include "visit/concepts.h"
#include "visit/of_visit.h"
#include "visit/systems.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>

namespace carepress::visit {
namespace {

/// SNOMED CT: follow-up, return and recall visits.
constexpr std::array<std::string_view, 3> follow_up_codes{"390906007", "185389009", "281036007"};
/// SNOMED CT: education, counselling, diets, exercises, activity and wound care at home, and what is worn.
constexpr std::array<std::string_view, 11> instruction_codes{"409073007", "409063005", "311401005", "182922004",
                                                             "229065009", "223464006", "243072002", "229070002",
                                                             "266724001", "304549008", "386373004"};
/// SNOMED CT: laboratory, imaging, surgical and diagnostic procedures, referrals.
constexpr std::array<std::string_view, 7> visit_codes{"108252007", "363679005", "387713003", "103693007",
                                                      "3457005",   "306206005", "363680008"};

constexpr std::array<std::string_view, 12> follow_up_words{
    "follow-up", "follow up", "followup", "return visit", "return to clinic", "return appointment",
    "recheck",   "re-check",  "recall",   "revisit",      "come back",        "next visit"};
constexpr std::array<std::string_view, 10> category_words{"education", "instruction", "activity", "diet",
                                                          "nutrition", "exercise",    "counsel",  "device",
                                                          "equipment", "self-care"};
/// Openings and endings of orders that tell the patient what to do.
constexpr std::array<std::string_view, 35> instruction_openings{
    "wear ",         "rest at ",     "rest the ",  "rest for ",   "avoid ",        "apply ",    "elevate ",
    "keep ",         "do not ",      "don't ",     "drink ",      "eat ",          "walk ",     "stretching",
    "ice ",          "use ",         "weigh your", "check your ", "measure your ", "stop ",     "education about ",
    "advice about ", "gargle ",      "soak ",      "rinse ",      "raise ",        "limit ",    "put ",
    "lie ",          "change your ", "take off ",  "no lifting",  "no driving",    "no weight", "no sports"};
constexpr std::array<std::string_view, 4> instruction_endings{" diet", " exercises", " education", " counseling"};

template <std::size_t n>
bool has_one_code(const Concept& concept_, const std::array<std::string_view, n>& codes) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](std::string_view code) { return concept_.has(systems::snomed_ct, code); });
}

}  // namespace

bool is_follow_up(const Concept& words) {
    return has_one_code(words, follow_up_codes) || holds_one_of(ascii_lower(words.name.text), follow_up_words);
}

OrderKind order_kind(const Chart& chart, const Element& request) {
    const Concept name = chart.concept_of(request.child("code"));
    bool goes_somewhere = false, told = false;
    for (const Element& element : request.children("category")) {
        const Concept category = chart.concept_of(element);
        goes_somewhere |= has_one_code(category, visit_codes);
        told |=
            has_one_code(category, instruction_codes) || holds_one_of(ascii_lower(category.name.text), category_words);
    }
    if (!goes_somewhere && is_follow_up(name)) return OrderKind::follow_up;
    if (goes_somewhere) return OrderKind::test_or_referral;
    const std::string words = ascii_lower(name.name.text);
    const bool by_words =
        begins_with_one_of(words, instruction_openings) || ends_with_one_of(words, instruction_endings);
    return told || by_words || has_one_code(name, instruction_codes) ? OrderKind::instruction
                                                                     : OrderKind::test_or_referral;
}

}  // namespace carepress::visit

// Where an order belongs: to be done by the patient, to be gone to, or a visit to come.
#include "visit/concepts.h"
#include "visit/of_visit.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>

namespace carepress {
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
/// How an order begins, or ends, that tells the patient what to do.
constexpr std::array<std::string_view, 22> instruction_beginnings{
    "wear ",        "rest at ", "rest the ",  "rest for ",   "avoid ",        "apply ", "elevate ",
    "keep ",        "do not ",  "don't ",     "drink ",      "eat ",          "walk ",  "stretching",
    "ice ",         "use ",     "weigh your", "check your ", "measure your ", "stop ",  "education about ",
    "advice about "};
constexpr std::array<std::string_view, 4> instruction_endings{" diet", " exercises", " education", " counseling"};

std::string lower(std::string_view words) {
    std::string out(words);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

template <std::size_t n>
bool holds_one(const std::string& text, const std::array<std::string_view, n>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

template <std::size_t n>
bool begins_with_one(const std::string& text, const std::array<std::string_view, n>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t n>
bool ends_with_one(const std::string& text, const std::array<std::string_view, n>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
}

template <std::size_t n>
bool has_one(const Concept& concept_, const std::array<std::string_view, n>& codes) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](std::string_view code) { return concept_.has(systems::snomed_ct, code); });
}

}  // namespace

bool is_follow_up(const Concept& words) {
    return has_one(words, follow_up_codes) || holds_one(lower(words.name.text), follow_up_words);
}

OrderKind order_kind(const Chart& chart, const Element& request) {
    const Concept name = chart.concept_of(request.child("code"));
    bool goes_somewhere = false, told = false;
    for (const Element& element : request.children("category")) {
        const Concept category = chart.concept_of(element);
        goes_somewhere |= has_one(category, visit_codes);
        told |= has_one(category, instruction_codes) || holds_one(lower(category.name.text), category_words);
    }
    if (!goes_somewhere && is_follow_up(name)) return OrderKind::follow_up;
    if (goes_somewhere) return OrderKind::test_or_referral;
    const std::string words = lower(name.name.text);
    const bool by_words = begins_with_one(words, instruction_beginnings) || ends_with_one(words, instruction_endings);
    return told || by_words || has_one(name, instruction_codes) ? OrderKind::instruction : OrderKind::test_or_referral;
}

}  // namespace carepress

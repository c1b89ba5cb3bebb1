// Which conditions are about a person's life and not about health, though systems keep them in one list.
#include "base/ascii.h"
#include "visit/concepts.h"
#include "visit/of_visit.h"
#include "visit/systems.h"

#include <algorithm>
#include <array>

namespace carepress::visit {
namespace {

/// SNOMED CT: employment, education, housing, company, transport, the law, and reviews that the clinic has to do.
constexpr std::array<std::string_view, 21> snomed_codes{
    "105531004", "160903007", "160904001",     "160968000", "224295006", "224299000", "224355006",
    "266934004", "266948004", "314529007",     "32911000",  "422650009", "423315002", "424393004",
    "446654005", "473461003", "5251000175109", "713458007", "73438004",  "73595000",  "741062008"};

/// Words that a finding of this kind has in its fully specified name. A disorder is never one.
constexpr std::array<std::string_view, 20> finding_words{
    "employment", "employed",  "education", "school",         "labor force",      "labour force",
    "housing",    "homeless",  "criminal",  "social contact", "social isolation", "armed forces",
    "transport",  "refugee",   "income",    "review due",     "risk activity",    "violence in the environment",
    "retired",    "occupation"};

constexpr std::array<std::string_view, 6> finding_tags{"(finding)",        "(situation)",  "(person)",
                                                       "(social concept)", "(occupation)", "(life style)"};

bool says_social_finding(std::string_view words) {
    const std::string text = ascii_lower(words);
    const auto ends = [&](std::string_view tag) { return text.ends_with(tag); };
    const auto holds = [&](std::string_view word) { return text.find(word) != std::string::npos; };
    return std::any_of(finding_tags.begin(), finding_tags.end(), ends) &&
           std::any_of(finding_words.begin(), finding_words.end(), holds);
}

/// Z55 to Z65: persons with potential health hazards related to socioeconomic and psychosocial circumstances.
bool is_social_icd_10(std::string_view code) {
    return code.size() >= 3 && code[0] == 'Z' &&
           ((code[1] == '5' && code[2] >= '5' && code[2] <= '9') ||
            (code[1] == '6' && code[2] >= '0' && code[2] <= '5'));
}

}  // namespace

bool is_social_finding(const Element& condition) {
    for (const Element& category : condition.children("category"))
        if (has_coding(category, "sdoh")) return true;
    const Element code = condition.child("code");
    if (!code.present()) return false;
    if (says_social_finding(code.words("text"))) return true;
    for (const Element& coding : code.children("coding")) {
        const std::string_view system = coding.code("system"), value = coding.code("code");
        if (system == systems::icd_10_cm && is_social_icd_10(value)) return true;
        if (system != systems::snomed_ct) continue;
        if (std::find(snomed_codes.begin(), snomed_codes.end(), value) != snomed_codes.end()) return true;
        if (says_social_finding(coding.words("display"))) return true;
    }
    return false;
}

}  // namespace carepress::visit

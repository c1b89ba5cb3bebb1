// Which finding may be the title of a summary: others read the largest words of a sheet on a table.
#include "visit/headline.h"

#include "visit/plain_words.h"
#include "visit/sensitivity.h"
#include "visit/systems.h"
#include "visit/word_lists.h"

#include <algorithm>
#include <array>
#include <string>

namespace carepress::visit {
namespace {

/// A title of two lines at most.
constexpr std::size_t longest = 60;  // bytes

/// What private findings are called, within words of plain_words(), in English and Spanish. Rather too much: then the
/// page keeps its plain title.
constexpr std::array<std::string_view, 109> private_parts{
    "syphil",    "sifilis",  "gonorr",   "chlamyd",    "clamid",     "herpes",     "hepatitis", "genital",
    "vagin",     "vulv",     "penis",    "penile",     "scrot",      "testic",     "prostat",   "uter",
    "cervic",    "ovar",     "menstr",   "menopaus",   "erectile",   "erectil",    "sexual",    "venere",
    "pregnan",   "embaraz",  "abort",    "miscarr",    "matern",     "contracep",  "fertil",    "alcohol",
    "opioid",    "opiat",    "cocain",   "cannabis",   "marijuana",  "heroin",     "amphetam",  "anfetam",
    "drug",      "droga",    "substanc", "sustanc",    "addict",     "adicc",      "depend",    "intoxic",
    "overdos",   "sobredos", "poison",   "envenen",    "withdrawal", "abstinen",   "suicid",    "self harm",
    "selfharm",  "self inf", "depres",   "anxi",       "ansied",     "panic",      "bipolar",   "mania",
    "manic",     "schizo",   "esquizo",  "psych",      "psic",       "mental",     "personali", "delusion",
    "hallucin",  "alucina",  "autis",    "attention",  "hyperactiv", "hiperactiv", "nervosa",   "nerviosa",
    "bulimi",    "stress",   "estres",   "adjustment", "dementia",   "demencia",   "alzheimer", "cognit",
    "intellect", "intelect", "cancer",   "carcinom",   "malign",     "neopl",      "tumo",      "leukem",
    "leucem",    "lymphoma", "linfoma",  "melanom",    "sarcom",     "metasta",    "palliat",   "paliat",
    "incontin",  "hemorrho", "hemorro",  "obes",       "sickle"};
constexpr std::array<std::string_view, 26> private_words{
    "hiv",       "aids",     "vih",    "sida",  "std",   "sti",     "ptsd",     "adhd",   "ocd",
    "genetic",   "gender",   "genero", "abuse", "abuso", "assault", "neglect",  "rape",   "violence",
    "violencia", "maltrato", "victim", "anus",  "anal",  "rectal",  "terminal", "hospice"};

/// ICD-10-CM: sexually transmitted infections, viral hepatitis, HIV, neoplasms, obesity, mental disorders, Alzheimer's,
/// genital organs, pregnancy, emotional state, poisoning, maltreatment, causes from outside, factors around health.
constexpr std::array<std::string_view, 31> private_codes{
    "A5", "A6", "B15", "B16", "B17", "B18", "B19", "B2",  "C",  "D0", "D1", "D2", "D3", "D4", "E66", "F",
    "G3", "N4", "N5",  "N7",  "N8",  "N9",  "O",   "R45", "T3", "T4", "T5", "T6", "T7", "V",  "Z"};
constexpr std::array<std::string_view, 3> causes_from_outside{"W", "X", "Y"};

bool is_private_code(const RecordCode& code) {
    return code.system == systems::icd_10_cm &&
           (begins_with_one_of(code.code, private_codes) || begins_with_one_of(code.code, causes_from_outside));
}

bool is_private(const Concept& finding) {
    const std::string words = plain_words(finding.name.text);
    return sensitivity_of(finding) != Sensitivity::none || holds_one_of(words, private_parts) ||
           holds_one_phrase_of(words, private_words) ||
           std::any_of(finding.codes.begin(), finding.codes.end(), is_private_code);
}

}  // namespace

const VisitCondition* headline_finding(const Visit& visit) {
    if (visit.incomplete(VisitSection::conditions) || visit.holds_more(VisitSection::conditions)) return nullptr;
    const VisitCondition* only = nullptr;
    for (const VisitCondition& condition : visit.conditions) {
        if (!condition.of_this_visit) continue;
        if (only != nullptr || condition.possible || !condition.confirmed) return nullptr;
        only = &condition;
    }
    const bool fits = only != nullptr && only->name.name.text.size() <= longest &&
                      only->name.name.text.find('\n') == std::string::npos;
    return fits && !is_private(only->name) ? only : nullptr;
}

}  // namespace carepress::visit

#include "visit/dosage_codes.h"

#include "base/ascii.h"
#include "visit/plain_words.h"
#include "visit/systems.h"
#include "visit/word_table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carepress::visit {
namespace {

/// In lower case, without dots and blanks at the end.
std::string plain_code(std::string_view text) {
    std::string out = ascii_lower(text);
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
    return out;
}

/// UCUM codes, HL7 orderable drug forms, and the words that records use, in lower case.
constexpr auto unit_words = std::to_array<std::pair<std::string_view, DoseUnit>>({
    {"tablet", DoseUnit::tablet},
    {"tablets", DoseUnit::tablet},
    {"tab", DoseUnit::tablet},
    {"tabs", DoseUnit::tablet},
    {"tbl", DoseUnit::tablet},
    {"{tablet}", DoseUnit::tablet},
    {"{tbl}", DoseUnit::tablet},
    {"tablet(s)", DoseUnit::tablet},
    {"capsule", DoseUnit::capsule},
    {"capsules", DoseUnit::capsule},
    {"cap", DoseUnit::capsule},
    {"caps", DoseUnit::capsule},
    {"{capsule}", DoseUnit::capsule},
    {"capsule(s)", DoseUnit::capsule},
    {"drop", DoseUnit::drop},
    {"drops", DoseUnit::drop},
    {"[drp]", DoseUnit::drop},
    {"{drop}", DoseUnit::drop},
    {"puff", DoseUnit::puff},
    {"puffs", DoseUnit::puff},
    {"{puff}", DoseUnit::puff},
    {"inhalation", DoseUnit::puff},
    {"spray", DoseUnit::spray},
    {"sprays", DoseUnit::spray},
    {"{spray}", DoseUnit::spray},
    {"patch", DoseUnit::patch},
    {"patches", DoseUnit::patch},
    {"{patch}", DoseUnit::patch},
    {"suppository", DoseUnit::suppository},
    {"suppositories", DoseUnit::suppository},
    {"supp", DoseUnit::suppository},
    {"{suppository}", DoseUnit::suppository},
    {"lozenge", DoseUnit::lozenge},
    {"lozenges", DoseUnit::lozenge},
    {"{lozenge}", DoseUnit::lozenge},
    {"application", DoseUnit::application},
    {"applications", DoseUnit::application},
    {"{application}", DoseUnit::application},
    {"sachet", DoseUnit::sachet},
    {"sachets", DoseUnit::sachet},
    {"packet", DoseUnit::sachet},
    {"{sachet}", DoseUnit::sachet},
    {"u", DoseUnit::unit},
    {"unit", DoseUnit::unit},
    {"units", DoseUnit::unit},
    {"{unit}", DoseUnit::unit},
    {"unit(s)", DoseUnit::unit},
    {"ml", DoseUnit::milliliter},
    {"milliliter", DoseUnit::milliliter},
    {"milliliters", DoseUnit::milliliter},
    {"l", DoseUnit::liter},
    {"liter", DoseUnit::liter},
    {"liters", DoseUnit::liter},
    {"mg", DoseUnit::milligram},
    {"milligram", DoseUnit::milligram},
    {"milligrams", DoseUnit::milligram},
    {"ug", DoseUnit::microgram},
    {"mcg", DoseUnit::microgram},
    {"microgram", DoseUnit::microgram},
    {"micrograms", DoseUnit::microgram},
    {"\xC2\xB5g", DoseUnit::microgram},
    {"\xCE\xBCg", DoseUnit::microgram},
    {"g", DoseUnit::gram},
    {"gram", DoseUnit::gram},
    {"grams", DoseUnit::gram},
    {"meq", DoseUnit::milliequivalent},
    {"milliequivalent", DoseUnit::milliequivalent},
    {"teaspoon", DoseUnit::teaspoon},
    {"teaspoons", DoseUnit::teaspoon},
    {"[tsp_us]", DoseUnit::teaspoon},
    {"tablespoon", DoseUnit::tablespoon},
    {"[tbs_us]", DoseUnit::tablespoon},
    {"tsp", DoseUnit::teaspoon},
    {"tbsp", DoseUnit::tablespoon},
    {"tab(s)", DoseUnit::tablet},
    {"cap(s)", DoseUnit::capsule},
    {"caplet", DoseUnit::tablet},
    {"caplets", DoseUnit::tablet},
    {"{tab}", DoseUnit::tablet},
    {"{tablets}", DoseUnit::tablet},
    {"{cap}", DoseUnit::capsule},
    {"{capsules}", DoseUnit::capsule},
    {"softgel", DoseUnit::capsule},
    {"softgels", DoseUnit::capsule},
    {"inhalations", DoseUnit::puff},
    {"{inhalation}", DoseUnit::puff},
    {"actuation", DoseUnit::puff},
    {"actuations", DoseUnit::puff},
    {"{actuat}", DoseUnit::puff},
    {"{puffs}", DoseUnit::puff},
    {"{sprays}", DoseUnit::spray},
    {"{drops}", DoseUnit::drop},
    {"gtt", DoseUnit::drop},
    {"gtts", DoseUnit::drop},
    {"[gtt]", DoseUnit::drop},
    {"opdrop", DoseUnit::drop},
    {"otdrop", DoseUnit::drop},
    {"nasdrop", DoseUnit::drop},
    {"{patches}", DoseUnit::patch},
    {"{packet}", DoseUnit::sachet},
    {"packets", DoseUnit::sachet},
    {"powder packet", DoseUnit::sachet},
    {"{units}", DoseUnit::unit},
    {"iu", DoseUnit::unit},
    {"[iu]", DoseUnit::unit},
    {"international unit", DoseUnit::unit},
    {"international units", DoseUnit::unit},
    {"unt", DoseUnit::unit},
    {"[usp'u]", DoseUnit::unit},
    {"cc", DoseUnit::milliliter},
    {"millilitre", DoseUnit::milliliter},
    {"millilitres", DoseUnit::milliliter},
    {"litre", DoseUnit::liter},
    {"gm", DoseUnit::gram},
    {"gms", DoseUnit::gram},
    {"mgs", DoseUnit::milligram},
    {"mcgs", DoseUnit::microgram},
    {"milliequivalents", DoseUnit::milliequivalent},
    {"thin layer", DoseUnit::application},
    {"{thin layer}", DoseUnit::application},
});

/// A code of SNOMED CT or of EDQM, whose codes never look alike.
bool has_code(const Concept& words, std::string_view code) {
    return !code.empty() && (words.has(systems::snomed_ct, code) || words.has(systems::edqm, code));
}

struct RouteCode {
    std::string_view snomed, words;
    Route route;
};
constexpr auto routes = std::to_array<RouteCode>({{"26643006", "oral", Route::oral},
                                                  {"394899003", "by mouth", Route::oral},
                                                  {"", "orally", Route::oral},
                                                  {"", "po", Route::oral},
                                                  {"", "oral route", Route::oral},
                                                  {"37839007", "sublingual", Route::sublingual},
                                                  {"54471007", "buccal", Route::buccal},
                                                  {"6064005", "topical", Route::topical},
                                                  {"359540000", "topical route", Route::topical},
                                                  {"447694001", "inhalation", Route::inhaled},
                                                  {"", "inhaled", Route::inhaled},
                                                  {"46713006", "nasal", Route::nasal},
                                                  {"54485002", "ophthalmic", Route::eye},
                                                  {"10547007", "otic", Route::ear},
                                                  {"37161004", "rectal", Route::rectal},
                                                  {"16857009", "vaginal", Route::vaginal},
                                                  {"34206005", "subcutaneous", Route::subcutaneous},
                                                  {"263887005", "subcutaneous route", Route::subcutaneous},
                                                  {"78421000", "intramuscular", Route::intramuscular},
                                                  {"255559005", "intramuscular route", Route::intramuscular},
                                                  {"47625008", "intravenous", Route::intravenous},
                                                  {"255560000", "intravenous route", Route::intravenous},
                                                  {"45890007", "transdermal", Route::transdermal},
                                                  {"", "transdermal route", Route::transdermal},
                                                  // EDQM Standard Terms (the words are those without " use").
                                                  {"20053000", "per os", Route::oral},
                                                  {"260548002", "via mouth", Route::oral},
                                                  {"", "under the tongue", Route::sublingual},
                                                  {"", "sl", Route::sublingual},
                                                  {"", "buccal cavity", Route::buccal},
                                                  {"", "cutaneous", Route::topical},
                                                  {"", "on the skin", Route::topical},
                                                  {"", "skin", Route::topical},
                                                  {"", "respiratory tract", Route::inhaled},
                                                  {"", "inhale", Route::inhaled},
                                                  {"", "intranasal", Route::nasal},
                                                  {"", "nose", Route::nasal},
                                                  {"", "ocular", Route::eye},
                                                  {"", "eye", Route::eye},
                                                  {"", "in the eye", Route::eye},
                                                  {"", "auricular", Route::ear},
                                                  {"", "aural", Route::ear},
                                                  {"", "ear", Route::ear},
                                                  {"", "per rectum", Route::rectal},
                                                  {"", "rectally", Route::rectal},
                                                  {"", "pr", Route::rectal},
                                                  {"", "intravaginal", Route::vaginal},
                                                  {"", "pv", Route::vaginal},
                                                  {"", "subcut", Route::subcutaneous},
                                                  {"", "sc", Route::subcutaneous},
                                                  {"", "sq", Route::subcutaneous},
                                                  {"", "subq", Route::subcutaneous},
                                                  {"", "under the skin", Route::subcutaneous},
                                                  {"", "im", Route::intramuscular},
                                                  {"", "iv", Route::intravenous},
                                                  {"", "transcutaneous", Route::transdermal}});

constexpr auto methods = std::to_array<std::pair<std::string_view, Method>>({{"take", Method::take},
                                                                             {"swallow", Method::swallow},
                                                                             {"chew", Method::chew},
                                                                             {"apply", Method::apply},
                                                                             {"inject", Method::inject},
                                                                             {"inhale", Method::inhale},
                                                                             {"insert", Method::insert},
                                                                             {"instill", Method::instill},
                                                                             {"instil", Method::instill},
                                                                             {"spray", Method::spray}});

}  // namespace

DoseUnit dose_unit_of_word(std::string_view word) {
    return word.empty() ? DoseUnit::none : look_up(unit_words, plain_code(word)).value_or(DoseUnit::other);
}

bool is_counted_form(DoseUnit unit) {
    switch (unit) {
        case DoseUnit::tablet:
        case DoseUnit::capsule:
        case DoseUnit::drop:
        case DoseUnit::puff:
        case DoseUnit::spray:
        case DoseUnit::patch:
        case DoseUnit::suppository:
        case DoseUnit::lozenge:
        case DoseUnit::application:
        case DoseUnit::sachet:
            return true;
        default:
            return false;
    }
}

DoseUnit dose_unit_of(const Quantity& quantity) {
    const DoseUnit by_code = dose_unit_of_word(quantity.ucum);
    if (by_code != DoseUnit::none && by_code != DoseUnit::other) return by_code;
    const DoseUnit by_word = dose_unit_of_word(quantity.unit);
    return by_word == DoseUnit::none ? by_code : by_word;
}

bool units_disagree(const Quantity& quantity) {
    const DoseUnit code = dose_unit_of_word(quantity.ucum), word = dose_unit_of_word(quantity.unit);
    const auto known = [](DoseUnit unit) { return unit != DoseUnit::none && unit != DoseUnit::other; };
    return known(code) && known(word) && code != word;
}

Route route_of(const Concept& words) {
    if (words.codes.empty() && !words.stated()) return Route::none;
    std::string plain = plain_code(words.name.text);
    for (const std::string_view tail : {" (qualifier value)", " of administration", " use", " route"})
        if (plain.ends_with(tail)) plain.erase(plain.size() - tail.size());
    const auto is_code = [&](std::string_view word) {
        return !word.empty() && plain.empty() &&
               std::any_of(words.codes.begin(), words.codes.end(),
                           [&](const RecordCode& code) { return plain_code(code.code) == word; });
    };
    for (const RouteCode& each : routes)
        if (plain == each.words || has_code(words, each.snomed) || is_code(each.words)) return each.route;
    return Route::other;
}

bool has_word_from(std::string_view plain, std::string_view beginning) {
    for (std::size_t at = 0; (at = plain.find(beginning, at)) != std::string_view::npos; ++at)
        if (at == 0 || plain[at - 1] == ' ') return true;
    return false;
}

Side paired_side_of(const Concept& site) {
    const std::string plain = plain_words(site.name.text);
    const auto has = [&](const char* word) { return has_word_from(plain, word); };
    const bool paired = has("eye") || has("ear") || has("nostril") || has("nose") || has("nasal") || has("naris");
    if (!paired) {
        static constexpr WordTable<Side, 6> codes{{{"od", Side::right},
                                                   {"os", Side::left},
                                                   {"ou", Side::both},
                                                   {"ad", Side::right},
                                                   {"as", Side::left},
                                                   {"au", Side::both}}};
        if (const auto side = look_up(codes, plain)) return *side;
        if (site.has(systems::snomed_ct, "8966001")) return Side::left;    // left eye structure
        if (site.has(systems::snomed_ct, "18944008")) return Side::right;  // right eye structure
        if (site.has(systems::snomed_ct, "40638003") || site.has(systems::snomed_ct, "362508001")) return Side::both;
        return Side::none;
    }
    if (has("both") || has("each") || has("bilateral")) return Side::both;
    const bool left = has("left"), right = has("right");
    return left == right ? Side::none : left ? Side::left : Side::right;
}

Method method_of(const Concept& words) {
    if (!words.stated()) return Method::none;
    const std::string plain = plain_code(words.name.text);
    // Verbs that say no more than the route.
    for (const std::string_view verb : {"use", "give", "administer", "place", "put"})
        if (plain == verb || plain.starts_with(std::string(verb) + " - dosing instruction imperative"))
            return Method::none;
    for (const auto& [verb, method] : methods)
        if (plain == verb || plain.starts_with(std::string(verb) + " - dosing instruction imperative")) return method;
    return Method::other;
}

}  // namespace carepress::visit

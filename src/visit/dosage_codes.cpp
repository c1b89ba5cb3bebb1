#include "visit/dosage_codes.h"

#include "visit/systems.h"

#include <array>
#include <utility>

namespace carepress {
namespace {

using WordTable = std::pair<std::string_view, DoseUnit>;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
    return out;
}

/// UCUM codes, HL7 orderable drug forms, and the words that records use, in lower case.
constexpr std::array<WordTable, 72> unit_words{{
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
}};

DoseUnit unit_of(std::string_view word) {
    if (word.empty()) return DoseUnit::none;
    const std::string plain = lower(word);
    for (const auto& [known, unit] : unit_words)
        if (known == plain) return unit;
    return DoseUnit::other;
}

struct RouteCode {
    std::string_view snomed, words;
    Route route;
};
constexpr std::array<RouteCode, 24> routes{{{"26643006", "oral", Route::oral},
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
                                            {"", "transdermal route", Route::transdermal}}};

constexpr std::array<std::pair<std::string_view, Method>, 9> methods{{{"take", Method::take},
                                                                      {"swallow", Method::swallow},
                                                                      {"chew", Method::chew},
                                                                      {"apply", Method::apply},
                                                                      {"inject", Method::inject},
                                                                      {"inhale", Method::inhale},
                                                                      {"insert", Method::insert},
                                                                      {"instill", Method::instill},
                                                                      {"spray", Method::spray}}};

struct AdviceCode {
    std::string_view snomed, words;
    Advice advice;
};
constexpr std::array<AdviceCode, 26> advices{
    {{"", "with food", Advice::with_food},
     {"", "take with food", Advice::with_food},
     {"", "after food", Advice::after_food},
     {"", "take after food", Advice::after_food},
     {"311504000", "with or after food", Advice::with_or_after_food},
     {"", "take with or after food", Advice::with_or_after_food},
     {"", "before food", Advice::before_food},
     {"", "take before food", Advice::before_food},
     {"", "on an empty stomach", Advice::empty_stomach},
     {"", "take on an empty stomach", Advice::empty_stomach},
     {"", "with water", Advice::with_water},
     {"", "take with water", Advice::with_water},
     {"418914006",
      "warning. may cause drowsiness. if affected do not drive or operate machinery. avoid alcoholic drink",
      Advice::may_cause_drowsiness},
     {"", "do not drink alcohol", Advice::no_alcohol},
     {"", "avoid alcohol", Advice::no_alcohol},
     {"", "complete the course", Advice::complete_the_course},
     {"418577003", "take at regular intervals. complete the prescribed course unless otherwise directed",
      Advice::regular_intervals},
     {"", "shake well", Advice::shake_well},
     {"", "shake well before use", Advice::shake_well},
     {"", "swallow whole", Advice::swallow_whole},
     {"", "swallow whole. do not chew or crush", Advice::swallow_whole},
     {"", "apply sparingly", Advice::sparingly},
     {"", "apply thinly", Advice::sparingly},
     {"421984009", "until finished", Advice::until_finished},
     {"", "as directed", Advice::as_directed},
     {"", "use as directed", Advice::as_directed}}};

}  // namespace

DoseUnit dose_unit_of(const Quantity& quantity) {
    const DoseUnit by_code = unit_of(quantity.ucum);
    if (by_code != DoseUnit::none && by_code != DoseUnit::other) return by_code;
    const DoseUnit by_word = unit_of(quantity.unit);
    return by_word == DoseUnit::none ? by_code : by_word;
}

bool units_disagree(const Quantity& quantity) {
    const DoseUnit code = unit_of(quantity.ucum), word = unit_of(quantity.unit);
    const auto known = [](DoseUnit unit) { return unit != DoseUnit::none && unit != DoseUnit::other; };
    return known(code) && known(word) && code != word;
}

Route route_of(const Concept& words) {
    if (words.codes.empty() && !words.stated()) return Route::none;
    const std::string plain = lower(words.name.text);
    for (const RouteCode& each : routes)
        if (plain == each.words || (!each.snomed.empty() && words.has(systems::snomed_ct, each.snomed)))
            return each.route;
    return Route::other;
}

Method method_of(const Concept& words) {
    if (!words.stated()) return Method::none;
    const std::string plain = lower(words.name.text);
    for (const auto& [verb, method] : methods)
        if (plain == verb || plain.starts_with(std::string(verb) + " - dosing instruction imperative")) return method;
    return Method::other;
}

Advice advice_of(const Concept& words) {
    std::string plain = lower(words.name.text);
    if (const std::size_t end = plain.find(" - dosing instruction fragment"); end != std::string::npos)
        plain.resize(end);
    for (const AdviceCode& each : advices) {
        // Words that say more than the code are kept as written: only words that are known, or none, stand for it.
        const bool by_code = plain.empty() && !each.snomed.empty() && words.has(systems::snomed_ct, each.snomed);
        if (by_code || plain == each.words) return each.advice;
    }
    return Advice::other;
}

}  // namespace carepress

// Units, routes, methods and sides of dosages: each code and word that records use for them.
#include "visit/dosage_codes.h"

#include <gtest/gtest.h>

#include <ostream>
#include <set>

namespace carepress::test {
using namespace visit;
namespace {

constexpr const char* snomed = "http://snomed.info/sct";
constexpr const char* edqm = "http://standardterms.edqm.eu";

Concept coded(const std::string& code, const std::string& system = snomed, const std::string& words = "") {
    Concept made;
    made.name.text = words;
    made.codes = {{system, code}};
    return made;
}

Concept worded(const std::string& words) {
    Concept made;
    made.name.text = words;
    return made;
}

struct Unit {
    const char* word;
    DoseUnit unit;
};
void PrintTo(const Unit& row, std::ostream* out) { *out << row.word; }

class DoseUnits : public testing::TestWithParam<Unit> {};

TEST_P(DoseUnits, are_known_by_code_and_word) {
    const std::string word = GetParam().word;
    EXPECT_EQ(dose_unit_of({"1", "", word, ""}), GetParam().unit);
    EXPECT_EQ(dose_unit_of({"1", "", "", word}), GetParam().unit);
    EXPECT_EQ(dose_unit_of_word(word + ". "), GetParam().unit);
    EXPECT_EQ(dose_unit_of_word(word + "x"), DoseUnit::other);
    EXPECT_FALSE(units_disagree({"1", "", word, word}));
    const bool is_milligram = GetParam().unit == DoseUnit::milligram;
    EXPECT_EQ(units_disagree({"1", "", word, "mg"}), !is_milligram);
    EXPECT_EQ(units_disagree({"1", "", "mg", word}), !is_milligram);
    EXPECT_FALSE(units_disagree({"1", "", word, "squeeze"}));
    EXPECT_FALSE(units_disagree({"1", "", "squeeze", word}));
    EXPECT_FALSE(units_disagree({"1", "", word, ""}));
    EXPECT_FALSE(units_disagree({"1", "", "", word}));
}

INSTANTIATE_TEST_SUITE_P(
    Known, DoseUnits,
    testing::Values(
        Unit{"tablet", DoseUnit::tablet}, Unit{"tablets", DoseUnit::tablet}, Unit{"tab", DoseUnit::tablet},
        Unit{"tabs", DoseUnit::tablet}, Unit{"tbl", DoseUnit::tablet}, Unit{"{tablet}", DoseUnit::tablet},
        Unit{"{tbl}", DoseUnit::tablet}, Unit{"tablet(s)", DoseUnit::tablet}, Unit{"capsule", DoseUnit::capsule},
        Unit{"capsules", DoseUnit::capsule}, Unit{"cap", DoseUnit::capsule}, Unit{"caps", DoseUnit::capsule},
        Unit{"{capsule}", DoseUnit::capsule}, Unit{"capsule(s)", DoseUnit::capsule}, Unit{"drop", DoseUnit::drop},
        Unit{"drops", DoseUnit::drop}, Unit{"[drp]", DoseUnit::drop}, Unit{"{drop}", DoseUnit::drop},
        Unit{"puff", DoseUnit::puff}, Unit{"puffs", DoseUnit::puff}, Unit{"{puff}", DoseUnit::puff},
        Unit{"inhalation", DoseUnit::puff}, Unit{"spray", DoseUnit::spray}, Unit{"sprays", DoseUnit::spray},
        Unit{"{spray}", DoseUnit::spray}, Unit{"patch", DoseUnit::patch}, Unit{"patches", DoseUnit::patch},
        Unit{"{patch}", DoseUnit::patch}, Unit{"suppository", DoseUnit::suppository},
        Unit{"suppositories", DoseUnit::suppository}, Unit{"supp", DoseUnit::suppository},
        Unit{"{suppository}", DoseUnit::suppository}, Unit{"lozenge", DoseUnit::lozenge},
        Unit{"lozenges", DoseUnit::lozenge}, Unit{"{lozenge}", DoseUnit::lozenge},
        Unit{"application", DoseUnit::application}, Unit{"applications", DoseUnit::application},
        Unit{"{application}", DoseUnit::application}, Unit{"sachet", DoseUnit::sachet},
        Unit{"sachets", DoseUnit::sachet}, Unit{"packet", DoseUnit::sachet}, Unit{"{sachet}", DoseUnit::sachet},
        Unit{"u", DoseUnit::unit}, Unit{"unit", DoseUnit::unit}, Unit{"units", DoseUnit::unit},
        Unit{"{unit}", DoseUnit::unit}, Unit{"unit(s)", DoseUnit::unit}, Unit{"ml", DoseUnit::milliliter},
        Unit{"milliliter", DoseUnit::milliliter}, Unit{"milliliters", DoseUnit::milliliter}, Unit{"l", DoseUnit::liter},
        Unit{"liter", DoseUnit::liter}, Unit{"liters", DoseUnit::liter}, Unit{"mg", DoseUnit::milligram},
        Unit{"milligram", DoseUnit::milligram}, Unit{"milligrams", DoseUnit::milligram},
        Unit{"ug", DoseUnit::microgram}, Unit{"mcg", DoseUnit::microgram}, Unit{"microgram", DoseUnit::microgram},
        Unit{"micrograms", DoseUnit::microgram}, Unit{"\xC2\xB5g", DoseUnit::microgram},
        Unit{"\xCE\xBCg", DoseUnit::microgram}, Unit{"g", DoseUnit::gram}, Unit{"gram", DoseUnit::gram},
        Unit{"grams", DoseUnit::gram}, Unit{"meq", DoseUnit::milliequivalent},
        Unit{"milliequivalent", DoseUnit::milliequivalent}, Unit{"teaspoon", DoseUnit::teaspoon},
        Unit{"teaspoons", DoseUnit::teaspoon}, Unit{"[tsp_us]", DoseUnit::teaspoon},
        Unit{"tablespoon", DoseUnit::tablespoon}, Unit{"[tbs_us]", DoseUnit::tablespoon},
        Unit{"tsp", DoseUnit::teaspoon}, Unit{"tbsp", DoseUnit::tablespoon}, Unit{"tab(s)", DoseUnit::tablet},
        Unit{"cap(s)", DoseUnit::capsule}, Unit{"caplet", DoseUnit::tablet}, Unit{"caplets", DoseUnit::tablet},
        Unit{"{tab}", DoseUnit::tablet}, Unit{"{tablets}", DoseUnit::tablet}, Unit{"{cap}", DoseUnit::capsule},
        Unit{"{capsules}", DoseUnit::capsule}, Unit{"softgel", DoseUnit::capsule}, Unit{"softgels", DoseUnit::capsule},
        Unit{"inhalations", DoseUnit::puff}, Unit{"{inhalation}", DoseUnit::puff}, Unit{"actuation", DoseUnit::puff},
        Unit{"actuations", DoseUnit::puff}, Unit{"{actuat}", DoseUnit::puff}, Unit{"{puffs}", DoseUnit::puff},
        Unit{"{sprays}", DoseUnit::spray}, Unit{"{drops}", DoseUnit::drop}, Unit{"gtt", DoseUnit::drop},
        Unit{"gtts", DoseUnit::drop}, Unit{"[gtt]", DoseUnit::drop}, Unit{"opdrop", DoseUnit::drop},
        Unit{"otdrop", DoseUnit::drop}, Unit{"nasdrop", DoseUnit::drop}, Unit{"{patches}", DoseUnit::patch},
        Unit{"{packet}", DoseUnit::sachet}, Unit{"packets", DoseUnit::sachet}, Unit{"powder packet", DoseUnit::sachet},
        Unit{"{units}", DoseUnit::unit}, Unit{"iu", DoseUnit::unit}, Unit{"[iu]", DoseUnit::unit},
        Unit{"international unit", DoseUnit::unit}, Unit{"international units", DoseUnit::unit},
        Unit{"unt", DoseUnit::unit}, Unit{"[usp'u]", DoseUnit::unit}, Unit{"cc", DoseUnit::milliliter},
        Unit{"millilitre", DoseUnit::milliliter}, Unit{"millilitres", DoseUnit::milliliter},
        Unit{"litre", DoseUnit::liter}, Unit{"gm", DoseUnit::gram}, Unit{"gms", DoseUnit::gram},
        Unit{"mgs", DoseUnit::milligram}, Unit{"mcgs", DoseUnit::microgram},
        Unit{"milliequivalents", DoseUnit::milliequivalent}, Unit{"thin layer", DoseUnit::application},
        Unit{"{thin layer}", DoseUnit::application}));

TEST(DoseUnits, by_code_win_over_words_unless_the_code_is_unknown) {
    EXPECT_EQ(dose_unit_of({"1", "", "tablet", "mg"}), DoseUnit::milligram);
    EXPECT_EQ(dose_unit_of({"1", "", "tablet", "{dose}"}), DoseUnit::tablet);
    EXPECT_EQ(dose_unit_of({"1", "", "", "{dose}"}), DoseUnit::other);
    EXPECT_EQ(dose_unit_of({"1", "", "squeeze", ""}), DoseUnit::other);
    EXPECT_EQ(dose_unit_of({"1", "", "", ""}), DoseUnit::none);
}

TEST(DoseUnits, in_pieces_are_counted_others_are_measured) {
    const std::set<DoseUnit> counted{DoseUnit::tablet,      DoseUnit::capsule, DoseUnit::drop,        DoseUnit::puff,
                                     DoseUnit::spray,       DoseUnit::patch,   DoseUnit::suppository, DoseUnit::lozenge,
                                     DoseUnit::application, DoseUnit::sachet};
    for (int i = 0; i <= static_cast<int>(DoseUnit::tablespoon); ++i)
        EXPECT_EQ(is_counted_form(static_cast<DoseUnit>(i)), counted.contains(static_cast<DoseUnit>(i))) << i;
}

struct Way {
    const char *words, *code;
    Route route;
};
void PrintTo(const Way& row, std::ostream* out) { *out << row.words; }

class Routes : public testing::TestWithParam<Way> {};

TEST_P(Routes, are_known_by_code_and_words) {
    const std::string words = GetParam().words, code = GetParam().code;
    EXPECT_EQ(route_of(worded(words)), GetParam().route);
    EXPECT_EQ(route_of(worded(words + " use")), GetParam().route);
    EXPECT_EQ(route_of(worded(words + " route")), GetParam().route);
    EXPECT_EQ(route_of(worded(words + " of administration")), GetParam().route);
    EXPECT_EQ(route_of(worded(words + " (qualifier value)")), GetParam().route);
    EXPECT_EQ(route_of(worded(words + " and more")), Route::other);
    EXPECT_EQ(route_of(coded(words, "urn:local")), GetParam().route) << "a word for a code, without words";
    EXPECT_EQ(route_of(coded(words, "urn:local", "somehow")), Route::other) << "words count more";
    if (code.empty()) return;
    EXPECT_EQ(route_of(coded(code)), GetParam().route);
    EXPECT_EQ(route_of(coded(code, edqm)), GetParam().route);
    EXPECT_EQ(route_of(coded(code, "urn:local")), Route::other);
}

INSTANTIATE_TEST_SUITE_P(
    Known, Routes,
    testing::Values(
        Way{"oral", "26643006", Route::oral}, Way{"by mouth", "394899003", Route::oral}, Way{"orally", "", Route::oral},
        Way{"po", "", Route::oral}, Way{"oral route", "", Route::oral},
        Way{"sublingual", "37839007", Route::sublingual}, Way{"buccal", "54471007", Route::buccal},
        Way{"topical", "6064005", Route::topical}, Way{"topical route", "359540000", Route::topical},
        Way{"inhalation", "447694001", Route::inhaled}, Way{"inhaled", "", Route::inhaled},
        Way{"nasal", "46713006", Route::nasal}, Way{"ophthalmic", "54485002", Route::eye},
        Way{"otic", "10547007", Route::ear}, Way{"rectal", "37161004", Route::rectal},
        Way{"vaginal", "16857009", Route::vaginal}, Way{"subcutaneous", "34206005", Route::subcutaneous},
        Way{"subcutaneous route", "263887005", Route::subcutaneous},
        Way{"intramuscular", "78421000", Route::intramuscular},
        Way{"intramuscular route", "255559005", Route::intramuscular},
        Way{"intravenous", "47625008", Route::intravenous}, Way{"intravenous route", "255560000", Route::intravenous},
        Way{"transdermal", "45890007", Route::transdermal}, Way{"transdermal route", "", Route::transdermal},
        Way{"per os", "20053000", Route::oral}, Way{"via mouth", "260548002", Route::oral},
        Way{"under the tongue", "", Route::sublingual}, Way{"sl", "", Route::sublingual},
        Way{"buccal cavity", "", Route::buccal}, Way{"cutaneous", "", Route::topical},
        Way{"on the skin", "", Route::topical}, Way{"skin", "", Route::topical},
        Way{"respiratory tract", "", Route::inhaled}, Way{"inhale", "", Route::inhaled},
        Way{"intranasal", "", Route::nasal}, Way{"nose", "", Route::nasal}, Way{"ocular", "", Route::eye},
        Way{"eye", "", Route::eye}, Way{"in the eye", "", Route::eye}, Way{"auricular", "", Route::ear},
        Way{"aural", "", Route::ear}, Way{"ear", "", Route::ear}, Way{"per rectum", "", Route::rectal},
        Way{"rectally", "", Route::rectal}, Way{"pr", "", Route::rectal}, Way{"intravaginal", "", Route::vaginal},
        Way{"pv", "", Route::vaginal}, Way{"subcut", "", Route::subcutaneous}, Way{"sc", "", Route::subcutaneous},
        Way{"sq", "", Route::subcutaneous}, Way{"subq", "", Route::subcutaneous},
        Way{"under the skin", "", Route::subcutaneous}, Way{"im", "", Route::intramuscular},
        Way{"iv", "", Route::intravenous}, Way{"transcutaneous", "", Route::transdermal}));

TEST(Routes, that_are_not_stated_or_not_known) {
    EXPECT_EQ(route_of({}), Route::none);
    EXPECT_EQ(route_of(worded("through the window")), Route::other);
    EXPECT_EQ(route_of(coded("1")), Route::other);
}

struct Verb {
    const char* word;
    Method method;
};
void PrintTo(const Verb& row, std::ostream* out) { *out << row.word; }

class Methods : public testing::TestWithParam<Verb> {};

TEST_P(Methods, are_known_by_their_verb) {
    const std::string word = GetParam().word;
    EXPECT_EQ(method_of(worded(word)), GetParam().method);
    EXPECT_EQ(method_of(worded(word + " - dosing instruction imperative (qualifier value)")), GetParam().method);
    EXPECT_EQ(method_of(worded(word + " it all")), Method::other);
}

INSTANTIATE_TEST_SUITE_P(Known, Methods,
                         testing::Values(Verb{"take", Method::take}, Verb{"swallow", Method::swallow},
                                         Verb{"chew", Method::chew}, Verb{"apply", Method::apply},
                                         Verb{"inject", Method::inject}, Verb{"inhale", Method::inhale},
                                         Verb{"insert", Method::insert}, Verb{"instill", Method::instill},
                                         Verb{"instil", Method::instill}, Verb{"spray", Method::spray},
                                         // Verbs that say no more than the route.
                                         Verb{"use", Method::none}, Verb{"give", Method::none},
                                         Verb{"administer", Method::none}, Verb{"place", Method::none},
                                         Verb{"put", Method::none}));

TEST(Methods, that_are_not_stated_or_not_known) {
    EXPECT_EQ(method_of({}), Method::none);
    EXPECT_EQ(method_of(worded("juggle")), Method::other);
}

struct Place {
    const char *words, *code;
    Side side;
};
void PrintTo(const Place& row, std::ostream* out) { *out << row.words << row.code; }

class Sides : public testing::TestWithParam<Place> {};

TEST_P(Sides, of_eyes_ears_and_the_nose) {
    Concept site = worded(GetParam().words);
    if (*GetParam().code) site.codes = {{snomed, GetParam().code}};
    EXPECT_EQ(paired_side_of(site), GetParam().side);
}

INSTANTIATE_TEST_SUITE_P(
    Known, Sides,
    testing::Values(
        Place{"Left eye", "", Side::left}, Place{"Right eye", "", Side::right}, Place{"Both eyes", "", Side::both},
        Place{"Each eye", "", Side::both}, Place{"Bilateral ears", "", Side::both}, Place{"Left ear", "", Side::left},
        Place{"Right ear", "", Side::right}, Place{"Left eyelid", "", Side::left},
        Place{"Right nostril", "", Side::right}, Place{"Each nostril", "", Side::both},
        Place{"Left side of nose", "", Side::left}, Place{"Right nasal cavity", "", Side::right},
        Place{"Left naris", "", Side::left}, Place{"Eye", "", Side::none}, Place{"Left eye, right eye", "", Side::none},
        Place{"OD", "", Side::right}, Place{"OS", "", Side::left}, Place{"OU", "", Side::both},
        Place{"AD", "", Side::right}, Place{"AS", "", Side::left}, Place{"AU", "", Side::both},
        Place{"", "8966001", Side::left}, Place{"", "18944008", Side::right}, Place{"", "40638003", Side::both},
        Place{"", "362508001", Side::both}, Place{"", "1", Side::none}, Place{"", "", Side::none},
        // A heart has no ear, and of other pairs the site itself is printed.
        Place{"Left heart", "", Side::none}, Place{"Left arm", "", Side::none}, Place{"Both knees", "", Side::none}));

}  // namespace
}  // namespace carepress::test

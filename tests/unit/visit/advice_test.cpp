// Each advice that a record can give with a medicine: its code, its words, and what must not be taken for it.
#include "visit/dosage_codes.h"
#include "visit/sig.h"

#include <gtest/gtest.h>

#include <ostream>

namespace carepress::test {
using namespace visit;
namespace {

constexpr const char* snomed = "http://snomed.info/sct";

Concept said(const std::string& words, const std::string& code = "", const std::string& system = snomed) {
    Concept made;
    made.name.text = words;
    if (!code.empty()) made.codes = {{system, code}};
    return made;
}

/// The advice that a sentence of an instruction holds, and what is left of the sentence.
std::vector<Advice> advice_in(const std::string& text, std::string* rest = nullptr) {
    std::vector<AdditionalInstruction> found;
    const std::string left = take_advice_out(text, found);
    if (rest != nullptr) *rest = left;
    std::vector<Advice> all;
    for (const AdditionalInstruction& each : found) all.push_back(each.advice);
    return all;
}

struct Coded {
    const char* code;
    Advice advice;
};
void PrintTo(const Coded& row, std::ostream* out) { *out << row.code; }

/// Children of SNOMED CT 419492006 |additional dosage instructions|.
class AdviceCodes : public testing::TestWithParam<Coded> {};

TEST_P(AdviceCodes, mean_what_snomed_ct_says) {
    EXPECT_EQ(advice_of(said("", GetParam().code)), GetParam().advice);
    EXPECT_EQ(advice_of(said("", GetParam().code, "urn:local")), Advice::other) << "a number of another system";
}

TEST_P(AdviceCodes, give_way_to_words_that_say_more) {
    EXPECT_EQ(advice_of(said("With food, never with alcohol", GetParam().code)), Advice::other);
    EXPECT_EQ(advice_of(said("Ask your pharmacist", GetParam().code)), Advice::other);
}

INSTANTIATE_TEST_SUITE_P(
    SnomedCt, AdviceCodes,
    testing::Values(
        Coded{"311504000", Advice::with_or_after_food}, Coded{"311501008", Advice::half_hour_before_food},
        Coded{"717154004", Advice::empty_stomach}, Coded{"419303009", Advice::with_water},
        Coded{"418639000", Advice::may_make_sleepy}, Coded{"418954008", Advice::sleepy_no_driving},
        Coded{"418914006", Advice::sleepy_no_driving_no_alcohol}, Coded{"418071006", Advice::sleepy_next_day},
        Coded{"419822006", Advice::no_alcohol}, Coded{"418577003", Advice::regular_intervals},
        Coded{"417995008", Advice::dissolve}, Coded{"419529008", Advice::melt_under_tongue},
        Coded{"419111009", Advice::melt_under_tongue_keep_closed}, Coded{"418991002", Advice::suck_or_chew},
        Coded{"418693002", Advice::swallow_whole}, Coded{"418521000", Advice::avoid_sunlight},
        Coded{"420162004", Advice::sparingly}, Coded{"421984009", Advice::until_finished},
        Coded{"420652005", Advice::until_finished}, Coded{"421484000", Advice::then_stop},
        Coded{"422327006", Advice::then_stop}, Coded{"419444006", Advice::do_not_stop},
        Coded{"421769005", Advice::as_directed}, Coded{"418849000", Advice::follow_leaflet},
        Coded{"428579001", Advice::use_with_care}, Coded{"417980006", Advice::contains_aspirin},
        Coded{"418194009", Advice::contains_aspirin_like}, Coded{"418281004", Advice::no_other_aspirin},
        Coded{"418637003", Advice::no_other_acetaminophen}, Coded{"418850000", Advice::contains_aspirin_acetaminophen},
        Coded{"419437002", Advice::at_most_2_and_8}, Coded{"420110001", Advice::no_antacids},
        Coded{"420082003", Advice::no_antacids_iron_zinc}, Coded{"419115000", Advice::no_milk_antacids_iron_zinc},
        Coded{"419974005", Advice::may_color_urine}, Coded{"419439004", Advice::flammable}),
    [](const auto& each) { return "code_" + std::string(each.param.code); });

struct Worded {
    const char* words;
    Advice advice;
};
void PrintTo(const Worded& row, std::ostream* out) { *out << row.words; }

class AdviceWords : public testing::TestWithParam<Worded> {
protected:
    std::string words() const { return GetParam().words; }
    std::string capitalized() const {
        std::string out = words();
        out.front() = static_cast<char>(out.front() - 'a' + 'A');
        return out;
    }
};

TEST_P(AdviceWords, are_understood_alone) {
    EXPECT_EQ(advice_of(said(words())), GetParam().advice);
    EXPECT_EQ(advice_of(said(capitalized() + ".")), GetParam().advice);
    EXPECT_EQ(advice_of(said(words() + " (qualifier value)")), GetParam().advice);
    EXPECT_EQ(advice_of(said(words() + " - dosing instruction fragment")), GetParam().advice);
    EXPECT_EQ(advice_of(said(words() + " and sing")), Advice::other) << "words that say more are kept";
    EXPECT_EQ(advice_of(said("sing and " + words())), Advice::other);
}

TEST_P(AdviceWords, are_found_in_a_sentence) {
    if (words() == "with water") {  // "mix with water" is not "take with water"
        EXPECT_TRUE(advice_in("Mix the powder with water").empty());
        return;
    }
    std::string rest;
    EXPECT_EQ(advice_in("1 tablet daily. " + capitalized() + ". Stop if dizzy.", &rest),
              std::vector{GetParam().advice});
    EXPECT_EQ(rest, "1 tablet daily. " + std::string(words().size(), ' ') + ". Stop if dizzy.");
    EXPECT_TRUE(advice_in("1 tablet. Do not " + words()).empty()) << "negated";
}

INSTANTIATE_TEST_SUITE_P(
    Known, AdviceWords,
    testing::Values(
        Worded{"with food", Advice::with_food}, Worded{"take with food", Advice::with_food},
        Worded{"with a meal", Advice::with_food}, Worded{"after food", Advice::after_food},
        Worded{"take after food", Advice::after_food}, Worded{"take after meals", Advice::after_food},
        Worded{"with or after food", Advice::with_or_after_food},
        Worded{"take with or after food", Advice::with_or_after_food}, Worded{"before food", Advice::before_food},
        Worded{"take before food", Advice::before_food},
        Worded{"half to one hour before food", Advice::half_hour_before_food},
        Worded{"take 30 to 60 minutes before food", Advice::half_hour_before_food},
        Worded{"take on an empty stomach", Advice::empty_stomach}, Worded{"on an empty stomach", Advice::empty_stomach},
        Worded{"with plenty of water", Advice::with_water}, Worded{"take with plenty of water", Advice::with_water},
        Worded{"with water", Advice::with_water}, Worded{"take with water", Advice::with_water},
        Worded{"take with a full glass of water", Advice::with_water},
        Worded{"warning may cause drowsiness", Advice::may_make_sleepy},
        Worded{"may cause drowsiness", Advice::may_make_sleepy},
        Worded{"warning may cause drowsiness if affected do not drive or operate machinery", Advice::sleepy_no_driving},
        Worded{"may cause drowsiness do not drive or operate machinery", Advice::sleepy_no_driving},
        Worded{"warning may cause drowsiness if affected do not drive or operate machinery avoid alcoholic drink",
               Advice::sleepy_no_driving_no_alcohol},
        Worded{"warning causes drowsiness which may continue the next day if affected do not drive or operate "
               "machinery avoid alcoholic drink",
               Advice::sleepy_next_day},
        Worded{"warning avoid alcoholic drink", Advice::no_alcohol},
        Worded{"avoid alcoholic drink", Advice::no_alcohol}, Worded{"do not drink alcohol", Advice::no_alcohol},
        Worded{"avoid alcohol", Advice::no_alcohol}, Worded{"complete the course", Advice::complete_the_course},
        Worded{"complete the prescribed course", Advice::complete_the_course},
        Worded{"finish all of this medicine", Advice::complete_the_course},
        Worded{"take at regular intervals complete the prescribed course unless otherwise directed",
               Advice::regular_intervals},
        Worded{"shake well", Advice::shake_well}, Worded{"shake well before use", Advice::shake_well},
        Worded{"shake well before using", Advice::shake_well},
        Worded{"dissolve or mix with water before taking", Advice::dissolve},
        Worded{"dissolved under the tongue", Advice::melt_under_tongue},
        Worded{"dissolve under the tongue", Advice::melt_under_tongue},
        Worded{"allow to dissolve under the tongue do not transfer from this container keep tightly closed discard "
               "eight weeks after opening",
               Advice::melt_under_tongue_keep_closed},
        Worded{"sucked or chewed", Advice::suck_or_chew}, Worded{"swallowed whole not chewed", Advice::swallow_whole},
        Worded{"swallow whole", Advice::swallow_whole}, Worded{"swallow whole do not chew", Advice::swallow_whole},
        Worded{"swallow whole do not chew or crush", Advice::swallow_whole},
        Worded{"swallow whole do not crush or chew", Advice::swallow_whole},
        Worded{"do not crush or chew", Advice::do_not_crush}, Worded{"do not chew or crush", Advice::do_not_crush},
        Worded{"avoid exposure of skin to direct sunlight or sun lamps", Advice::avoid_sunlight},
        Worded{"avoid sunlight", Advice::avoid_sunlight}, Worded{"to be spread thinly", Advice::sparingly},
        Worded{"apply sparingly", Advice::sparingly}, Worded{"apply thinly", Advice::sparingly},
        Worded{"for external use only", Advice::external_use}, Worded{"until finished", Advice::until_finished},
        Worded{"until gone", Advice::until_finished}, Worded{"then discontinue", Advice::then_stop},
        Worded{"then stop", Advice::then_stop},
        Worded{"do not stop taking this medicine except on your doctors advice", Advice::do_not_stop},
        Worded{"follow directions", Advice::as_directed}, Worded{"as directed", Advice::as_directed},
        Worded{"use as directed", Advice::as_directed}, Worded{"take as directed", Advice::as_directed},
        Worded{"warning follow the printed instructions you have been given with this medicine",
               Advice::follow_leaflet},
        Worded{"use with caution", Advice::use_with_care}, Worded{"contains aspirin", Advice::contains_aspirin},
        Worded{"contains an aspirin like medicine", Advice::contains_aspirin_like},
        Worded{"do not take anything containing aspirin while taking this medicine", Advice::no_other_aspirin},
        Worded{"do not take with any other paracetamol products", Advice::no_other_acetaminophen},
        Worded{"do not take with any other acetaminophen products", Advice::no_other_acetaminophen},
        Worded{"contains aspirin and paracetamol do not take with any other paracetamol products",
               Advice::contains_aspirin_acetaminophen},
        Worded{"do not take more than 2 at any one time do not take more than 8 in 24 hours", Advice::at_most_2_and_8},
        Worded{"do not take indigestion remedies at the same time of day as this medicine", Advice::no_antacids},
        Worded{"do not take indigestion remedies or medicines containing iron or zinc at the same time of day as this "
               "medicine",
               Advice::no_antacids_iron_zinc},
        Worded{"do not take milk indigestion remedies or medicines containing iron or zinc at the same time of day as "
               "this medicine",
               Advice::no_milk_antacids_iron_zinc},
        Worded{"avoid grapefruit", Advice::no_grapefruit}, Worded{"avoid grapefruit juice", Advice::no_grapefruit},
        Worded{"do not take with grapefruit juice", Advice::no_grapefruit},
        Worded{"never with grapefruit", Advice::no_grapefruit},
        Worded{"this medicine may color the urine", Advice::may_color_urine},
        Worded{"rinse mouth after use", Advice::rinse_mouth}, Worded{"rinse mouth after each use", Advice::rinse_mouth},
        Worded{"do not lie down for 30 minutes after taking", Advice::stay_upright},
        Worded{"refrigerate", Advice::refrigerate}, Worded{"keep refrigerated", Advice::refrigerate},
        Worded{"store in the refrigerator", Advice::refrigerate},
        Worded{"caution flammable keep away from fire or flames", Advice::flammable}));

class Negations : public testing::TestWithParam<const char*> {};

TEST_P(Negations, keep_advice_in_the_text) {
    EXPECT_TRUE(advice_in(GetParam() + std::string(" take with food")).empty());
    EXPECT_EQ(advice_in(GetParam() + std::string(" smoke. Take with food")), std::vector{Advice::with_food})
        << "of another sentence";
    EXPECT_EQ(advice_in(GetParam() + std::string(" smoke; take with food")), std::vector{Advice::with_food});
}

INSTANTIATE_TEST_SUITE_P(All, Negations,
                         testing::Values("not", "Never", "no", "nor", "don't", "dont", "don\u2019t", "cannot",
                                         "avoid"));

TEST(AdviceInText, reaches_over_signs_within_and_takes_the_longest_words) {
    EXPECT_EQ(advice_in("Swallow whole, do not chew or crush"), std::vector{Advice::swallow_whole});
    EXPECT_EQ(advice_in("Swallow whole"), std::vector{Advice::swallow_whole});
    EXPECT_EQ(advice_in("Shake well before use, take with food"), (std::vector{Advice::shake_well, Advice::with_food}));
    for (const char* choice : {"Take before or after food", "At noon or with a meal", "Now or before food"})
        EXPECT_TRUE(advice_in(choice).empty()) << choice;
    EXPECT_TRUE(advice_in("Take with foo").empty());
    EXPECT_TRUE(advice_in("Take with").empty());
    EXPECT_TRUE(advice_in("").empty());
}

TEST(AdviceInText, is_kept_in_its_own_words) {
    std::vector<AdditionalInstruction> found;
    take_advice_out("1 tab daily, Take With Food", found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].words.name.text, "Take With Food");
}

TEST(AdviceWords, that_say_nothing_are_not_advice) {
    EXPECT_EQ(advice_of(said("")), Advice::other);
    EXPECT_EQ(advice_of(said("", "123")), Advice::other);
    EXPECT_EQ(advice_of(said("qualifier value")), Advice::other);
}

}  // namespace
}  // namespace carepress::test

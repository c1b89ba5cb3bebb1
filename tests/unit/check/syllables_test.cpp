// Syllables as they are spoken: the words that no rule covers, one by one, and each rule on words of its own.
#include "check/syllables.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace carepress::test {
using namespace check;
namespace {

struct Spoken {
    const char* word;
    int syllables;
};
void PrintTo(const Spoken& row, std::ostream* out) { *out << row.word; }

class EnglishWords : public testing::TestWithParam<Spoken> {};

TEST_P(EnglishWords, have_the_syllables_that_are_spoken) {
    EnglishSyllables syllables;
    EXPECT_EQ(syllables.count(GetParam().word), GetParam().syllables);
    EXPECT_EQ(syllables.count(GetParam().word), GetParam().syllables) << "the second time";
}

INSTANTIATE_TEST_SUITE_P(
    WithoutARule, EnglishWords,
    testing::Values(
        Spoken{"aches", 1}, Spoken{"acne", 2}, Spoken{"angioplasty", 5}, Spoken{"anorexia", 5}, Spoken{"aorta", 3},
        Spoken{"aortic", 3}, Spoken{"apnea", 3}, Spoken{"area", 3}, Spoken{"aspirin", 2}, Spoken{"associated", 5},
        Spoken{"barefoot", 2}, Spoken{"behavior", 3}, Spoken{"behavioral", 4}, Spoken{"beloved", 3},
        Spoken{"bluish", 2}, Spoken{"breastfed", 2}, Spoken{"business", 2}, Spoken{"calcium", 3}, Spoken{"carrier", 3},
        Spoken{"cereal", 3}, Spoken{"chocolate", 2}, Spoken{"colonel", 2}, Spoken{"coordinate", 4},
        Spoken{"coordination", 5}, Spoken{"cornea", 3}, Spoken{"create", 2}, Spoken{"created", 3},
        Spoken{"creating", 3}, Spoken{"creation", 3}, Spoken{"cushion", 2}, Spoken{"deficiency", 4},
        Spoken{"dementia", 4}, Spoken{"diabetes", 4}, Spoken{"diaper", 2}, Spoken{"diarrhea", 4}, Spoken{"dietary", 4},
        Spoken{"dietician", 4}, Spoken{"dieting", 3}, Spoken{"diets", 2}, Spoken{"dye", 1}, Spoken{"earlier", 3},
        Spoken{"easier", 3}, Spoken{"evening", 2}, Spoken{"every", 2}, Spoken{"everybody", 4}, Spoken{"everyday", 3},
        Spoken{"everyone", 3}, Spoken{"everything", 3}, Spoken{"everywhere", 3}, Spoken{"eyelid", 2},
        Spoken{"eyesight", 2}, Spoken{"familial", 3}, Spoken{"familiar", 3}, Spoken{"fluids", 2}, Spoken{"fluoride", 2},
        Spoken{"forehead", 2}, Spoken{"foreskin", 2}, Spoken{"fruit", 1}, Spoken{"gastrointestinal", 6},
        Spoken{"giant", 2}, Spoken{"gonorrhea", 4}, Spoken{"grapefruit", 2}, Spoken{"guideline", 2},
        Spoken{"headaches", 2}, Spoken{"healthier", 3}, Spoken{"heroin", 3}, Spoken{"herpes", 2},
        Spoken{"humidifier", 5}, Spoken{"hygiene", 2}, Spoken{"idea", 3}, Spoken{"ideal", 3}, Spoken{"influence", 3},
        Spoken{"influenza", 4}, Spoken{"ingredient", 4}, Spoken{"insufficiency", 5}, Spoken{"laboratory", 4},
        Spoken{"lifestyle", 2}, Spoken{"loneliness", 3}, Spoken{"lukewarm", 2}, Spoken{"magnesium", 4},
        Spoken{"marijuana", 4}, Spoken{"maybe", 2}, Spoken{"milestone", 2}, Spoken{"million", 2},
        Spoken{"miscarriage", 3}, Spoken{"moreover", 3}, Spoken{"naive", 2}, Spoken{"nausea", 3}, Spoken{"nuclear", 3},
        Spoken{"nutrient", 3}, Spoken{"nutrients", 3}, Spoken{"ok", 2}, Spoken{"osteoarthritis", 6},
        Spoken{"pacemaker", 3}, Spoken{"pancreas", 3}, Spoken{"peeing", 2}, Spoken{"people", 2}, Spoken{"pituitary", 5},
        Spoken{"platelet", 2}, Spoken{"pneumonia", 3}, Spoken{"poem", 2}, Spoken{"potassium", 4},
        Spoken{"radioactive", 5}, Spoken{"react", 2}, Spoken{"reaction", 3}, Spoken{"recreational", 5},
        Spoken{"safety", 2}, Spoken{"sciatica", 4}, Spoken{"scientific", 4}, Spoken{"seeing", 2},
        Spoken{"skateboarding", 3}, Spoken{"someone", 2}, Spoken{"specifically", 4}, Spoken{"spontaneous", 4},
        Spoken{"suicidal", 4}, Spoken{"suicide", 3}, Spoken{"surgeon", 2}, Spoken{"therefore", 2}, Spoken{"trachea", 3},
        Spoken{"vegetable", 3}, Spoken{"vegetables", 3}, Spoken{"wherever", 3}, Spoken{"wholesome", 2}));

INSTANTIATE_TEST_SUITE_P(Derived, EnglishWords,
                         testing::Values(Spoken{"areas", 3}, Spoken{"influenced", 3}, Spoken{"scientifically", 5},
                                         Spoken{"ideally", 4}, Spoken{"diapers", 2}, Spoken{"everyday's", 3}));

INSTANTIATE_TEST_SUITE_P(WithAnEnding, EnglishWords,
                         testing::Values(Spoken{"carefully", 3}, Spoken{"carelessly", 3}, Spoken{"movements", 2},
                                         Spoken{"movement", 2}, Spoken{"soreness", 2}, Spoken{"careless", 2},
                                         Spoken{"useful", 2}, Spoken{"safely", 2}, Spoken{"lately", 2},
                                         Spoken{"comely", 2}, Spoken{"shyness", 2}, Spoken{"fly", 1},
                                         Spoken{"bless", 1}, Spoken{"assembly", 3}, Spoken{"ably", 2}));

INSTANTIATE_TEST_SUITE_P(WithASilentEInside, EnglishWords,
                         testing::Values(Spoken{"baseball", 2}, Spoken{"biteplate", 2}, Spoken{"caregiver", 3},
                                         Spoken{"firefight", 2}, Spoken{"homework", 2}, Spoken{"housework", 2},
                                         Spoken{"lifeboat", 2}, Spoken{"likewise", 2}, Spoken{"linework", 2},
                                         Spoken{"makeup", 2}, Spoken{"nosebleed", 2}, Spoken{"notebook", 2},
                                         Spoken{"safeguard", 2}, Spoken{"sideways", 2}, Spoken{"sometimes", 2},
                                         Spoken{"stonewall", 2}, Spoken{"timeline", 2}, Spoken{"tubework", 2},
                                         Spoken{"wherewith", 2}, Spoken{"widemouth", 2}, Spoken{"homely", 2},
                                         Spoken{"homes", 1}, Spoken{"timer", 2}, Spoken{"liner", 2}));

INSTANTIATE_TEST_SUITE_P(ByRule, EnglishWords,
                         testing::Values(Spoken{"quick", 1}, Spoken{"guest", 1}, Spoken{"league", 1}, Spoken{"yes", 1},
                                         Spoken{"beyond", 2}, Spoken{"make", 1}, Spoken{"washed", 1},
                                         Spoken{"needed", 2}, Spoken{"wanted", 2}, Spoken{"takes", 1},
                                         Spoken{"boxes", 2}, Spoken{"table", 2}, Spoken{"tables", 2},
                                         Spoken{"aches", 1}, Spoken{"lunches", 2}, Spoken{"dishes", 2},
                                         Spoken{"curled", 1}, Spoken{"medial", 3}, Spoken{"mediate", 3},
                                         Spoken{"diet", 2}, Spoken{"video", 3}, Spoken{"museum", 3}, Spoken{"usual", 3},
                                         Spoken{"ruin", 2}, Spoken{"being", 2}, Spoken{"initiate", 4},
                                         Spoken{"special", 2}, Spoken{"spasm", 2}, Spoken{"spasms", 2},
                                         Spoken{"rhythm", 2}, Spoken{"fluid", 2}, Spoken{"the", 1}, Spoken{"be", 1},
                                         Spoken{"hmm", 1}, Spoken{"a", 1}, Spoken{"", 0}));

INSTANTIATE_TEST_SUITE_P(
    SignsAndCapitals, EnglishWords,
    testing::Values(Spoken{"911", 1}, Spoken{"120/80", 1}, Spoken{"0", 1}, Spoken{"9", 1}, Spoken{"ER", 2},
                    Spoken{"MRIs", 3}, Spoken{"WHO", 5}, Spoken{"ABCDE", 5}, Spoken{"PAINED", 1}, Spoken{"I", 1},
                    Spoken{"don't", 1}, Spoken{"can't", 1}, Spoken{"won't", 1}, Spoken{"aren't", 1},
                    Spoken{"weren't", 1}, Spoken{"didn't", 2}, Spoken{"hasn't", 2}, Spoken{"haven't", 2},
                    Spoken{"nurse's", 1}, Spoken{"you'll", 1}, Spoken{"you've", 1}, Spoken{"you'd", 1},
                    Spoken{"you're", 1}, Spoken{"I'm", 1}, Spoken{"doctor's", 2}, Spoken{"you\u2019ll", 1},
                    Spoken{"didn\u2019t", 2}, Spoken{"Idea", 3}, Spoken{"\u010Capek", 2}, Spoken{"MEDICINE", 3},
                    Spoken{"2-4", 1}, Spoken{"1-800-555-0134", 1}, Spoken{"o'clock", 2}, Spoken{"follow-up", 3},
                    Spoken{"Well-being", 3}, Spoken{"vitamin-B12", 4}, Spoken{"b's", 1}, Spoken{"isn't", 2},
                    Spoken{"couldn't", 2}, Spoken{"X-ray", 2}));

TEST(EnglishSyllables, remember_many_words) {
    EnglishSyllables syllables;
    for (int i = 0; i < 100'010; ++i) syllables.count("n" + std::to_string(i));
    EXPECT_EQ(syllables.count("medicine"), 3);
}

class SpanishWords : public testing::TestWithParam<Spoken> {};

TEST_P(SpanishWords, have_a_syllable_for_each_strong_vowel) {
    EXPECT_EQ(spanish_syllables(GetParam().word), GetParam().syllables);
}

INSTANTIATE_TEST_SUITE_P(All, SpanishWords,
                         testing::Values(Spoken{"pan", 1}, Spoken{"agua", 2}, Spoken{"d\u00EDa", 2}, Spoken{"guía", 2},
                                         Spoken{"guerra", 2}, Spoken{"guisar", 2}, Spoken{"queso", 2},
                                         Spoken{"químico", 3}, Spoken{"cigüeña", 3}, Spoken{"ley", 1}, Spoken{"yo", 1},
                                         Spoken{"leer", 2}, Spoken{"caer", 2}, Spoken{"ciudad", 2},
                                         Spoken{"cuidado", 3}, Spoken{"AGUA", 2}, Spoken{"árbol", 2}, Spoken{"café", 2},
                                         Spoken{"salón", 2}, Spoken{"baúl", 2}, Spoken{"maíz", 2}, Spoken{"y", 1},
                                         Spoken{"pingüino", 3}, Spoken{"Müller", 2}, Spoken{"911", 1}, Spoken{"", 1}));

}  // namespace
}  // namespace carepress::test

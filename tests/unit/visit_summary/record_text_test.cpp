// Words of the record on the page: kept apart from what is beside them, and what is said of absence, doubt and sides.
#include "summary_words.h"
#include "visit_summary/blocks.h"
#include "visit_summary/summarize.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit_summary;
namespace {

const std::string fsi = "\u2068", lri = "\u2066", rli = "\u2067", pop = "\u2069";

/// All words of paragraphs and lists, one line each.
std::string words_of(const std::vector<article::Block>& blocks) {
    std::string out;
    for (const article::Block& block : blocks) {
        if (const auto* heading = std::get_if<article::Heading>(&block.content))
            out += "# " + heading->text.text + "\n";
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) out += paragraph->text.text + "\n";
        if (const auto* list = std::get_if<article::List>(&block.content))
            for (const article::ListItem& item : list->items) out += "- " + words_of(item.blocks);
    }
    return out;
}

std::string built(const std::string& page, const std::string& text, const std::string& language) {
    return TextBuilder(page).add(record_piece(written(text, language), page)).take().text;
}

TEST(Isolates, OnlyWhereCharactersRunTheOtherWay) {
    EXPECT_EQ(built("en", "Take 12 mg", "en"), "Take 12 mg");
    EXPECT_EQ(built("es", "Take 12 mg", "en"), "Take 12 mg");
    EXPECT_EQ(built("ja", "Take 12 mg", "en"), "Take 12 mg");
    EXPECT_EQ(built("en", "\u05D0\u05E1\u05E4\u05D9\u05E8\u05D9\u05DF 100 mg", "en"),
              fsi + "\u05D0\u05E1\u05E4\u05D9\u05E8\u05D9\u05DF 100 mg" + pop);
    EXPECT_EQ(built("en", "\u062D\u0645\u0649", "ar"), rli + "\u062D\u0645\u0649" + pop);
    EXPECT_EQ(built("ar", "Take 12 mg", "en"), lri + "Take 12 mg" + pop);
    EXPECT_EQ(built("ar", "Dr. Marsh, Jr.", "ar"), fsi + "Dr. Marsh, Jr." + pop);
    EXPECT_EQ(built("ar", "555 0100", "ar"), fsi + "555 0100" + pop) << "groups of digits would change places";
    EXPECT_EQ(built("ar", "\u062D\u0645\u0649", "ar"), "\u062D\u0645\u0649");
    EXPECT_EQ(built("en", "a\n\u05D0", "en"), fsi + "a" + pop + "\u2028" + fsi + "\u05D0" + pop);
    EXPECT_EQ(TextBuilder("ar").add(Piece{"", "en"}).take().text, "") << "nothing needs no isolate";
}

TEST(Isolates, PhrasesStandAsTheyAre) {
    EXPECT_EQ(TextBuilder("ar").add("PIN 555 0100").take().text, "PIN 555 0100");
    const Pieces parts{{"Take", "en"}, {" 4", "en"}};
    EXPECT_EQ(TextBuilder("ar").add(parts).take().text, lri + "Take 4" + pop) << "parts of a sentence are one whole";
    const Pieces names{name_piece("Ada 1", "ar"), name_piece("Ben 2", "ar")};
    EXPECT_EQ(TextBuilder("ar").add(names).take().text, fsi + "Ada 1" + pop + fsi + "Ben 2" + pop);
}

TEST(Isolates, OfTheNameInTheFoot) {
    visit::VisitPatient patient;
    patient.birth_date = {"1950-03-03", visit::DatePrecision::day};
    patient.identifiers = {{"", "77 01", true, ""}};
    patient.name.text = "Ana Ruiz";
    EXPECT_EQ(patient_line(patient, words_in("en"), true).text,
              "Ana Ruiz \u00B7 Born March 3, 1950 \u00B7 Record 77 01");
    patient.name.text = "\u05E2\u05E0\u05EA 3";
    EXPECT_EQ(patient_line(patient, words_in("en"), false).text,
              fsi + "\u05E2\u05E0\u05EA 3" + pop + " \u00B7 Born March 3, 1950");
    EXPECT_NE(patient_line(patient, words_in("he"), true).text.find(fsi + "77 01" + pop), std::string::npos);
}

std::string allergies(const visit::Allergies& read, const std::string& language = "en", bool incomplete = false) {
    visit::Visit visit;
    visit.allergies = read;
    if (incomplete) visit.left_out.push_back({visit::VisitSection::allergies, visit::LeftOutReason::no_words, ""});
    const Section section = allergy_section(visit, words_in(language));
    std::string text = words_of(section.blocks);
    for (const article::InlineText& question : section.questions) text += question.text + "\n";
    return text;
}

TEST(AllergyPhrases, SayOfWhatNoneIsKnown) {
    visit::Allergies read;
    read.none_known_kinds = {visit::AllergyKind::medicines, visit::AllergyKind::latex};
    EXPECT_EQ(allergies(read), "# Your allergies\nNo known allergies to medicines.\nNo known allergy to latex.\n");
    EXPECT_EQ(allergies(read, "es"),
              "# Sus alergias\nNinguna alergia conocida a medicinas.\nNinguna alergia conocida al l\u00E1tex.\n");
    read.none_known_kinds = {visit::AllergyKind::food, visit::AllergyKind::environment};
    read.none_known_of = {named("bee venom")};
    EXPECT_EQ(
        allergies(read),
        "# Your allergies\nNo known allergies to foods.\nNo known allergies to pollen, dust, animals, and the like.\n"
        "No known allergies to: bee venom\n");
}

TEST(AllergyPhrases, SilenceIsClaimedOnlyOfWhatWasRead) {
    EXPECT_NE(allergies({}).find("does not say if you have allergies"), std::string::npos);
    const std::string gap = allergies({}, "en", true);
    EXPECT_EQ(gap.find("does not say if you have allergies"), std::string::npos) << gap;
    EXPECT_NE(gap.find("could not be shown"), std::string::npos) << gap;
}

visit::VisitCondition condition(const std::string& name, bool possible) {
    visit::VisitCondition made;
    made.name = named(name);
    made.possible = possible;
    made.confirmed = !possible;
    made.of_this_visit = true;
    return made;
}

std::string summary(const std::vector<visit::VisitCondition>& conditions) {
    visit::Visit visit;
    visit.patient.name.text = "Ana Ruiz";
    visit.patient.birth_date = {"1950-03-03", visit::DatePrecision::day};
    visit.conditions = conditions;
    return words_of(summarize(visit, words_in("en"), SummaryOptions{}).blocks);
}

TEST(PossibleConditions, AreNoFindings) {
    const std::string both = summary({condition("Lung cancer", true), condition("Cough", false)});
    EXPECT_NE(both.find("# What was found\n- Cough\n# "), std::string::npos) << both;
    EXPECT_NE(both.find("- Lung cancer \u00B7 Possible, not confirmed\n"), std::string::npos) << both;
    const std::string alone = summary({condition("Lung cancer", true)});
    EXPECT_NE(alone.find("- What was found\u2028Nothing is confirmed yet."), std::string::npos) << alone;
}

TEST(BodySites, StandBesideTheCondition) {
    const auto site = [](const std::string& words, const std::string& code = {}) {
        visit::Concept made = named(words);
        if (!code.empty()) made.codes = {{"http://snomed.info/sct", code}};
        return made;
    };
    const auto found = [&](const visit::Concept& where, const std::string& language = "en") {
        visit::Visit visit;
        visit.conditions = {condition("Sprain", false)};
        visit.conditions[0].body_sites = {where};
        const std::string text = words_of(condition_section(visit, words_in(language)).blocks);
        return text.substr(text.find("- ") + 2);
    };
    EXPECT_EQ(found(site("Left ankle")), "Sprain \u00B7 Left ankle\n");
    EXPECT_EQ(found(site("Left")), "Sprain \u00B7 left side\n");
    EXPECT_EQ(found(site("Left", "7771000"), "es"), "Sprain \u00B7 lado izquierdo\n");
    EXPECT_EQ(found(site("Ankle", "24028007")), "Sprain \u00B7 Ankle, right side\n");
    EXPECT_EQ(found(site("Right ankle", "24028007")), "Sprain \u00B7 Right ankle\n");
    EXPECT_EQ(found(site("Both sides", "51440002")), "Sprain \u00B7 both sides\n");
    EXPECT_EQ(found(site("Ankle")), "Sprain \u00B7 Ankle\n");
}

}  // namespace
}  // namespace carepress::test

// Each abbreviation of ISMP's list of error-prone abbreviations and the Joint Commission's "Do Not Use" list, and the
// others that are written out; each one whose meaning is uncertain.
#include "visit/sig.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace carepress::test {
using namespace visit;
namespace {

std::string plain(const std::string& text) { return write_out_abbreviations(text, {}).text; }
bool is_unclear(const std::string& text) { return write_out_abbreviations(text, {}).unclear; }

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

struct Written {
    const char* word;
    const char* plain;              ///< "": its meaning is uncertain
    bool in_capitals_only = false;  ///< in small letters it is another word
};
void PrintTo(const Written& row, std::ostream* out) { *out << row.word; }

class EachAbbreviation : public testing::TestWithParam<Written> {
protected:
    bool is_uncertain() const { return *GetParam().plain == '\0'; }
    std::string in_plain(const std::string& written) const {
        return "Take " + (is_uncertain() ? written : std::string(GetParam().plain)) + " daily";
    }
};

TEST_P(EachAbbreviation, is_written_out_or_asked_about) {
    const std::string small = GetParam().word, capitals = upper(small);
    EXPECT_EQ(plain("Take " + capitals + " daily"), in_plain(capitals));
    EXPECT_EQ(is_unclear("Take " + capitals + " daily"), is_uncertain());
    const bool is_other_word = GetParam().in_capitals_only;
    EXPECT_EQ(plain("Take " + small + " daily"), is_other_word ? "Take " + small + " daily" : in_plain(small));
    EXPECT_EQ(is_unclear("Take " + small + " daily"), is_uncertain() && !is_other_word);
}

TEST_P(EachAbbreviation, is_not_a_reason_to_take_a_medicine) {
    const std::string text = plain(std::string("1 tab PRN ") + GetParam().word);
    const bool is_reason = std::string(GetParam().word) == "sob";
    EXPECT_EQ(text.starts_with("1 tablet if needed for"), is_reason) << text;
}

INSTANTIATE_TEST_SUITE_P(
    WrittenOut, EachAbbreviation,
    testing::Values(Written{"po", "by mouth"}, Written{"bid", "2 times a day"}, Written{"tid", "3 times a day"},
                    Written{"qid", "4 times a day"}, Written{"qd", "1 time a day"}, Written{"qday", "1 time a day"},
                    Written{"qdaily", "1 time a day"}, Written{"qod", "every other day"},
                    Written{"eod", "every other day"}, Written{"qhs", "at bedtime"}, Written{"hs", "at bedtime"},
                    Written{"qbedtime", "at bedtime"}, Written{"qn", "at bedtime"}, Written{"qam", "every morning"},
                    Written{"qpm", "every evening"}, Written{"qw", "1 time a week"}, Written{"qwk", "1 time a week"},
                    Written{"qweek", "1 time a week"}, Written{"qmonth", "1 time a month"},
                    Written{"tiw", "3 times a week"}, Written{"prn", "if needed"}, Written{"pr", "in the rectum"},
                    Written{"pv", "in the vagina"}, Written{"sc", "under the skin"}, Written{"sq", "under the skin"},
                    Written{"subq", "under the skin"}, Written{"subcut", "under the skin"},
                    Written{"subcutaneously", "under the skin"}, Written{"sl", "under the tongue"},
                    Written{"im", "into a muscle"}, Written{"iv", "into a vein"}, Written{"top", "on the skin", true},
                    Written{"ac", "before meals"}, Written{"pc", "after meals"}, Written{"cc", "mL"},
                    Written{"ml", "mL"}, Written{"iu", "units"}, Written{"ug", "mcg"}, Written{"\u00B5g", "mcg"},
                    Written{"\u03BCg", "mcg"}, Written{"mgs", "mg"}, Written{"gm", "g"}, Written{"gms", "g"},
                    Written{"ud", "as directed"}, Written{"nte", "not more than"}, Written{"atc", "around the clock"},
                    Written{"stat", "right away"}, Written{"sob", "shortness of breath"}, Written{"inh", "inhale"},
                    Written{"bd", "2 times a day"}, Written{"tds", "3 times a day"}, Written{"qds", "4 times a day"},
                    Written{"om", "every morning", true}, Written{"bidac", "2 times a day before meals"},
                    Written{"tidac", "3 times a day before meals"}, Written{"bidwm", "2 times a day with meals"},
                    Written{"tidwm", "3 times a day with meals"}, Written{"wa", "while awake"},
                    Written{"npo", "nothing by mouth"}, Written{"mn", "midnight", true},
                    Written{"aa", "affected area", true}, Written{"neb", "nebulizer"}, Written{"nebs", "nebulizer"}));

INSTANTIATE_TEST_SUITE_P(Uncertain, EachAbbreviation,
                         testing::Values(Written{"biw", ""}, Written{"on", "", true}, Written{"t", ""},
                                         Written{"iss", ""}, Written{"biweekly", ""}, Written{"bimonthly", ""},
                                         Written{"mr", ""}, Written{"ngt", ""}, Written{"sos", ""}, Written{"tsf", ""},
                                         Written{"ssri", ""}, Written{"ssi", ""}, Written{"mso", ""},
                                         Written{"mgso", ""}, Written{"ms", "", true}, Written{"ss", ""},
                                         Written{"bt", "", true}, Written{"ij", "", true}, Written{"it", "", true},
                                         Written{"ivp", ""}, Written{"ii", ""}, Written{"iii", ""}, Written{"gr", ""},
                                         Written{"tvd", ""}));

struct Phrase {
    const char *written, *plain;
    bool unclear = false;
};
void PrintTo(const Phrase& row, std::ostream* out) { *out << row.written; }

class AbbreviatedPhrases : public testing::TestWithParam<Phrase> {};

TEST_P(AbbreviatedPhrases, are_written_out_or_asked_about) {
    EXPECT_EQ(plain(GetParam().written), GetParam().plain);
    EXPECT_EQ(is_unclear(GetParam().written), GetParam().unclear);
}

INSTANTIATE_TEST_SUITE_P(
    SeveralWords, AbbreviatedPhrases,
    testing::Values(
        Phrase{"1 tab fortnightly", "1 tablet every 2 weeks"}, Phrase{"5 mg sub q", "5 mg under the skin"},
        Phrase{"1 tab prn", "1 tablet if needed"}, Phrase{"1 tab prn pain", "1 tablet if needed for pain"},
        Phrase{"top of foot", "top of foot"}, Phrase{"on the TOP daily", "on the TOP daily"},
        Phrase{"1 inh bid", "1 inhalation 2 times a day"}, Phrase{"2 inh bid", "2 inhalations 2 times a day"},
        Phrase{"r eye", "right eye"}, Phrase{"rt ear", "right ear"}, Phrase{"l nostril", "left nostril"},
        Phrase{"lt eye", "left eye"}, Phrase{"r knee", "r knee"}, Phrase{"1 tab x1", "1 tablet 1 time only"},
        Phrase{"1 tab x1.", "1 tablet 1 time only."}, Phrase{"1 tab x2", "1 tablet x2"},
        Phrase{"1 tab x 1 week", "1 tablet for 1 week"}, Phrase{"w/ food", "with food"},
        Phrase{"w/o food", "without food"}, Phrase{"M/W/F", "M/W/F"}, Phrase{"d/c", "d/c", true},
        Phrase{"1 tab prn n/v", "1 tablet if needed for nausea or vomiting"},
        Phrase{"iv infusion", "infusion into a vein"}, Phrase{"iv drip", "infusion into a vein"},
        Phrase{"iv push", "push into a vein"}, Phrase{"per os", "by mouth"}, Phrase{"use ut dict", "use as directed"},
        Phrase{"10 u", "10 units"}, Phrase{"take u", "take u"}, Phrase{"i tab", "i tablet", true},
        Phrase{"ii tabs", "ii tablets", true}, Phrase{"bid-tid", "bid-tid", true}, Phrase{"qd/bid", "qd/bid", true},
        Phrase{"qid - tid", "qid - tid", true}, Phrase{"bid-2", "2 times a day-2"},
        Phrase{"1 tab @hs", "1 tablet at bedtime"}, Phrase{"@hs", "at bedtime"}, Phrase{"@ 9 am", "at 9 am"},
        Phrase{"am & pm", "am and pm"}, Phrase{"> 3", "more than 3"}, Phrase{">= 3", "at least 3"},
        Phrase{"< 3", "less than 3"}, Phrase{"<= 3", "at most 3"}, Phrase{"<.5 mg", "less than 0.5 mg"},
        Phrase{"1 -> 2", "1 -> 2"}, Phrase{"1 => 2", "1 => 2"}, Phrase{"2 <- 1", "2 <- 1"},
        Phrase{"1,5 mg", "1,5 mg", true}, Phrase{"1,500 mg", "1,500 mg"}, Phrase{"1.5.2 mg", "1.5.2 mg"}));

INSTANTIATE_TEST_SUITE_P(Every, AbbreviatedPhrases,
                         testing::Values(Phrase{"q day", "1 time a day"}, Phrase{"q daily", "1 time a day"},
                                         Phrase{"q week", "1 time a week"}, Phrase{"q wk", "1 time a week"},
                                         Phrase{"q other day", "every other day"}, Phrase{"q am", "every morning"},
                                         Phrase{"q pm", "every evening"}, Phrase{"q hs", "at bedtime"},
                                         Phrase{"q bedtime", "at bedtime"}, Phrase{"q monday", "every monday"},
                                         Phrase{"q M/W/F", "q M/W/F"}, Phrase{"q1h", "every hour"},
                                         Phrase{"q2h", "every 2 hours"}, Phrase{"every 1 day", "every day"},
                                         Phrase{"q 4 to 6 h", "every 4 to 6 hours"},
                                         Phrase{"q 4-6 h", "every 4 to 6 hours"}, Phrase{"q10m", "q10m", true},
                                         Phrase{"every 3 m", "every 3 m", true}, Phrase{"q 3 x", "q 3 x"},
                                         Phrase{"x 3 doses", "for 3 doses"}, Phrase{"x 1 dose", "for 1 dose"},
                                         Phrase{"for 3 doses", "for 3 doses"}, Phrase{"for 7d", "for 7 days"},
                                         Phrase{"x 6m", "x 6m", true}, Phrase{"x", "x"}));

/// From 1,000 on, units and milligrams get commas (ISMP).
INSTANTIATE_TEST_SUITE_P(LargeNumbers, AbbreviatedPhrases,
                         testing::Values(Phrase{"999 units", "999 units"}, Phrase{"1000 units", "1,000 units"},
                                         Phrase{"1000 unit", "1,000 unit"}, Phrase{"1000 u", "1,000 units"},
                                         Phrase{"1000 iu", "1,000 units"}, Phrase{"1000 mg", "1,000 mg"},
                                         Phrase{"1000 mcg", "1,000 mcg"}, Phrase{"1000 meq", "1,000 meq"},
                                         Phrase{"1000 tab", "1000 tablets"}, Phrase{"1000.5 mg", "1000.5 mg"},
                                         Phrase{"0100 mg", "0100 mg"}, Phrase{"1234567 units", "1,234,567 units"},
                                         Phrase{"123456789012345678 units", "123,456,789,012,345,678 units"},
                                         Phrase{"1234567890123456789 units", "1234567890123456789 units"}));

struct Form {
    const char *word, *singular, *plural;
    bool is_plural = false;  ///< without a number
};
void PrintTo(const Form& row, std::ostream* out) { *out << row.word; }

class CountedForms : public testing::TestWithParam<Form> {};

TEST_P(CountedForms, have_the_number_of_the_number) {
    const std::string word = GetParam().word, one = GetParam().singular, many = GetParam().plural;
    EXPECT_EQ(plain("Take 1 " + word), "Take 1 " + one);
    EXPECT_EQ(plain("Take 2 " + word), "Take 2 " + many);
    EXPECT_EQ(plain("Take 0.5 " + word), "Take 0.5 " + one);
    EXPECT_EQ(plain("Take 1/2 " + word), "Take 1/2 " + one);
    EXPECT_EQ(plain("Take 1/3 " + word), "Take 1/3 " + one);
    EXPECT_EQ(plain("Take 3/4 " + word), "Take 3/4 " + one);
    EXPECT_EQ(plain("Take 1 1/2 " + word), "Take 1 1/2 " + many);
    EXPECT_EQ(plain("Take 1-1/2 " + word), "Take 1-1/2 " + many);
    EXPECT_EQ(plain("Take 1 and 1/2 " + word), "Take 1 and 1/2 " + many);
    EXPECT_EQ(plain("Take the " + word), "Take the " + (GetParam().is_plural ? many : one));
    EXPECT_TRUE(is_unclear("Take i " + word)) << "the number 1, or the pronoun";
}

INSTANTIATE_TEST_SUITE_P(All, CountedForms,
                         testing::Values(Form{"tab", "tablet", "tablets"}, Form{"tabs", "tablet", "tablets", true},
                                         Form{"tb", "tablet", "tablets"}, Form{"cap", "capsule", "capsules"},
                                         Form{"caps", "capsule", "capsules", true},
                                         Form{"supp", "suppository", "suppositories"},
                                         Form{"supps", "suppository", "suppositories", true},
                                         Form{"tsp", "teaspoon", "teaspoons"},
                                         Form{"tsps", "teaspoon", "teaspoons", true},
                                         Form{"tbsp", "tablespoon", "tablespoons"}, Form{"gtt", "drop", "drops"},
                                         Form{"gtts", "drop", "drops", true}, Form{"pkt", "packet", "packets"}));

class UnitsOfTime : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(UnitsOfTime, are_written_out) {
    const auto& [written, many] = GetParam();
    const std::string one(many, std::string(many).size() - 1);
    EXPECT_EQ(plain(std::string("q 2 ") + written), std::string("every 2 ") + many);
    EXPECT_EQ(plain(std::string("q 1 ") + written), "every " + one);
    EXPECT_EQ(plain(std::string("x 2-3 ") + written), std::string("for 2 to 3 ") + many);
    EXPECT_EQ(plain(std::string("for 1 ") + written), "for 1 " + one);
}

INSTANTIATE_TEST_SUITE_P(All, UnitsOfTime,
                         testing::Values(std::pair("h", "hours"), std::pair("hr", "hours"), std::pair("hrs", "hours"),
                                         std::pair("hour", "hours"), std::pair("hours", "hours"),
                                         std::pair("min", "minutes"), std::pair("mins", "minutes"),
                                         std::pair("d", "days"), std::pair("dy", "days"), std::pair("day", "days"),
                                         std::pair("days", "days"), std::pair("w", "weeks"), std::pair("wk", "weeks"),
                                         std::pair("wks", "weeks"), std::pair("week", "weeks"),
                                         std::pair("weeks", "weeks"), std::pair("mo", "months"),
                                         std::pair("mos", "months"), std::pair("month", "months"),
                                         std::pair("months", "months")),
                         [](const auto& each) { return std::string(each.param.first); });

class AfterIfNeeded : public testing::TestWithParam<const char*> {};

TEST_P(AfterIfNeeded, comes_no_reason) {
    const std::string text = plain(std::string("1 tab PRN ") + GetParam() + " it");
    EXPECT_TRUE(text.starts_with("1 tablet if needed ")) << text;
    EXPECT_EQ(text.find(std::string("needed for ") + GetParam()), std::string::npos) << text;
}

INSTANTIATE_TEST_SUITE_P(All, AfterIfNeeded,
                         testing::Values("for", "q", "every", "each", "daily", "nightly", "weekly", "hourly", "once",
                                         "twice", "up", "to", "max", "maximum", "not", "do", "no", "nte", "and", "or",
                                         "at", "in", "on", "by", "with", "before", "after", "when", "if", "as", "use",
                                         "take", "only", "may", "then", "x", "one", "two", "three", "until", "via",
                                         "per", "call", "od", "os", "ou", "ad", "au"));

class StrengthUnits : public testing::TestWithParam<std::pair<const char*, const char*>> {};

/// "Warfarin 1.0 mg" has been taken for 10 mg, "Digoxin .125 mg" for 125 mg.
TEST_P(StrengthUnits, in_names_have_no_trailing_zero_and_no_naked_decimal) {
    const auto& [written, plain_unit] = GetParam();
    EXPECT_EQ(plain_medicine_name(std::string("Placebin 1.0 ") + written), std::string("Placebin 1 ") + plain_unit);
    EXPECT_EQ(plain_medicine_name(std::string("Placebin .5 ") + written), std::string("Placebin 0.5 ") + plain_unit);
    EXPECT_EQ(plain_medicine_name(std::string("Placebin 2 ") + written), std::string("Placebin 2 ") + plain_unit);
}

INSTANTIATE_TEST_SUITE_P(All, StrengthUnits,
                         testing::Values(std::pair("mg", "mg"), std::pair("mcg", "mcg"), std::pair("ug", "ug"),
                                         std::pair("\u00B5g", "mcg"), std::pair("\u03BCg", "mcg"), std::pair("g", "g"),
                                         std::pair("ml", "ml"), std::pair("L", "L"), std::pair("UNT", "units"),
                                         std::pair("U", "units"), std::pair("IU", "units"), std::pair("unit", "unit"),
                                         std::pair("units", "units"), std::pair("mEq", "mEq"), std::pair("%", "%"),
                                         std::pair("tab", "tab"), std::pair("tablet", "tablet")));

TEST(MedicineNames, keep_what_is_no_strength) {
    for (const char* name :
         {"Vitamin B 1.0", "Factor 1.0 plus", "U 100", "iu", "NDA12345 1 mg", "NDA123456", "Nda abc"})
        EXPECT_EQ(plain_medicine_name(name), name);
    EXPECT_EQ(plain_medicine_name("NDA123456 Placebin"), "Placebin");
    EXPECT_EQ(plain_medicine_name("Insulin 100U"), "Insulin 100 units");
    EXPECT_EQ(plain_medicine_name("Levothyroxine 50\u00B5g"), "Levothyroxine 50 mcg");
    EXPECT_EQ(plain_medicine_name(""), "");
}

TEST(LongInstructions, are_notes_and_stay_as_written) {
    const std::string text = "1 tab " + std::string(1'994, 'x'), longer = text + "x";
    EXPECT_TRUE(plain(text).starts_with("1 tablet"));
    EXPECT_FALSE(is_unclear(text));
    EXPECT_EQ(plain(longer), longer);
    EXPECT_TRUE(is_unclear(longer));
}

}  // namespace
}  // namespace carepress::test

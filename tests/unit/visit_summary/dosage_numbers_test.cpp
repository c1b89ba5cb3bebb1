// What is printed is never more than the record says: the number is read back out of the words of every language.
#include "summary_words.h"
#include "visit_summary/dosage_words.h"

#include <gtest/gtest.h>
#include <unicode/numfmt.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <memory>

namespace carepress::test {
using namespace visit_summary;
namespace {

const std::vector<std::string>& languages() {
    static const std::vector<std::string> all =
        words::PhraseBook(CAREPRESS_SOURCE_FOLDER "/messages/visit", visit_phrase_keys()).languages();
    return all;
}

/// The first number in a text, by the signs of the language; nothing where there is no digit.
std::optional<double> number_in(const std::string& text, const std::string& language) {
    const icu::UnicodeString words = icu::UnicodeString::fromUTF8(text);
    std::int32_t at = 0;
    while (at < words.length() && (words[at] < u'0' || words[at] > u'9')) ++at;
    if (at == words.length()) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const std::string written_as = language == "km" ? "en" : language;  // ICU before 74 had "0,5" in Khmer
    const std::string tag = written_as.find('-') == std::string::npos ? written_as + "-US" : written_as;
    icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
    locale.setKeywordValue("numbers", "latn", status);
    const std::unique_ptr<icu::NumberFormat> format(icu::NumberFormat::createInstance(locale, status));
    icu::Formattable value;
    icu::ParsePosition position(at);
    format->parse(words, value, position);
    return value.getDouble(status);
}

const std::vector<std::string> amounts = {"0.25", "0.333", "0.5", "0.75", "1",    "1.5",
                                          "2",    "2.5",   "3",   "10",   "1250", "50000"};

/// What a phrase without its number stands for, and what one adds to it.
double named(const std::string& said, const SummaryWords& words, visit::DoseUnit unit) {
    const std::map<std::string_view, double> parts = {
        {"half-tablet", 0.5}, {"quarter-tablet", 0.25}, {"three-quarter-tablet", 0.75}};
    for (const auto& [key, value] : parts)
        if (const std::string* phrase = words.visit.find(key);
            unit == visit::DoseUnit::tablet && phrase && said == *phrase)
            return value;
    return 0;
}

TEST(DosageNumbers, are_those_of_the_record_in_every_language_and_form) {
    const std::map<visit::DoseUnit, std::string_view> units = {{visit::DoseUnit::tablet, "tablets"},
                                                               {visit::DoseUnit::capsule, "capsules"},
                                                               {visit::DoseUnit::puff, "puffs"},
                                                               {visit::DoseUnit::spray, "sprays"},
                                                               {visit::DoseUnit::drop, "drops"},
                                                               {visit::DoseUnit::patch, "patches"},
                                                               {visit::DoseUnit::suppository, "suppositories"},
                                                               {visit::DoseUnit::unit, "units"},
                                                               {visit::DoseUnit::lozenge, "lozenges"},
                                                               {visit::DoseUnit::application, "applications"},
                                                               {visit::DoseUnit::sachet, "sachets"},
                                                               {visit::DoseUnit::teaspoon, "teaspoons"},
                                                               {visit::DoseUnit::tablespoon, "tablespoons"},
                                                               {visit::DoseUnit::milliliter, ""},
                                                               {visit::DoseUnit::milligram, ""}};
    int checked = 0;
    for (const std::string& language : languages()) {
        const SummaryWords words = words_in(language);
        for (const auto& [unit, key] : units) {
            for (const std::string& amount : amounts) {
                const double value = std::stod(amount);
                const std::string said = text_of(say_dose({{amount, "", "", ""}, {}}, unit, words));
                if (said.empty()) {
                    EXPECT_FALSE(can_be_taken({{amount, "", "", ""}, {}}, unit))
                        << language << " " << key << " " << amount;
                    continue;
                }
                ++checked;
                if (const double part = named(said, words, unit); part > 0) {
                    EXPECT_EQ(part, value) << language << ": " << said;
                    continue;
                }
                const std::optional<double> read = number_in(said, language);
                const std::string* and_half = words.visit.counted("tablets-and-half", std::floor(value));
                if (!read && unit == visit::DoseUnit::tablet && value - std::floor(value) == 0.5 && and_half &&
                    said == *and_half)
                    continue;  // "one tablet and a half": named after its whole part
                if (!read) {   // a form that names its number
                    EXPECT_TRUE(value == 1 || value == 2) << language << ": " << amount << " is said as " << said;
                    const std::string one = text_of(say_dose({{"1", "", "", ""}, {}}, unit, words));
                    EXPECT_TRUE(value == 1 || said != one) << language << ": " << said;
                    continue;
                }
                if (*read == value) continue;
                // "1 and a half tablets"
                const char* more = value - std::floor(value) == 0.5    ? "tablets-and-half"
                                   : value - std::floor(value) == 0.25 ? "tablets-and-quarter"
                                                                       : "tablets-and-three-quarters";
                EXPECT_EQ(*read, std::floor(value)) << language << ": " << amount << " is said as " << said;
                EXPECT_EQ(unit, visit::DoseUnit::tablet) << language << ": " << said;
                const std::string* form = words.visit.counted(more, *read);
                ASSERT_NE(form, nullptr) << language << ": " << said;
                EXPECT_EQ(said,
                          text_of(fill_pattern(
                              *form, language,
                              {{"n", {{words.visit.number(std::to_string(static_cast<int>(*read))), language}}}})));
            }
        }
    }
    EXPECT_GT(checked, 3'000);
}

TEST(DosageNumbers, what_cannot_be_divided_or_measured_is_asked) {
    for (const visit::DoseUnit unit :
         {visit::DoseUnit::capsule, visit::DoseUnit::puff, visit::DoseUnit::drop, visit::DoseUnit::patch,
          visit::DoseUnit::suppository, visit::DoseUnit::spray, visit::DoseUnit::lozenge, visit::DoseUnit::sachet,
          visit::DoseUnit::application}) {
        visit::Dosage dosage;
        dosage.structured = true;
        dosage.dose.low.value = "0.5";
        dosage.dose_unit = unit;
        dosage.timing.frequency = 1;
        dosage.timing.period = {"1", "", visit::TimeUnit::day};
        const DosageWords said = say_dosage(dosage, words_in("en"));
        EXPECT_TRUE(said.asks("ask-how-much")) << static_cast<int>(unit);
        EXPECT_EQ(text_of(said.sentences), "How to use it: once a day.");
        dosage.dose.low.value = "2";
        EXPECT_FALSE(say_dosage(dosage, words_in("en")).asks("ask-how-much"));
    }
    EXPECT_FALSE(can_be_taken({{"0.333", "", "", ""}, {}}, visit::DoseUnit::tablet));
    EXPECT_TRUE(can_be_taken({{"0.75", "", "", ""}, {}}, visit::DoseUnit::tablet));
    EXPECT_FALSE(can_be_taken({{"2.125", "", "", ""}, {}}, visit::DoseUnit::milliliter));
    EXPECT_TRUE(can_be_taken({{"1.25", "", "", ""}, {}}, visit::DoseUnit::milliliter));
    EXPECT_FALSE(can_be_taken({{"0.3", "", "", ""}, {}}, visit::DoseUnit::unit));
    EXPECT_FALSE(can_be_taken({{"1", "", "", ""}, {"1.5", "", "", ""}}, visit::DoseUnit::capsule));
}

/// "Every 1.5 days" was "every day" in French, "every half day" "every day" in Hindi.
TEST(DosageNumbers, of_intervals_are_those_of_the_record_in_every_language) {
    struct Row {
        const char* period;
        visit::TimeUnit unit;
        double said;  ///< in the next smaller unit, where that is a whole number; 0: not said
    };
    const std::vector<Row> rows = {
        {"0.5", visit::TimeUnit::day, 12},  {"1.5", visit::TimeUnit::day, 36},  {"0.25", visit::TimeUnit::day, 6},
        {"0.5", visit::TimeUnit::hour, 30}, {"1.5", visit::TimeUnit::hour, 90}, {"1.5", visit::TimeUnit::week, 0},
        {"1.5", visit::TimeUnit::month, 0}, {"0.333", visit::TimeUnit::day, 0}, {"3", visit::TimeUnit::day, 3},
        {"10", visit::TimeUnit::day, 10},   {"6", visit::TimeUnit::hour, 6},    {"2", visit::TimeUnit::hour, 2}};
    for (const std::string& language : languages()) {
        for (const Row& row : rows) {
            visit::Dosage dosage;
            dosage.structured = true;
            dosage.dose.low.value = "7";
            dosage.dose_unit = visit::DoseUnit::milligram;
            dosage.timing.frequency = 1;
            dosage.timing.period = {row.period, "", row.unit};
            const DosageWords said = say_dosage(dosage, words_in(language));
            std::string text = text_of(said.sentences);
            if (row.said == 0) {
                EXPECT_TRUE(said.asks("ask-how-to-take")) << language << ": " << text;
                EXPECT_TRUE(text.empty()) << language << ": " << text;
                continue;
            }
            ASSERT_FALSE(text.empty()) << language << " " << row.period;
            const std::size_t dose = text.find("7\u00A0mg");
            ASSERT_NE(dose, std::string::npos) << text;
            text.erase(dose, std::string("7\u00A0mg").size());
            const std::optional<double> read = number_in(text, said.in_english ? "en" : language);
            if (read && *read == 1 && row.said != 1) continue;  // "1 time every 6 hours": some languages count both
            if (read)
                EXPECT_EQ(*read, row.said) << language << ": " << text;
            else
                EXPECT_EQ(row.said, 2) << language << ": " << text;
        }
    }
}

/// A misread sign is a dose a thousand times too large. So every language is here: one that a release of ICU writes in
/// another way is seen, and what to print is decided in phrases.cpp. Digits are Western; Spanish and Khmer write as
/// labels in the United States do.
TEST(DosageNumbers, have_the_signs_of_the_language_whatever_the_release_of_icu) {
    struct Row {
        const char *language, *four_digits, *five_digits;  ///< 1250.5 and 12500.25
    };
    constexpr Row rows[] = {
        {"am", "1,250.5", "12,500.25"},
        {"ar", "1,250.5", "12,500.25"},
        {"bn", "1,250.5", "12,500.25"},
        {"de", "1.250,5", "12.500,25"},
        {"el", "1.250,5", "12.500,25"},
        {"en", "1,250.5", "12,500.25"},
        {"es", "1,250.5", "12,500.25"},
        {"fa", "1,250.5", "12,500.25"},
        {"fr", "1\u00A0250,5", "12\u00A0500,25"},
        {"he", "1,250.5", "12,500.25"},
        {"hi", "1,250.5", "12,500.25"},
        {"ht", "1\u00A0250,5", "12\u00A0500,25"},
        {"it", "1250,5", "12.500,25"},
        {"ja", "1,250.5", "12,500.25"},
        {"km", "1,250.5", "12,500.25"},
        {"ko", "1,250.5", "12,500.25"},
        {"my", "1,250.5", "12,500.25"},
        {"pl", "1250,5", "12\u00A0500,25"},
        {"pt", "1.250,5", "12.500,25"},
        {"ru", "1\u00A0250,5", "12\u00A0500,25"},
        {"th", "1,250.5", "12,500.25"},
        {"tl", "1,250.5", "12,500.25"},
        {"ur", "1,250.5", "12,500.25"},
        {"vi", "1.250,5", "12.500,25"},
        {"zh-Hans", "1,250.5", "12,500.25"},
        {"zh-Hant", "1,250.5", "12,500.25"},
    };
    std::vector<std::string> shown;
    for (const Row& row : rows) {
        const words::Phrases& phrases = words_in(row.language).visit;
        EXPECT_EQ(phrases.number("1250.5"), row.four_digits) << row.language;
        EXPECT_EQ(phrases.number("12500.25"), row.five_digits) << row.language;
        shown.emplace_back(row.language);
    }
    EXPECT_EQ(shown, languages()) << "a row for each language";
    EXPECT_EQ(words_in("en").visit.number("not a number"), "not a number");
}

}  // namespace
}  // namespace carepress::test

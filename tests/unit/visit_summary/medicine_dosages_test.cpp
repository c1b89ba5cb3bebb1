// What is below the name of a medicine: steps, parts of a day, and what has to be asked; and the table of a day.
#include "visit_summary/medicine_dosages.h"

#include "summary_words.h"
#include "unit/visit/build_bundle.h"
#include "visit_summary/blocks.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace visit_summary;
namespace {

visit::Medicine read_medicine(const std::string& dosages, const std::string& name = "Placebin") {
    const Read got = read_with({medicine("m", name, R"(, "dosageInstruction": [)" + dosages + "]")});
    return got.visit->medicines.at(0);
}

/// "tablets 4, 2 …": a dosage with these members.
std::string tablets(const std::string& amount, const std::string& repeat, const std::string& more = "") {
    return R"({"doseAndRate": [{"doseQuantity": {"value": )" + amount + R"(, "unit": "tablet"}}],
        "timing": {"repeat": {)" +
           repeat + "}}" + more + "}";
}

const std::string daily = R"("frequency": 1, "period": 1, "periodUnit": "d")";
std::string for_days(int days) {
    return R"(, "boundsDuration": {"value": )" + std::to_string(days) +
           R"(, "system": "http://unitsofmeasure.org", "code": "d"})";
}
std::string from_to(const std::string& start, const std::string& end) {
    return R"(, "boundsPeriod": {"start": ")" + start + R"(", "end": ")" + end + "\"}";
}
std::string step(int number) { return R"(, "sequence": )" + std::to_string(number); }

std::string lines(const visit::Medicine& medicine, const std::string& language = "en") {
    const SummaryWords words = words_in(language);
    TextBuilder text(words.language());
    text.add("-");
    add_dosages(text, medicine, words);
    std::string out = text.take().text;
    for (std::size_t at = 0; (at = out.find("\u2028", at)) != std::string::npos;) out.replace(at, 3, "\n");
    return out.substr(out.find('\n') == std::string::npos ? out.size() : 2);
}

TEST(MedicineDosages, a_taper_is_said_in_steps) {
    const visit::Medicine taper =
        read_medicine(tablets("4", daily + for_days(3), step(1)) + "," + tablets("2", daily + for_days(3), step(2)) +
                      "," + tablets("1", daily + for_days(3), step(3)));
    EXPECT_EQ(lines(taper),
              "First: Take 4 tablets once a day for 3 days.\nThen: Take 2 tablets once a day for 3 days.\n"
              "Then: Take 1 tablet once a day for 3 days.\nThen stop taking it.");
    const visit::Medicine dated =
        read_medicine(tablets("4", daily + from_to("2026-11-20", "2026-11-22"), step(1)) + "," +
                      tablets("2", daily + from_to("2026-11-23", "2026-11-25"), step(2)));
    EXPECT_EQ(
        lines(dated),
        "First: Take 4 tablets once a day for 3 days (November 20, 2026 to November 22, 2026).\n"
        "Then: Take 2 tablets once a day for 3 days (November 23, 2026 to November 25, 2026).\nThen stop taking it.");
    // Periods that follow each other are steps whatever their numbers.
    const visit::Medicine unnumbered = read_medicine(tablets("4", daily + from_to("2026-11-20", "2026-11-22")) + "," +
                                                     tablets("2", daily + from_to("2026-11-23", "2026-11-25")));
    EXPECT_EQ(lines(unnumbered), lines(dated));
}

/// An end at midnight ends the day before: the number of days is that of the two dates.
TEST(MedicineDosages, a_step_has_as_many_days_as_its_dates) {
    const visit::Medicine dated = read_medicine(
        tablets("4", daily + from_to("2026-11-20T00:00:00-05:00", "2026-11-23T00:00:00-05:00"), step(1)) + "," +
        tablets("2", daily + from_to("2026-11-23T00:00:00-05:00", "2026-11-25T23:59:00-05:00"), step(2)));
    EXPECT_EQ(
        lines(dated),
        "First: Take 4 tablets once a day for 3 days (November 20, 2026 to November 22, 2026).\n"
        "Then: Take 2 tablets once a day for 3 days (November 23, 2026 to November 25, 2026).\nThen stop taking it.");
}

/// Two languages have a form of "1 day" without the digit.
TEST(MedicineDosages, a_step_of_one_day_says_so) {
    const visit::Medicine dated =
        read_medicine(tablets("4", daily + from_to("2026-11-20", "2026-11-20"), step(1)) + "," +
                      tablets("2", daily + from_to("2026-11-21", "2026-11-25"), step(2)));
    for (const auto& [language, one_day] :
         std::vector<std::pair<std::string, std::string>>{{"en", "for 1 day (November 20, 2026 to November 20, 2026)."},
                                                          {"ar", "لمدة يوم واحد ("},
                                                          {"he", "למשך יום אחד ("}})
        EXPECT_NE(lines(dated, language).find(one_day), std::string::npos) << lines(dated, language);
}

/// Days can be counted only from day to day: "November 2026" is not its first day.
TEST(MedicineDosages, a_step_whose_first_or_last_day_is_not_known_has_no_number_of_days) {
    const auto last_step = [](const std::string& period) {
        const std::string said = lines(read_medicine(tablets("4", daily + for_days(3), step(1)) + "," +
                                                     tablets("2", daily + R"(, "boundsPeriod": )" + period, step(2))));
        return said.substr(0, said.rfind('\n')).substr(said.find('\n') + 1);
    };
    EXPECT_EQ(last_step(R"({"start": "2026-11", "end": "2026-11-22"})"),
              "Then: Take 2 tablets once a day starting November 2026 through November 22, 2026.");
    EXPECT_EQ(last_step(R"({"start": "2026-11-20", "end": "2026-12"})"),
              "Then: Take 2 tablets once a day starting November 20, 2026 through December 2026.");
    EXPECT_EQ(last_step(R"({"end": "2026-11-22"})"), "Then: Take 2 tablets once a day through November 22, 2026.");
}

TEST(MedicineDosages, steps_are_steps_in_every_language) {
    const words::PhraseBook book(CAREPRESS_SOURCE_FOLDER "/messages/visit", visit_phrase_keys());
    const visit::Medicine taper =
        read_medicine(tablets("4", daily + for_days(3), step(1)) + "," + tablets("2", daily + for_days(3), step(2)));
    for (const std::string& language : book.languages()) {
        const SummaryWords words = words_in(language);
        const std::string said = lines(taper, language);
        const auto lead = [&](const char* key) { return words.visit[key].substr(0, words.visit[key].find('{')); };
        const std::size_t first = said.find(lead("step-first")), then = said.find(lead("step-then"));
        EXPECT_NE(first, std::string::npos) << language << ": " << said;
        EXPECT_NE(then, std::string::npos) << language << ": " << said;
        EXPECT_NE(said.find(words.visit["step-stop"]), std::string::npos) << language << ": " << said;
    }
}

TEST(MedicineDosages, a_step_whose_start_cannot_be_known_is_asked_about) {
    const visit::Medicine titration = read_medicine(tablets("1", daily, step(1)) + "," + tablets("2", daily, step(2)));
    EXPECT_EQ(
        lines(titration),
        "First: Take 1 tablet once a day.\nThen: Take 2 tablets once a day.\nAsk when to go on to the next step.");
}

/// The last day of a period counts: on November 22 both dosages would hold.
TEST(MedicineDosages, steps_that_share_a_day_are_asked_about) {
    const visit::Medicine dated =
        read_medicine(tablets("4", daily + from_to("2026-11-20", "2026-11-22"), step(1)) + "," +
                      tablets("2", daily + from_to("2026-11-22", "2026-11-25"), step(2)));
    EXPECT_NE(lines(dated).find("Ask when to go on to the next step."), std::string::npos) << lines(dated);
}

/// "Then: … Then: …" would put one after the other.
TEST(MedicineDosages, two_dosages_of_a_later_step_are_asked_about) {
    const visit::Medicine split =
        read_medicine(tablets("4", daily + for_days(3), step(1)) + "," + tablets("2", daily + for_days(3), step(2)) +
                      "," + tablets("1", daily + for_days(3), step(2)));
    EXPECT_NE(lines(split).find("Ask when to go on to the next step."), std::string::npos) << lines(split);
    EXPECT_EQ(lines(split).find("Then stop taking it."), std::string::npos) << lines(split);
}

TEST(MedicineDosages, parts_of_one_day_stand_side_by_side) {
    const visit::Medicine split = read_medicine(tablets("2", daily + R"(, "when": ["MORN"])", step(1)) + "," +
                                                tablets("1", daily + R"(, "when": ["HS"])", step(2)));
    EXPECT_EQ(lines(split), "Take 2 tablets once a day in the morning.\nTake 1 tablet once a day at bedtime.");
}

TEST(MedicineDosages, dosages_that_may_be_taken_together_or_not_are_asked_about) {
    for (const std::string& more : {std::string(), for_days(7)}) {
        const visit::Medicine unclear = read_medicine(tablets("1", daily + more) + "," + tablets("2", daily + more));
        EXPECT_NE(lines(unclear).find("Ask how to take this medicine."), std::string::npos) << lines(unclear);
    }
    const visit::Medicine needed = read_medicine(
        tablets("1", daily) + "," +
        tablets("1", R"("frequency": 1, "period": 6, "periodUnit": "h")", R"(, "asNeededBoolean": true)"));
    EXPECT_EQ(lines(needed), "Take 1 tablet once a day.\nTake 1 tablet every 6 hours if you need it.");
}

/// Each half of the plan would repeat it whole, as if it were to be followed twice.
TEST(MedicineDosages, a_text_that_all_dosages_share_is_said_once_and_asked_about) {
    const std::string text = R"(, "text": "Take 2 tablets in the morning and 1 at bedtime")";
    const std::string two =
        tablets("2", daily + R"(, "when": ["MORN"])", text) + "," + tablets("1", daily + R"(, "when": ["HS"])", text);
    const std::string said = "Take 2 tablets in the morning and 1 at bedtime\nAsk how to take this medicine.";
    EXPECT_EQ(lines(read_medicine(two)), said);
    EXPECT_EQ(lines(read_medicine(two + "," + tablets("1", daily + R"(, "when": ["NOON"])", text))), said);
}

TEST(MedicineDosages, how_much_is_not_asked_where_all_is_asked) {
    const std::string third = tablets("0.333", daily), whole = tablets("1", daily);
    EXPECT_EQ(lines(read_medicine(third)), "How to use it: once a day.\nAsk how much to take.");
    EXPECT_EQ(lines(read_medicine(third + "," + whole)),
              "How to use it: once a day.\nTake 1 tablet once a day.\nAsk how to take this medicine.");
}

TEST(MedicineDosages, a_line_in_english_says_so_and_to_ask_for_an_interpreter) {
    const visit::Medicine odd = read_medicine(R"({"text": "Swish and spit as told"})");
    EXPECT_EQ(lines(odd, "es"),
              "Swish and spit as told\nEsta línea está en inglés. Pida un intérprete.\nPregunte cómo debe tomar o usar "
              "esta medicina.");
    EXPECT_EQ(lines(odd), "Swish and spit as told\nAsk how to take this medicine.");
}

/// 5 mg on some days and 2.5 mg on the others: "Not every day" at the end would lose half of the week.
TEST(MedicineDosages, lines_that_share_the_week_keep_their_own_days) {
    const std::string on = R"("frequency": 1, "period": 1, "periodUnit": "d", "dayOfWeek": )";
    const visit::Medicine some = read_medicine(tablets("6", on + R"(["mon"])"));
    EXPECT_EQ(lines(some), "Take 6 tablets once a day on Monday.\nOnly on Monday. Not every day.");
    const visit::Medicine warfarin = read_medicine(tablets("1", on + R"(["mon", "wed", "fri"])") + "," +
                                                   tablets("2", on + R"(["tue", "thu", "sat", "sun"])"));
    EXPECT_EQ(lines(warfarin).find("Not every day"), std::string::npos) << lines(warfarin);
}

TEST(MedicineDosages, text_and_fields_that_contradict_or_pass_a_limit_are_asked_about) {
    const auto asked = [](const std::string& dosage) {
        return lines(read_medicine(dosage)).find("Ask how to take this medicine.") != std::string::npos;
    };
    const std::string mass = R"({"text": "Take 50 mg daily", "timing": {"repeat": {)" + daily +
                             R"(}}, "doseAndRate": [{"doseQuantity": {"value": 50, "unit": "mcg"}}]})";
    EXPECT_TRUE(asked(mass));
    const std::string same_mass = R"({"text": "Take 0.05 mg daily", "timing": {"repeat": {)" + daily +
                                  R"(}}, "doseAndRate": [{"doseQuantity": {"value": 50, "unit": "mcg"}}]})";
    EXPECT_FALSE(asked(same_mass));
    const std::string eye = R"({"text": "1 drop in the left eye daily", "timing": {"repeat": {)" + daily +
                            R"(}}, "route": {"text": "ophthalmic"}, "site": {"text": "right eye"},
                               "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "drop"}}]})";
    EXPECT_TRUE(asked(eye));
    const std::string way =
        R"({"text": "Insert 1 tablet vaginally daily", "timing": {"repeat": {)" + daily +
        R"(}}, "route": {"text": "oral"}, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}]})";
    EXPECT_TRUE(asked(way));
    const std::string most = R"(, "maxDosePerPeriod": {"numerator": {"value": 3, "unit": "tablet"}, "denominator":
        {"value": 1, "system": "http://unitsofmeasure.org", "code": "d"}})";
    EXPECT_TRUE(asked(tablets("2", R"("frequency": 2, "period": 1, "periodUnit": "d")", most)));
    EXPECT_FALSE(asked(tablets("1", R"("frequency": 2, "period": 1, "periodUnit": "d")", most)));
}

TEST(MedicineDosages, what_the_text_leaves_open_the_fields_say) {
    const auto said = [](const std::string& text, const std::string& repeat) {
        return lines(read_medicine(R"({"text": ")" + text + R"(", "timing": {"repeat": {)" + repeat +
                                   R"(}}, "doseAndRate": [{"doseQuantity": {"value": 2, "unit": "tablet"}}]})"));
    };
    EXPECT_EQ(said("Take 2 tablets daily", daily + for_days(10)), "Take 2 tablets daily. How long: for 10 days.");
    EXPECT_EQ(said("Take 2 tablets daily", daily + R"(, "when": ["HS"])"),
              "Take 2 tablets once a day at bedtime.\nYour care team wrote: Take 2 tablets daily");
    EXPECT_EQ(said("Take with food", daily),
              "Take 2 tablets once a day with food.\nYour care team wrote: Take with food");
    EXPECT_EQ(said("Discontinued", daily), "Discontinued\nAsk how to take this medicine.");
}

TEST(MedicineDosages, what_is_asked_is_known_to_the_report) {
    EXPECT_EQ(alerts_about(read_medicine(tablets("0.333", daily)), words_in("en")),
              std::vector<std::string_view>{"ask-how-much"});
    EXPECT_TRUE(alerts_about(read_medicine(tablets("1", daily)), words_in("en")).empty());
    const std::string monday = R"("frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon"])";
    EXPECT_TRUE(alerts_about(read_medicine(tablets("6", monday)), words_in("en")).empty()) << "said, not asked";
}

std::string table_of(const std::vector<visit::Medicine>& medicines, const std::string& language = "en") {
    Blocks blocks;
    add_schedule(blocks, medicines, words_in(language));
    std::string out;
    for (const article::Block& block : blocks) {
        if (const auto* table = std::get_if<article::Table>(&block.content))
            for (const article::TableRow& row : table->rows) {
                for (const article::TableCell& cell : row.cells) out += "|" + cell.text.text;
                out += "\n";
            }
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) out += paragraph->text.text + "\n";
    }
    for (std::size_t at = 0; (at = out.find("\u2028", at)) != std::string::npos;) out.replace(at, 3, " ");
    return out;
}

const std::string morning = daily + R"(, "when": ["MORN"])";

TEST(Schedule, has_only_what_it_can_say_whole_and_names_the_rest) {
    const visit::Medicine plain = read_medicine(tablets("1", morning), "Plain");
    for (const auto& [what, dosage] : std::vector<std::pair<std::string, std::string>>{
             {"weekly", tablets("6", R"("frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon"])")},
             {"text that differs", R"({"text": "6 tablets once a week on Monday", "timing": {"repeat": {)" + morning +
                                       R"(}}, "doseAndRate": [{"doseQuantity": {"value": 6, "unit": "tablet"}}]})"},
             {"an offset", tablets("8", daily + R"(, "when": ["ACM"], "offset": 30)")},
             {"an end", tablets("1", morning + for_days(7))},
             {"a later start", tablets("1", morning + R"(, "boundsPeriod": {"start": "2027-01-01"})")},
             {"no moment", tablets("1", daily)},
             {"every other day", tablets("1", R"("frequency": 1, "period": 2, "periodUnit": "d", "when": ["MORN"])")},
             {"steps", tablets("1", morning, step(1)) + "," + tablets("2", morning, step(2))},
             {"a third of a tablet", tablets("0.333", morning)}}) {
        const std::string table = table_of({plain, read_medicine(dosage, "Other")});
        EXPECT_EQ(table,
                  "|Medicine|Morning|Noon|Evening|Bedtime\n|Plain|1 tablet|\u2013|\u2013|\u2013\nAlso take: Other. See "
                  "the list above.\n")
            << what;
    }
    const visit::Medicine needed = read_medicine(tablets("1", morning, R"(, "asNeededBoolean": true)"), "Needed");
    EXPECT_NE(table_of({plain, needed}).find("Only if you need it: Needed. See the list above."), std::string::npos);
    EXPECT_TRUE(table_of({needed}).empty()) << "no table of nothing";
}

TEST(Schedule, says_the_meal_and_has_one_row_for_each_medicine) {
    const visit::Medicine meals =
        read_medicine(tablets("1", R"("frequency": 2, "period": 1, "periodUnit": "d", "when": ["CM", "CV"])"));
    EXPECT_NE(table_of({meals}).find("|Placebin|1 tablet with breakfast|\u2013|1 tablet with dinner|"),
              std::string::npos)
        << table_of({meals});
    const visit::Medicine split =
        read_medicine(tablets("2", morning) + "," + tablets("1", daily + R"(, "when": ["HS"])"));
    EXPECT_NE(table_of({split}).find("|Placebin|2 tablets|\u2013|\u2013|1 tablet\n"), std::string::npos)
        << table_of({split});
}

}  // namespace
}  // namespace carepress::test

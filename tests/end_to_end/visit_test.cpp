// `carepress visit` as a front desk meets it: one patient's visit on paper, and nothing of anybody else.
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace carepress::test {
namespace {

const std::string program = CAREPRESS_PROGRAM;

struct Pressed {
    int status = -1;
    std::string messages, text;
};

/// Presses a bundle in a folder of its own; the text is that of the PDF.
Pressed press_visit(const std::string& json, const std::string& options = {}) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), json);
    Pressed pressed;
    const CommandResult result =
        run(program + " visit " + folder.file("in.json") + " -o " + folder.file("out.pdf") + " " + options + " 2>&1");
    pressed.status = result.status;
    pressed.messages = result.output;
    if (std::filesystem::exists(folder.file("out.pdf")))
        pressed.text = run("pdftotext -layout " + folder.file("out.pdf") + " -").output;
    return pressed;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Pages of pdftotext: each ends with a form feed.
std::vector<std::string> pages_of(const std::string& text) {
    std::vector<std::string> pages;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\f', at), text.size());
        pages.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return pages;
}

class Visit : public testing::Test {
protected:
    void SetUp() override {
        if (run("command -v pdftotext").status != 0) GTEST_SKIP() << "pdftotext is not installed";
    }
};

TEST_F(Visit, says_the_essentials_in_plain_words_and_who_it_is_on_every_page) {
    VisitBundle bundle;
    bundle.add_condition("Chest cold");
    bundle.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2));
    for (int i = 0; i < 60; ++i) bundle.add_condition("Lasting problem number " + std::to_string(i)).erase("encounter");
    const Pressed pressed = press_visit(bundle.json(), "--article K977");
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    EXPECT_TRUE(has(pressed.text, "Cough and fever")) << pressed.text;
    EXPECT_TRUE(has(pressed.text, "Take 1 tablet by mouth 2 times a day.")) << pressed.text;
    EXPECT_TRUE(has(pressed.text, "The record does not say if you have allergies.")) << pressed.text;
    const std::vector<std::string> pages = pages_of(pressed.text);
    ASSERT_GE(pages.size(), 4u);
    for (const std::string& page : pages) {
        if (!has(page, "Page ")) continue;  // notices and blank pages carry no patient's text
        EXPECT_TRUE(has(page, "Ana Ruiz · Born March 3, 1950")) << page;
    }
}

TEST_F(Visit, the_readmes_example_is_pressed_without_a_warning) {
    const TemporaryFolder folder;
    const CommandResult result =
        run(program + " visit " + project("examples/visit.json") + " --suggest -o " + folder.file("out.pdf") + " 2>&1");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_FALSE(has(result.output, "warning")) << result.output;
    const std::string text = run("pdftotext -layout " + folder.file("out.pdf") + " -").output;
    EXPECT_TRUE(has(text, "Lakeside Walk-in Clinic")) << text;
    EXPECT_TRUE(has(text, "2 times a day in the morning and in the evening")) << text;
    EXPECT_TRUE(has(text, "Sprained Ankle: Care Instructions")) << text;
    EXPECT_TRUE(has(text, "No known allergies.")) << text;
}

/// A sheet on a table shows its front only.
TEST_F(Visit, the_front_of_the_readmes_example_works_alone) {
    const TemporaryFolder folder;
    ASSERT_EQ(run(program + " visit -q " + project("examples/visit.json") + " -o " + folder.file("out.pdf")).status, 0);
    const std::vector<std::string> pages = pages_of(run("pdftotext -layout " + folder.file("out.pdf") + " -").output);
    ASSERT_FALSE(pages.empty());
    for (const char* words :
         {"Sprained left ankle", "Visit summary", "Maria Sample", "April 18, 1971", "November 20, 2026",
          "Dr. Ellen Rivera", "Wear the ankle brace when you walk", "Take 1 tablet by mouth 2 times a day",
          "Friday, December 4, 2026, 10:00 AM", "Emergency: call 911", "Call 555-0142 if:"})
        EXPECT_TRUE(has(pages.front(), words)) << words << " is not on\n" << pages.front();
}

/// Scripts that need more room between lines yield a little of it for whom to call.
TEST_F(Visit, the_front_of_the_example_says_whom_to_call_in_other_languages) {
    const TemporaryFolder folder;
    for (const char* language : {"ar", "es", "ru"})
        for (const char* layout : {"visit-summary", "visit-summary-a4"}) {
            ASSERT_EQ(run(program + " visit -q " + project("examples/visit.json") + " --language " + language +
                          " --layout " + layout + " -o " + folder.file("out.pdf"))
                          .status,
                      0);
            const std::string front = run("pdftotext -l 1 " + folder.file("out.pdf") + " -").output;
            EXPECT_TRUE(has(front, "911")) << language << " " << layout << "\n" << front;
            // Once in the band, once in the box of signs to call for.
            const std::size_t first = front.find("555-0142");
            ASSERT_NE(first, std::string::npos) << language << " " << layout;
            EXPECT_NE(front.find("555-0142", first + 1), std::string::npos) << language << " " << layout << front;
        }
}

TEST_F(Visit, what_is_restricted_is_never_the_title) {
    VisitBundle bundle;
    bundle.add_condition("Chest cold");
    const auto top = [&](const std::string& options) {
        const std::string text = press_visit(bundle.json(), options).text;
        return text.substr(0, text.find("Ana Ruiz"));
    };
    EXPECT_TRUE(has(top(""), "Chest cold")) << top("");
    EXPECT_FALSE(has(top("--include-restricted"), "Chest cold"));
    EXPECT_TRUE(has(top("--include-restricted"), "Visit summary"));
    EXPECT_FALSE(has(top("--without found"), "Chest cold"));
    bundle = VisitBundle();
    bundle.add_condition("Genital herpes");
    EXPECT_FALSE(has(top(""), "herpes"));
    EXPECT_TRUE(has(press_visit(bundle.json()).text, "Genital herpes"));
}

TEST_F(Visit, results_are_in_words_and_the_foot_is_about_the_record) {
    VisitBundle bundle;
    bundle.add_of_visit(
        "Observation",
        {{"status", "final"},
         {"category", {{{"coding", {{{"code", "laboratory"}}}}}}},
         {"code", {{"coding", {{{"system", "http://loinc.org"}, {"code", "6690-2"}, {"display", "Leukocytes"}}}}}},
         {"valueQuantity",
          {{"value", 15.2}, {"unit", "10*3/uL"}, {"system", "http://unitsofmeasure.org"}, {"code", "10*3/uL"}}},
         {"referenceRange",
          {{{"low", {{"value", 4.5}, {"code", "10*3/uL"}}}, {"high", {{"value", 11}, {"code", "10*3/uL"}}}}}}});
    const Pressed pressed = press_visit(bundle.json(), "--article K977 --no-language-notice");
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    EXPECT_TRUE(has(pressed.text, "White blood cells")) << pressed.text;
    EXPECT_TRUE(has(pressed.text, "15.2 thousand per")) << pressed.text;
    EXPECT_TRUE(has(pressed.text, "High")) << pressed.text;
    EXPECT_FALSE(has(pressed.text, "10*3")) << pressed.text;
    const std::vector<std::string> pages = pages_of(pressed.text);
    const std::string general = "general health facts", own = "This summary was made from your record.";
    EXPECT_TRUE(has(pages.front(), own)) << pages.front();
    EXPECT_FALSE(has(pages.front(), general)) << pages.front();
    EXPECT_TRUE(has(pages.back(), general) || has(pages[pages.size() - 2], general)) << pages.back();
}

TEST_F(Visit, nothing_of_another_patient_reaches_the_page) {
    VisitBundle mine, other("p2", "Zebulon", "Quartermain", "1931-12-24");
    other.encounter()["reasonCode"] = {{{"text", "A sore thumb"}}};
    mine.add_condition("Chest cold");
    other.add_condition("Secret illness");
    other.add_medicine("Otherazole 5 mg tablet", tablets(1, 1));
    // Temptations: the other's things that name this visit, and references between the two.
    other.add_of_visit("Observation", {{"status", "final"},
                                       {"category", {{{"coding", {{{"code", "vital-signs"}}}}}}},
                                       {"code", {{"text", "Otherly pulse"}}},
                                       {"valueQuantity", {{"value", 61}, {"unit", "/min"}}}});
    other.add_medicine("Swapazole 7 mg tablet")["encounter"] = {{"reference", "Encounter/p1-visit"}};
    other.add_condition("Crossed illness")["encounter"] = {{"reference", "Encounter/p1-visit"}};
    Json& reason = mine.encounter()["reasonReference"];
    reason = {{{"reference", "Condition/crossed"}}};
    other.add_condition("Reasoned illness")["id"] = "crossed";
    mine.mix_in(other);

    const Pressed refused = press_visit(mine.json());
    EXPECT_EQ(refused.status, 1) << refused.messages;
    EXPECT_TRUE(refused.text.empty());

    const Pressed pressed = press_visit(mine.json(), "--patient p1");
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    EXPECT_TRUE(has(pressed.text, "Ana Ruiz")) << pressed.text;
    for (const char* foreign : {"Zebulon", "Quartermain", "1931", "Secret", "Otherazole", "Otherly", "Swapazole",
                                "Crossed", "Reasoned", "MRN-p2"})
        EXPECT_FALSE(has(pressed.text, foreign)) << foreign << " in\n" << pressed.text;
    const Pressed theirs = press_visit(mine.json(), "--patient p2 --encounter p2-visit");
    ASSERT_EQ(theirs.status, 0) << theirs.messages;
    EXPECT_TRUE(has(theirs.text, "Zebulon Quartermain"));
    for (const char* foreign : {"Ana", "Ruiz", "1950", "Chest cold", "Cough and fever"})
        EXPECT_FALSE(has(theirs.text, foreign)) << foreign << " in\n" << theirs.text;
}

TEST_F(Visit, messages_files_and_folders_hold_nothing_of_the_patient) {
    VisitBundle bundle("p1", "Xanthippe", "Wolfeschlegel", "1948-07-09");
    bundle.add_condition("Unsayable illness");
    bundle.add_medicine("Nevernamed 3 mg tablet");                      // warned of: no dosage
    bundle.add_condition("Illness with \xF0\x9F\xA6\xA0\xEF\xBF\xBF");  // no face has it
    const TemporaryFolder folder;
    const std::string in = folder.file("Wolfeschlegel.json"), work = folder.file("work");
    write_file(in, bundle.json());
    std::filesystem::create_directory(work);
    const CommandResult result = run("cd " + work + " && TMPDIR=" + work + " " + program + " visit " + in +
                                     " -o summary.pdf --time-zone America/New_York 2>&1");
    ASSERT_EQ(result.status, 0) << result.output;
    for (const char* word : {"Xanthippe", "Wolfeschlegel", "1948", "Unsayable", "Nevernamed", "MRN-p1"})
        EXPECT_FALSE(has(result.output, word)) << result.output;
    EXPECT_EQ(run("ls -A " + work).output, "summary.pdf\n");
    struct stat status {};
    ASSERT_EQ(::stat((work + "/summary.pdf").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    EXPECT_FALSE(has(run("pdfinfo " + work + "/summary.pdf").output, "Wolfeschlegel"));
}

TEST_F(Visit, a_refused_bundle_leaves_the_old_summary_and_says_no_word_of_the_record) {
    VisitBundle bundle("p1", "Xanthippe", "Wolfeschlegel", "1948-07-09");
    std::string json = bundle.json();
    json.resize(json.size() / 2);
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), json);
    write_file(folder.file("out.pdf"), "old");
    const CommandResult result =
        run(program + " visit " + folder.file("in.json") + " -o " + folder.file("out.pdf") + " 2>&1");
    EXPECT_EQ(result.status, 1) << result.output;
    EXPECT_EQ(run("cat " + folder.file("out.pdf")).output, "old");
    EXPECT_FALSE(has(result.output, "Wolfeschlegel")) << result.output;
}

TEST_F(Visit, replaces_an_old_summary_whole) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    write_file(folder.file("out.pdf"), "old");
    EXPECT_EQ(run(program + " visit -q " + folder.file("in.json") + " -o " + folder.file("out.pdf")).status, 0);
    EXPECT_EQ(run("head -c 8 " + folder.file("out.pdf")).output, "%PDF-1.7");
    EXPECT_EQ(run("ls -A " + folder.path()).output, "in.json\nout.pdf\n");
}

TEST_F(Visit, equal_bytes_from_a_file_and_from_a_pipe) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    EXPECT_EQ(run(program + " visit -q " + folder.file("in.json") + " -o " + folder.file("a.pdf")).status, 0);
    EXPECT_EQ(run(program + " visit -q - -o - < " + folder.file("in.json") + " > " + folder.file("b.pdf")).status, 0);
    EXPECT_EQ(run("cmp " + folder.file("a.pdf") + " " + folder.file("b.pdf")).status, 0);
}

TEST_F(Visit, wrong_usage_is_said_before_the_record_is_read) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    const std::string command = "cd " + folder.path() + " && " + program + " visit in.json ";
    EXPECT_EQ(run(command + "2>&1").status, 2);  // no output named: none is made up from the record
    EXPECT_EQ(run(command + "-o . 2>&1").status, 2);
    EXPECT_EQ(run(command + "-o in.json 2>&1").status, 2);
    EXPECT_EQ(run(command + "-o out.pdf --time-zone Mars/Olympus 2>&1").status, 2);
    EXPECT_EQ(run(command + "-o out.pdf --printed-by ' ' 2>&1").status, 2);
    EXPECT_EQ(run(command + "-o out.pdf --printed-by " + std::string(201, 'x') + " 2>&1").status, 2);
    EXPECT_NE(run(command + "-o /dev/null --printed-by " + std::string(200, 'x') + " 2>&1").status, 2);
    EXPECT_EQ(run(command + "-o out.pdf --article NOSUCH 2>&1").status, 1);
    EXPECT_EQ(run("ls -A " + folder.path()).output, "in.json\n");
}

TEST_F(Visit, the_language_is_the_patients_unless_another_is_asked_for) {
    VisitBundle bundle;
    bundle.prefer_language("ht");
    bundle.add_medicine("Amoxicillin 500 mg tablet", tablets(2, 3));
    const Pressed pressed = press_visit(bundle.json());
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    EXPECT_TRUE(has(pressed.text, "Rezime vizit la")) << pressed.text;
    EXPECT_TRUE(has(pressed.text, "Pran 2 grenn nan bouch 3 fwa pa jou.")) << pressed.text;
    EXPECT_TRUE(has(pressed.text, "Cough and fever")) << pressed.text;  // as written
    const Pressed french = press_visit(bundle.json(), "--language fr");
    EXPECT_TRUE(has(french.text, "Résumé de la visite")) << french.text;
    EXPECT_TRUE(has(french.messages, "warning: the summary is in 'fr', as was asked for")) << french.messages;
    const Pressed same = press_visit(bundle.json(), "--language ht");
    EXPECT_FALSE(has(same.messages, "as was asked for")) << same.messages;
    const Pressed neither = press_visit(bundle.json(), "--language sv");
    EXPECT_TRUE(has(neither.text, "Rezime vizit la")) << neither.text;
    EXPECT_TRUE(has(neither.messages, "cannot be written in 'sv', so it is in 'ht'")) << neither.messages;
    bundle.prefer_language("sv");
    const Pressed english = press_visit(bundle.json());
    EXPECT_TRUE(has(english.text, "Visit summary")) << english.text;
    EXPECT_TRUE(has(english.messages, "cannot be written in 'sv'")) << english.messages;
}

TEST_F(Visit, times_go_by_the_zone_asked_for_and_dates_never_shift) {
    VisitBundle bundle;
    bundle.add({{"resourceType", "Appointment"},
                {"id", "a1"},
                {"status", "booked"},
                {"start", "2026-03-09T01:30:00Z"},
                {"end", "2026-03-09T02:00:00Z"},
                {"participant", {{{"actor", {{"reference", bundle.patient_reference()}}}, {"status", "accepted"}}}}});
    const Pressed utc = press_visit(bundle.json());
    EXPECT_TRUE(has(utc.text, "Monday, March 9, 2026, 1:30 AM UTC")) << utc.text;
    EXPECT_TRUE(has(utc.messages, "warning: the record's times are in UTC and no time zone is set")) << utc.messages;
    const Pressed local = press_visit(bundle.json(), "--time-zone America/New_York");
    EXPECT_TRUE(has(local.text, "Sunday, March 8, 2026, 9:30 PM")) << local.text;  // the day summer time begins
    EXPECT_FALSE(has(local.text, "UTC") || has(local.messages, "UTC")) << local.messages;
    EXPECT_TRUE(has(local.text, "Born March 3, 1950")) << local.text;
}

TEST_F(Visit, a_long_name_and_many_medicines_stay_legible) {
    const std::string given = "Maximiliana Bartholomea Konstantinopolitana Wilhelmina";
    const std::string family = "Featherstonehaugh-Montgomery";
    VisitBundle bundle("p1", given, family);
    for (int i = 1; i <= 20; ++i)
        bundle.add_medicine("Medicine number " + std::to_string(i) + " with a long name, 500 mg tablet", tablets(1, 2));
    for (const char* layout : {"visit-summary", "visit-summary-a4", "visit-summary-large-print"}) {
        const Pressed pressed = press_visit(bundle.json(), std::string("--layout ") + layout);
        ASSERT_EQ(pressed.status, 0) << layout << pressed.messages;
        for (int i = 1; i <= 20; ++i)
            EXPECT_TRUE(has(pressed.text, "Medicine number " + std::to_string(i) + " ")) << layout << i;
        EXPECT_TRUE(has(pressed.text, family)) << layout;
        EXPECT_FALSE(has(pressed.messages, "warning: the ")) << pressed.messages;
    }
}

TEST_F(Visit, a_character_without_a_face_is_spelled_and_warned_of) {
    VisitBundle bundle;
    bundle.add_condition("Feels \xF0\x9F\x98\x80 again");
    const Pressed pressed = press_visit(bundle.json());
    ASSERT_EQ(pressed.status, 0) << pressed.messages;
    EXPECT_TRUE(has(pressed.text, "Feels [U+1F600 GRINNING FACE] again")) << pressed.text;
    EXPECT_TRUE(has(pressed.messages, "no font has a character of the record")) << pressed.messages;
    EXPECT_FALSE(has(pressed.messages, "1F600")) << pressed.messages;  // it may be the patient's name
}

TEST_F(Visit, every_real_bundle_presses_in_every_layout_without_an_error) {
    const TemporaryFolder out;
    int pressed = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test_data("fhir_synthea"))) {
        if (entry.path().extension() != ".json") continue;
        for (const char* layout : {"visit-summary", "visit-summary-large-print"}) {
            const CommandResult result =
                run(program + " visit '" + entry.path().string() + "' --article K977 --layout " + layout + " -o " +
                    out.file("out.pdf") + " 2>&1");
            const bool of_the_dead = has(result.output, "the patient died before the end of this visit");
            EXPECT_EQ(result.status, of_the_dead ? 1 : 0) << entry.path() << "\n" << result.output;
            pressed += of_the_dead ? 0 : 1;
        }
    }
    EXPECT_EQ(pressed, 10);  // all but one patient, who died, in two layouts
}

}  // namespace
}  // namespace carepress::test

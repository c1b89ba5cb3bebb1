#include "api/helpers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <thread>
#include <utility>

namespace carepress::test {
namespace {

using test::all_messages;
using test::engine;
using test::project;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Libcarepress, presses_the_bytes_of_the_program) {
    HandoutJob job = job_of_codes({"K977"});
    job.language = "es";
    job.layout = "bilingual";
    const Result result = engine().press(job);
    ASSERT_TRUE(result) << all_messages(result);
    EXPECT_EQ(result.bytes(), test::run_carepress("render K977 --language es --layout bilingual -o -").output);
    EXPECT_EQ(result.code(), "K977");
    EXPECT_EQ(result.language(), "es");
    EXPECT_THAT(result.title(), HasSubstr("espalda"));
    EXPECT_GT(result.pages(), 1);
}

TEST(Libcarepress, passes_every_field_of_a_handout_on) {
    const test::TemporaryFolder folder;
    test::write_file(folder.file("rest.md"), "# Rest\n\n## What to do\n\nSleep.\n\n## Why\n\nIt helps.\n");
    test::write_file(folder.file("note.md"), "Drink **water**.");
    const std::string copy = "cp -r " + project("articles") + " " + folder.file("library");
    ASSERT_EQ(test::run(copy).status, 0);

    HandoutJob job;
    job.articles = {FileInput{folder.file("rest.md")}, CodeInput{"K977"}};
    job.language = "es";
    job.note = FileInput{folder.file("note.md")};
    job.omit_sections = {"Why"};
    job.language_notice = true;
    job.title = "Nach dem Besuch";
    job.page_numbers = PageNumbers::of_each_article;
    job.layout = "a4";
    job.brand = "harbor";
    job.library = folder.file("library");
    job.fallback_date = "2026-01-02";
    const Result result = engine().press(job);
    ASSERT_TRUE(result) << all_messages(result);

    const test::CommandResult program = test::run(
        "cd " + folder.path() +
        " && env -u CAREPRESS_DATA SOURCE_DATE_EPOCH=1767312000 " CAREPRESS_PROGRAM
        " render rest.md K977 --language es --note note.md --without Why --language-notice --title 'Nach dem Besuch'"
        " --page-numbers article --layout a4 --brand harbor --library library -o - 2>/dev/null");
    EXPECT_EQ(result.bytes(), program.output);
}

TEST(Libcarepress, a_job_is_the_same_as_struct_and_as_json) {
    HandoutJob job = job_of_codes({"K977"});
    job.translation = TextInput{"dos.md", "# Dos\n\nUno.", ""};
    job.layout = "bilingual-a4";
    const Result by_struct = engine().press(job);
    const Result by_json = engine().press_json(
        R"({"articles": [{"code": "K977"}], "layout": "bilingual-a4",
            "translation": {"name": "dos.md", "text": "# Dos\n\nUno."}})");
    EXPECT_EQ(by_struct.status(), by_json.status());
    EXPECT_EQ(by_struct.bytes(), by_json.bytes());
    EXPECT_EQ(all_messages(by_struct), all_messages(by_json));
}

TEST(Libcarepress, presses_the_visit_of_the_program) {
    VisitJob job = example_visit();
    job.suggest = true;
    job.want_receipt = true;
    const Result result = engine().press(job);
    ASSERT_TRUE(result) << all_messages(result);
    const test::TemporaryFolder folder;
    const std::string receipt = folder.file("receipt.json"), report = folder.file("report.json");
    EXPECT_EQ(result.bytes(), test::run_carepress("visit " + project("examples/visit.json") + " --suggest --receipt " +
                                                  receipt + " --report " + report + " -o -")
                                  .output);
    EXPECT_EQ(result.receipt(), test::read_file(receipt));
    EXPECT_EQ(result.fhir_receipt(), test::read_file(folder.file("receipt.fhir.json")));
    EXPECT_EQ(result.report(), test::read_file(report));
    EXPECT_EQ(result.title(), "");
}

TEST(Libcarepress, a_visit_may_be_texts_in_memory) {
    VisitJob job;
    job.bundle = TextInput{"", test::read_file(project("examples/visit.json")), ""};
    job.note = TextInput{"", "Call me.", ""};
    const Result result = engine().press(job);
    ASSERT_TRUE(result) << all_messages(result);
    VisitJob by_file = example_visit();
    by_file.note = job.note;
    EXPECT_EQ(result.bytes(), engine().press(by_file).bytes());
}

TEST(Libcarepress, passes_every_field_of_a_visit_on) {
    VisitJob job = example_visit();
    const std::string standard = engine().press(job).bytes();
    const auto changes = [&](auto change) {
        VisitJob other = job;
        change(other);
        const Result result = engine().press(other);
        return !result.ok() || result.bytes() != standard || !result.receipt().empty();
    };
    EXPECT_FALSE(changes([](VisitJob&) {}));
    EXPECT_TRUE(changes([](VisitJob& other) { other.patient = "nobody"; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.encounter = "none"; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.language = "es"; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.time_zone = "Asia/Tokyo"; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.articles = {"K977"}; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.suggest = true; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.note = TextInput{"", "Hello.", ""}; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.omit_parts = {"medicines"}; }));
    EXPECT_TRUE(changes([](VisitJob& other) {
        other.printed_by = "Front desk";
        other.printed_at = "2026-01-02T10:00:00Z";
    }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.want_receipt = true; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.language_notice = false; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.layout = "visit-summary-a4"; }));
    EXPECT_TRUE(changes([](VisitJob& other) { other.brand = "harbor"; }));
    EXPECT_TRUE(changes([](VisitJob& other) {
        other.articles = {"K977"};
        other.library = "/nowhere";
    }));
}

TEST(Libcarepress, eight_threads_press_the_bytes_of_one) {
    std::vector<HandoutJob> jobs;
    for (const char* language : {"en", "es", "ar", "zh-Hans", "vi"}) {
        jobs.push_back(job_of_codes({"K977"}));
        jobs.back().language = language;
    }
    std::vector<std::string> expected;
    const Engine alone;
    for (const HandoutJob& job : jobs) expected.push_back(alone.press(job).bytes());

    const Engine shared;  // with nothing in its caches: threads open its faces at the same time
    const VisitJob visit = example_visit();
    const std::string expected_visit = alone.press(visit).bytes();
    std::atomic<int> pressed = 0;
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < 8; ++thread)
        threads.emplace_back([&, thread] {
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                const std::size_t at = (i + thread) % jobs.size();
                EXPECT_EQ(shared.press(jobs[at]).bytes(), expected[at]);
                ++pressed;
            }
            EXPECT_EQ(shared.press(visit).bytes(), expected_visit);
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(pressed, 8 * static_cast<int>(jobs.size()));
    for (const std::string& bytes : expected) EXPECT_FALSE(bytes.empty());
}

TEST(Libcarepress, results_outlive_it_and_are_shared_by_copies) {
    std::unique_ptr<Engine> short_lived = std::make_unique<Engine>(engine().data_folder());
    const Result result = short_lived->press(job_of_codes({"K977"}));
    short_lived.reset();
    const Result copy = result;
    EXPECT_EQ(&copy.bytes(), &result.bytes());
    EXPECT_EQ(copy.bytes().substr(0, 5), "%PDF-");
}

TEST(Libcarepress, can_be_moved) {
    Engine first(engine().data_folder());
    Engine second(std::move(first));
    first = Engine(engine().data_folder());
    EXPECT_EQ(first.press(job_of_codes({"K977"})).bytes(), second.press(job_of_codes({"K977"})).bytes());
}

TEST(Libcarepress, finds_its_data_by_its_own_place_whatever_the_environment) {
    ASSERT_EQ(::setenv("CAREPRESS_DATA", "/nowhere", 1), 0);
    EXPECT_EQ(std::filesystem::canonical(Engine().data_folder()), std::filesystem::canonical(project("")));
    ::unsetenv("CAREPRESS_DATA");
}

TEST(Libcarepress, says_what_is_missing_in_a_folder_without_data) {
    const test::TemporaryFolder folder;
    try {
        const Engine none(folder.path());
        FAIL() << "took an empty folder";
    } catch (const EngineError& error) {
        EXPECT_THAT(error.what(), HasSubstr(folder.path()));
        EXPECT_THAT(error.what(), HasSubstr("fonts/fonts.yaml"));
    }
}

TEST(Libcarepress, says_which_font_cannot_be_read) {
    const test::TemporaryFolder folder;
    for (const char* name : {"layouts", "fonts"}) std::filesystem::create_directory(folder.file(name));
    test::write_file(folder.file("fonts/fonts.yaml"), "fonts: 1");
    EXPECT_THROW(Engine{folder.path()}, EngineError);
}

TEST(Libcarepress, mistakes_in_json_have_a_place_and_a_hint) {
    const Result result = engine().press_json("{\"articles\": [{\"code\": \"K977\"}],\n \"layuot\": \"a4\"}");
    EXPECT_EQ(result.status(), Status::refused);
    EXPECT_TRUE(result.bytes().empty());
    ASSERT_EQ(result.diagnostics().size(), 1U);
    const Diagnostic& diagnostic = result.diagnostics().front();
    EXPECT_EQ(diagnostic.severity, Severity::error);
    EXPECT_EQ(diagnostic.file, "job");
    EXPECT_EQ(diagnostic.line, 2);
    EXPECT_GT(diagnostic.column, 1);
    EXPECT_EQ(diagnostic.message, "unknown key \"layuot\" in the job");
    EXPECT_EQ(diagnostic.hint, "did you mean \"layout\"?");
    std::ostringstream printed;
    printed << diagnostic;
    EXPECT_THAT(printed.str(), HasSubstr("error: unknown key \"layuot\" in the job\n  hint: did you mean"));
}

TEST(Libcarepress, refuses_what_is_not_a_job) {
    for (const char* job : {"", "[]", "{}", "null", "{\"articles\": []}", "\xFF"}) {
        const Result result = engine().press_json(job);
        EXPECT_EQ(result.status(), Status::refused) << job;
        EXPECT_FALSE(result.diagnostics().empty()) << job;
        EXPECT_EQ(engine().press_visit_json(job).status(), Status::refused) << job;
    }
    const Result large = engine().press_json(std::string(64'000'001, ' '));
    EXPECT_EQ(all_messages(large),
              "error: the job is larger than 64 MB\n  hint: name files instead of giving their texts\n");
}

TEST(Libcarepress, names_the_article_that_is_missing) {
    const Result result = engine().press(job_of_codes({"K977", "NONE"}));
    EXPECT_EQ(result.status(), Status::refused);
    EXPECT_TRUE(result.bytes().empty());
    EXPECT_THAT(all_messages(result), HasSubstr("NONE"));
}

TEST(Libcarepress, warnings_come_with_the_pdf) {
    HandoutJob job;
    job.articles = {TextInput{"fever.md", "# Fever\n\nRest &#1114112; now.", ""}};
    const Result result = engine().press(job);
    EXPECT_TRUE(result.ok());
    ASSERT_FALSE(result.diagnostics().empty());
    EXPECT_NE(result.diagnostics().front().severity, Severity::error);
    EXPECT_EQ(result.diagnostics().front().file, "fever.md");
}

TEST(Libcarepress, a_note_is_never_in_messages) {
    HandoutJob job = job_of_codes({"K977"});
    for (const char* note :
         {"Zanzibar \xFF", "Zanzibar \U000E1234", "![Zanzibar](Zanzibar.png)", "<Zanzibar>", "\x01Zanzibar"}) {
        job.note = TextInput{"Zanzibar.md", note, ""};
        const std::string messages = all_messages(engine().press(job));
        EXPECT_THAT(messages, Not(HasSubstr("Zanzibar"))) << note;
    }
    job.note = FileInput{"/nowhere/Zanzibar.md"};
    const Result missing = engine().press(job);
    EXPECT_EQ(missing.status(), Status::refused);
    EXPECT_FALSE(missing.diagnostics().empty());
    EXPECT_THAT(all_messages(missing), Not(HasSubstr("Zanzibar")));
}

TEST(Libcarepress, a_record_is_never_in_messages) {
    std::string bundle = test::read_file(project("examples/visit.json"));
    VisitJob job;
    for (const std::string& text : {std::string("Zanzibar"), bundle.substr(0, bundle.size() / 2) + "Zanzibar",
                                    std::string("{\"resourceType\": \"Zanzibar\", \"Zanzibar\": \"Zanzibar\"}")}) {
        job.bundle = TextInput{"Zanzibar.json", text, ""};
        const Result result = engine().press(job);
        EXPECT_EQ(result.status(), Status::refused);
        EXPECT_FALSE(result.diagnostics().empty());
        EXPECT_THAT(all_messages(result), Not(HasSubstr("Zanzibar")));
    }
    // A record where a job was expected, and a job that is not one.
    for (const char* json : {R"({"bundle": {"text": "Zanzibar"}})", R"({"Zanzibar": {"text": "Zanzibar"}})",
                             R"({"bundle": {"text": "Zanzibar", "Zanzibar": 1}})", R"({"bundle": "Zanzibar"})",
                             R"({"bundle": {"path": "/nowhere/Zanzibar"}})"}) {
        const Result result = engine().press_visit_json(json);
        EXPECT_EQ(result.status(), Status::refused) << json;
        EXPECT_FALSE(result.diagnostics().empty()) << json;
        EXPECT_THAT(all_messages(result), Not(HasSubstr("Zanzibar"))) << json;
    }
}

TEST(Libcarepress, has_the_version_of_its_headers) { EXPECT_STREQ(version(), CAREPRESS_VERSION); }

}  // namespace
}  // namespace carepress::test

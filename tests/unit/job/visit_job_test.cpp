// Visits pressed as jobs, without the program.
#include "job/visit_job.h"

#include "job/job_message.h"
#include "job/visit_report.h"
#include "library/find.h"
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace carepress::test {
using namespace job;
namespace {

constexpr std::int64_t now = 1'700'000'000'000'000'000;  // 2023-11-14T22:13:20Z

VisitJobResult press(const VisitJob& job) {
    JobContext context{engine(), now};
    return press_visit(job, context);
}

VisitJob job_of(const VisitBundle& bundle) {
    VisitJob job;
    job.bundle = BytesInput{{}, bundle.json(), {}};
    job.language_notice = false;
    return job;
}

/// A bundle with a medicine that cannot be read in full.
VisitBundle incomplete_bundle() {
    VisitBundle bundle;
    bundle.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2))["status"] = "secret-status";
    return bundle;
}

bool has(const std::vector<Diagnostic>& diagnostics, const std::string& words) {
    return all_messages(diagnostics).find(words) != std::string::npos;
}

TEST(VisitJob, presses_a_bundle_with_an_article_a_report_and_a_receipt) {
    VisitJob job = job_of(VisitBundle());
    job.articles = {"K977"};
    job.want_receipt = true;
    const VisitJobResult result = press(job);
    ASSERT_EQ(result.status, JobStatus::done) << all_messages(result.diagnostics);
    EXPECT_EQ(result.bytes.substr(0, 5), "%PDF-");
    EXPECT_GT(result.pages, 1);
    ASSERT_TRUE(result.report);
    EXPECT_EQ(result.report->omissions, 0);
    EXPECT_TRUE(Json::parse(report_as_json(*result.report, true, result.pages))["complete"]);
    ASSERT_TRUE(result.receipt);
    EXPECT_NE(result.receipt->json.find("K977"), std::string::npos);
    job.want_receipt = false;
    const VisitJobResult again = press(job);
    EXPECT_FALSE(again.receipt);
    EXPECT_EQ(again.bytes, result.bytes);
}

TEST(VisitJob, a_bundle_is_the_same_from_a_file_and_from_bytes) {
    const TemporaryFolder folder;
    write_file(folder.file("in.json"), VisitBundle().json());
    VisitJob job = job_of(VisitBundle());
    const std::string from_bytes = press(job).bytes;
    job.bundle = FileInput{folder.file("in.json")};
    EXPECT_EQ(press(job).bytes, from_bytes);
}

TEST(VisitJob, a_strict_job_makes_no_summary_of_an_incomplete_record) {
    VisitJob job = job_of(incomplete_bundle());
    const VisitJobResult loose = press(job);
    ASSERT_TRUE(loose.ok()) << all_messages(loose.diagnostics);
    ASSERT_GT(loose.report->omissions, 0) << all_messages(loose.diagnostics);
    job.strict = true;
    const VisitJobResult strict = press(job);
    EXPECT_EQ(strict.status, JobStatus::incomplete);
    EXPECT_TRUE(strict.bytes.empty());
    EXPECT_EQ(strict.pages, 0);
    ASSERT_TRUE(strict.report);
    EXPECT_EQ(strict.report->omissions, loose.report->omissions);
    EXPECT_EQ(strict.diagnostics.back().message,
              "no summary is written: 1 medicine, allergy or order of the record could not be read in full");
    job.bundle = BytesInput{{}, VisitBundle().json(), {}};
    EXPECT_TRUE(press(job).ok());
}

TEST(VisitJob, an_article_that_cannot_be_found_refuses_the_job) {
    VisitJob job = job_of(VisitBundle());
    job.articles = {"K977", "K9", "../x"};
    const VisitJobResult result = press(job);
    EXPECT_EQ(result.status, JobStatus::refused);
    EXPECT_TRUE(result.bytes.empty());
    ASSERT_GE(result.diagnostics.size(), 2u);
    const Diagnostic& unknown = *(result.diagnostics.end() - 2);
    EXPECT_EQ(unknown.file, "K9");
    EXPECT_EQ(unknown.message, "no article with this code in the patient's language or in English");
    EXPECT_EQ(result.diagnostics.back().message, "not a valid article code");
}

TEST(VisitJob, a_library_that_cannot_be_read_fails_the_job_and_no_message_is_lost) {
    VisitJob job = job_of(incomplete_bundle());
    const std::size_t said = press(job).diagnostics.size();
    job.articles = {"K977"};
    job.library = "/none";
    const VisitJobResult result = press(job);
    EXPECT_EQ(result.status, JobStatus::failed);
    EXPECT_TRUE(result.bytes.empty());
    EXPECT_EQ(result.diagnostics.back().message, "cannot read the library /none: No such file or directory");
    EXPECT_EQ(result.diagnostics.size(), said + 1) << all_messages(result.diagnostics);
}

TEST(VisitJob, two_languages_take_english_articles_and_say_which_have_none) {
    const TemporaryFolder library;
    std::filesystem::create_directories(library.file("es"));
    write_file(library.file("es/a.md"), "---\ncode: K1\ntitle: Tos\nlanguage: es\n---\n\nTexto.\n");
    VisitJob job = job_of(VisitBundle());
    job.layout = "visit-summary-bilingual";
    job.language = "es";
    job.library = library.path();
    job.articles = {"K1"};
    const VisitJobResult alone = press(job);
    ASSERT_TRUE(alone.ok()) << all_messages(alone.diagnostics);
    EXPECT_TRUE(has(alone.diagnostics, "no English article with this code, so it is printed in one language"));
    std::filesystem::create_directories(library.file("en"));
    write_file(library.file("en/a.md"), "---\ncode: K1\ntitle: Cough\nlanguage: en\n---\n\nText.\n");
    job.want_receipt = true;
    const VisitJobResult both = press(job);
    ASSERT_TRUE(both.ok()) << all_messages(both.diagnostics);
    EXPECT_FALSE(has(both.diagnostics, "no English article"));
    EXPECT_EQ(Json::parse(both.receipt->json)["articles"].size(), 2u) << both.receipt->json;
    job.layout = "visit-summary";
    EXPECT_EQ(Json::parse(press(job).receipt->json)["articles"].size(), 1u) << "one language";
}

/// A library of one article, and a visit that it is suggested for.
struct CoughVisit {
    TemporaryFolder library;
    VisitBundle bundle;
    CoughVisit() {
        std::filesystem::create_directories(library.file("en"));
        write_file(library.file("en/a.md"),
                   "---\ncode: K1\ntitle: Cough\ntopics:\n  - {system: ICD-10-CM, code: R05}\n---\n\nText.\n");
        bundle.add_condition("Secret cough")["code"]["coding"] = {
            {{"system", "http://hl7.org/fhir/sid/icd-10-cm"}, {"code", "R05.9"}}};
    }
    VisitJob job() const {
        VisitJob made = job_of(bundle);
        made.library = library.path();
        return made;
    }
};

const std::vector<ArticleSuggestion> cough_suggested{
    {"K1", "Cough", "ICD-10-CM", "R05", "condition", "its topic ICD-10-CM R05 is a condition of this visit"}};

TEST(VisitJob, a_suggested_article_is_noted_and_added_once) {
    const CoughVisit visit;
    VisitJob job = visit.job();
    const std::string without = press(job).bytes;
    job.suggest = true;
    const VisitJobResult suggested = press(job);
    ASSERT_TRUE(suggested.ok()) << all_messages(suggested.diagnostics);
    EXPECT_EQ(suggested.suggestions, cough_suggested);
    EXPECT_TRUE(has(suggested.diagnostics, "article K1 is added: its topic ICD-10-CM R05 is a condition of this visit"))
        << all_messages(suggested.diagnostics);
    EXPECT_NE(suggested.bytes, without);
    job.articles = {"K1"};
    EXPECT_EQ(press(job).bytes, suggested.bytes);
}

TEST(VisitJob, suggestions_come_from_topics_that_the_caller_has_without_a_look_at_the_library) {
    const CoughVisit visit;
    VisitJob job = visit.job();
    const std::string without = press(job).bytes;
    EXPECT_TRUE(press(job).suggestions.empty()) << "not asked for, and not known";
    const std::vector<visit::ArticleTopics> topics = library::topics_of_library(visit.library.path());
    const auto press_with_topics = [&] {
        JobContext context{engine(), now};
        context.topics = &topics;
        return press_visit(job, context);
    };
    EXPECT_EQ(press_with_topics().suggestions, cough_suggested);
    EXPECT_EQ(press_with_topics().bytes, without) << "suggested, not added";
    job.suggest = true;
    EXPECT_EQ(press_with_topics().bytes, press(job).bytes);
    job.suggest = false;
    job.library = "/none";
    EXPECT_EQ(press_with_topics().suggestions, cough_suggested);
    job.articles = {"K9"};
    EXPECT_EQ(press_with_topics().status, JobStatus::failed);
    EXPECT_EQ(press_with_topics().suggestions, cough_suggested) << "of a job that could not be finished";
}

TEST(VisitJob, says_the_language_of_the_summary_and_the_one_that_is_wanted) {
    VisitBundle bundle;
    VisitJob job = job_of(bundle);
    const auto languages = [&] {
        const VisitJobResult result = press(job);
        return result.language + ", wanted " + result.wanted_language;
    };
    EXPECT_EQ(languages(), "en, wanted en");
    job.language = "es-MX";
    EXPECT_EQ(languages(), "es, wanted es-MX");
    job.language = "cy";
    EXPECT_EQ(languages(), "en, wanted cy") << "there are no phrases in Welsh";
    job.bundle = BytesInput{{}, "{}", {}};
    EXPECT_EQ(languages(), ", wanted ") << "the record cannot be read";
}

TEST(VisitJob, the_time_of_the_receipt_is_stated_or_the_end_of_the_visit_or_now) {
    VisitBundle bundle;
    VisitJob job = job_of(bundle);
    job.want_receipt = true;
    const auto given = [&] { return press(job).receipt->json; };
    EXPECT_NE(given().find("2026-03-02T09:30:00-05:00"), std::string::npos) << "the end of the visit";
    job.given_at = "2026-05-05T10:00:00Z";
    EXPECT_NE(given().find("2026-05-05T10:00:00Z"), std::string::npos);
    job.given_at.clear();
    bundle.encounter()["status"] = "in-progress";
    bundle.encounter()["period"].erase("end");
    job.bundle = BytesInput{{}, bundle.json(), {}};
    EXPECT_NE(given().find("2023-11-14T22:13:20Z"), std::string::npos) << "now";
    job.given_at = "yesterday";
    const VisitJobResult refused = press(job);
    EXPECT_EQ(refused.status, JobStatus::refused);
    EXPECT_TRUE(refused.bytes.empty()) << "no summary without its receipt";
}

TEST(VisitJob, who_prints_is_one_line_and_when_is_now_if_not_stated) {
    VisitJob job = job_of(VisitBundle());
    const std::string without = press(job).bytes;
    job.printed_by = "Front\n desk";
    const std::string with_now = press(job).bytes;
    EXPECT_NE(with_now, without);
    job.printed_by = "Front desk";
    EXPECT_EQ(press(job).bytes, with_now);
    job.printed_at = "2023-11-14T22:13:20Z";
    EXPECT_EQ(press(job).bytes, with_now);
    job.printed_at = "2024-01-01T00:00:00Z";
    EXPECT_NE(press(job).bytes, with_now);
}

TEST(VisitJob, jobs_that_make_no_sense_are_refused_before_anything_is_read) {
    const auto first_error = [](void (*change)(VisitJob&)) {
        VisitJob job;
        job.bundle = FileInput{"/none.json"};
        change(job);
        const VisitJobResult result = press(job);
        EXPECT_EQ(result.status, JobStatus::refused);
        return result.diagnostics.empty() ? std::string() : result.diagnostics.front().message;
    };
    EXPECT_EQ(first_error([](VisitJob& job) {
                  job.bundle = FileInput{"-"};
                  job.note = FileInput{"-"};
              }),
              "standard input can only be read once");
    EXPECT_EQ(first_error([](VisitJob& job) { job.printed_by = " \n"; }),
              "the name of who prints the handout is blank");
    EXPECT_EQ(first_error([](VisitJob& job) { job.printed_by = "\xFF"; }),
              "the name of who prints the handout is not valid UTF-8");
    EXPECT_EQ(first_error([](VisitJob& job) { job.printed_by.assign(201, 'x'); }),
              "the name of who prints the handout is longer than 200 characters");
    EXPECT_EQ(first_error([](VisitJob& job) { job.time_zone = "Mars/Base"; }), "'Mars/Base' is not a known time zone");
    EXPECT_EQ(first_error([](VisitJob& job) { job.language = "Spanish"; }),
              "'Spanish' is not a language tag; write one such as es, pt-BR or zh-Hant");
    EXPECT_EQ(first_error([](VisitJob&) {}), "cannot read the bundle: No such file or directory");
}

TEST(VisitJob, no_message_holds_words_of_a_private_input_or_its_path) {
    const TemporaryFolder folder;
    write_file(folder.file("secret.json"), "{\"secret\": secret}");
    const PrivateInput good = BytesInput{"secret", VisitBundle().json(), {}};
    const std::vector<std::pair<PrivateInput, std::optional<PrivateInput>>> inputs{
        {FileInput{folder.file("secret.json")}, std::nullopt},
        {FileInput{folder.file("secret-none.json")}, std::nullopt},
        {BytesInput{"secret", "{\"secret\": [\"secret\", }", {}}, std::nullopt},
        {BytesInput{"secret", std::string(visit::largest_bundle + 1, 's'), {}}, std::nullopt},
        {BytesInput{"secret", incomplete_bundle().json(), {}}, std::nullopt},
        {good, FileInput{folder.file("secret-none.md")}},
        {good, BytesInput{"secret", "---\nsecret: [\n---\n\n![secret](secret.png)\n", "secret"}},
        {good, BytesInput{"secret", std::string(largest_source + 1, 's'), {}}},
    };
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        VisitJob job;
        job.bundle = inputs[i].first;
        job.note = inputs[i].second;
        job.language_notice = false;
        const VisitJobResult result = press(job);
        EXPECT_FALSE(result.diagnostics.empty()) << i;
        EXPECT_FALSE(has(result.diagnostics, "secret")) << i << "\n" << all_messages(result.diagnostics);
        EXPECT_FALSE(has(result.diagnostics, "Ruiz")) << i;
    }
}

}  // namespace
}  // namespace carepress::test

// Jobs as JSON, both ways, and the documents that describe it.
#include "job/job_json.h"

#include "support/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>
#include <set>

namespace carepress::test {
namespace {

using Json = nlohmann::json;

/// What a reader makes of a text, and what it says.
template <class Job>
struct ReadJob {
    std::optional<Job> job;
    std::vector<Diagnostic> diagnostics;
};

ReadJob<HandoutJob> read_handout(const std::string& text) {
    const Source source{"job.json", text};
    Diagnostics diagnostics(source);
    std::optional<HandoutJob> job = read_handout_job(source, diagnostics);
    return {std::move(job), diagnostics.take()};
}

ReadJob<VisitJob> read_visit(const std::string& text, bool is_private = false) {
    const Source source{"job", text, is_private};
    Diagnostics diagnostics(source);
    std::optional<VisitJob> job = read_visit_job(source, diagnostics);
    return {std::move(job), diagnostics.take()};
}

/// The job is refused with these errors, each without its hint.
template <class Job>
void expect_errors(const ReadJob<Job>& read, const std::vector<std::string>& messages) {
    EXPECT_FALSE(read.job);
    std::vector<std::string> found;
    for (const Diagnostic& diagnostic : read.diagnostics) {
        EXPECT_EQ(diagnostic.severity, Severity::error);
        found.push_back(diagnostic.message);
    }
    EXPECT_EQ(found, messages);
}

/// Draws values for jobs.
class Draw {
public:
    explicit Draw(unsigned seed) : random_(seed) {}
    bool coin() { return random_() % 2 == 0; }
    std::string text() {
        static const std::vector<std::string> texts{
            "", "a", "fever.md", "-", "\"quoted\" \\ / text", "línea\nzwei\t三", "\U0001F600", "null", "es", "{}"};
        return texts[random_() % texts.size()];
    }
    std::vector<std::string> list() {
        std::vector<std::string> all(random_() % 3);
        for (std::string& each : all) each = text();
        return all;
    }
    ArticleInput article() {
        switch (random_() % 3) {
            case 0:
                return FileInput{text()};
            case 1:
                return CodeInput{text()};
            default:
                return BytesInput{text(), text(), text()};
        }
    }
    PrivateInput note() {
        if (coin()) return FileInput{text()};
        return BytesInput{{}, text(), {}};
    }

private:
    std::mt19937 random_;
};

TEST(JobJson, a_handout_that_is_written_is_read_as_it_was) {
    Draw draw(1);
    for (int i = 0; i < 500; ++i) {
        HandoutJob job;
        for (int k = draw.coin() ? 1 : 3; k > 0; --k) job.articles.push_back(draw.article());
        if (draw.coin()) job.translation = draw.article();
        job.language = draw.text();
        if (draw.coin()) job.note = draw.note();
        job.omit_sections = draw.list();
        job.language_notice = draw.coin();
        job.title = draw.text();
        if (draw.coin())
            job.page_numbers = draw.coin() ? BundleSettings::Numbers::article : BundleSettings::Numbers::through;
        job.layout = draw.text();
        job.brand = draw.text();
        job.library = draw.text();
        job.fallback_date = draw.text();
        const ReadJob<HandoutJob> read = read_handout(to_json_text(job));
        ASSERT_TRUE(read.job) << to_json_text(job) << all_messages(read.diagnostics);
        ASSERT_EQ(*read.job, job) << to_json_text(job);
    }
}

TEST(JobJson, a_visit_that_is_written_is_read_as_it_was) {
    Draw draw(2);
    for (int i = 0; i < 500; ++i) {
        VisitJob job;
        job.bundle = FileInput{draw.text()};
        if (draw.coin()) job.note = FileInput{draw.text()};
        for (bool VisitJob::*each : {&VisitJob::include_restricted, &VisitJob::force, &VisitJob::suggest,
                                     &VisitJob::strict, &VisitJob::want_receipt, &VisitJob::language_notice})
            job.*each = draw.coin();
        for (std::string VisitJob::*each :
             {&VisitJob::patient, &VisitJob::encounter, &VisitJob::language, &VisitJob::time_zone,
              &VisitJob::printed_by, &VisitJob::printed_at, &VisitJob::given_at, &VisitJob::layout, &VisitJob::brand,
              &VisitJob::library, &VisitJob::fallback_date})
            job.*each = draw.text();
        job.articles = draw.list();
        job.omit_parts = draw.list();
        const ReadJob<VisitJob> read = read_visit(to_json_text(job));
        ASSERT_TRUE(read.job) << to_json_text(job) << all_messages(read.diagnostics);
        ASSERT_EQ(*read.job, job) << to_json_text(job);
    }
}

TEST(JobJson, a_visit_is_written_without_texts_about_the_patient) {
    VisitJob job;
    job.bundle = BytesInput{"secret", "secret", "secret"};
    job.note = BytesInput{"secret", "secret", "secret"};
    const std::string text = to_json_text(job);
    EXPECT_EQ(text.find("secret"), std::string::npos) << text;
    expect_errors(read_visit(text), {"the job has no \"bundle\""});
    expect_errors(read_visit(R"({"bundle": {"text": "secret"}})"),
                  {"unknown key \"text\" in bundle", "bundle needs \"path\""});
}

TEST(JobJson, unknown_keys_are_errors_with_what_was_meant) {
    const auto read = read_handout("{\n  \"articles\": [{\"path\": \"a\", \"pth\": 1}],\n  \"layuot\": \"a4\"}");
    expect_errors(read, {"unknown key \"layuot\" in the job", "unknown key \"pth\" in articles[0]"});
    EXPECT_EQ(read.diagnostics[0].hint, "did you mean \"layout\"?");
    EXPECT_EQ(read.diagnostics[0].position.line, 3u);
    EXPECT_EQ(read.diagnostics[1].hint, "did you mean \"path\"?");
    const auto strange = read_visit(R"({"bundle": {"path": "a"}, "Ana Ruiz": 1})", true);
    expect_errors(strange, {"unknown key \"…\" in the job"});
    EXPECT_EQ(strange.diagnostics[0].hint.find("the keys are \"bundle\", \"patient\""), 0u);
}

TEST(JobJson, wrong_types_are_errors_with_their_path) {
    expect_errors(
        read_handout(R"({"articles": [{"path": 1}, "a", {"code": null}], "translation": [], "title": {},
                                   "language_notice": "yes", "omit_sections": "all", "page_numbers": "both"})"),
        {"articles[0].path must be a string, but it is a number", "articles[1] must be an object, but it is a string",
         "articles[2].code must be a string, but it is null", "translation must be an object, but it is an array",
         "omit_sections must be an array, but it is a string", "language_notice must be a boolean, but it is a string",
         "title must be a string, but it is an object", "page_numbers must be \"through\" or \"article\""});
    expect_errors(read_visit(R"({"bundle": "a.json", "articles": ["K1", 2], "strict": 1})"),
                  {"bundle must be an object, but it is a string", "articles[1] must be a string, but it is a number",
                   "strict must be a boolean, but it is a number"});
    expect_errors(read_handout("[]"), {"the job must be an object, but it is an array"});
    expect_errors(read_handout("{}"), {"the job has no \"articles\""});
}

TEST(JobJson, an_article_is_one_thing_only) {
    expect_errors(
        read_handout(R"({"articles": [{}, {"path": "a", "code": "b"}, {"text": "a"},
                                   {"path": "a", "name": "b"}, {"code": "a", "picture_folder": "b"}]})"),
        {"articles[0] needs one of \"path\", \"text\" and \"code\"", "articles[1] has both \"path\" and \"code\"",
         "articles[2] has a \"text\" and no \"name\"", "articles[3].name goes with a \"text\" only",
         "articles[4].picture_folder goes with a \"text\" only"});
    expect_errors(read_handout(R"({"articles": [{"code": "a"}], "note": {"path": "a", "text": "b"}})"),
                  {"note has both \"path\" and \"text\""});
}

TEST(JobJson, what_is_not_json_is_refused_and_nothing_of_a_visit_is_quoted) {
    for (const std::string text :
         {"", "secret", "{\"secret\": secret}", "{\"title\": \"secret", "<secret/>", "{\"secret\": 1, \"secret\": 2}",
          "{\"bundle\": {\"secret\": \"secret\"}}", "{} {}"}) {
        const auto visit = read_visit(text, true);
        EXPECT_FALSE(visit.job) << text;
        ASSERT_FALSE(visit.diagnostics.empty()) << text;
        EXPECT_EQ(all_messages(visit.diagnostics).find("secret"), std::string::npos) << all_messages(visit.diagnostics);
        EXPECT_EQ(all_messages(visit.diagnostics).find("FHIR R4"), std::string::npos)
            << all_messages(visit.diagnostics);
        EXPECT_FALSE(read_handout(text).job) << text;
    }
}

TEST(JobJson, no_message_holds_the_text_of_a_note) {
    const auto read = read_handout(R"({"articles": 1, "note": {"text": "secret", "path": "secret"}, "x": "secret"})");
    EXPECT_FALSE(read.job);
    EXPECT_EQ(all_messages(read.diagnostics).find("secret"), std::string::npos) << all_messages(read.diagnostics);
}

TEST(JobJson, the_schema_has_the_keys_that_are_read) {
    const Json schema = Json::parse(read_source(project("docs/job.schema.json")).bytes);
    const std::vector<std::pair<JobObject, std::string>> objects{{JobObject::handout, "handout"},
                                                                 {JobObject::visit, "visit"},
                                                                 {JobObject::article, "article"},
                                                                 {JobObject::note, "note"},
                                                                 {JobObject::private_file, "private_file"}};
    EXPECT_EQ(schema["$defs"].size(), objects.size());
    for (const auto& [object, name] : objects) {
        std::set<std::string> read, described;
        for (const std::string_view key : keys_of(object)) read.emplace(key);
        for (const auto& [key, value] : schema["$defs"][name]["properties"].items()) described.insert(key);
        EXPECT_EQ(read, described) << name;
        EXPECT_FALSE(schema["$defs"][name]["additionalProperties"]) << name;
    }
}

TEST(JobJson, the_schema_states_the_defaults) {
    const Json schema = Json::parse(read_source(project("docs/job.schema.json")).bytes);
    const Json& handout = schema["$defs"]["handout"]["properties"];
    EXPECT_EQ(handout["layout"]["default"], HandoutJob().layout);
    EXPECT_EQ(handout["brand"]["default"], HandoutJob().brand);
    EXPECT_EQ(handout["language_notice"]["default"], HandoutJob().language_notice);
    const Json& visit = schema["$defs"]["visit"]["properties"];
    EXPECT_EQ(visit["layout"]["default"], VisitJob().layout);
    EXPECT_EQ(visit["brand"]["default"], VisitJob().brand);
    EXPECT_EQ(visit["language_notice"]["default"], VisitJob().language_notice);
}

TEST(JobJson, the_examples_of_the_documentation_are_read) {
    const std::string page = read_source(project("docs/jobs.md")).bytes;
    std::vector<std::string> examples;
    for (std::size_t at = page.find("```json\n"); at != std::string::npos; at = page.find("```json\n", at + 1))
        examples.push_back(page.substr(at + 8, page.find("```", at + 8) - at - 8));
    ASSERT_EQ(examples.size(), 2u);
    const auto handout = read_handout(examples[0]);
    ASSERT_TRUE(handout.job) << all_messages(handout.diagnostics);
    EXPECT_EQ(handout.job->articles.size(), 3u);
    const auto visit = read_visit(examples[1]);
    ASSERT_TRUE(visit.job) << all_messages(visit.diagnostics);
    EXPECT_TRUE(visit.job->want_receipt);
}

}  // namespace
}  // namespace carepress::test

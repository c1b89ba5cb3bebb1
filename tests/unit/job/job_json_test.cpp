// Jobs as JSON, both ways, and the documents that describe it.
#include "job/job_json.h"

#include "support/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>
#include <set>

namespace carepress::test {
using namespace job;
namespace {

using Json = nlohmann::json;

/// What a reader makes of a text, and what it says.
template <class Job>
struct ReadJob {
    std::optional<Job> job;
    std::vector<Diagnostic> diagnostics;
};

template <class Job>
ReadJob<Job> read(std::optional<Job> (*reader)(const Source&, Diagnostics&), const std::string& text,
                  bool is_private = false) {
    const Source source{is_private ? "job" : "job.json", text, is_private};
    Diagnostics diagnostics(source);
    std::optional<Job> job = reader(source, diagnostics);
    return {std::move(job), diagnostics.take()};
}

ReadJob<HandoutJob> read_handout(const std::string& text) { return read(read_handout_job, text); }
ReadJob<VisitJob> read_visit(const std::string& text, bool is_private = false) {
    return read(read_visit_job, text, is_private);
}
ReadJob<ExportJob> read_export(const std::string& text) { return read(read_export_job, text); }
ReadJob<CheckJob> read_check(const std::string& text) { return read(read_check_job, text); }

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
    int number() { return static_cast<int>(random_() % 1000) - 500; }
    check::Limits limits() { return {number() / 8.0, number() / 3.0}; }
    PrivateInput note() {
        if (coin()) return FileInput{text()};
        return BytesInput{{}, text(), {}};
    }
    std::optional<style::PdfStandard> standard() {
        if (coin()) return std::nullopt;
        return coin() ? style::PdfStandard::ua_1 : style::PdfStandard::ua_2;
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
            job.page_numbers =
                draw.coin() ? style::BundleSettings::Numbers::article : style::BundleSettings::Numbers::through;
        job.standard = draw.standard();
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
        job.standard = draw.standard();
        const ReadJob<VisitJob> read = read_visit(to_json_text(job));
        ASSERT_TRUE(read.job) << to_json_text(job) << all_messages(read.diagnostics);
        ASSERT_EQ(*read.job, job) << to_json_text(job);
    }
}

TEST(JobJson, an_export_that_is_written_is_read_as_it_was) {
    Draw draw(3);
    for (int i = 0; i < 300; ++i) {
        ExportJob job;
        job.library = draw.text();
        job.layouts = draw.list();
        job.brands = draw.list();
        job.languages = draw.list();
        job.language_notice = draw.coin();
        job.standard = draw.standard();
        job.fallback_date = draw.text();
        job.as_of = draw.text();
        job.require_status = draw.coin();
        job.include_drafts = draw.coin();
        const ReadJob<ExportJob> read = read_export(to_json_text(job));
        ASSERT_TRUE(read.job) << to_json_text(job) << all_messages(read.diagnostics);
        ASSERT_EQ(*read.job, job) << to_json_text(job);
    }
}

TEST(JobJson, a_check_that_is_written_is_read_as_it_was) {
    Draw draw(4);
    for (int i = 0; i < 300; ++i) {
        CheckJob job;
        for (std::vector<std::string> CheckJob::*each : {&CheckJob::sources, &CheckJob::only, &CheckJob::skip})
            job.*each = draw.list();
        for (std::string CheckJob::*each : {&CheckJob::library, &CheckJob::layout, &CheckJob::brand, &CheckJob::as_of})
            job.*each = draw.text();
        for (check::Limits CheckJob::*each : {&CheckJob::flesch_kincaid, &CheckJob::smog, &CheckJob::fernandez_huerta})
            if (draw.coin()) job.*each = draw.limits();
        job.longest_sentence = draw.number();
        job.strict = draw.coin();
        const ReadJob<CheckJob> read = read_check(to_json_text(job));
        ASSERT_TRUE(read.job) << to_json_text(job) << all_messages(read.diagnostics);
        ASSERT_EQ(*read.job, job) << to_json_text(job);
    }
}

TEST(JobJson, numbers_and_limits_have_their_form) {
    expect_errors(
        read_check(R"({"longest_sentence": 20.5, "smog": [8, 10], "flesch_kincaid": {"warn": 6},
                                 "fernandez_huerta": {"warn": "70", "fail": 60, "more": 1}})"),
        {"flesch_kincaid has no \"fail\"", "smog must be an object, but it is an array",
         "unknown key \"more\" in fernandez_huerta", "fernandez_huerta.warn must be a number, but it is a string",
         "longest_sentence must be a whole number"});
    expect_errors(read_check(R"({"longest_sentence": 99999999999})"), {"longest_sentence must be a whole number"});
    expect_errors(read_export("{}"), {"the job has no \"library\""});
    EXPECT_EQ(read_export(R"({"library": "a", "layouts": ["a4"]})").job->layouts, std::vector<std::string>{"a4"})
        << "instead of the default";
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

TEST(JobJson, texts_about_the_patient_are_read_where_a_job_stays_in_memory) {
    const ReadJob<VisitJob> texts =
        read(read_visit_job_in_memory, R"({"bundle": {"text": "{}"}, "note": {"text": "Hi."}})", true);
    ASSERT_TRUE(texts.job) << all_messages(texts.diagnostics);
    EXPECT_EQ(texts.job->bundle, PrivateInput(BytesInput{{}, "{}", {}}));
    EXPECT_EQ(texts.job->note, PrivateInput(BytesInput{{}, "Hi.", {}}));
    expect_errors(read(read_visit_job_in_memory, R"({"bundle": {"text": "secret", "path": "secret"}})", true),
                  {"bundle has both \"path\" and \"text\""});
}

/// A service has the bundle already, and who sends the job may not name another.
TEST(JobJson, a_job_of_a_bundle_at_hand_names_none) {
    const auto of_bundle = [](const Source& source, Diagnostics& diagnostics) {
        return read_visit_job_of_bundle(source, "{}", diagnostics);
    };
    const ReadJob<VisitJob> job = read(+of_bundle, R"({"articles": ["K977"], "note": {"text": "Hi."}})", true);
    ASSERT_TRUE(job.job) << all_messages(job.diagnostics);
    EXPECT_EQ(job.job->bundle, PrivateInput(BytesInput{{}, "{}", {}}));
    EXPECT_EQ(job.job->articles, std::vector<std::string>{"K977"});
    expect_errors(read(+of_bundle, R"({"bundle": {"path": "/etc/passwd"}})", true), {"unknown key \"…\" in the job"});
    expect_errors(read(+of_bundle, R"({"bundle": {"text": "{}"}})", true), {"unknown key \"…\" in the job"});
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
                                   "language_notice": "yes", "omit_sections": "all", "page_numbers": "both", "standard": "ua-3"})"),
        {"articles[0].path must be a string, but it is a number", "articles[1] must be an object, but it is a string",
         "articles[2].code must be a string, but it is null", "translation must be an object, but it is an array",
         "omit_sections must be an array, but it is a string", "language_notice must be a boolean, but it is a string",
         "title must be a string, but it is an object", "page_numbers must be \"through\" or \"article\"",
         "standard must be \"ua-1\" or \"ua-2\""});
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

TEST(JobJson, what_is_wrong_in_the_text_of_a_job_is_said_of_the_job) {
    struct Row {
        const char *text, *message;
    };
    for (const Row& row :
         {Row{"{\"articles\":[{\"code\":\"K1\"}],\"title\":\"a\001b\"}", "control characters"},
          Row{"{\"articles\":[{\"code\":\"a\001b\"}]}", "articles[0]"}, Row{"", "the file is empty"}}) {
        const auto read = read_handout(row.text);
        ASSERT_EQ(read.diagnostics.size(), 1u) << row.text;
        EXPECT_EQ(read.diagnostics[0].code.text(), "job/not-json");
        EXPECT_TRUE(read.diagnostics[0].message.starts_with(row.message)) << read.diagnostics[0].message;
        EXPECT_EQ(read.diagnostics[0].message.find("Bundle"), std::string::npos) << read.diagnostics[0].message;
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
                                                                 {JobObject::library_export, "export"},
                                                                 {JobObject::check, "check"},
                                                                 {JobObject::limits, "limits"},
                                                                 {JobObject::article, "article"},
                                                                 {JobObject::note, "note"},
                                                                 {JobObject::private_file, "private_file"}};
    EXPECT_EQ(schema["$defs"].size(), objects.size() + 1) << "and \"rule\"";
    std::vector<std::string> rules;
    for (const check::CheckRule& rule : check::check_rules()) rules.emplace_back(rule.id);
    EXPECT_EQ(schema["$defs"]["rule"]["enum"], rules);
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
    const Json& exported = schema["$defs"]["export"]["properties"];
    EXPECT_EQ(exported["layouts"]["default"], ExportJob().layouts);
    EXPECT_EQ(exported["brands"]["default"], ExportJob().brands);
    EXPECT_EQ(exported["language_notice"]["default"], ExportJob().language_notice);
    EXPECT_EQ(exported["require_status"]["default"], ExportJob().require_status);
    EXPECT_EQ(exported["include_drafts"]["default"], ExportJob().include_drafts);
    const Json& check = schema["$defs"]["check"]["properties"];
    const auto limits = [](const check::Limits& each) { return Json{{"warn", each.warn}, {"fail", each.fail}}; };
    EXPECT_EQ(check["flesch_kincaid"]["default"], limits(CheckJob().flesch_kincaid));
    EXPECT_EQ(check["smog"]["default"], limits(CheckJob().smog));
    EXPECT_EQ(check["fernandez_huerta"]["default"], limits(CheckJob().fernandez_huerta));
    EXPECT_EQ(check["longest_sentence"]["default"], CheckJob().longest_sentence);
    EXPECT_EQ(check["strict"]["default"], CheckJob().strict);
    EXPECT_EQ(check["layout"]["default"], CheckJob().layout);
    EXPECT_EQ(check["brand"]["default"], CheckJob().brand);
}

TEST(JobJson, the_examples_of_the_documentation_are_read) {
    const std::string page = read_source(project("docs/jobs.md")).bytes;
    std::vector<std::string> examples;
    for (std::size_t at = page.find("```json\n"); at != std::string::npos; at = page.find("```json\n", at + 1))
        examples.push_back(page.substr(at + 8, page.find("```", at + 8) - at - 8));
    ASSERT_EQ(examples.size(), 4u);
    const auto handout = read_handout(examples[0]);
    ASSERT_TRUE(handout.job) << all_messages(handout.diagnostics);
    EXPECT_EQ(handout.job->articles.size(), 3u);
    const auto visit = read_visit(examples[1]);
    ASSERT_TRUE(visit.job) << all_messages(visit.diagnostics);
    EXPECT_TRUE(visit.job->want_receipt);
    const auto exported = read_export(examples[2]);
    ASSERT_TRUE(exported.job) << all_messages(exported.diagnostics);
    EXPECT_TRUE(check_job(*exported.job).empty());
    const auto check = read_check(examples[3]);
    ASSERT_TRUE(check.job) << all_messages(check.diagnostics);
    EXPECT_TRUE(check_job(*check.job).empty());
}

}  // namespace
}  // namespace carepress::test

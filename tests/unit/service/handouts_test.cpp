// Handouts and previews, as the page asks for them.
#include "job/handout_job.h"
#include "unit/service/service_fixture.h"

#include <string>

namespace carepress::test {
namespace {

class Handouts : public ServiceTest {
protected:
    net::Response press(const std::string& job) { return post(service::press_handout, "/v1/handouts", job); }
    net::Response preview(const std::string& job) { return post(service::make_preview, "/v1/previews", job); }
    net::Response page(const std::string& key, const std::string& name) {
        return get(service::show_page, "/v1/previews/" + key + "/" + name, {{"key", key}, {"page", name}});
    }
    net::Response pdf(const std::string& key) {
        return get(service::show_pdf, "/v1/previews/" + key + "/handout.pdf", {{"key", key}});
    }
};

/// `text` with `word` replaced once, if it has it.
std::string with(std::string text, const std::string& word, const std::string& replacement) {
    if (const std::size_t at = text.find(word); at != std::string::npos) text.replace(at, word.size(), replacement);
    return text;
}

const std::string with_note =
    R"({"articles": [{"code": "K977"}], "language": "es", "note": {"text": "Call **Ana** on Monday."}, "layout": "a4"})";

TEST_F(Handouts, are_the_bytes_that_the_job_makes) {
    const net::Response response = press(with_note);
    ASSERT_EQ(response.status, 200) << response.body.bytes();
    EXPECT_EQ(response.headers.get("Content-Type"), "application/pdf");
    EXPECT_EQ(response.headers.get("Content-Disposition"), "inline; filename=\"K977-es.pdf\"");
    EXPECT_EQ(response.headers.get("Cache-Control"), "no-store");

    job::HandoutJob job;
    job.articles = {job::CodeInput{"K977"}};
    job.language = "es";
    job.note = job::BytesInput{{}, "Call **Ana** on Monday.", {}};
    job.layout = "a4";
    job::JobContext context{engine(), 0};
    EXPECT_EQ(response.body.bytes(), job::press_handout(job, context).bytes);
}

TEST_F(Handouts, are_looked_at_before_they_are_printed) {
    const net::Response made = preview(with_note);
    ASSERT_EQ(made.status, 201) << made.body.bytes();
    const Json facts = json_of(made);
    const std::string key = facts["key"];
    EXPECT_EQ(made.headers.get("Location"), "/v1/previews/" + key);
    EXPECT_EQ(made.headers.get("Cache-Control"), "no-store");
    EXPECT_EQ(facts["code"], "K977");
    EXPECT_EQ(facts["language"], "es");
    EXPECT_EQ(facts["sheets"], (facts["pages"].get<int>() + 1) / 2);
    EXPECT_NEAR(facts["page_width_pt"].get<double>(), 595.276, 0.01);

    const net::Response first = page(key, "1.svg");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.headers.get("Content-Type"), "image/svg+xml");
    EXPECT_EQ(first.headers.get("Cache-Control"), "no-store");
    EXPECT_NE(first.body.bytes().find("Ana"), std::string::npos) << "the note is on the page";
    for (const std::string name : {"0.svg", "01.svg", "+1.svg", "-1.svg", "99.svg", "1", "1.pdf", ".svg", "1.svg.svg"})
        EXPECT_EQ(page(key, name).status, 404) << name;

    EXPECT_EQ(pdf(key).body.bytes(), press(with_note).body.bytes()) << "what was seen is what is printed";
    EXPECT_EQ(pdf(key).headers.get("Content-Disposition"), "inline; filename=\"K977-es.pdf\"");
    EXPECT_EQ(state_.previews.size(), 1u);

    const auto drop = [&] {
        return call(service::drop_preview, request_to("DELETE", "/v1/previews/" + key, {{"key", key}}));
    };
    EXPECT_EQ(drop().status, 204);
    EXPECT_EQ(drop().status, 404);
    EXPECT_EQ(page(key, "1.svg").status, 404);
    EXPECT_EQ(pdf(key).status, 404);
}

TEST_F(Handouts, of_several_articles_have_a_name_without_code) {
    const net::Response response = press(R"({"articles": [{"code": "K977"}, {"code": "F204"}], "title": "For home"})");
    ASSERT_EQ(response.status, 200) << response.body.bytes();
    EXPECT_EQ(response.headers.get("Content-Disposition"), "inline; filename=\"handout-en.pdf\"");
}

/// A job reads nothing of this machine but what the service has for everybody.
TEST_F(Handouts, are_made_of_what_the_service_has_alone) {
    const std::string file = write_into(folder_, "secret.md", "# A secret\n\nText.\n");
    const auto filled = [&](std::string job) {
        job = with(std::move(job), "FILE", file);
        return with(std::move(job), "FOLDER", folder_.path());
    };
    struct Row {
        std::string job, place;
    };
    const Row rows[] = {
        {R"({"articles": [{"path": "FILE"}]})", "articles"},
        {R"({"articles": [{"path": "-"}]})", "articles"},
        {R"({"articles": [{"name": "a.md", "text": "# A\n\nB."}]})", "articles"},
        {R"({"articles": [{"name": "a.md", "text": "# A", "picture_folder": "/"}]})", "articles"},
        {R"({"articles": [{"code": "K977"}], "translation": {"path": "FILE"}})", "translation"},
        {R"({"articles": [{"code": "K977"}], "note": {"path": "FILE"}})", "note"},
        {R"({"articles": [{"code": "K977"}], "library": "FOLDER"})", "library"},
        {R"({"articles": [{"code": "K977"}], "layout": "../layouts/letter"})", "layout"},
        {R"({"articles": [{"code": "K977"}], "layout": "/etc/passwd"})", "layout"},
        {R"({"articles": [{"code": "K977"}], "layout": ""})", "layout"},
        {R"({"articles": [{"code": "K977"}], "brand": "FOLDER"})", "brand"},
    };
    for (const Row& row : rows)
        for (const net::Response& response : {press(filled(row.job)), preview(filled(row.job))}) {
            EXPECT_EQ(response.status, 422) << row.job;
            EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
            const Json problem = json_of(response);
            ASSERT_EQ(problem["diagnostics"].size(), 1u) << problem;
            EXPECT_EQ(problem["diagnostics"][0]["code"], "service/not-allowed");
            EXPECT_EQ(problem["diagnostics"][0]["file"], row.place);
            EXPECT_EQ(response.body.bytes().find("secret"), std::string::npos);
        }
    EXPECT_EQ(state_.previews.size(), 0u);
}

TEST_F(Handouts, have_limits) {
    const std::string note(16'000, 'a'), longer = note + "a";
    const auto noted = [](const std::string& text) {
        return with(R"({"articles": [{"code": "K977"}], "note": {"text": "NOTE"}})", "NOTE", text);
    };
    EXPECT_NE(press(noted(note)).body.bytes().find("%PDF"), std::string::npos) << press(noted(note)).body.bytes();
    EXPECT_EQ(press(noted(longer)).status, 422);

    const auto of = [](int count) {
        std::string job = R"({"articles": [)";
        for (int i = 0; i < count; ++i) job += R"({"code": "K977"},)";
        job.back() = ']';
        return job + "}";
    };
    EXPECT_EQ(press(of(21)).status, 422);
    EXPECT_EQ(press(of(20)).status, 200) << press(of(20)).body.bytes();
}

TEST_F(Handouts, say_what_is_wrong_with_a_job) {
    struct Row {
        const char *job, *code, *message;
    };
    for (const Row& row : {
             Row{"", "job/not-json", "the file is empty"},
             Row{"{}", "job/missing-key", R"(the job has no "articles")"},
             Row{R"({"articles": []})", "job/no-input", "a handout needs an article"},
             Row{R"({"articles": [{"code": "K977"}], "layuot": "a4"})", "job/unknown-key", "unknown key"},
             Row{R"({"articles": [{"code": "nothing"}]})", "library/not-found",
                 "no article of the library has this code"},
             Row{R"({"articles": [{"code": "../x"}]})", "library/invalid-code", "not a valid article code"},
             Row{R"({"articles": [{"code": "K977"}], "omit_sections": ["none"]})", "handout/unknown-section",
                 "no article has the section"},
         }) {
        const net::Response response = press(row.job);
        ASSERT_EQ(response.status, 422) << row.job << response.body.bytes();
        const Json first = json_of(response)["diagnostics"][0];
        EXPECT_EQ(first["code"], row.code) << row.job;
        EXPECT_NE(first["message"].get<std::string>().find(row.message), std::string::npos) << first;
        EXPECT_EQ(response.body.bytes().find(CAREPRESS_SOURCE_FOLDER), std::string::npos) << "no folder is told";
    }
    net::Request form = request_to("POST", "/v1/handouts");
    form.headers.add("Content-Type", "text/plain");  // what a form of another site could send
    form.body = with_note;
    EXPECT_EQ(call(service::press_handout, form).status, 415);
}

/// Who sends a job knows its fields, and no options of a command line.
TEST_F(Handouts, that_are_refused_name_the_field_to_change) {
    const std::pair<const char*, const char*> refused[] = {
        {R"({"articles": [{"code": "K977"}], "title": "Pack"})", "\"title\""},
        {R"({"articles": [{"code": "K977"}], "page_numbers": "article"})", "\"page_numbers\""},
        {R"({"articles": [{"code": "K977"}, {"code": "F204"}], "translation": {"code": "K977"}})", "\"translation\""},
        {R"({"articles": [{"code": "K977"}], "language": "sw"})", "\"language\""},
        {R"({"articles": [{"code": "K977"}], "language": "en", "layout": "bilingual"})", "\"translation\""}};
    for (const auto& [job, field] : refused) {
        const net::Response response = press(job);
        ASSERT_EQ(response.status, 422) << job;
        const Json diagnostic = json_of(response)["diagnostics"][0];
        EXPECT_NE(diagnostic["hint"].get<std::string>().find(field), std::string::npos) << diagnostic;
        EXPECT_EQ(diagnostic["message"].get<std::string>().find("--"), std::string::npos) << diagnostic;
    }
}

TEST_F(Handouts, are_of_the_standard_that_the_job_names) {
    const net::Response response = press(R"({"articles": [{"code": "K977"}], "standard": "ua-2"})");
    ASSERT_EQ(response.status, 200) << response.body.bytes();
    EXPECT_EQ(response.body.bytes().substr(0, 8), "%PDF-2.0");
    EXPECT_EQ(press(R"({"articles": [{"code": "K977"}]})").body.bytes().substr(0, 8), "%PDF-1.7");
}

TEST_F(Handouts, leave_no_words_of_a_note_in_a_problem) {
    const net::Response response =
        press(R"~({"articles": [{"code": "K977"}], "note": {"text": "![Maria](maria.png)"}})~");
    EXPECT_EQ(response.status, 422) << response.body.bytes();
    EXPECT_EQ(response.body.bytes().find("aria"), std::string::npos) << response.body.bytes();
}

}  // namespace
}  // namespace carepress::test

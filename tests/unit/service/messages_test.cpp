// Requests and responses of a visit: what one side writes the other reads, and a child that lies is not believed.
#include "service/frame.h"
#include "service/visit_child_messages.h"
#include "support/support.h"
#include "support/visit_bundle.h"

#include <gtest/gtest.h>

#include <functional>

namespace carepress::test {
using namespace service;
namespace {

constexpr std::size_t most = 1'000'000;

std::string bytes_of(const OutgoingRequest& outgoing) {
    std::string bytes;
    for (const std::string_view piece : outgoing.pieces) bytes += piece;
    return bytes;
}

TEST(VisitChildMessages, a_request_is_read_as_it_was_written) {
    VisitChildRequest request;
    request.job.bundle = job::BytesInput{"ignored", std::string("{\0\n}", 4), {}};
    request.job.note = job::BytesInput{"ignored", "note", {}};
    request.job.articles = {"K1", "K2"};
    request.job.printed_by = "Front \"desk\"";
    request.job.suggest = true;
    request.job.library = "/srv/articles";
    request.format = engine::Format::svg;
    request.resources = {{"/data"}, {"/fonts", "/more fonts"}};
    request.index_folder = "/cache";
    request.now = 1'700'000'000'123'456'789;
    const std::vector<visit::ArticleTopics> topics{
        {"K1", "A\ttitle\nin lines", {{"ICD-10-CM", "J45"}, {"RxNorm", "435"}}, {"One name", "Otro\tnombre"}},
        {"K2", "", {}}};
    request.topics = &topics;
    const job::Catalog catalog("/srv/articles", {{"/srv/articles/es/b.md", "K2", "es", "Dos", "1"},
                                                 {"/srv/articles/en/b.md", "K2", "en", "Two", ""},
                                                 {"/srv/articles/en/c.md", "K3", "en", "Three", "7"}});
    request.catalog = &catalog;
    const std::string bytes = bytes_of(*write_request(request));
    const std::optional<IncomingRequest> read = read_request(bytes);
    ASSERT_TRUE(read);
    job::VisitJob expected = request.job;
    std::get<job::BytesInput>(expected.bundle).name.clear();
    std::get<job::BytesInput>(*expected.note).name.clear();
    EXPECT_EQ(read->request.job, expected);
    EXPECT_EQ(read->request.format, request.format);
    EXPECT_EQ(read->request.resources.data.path, "/data");
    EXPECT_EQ(read->request.resources.font_folders, request.resources.font_folders);
    EXPECT_EQ(read->request.index_folder, "/cache");
    EXPECT_EQ(read->request.now, request.now);
    ASSERT_TRUE(read->topics && read->request.topics == read->topics.get() && read->topics->size() == 2u);
    EXPECT_EQ(read->topics->at(0).title, "A title in lines");
    ASSERT_EQ(read->topics->at(0).topics.size(), 2u);
    EXPECT_EQ(read->topics->at(0).topics[1].system + " " + read->topics->at(0).topics[1].code, "RxNorm 435");
    EXPECT_EQ(read->topics->at(0).names, (std::vector<std::string>{"One name", "Otro nombre"}));
    EXPECT_EQ(read->topics->at(1).code, "K2");
    EXPECT_TRUE(read->topics->at(1).names.empty());
    EXPECT_TRUE(read->topics->at(1).topics.empty());
    ASSERT_TRUE(read->catalog && read->request.catalog == read->catalog.get());
    EXPECT_EQ(read->catalog->folder(), "/srv/articles");
    EXPECT_EQ(read->catalog->entries().size(), 3u) << "it may suggest any";
    ASSERT_EQ(read->catalog->translations("K2").size(), 2u);
    const library::LibraryEntry& spanish = read->catalog->translations("K2")[1];
    EXPECT_EQ(spanish.path + " " + spanish.language + " " + spanish.title + " " + spanish.version,
              "/srv/articles/es/b.md es Dos 1");
    request.job.suggest = false;
    EXPECT_EQ(read_request(bytes_of(*write_request(request)))->catalog->entries().size(), 2u) << "those of its codes";
    for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(read_request(bytes.substr(0, size))) << size;
    EXPECT_FALSE(read_request(bytes + "x"));
}

TEST(VisitChildMessages, no_topics_are_not_the_same_as_none_known) {
    VisitChildRequest request;
    request.job.bundle = job::BytesInput{};
    EXPECT_EQ(read_request(bytes_of(*write_request(request)))->request.topics, nullptr);
    EXPECT_EQ(read_request(bytes_of(*write_request(request)))->request.catalog, nullptr);
    const std::vector<visit::ArticleTopics> none;
    request.topics = &none;
    EXPECT_NE(read_request(bytes_of(*write_request(request)))->request.topics, nullptr);
    EXPECT_FALSE(read_request(bytes_of(*write_request(request)))->request.job.note);
}

job::VisitJobResult done() {
    job::VisitJobResult result;
    result.status = job::JobStatus::done;
    result.bytes = std::string("%PDF-1.7\0\n", 10);
    result.pages = 2;
    result.language = "es";
    result.wanted_language = "es-MX";
    result.encounter = "Encounter/7";
    result.suggestions = {{"K1", "Cough", "ICD-10-CM", "R05", "condition", "its topic"}};
    result.parts = {"why", "medicines"};
    result.receipt = visit::Receipt{"{}", "{\"b\":1}"};
    result.diagnostics = {{Severity::warning, "text/missing-glyph"_code, "K1", {3, 7}, {}, "a \"message\"", "a hint"},
                          {Severity::note, "visit/article-suggested"_code, {}, {0, 0}, {}, "bytes \xFF and \x01", {}}};
    return result;
}

TEST(VisitChildMessages, a_response_is_read_as_it_was_written) {
    const VisitChildResult read = read_response(write_response(done(), {true, 5'000}), engine::Format::pdf, most);
    ASSERT_EQ(read.outcome, VisitChildOutcome::done) << read.problem;
    EXPECT_EQ(read.bytes, done().bytes);
    EXPECT_EQ(read.pages, 2);
    EXPECT_EQ(read.language + " " + read.wanted_language, "es es-MX");
    EXPECT_EQ(read.encounter, "Encounter/7");
    EXPECT_EQ(read.suggestions, done().suggestions);
    EXPECT_EQ(read.summary_parts, done().parts);
    ASSERT_TRUE(read.receipt);
    EXPECT_EQ(read.receipt->json + read.receipt->fhir_bundle, "{}{\"b\":1}");
    EXPECT_EQ(read.report, "");
    EXPECT_TRUE(read.limits_system_calls);
    EXPECT_EQ(read.peak_memory, 5'000u);
    const std::vector<ChildDiagnostic> expected{
        {Severity::warning, "text/missing-glyph", "K1", {3, 7}, "a \"message\"", "a hint"},
        {Severity::note, "visit/article-suggested", "", {0, 0}, "bytes \xEF\xBF\xBD and  ", ""}};
    EXPECT_EQ(read.diagnostics, expected);
    EXPECT_TRUE(read.problem.empty());
}

TEST(VisitChildMessages, a_response_has_a_part_for_each_page_in_svg) {
    job::VisitJobResult result = done();
    result.bytes.clear();
    result.svg_pages = {"<svg>1</svg>", "<svg>2</svg>"};
    const std::string bytes = write_response(result, {});
    EXPECT_EQ(read_response(bytes, engine::Format::svg, most).svg_pages, result.svg_pages);
    EXPECT_EQ(read_response(bytes, engine::Format::pdf, most).outcome, VisitChildOutcome::crashed);
    EXPECT_EQ(read_response(write_response(done(), {}), engine::Format::svg, most).outcome, VisitChildOutcome::crashed);
}

TEST(VisitChildMessages, every_beginning_of_a_response_is_refused) {
    const std::string whole = write_response(done(), {});
    for (std::size_t size = 0; size < whole.size(); ++size)
        ASSERT_EQ(read_response(whole.substr(0, size), engine::Format::pdf, most).outcome, VisitChildOutcome::crashed)
            << size;
    EXPECT_EQ(read_response(whole + " ", engine::Format::pdf, most).outcome, VisitChildOutcome::crashed);
    EXPECT_EQ(read_response(whole, engine::Format::pdf, 10).outcome, VisitChildOutcome::crashed) << "over the limit";
}

/// One lie in a response that is valid otherwise.
struct Lie {
    const char* what;
    std::function<void(Json& head, std::vector<std::string>& parts)> tell;
};

class LyingResponse : public testing::TestWithParam<Lie> {};

TEST_P(LyingResponse, is_refused_whole) {
    const auto response_with = [](const Lie* lie) {
        Json head{{"status", "done"},
                  {"limits_system_calls", true},
                  {"peak_memory", 1},
                  {"pages", 1},
                  {"language", "en"},
                  {"wanted_language", "en"},
                  {"encounter", "Encounter/7"},
                  {"suggestions",
                   {Json{{"code", "K1"},
                         {"title", "T"},
                         {"system", "S"},
                         {"topic", "C"},
                         {"source", "order"},
                         {"reason", "R"}}}},
                  {"summary_parts", {"why"}},
                  {"diagnostics",
                   {Json{{"severity", "note"},
                         {"code", "a/b"},
                         {"file", "f"},
                         {"line", 1},
                         {"column", 2},
                         {"message", "m"},
                         {"hint", ""}}}}};
        std::vector<std::string> parts{"{}", "", "", "%PDF-"};
        if (lie != nullptr) lie->tell(head, parts);
        const std::vector<std::string_view> views(parts.begin(), parts.end());
        std::string bytes = begin_frame(head.dump(), views);
        for (const std::string& part : parts) bytes += part;
        return bytes;
    };
    ASSERT_EQ(read_response(response_with(nullptr), engine::Format::pdf, most).outcome, VisitChildOutcome::done);
    const VisitChildResult read = read_response(response_with(&GetParam()), engine::Format::pdf, most);
    EXPECT_EQ(read.outcome, VisitChildOutcome::crashed) << GetParam().what;
    EXPECT_EQ(read.problem, "the child process gave no valid response");
    EXPECT_TRUE(read.bytes.empty() && read.suggestions.empty() && read.diagnostics.empty() && read.pages == 0);
}

using Parts = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(
    Lies, LyingResponse,
    testing::Values(
        Lie{"an unknown status", [](Json& head, Parts&) { head["status"] = "fine"; }},
        Lie{"a status of the process", [](Json& head, Parts&) { head["status"] = "timed_out"; }},
        Lie{"a status that is a number", [](Json& head, Parts&) { head["status"] = 0; }},
        Lie{"no status", [](Json& head, Parts&) { head.erase("status"); }},
        Lie{"done without pages", [](Json& head, Parts&) { head["pages"] = 0; }},
        Lie{"pages below zero", [](Json& head, Parts&) { head["pages"] = -1; }},
        Lie{"too many pages", [](Json& head, Parts&) { head["pages"] = 100'001; }},
        Lie{"half a page", [](Json& head, Parts&) { head["pages"] = 1.5; }},
        Lie{"no language", [](Json& head, Parts&) { head.erase("language"); }},
        Lie{"no encounter", [](Json& head, Parts&) { head.erase("encounter"); }},
        Lie{"a language that is null", [](Json& head, Parts&) { head["wanted_language"] = nullptr; }},
        Lie{"no word of its sandbox", [](Json& head, Parts&) { head.erase("limits_system_calls"); }},
        Lie{"no memory", [](Json& head, Parts&) { head["peak_memory"] = "much"; }},
        Lie{"a part that is a number", [](Json& head, Parts&) { head["summary_parts"][0] = 1; }},
        Lie{"no parts of the summary", [](Json& head, Parts&) { head.erase("summary_parts"); }},
        Lie{"suggestions that are no list", [](Json& head, Parts&) { head["suggestions"] = Json::object(); }},
        Lie{"a suggestion without a title", [](Json& head, Parts&) { head["suggestions"][0].erase("title"); }},
        Lie{"a suggestion that is a text", [](Json& head, Parts&) { head["suggestions"][0] = "K1"; }},
        Lie{"no diagnostics", [](Json& head, Parts&) { head.erase("diagnostics"); }},
        Lie{"an unknown severity", [](Json& head, Parts&) { head["diagnostics"][0]["severity"] = "fatal"; }},
        Lie{"a line without a column", [](Json& head, Parts&) { head["diagnostics"][0].erase("column"); }},
        Lie{"a line that is too large", [](Json& head, Parts&) { head["diagnostics"][0]["line"] = 4'294'967'296; }},
        Lie{"a control character", [](Json& head, Parts&) { head["diagnostics"][0]["message"] = "\x1B[2J"; }},
        Lie{"no PDF", [](Json&, Parts& parts) { parts.pop_back(); }},
        Lie{"two PDFs", [](Json&, Parts& parts) { parts.push_back("%PDF-"); }},
        Lie{"something else than a PDF", [](Json&, Parts& parts) { parts[3] = "<html>"; }},
        Lie{"too few parts", [](Json&, Parts& parts) { parts.resize(2); }},
        Lie{"refused with a PDF",
            [](Json& head, Parts&) {
                head["status"] = "refused";
                head["pages"] = 0;
            }},
        Lie{"refused with pages",
            [](Json& head, Parts& parts) {
                head["status"] = "refused";
                parts.pop_back();
            }},
        Lie{"refused with a receipt", [](Json& head, Parts& parts) {
                head["status"] = "refused";
                head["pages"] = 0;
                parts.pop_back();
                parts[1] = "{}";
            }}));

}  // namespace
}  // namespace carepress::test

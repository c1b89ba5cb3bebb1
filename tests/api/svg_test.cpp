// Handouts and visits as SVG, through C++ and through C.
#include "api/helpers.h"

#include <carepress/carepress.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace carepress::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What the program writes into a folder: NAME-1.svg, NAME-2.svg …
std::vector<std::string> pages_of_program(const std::string& arguments, const std::string& name) {
    const TemporaryFolder folder;
    EXPECT_EQ(run_carepress(arguments + " -o " + folder.file("pages/") + " --to svg").status, 0) << arguments;
    std::vector<std::string> pages;
    const auto path = [&] { return folder.file("pages/" + name + "-" + std::to_string(pages.size() + 1) + ".svg"); };
    while (std::filesystem::exists(path())) pages.push_back(read_file(path()));
    return pages;
}

/// What a parser of XML that knows nothing of this project says: nothing if the text is well-formed.
std::string mistakes_in_xml(const std::string& text) {
    const TemporaryFolder folder;
    write_file(folder.file("page.svg"), text);
    return run("/usr/bin/python3 -c 'import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])' " +
               folder.file("page.svg") + " 2>&1")
        .output;
}

void expect_svg_pages(const Result& result, const std::vector<std::string>& expected) {
    ASSERT_TRUE(result) << all_messages(result);
    EXPECT_EQ(result.bytes(), "");
    EXPECT_GT(result.pages(), 1);
    EXPECT_EQ(result.svg_pages().size(), static_cast<std::size_t>(result.pages()));
    for (const std::string& page : result.svg_pages()) {
        EXPECT_TRUE(page.starts_with("<svg ")) << page.substr(0, 100);
        EXPECT_EQ(mistakes_in_xml(page), "");
    }
    EXPECT_TRUE(result.svg_pages() == expected) << "the program writes other pages, or " << expected.size();
}

TEST(LibcarepressSvg, handouts_have_the_pages_of_the_program) {
    HandoutJob job = job_of_codes({"K977"});
    job.language = "es";
    job.layout = "bilingual";
    job.note = TextInput{"", "Camine <diez> & \"más\".", ""};
    const TemporaryFolder folder;
    write_file(folder.file("note.md"), std::get<TextInput>(*job.note).text);
    const std::string arguments = "render K977 --language es --layout bilingual --note " + folder.file("note.md");
    const Result result = engine().press(job, Format::svg);
    expect_svg_pages(result, pages_of_program(arguments, "back-pain-and-intimacy"));
    EXPECT_EQ(result.code(), "K977");
    EXPECT_EQ(result.language(), "es");
}

TEST(LibcarepressSvg, visits_have_the_pages_of_the_program) {
    VisitJob job = example_visit();
    job.suggest = true;
    const Result result = engine().press(job, Format::svg);
    expect_svg_pages(result, pages_of_program("visit " + project("examples/visit.json") + " --suggest", "summary"));
    EXPECT_THAT(result.report(), HasSubstr("\"pages\": " + std::to_string(result.pages())));
}

TEST(LibcarepressSvg, pages_are_as_many_as_those_of_the_pdf) {
    const HandoutJob job = job_of_codes({"K977", "F204"});
    const Result pdf = engine().press(job), svg = engine().press(job, Format::svg);
    EXPECT_EQ(svg.svg_pages().size(), static_cast<std::size_t>(pdf.pages()));
    EXPECT_EQ(svg.title(), pdf.title());
    EXPECT_EQ(all_messages(svg), all_messages(pdf));
    EXPECT_THAT(pdf.svg_pages(), IsEmpty());
}

TEST(LibcarepressSvg, jobs_in_json_have_the_same_pages) {
    const Result handout = engine().press_json(R"({"articles": [{"code": "K977"}]})", Format::svg);
    EXPECT_EQ(handout.svg_pages(), engine().press(job_of_codes({"K977"}), Format::svg).svg_pages());
    const Result visit =
        engine().press_visit_json(R"({"bundle": {"path": ")" + project("examples/visit.json") + R"("}})", Format::svg);
    EXPECT_EQ(visit.svg_pages(), engine().press(example_visit(), Format::svg).svg_pages());
    EXPECT_FALSE(handout.svg_pages().empty() || visit.svg_pages().empty());
}

TEST(LibcarepressSvg, c_has_the_pages_of_cpp) {
    const std::unique_ptr<carepress_engine, decltype(&carepress_engine_free)> c_engine(
        carepress_engine_new(nullptr, nullptr), carepress_engine_free);
    const std::unique_ptr<carepress_result, decltype(&carepress_result_free)> result(
        carepress_press_json_as(c_engine.get(), R"({"articles": [{"code": "K977"}]})", CAREPRESS_SVG),
        carepress_result_free);
    std::vector<std::string> pages;
    std::size_t size = 0;
    while (const char* page = carepress_result_svg_page(result.get(), pages.size(), &size))
        pages.emplace_back(page, size);
    EXPECT_EQ(pages.size(), carepress_result_svg_page_count(result.get()));
    EXPECT_EQ(pages, engine().press(job_of_codes({"K977"}), Format::svg).svg_pages());
}

TEST(LibcarepressSvg, refused_jobs_have_no_pages) {
    for (const Result& result :
         {engine().press(job_of_codes({"K977", "NONE"}), Format::svg), engine().press_json("{}", Format::svg),
          engine().press_visit_json("{}", Format::svg), engine().press(VisitJob(), Format::svg)}) {
        EXPECT_EQ(result.status(), Status::refused);
        EXPECT_THAT(result.svg_pages(), IsEmpty());
        EXPECT_EQ(result.pages(), 0);
        EXPECT_FALSE(result.diagnostics().empty());
    }
}

TEST(LibcarepressSvg, a_receipt_needs_a_pdf) {
    VisitJob job = example_visit();
    job.want_receipt = true;
    const Result result = engine().press(job, Format::svg);
    EXPECT_EQ(result.status(), Status::refused);
    EXPECT_THAT(result.svg_pages(), IsEmpty());
    ASSERT_EQ(result.diagnostics().size(), 1U);
    EXPECT_EQ(result.diagnostics().front().code, "job/receipt-of-svg");
}

TEST(LibcarepressSvg, unknown_formats_are_refused) {
    const auto unknown = static_cast<Format>(7);
    for (const Result& result :
         {engine().press(job_of_codes({"K977"}), unknown), engine().press(example_visit(), unknown),
          engine().press_json(R"({"articles": [{"code": "K977"}]})", unknown)}) {
        EXPECT_EQ(result.status(), Status::refused);
        EXPECT_EQ(all_messages(result),
                  "error: this version of carepress does not know format 7\n"
                  "  hint: ask for a PDF (0) or SVG (1), or install a newer version\n");
        EXPECT_EQ(result.diagnostics().front().code, "job/unknown-format");
    }
}

}  // namespace
}  // namespace carepress::test

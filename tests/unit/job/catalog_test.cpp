// A library that is looked at once for many jobs.
#include "job/catalog.h"

#include "job/describe_article.h"
#include "job/describe_layouts.h"
#include "job/handout_job.h"
#include "job/job_json.h"
#include "support/support.h"

#include <gtest/gtest.h>

#include <set>

namespace carepress::test {
using namespace job;
namespace {

const Catalog& samples() {
    static const Catalog catalog(project("articles"));
    return catalog;
}

TEST(Catalog, knows_each_articles_translations) {
    std::set<std::string> languages;
    for (const library::LibraryEntry& entry : samples().translations("K977")) {
        EXPECT_EQ(entry.code, "K977");
        EXPECT_EQ(entry.version, "1");
        languages.insert(entry.language);
    }
    EXPECT_GT(languages.size(), 20u);
    EXPECT_TRUE(languages.contains("zh-Hant"));
    EXPECT_TRUE(samples().translations("").empty());
    EXPECT_TRUE(samples().translations("K97").empty());
    EXPECT_TRUE(samples().translations("ZZZ").empty());
    EXPECT_EQ(samples().entries().size(), library::scan_library(project("articles")).size());
}

/// Jobs find the same articles with it and without.
TEST(Catalog, gives_jobs_what_the_folder_gives_them) {
    for (
        const char* text :
        {R"({"articles": [{"code": "K977"}]})",
         R"({"articles": [{"code": "K977"}, {"code": "F204"}], "language": "es"})",
         R"({"articles": [{"code": "K977"}], "language": "zh-HK", "layout": "bilingual"})",
         R"({"articles": [{"code": "K977"}], "language": "es", "layout": "bilingual", "translation": {"code": "K977"}})",
         R"({"articles": [{"code": "A512"}], "language": "km"})",
         R"({"articles": [{"code": "none"}, {"code": "K977"}]})", R"({"articles": [{"code": "../K977"}]})"}) {
        const Source source{"job.json", text};
        Diagnostics diagnostics(source);
        std::optional<HandoutJob> job = read_handout_job(source, diagnostics);
        ASSERT_TRUE(job) << text;
        job->library = samples().folder();
        JobContext plain{engine(), 0}, with_catalog{.engine = engine(), .catalog = &samples()};
        const HandoutResult expected = press_handout(*job, plain), actual = press_handout(*job, with_catalog);
        EXPECT_EQ(actual.status, expected.status) << text;
        EXPECT_EQ(actual.bytes, expected.bytes) << text;
        EXPECT_EQ(actual.sources, expected.sources) << text;
        ASSERT_EQ(actual.diagnostics.size(), expected.diagnostics.size()) << text;
        for (std::size_t i = 0; i < expected.diagnostics.size(); ++i)
            EXPECT_EQ(actual.diagnostics[i].code.text(), expected.diagnostics[i].code.text()) << text;
    }
}

TEST(Catalog, of_another_library_is_not_used) {
    const TemporaryFolder folder;
    write_file(folder.file("rest.md"), "---\ncode: K977\ntitle: Rest\nlanguage: en\n---\n\nRest well.\n");
    HandoutJob job;
    job.articles = {CodeInput{"K977"}};
    job.library = folder.path();
    JobContext context{.engine = engine(), .catalog = &samples()};
    EXPECT_EQ(press_handout(job, context).title, "Rest");
}

TEST(DescribeArticle, says_what_people_choose_by) {
    const library::LibraryEntry* english = nullptr;
    for (const library::LibraryEntry& entry : samples().translations("K977"))
        if (entry.language == "en") english = &entry;
    ASSERT_NE(english, nullptr);
    const ArticleDescription description = describe_article(*english, {}, engine());
    EXPECT_EQ(description.metadata.title, "Back Pain and Sex: Care Instructions");
    EXPECT_EQ(description.pages, 2);
    EXPECT_GT(describe_article(*english, {"large-print", "default"}, engine()).pages, 2);
    ASSERT_TRUE(description.level.flesch_kincaid);
    EXPECT_LT(*description.level.flesch_kincaid, 7);

    // Each section can be left out by the name that it has here.
    ASSERT_GE(description.sections.size(), 2u);
    for (const handout::SectionName& section : description.sections) {
        HandoutJob job;
        job.articles = {CodeInput{"K977"}};
        job.omit_sections = {section.slug};
        JobContext context{.engine = engine(), .catalog = &samples()};
        EXPECT_TRUE(press_handout(job, context).ok()) << section.slug;
        EXPECT_EQ(handout::section_slug(section.heading), section.slug);
    }
}

TEST(DescribeLayouts, leaves_out_and_names_what_is_broken) {
    const TemporaryFolder folder;
    namespace fs = std::filesystem;
    for (const char* name : {"fonts", "messages", "notices", "words"})
        fs::create_directory_symlink(project(name), folder.file(name));
    fs::copy(project("layouts"), folder.file("layouts"), fs::copy_options::recursive);
    fs::copy(project("brands"), folder.file("brands"), fs::copy_options::recursive);
    write_file(folder.file("layouts/broken.yaml"), "derives: letter\nno-such-key: 1\n");
    fs::create_directory(folder.file("brands/broken"));
    write_file(folder.file("brands/broken/brand.yaml"), "no-such-key: 1\n");
    fs::create_directory(folder.file("brands/empty"));
    const engine::Resources resources({engine::DataFolder{folder.path()}});

    std::vector<Diagnostic> diagnostics;
    const std::vector<LayoutDescription> layouts = describe_layouts(resources, "default", diagnostics);
    EXPECT_GT(layouts.size(), 10u);
    for (const LayoutDescription& layout : layouts) {
        EXPECT_NE(layout.name, "broken");
        EXPECT_FALSE(layout.description.empty()) << layout.name;
        EXPECT_LE(layout.bilingual + layout.large_print + layout.one_page, 1) << layout.name;
    }
    EXPECT_NE(all_messages(diagnostics).find("no-such-key"), std::string::npos);
    diagnostics.clear();
    const std::vector<BrandDescription> brands = describe_brands(resources, diagnostics);
    ASSERT_EQ(brands.size(), 2u);
    EXPECT_EQ(brands[0].name, "default");
    EXPECT_FALSE(brands[1].organisation.empty());
    EXPECT_FALSE(diagnostics.empty());
}

}  // namespace
}  // namespace carepress::test

// A run of checks over files and folders, and its result.
#include "check/run_checks.h"

#include "base/error.h"
#include "support/support.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace carepress::test {
using namespace check;
namespace {

namespace fs = std::filesystem;

class RunChecks : public testing::Test {
protected:
    void SetUp() override {
        for (const char* folder : {"library/en", "library/layouts", "library/es", "library/brands", "empty"})
            fs::create_directories(folder_.file(folder));
        write_file(path("library/en/b.md"), "---\ncode: K1\ntitle: T\n---\n\nTake .5 mg.\n");
        write_file(path("library/en/a.md"), "---\ncode: K1\ntitle: T\n---\n\nTake 1.0 mg. Take 2-4.\n");
        write_file(path("library/layouts/odd.yaml"), "description: d\nderives: letter\nkolor: red\n");
        write_file(path("library/SOURCES.yaml"), "anything: at all\n");
        write_file(path("library/notes.txt"), "Take .5 mg.\n");
        fs::copy(project("brands/harbor"), path("library/brands/harbor"), fs::copy_options::recursive);
    }
    std::string path(const std::string& file) const { return folder_.file(file); }
    CheckReport run(std::vector<std::string> sources, std::vector<std::string> only = {},
                    std::vector<std::string> skip = {}) const {
        return run_checks({std::move(sources), {}, std::move(only), std::move(skip), {}}, engine());
    }
    std::vector<std::string> rules(const CheckReport& report) const {
        std::vector<std::string> rules;
        for (const Finding& each : report.findings) rules.emplace_back(each.rule);
        return rules;
    }
    TemporaryFolder folder_;
};

TEST_F(RunChecks, AFolderGivesItsArticlesBrandsAndLayouts) {
    const CheckReport report = run({path("library")});
    ASSERT_EQ(report.articles.size(), 2U);
    EXPECT_EQ(report.articles[0].path, path("library/en/a.md"));
    EXPECT_EQ(report.articles[1].path, path("library/en/b.md"));
    EXPECT_EQ(report.layouts_and_brands, 2U) << "SOURCES.yaml is neither";
    EXPECT_TRUE(report.failures.empty());
    ASSERT_FALSE(report.findings.empty());
    EXPECT_EQ(report.findings[0].rule, "layout") << "before those of articles";
    EXPECT_EQ(report.findings[0].diagnostic.file, path("library/layouts/odd.yaml"));
}

TEST_F(RunChecks, ASourceIsTakenForWhatItsNameSays) {
    EXPECT_EQ(run({path("library/notes.txt")}).articles.size(), 1U) << "any other file is an article";
    EXPECT_EQ(run({path("library/brands/harbor")}).layouts_and_brands, 1U);
    EXPECT_EQ(run({path("library/brands/harbor/brand.yaml")}).layouts_and_brands, 1U);
    EXPECT_EQ(rules(run({path("library/layouts/odd.yaml")})), std::vector<std::string>{"layout"});
    CheckRun with_library{{path("library/en/b.md")}, path("library/en"), {}, {}, {}};
    EXPECT_EQ(run_checks(with_library, engine()).articles.size(), 3U) << "the library comes first";
}

TEST_F(RunChecks, ArticlesAreComparedWithEachOther) {
    const CheckReport report = run({path("library/en")}, {"code"});
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].diagnostic.file, path("library/en/b.md"));
}

TEST_F(RunChecks, an_article_names_its_sources_itself_or_in_its_original) {
    const std::string front = "---\ncode: K2\ntitle: T\n", text = "---\n\nText.\n";
    write_file(path("library/en/c.md"), front + "sources: [CDC on sepsis]\n" + text);
    write_file(path("library/es/c.md"), front + "language: es\n" + text);
    write_file(path("library/es/d.md"), "---\ntitle: T\nsource_url: https://example.org\n" + text);
    const auto files = [&](const std::vector<std::string>& sources) {
        std::vector<std::string> found;
        for (const Finding& each : run(sources, {"sources"}).findings) found.push_back(each.diagnostic.file);
        return found;
    };
    EXPECT_EQ(files({path("library")}), (std::vector<std::string>{path("library/en/a.md"), path("library/en/b.md")}));
    EXPECT_EQ(files({path("library/es/c.md")}), std::vector<std::string>{path("library/es/c.md")});
}

TEST_F(RunChecks, RulesAreChosen) {
    using Rules = std::vector<std::string>;
    const std::vector<std::string> sources{path("library/en/a.md")};
    EXPECT_EQ(rules(run(sources, {"ambiguous-dose", "ambiguous-range"})), (Rules{"ambiguous-dose", "ambiguous-range"}));
    EXPECT_EQ(rules(run(sources, {"ambiguous-dose", "ambiguous-range"}, {"ambiguous-dose"})), Rules{"ambiguous-range"});
    for (const std::string& rule : rules(run(sources, {}, {"ambiguous-dose"}))) EXPECT_NE(rule, "ambiguous-dose");
}

TEST_F(RunChecks, WhatCannotBeReadIsNamed) {
    const CheckReport report = run({path("none.md"), path("empty"), path("library/en/a.md")});
    ASSERT_EQ(report.failures.size(), 2U);
    EXPECT_NE(report.failures[0].find("none.md"), std::string::npos) << report.failures[0];
    EXPECT_EQ(report.failures[1], path("empty") + " contains no articles, layouts or brands");
    EXPECT_EQ(report.articles.size(), 1U);
    CheckRun no_library{{}, path("none"), {}, {}, {}};
    EXPECT_THROW(run_checks(no_library, engine()), EnvironmentError);
}

TEST_F(RunChecks, FindingsAreCountedTheWorstFirst) {
    const auto finding = [](const char* rule, Severity severity, const char* file) {
        return Finding{rule, {severity, "test/fault"_code, file, {}, {}, {}, {}}};
    };
    CheckReport report;
    report.findings = {finding("link", Severity::warning, "a"), finding("link", Severity::warning, "b"),
                       finding("code", Severity::error, "b"), finding("jargon", Severity::note, "c"),
                       finding("article", Severity::note, "c")};
    EXPECT_EQ(report.count(Severity::error), 1U);
    EXPECT_EQ(report.count(Severity::warning), 2U);
    EXPECT_EQ(report.count(Severity::note), 2U);
    const auto text = [](const std::vector<FindingCount>& counts) {
        std::string all;
        for (const FindingCount& each : counts)
            all += each.kind + " " + std::to_string(each.errors) + std::to_string(each.warnings) +
                   std::to_string(each.notes) + "; ";
        return all;
    };
    EXPECT_EQ(text(count_by_file(report.findings)), "b 110; a 010; c 002; ");
    EXPECT_EQ(text(count_by_rule(report.findings)), "code 100; link 020; article 001; jargon 001; ");
}

TEST_F(RunChecks, AFloodOfFindingsIsBounded) {
    std::string text = "---\ncode: K2\ntitle: T\n---\n\n";
    for (int i = 0; i < 3000; ++i) text += "Take .5 mg of it now.\n\n";
    write_file(path("flood.md"), text);
    const CheckReport report = run({path("flood.md")}, {"ambiguous-dose"});
    ASSERT_EQ(report.findings.size(), Findings::most_of_rule + 1);
    const Diagnostic& last = report.findings.back().diagnostic;
    EXPECT_EQ(last.code.text(), "diagnostics/not-shown");
    EXPECT_EQ(last.position.line, 6u + 2 * Findings::most_of_rule);
}

TEST_F(RunChecks, APipeIsReadOnceAndOnlyWhenItIsNamed) {
    ASSERT_EQ(::mkfifo(path("library/en/p.md").c_str(), 0600), 0);
    const CheckReport report = run({path("library")});
    ASSERT_EQ(report.failures.size(), 1u);
    EXPECT_EQ(report.failures.front(), path("library/en/p.md") + " is not a file");
}

}  // namespace
}  // namespace carepress::test

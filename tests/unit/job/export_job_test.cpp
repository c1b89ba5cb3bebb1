// Exports as jobs, without the program.
#include "job/export_job.h"

#include "job/job_message.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace job;
namespace {

class ExportJobs : public testing::Test {
protected:
    void SetUp() override {
        for (const char* language : {"en", "es"}) {
            std::filesystem::create_directories(folder_.file(std::string("articles/") + language));
            write_file(folder_.file(std::string("articles/") + language + "/a.md"),
                       std::string("---\ncode: K1\ntitle: T\nlanguage: ") + language + "\n---\n\nText.\n");
        }
    }
    ExportJob job() const {
        ExportJob job;
        job.library = folder_.file("articles") + "/";
        return job;
    }
    ExportRun to_folder() const { return {folder_.file("out"), {}, 1}; }
    bool has(const std::string& file) const { return std::filesystem::exists(folder_.file("out/" + file)); }
    TemporaryFolder folder_;
};

TEST_F(ExportJobs, PressALibraryInItsLayoutsAndLanguages) {
    ExportJob two = job();
    two.layouts = {"letter", "a4"};
    two.languages = {"es"};
    const ExportResult result = run_export(two, to_folder(), engine());
    EXPECT_EQ(result.status, JobStatus::done) << all_messages(result.diagnostics);
    EXPECT_EQ(result.report.added, 2U);
    EXPECT_TRUE(has("default/es/letter/K1.pdf") && has("default/es/a4/K1.pdf"));
    EXPECT_FALSE(has("default/en/letter/K1.pdf"));
    EXPECT_EQ(run_export(two, to_folder(), engine()).report.unchanged, 2U);
}

TEST_F(ExportJobs, ARefusedArticleStopsNoOther) {
    write_file(folder_.file("articles/en/b.md"), "---\ncode: K2\ntitle: T\n---\n\n![](none.png)\n");
    std::vector<std::string> told;
    library::ExportEvents events;
    events.diagnostic = [&](const Diagnostic& each) { told.push_back(each.file); };
    const ExportResult result = run_export(job(), to_folder(), engine(), events);
    EXPECT_EQ(result.status, JobStatus::refused);
    EXPECT_EQ(result.report.refused, 1U);
    EXPECT_TRUE(has("default/en/letter/K1.pdf"));
    EXPECT_NE(std::find(told.begin(), told.end(), folder_.file("articles/en/b.md")), told.end())
        << "paths begin as the library's, without its last slash";
}

TEST_F(ExportJobs, StoppedAndFailedOnesSaySo) {
    library::ExportEvents stopped;
    stopped.stop = [] { return true; };
    EXPECT_EQ(run_export(job(), to_folder(), engine(), stopped).status, JobStatus::incomplete);
    ExportJob missing = job();
    missing.library = folder_.file("none");
    const ExportResult failed = run_export(missing, to_folder(), engine());
    EXPECT_EQ(failed.status, JobStatus::failed);
    ASSERT_EQ(failed.diagnostics.size(), 1U);
    EXPECT_NE(failed.diagnostics[0].message.find("none"), std::string::npos);
}

TEST_F(ExportJobs, SayWhatIsWrongWithThem) {
    ExportJob wrong;
    wrong.layouts.clear();
    wrong.brands.clear();
    wrong.languages = {"es", "Spanish"};
    const std::vector<Diagnostic> errors = check_job(wrong);
    ASSERT_EQ(errors.size(), 4U);
    EXPECT_EQ(errors[0].message, "an export needs a library");
    EXPECT_EQ(errors[1].message, "an export needs a layout");
    EXPECT_EQ(errors[2].message, "an export needs a brand");
    EXPECT_NE(errors[3].message.find("'Spanish'"), std::string::npos);
    EXPECT_EQ(run_export(wrong, to_folder(), engine()).status, JobStatus::refused);
    EXPECT_FALSE(has("manifest.jsonl"));
    EXPECT_TRUE(check_job(job()).empty());
}

}  // namespace
}  // namespace carepress::test

// Checks as jobs, without the program.
#include "job/check_job.h"

#include "job/job_message.h"
#include "support/support.h"

#include <gtest/gtest.h>

namespace carepress::test {
using namespace job;
namespace {

class CheckJobs : public testing::Test {
protected:
    void SetUp() override {
        write_file(folder_.file("bad.md"), "---\ncode: K1\ntitle: T\n---\n\nTake .5 mg. Take 2-4 pills.\n");
        write_file(folder_.file("good.md"),
                   "---\ncode: K2\ntitle: T\nupdated: 2026-11-20\nreviewed_by: A\n---\n\nRest.\n\n> [!EMERGENCY]\n> "
                   "**Call 911** if it hurts.\n");
    }
    CheckJob job(const std::string& file) const {
        CheckJob job;
        job.sources = {folder_.file(file)};
        return job;
    }
    TemporaryFolder folder_;
};

TEST_F(CheckJobs, AreRefusedByErrorsAndIfStrictByWarnings) {
    const CheckResult bad = run_check(job("bad.md"), engine());
    EXPECT_EQ(bad.status, JobStatus::refused);
    EXPECT_TRUE(bad.diagnostics.empty());
    EXPECT_EQ(bad.report.count(Severity::error), 1U);

    CheckJob ranges = job("bad.md");
    ranges.only = {"ambiguous-range"};
    EXPECT_EQ(run_check(ranges, engine()).status, JobStatus::done);
    ranges.strict = true;
    const CheckResult strict = run_check(ranges, engine());
    EXPECT_EQ(strict.status, JobStatus::refused);
    EXPECT_EQ(strict.report.findings.size(), 1U);
    ranges.skip = {"ambiguous-range"};
    EXPECT_EQ(run_check(ranges, engine()).status, JobStatus::done);
}

TEST_F(CheckJobs, TakeTheirLimits) {
    CheckJob strict_limits = job("good.md");
    strict_limits.only = {"reading-level"};
    EXPECT_EQ(run_check(strict_limits, engine()).report.findings.size(), 0U);
    strict_limits.flesch_kincaid = {-20, -10};
    EXPECT_EQ(run_check(strict_limits, engine()).status, JobStatus::refused);
}

TEST_F(CheckJobs, WhatCannotBeReadStopsNothingElse) {
    CheckJob both = job("none.md");
    both.sources.push_back(folder_.file("good.md"));
    const CheckResult result = run_check(both, engine());
    EXPECT_EQ(result.status, JobStatus::failed);
    ASSERT_EQ(result.diagnostics.size(), 1U);
    EXPECT_NE(result.diagnostics[0].message.find("none.md"), std::string::npos);
    EXPECT_EQ(result.report.articles.size(), 1U);
}

TEST_F(CheckJobs, SayWhatIsWrongWithThem) {
    EXPECT_EQ(check_job(CheckJob()).at(0).message, "nothing to check");
    CheckJob wrong = job("good.md");
    wrong.only = {"jargn"};
    wrong.skip = {"no such thing at all"};
    wrong.longest_sentence = 4;
    const std::vector<Diagnostic> errors = check_job(wrong);
    ASSERT_EQ(errors.size(), 3U);
    EXPECT_EQ(errors[0].message, "'jargn' is not a rule of check");
    EXPECT_EQ(errors[0].hint, "did you mean \"jargon\"?");
    EXPECT_EQ(errors[1].hint, "docs/check.md lists the rules");
    EXPECT_EQ(run_check(wrong, engine()).status, JobStatus::refused);
    EXPECT_TRUE(run_check(wrong, engine()).report.articles.empty()) << "nothing is read";
    wrong.only = wrong.skip = {};
    wrong.longest_sentence = 5;
    EXPECT_TRUE(check_job(wrong).empty());
}

}  // namespace
}  // namespace carepress::test

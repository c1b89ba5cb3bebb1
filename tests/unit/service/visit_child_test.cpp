// A visit in a process of its own: the real program, real limits, real bundles.
#include "service/visit_child.h"

#include "job/visit_report.h"
#include "library/find.h"
#include "support/support.h"
#include "support/visit_bundle.h"
#include "unit/service/child_testing.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace carepress::test {
using namespace service;
namespace {

using Outcome = VisitChildOutcome;
constexpr std::int64_t now = 1'700'000'000'000'000'000;

job::VisitJobResult press_here(const VisitChildRequest& request) {
    job::JobContext context{engine(), request.now};
    context.topics = request.topics;
    context.catalog = request.catalog;
    return job::press_visit(request.job, context, request.format);
}

/// What is to be the same wherever a visit is pressed.
void expect_same(const VisitChildResult& child, const job::VisitJobResult& here) {
    EXPECT_EQ(name_of(child.outcome), name_of(static_cast<Outcome>(here.status))) << child.problem;
    EXPECT_EQ(child.bytes == here.bytes && child.svg_pages == here.svg_pages, true) << "other pages";
    EXPECT_EQ(child.pages, here.pages);
    EXPECT_EQ(child.language, here.language);
    EXPECT_EQ(child.wanted_language, here.wanted_language);
    EXPECT_EQ(child.suggestions, here.suggestions);
    EXPECT_EQ(child.summary_parts, here.parts);
    EXPECT_EQ(child.report, here.report ? job::report_as_json(*here.report, here.ok(), here.pages) : "");
    ASSERT_EQ(child.receipt.has_value(), here.receipt.has_value());
    if (here.receipt) {
        EXPECT_EQ(child.receipt->json, here.receipt->json);
        EXPECT_EQ(child.receipt->fhir_bundle, here.receipt->fhir_bundle);
    }
    ASSERT_EQ(child.diagnostics.size(), here.diagnostics.size());
    for (std::size_t i = 0; i < here.diagnostics.size(); ++i) {
        const Diagnostic& expected = here.diagnostics[i];
        const ChildDiagnostic& got = child.diagnostics[i];
        EXPECT_EQ(got.severity, expected.severity);
        EXPECT_EQ(got.code, expected.code.text());
        EXPECT_EQ(got.file, expected.file);
        EXPECT_EQ(got.position, expected.position);
        EXPECT_EQ(got.message, expected.message);
        EXPECT_EQ(got.hint, expected.hint);
    }
}

TEST(VisitChild, presses_the_same_bytes_as_this_process) {
    VisitChildRequest request = sprained_ankle();
    const std::vector<visit::ArticleTopics> topics = library::topics_of_library(project("articles"));
    request.topics = &topics;
    request.job.articles = {"K977"};
    request.job.note = job::BytesInput{"note.md", "Rest the **foot**.\n", {}};
    request.job.printed_by = "Front desk";
    request.job.want_receipt = true;
    const VisitChildResult result = run_visit_in_child(request, usual_limits());
    expect_same(result, press_here(request));
    ASSERT_TRUE(result.ok()) << result.problem;
    EXPECT_TRUE(result.limits_system_calls);
    EXPECT_FALSE(result.suggestions.empty());
    EXPECT_TRUE(result.receipt);
    EXPECT_GT(result.cpu_time.count(), 0);
    EXPECT_GT(result.peak_memory, 1'000'000u);
}

TEST(VisitChild, presses_the_same_pages_as_svg_in_another_language_with_suggestions_added) {
    VisitChildRequest request = sprained_ankle();
    request.format = engine::Format::svg;
    request.job.language = "ar";
    request.job.layout = "visit-summary-bilingual";
    request.job.suggest = true;
    const VisitChildResult result = run_visit_in_child(request, usual_limits());
    expect_same(result, press_here(request));
    EXPECT_EQ(result.svg_pages.size(), static_cast<std::size_t>(result.pages));
    EXPECT_EQ(result.language, "ar");
}

TEST(VisitChild, takes_articles_from_a_catalog_without_a_look_at_the_library) {
    const TemporaryFolder library;
    std::filesystem::create_directories(library.file("en"));
    write_file(library.file("en/a.md"), "---\ncode: K1\ntitle: Cough\n---\n\nText.\n");
    const job::Catalog catalog(library.path());
    write_file(library.file("en/b.md"), "---\ncode: K2\ntitle: Later\n---\n\nText.\n");
    VisitChildRequest request = sprained_ankle();
    request.job.library = library.path();
    request.job.articles = {"K1"};
    request.catalog = &catalog;
    const VisitChildResult known = run_visit_in_child(request, usual_limits());
    expect_same(known, press_here(request));
    EXPECT_TRUE(known.ok());
    request.job.articles = {"K2"};
    EXPECT_EQ(run_visit_in_child(request, usual_limits()).outcome, Outcome::refused) << "it was not known then";
}

TEST(VisitChild, what_refuses_a_job_here_refuses_it_there) {
    const auto with = [](void (*change)(job::VisitJob&)) {
        VisitChildRequest request = sprained_ankle();
        change(request.job);
        return request;
    };
    const std::vector<VisitChildRequest> requests{
        with([](job::VisitJob& job) {
            job.bundle = job::BytesInput{{}, "{\"secret\": secret}", {}};
        }),
        with([](job::VisitJob& job) { job.bundle = job::BytesInput{}; }),
        with([](job::VisitJob& job) {
            job.articles = {"K977", "NONE1"};
        }),
        with([](job::VisitJob& job) { job.layout = "none"; }),
        with([](job::VisitJob& job) { job.time_zone = "Mars/Base"; }),
        with([](job::VisitJob& job) {
            job.library = "/none";
            job.articles = {"K977"};
        }),
        with([](job::VisitJob& job) {
            VisitBundle bundle;
            bundle.add_medicine("Amoxicillin 500 mg tablet", tablets(1, 2))["status"] = "secret-status";
            job.bundle = job::BytesInput{{}, bundle.json(), {}};
            job.strict = true;
        }),
    };
    std::string outcomes;
    for (const VisitChildRequest& request : requests) {
        const VisitChildResult result = run_visit_in_child(request, usual_limits());
        expect_same(result, press_here(request));
        outcomes.append(name_of(result.outcome)).append(" ");
        EXPECT_FALSE(result.diagnostics.empty());
    }
    EXPECT_EQ(outcomes, "refused refused refused refused refused failed incomplete ");
}

TEST(VisitChild, says_that_the_programs_data_is_missing) {
    VisitChildRequest request = sprained_ankle();
    request.resources.data.path = "/none";
    const VisitChildResult result = run_visit_in_child(request, usual_limits());
    EXPECT_EQ(result.outcome, Outcome::failed) << result.problem;
    ASSERT_EQ(result.diagnostics.size(), 1u);
    EXPECT_EQ(result.diagnostics[0].code, "job/environment");
}

TEST(VisitChild, is_killed_at_its_deadline) {
    ChildLimits limits = usual_limits();
    limits.time = std::chrono::milliseconds(150);
    limits.cpu_seconds = 0;
    const Stopwatch watch;
    const VisitChildResult result = run_visit_in_child(slow_visit(), limits);
    EXPECT_EQ(result.outcome, Outcome::timed_out) << result.problem;
    EXPECT_EQ(result.problem, "the child process took too long");
    EXPECT_TRUE(result.bytes.empty() && result.diagnostics.empty());
    EXPECT_LT(watch.seconds(), hang);
    EXPECT_GE(watch.seconds(), 0.15);
}

TEST(VisitChild, is_ended_when_its_processor_time_is_over) {
    ChildLimits limits = usual_limits();
    limits.cpu_seconds = 1;
    limits.time = std::chrono::minutes(5);
    const VisitChildResult result = run_visit_in_child(slow_visit(), limits);
    EXPECT_EQ(result.outcome, Outcome::timed_out) << result.problem;
    EXPECT_EQ(result.problem, "the child process used too much processor time");
    EXPECT_LT(result.cpu_time, std::chrono::seconds(10));
}

#if !CAREPRESS_HAS_SANITIZER  // which reserves address space by the terabyte
TEST(VisitChild, cannot_take_more_memory_than_its_limit) {
    ChildLimits limits = usual_limits();
    limits.time = std::chrono::seconds(5);
    int at_once = 0;
    for (const unsigned megabytes : {400U, 300U, 200U, 150U, 100U, 80U, 60U}) {
        limits.memory_megabytes = megabytes;
        const VisitChildResult result = run_visit_in_child(slow_visit(), limits);
        // A library that gets no memory may wait for itself: that ends at the deadline.
        EXPECT_TRUE(result.outcome == Outcome::out_of_memory || result.outcome == Outcome::crashed ||
                    result.outcome == Outcome::timed_out)
            << megabytes << " MB: " << name_of(result.outcome) << ", " << result.problem;
        EXPECT_TRUE(result.bytes.empty());
        at_once += result.outcome == Outcome::out_of_memory;
    }
    EXPECT_GE(at_once, 4);
}
#endif

TEST(VisitChild, a_response_may_have_so_many_bytes) {
    ChildLimits limits = usual_limits();
    limits.response_bytes = 10'000;
    EXPECT_EQ(run_visit_in_child(sprained_ankle(), limits).outcome, Outcome::too_large);
}

TEST(VisitChild, a_request_may_have_so_many_bytes) {
    VisitChildRequest request = sprained_ankle();
    request.job.bundle = job::BytesInput{{}, std::string(200'000'000, ' '), {}};
    EXPECT_EQ(run_visit_in_child(request, usual_limits()).outcome, Outcome::too_large);
}

TEST(VisitChild, a_bundle_that_is_too_large_is_refused_by_the_job) {
    VisitChildRequest request = sprained_ankle();
    request.job.bundle = job::BytesInput{{}, std::string(40'000'000, ' '), {}};
    const VisitChildResult result = run_visit_in_child(request, usual_limits());
    EXPECT_EQ(result.outcome, Outcome::refused) << result.problem;
}

TEST(VisitChild, a_path_is_not_a_bundle) {
    VisitChildRequest request = sprained_ankle();
    request.job.bundle = job::FileInput{project("examples/visit.json")};
    EXPECT_EQ(run_visit_in_child(request, usual_limits()).outcome, Outcome::could_not_start);
    request = sprained_ankle();
    request.job.note = job::FileInput{project("README.md")};
    EXPECT_EQ(run_visit_in_child(request, usual_limits()).outcome, Outcome::could_not_start);
}

TEST(VisitChild, a_program_that_is_missing_or_is_something_else_leaves_this_one_whole) {
    ChildLimits limits = usual_limits();
    limits.program = "/none/carepress";
    const VisitChildResult missing = run_visit_in_child(sprained_ankle(), limits);
    EXPECT_EQ(missing.outcome, Outcome::could_not_start);
    EXPECT_EQ(missing.problem, "cannot start /none/carepress: No such file or directory");
    limits.program = "/bin/true";
    const VisitChildResult silent = run_visit_in_child(sprained_ankle(), limits);
    EXPECT_EQ(silent.outcome, Outcome::crashed);
    EXPECT_EQ(silent.problem, "the child process gave no valid response");
    limits.program = "/bin/false";
    EXPECT_EQ(run_visit_in_child(sprained_ankle(), limits).problem, "the child process ended with status 1");
}

TEST(VisitChild, a_cancelled_run_ends_at_once) {
    ChildLimits limits = usual_limits();
    limits.time = std::chrono::minutes(5);
    limits.is_cancelled = [] { return true; };
    EXPECT_EQ(run_visit_in_child(slow_visit(), limits).outcome, Outcome::cancelled);
    std::atomic<bool> is_cancelled = false;
    limits.is_cancelled = [&] { return is_cancelled.load(); };
    std::jthread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        is_cancelled = true;
    });
    const Stopwatch watch;
    EXPECT_EQ(run_visit_in_child(slow_visit(), limits).outcome, Outcome::cancelled);
    EXPECT_LT(watch.seconds(), hang);
}

TEST(VisitChild, a_hundred_runs_leave_no_process_and_no_descriptor) {
    const VisitChildRequest request = sprained_ankle();
    ChildLimits at_once = usual_limits(), cut_short = usual_limits();
    at_once.is_cancelled = [] { return true; };
    cut_short.response_bytes = 100;
    const std::size_t before = count_descriptors();
    std::array<std::size_t, 2> ends{};
    const auto run = [&](int turns, std::size_t& done) {
        for (int turn = 0; turn < turns; ++turn) {
            done += run_visit_in_child(request, usual_limits()).ok();
            static_cast<void>(run_visit_in_child(request, at_once));
            static_cast<void>(run_visit_in_child(request, cut_short));
        }
    };
    {
        std::jthread other([&] { run(17, ends[1]); });
        run(17, ends[0]);
    }
    EXPECT_EQ(ends[0] + ends[1], 34u);
    EXPECT_EQ(count_descriptors(), before);
    EXPECT_FALSE(has_children());
}

TEST(VisitChild, does_not_read_the_settings_file_of_the_folder_that_it_is_started_in) {
    const TemporaryFolder folder;
    write_file(folder.file("carepress.yaml"), "not: [valid");
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    const VisitChildResult result = run_visit_in_child(sprained_ankle(), usual_limits());
    std::filesystem::current_path(before);
    EXPECT_TRUE(result.ok()) << result.problem;
}

TEST(VisitChild, nothing_of_the_patient_can_be_seen_in_a_list_of_processes) {
    VisitChildRequest request = slow_visit();
    request.job.printed_by = "Secret Clerk";
    request.job.patient = "secret-patient";
    ChildLimits limits = usual_limits();
    limits.time = std::chrono::milliseconds(1'000);
    limits.cpu_seconds = 0;
    std::string words, variables;
    limits.is_cancelled = [&] {
        if (words.empty()) static_cast<void>(read_process_words(words, variables));
        return false;
    };
    static_cast<void>(run_visit_in_child(request, limits));
    EXPECT_EQ(words, "carepress visit-child --cpu-seconds 0 --memory-megabytes " +
                         std::to_string(limits.memory_megabytes) + " --require-seccomp ");
    EXPECT_EQ(variables, "");
}

}  // namespace
}  // namespace carepress::test

#include "check/sarif.h"
#include "cli/check_output.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "job/check_job.h"

#include <memory>
#include <optional>

namespace carepress::cli {
namespace {

/// What `carepress check` was asked for.
struct CheckCommandOptions {
    job::CheckJob job;
    JobOption job_option;
    std::string format = "text";  ///< "text", "json" or "sarif"
    CheckTextOptions text;
    bool reviews = false;  ///< what is due, by reviewer, instead of findings
};

std::string printed(const check::CheckReport& report, const CheckCommandOptions& options) {
    if (options.format == "sarif") return check::write_sarif(report.findings, CAREPRESS_VERSION);
    return options.format == "json" ? as_json(report, options.text) : as_text(report, options.text);
}

int run_check_command(CheckCommandOptions& options) {
    if (!options.job_option.file.empty()) {
        std::optional<job::CheckJob> job = read_job_file(options.job_option.file, job::read_check_job);
        if (!job) return exit_usage;
        options.job = std::move(*job);
    }
    if (!accept_job(job::check_job(options.job))) return exit_usage;
    if (options.job_option.print) {
        write_standard_output(job::to_json_text(options.job));
        return exit_done;
    }
    const std::string today = options.job.as_of.empty() ? today_by_the_clock() : options.job.as_of;
    if (options.reviews) options.text.reviews_from = today;
    const job::CheckResult result = job::run_check(options.job, engine::Engine(resource_settings()), today);
    for (const Diagnostic& each : result.diagnostics) print_error(each.message, each.hint);
    const bool has_run = result.diagnostics.size() == result.report.failures.size();
    if (has_run) write_standard_output(printed(result.report, options));
    return result.status == job::JobStatus::failed ? exit_environment : result.ok() ? exit_done : exit_refused;
}

std::vector<std::string> rule_names() {
    std::vector<std::string> names;
    for (const check::CheckRule& rule : check::check_rules()) names.emplace_back(rule.id);
    return names;
}

CommandOption rule_option(const char* name, std::vector<std::string>& rules, const char* help) {
    return {.names = name,
            .value = "RULE",
            .help = help,
            .to = into(rules),
            .group = OptionGroup::limits,
            .choices = rule_names()};
}

CommandOption limit_option(const char* name, check::Limits& limits, const char* help) {
    return {.names = name,
            .value = "WARN FAIL",
            .help = help,
            .to = into(limits.warn, limits.fail),
            .group = OptionGroup::limits};
}

std::vector<CommandOption> check_options(CheckCommandOptions& options) {
    job::CheckJob& job = options.job;
    CommandOption format = format_option(options.format, "how findings are printed");
    format.choices.emplace_back("sarif");
    return {
        {.names = "SOURCE",
         .help = "articles, folders of them, layouts (.yaml) and brands",
         .to = into(job.sources),
         .completion = Completion::files},
        {.names = "--library",
         .value = "FOLDER",
         .help = "a library: all of its articles, and translations against their originals",
         .to = into(job.library),
         .completion = Completion::folders},
        rule_option("--only", job.only, "look for this rule only"),
        rule_option("--skip", job.skip, "leave this rule out"),
        limit_option("--flesch-kincaid", job.flesch_kincaid, "grades above which there is a warning and an error"),
        limit_option("--smog", job.smog, "grades above which there is a warning and an error"),
        limit_option("--fernandez-huerta", job.fernandez_huerta, "ease below which there is a warning and an error"),
        {.names = "--longest-sentence",
         .value = "WORDS",
         .help = "the most words that a sentence may have",
         .to = into(job.longest_sentence, 5, 200),
         .group = OptionGroup::limits},
        {.names = "--strict", .help = "warnings fail too", .to = into(job.strict), .group = OptionGroup::limits},
        layout_option(job.layout),
        brand_option(job.brand),
        format,
        {.names = "--levels",
         .help = "print each article's reading level too",
         .to = into(options.text.levels),
         .group = OptionGroup::output},
        {.names = "--score",
         .help = "print each article's score too: what a program can judge of PEMAT-P and of CDC's Clear Communication "
                 "Index",
         .to = into(options.text.score),
         .group = OptionGroup::output},
        {.names = "--summary",
         .help = "print how much was found by file and by rule, the worst first, and no findings",
         .to = into(options.text.summary),
         .group = OptionGroup::output},
        {.names = "--reviews",
         .help = "print by reviewer what is a draft, or due for review or expiry in 90 days, and no findings",
         .to = into(options.reviews),
         .group = OptionGroup::output},
        {.names = "--coverage",
         .help = "print which article there is in which language, which translation is older than its original, and no "
                 "findings",
         .to = into(options.text.coverage),
         .group = OptionGroup::output},
        {.names = "--as-of",
         .value = "DATE",
         .help = "the day on which reviews are due, instead of today",
         .to = into(job.as_of),
         .wrong = wrong_date},
        quiet_option(options.text.quiet, "print errors only"),
        job_option(options.job_option),
        print_job_option(options.job_option),
    };
}

}  // namespace

Command check_command() {
    const auto options = std::make_shared<CheckCommandOptions>();
    return {
        .name = "check",
        .summary = "check articles, layouts and brands before anything is pressed",
        .description =
            "Says what to fix in articles, folders of them, layouts and brands. Thresholds can be kept in "
            "`carepress.yaml`.",
        .options = check_options(*options),
        .examples =
            {
                {"check fever.md", "one article"},
                {"check --library articles/", "a library, with its translations against their originals"},
                {"check --library library/ --summary", "where to begin: counts by file and by rule"},
                {"check articles/en --only reading-level --levels", "reading levels"},
                {"check articles/en --score --quiet", "scores, and what is missing from each"},
                {"check --library articles/ --coverage", "a table of articles and languages"},
                {"check --library articles/ --reviews", "what is due for review, by reviewer"},
                {"check layouts/roomy.yaml brands/harbor", "a layout and a brand"},
                {"check --library articles/ --format sarif > check.sarif", "for code review tools and editors"},
            },
        .statuses = {{"1", "there are errors, or warnings with --strict"}},
        .run = [options] { return run_check_command(*options); },
    };
}

}  // namespace carepress::cli

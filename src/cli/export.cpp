#include "base/visible_text.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/export_options.h"
#include "cli/export_output.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/stop_signals.h"
#include "job/check_values.h"

#include <csignal>
#include <memory>
#include <optional>
#include <set>

namespace carepress::cli {
namespace {

/// What is printed while an export goes on.
library::ExportEvents events_of(const LibraryExport& options, ProgressLine& progress, bool& has_begun,
                                ChangedFiles& files) {
    library::ExportEvents events;
    events.progress = [&](const library::ExportProgress& now) {
        has_begun = true;
        progress.show(now);
    };
    events.stop = [] { return StopSignals::signal() != 0; };
    const auto told = std::make_shared<std::set<std::string>>();  // messages about a layout or brand are printed once
    events.diagnostic = [&, told](const Diagnostic& diagnostic) {
        if (options.messages != "text" || (options.quiet && diagnostic.severity != Severity::error)) return;
        const bool is_article = diagnostic.file.starts_with(job::without_last_slashes(options.job.library));
        if (!is_article && !told->insert(format(diagnostic)).second) return;
        progress.clear();
        print(diagnostic);
    };
    events.file = [&](library::FileChange change, const std::string& file) {
        if (options.messages == "json") {
            files[change].push_back(file);
            return;
        }
        if (!options.verbose && !options.dry_run) return;
        progress.clear();
        say(std::string(name_of(change)) + " " + visible(file));
    };
    return events;
}

std::vector<std::string> names_of(const std::vector<library::HeldArticle>& held) {
    std::vector<std::string> names;
    names.reserve(held.size());
    for (const library::HeldArticle& each : held) names.push_back(each.path + ": " + each.reason);
    return names;
}

void print_report(const LibraryExport& options, const library::ExportReport& report, double seconds,
                  const ChangedFiles& files) {
    if (options.messages == "json") return write_standard_output(as_json(report, files));
    std::vector<std::string> texts;
    if (!options.quiet) {
        texts.push_back((options.dry_run ? "would be: " : "") + summary_of(report, options.output, seconds));
        texts.push_back(list_of_articles("held back:", names_of(report.held), "the report of --format json"));
        texts.push_back(list_of_articles(
            "left out in two languages, because there is no English article with the code:", report.without_english,
            "the report of --format json"));
    }
    texts.push_back(list_of_articles("refused, with the messages above:", report.refused_articles, "manifest.jsonl"));
    if (report.interrupted) texts.emplace_back("stopped; finished files are kept: run the same command to resume");
    for (const std::string& text : texts)
        if (!text.empty()) say(text);
}

int export_all(const LibraryExport& options) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk, not a sudden end
    const engine::Engine engine(resource_settings(), options.threads);
    const StopSignals signals;
    ProgressLine progress(options.quiet || options.messages == "json");
    bool has_begun = false;
    job::ExportRun run{options.output, library::parse_shard(options.shard).value_or(library::Shard()), options.threads};
    run.today = today_by_the_clock();
    run.allow_removals = options.allow_removals;
    run.dry_run = options.dry_run;
    ChangedFiles files;
    const job::ExportResult result =
        job::run_export(options.job, run, engine, events_of(options, progress, has_begun, files));
    progress.clear();
    if (!result.diagnostics.empty()) {
        print_error(result.diagnostics.back().message,
                    has_begun ? "finished files are kept; fix this and run the same command to resume" : "");
        return exit_environment;
    }
    print_report(options, result.report, progress.elapsed().count(), files);
    if (result.status == job::JobStatus::incomplete) return 128 + StopSignals::signal();
    return result.status == job::JobStatus::failed ? exit_environment : result.ok() ? exit_done : exit_refused;
}

int verify(const LibraryExport& options) {
    VerifyOutput output;
    output.report =
        library::verify_export(options.output, options.job.library, [&](library::Fault fault, const std::string& file) {
            output.faults.emplace_back(fault, file);
            if (options.messages == "text" && (!options.quiet || fault != library::Fault::stranger))
                say(std::string(name_of(fault)) + ": " + visible(file));
        });
    if (options.messages == "json")
        write_standard_output(as_json(output));
    else if (!options.quiet || !output.report.ok())
        say(summary_of(output.report));
    return output.report.ok() ? exit_done : exit_refused;
}

int run_export_command(LibraryExport& options) {
    if (!options.job_option.file.empty()) {
        std::optional<job::ExportJob> job = read_job_file(options.job_option.file, job::read_export_job);
        if (!job) return exit_usage;
        options.job = std::move(*job);
    } else {
        options.job.standard = style::pdf_standard_named(options.standard);
    }
    if (options.verify) return verify(options);
    if (!accept_job(job::check_job(options.job))) return exit_usage;
    if (options.job_option.print) {
        write_standard_output(job::to_json_text(options.job));
        return exit_done;
    }
    if (options.job.fallback_date.empty()) options.job.fallback_date = date_of_environment();
    return export_all(options);
}

}  // namespace

Command export_command() {
    const auto options = std::make_shared<LibraryExport>();
    return {
        .name = "export",
        .summary = "press a whole library into a folder, again and again",
        .description =
            "Presses each article in each layout and brand. It presses again only what changed, removes what articles "
            "that are gone left behind, and writes `manifest.jsonl` and `index.html`. An export that was stopped, by "
            "Ctrl-C or a power cut, is completed by the same command.\n\n"
            "Articles whose `status` is draft, review or retired, that are under embargo or have expired are held "
            "back, "
            "and what was exported of them before is removed.\n\n"
            "In a layout of two languages an article is set next to the English one with its code; articles without "
            "one are left out and named at the end.",
        .options = export_options(*options),
        .examples =
            {
                {"export articles -o out", "every article, in layout letter and the default brand"},
                {"export articles -o out", "again: press what has changed, remove what is gone"},
                {"export articles -o out --layout letter --layout a4", "in two layouts"},
                {"export articles -o out --brand harbor --language es", "in Spanish, with a brand"},
                {"export articles -o out --layout bilingual", "each translation next to the English article"},
                {"export articles -o out -n", "name each file that would be added, changed or removed"},
                {"export articles -o proofs --include-drafts", "proofs for reviewers, with DRAFT on every page"},
                {"export articles -o out --verify", "compare the files with out/manifest.jsonl, and export nothing"},
                {"export articles -o out --shard 0/4", "the first of four parts, for four machines"},
            },
        .statuses = {{"1",
                      "some article was refused (the others are done), too much would be removed, or --verify found a "
                      "difference"},
                     {"130 or 143", "stopped by SIGINT or SIGTERM"}},
        .run = [options] { return run_export_command(*options); },
    };
}

}  // namespace carepress::cli

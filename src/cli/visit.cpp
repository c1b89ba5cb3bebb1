#include "base/error.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/core_dumps.h"
#include "cli/environment.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/output_names.h"
#include "cli/svg_output.h"
#include "cli/visit_options.h"
#include "job/job_message.h"
#include "job/visit_job.h"
#include "job/visit_report.h"
#include "record/http_record.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace carepress::cli {
namespace {

/// Takes what a job does not state from SOURCE_DATE_EPOCH, if that is set.
void take_environment(job::VisitJob& job) {
    const std::string date = date_of_environment();
    if (job.fallback_date.empty()) job.fallback_date = date;
    if (job.given_at.empty()) job.given_at = date;
    if (job.printed_at.empty() && !job.printed_by.empty()) job.printed_at = date;
}

void print_message(const Diagnostic& diagnostic) {
    if (job::has_place(diagnostic)) return print(diagnostic);
    const std::string message = (diagnostic.file.empty() ? "" : diagnostic.file + ": ") + diagnostic.message;
    if (diagnostic.severity == Severity::error)
        print_error(message, diagnostic.hint);
    else
        print_note(message);
}

void print_messages(job::VisitJobResult& result, bool quiet) {
    // Which entries are incomplete is said in warnings.
    if (quiet && result.status == job::JobStatus::incomplete)
        result.diagnostics.back().hint =
            "run without --quiet to see which; fix the record, or run without --strict and tell the patient what is "
            "missing";
    for (const Diagnostic& diagnostic : result.diagnostics)
        if (!quiet || diagnostic.severity == Severity::error) print_message(diagnostic);
}

std::string path_or_standard_output(const std::string& path) { return path == "-" ? "/dev/stdout" : path; }

/// The pages of a summary in a folder: named "summary", as a name made from the record would tell who the patient is. A
/// folder that is made for them is its owner's alone.
void add_pages(const job::VisitJobResult& result, const std::string& output, std::vector<PrivateOutput>& outputs) {
    namespace fs = std::filesystem;
    if (!is_folder(output)) return outputs.push_back({path_or_standard_output(output), result.svg_pages.front()});
    std::error_code error;
    if (fs::create_directories(output, error)) fs::permissions(output, fs::perms::owner_all, error);
    if (error) throw EnvironmentError("cannot make the folder for the output: " + error.message());
    for (std::size_t page = 0; page < result.svg_pages.size(); ++page)
        outputs.push_back({svg_page_path((fs::path(output) / "summary").string(), page), result.svg_pages[page]});
}

/// All or nothing: no summary without the receipt and the report that were asked for. An incomplete record has a report
/// only, so that it can be fixed.
void write_outputs(const job::VisitJobResult& result, const VisitOptions& options) {
    std::vector<PrivateOutput> outputs;
    if (result.ok() && result.svg_pages.empty())
        outputs.push_back({path_or_standard_output(options.output), result.bytes});
    else if (result.ok())
        add_pages(result, options.output, outputs);
    if (result.receipt) {
        outputs.push_back({options.receipt, result.receipt->json, "the receipt"});
        outputs.push_back(
            {fhir_receipt_path(options.receipt), result.receipt->fhir_bundle, "the receipt's FHIR bundle"});
    }
    std::string report;
    if (!options.report.empty() && result.report) {
        report = job::report_as_json(*result.report, result.ok(), result.pages);
        outputs.push_back({path_or_standard_output(options.report), report, "the report"});
    }
    write_private(outputs);
}

/// Reads the visit from the record, and says what could not be read; the page says so, too.
int fetch_bundle(const VisitOptions& options, job::VisitJob& job) {
    OpenRecord opened(options.connection);
    if (const int status = opened.open(RecordPurpose::read_visit); status != exit_done) return status;
    record::Outcome<record::VisitRecord> fetched =
        record::fetch_visit(opened.client(), &opened.capabilities(), opened.granted(), {job.encounter, job.patient});
    if (const auto* const failure = std::get_if<record::RecordFailure>(&fetched)) {
        print_error("the visit cannot be read from the record: " + failure->what);
        return exit_environment;
    }
    auto& visit = std::get<record::VisitRecord>(fetched);
    for (const record::Gap& gap : visit.gaps) print_note(gap.type + " is not read whole: " + gap.why);
    if (!options.quiet)
        for (const std::string& note : visit.notes) print_note(note);
    job.bundle = job::BytesInput{"the record", std::move(visit.bundle), {}};
    return exit_done;
}

int run_visit(const VisitOptions& options) {
    forbid_core_dumps();
    std::optional<job::VisitJob> job = job_of(options);
    if (!job || !check_visit_options(options, *job)) return exit_usage;
    if (options.job_option.print) {
        write_standard_output(job::to_json_text(*job));
        return exit_done;
    }
    if (!options.connection.url.empty())
        if (const int status = fetch_bundle(options, *job); status != exit_done) return status;
    take_environment(*job);
    const engine::Engine engine(resource_settings());
    job::JobContext context{engine, now_in_nanoseconds(), search_index_folder()};
    job::VisitJobResult result = job::press_visit(*job, context, format_of(options.output, options.to));
    print_messages(result, options.quiet);
    if (result.status == job::JobStatus::failed) return exit_environment;
    if (result.status == job::JobStatus::refused) return exit_refused;
    if (result.svg_pages.size() > 1 && !is_folder(options.output)) {
        print_error(too_many_pages("summary", result.svg_pages.size()), one_page_hint);
        return exit_refused;
    }
    write_outputs(result, options);
    return result.ok() ? exit_done : exit_incomplete;
}

}  // namespace

Command visit_command() {
    const auto options = std::make_shared<VisitOptions>();
    return {
        .name = "visit",
        .summary = "press the summary of one visit, with the articles that belong to it",
        .description =
            "The summary is in `--language` if given, else in the language that the record says the patient prefers. "
            "Messages and file names contain no patient data. Only the owner can read the files that are written "
            "(mode 0600). Symbolic links, and other users' pipes and devices, are refused.",
        .options = visit_options(*options),
        .examples =
            {
                {"visit bundle.json -o summary.pdf", "the latest visit of the only patient"},
                {"visit bundle.json -o summary.pdf --article K977 --article A512", "with two articles of the library"},
                {"visit bundle.json -o summary.pdf --suggest", "with articles that fit the visit's codes"},
                {"visit bundle.json -o summary.pdf --encounter 123 --time-zone America/New_York",
                 "one visit, with clock times of New York"},
                {"visit bundle.json -o summary.pdf --note note.md", "with a clinician's note on page 1"},
                {"visit bundle.json -o summary.pdf --without goals", "a copy without one part"},
                {"visit --record https://ehr.example.org/fhir --encounter 123 --key carepress.pem --client-id "
                 "carepress -o "
                 "summary.pdf --receipt receipt.json",
                 "straight from the record, with a receipt for carepress attach"},
                {"visit bundle.json -o summary.pdf --strict --report report.json",
                 "only if nothing that matters is missing; report what else was left out"},
                {"visit bundle.json -o summary.pdf --layout visit-summary-large-print", "in large print"},
                {"visit bundle.json -o summary.pdf --layout visit-summary-bilingual",
                 "the patient's language next to English"},
                {"visit bundle.json -o pages/ --to svg", "one SVG for each page: pages/summary-1.svg ..."},
                {"visit - -o - | lp", "from standard input to the printer: nothing reaches the disk"},
            },
        .statuses = {{"1", "the bundle, the note, an article or a part was refused"},
                     {"4",
                      "with --strict: a medicine, an allergy or an order could not be read in full, and no summary "
                      "was written"}},
        .run = [options] { return run_visit(*options); },
        .is_private = true,
    };
}

}  // namespace carepress::cli

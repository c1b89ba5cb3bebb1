#include "cli/visit_options.h"

#include "cli/messages.h"
#include "cli/svg_output.h"
#include "job/check_values.h"
#include "style/summary_parts.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

namespace carepress::cli {
namespace fs = std::filesystem;

namespace {

/// A file that a run reads or writes. Messages call it `what`, because its path may contain the patient's name.
struct NamedFile {
    std::string what, path;
};

bool is_same_file(const std::string& left, const std::string& right) {
    std::error_code error;
    return fs::equivalent(left, right, error) ||
           fs::absolute(left, error).lexically_normal() == fs::absolute(right, error).lexically_normal();
}

std::string path_or_nothing(const job::PrivateInput& input) {
    const std::string* path = job::path_of_input(input);
    return path == nullptr ? std::string() : *path;
}

/// No output may take the place of an input or of another output.
bool check_files(const VisitOptions& options, const job::VisitJob& job) {
    std::vector<NamedFile> inputs{{"the bundle", path_or_nothing(job.bundle)}};
    if (job.note) inputs.push_back({"the note", path_or_nothing(*job.note)});
    std::vector<NamedFile> outputs{{"the output", options.output}, {"the report", options.report}};
    if (!options.receipt.empty()) {
        outputs.push_back({"the receipt", options.receipt});
        outputs.push_back({"the receipt's FHIR bundle", fhir_receipt_path(options.receipt)});
    }
    const auto is_unnamed = [](const NamedFile& file) { return file.path.empty() || file.path == "-"; };
    std::erase_if(inputs, is_unnamed);
    std::erase_if(outputs, is_unnamed);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (const NamedFile& input : inputs)
            if (is_same_file(input.path, outputs[i].path))
                return refuse(outputs[i].what + " is " + input.what + " itself", "name a different file");
        for (std::size_t k = 0; k < i; ++k)
            if (is_same_file(outputs[k].path, outputs[i].path) && !outputs[i].path.starts_with("/dev/"))
                return refuse(outputs[k].what + " and " + outputs[i].what + " are the same file",
                              "name a different file for each");
    }
    return true;
}

/// What outputs there are, and where they go.
bool check_outputs(const VisitOptions& options, const job::VisitJob& job) {
    if (!check_format(options.output, options.to)) return false;
    if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1)
        return refuse("refusing to write a summary to a terminal",
                      "pipe it (carepress visit … -o - | lp), or name a file with -o");
    if (options.output == "-" && options.report == "-")
        return refuse("the summary and the report can't both go to standard output", "name a file for one of them");
    if (options.receipt == "-") return refuse("a receipt is two files", "name the first one: --receipt receipt.json");
    if (job.want_receipt && options.receipt.empty())
        return refuse("the job wants a receipt", "name a file: --receipt receipt.json");
    return true;
}

/// What the job says, without its inputs.
bool check_whole_job(const VisitOptions& options, const job::VisitJob& job) {
    const std::vector<Diagnostic> errors = job::check_job(job);
    if (!errors.empty()) return refuse(errors.front().message, errors.front().hint);
    if (options.job_option.file == "-" &&
        (job::is_standard_input(job.bundle) || job::count_standard_inputs(job.note) > 0))
        return refuse("standard input can only be read once", "name a file for the job or for its input");
    return true;
}

/// A visit has one source: a bundle, a record system, or what a job names.
bool check_source(const VisitOptions& options, const job::VisitJob& job) {
    if (!options.job_option.file.empty()) return true;
    const bool has_record = !options.connection.url.empty();
    if (options.bundle.empty() && !has_record)
        return refuse("BUNDLE is missing: a FHIR R4 Bundle in JSON, or `-` for standard input",
                      "name a file, or a record system with --record; see carepress visit --help");
    if (!options.bundle.empty() && has_record)
        return refuse("the visit can't come from both a bundle and --record", "leave one of them out");
    if (has_record && options.job_option.print)
        return refuse("--print-job does not state a record system", "fetch a bundle, and print a job for that");
    if (has_record && job.encounter.empty() && job.patient.empty())
        return refuse("--record needs the id of a visit or a patient", "name it with --encounter, or --patient");
    return !has_record || check_record_connection(options.connection);
}

}  // namespace

std::string fhir_receipt_path(const std::string& receipt) {
    return fs::path(receipt).replace_extension(".fhir.json").string();
}

std::optional<job::VisitJob> job_of(const VisitOptions& options) {
    std::optional<job::VisitJob> job = options.job_option.file.empty()
                                           ? options.job
                                           : read_job_file(options.job_option.file, job::read_visit_job, true);
    if (!job) return job;
    if (!options.receipt.empty()) job->want_receipt = true;
    if (!options.job_option.file.empty()) return job;
    job->bundle = job::FileInput{options.bundle};
    if (!options.note.empty()) job->note = job::FileInput{options.note};
    job->language_notice = !options.no_language_notice;
    job->standard = style::pdf_standard_named(options.standard);
    return job;
}

bool check_visit_options(const VisitOptions& options, const job::VisitJob& job) {
    if (!check_source(options, job)) return false;
    if (options.job_option.print) return check_whole_job(options, job);
    if (!check_outputs(options, job) || !check_whole_job(options, job)) return false;
    std::error_code error;
    const bool is_svg = format_of(options.output, options.to) == engine::Format::svg;
    if (!is_svg && (options.output.ends_with('/') || fs::is_directory(options.output, error)))
        return refuse("the output is a folder",
                      "name the file: a name made from the record would tell who the patient is");
    return check_files(options, job);
}

std::vector<CommandOption> visit_options(VisitOptions& options) {
    job::VisitJob& job = options.job;
    std::vector<CommandOption> all = {
        {.names = "BUNDLE",
         .help = "a FHIR R4 Bundle in JSON, or `-` for standard input",
         .more = "Or `--record` names the record system that the visit is read from.",
         .to = into(options.bundle),
         .completion = Completion::files},
        {.names = "-o,--output",
         .value = "FILE",
         .help = "the file, PDF or SVG by its extension; `-` for standard output; or, for SVG, a folder",
         .more = "No file name is made from the record. See `OUTPUTS` for where it may go.",
         .to = into(options.output),
         .group = OptionGroup::output,
         .completion = Completion::files,
         .required = true},
        {.names = "--encounter",
         .value = "ID",
         .help = "the visit by its id, instead of the latest one",
         .more = "The latest one is in progress or finished.",
         .to = into(job.encounter)},
        {.names = "--patient",
         .value = "ID",
         .help = "the patient by id, if the bundle has several",
         .to = into(job.patient)},
        {.names = "--article", .value = "CODE", .help = "add a library article by its code", .to = into(job.articles)},
        {.names = "--suggest",
         .help = "add the articles about codes or medicines of this visit, and say which",
         .to = into(job.suggest)},
        note_option(options.note),
        {.names = "--without",
         .value = "PART",
         .help = "leave out this part of the summary, as in a proxy's copy, for example medicines or goals",
         .to = into(job.omit_parts),
         .words = {style::summary_parts.begin(), style::summary_parts.end()}},
        {.names = "--time-zone",
         .value = "ZONE",
         .help = "the time zone for clock times, such as America/New_York",
         .more = "By default the brand's, else the record's own.",
         .to = into(job.time_zone)},
        {.names = "--include-restricted",
         .help = "also print what the record marks as restricted",
         .to = into(job.include_restricted)},
        {.names = "--force",
         .help = "make a summary even of a visit after, or about, the patient's death",
         .to = into(job.force)},
        {.names = "--printed-by",
         .value = "NAME",
         .help = "print who made the handout, and when",
         .to = into(job.printed_by)},
        {.names = "--strict",
         .help = "write no summary if a medicine, an allergy or an order could not be read in full (exit status 4)",
         .more = "The receipt is then not written either.",
         .to = into(job.strict)},
        language_option(into(job.language), "the summary's language, instead of the one that the record prefers"),
        {.names = "--no-language-notice",
         .help = "leave out the page that offers help in many languages",
         .to = into(options.no_language_notice)},
        library_option(job.library),
        layout_option(job.layout),
        brand_option(job.brand),
        standard_option(options.standard),
        to_option(options.to),
        {.names = "--report",
         .value = "FILE",
         .help = "write to this file, as JSON, what was shown, left out and asked about; or `-` for standard output",
         .more = "It has paths and reasons, without words of the record. With `--strict` it is written even if the "
                 "summary is not.",
         .to = into(options.report),
         .group = OptionGroup::output,
         .completion = Completion::files},
        {.names = "--receipt",
         .value = "FILE",
         .help = "write what was given to this file, and next to it as a FHIR bundle (.fhir.json)",
         .to = into(options.receipt),
         .group = OptionGroup::output,
         .completion = Completion::files},
        quiet_option(options.quiet),
        job_option(options.job_option),
        print_job_option(options.job_option),
    };
    std::vector<CommandOption> connection = record_connection_options(options.connection, false);
    all.insert(all.begin() + 4, std::make_move_iterator(connection.begin()), std::make_move_iterator(connection.end()));
    return all;
}

}  // namespace carepress::cli

#include "cli/visit_options.h"

#include "cli/messages.h"
#include "job/check_values.h"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace carepress {
namespace fs = std::filesystem;

namespace {

constexpr const char* visit_examples = R"(Examples:
  carepress visit bundle.json -o summary.pdf                      the latest visit of the only patient
  carepress visit bundle.json -o summary.pdf --article K977 --article A512
                                                                  with two articles of the library
  carepress visit bundle.json -o summary.pdf --suggest            with articles that fit the visit's codes
  carepress visit bundle.json -o summary.pdf --encounter 123 --time-zone America/New_York
  carepress visit bundle.json -o summary.pdf --note note.md       with a clinician's note on page 1
  carepress visit bundle.json -o summary.pdf --without goals      a copy without one section
  carepress visit bundle.json -o summary.pdf --strict --report report.json
                                                                  only if nothing that matters is missing
  carepress visit bundle.json -o summary.pdf --layout visit-summary-large-print
  carepress visit bundle.json -o summary.pdf --layout visit-summary-bilingual
                                                                  the patient's language beside English
  fetch-bundle 123 | carepress visit - -o - | lp                  nothing reaches the disk

The summary is in --language if given, else in the language that the record says the patient prefers. Messages
and file names contain no patient data. Only the owner can read the files that are written (mode 0600). Symbolic
links, and other users' pipes and devices, are refused.

Exit status: 0 done, 1 the bundle, the note, an article or a part was refused, 2 wrong usage, 3 the environment
failed (disk, font, missing file of the program), 4 with --strict: a medicine, an allergy or an order could not be
read in full, and no summary was written.)";

/// A file that a run reads or writes. Messages call it `what`, because its path may contain the patient's name.
struct NamedFile {
    std::string what, path;
};

bool is_same_file(const std::string& left, const std::string& right) {
    std::error_code error;
    return fs::equivalent(left, right, error) ||
           fs::absolute(left, error).lexically_normal() == fs::absolute(right, error).lexically_normal();
}

std::string path_or_nothing(const PrivateInput& input) {
    const std::string* path = path_of_input(input);
    return path == nullptr ? std::string() : *path;
}

/// No output may take the place of an input or of another output.
bool check_files(const VisitOptions& options, const VisitJob& job) {
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
bool check_outputs(const VisitOptions& options, const VisitJob& job) {
    if (options.output.empty())
        return refuse("say where the summary goes", "name a file with -o summary.pdf, or pipe it with -o -");
    if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1)
        return refuse("a PDF is not shown on a terminal",
                      "pipe it (carepress visit … -o - | lp), or name a file with -o");
    if (options.output == "-" && options.report == "-")
        return refuse("the PDF and the report can't both go to standard output", "name a file for one of them");
    if (options.receipt == "-") return refuse("a receipt is two files", "name the first one: --receipt receipt.json");
    if (job.want_receipt && options.receipt.empty())
        return refuse("the job wants a receipt", "name a file: --receipt receipt.json");
    return true;
}

/// What the job says, without its inputs.
bool check_whole_job(const VisitOptions& options, const VisitJob& job) {
    const std::vector<Diagnostic> errors = check_job(job);
    if (!errors.empty()) return refuse(errors.front().message, errors.front().hint);
    if (options.job_option.file == "-" && (is_standard_input(job.bundle) || count_standard_inputs(job.note) > 0))
        return refuse("standard input can only be read once", "name a file for the job or for its input");
    return true;
}

}  // namespace

std::string fhir_receipt_path(const std::string& receipt) {
    return fs::path(receipt).replace_extension(".fhir.json").string();
}

std::optional<VisitJob> job_of(const VisitOptions& options) {
    std::optional<VisitJob> job =
        options.job_option.file.empty() ? options.job : read_visit_job_file(options.job_option.file);
    if (!job) return job;
    if (!options.receipt.empty()) job->want_receipt = true;
    if (!options.job_option.file.empty()) return job;
    job->bundle = FileInput{options.bundle};
    if (!options.note.empty()) job->note = FileInput{options.note};
    job->language_notice = !options.no_language_notice;
    return job;
}

bool check_visit_options(const VisitOptions& options, const VisitJob& job) {
    if (options.job_option.print) return check_whole_job(options, job);
    if (!check_outputs(options, job) || !check_whole_job(options, job)) return false;
    std::error_code error;
    if (options.output.ends_with('/') || fs::is_directory(options.output, error))
        return refuse("the output is a folder",
                      "name the file: a name made from the record would tell who the patient is");
    return check_files(options, job);
}

void add_visit_options(CLI::App& command, VisitOptions& options) {
    VisitJob& job = options.job;
    /// `kind`: what the help calls the option's argument.
    const auto option = [&](const char* names, auto& value, const char* kind, const char* help) {
        return command.add_option(names, value, help)->type_name(kind);
    };
    command.footer(visit_examples);
    option("BUNDLE", options.bundle, "FILE", "a FHIR R4 Bundle in JSON, or - for standard input");
    option("-o,--output", options.output, "FILE", "the PDF file, or - for standard output");
    option("--encounter", job.encounter, "ID", "the visit by its id, if it isn't the latest one");
    option("--patient", job.patient, "ID", "the patient by id, if the bundle has several");
    option("--article", job.articles, "CODE", "add a library article by its code (repeatable)")
        ->allow_extra_args(false);
    command.add_flag("--suggest", job.suggest, "add the articles whose topics are codes of this visit");
    add_note_option(command, options.note);
    option("--without", job.omit_parts, "SECTION",
           "leave out this part of the summary, as in a proxy's copy: medicines, goals … (repeatable)")
        ->allow_extra_args(false);
    option("--time-zone", job.time_zone, "ZONE", "the time zone for clock times, such as America/New_York");
    command.add_flag("--include-restricted", job.include_restricted, "also print what the record marks as restricted");
    command.add_flag("--force", job.force, "make a summary even of a visit after, or about, the patient's death");
    option("--printed-by", job.printed_by, "NAME", "print who made the handout, and when");
    command.add_flag("--strict", job.strict,
                     "write no summary if a medicine, an allergy or an order could not be read in full (exit 4)");
    option("--report", options.report, "FILE",
           "write to this file, as JSON, what was shown, left out and asked about; or - for standard output");
    option("--receipt", options.receipt, "FILE",
           "write what was given to this file, and next to it as a FHIR bundle (.fhir.json)");
    add_style_options(command, job.layout, job.brand);
    add_language_option(command, job.language,
                        "BCP 47 tag: the summary's language, instead of the one that the record prefers");
    command.add_option("--library", job.library, "folder in which codes are looked up");
    command.add_flag("--no-language-notice", options.no_language_notice,
                     "leave out the page that offers help in many languages");
    command.add_flag("-q,--quiet", options.quiet, "print errors only, no warnings and notes");
    add_job_options(command, options.job_option);
}

}  // namespace carepress

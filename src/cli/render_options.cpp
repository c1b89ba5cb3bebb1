#include "cli/render_options.h"

#include "cli/messages.h"
#include "cli/output_names.h"
#include "cli/svg_output.h"
#include "job/check_values.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <variant>

namespace carepress::cli {
namespace fs = std::filesystem;

namespace {

/// No handout may take the place of what it is made from.
bool check_output_file(const std::string& output, const job::HandoutJob& job) {
    std::error_code error;
    const auto is_output = [&](const std::string* path) {
        return path != nullptr && fs::equivalent(*path, output, error);
    };
    const auto is_source = [&](const job::ArticleInput& input) { return is_output(job::path_of_input(input)); };
    if (std::any_of(job.articles.begin(), job.articles.end(), is_source) ||
        (job.translation && is_source(*job.translation)))
        return refuse("the output " + output + " is the source itself", "name another file with -o");
    if (job.note && is_output(job::path_of_input(*job.note)))
        return refuse("the output is the note itself", "name another file with -o");
    return true;
}

bool check_terminal(const RenderOptions& options) {
    if (options.output == "-" && options.messages == "json")
        return refuse("the handout and the JSON can't both go to standard output", "name a file with -o");
    if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1)
        return refuse("refusing to write a handout to a terminal",
                      "pipe it (carepress render … -o - | lp), or name a file with -o");
    return true;
}

bool check_receipt(const RenderOptions& options, const job::HandoutJob& job) {
    if (options.receipt == "-" || options.receipt == options.output)
        return refuse("the receipt needs a file of its own", "name another one with --receipt");
    if (format_of(options.output, options.to) != engine::Format::pdf)
        return refuse("a receipt is of a PDF", "leave out --receipt, or press a PDF");
    if (!is_one_handout(options, job))
        return refuse("a receipt is of one handout, and each of these sources makes its own",
                      "name one source, or one file with -o for a handout of all");
    const bool has_codes = std::all_of(job.articles.begin(), job.articles.end(), [](const job::ArticleInput& input) {
        return std::holds_alternative<job::CodeInput>(input);
    });
    return has_codes || refuse("a receipt is of articles of the library", "name them by their codes");
}

bool check_whole_job(const RenderOptions& options, const job::HandoutJob& job) {
    std::vector<Diagnostic> errors = job::check_job(job);
    if (errors.empty() && !is_one_handout(options, job)) {
        job::HandoutJob first = job;
        first.articles.resize(1);
        errors = job::check_job(first);
    }
    if (!errors.empty()) return refuse(errors.front().message, errors.front().hint);
    if (options.job_option.file == "-" && job::count_standard_inputs(job.articles) +
                                                  job::count_standard_inputs(job.translation) +
                                                  job::count_standard_inputs(job.note) >
                                              0)
        return refuse("standard input can only be read once", "name a file for the job or for its input");
    return true;
}

}  // namespace

std::vector<CommandOption> render_options(RenderOptions& options) {
    job::HandoutJob& job = options.job;
    return {
        {.names = "SOURCE",
         .help = "a file in Markdown or HTML, or text saved from a web page; `-` for standard input; or the code of an "
                 "article in the library",
         .to = into(options.sources),
         .completion = Completion::files,
         .required = true},
        {.names = "-o,--output",
         .value = "PATH",
         .help = "a file, PDF or SVG by its extension; a folder (ends in / or exists); or `-` for standard output",
         .more = "Without it each handout is named after its source, in the current folder.",
         .to = into(options.output),
         .group = OptionGroup::output,
         .completion = Completion::files},
        language_option(into(job.language),
                        "the translation to use of an article by code, or the language of a source that states none"),
        {.names = "--beside",
         .value = "FILE",
         .help = "the translation to set next to the only source in a layout of two languages, or `-`",
         .more = "For an article of the library it is the English one by default.",
         .to = into(options.translation),
         .completion = Completion::files},
        note_option(options.note),
        {.names = "--without",
         .value = "SECTION",
         .help = "leave out the section with this heading, and say so on the page",
         .more = "Case, accents and punctuation of the heading do not count.",
         .to = into(job.omit_sections)},
        language_notice_option(job.language_notice),
        {.names = "--title", .value = "TEXT", .help = "title of a handout of several articles", .to = into(job.title)},
        {.names = "--page-numbers",
         .value = "HOW",
         .help = "in a handout of several articles, number all pages through, or those of each article",
         .more = "By default as the layout says.",
         .to = into(options.page_numbers),
         .choices = {"through", "article"}},
        library_option(job.library),
        layout_option(job.layout),
        brand_option(job.brand),
        standard_option(options.standard),
        {.names = "--receipt",
         .value = "FILE",
         .help = "write what the PDF is and of which articles, for carepress attach",
         .more = "Of one PDF, of articles by their codes. Nothing of a patient is in it.",
         .to = into(options.receipt),
         .group = OptionGroup::output,
         .completion = Completion::files},
        to_option(options.to),
        format_option(options.messages, "print messages as text, or results as JSON on standard output"),
        quiet_option(options.quiet),
        job_option(options.job_option),
        print_job_option(options.job_option),
    };
}

std::optional<job::HandoutJob> job_of(const RenderOptions& options) {
    if (!options.job_option.file.empty()) return read_job_file(options.job_option.file, job::read_handout_job);
    job::HandoutJob job = options.job;
    for (const std::string& source : options.sources) job.articles.push_back(job::input_named(source));
    if (!options.translation.empty()) job.translation = job::FileInput{options.translation};
    if (!options.note.empty()) job.note = job::FileInput{options.note};
    if (!options.page_numbers.empty())
        job.page_numbers = options.page_numbers == "article" ? style::BundleSettings::Numbers::article
                                                             : style::BundleSettings::Numbers::through;
    job.standard = style::pdf_standard_named(options.standard);
    return job;
}

bool is_one_handout(const RenderOptions& options, const job::HandoutJob& job) {
    if (!options.job_option.file.empty() || job.articles.size() == 1) return true;
    return !options.output.empty() && !is_folder(options.output);
}

bool check_render_options(const RenderOptions& options, const job::HandoutJob& job) {
    if (!check_terminal(options) || !check_format(options.output, options.to) || !check_whole_job(options, job))
        return false;
    const bool one_output = !options.output.empty() && !is_folder(options.output);
    if (!options.receipt.empty() && !check_receipt(options, job)) return false;
    if (options.job_option.print)
        return is_one_handout(options, job) || refuse("a job is one handout, and each of these sources makes its own",
                                                      "name one source, or one file with -o for a handout of all");
    if (!options.job_option.file.empty() && job.articles.size() > 1 && !one_output)
        return refuse("a handout of several articles needs a name", "name a file with -o");
    return !one_output || check_output_file(options.output, job);
}

}  // namespace carepress::cli

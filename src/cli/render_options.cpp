#include "cli/render_options.h"

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

constexpr const char* render_examples = R"(Examples:
  carepress render fever.md                      one article, to fever.pdf
  carepress render fever.md -o handout.pdf       to a file of this name
  carepress render articles/en/*.md -o out/      one PDF for each article, in out/
  carepress render fever.md flu.md -o pack.pdf   several articles in one handout, with a list of contents
  carepress render fever.md --note note.md       with a clinician's note on page 1
  carepress render fever.md --without "When to call a doctor" --language-notice
  carepress render K977 --language es            an article of the library by its code, in Spanish
  carepress render K977 --language es --layout bilingual            beside the English article
  carepress render fiebre.md --beside fever.md --layout bilingual
  carepress render fever.md --layout a4 --brand harbor -o - | lp

Exit status: 0 done, 1 some source was refused (the others are done), 2 wrong usage,
3 the environment failed (disk, font, missing file of the program).)";

/// No handout may take the place of what it is made from.
bool check_output_file(const std::string& output, const HandoutJob& job) {
    std::error_code error;
    const auto is_output = [&](const std::string* path) {
        return path != nullptr && fs::equivalent(*path, output, error);
    };
    const auto is_source = [&](const ArticleInput& input) { return is_output(path_of_input(input)); };
    if (std::any_of(job.articles.begin(), job.articles.end(), is_source) ||
        (job.translation && is_source(*job.translation)))
        return refuse("the output " + output + " is the source itself", "name another file with -o");
    if (job.note && is_output(path_of_input(*job.note)))
        return refuse("the output is the note itself", "name another file with -o");
    return true;
}

bool check_terminal(const RenderOptions& options) {
    if (options.output == "-" && options.messages == "json")
        return refuse("the PDF and the JSON can't both go to standard output", "name a file with -o");
    if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1)
        return refuse("a PDF is not shown on a terminal",
                      "pipe it (carepress render … -o - | lp), or name a file with -o");
    return true;
}

bool check_whole_job(const RenderOptions& options, const HandoutJob& job) {
    std::vector<Diagnostic> errors = check_job(job);
    if (errors.empty() && !is_one_handout(options, job)) {
        HandoutJob first = job;
        first.articles.resize(1);
        errors = check_job(first);
    }
    if (!errors.empty()) return refuse(errors.front().message, errors.front().hint);
    if (options.job_option.file == "-" &&
        count_standard_inputs(job.articles) + count_standard_inputs(job.translation) + count_standard_inputs(job.note) >
            0)
        return refuse("standard input can only be read once", "name a file for the job or for its input");
    return true;
}

}  // namespace

void add_render_options(CLI::App& command, RenderOptions& options) {
    HandoutJob& job = options.job;
    command.footer(render_examples);
    command.add_option("SOURCE", options.sources,
                       "Markdown, HTML or saved text; - for standard input; or an article's code");
    command.add_option("-o,--output", options.output,
                       "a PDF file, a folder (ends in / or exists), or - for standard output");
    add_style_options(command, job.layout, job.brand);
    add_language_option(command, job.language,
                        "BCP 47 tag: the translation to take, or the language of a source that states none");
    command.add_option("--beside", options.translation,
                       "the source's translation, or -, for a layout of two languages; for an article of the library "
                       "the English one by default");
    add_note_option(command, options.note);
    command
        .add_option("--without", job.omit_sections,
                    "leaves out the section with this heading, and says so on the page; may be given again")
        ->allow_extra_args(false);
    command.add_flag("--language-notice", job.language_notice, "adds the page that offers help in many languages");
    command.add_option("--title", job.title, "title of a handout of several articles");
    command
        .add_option(
            "--page-numbers", options.page_numbers,
            "in a handout of several articles: through, or of each article first; by default as the layout says")
        ->check(CLI::IsMember({"through", "article"}));
    command.add_option("--library", job.library, "folder in which codes are looked up");
    command.add_option("--format", options.messages, "messages as text, or results as json on standard output")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command.add_flag("-q,--quiet", options.quiet, "print errors only, no warnings and notes");
    add_job_options(command, options.job_option);
}

std::optional<HandoutJob> job_of(const RenderOptions& options) {
    if (!options.job_option.file.empty()) return read_handout_job_file(options.job_option.file);
    HandoutJob job = options.job;
    for (const std::string& source : options.sources) job.articles.push_back(input_named(source));
    if (!options.translation.empty()) job.translation = FileInput{options.translation};
    if (!options.note.empty()) job.note = FileInput{options.note};
    if (!options.page_numbers.empty())
        job.page_numbers =
            options.page_numbers == "article" ? BundleSettings::Numbers::article : BundleSettings::Numbers::through;
    return job;
}

bool is_folder(const std::string& output) {
    std::error_code error;
    return output.ends_with('/') || fs::is_directory(output, error);
}

bool is_one_handout(const RenderOptions& options, const HandoutJob& job) {
    if (!options.job_option.file.empty() || job.articles.size() == 1) return true;
    return !options.output.empty() && !is_folder(options.output);
}

bool check_render_options(const RenderOptions& options, const HandoutJob& job) {
    if (!check_terminal(options) || !check_whole_job(options, job)) return false;
    const bool one_output = !options.output.empty() && !is_folder(options.output);
    if (options.job_option.print)
        return is_one_handout(options, job) || refuse("a job is one handout, and each of these sources makes its own",
                                                      "name one source, or one file with -o for a handout of all");
    if (!options.job_option.file.empty() && job.articles.size() > 1 && !one_output)
        return refuse("a handout of several articles needs a name", "name a file with -o");
    return !one_output || check_output_file(options.output, job);
}

}  // namespace carepress

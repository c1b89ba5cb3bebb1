#include "base/error.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/output.h"
#include "cli/output_names.h"
#include "cli/render_options.h"
#include "cli/render_output.h"
#include "cli/svg_output.h"
#include "job/job_message.h"

#include <memory>
#include <utility>

namespace carepress::cli {
namespace {

/// What a message calls the input of an article.
std::string name_of(const job::ArticleInput& input) {
    if (const std::string* path = job::path_of_input(input)) return *path;
    const auto* article = std::get_if<job::CodeInput>(&input);
    return article != nullptr ? article->code : std::get<job::BytesInput>(input).name;
}

/// Presses handouts, prints what they say, and writes them.
class Renderer {
public:
    explicit Renderer(const RenderOptions& options)
        : options_(options), engine_(resource_settings()), names_(options.output), output_(options) {}

    /// `one_handout`: all articles go into one.
    int run(job::HandoutJob job, bool one_handout) {
        if (job.fallback_date.empty()) job.fallback_date = date_of_environment();
        if (job.note && !load(*job.note)) return finish();
        if (one_handout && job.articles.size() > 1)
            write(job, press(job));
        else
            for (const job::ArticleInput& article : std::exchange(job.articles, {})) {
                job.articles = {article};
                press_and_write(job);
            }
        return finish();
    }

private:
    int finish() {
        output_.finish();
        return failed_ ? exit_environment : refused_ ? exit_refused : exit_done;
    }

    /// Several handouts may have the same note: its file is read once.
    bool load(job::PrivateInput& note) {
        job::PrivateSource read = job::read_note_input(note);
        if (read.source)
            note = job::BytesInput{{}, std::move(read.source->bytes), {}};
        else
            refuse_input(job::job_error("job/unreadable"_code, "note", read.message, read.hint));
        return read.source.has_value();
    }

    void press_and_write(const job::HandoutJob& job) {
        const job::HandoutResult result = press(job);
        try {
            write(job, result);
        } catch (const EnvironmentError& error) {  // the next one may yet be done
            failed_ = true;
            refuse_input(job::job_error("job/unreadable"_code, name_of(job.articles.front()), error.what()));
        }
    }

    /// Presses a handout and prints what there is to say. Without the library no article can be found: then it throws.
    job::HandoutResult press(const job::HandoutJob& job) {
        job::HandoutResult result = job::press_handout(job, context_, format_of(options_.output, options_.to));
        const std::size_t count = result.diagnostics.size() - (result.status == job::JobStatus::failed ? 1 : 0);
        for (std::size_t i = 0; i < count; ++i) {
            if (job::has_place(result.diagnostics[i]))
                output_.print(result.diagnostics[i], result.sources);
            else
                refuse_input(result.diagnostics[i]);
        }
        if (result.status == job::JobStatus::failed && result.sources.empty()) throw failure_of(result);
        return result;
    }

    static EnvironmentError failure_of(const job::HandoutResult& result) {
        return EnvironmentError(result.diagnostics.back().message);
    }

    void write(const job::HandoutJob& job, const job::HandoutResult& result) {
        if (result.status == job::JobStatus::failed) throw failure_of(result);
        std::vector<std::string> written;
        if (!result.ok())
            refused_ = true;
        else if (result.svg_pages.size() > 1 && names_.is_one_file())
            refuse_input(job::job_error("job/one-page"_code, options_.output,
                                        too_many_pages("handout", result.svg_pages.size()), one_page_hint));
        else
            written = names_.names_for(result);
        std::vector<PrivateOutput> outputs;
        for (std::size_t i = 0; i < written.size(); ++i)
            outputs.push_back({written[i], result.svg_pages.empty() ? result.bytes : result.svg_pages[i]});
        const std::string receipt = options_.receipt.empty() ? std::string() : job::receipt_of(result);
        if (outputs.size() == 1 && !receipt.empty()) outputs.push_back({options_.receipt, receipt, "the receipt"});
        if (!outputs.empty()) write_files(outputs, job.note.has_value());
        if (!result.sources.empty()) output_.add(written, result);
    }

    void refuse_input(const Diagnostic& error) {
        refused_ = true;
        output_.refuse_input(error);
    }

    /// `is_private`: they contain what a clinician wrote to a patient.
    static void write_files(const std::vector<PrivateOutput>& outputs, bool is_private) {
        if (outputs.front().path == "-") return write_standard_output(outputs.front().bytes);
        if (is_private) return write_private(outputs);
        for (const PrivateOutput& output : outputs) write_whole(output.path, output.bytes);
    }

    const RenderOptions& options_;
    engine::Engine engine_;
    job::JobContext context_{engine_, now_in_nanoseconds(), search_index_folder()};
    OutputNames names_;
    RenderOutput output_;
    bool refused_ = false, failed_ = false;
};

int run_render(const RenderOptions& options) {
    const std::optional<job::HandoutJob> job = job_of(options);
    if (!job || !check_render_options(options, *job)) return exit_usage;
    if (options.job_option.print) {
        write_standard_output(job::to_json_text(*job));
        return exit_done;
    }
    return Renderer(options).run(*job, is_one_handout(options, *job));
}

}  // namespace

Command render_command() {
    const auto options = std::make_shared<RenderOptions>();
    return {
        .name = "render",
        .summary = "press articles into PDF handouts",
        .description =
            "Presses each source into one PDF. One bad source never stops the others.\n\n"
            "Several sources and one output file, or standard output, make one handout with a list of contents; it is "
            "whole or not made.",
        .options = render_options(*options),
        .examples =
            {
                {"render fever.md", "one article, to fever.pdf"},
                {"render fever.md -o handout.pdf", "to a file of this name"},
                {"render articles/en/*.md -o out/", "one PDF for each article, in out/"},
                {"render fever.md flu.md -o pack.pdf", "several articles in one handout, with a list of contents"},
                {"render fever.md --note note.md", "with a clinician's note on page 1"},
                {"render fever.md --without \"When to call a doctor\"", "without a section, which the page says"},
                {"render K977 --language es", "an article of the library by its code, in Spanish"},
                {"render K977 --language es --layout bilingual", "next to the English article"},
                {"render fiebre.md --beside fever.md --layout bilingual", "next to another file"},
                {"render fever.md --layout a4 --brand harbor -o - | lp", "print it"},
                {"render K977 -o handout.pdf --receipt receipt.json", "with a receipt for carepress attach"},
                {"render fever.md -o pages/ --to svg", "one SVG for each page, to look at: pages/fever-1.svg ..."},
            },
        .statuses = {{"1", "some source was refused; the others are done"}},
        .run = [options] { return run_render(*options); },
    };
}

}  // namespace carepress::cli

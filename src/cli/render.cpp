#include "cli/render.h"

#include "base/error.h"
#include "cli/clock.h"
#include "cli/environment.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "job/handout_job.h"
#include "job/job_message.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

namespace carepress {
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

/// What a message calls the input of an article.
std::string name_of(const ArticleInput& input) {
    if (const std::string* path = path_of_input(input)) return *path;
    const auto* article = std::get_if<CodeInput>(&input);
    return article != nullptr ? article->code : std::get<BytesInput>(input).name;
}

/// Presses handouts, prints what they say, and writes them.
class Renderer {
public:
    explicit Renderer(const RenderOptions& options) : options_(options), engine_(resource_settings()) {}

    /// `one_handout`: all articles go into one.
    int run(HandoutJob job, bool one_handout) {
        if (job.fallback_date.empty()) job.fallback_date = date_of_environment();
        if (job.note && !load(*job.note)) return finish();
        if (one_handout && job.articles.size() > 1)
            write(job, press(job));
        else
            for (const ArticleInput& article : std::exchange(job.articles, {})) {
                job.articles = {article};
                press_and_write(job);
            }
        return finish();
    }

private:
    int finish() {
        if (options_.messages == "json") write_standard_output(results_.dump(2) + "\n");
        return failed_ ? exit_environment : refused_ ? exit_refused : exit_done;
    }

    /// Several handouts may have the same note: its file is read once.
    bool load(PrivateInput& note) {
        PrivateSource read = read_note_input(note);
        if (read.source)
            note = BytesInput{{}, std::move(read.source->bytes), {}};
        else
            refuse(job_error("note", read.message, read.hint));
        return read.source.has_value();
    }

    void press_and_write(const HandoutJob& job) {
        const HandoutResult result = press(job);
        try {
            write(job, result);
        } catch (const EnvironmentError& error) {  // the next one may yet be done
            failed_ = true;
            refuse(job_error(name_of(job.articles.front()), error.what()));
        }
    }

    /// Presses a handout and prints what there is to say. Without the library no article can be found: then it throws.
    HandoutResult press(const HandoutJob& job) {
        HandoutResult result = press_handout(job, context_);
        const std::size_t count = result.diagnostics.size() - (result.status == JobStatus::failed ? 1 : 0);
        for (std::size_t i = 0; i < count; ++i) tell(result.diagnostics[i], result.sources);
        if (result.status == JobStatus::failed && result.sources.empty()) throw failure_of(result);
        return result;
    }

    static EnvironmentError failure_of(const HandoutResult& result) {
        return EnvironmentError(result.diagnostics.back().message);
    }

    void write(const HandoutJob& job, const HandoutResult& result) {
        if (result.status == JobStatus::failed) throw failure_of(result);
        std::string written;
        if (result.ok()) {
            written = output_for(result);
            if (written == "-")
                write_standard_output(result.bytes);
            else if (job.note)  // contains what a clinician wrote to a patient
                write_private({{written, result.bytes}});
            else
                write_whole(written, result.bytes);
        } else {
            refused_ = true;
        }
        if (options_.messages == "json" && !result.sources.empty()) add_result(written, result);
    }

    /// Prints a message; what is about the layout or the brand, not a source, is said once a run.
    void tell(const Diagnostic& diagnostic, const std::vector<std::string>& sources) {
        if (!has_place(diagnostic)) return refuse(diagnostic);
        if (options_.messages != "text" || (options_.quiet && diagnostic.severity != Severity::error)) return;
        const bool about_source = std::find(sources.begin(), sources.end(), diagnostic.file) != sources.end();
        if (about_source || told_.insert(format(diagnostic)).second) print(diagnostic);
    }

    void refuse(const Diagnostic& error) {
        refused_ = true;
        if (options_.messages == "text") return print_error(error.file + ": " + error.message, error.hint);
        results_.push_back(
            {{"source", error.file},
             {"output", nullptr},
             {"diagnostics", {{{"severity", "error"}, {"message", error.message}, {"hint", error.hint}}}}});
    }

    /// Where a PDF goes: named after its source in a folder (or the current one), else the file named.
    std::string output_for(const HandoutResult& result) {
        if (options_.output == "-") return "-";
        if (!options_.output.empty() && !is_folder(options_.output)) return options_.output;
        const std::string& path = result.sources.front();
        const std::string stem = path != "-"            ? fs::path(path).stem().string()
                                 : !result.code.empty() ? result.code
                                                        : "handout";
        const fs::path folder = options_.output.empty() ? fs::path() : fs::path(options_.output);
        if (!folder.empty() && made_folders_.insert(folder.string()).second) {
            std::error_code error;
            fs::create_directories(folder, error);
            if (error) throw EnvironmentError("cannot make the folder " + folder.string() + ": " + error.message());
        }
        std::string file = (folder / (stem + ".pdf")).string();
        if (outputs_.insert(file).second) return file;
        // Two sources of one name: the language tells translations apart, a number the rest. Nothing is overwritten.
        for (int number = 1;; ++number) {
            const std::string suffix = "-" + result.language + (number > 1 ? "-" + std::to_string(number) : "");
            std::string other = (folder / (stem + suffix + ".pdf")).string();
            if (outputs_.insert(other).second) return other;
        }
    }

    void add_result(const std::string& written, const HandoutResult& result) {
        Json diagnostics = Json::array();
        for (const Diagnostic& diagnostic : result.diagnostics)
            if (has_place(diagnostic))
                diagnostics.push_back({{"severity", carepress::name_of(diagnostic.severity)},
                                       {"file", diagnostic.file},
                                       {"line", diagnostic.position.line},
                                       {"column", diagnostic.position.column},
                                       {"message", diagnostic.message},
                                       {"hint", diagnostic.hint}});
        Json entry;
        if (result.sources.size() == 1)
            entry["source"] = result.sources.front();
        else
            entry["sources"] = result.sources;
        entry["output"] = written.empty() ? Json() : Json(written);
        entry["title"] = result.title;
        entry["code"] = result.code;
        entry["language"] = result.language;
        entry["pages"] = result.pages;
        entry["bytes"] = result.bytes.size();
        entry["diagnostics"] = std::move(diagnostics);
        results_.push_back(std::move(entry));
    }

    const RenderOptions& options_;
    Engine engine_;
    JobContext context_{engine_, now_in_nanoseconds(), search_index_folder()};
    std::set<std::string> outputs_, made_folders_, told_;
    Json results_ = Json::array();
    bool refused_ = false, failed_ = false;
};

}  // namespace

void add_render(CLI::App& app, RenderOptions& options) {
    add_render_options(*app.add_subcommand("render", "press articles into PDF handouts"), options);
}

int render(const RenderOptions& options) {
    const std::optional<HandoutJob> job = job_of(options);
    if (!job || !check_render_options(options, *job)) return exit_usage;
    if (options.job_option.print) {
        write_standard_output(to_json_text(*job));
        return exit_done;
    }
    return Renderer(options).run(*job, is_one_handout(options, *job));
}

}  // namespace carepress

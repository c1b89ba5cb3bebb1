#include "base/error.h"
#include "base/visible_text.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/json_output.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "job/check_values.h"
#include "job/job_message.h"
#include "job/translate_job.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace carepress::cli {
namespace fs = std::filesystem;

namespace {

/// What `carepress translate` was asked for.
struct TranslateOptions {
    std::string action;  ///< "export" or "import"
    std::vector<std::string> sources;
    std::string library, language = "en", to, output, earlier;
    std::string format = "text";  ///< "text" or "json"
    bool force = false, allow_differences = false, dry_run = false, quiet = false;
};

int status_of(job::JobStatus status) {
    return status == job::JobStatus::done     ? exit_done
           : status == job::JobStatus::failed ? exit_environment
                                              : exit_refused;
}

/// A message about a place of a file, or about a whole article.
void print_message(const Diagnostic& diagnostic) {
    if (job::has_place(diagnostic)) return print(diagnostic);
    const std::string message = (diagnostic.file.empty() ? "" : diagnostic.file + ": ") + diagnostic.message;
    if (diagnostic.severity == Severity::error)
        print_error(message, diagnostic.hint);
    else
        print_note(message + (diagnostic.hint.empty() ? "" : "; " + diagnostic.hint));
}

std::size_t count_of_state(const xliff::OutgoingFile& file, xliff::State state) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < file.units.size(); ++i)
        count += file.units[i].translate && file.states[i] == state ? 1 : 0;
    return count;
}

/// The documents of an export: one with all articles, or one for each in a folder.
class ExportOutput {
public:
    ExportOutput(const TranslateOptions& options, const job::TranslateExportResult& result)
        : options_(options), result_(result) {}

    void write() {
        std::error_code error;
        if (options_.output.ends_with('/') || fs::is_directory(options_.output, error)) {
            fs::create_directories(options_.output, error);
            if (error) throw EnvironmentError("cannot make " + options_.output + ": " + error.message());
            for (const xliff::OutgoingFile& file : result_.files)
                write_document(
                    (fs::path(options_.output) / (file.id + "." + result_.target_language + ".xlf")).string(), {file});
        } else {
            write_document(options_.output, result_.files);
        }
        if (options_.format == "json") write_standard_output(JsonOutput::object({{"articles", articles_}}).text());
    }

private:
    void write_document(const std::string& path, const std::vector<xliff::OutgoingFile>& files) {
        const std::string bytes = xliff::write_xliff(result_.source_language, result_.target_language, files);
        if (path == "-") return write_standard_output(bytes);
        write_whole(path, bytes);
        for (const xliff::OutgoingFile& file : files) say_written(file, path);
    }

    void say_written(const xliff::OutgoingFile& file, const std::string& path) {
        const std::size_t open = count_of_state(file, xliff::State::initial);
        const auto texts = static_cast<std::size_t>(std::count_if(
            file.units.begin(), file.units.end(), [](const xliff::Unit& unit) { return unit.translate; }));
        if (options_.format == "json") {
            articles_.push_back(JsonOutput::object({{"file", path},
                                                    {"original", file.original},
                                                    {"code", file.code},
                                                    {"language", result_.target_language},
                                                    {"texts", texts},
                                                    {"translated", texts - open}}));
        } else if (!options_.quiet) {
            write_standard_output(visible(path) + "  " + visible(file.original) + "  " + std::to_string(texts) +
                                  " texts, " + std::to_string(open) + " to translate\n");
        }
    }

    const TranslateOptions& options_;
    const job::TranslateExportResult& result_;
    JsonOutput::Array articles_;
};

int run_translate_export(const TranslateOptions& options, job::JobContext& context) {
    if (options.to.empty()) {
        print_error("--to is missing: the language to translate into", "as in --to es");
        return exit_usage;
    }
    if (options.output.empty()) {
        print_error("--output is missing: the XLIFF file to write", "as in -o " + options.to + ".xlf");
        return exit_usage;
    }
    const job::TranslateExportResult result = job::export_for_translation(
        {options.sources, options.library, options.language, options.to, options.earlier}, context);
    for (const Diagnostic& each : result.diagnostics) print_message(each);
    if (!result.files.empty()) ExportOutput(options, result).write();
    return status_of(result.status);
}

constexpr std::array fates{job::TranslationFate::added, job::TranslationFate::updated, job::TranslationFate::unchanged,
                           job::TranslationFate::refused};

void write_translation(const job::TranslatedArticle& article) {
    const auto make_folder_of = [](const std::string& path) {
        std::error_code error;
        const fs::path folder = fs::path(path).parent_path();
        if (!folder.empty()) fs::create_directories(folder, error);
        if (error) throw EnvironmentError("cannot make " + folder.string() + ": " + error.message());
    };
    for (const job::PictureCopy& picture : article.pictures) {
        make_folder_of(picture.to);
        write_whole(picture.to, read_source(picture.from).bytes);
    }
    make_folder_of(article.path);
    write_whole(article.path, article.bytes);
}

JsonOutput as_json(const job::TranslatedArticle& article) {
    JsonOutput json = JsonOutput::object({{"source", article.source},
                                          {"fate", job::name_of(article.fate)},
                                          {"code", article.code},
                                          {"title", article.title}});
    if (!article.path.empty()) json.set("file", article.path);
    JsonOutput::Array diagnostics;
    for (const Diagnostic& each : article.diagnostics) diagnostics.push_back(cli::as_json(each));
    if (!diagnostics.empty()) json.set("diagnostics", std::move(diagnostics));
    return json;
}

int run_translate_import(const TranslateOptions& options, job::JobContext& context) {
    if (!options.to.empty() || !options.output.empty() || !options.earlier.empty()) {
        print_error("--to, --output and --with are options of translate export",
                    "an XLIFF file says its language; --library names the library that gets the translation");
        return exit_usage;
    }
    const job::TranslateImportResult result =
        job::import_translations({options.sources, options.library, options.force, options.allow_differences}, context);
    for (const Diagnostic& each : result.diagnostics) print_message(each);
    JsonOutput::Array articles;
    std::array<std::size_t, fates.size()> counts{};
    for (const job::TranslatedArticle& article : result.articles) {
        ++counts.at(static_cast<std::size_t>(article.fate));
        if (!article.bytes.empty() && !options.dry_run) write_translation(article);
        if (options.format == "json") {
            articles.push_back(as_json(article));
            continue;
        }
        for (const Diagnostic& each : article.diagnostics)
            if (!options.quiet || each.severity == Severity::error || article.fate == job::TranslationFate::refused)
                print_message(each);
        if (!options.quiet)
            write_standard_output(std::string(job::name_of(article.fate)) + "  " +
                                  visible(article.path.empty() ? article.source : article.path) + "  " +
                                  visible(article.title) + "\n");
    }
    JsonOutput totals = JsonOutput::object({});
    std::string line;
    for (std::size_t i = 0; i < fates.size(); ++i) {
        totals.set(std::string(job::name_of(fates.at(i))), counts.at(i));
        line +=
            (line.empty() ? "" : ", ") + std::to_string(counts.at(i)) + " " + std::string(job::name_of(fates.at(i)));
    }
    write_standard_output(
        options.format == "json"
            ? JsonOutput::object({{"articles", std::move(articles)}, {"totals", std::move(totals)}}).text()
            : (options.dry_run ? "would be: " : "") + line + "\n");
    return status_of(result.status);
}

int run_translate(const TranslateOptions& options) {
    const engine::Engine engine(resource_settings());
    job::JobContext context{engine, now_in_nanoseconds(), search_index_folder()};
    return options.action == "export" ? run_translate_export(options, context) : run_translate_import(options, context);
}

std::vector<CommandOption> translate_options(TranslateOptions& options) {
    return {
        {.names = "ACTION",
         .help = "`export`: write XLIFF for translators; `import`: make articles of what they return",
         .to = into(options.action),
         .choices = {"export", "import"},
         .required = true},
        {.names = "SOURCE",
         .help = "export: codes or files of articles; import: XLIFF files",
         .to = into(options.sources),
         .completion = Completion::files,
         .required = true},
        {.names = "--to",
         .value = "TAG",
         .help = "the language to translate into (export)",
         .to = into(options.to),
         .completion = Completion::languages,
         .wrong = job::wrong_language_tag},
        language_option(into(options.language), "the language of the originals (export)"),
        {.names = "-o,--output",
         .value = "PATH",
         .help = "the XLIFF file to write; a folder gets one for each article (export)",
         .to = into(options.output),
         .group = OptionGroup::output,
         .completion = Completion::files},
        library_option(options.library),
        {.names = "--with",
         .value = "FILE",
         .help = "an XLIFF file that came back, to take over what is still right (export)",
         .more = "Its translations are filled in where the original still says the same.",
         .to = into(options.earlier),
         .completion = Completion::files},
        {.names = "--force",
         .help = "overwrite a translation that was changed since its file was written (import)",
         .to = into(options.force)},
        {.names = "--allow-differences",
         .help = "take numbers and negations that differ from the original's, once a person has looked at them "
                 "(import)",
         .more = "Doses and telephone numbers that the original does not have are refused anyway.",
         .to = into(options.allow_differences)},
        {.names = "-n,--dry-run", .help = "write nothing, only report (import)", .to = into(options.dry_run)},
        format_option(options.format, "report as text or JSON"),
        quiet_option(options.quiet, "report errors and totals only"),
    };
}

}  // namespace

Command translate_command() {
    const auto options = std::make_shared<TranslateOptions>();
    return {
        .name = "translate",
        .summary = "send articles to translators and take them back, as XLIFF",
        .description =
            "`export` writes articles of a library as XLIFF 2.1, which translators' tools read: a unit for each title, "
            "heading, paragraph, list item, table cell, caption and description of a picture. Markup and placeholders "
            "are codes, so that they cannot be mistyped. The translation that there is already is filled in.\n\n"
            "`import` makes a draft of each article that came back, with `status: draft`, in the place of the "
            "translation in the library. It refuses an article of which a text is missing, has changed in the original "
            "since, has other codes, or says other numbers, doses, telephone numbers or negations, and names each "
            "unit.",
        .options = translate_options(*options),
        .examples = {{"translate export K977 --to es -o K977.es.xlf", "an article for a translator into Spanish"},
                     {"translate export K977 C219 --to es --library library/ -o outbox/",
                      "articles of a library, a file for each"},
                     {"translate import K977.es.xlf --library library/", "what came back, as a draft"},
                     {"translate import K977.es.xlf --library library/ -n", "only say what is wrong with it"},
                     {"translate export K977 --to es --with K977.es.xlf -o again.xlf",
                      "again, after the original has changed: what is still right is filled in"}},
        .statuses = {{"1", "some article was refused; the others are done"}},
        .run = [options] { return run_translate(*options); },
    };
}

}  // namespace carepress::cli

#include "base/visible_text.h"
#include "cli/commands.h"
#include "cli/json_output.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "import/run_import.h"

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>

namespace carepress::cli {
namespace {

constexpr std::array fates{import::Fate::added, import::Fate::updated, import::Fate::unchanged, import::Fate::refused};

/// What `carepress import` was asked for.
struct ImportOptions {
    import::ImportRun run;
    std::string format = "text";  ///< "text" or "json"
    bool verbose = false, quiet = false;
};

JsonOutput as_json(const import::ImportRecord& record, const import::ArticlePlace& place) {
    JsonOutput json = JsonOutput::object({{"source", record.file},
                                          {"line", record.position.line},
                                          {"record", record.label},
                                          {"fate", import::name_of(place.fate)}});
    if (!place.file.empty()) json.set("file", place.file);
    if (!place.reason.empty()) json.set("reason", place.reason);
    if (record.manifest_row > 0) json.set("row", record.manifest_row);
    JsonOutput::Array pictures;
    for (const import::ImportedPicture& each : record.pictures) pictures.push_back(each.path);
    if (!pictures.empty()) json.set("pictures", std::move(pictures));
    if (record.article) {
        json.set("code", place.code);
        json.set("language", record.article->metadata.language);
    }
    JsonOutput::Array diagnostics;
    for (const Diagnostic& each : record.diagnostics) diagnostics.push_back(cli::as_json(each));
    if (!diagnostics.empty()) json.set("diagnostics", std::move(diagnostics));
    return json;
}

/// Prints what becomes of each record, and at the end how many there were.
class ImportPrinter {
public:
    explicit ImportPrinter(const ImportOptions& options) : options_(options) {}

    void print_record(const import::ImportRecord& record, const import::ArticlePlace& place) {
        if (options_.format == "json") return records_.push_back(as_json(record, place));
        if (place.fate == import::Fate::refused) return print(refusal_of(record, place));
        if (options_.quiet) return;
        if (place.fate != import::Fate::unchanged)
            for (const Diagnostic& each : record.diagnostics) print_note_once(each);
        write_standard_output(std::string(import::name_of(place.fate)) + "  " + visible(place.file) + "  " +
                              visible(record.label) + "\n");
    }

    void print_message(const Diagnostic& diagnostic) {
        if (options_.format == "json") return messages_.push_back(cli::as_json(diagnostic));
        if (!options_.quiet || diagnostic.severity != Severity::note) print(diagnostic);
    }

    void print_totals(const import::ImportReport& report) {
        if (options_.format == "json") {
            JsonOutput totals = JsonOutput::object({});
            for (const import::Fate fate : fates) totals.set(std::string(import::name_of(fate)), report.count(fate));
            JsonOutput all = JsonOutput::object({{"records", std::move(records_)}, {"totals", std::move(totals)}});
            if (!messages_.empty()) all.set("diagnostics", std::move(messages_));
            return write_standard_output(all.text());
        }
        if (report.is_manifest_refused)
            print_note("nothing was imported: correct the manifest, and run the same command again");
        std::size_t held_back = 0;
        for (const auto& [kind, times] : notes_) held_back += times - 1;
        if (held_back > 0)
            print_note(std::to_string(held_back) + (held_back == 1 ? " more note" : " more notes") +
                       " of a kind that was shown; -v prints each");
        std::string line;
        for (const import::Fate fate : fates)
            line += (line.empty() ? "" : ", ") + std::to_string(report.count(fate)) + " " +
                    std::string(import::name_of(fate));
        write_standard_output((options_.run.dry_run ? "would be: " : "") + line + "\n");
    }

private:
    static Diagnostic refusal_of(const import::ImportRecord& record, const import::ArticlePlace& place) {
        const bool has_name = !record.label.empty() && record.label != record.file;
        return {Severity::error,
                place.is_edited ? "import/edited"_code : "import/refused"_code,
                record.file,
                record.position,
                {},
                (has_name ? "\"" + record.label + "\" refused: " : "") + place.reason,
                place.is_edited ? "--force overwrites it" : ""};
    }

    /// A note that many records have, such as that links were removed, is printed for the first of them.
    void print_note_once(const Diagnostic& diagnostic) {
        if (options_.verbose || diagnostic.severity != Severity::note) return print(diagnostic);
        if (notes_[diagnostic.code.text()]++ == 0) print(diagnostic);
    }

    const ImportOptions& options_;
    JsonOutput::Array records_, messages_;
    std::map<std::string_view, std::size_t> notes_;  ///< how many of each code
};

/// Whether a manifest is given with the folder that it is about; says what is missing.
bool check_manifest(const import::ImportRun& run) {
    std::error_code error;
    if (run.manifest.empty() || (run.files.size() == 1 && std::filesystem::is_directory(run.files.front(), error)))
        return true;
    return refuse("--manifest needs one folder, the one that its files are in",
                  "as in: carepress import handouts/ --manifest handouts.csv -o library/");
}

int run_import_command(const ImportOptions& options) {
    if (!check_manifest(options.run)) return exit_usage;
    ImportPrinter printer(options);
    const import::ImportReport report =
        import::run_import(options.run, {write_whole,
                                         [&](const import::ImportRecord& record, const import::ArticlePlace& place) {
                                             printer.print_record(record, place);
                                         },
                                         [&](const Diagnostic& diagnostic) { printer.print_message(diagnostic); }});
    printer.print_totals(report);
    return report.is_manifest_refused || report.count(import::Fate::refused) > 0 ? exit_refused : exit_done;
}

std::vector<CommandOption> import_options(ImportOptions& options) {
    return {
        {.names = "FILE",
         .help =
             "MedlinePlus health topics or a drug label (SPL) in XML, an HTML page, a Word or OpenDocument text, or "
             "saved text; a folder of such files; `-` for standard input",
         .to = into(options.run.files),
         .completion = Completion::files,
         .required = true},
        {.names = "-o,--output",
         .value = "LIBRARY",
         .help = "the library: a folder with a folder for each language",
         .to = into(options.run.library),
         .group = OptionGroup::output,
         .completion = Completion::folders,
         .required = true},
        {.names = "--force",
         .help = "overwrite articles that were edited by hand since they were imported",
         .to = into(options.run.force)},
        {.names = "--manifest",
         .value = "FILE",
         .help = "a table (CSV, YAML or JSON) of the files in the folder, with their codes, languages and review dates",
         .more =
             "What it states counts before what a file states itself. Its columns are `source`, `code`, `language`, "
             "`title`, `translation_of`, `status`, `reviewed_by`, `reviewed`, `next_review`, `expires`, `embargo`, "
             "`updated`, `version`, `topics`, `keywords` and `synonyms`. If anything in it is wrong, nothing is "
             "imported.",
         .to = into(options.run.manifest),
         .completion = Completion::files},
        language_option(into(options.run.settings.language), "the language of pages that state none"),
        {.names = "--keep-links",
         .help = "keep links in the text; on paper each prints its address",
         .to = into(options.run.settings.keep_links)},
        {.names = "-n,--dry-run", .help = "write nothing, only report", .to = into(options.run.dry_run)},
        format_option(options.format, "report as text or JSON"),
        {.names = "-v,--verbose",
         .help = "print every note, even one that many records have",
         .to = into(options.verbose),
         .group = OptionGroup::output},
        quiet_option(options.quiet, "report refused records and totals only"),
    };
}

}  // namespace

Command import_command() {
    const auto options = std::make_shared<ImportOptions>();
    return {
        .name = "import",
        .summary = "turn MedlinePlus, drug labels, web pages and Word documents into articles",
        .description =
            "Turns each record of a file into an article of the library. It proves that no word was lost, and says of "
            "each record whether it was added, updated, unchanged or refused.\n\n"
            "Run it again after a new edition: what has not changed stays untouched, and so does every article that "
            "was edited by hand since (`--force` overwrites those). Pictures of pages and documents are written beside "
            "their articles; none is fetched from the network.",
        .options = import_options(*options),
        .examples = {{"import mplus_topics.xml -o library/", "MedlinePlus's file of health topics"},
                     {"import label.xml -o library/", "the medication guide of a drug label"},
                     {"import page.html -o library/", "a web page"},
                     {"import handouts/*.docx -o library/",
                      "Word documents, which pandoc reads (apt-get install pandoc)"},
                     {"import handouts/ --manifest handouts.csv -o library/",
                      "a folder of documents, with their codes, languages and reviewers from a table"},
                     {"import mplus_topics.xml -o library/ -n", "only say what would be done"}},
        .statuses = {{"1", "some record was refused; the others are imported"}},
        .run = [options] { return run_import_command(*options); },
    };
}

}  // namespace carepress::cli

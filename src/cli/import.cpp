#include "import/import.h"

#include "base/error.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/render.h"
#include "import/library_folder.h"
#include "job/check_values.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

namespace carepress {
namespace fs = std::filesystem;

namespace {

constexpr const char* import_examples = R"(Examples:
  carepress import mplus_topics.xml -o library/      MedlinePlus's file of health topics
  carepress import label.xml -o library/             the medication guide of a drug label
  carepress import page.html -o library/             a web page
  carepress import mplus_topics.xml -o library/ -n   only say what would be done

Run it again after a new edition: what has not changed stays untouched, and so does every article that
somebody edited by hand since (--force overwrites those).

Exit status: 0 done, 1 some record was refused (the others are imported), 2 wrong usage,
3 the environment failed.)";

struct ImportOptions {
    std::vector<std::string> files;
    std::string library;
    std::string format = "text";
    ImportSettings settings;
    bool force = false, dry_run = false, verbose = false, quiet = false;
};

class Importer {
public:
    explicit Importer(const ImportOptions& options) : options_(options), folder_(options.library) {}

    int run() {
        for (const std::string& file : options_.files) one_file(file);
        if (options_.format == "json") {
            nlohmann::json all = {{"records", std::move(results_)}};
            for (std::size_t i = 0; i < totals_.size(); ++i)
                all["totals"][std::string(name_of(static_cast<Fate>(i)))] = totals_[i];
            write_standard_output(all.dump(2) + "\n");
        } else {
            std::string line = options_.dry_run ? "would be: " : "";
            for (std::size_t i = 0; i < totals_.size(); ++i)
                line +=
                    (i > 0 ? ", " : "") + std::to_string(totals_[i]) + " " + std::string(name_of(static_cast<Fate>(i)));
            say_what_was_held_back();
            write_standard_output(line + "\n");
        }
        return totals_[static_cast<std::size_t>(Fate::refused)] > 0 ? exit_refused : exit_done;
    }

private:
    void one_file(const std::string& file) {
        file_ = file == "-" ? "standard input" : file;
        const auto take = [&](const ImportRecord& record) { one(record); };
        if (file == "-") return import_records(std::cin, file_, options_.settings, take);
        std::error_code error;
        std::ifstream in(file, std::ios::binary);
        if (!in || fs::is_directory(file, error)) {
            ImportRecord record;
            record.label = file;
            record.refusal = fs::is_directory(file, error) ? "this is a folder; name the files in it"
                                                           : std::string("it can't be read: ") + std::strerror(errno);
            return one(record);
        }
        import_records(in, file_, options_.settings, take);
    }

    void one(const ImportRecord& record) {
        ArticlePlace placement;
        if (record.article)
            placement = folder_.place(record, options_.force);
        else
            placement.reason = record.refusal;
        const bool writes = placement.fate == Fate::added || placement.fate == Fate::updated;
        if (writes && !options_.dry_run) {
            const fs::path path = fs::path(options_.library) / placement.file;
            std::error_code error;
            fs::create_directories(path.parent_path(), error);
            if (error) throw EnvironmentError("cannot make " + path.parent_path().string() + ": " + error.message());
            write_whole(path.string(), placement.bytes);
        }
        ++totals_[static_cast<std::size_t>(placement.fate)];
        if (options_.format == "json")
            results_.push_back(result_of(record, placement));
        else
            say(record, placement);
    }

    void say(const ImportRecord& record, const ArticlePlace& placement) {
        if (placement.fate == Fate::refused) {
            Diagnostic refused;
            refused.file = file_;
            refused.position = record.position;
            refused.message =
                (record.label.empty() || record.label == file_ ? "" : "\"" + record.label + "\" refused: ") +
                placement.reason;
            if (placement.reason.find("by hand") != std::string::npos) refused.hint = "--force overwrites it";
            print(refused);
        }
        if (options_.quiet) return;
        if (placement.fate == Fate::added || placement.fate == Fate::updated)
            for (const Diagnostic& each : record.diagnostics) say(each);
        if (placement.fate != Fate::refused) {
            const std::string line = std::string(name_of(placement.fate)) + "  " + placement.file + "  " + record.label;
            write_standard_output(line + "\n");
        }
    }

    /// A note that many records have, such as that links were taken off, is printed for the first of them.
    void say(const Diagnostic& diagnostic) {
        if (options_.verbose || diagnostic.severity != Severity::note) return print(diagnostic);
        std::string kind = diagnostic.hint.empty() ? diagnostic.message : diagnostic.hint;
        std::erase_if(kind, [](char c) { return c >= '0' && c <= '9'; });
        if (held_back_[kind]++ == 0) print(diagnostic);
    }

    void say_what_was_held_back() const {
        std::size_t count = 0;
        for (const auto& [hint, times] : held_back_) count += times - 1;
        if (count > 0)
            print_note(std::to_string(count) + (count == 1 ? " more note" : " more notes") +
                       " of a kind that was shown; -v prints each");
    }

    nlohmann::json result_of(const ImportRecord& record, const ArticlePlace& placement) const {
        nlohmann::json result = {{"source", file_},
                                 {"line", record.position.line},
                                 {"record", record.label},
                                 {"fate", std::string(name_of(placement.fate))}};
        if (!placement.file.empty()) result["file"] = placement.file;
        if (!placement.reason.empty()) result["reason"] = placement.reason;
        if (record.article) {
            result["code"] = record.article->metadata.code;
            result["language"] = record.article->metadata.language;
        }
        for (const Diagnostic& each : record.diagnostics)
            result["diagnostics"].push_back({{"severity", std::string(name_of(each.severity))},
                                             {"line", each.position.line},
                                             {"column", each.position.column},
                                             {"message", each.message},
                                             {"hint", each.hint}});
        return result;
    }

    const ImportOptions& options_;
    LibraryFolder folder_;
    std::string file_;
    nlohmann::json results_ = nlohmann::json::array();
    std::array<std::size_t, 4> totals_{};
    std::map<std::string, std::size_t> held_back_;  ///< notes by what they say
};

}  // namespace

Command add_import(CLI::App& app) {
    CLI::App* command = app.add_subcommand("import", "turn MedlinePlus, drug labels and web pages into articles");
    const auto options = std::make_shared<ImportOptions>();
    command->footer(import_examples);
    command
        ->add_option(
            "FILE", options->files,
            "MedlinePlus health-topic XML, drug label (SPL) XML, HTML pages or saved text; - for standard input")
        ->required();
    command->add_option("-o,--output", options->library, "the library: a folder with a folder for each language")
        ->required();
    command->add_flag("--force", options->force, "overwrite articles that were edited by hand since");
    command->add_option("--language", options->settings.language, "BCP 47 tag: the language of pages that state none")
        ->check(wrong_language_tag, "TAG");
    command->add_flag("--keep-links", options->settings.keep_links, "keep links in the text; each prints its address");
    command->add_flag("-n,--dry-run", options->dry_run, "write nothing, only report");
    command->add_option("--format", options->format, "report as text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("-v,--verbose", options->verbose, "print every note, also one that many records have");
    command->add_flag("-q,--quiet", options->quiet, "report refused records and totals only");
    return {command, [options] { return Importer(*options).run(); }};
}

}  // namespace carepress

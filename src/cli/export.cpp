#include "cli/export.h"

#include "article/front_matter.h"
#include "base/error.h"
#include "base/numbers.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "job/check_values.h"
#include "library/verify.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <set>

namespace carepress {
namespace {

constexpr const char* export_examples = R"(Examples:
  carepress export articles -o out                        every article, layout letter, brand default
  carepress export articles -o out --layout letter --layout a4 --brand harbor --language es
  carepress export articles -o out                        again: presses what has changed, removes what is gone
  carepress export articles -o out --layout bilingual     each translation beside the English article
  carepress export articles -o out --verify               compares the files with out/manifest.jsonl, and exports nothing
  carepress export articles -o out --shard 0/4            the first of four parts, for four machines

An export that was stopped, by Ctrl-C or a power cut, is completed by the same command.

Exit status: 0 done, 1 some article was refused (the others are done) or --verify found a difference, 2 wrong usage,
3 the environment failed (disk, font, another export at work), 130 or 143 stopped by a signal.)";

volatile std::sig_atomic_t stop_signal = 0;

void note_signal(int signal) { stop_signal = signal; }

/// SIGINT and SIGTERM end the export cleanly as long as this lives; a second one ends the program as ever.
class StopSignals {
public:
    StopSignals() {
        struct sigaction action {};
        action.sa_handler = note_signal;
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        ::sigaction(SIGINT, &action, &interrupt_);
        ::sigaction(SIGTERM, &action, &terminate_);
    }
    ~StopSignals() {
        ::sigaction(SIGINT, &interrupt_, nullptr);
        ::sigaction(SIGTERM, &terminate_, nullptr);
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

private:
    struct sigaction interrupt_ {
    }, terminate_{};
};

const char* name_of(FileChange change) {
    switch (change) {
        case FileChange::added:
            return "added";
        case FileChange::changed:
            return "changed";
        case FileChange::removed:
            return "removed";
    }
    return "";
}

void say(const std::string& text) { std::fputs(("carepress: " + text + "\n").c_str(), stderr); }

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return with_commas(count) + " " + (count == 1 ? one : many);
}

void summarise(const ExportReport& report, const std::string& output, double seconds) {
    const std::size_t there = report.added + report.changed + report.unchanged;
    std::string text = report.interrupted ? with_commas(there) + " of " + counted(report.outputs, "handout", "handouts")
                                          : counted(report.outputs, "handout", "handouts") + " of " +
                                                counted(report.articles, "article", "articles");
    text += " in " + output + ": " + with_commas(report.added) + " added, " + with_commas(report.changed) +
            " changed, " + with_commas(report.unchanged) + " unchanged, " + with_commas(report.removed) + " removed";
    if (report.refused > 0) text += ", " + with_commas(report.refused) + " refused";
    if (report.skipped > 0) text += "; " + with_commas(report.skipped) + " in two languages left out";
    text += "; " + duration_text(seconds);
    const std::size_t pressed = report.added + report.changed;
    if (pressed > 0)
        text += ", " + with_commas(static_cast<std::uint64_t>(static_cast<double>(pressed) / seconds)) + "/s, " +
                counted(report.pages, "page", "pages") + ", " + with_commas(report.bytes / 1'000'000) + " MB";
    say(text);
}

void name_articles(std::string text, const std::vector<std::string>& articles, const char* where_more_are) {
    constexpr std::size_t most_named = 50;
    if (articles.empty()) return;
    for (std::size_t i = 0; i < articles.size() && i < most_named; ++i) text.append("\n  ").append(articles[i]);
    if (articles.size() > most_named) text.append("\n  and more: see ").append(where_more_are);
    say(text);
}

std::string as_json(const ExportReport& report) {
    nlohmann::ordered_json json;
    json["articles"] = report.articles;
    json["outputs"] = report.outputs;
    json["added"] = report.added;
    json["changed"] = report.changed;
    json["unchanged"] = report.unchanged;
    json["removed"] = report.removed;
    json["refused"] = report.refused;
    json["skipped"] = report.skipped;
    json["pages"] = report.pages;
    json["bytes"] = report.bytes;
    json["interrupted"] = report.interrupted;
    json["refused_articles"] = report.refused_articles;
    json["without_english"] = report.without_english;
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

int export_all(const ExportCommand& command, const ExportOptions& options) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk, not a sudden end
    const Engine engine(resource_settings(), options.jobs);
    const StopSignals signals;
    ProgressLine progress(command.quiet || command.messages == "json");
    std::set<std::string> told;  // messages about a layout or brand are printed once
    ExportEvents events;
    bool has_begun = false;
    events.progress = [&](const ExportProgress& now) {
        has_begun = true;
        progress.show(now);
    };
    events.stop = [] { return stop_signal != 0; };
    events.diagnostic = [&](const Diagnostic& diagnostic) {
        if (command.messages != "text" || (command.quiet && diagnostic.severity != Severity::error)) return;
        const bool is_article = diagnostic.file.starts_with(options.library);
        if (!is_article && !told.insert(format(diagnostic)).second) return;
        progress.clear();
        print(diagnostic);
    };
    events.file = [&](FileChange change, const std::string& file) {
        if (!command.verbose) return;
        progress.clear();
        say(std::string(name_of(change)) + " " + file);
    };
    ExportReport report;
    try {
        report = export_library(options, engine, events);
    } catch (const EnvironmentError& error) {
        progress.clear();
        print_error(error.what(),
                    has_begun ? "finished files are kept; fix this and run the same command to resume" : "");
        return exit_environment;
    }
    progress.clear();
    if (command.messages == "json") write_standard_output(as_json(report));
    if (command.messages == "text") {
        if (!command.quiet) summarise(report, options.output, progress.elapsed().count());
        if (!command.quiet)
            name_articles("left out in two languages, because there is no English article of the code:",
                          report.without_english, "the report of --format json");
        name_articles("refused, with the messages above:", report.refused_articles, "manifest.jsonl");
    }
    if (report.interrupted) {
        if (command.messages == "text") say("stopped; finished files are kept: run the same command to resume");
        return 128 + stop_signal;
    }
    return report.environment_failed ? exit_environment : report.refused > 0 ? exit_refused : exit_done;
}

const char* name_of(Fault fault) {
    switch (fault) {
        case Fault::missing:
            return "missing";
        case Fault::changed:
            return "changed";
        case Fault::outdated:
            return "outdated";
        case Fault::refused:
            return "refused";
        case Fault::stranger:
            return "stranger";
    }
    return "";
}

int verify(const ExportCommand& command) {
    nlohmann::ordered_json faults = nlohmann::ordered_json::array();
    const VerifyReport report =
        verify_export(command.options.output, command.options.library, [&](Fault fault, const std::string& file) {
            if (command.messages == "json")
                faults.push_back({{"fault", name_of(fault)}, {"file", file}});
            else if (!command.quiet || fault != Fault::stranger)
                say(std::string(name_of(fault)) + ": " + file);
        });
    if (command.messages == "json") {
        const nlohmann::ordered_json json{
            {"files", report.files}, {"unreadable_lines", report.unreadable_lines}, {"faults", std::move(faults)}};
        write_standard_output(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    } else if (!command.quiet || !report.ok()) {
        std::string text = counted(report.files, "file is", "files are") + " as the manifest says";
        if (report.unreadable_lines > 0)
            text += "; " + counted(report.unreadable_lines, "line of it is", "lines of it are") +
                    " not JSON that an export wrote";
        if (!report.ok()) text += "; export again to fix the rest";
        say(text);
    }
    return report.ok() ? exit_done : exit_refused;
}

}  // namespace

Command add_export(CLI::App& app) {
    const auto made = std::make_shared<ExportCommand>();
    ExportCommand& command = *made;
    CLI::App* added = app.add_subcommand("export", "press a whole library into a folder, again and again");
    ExportOptions& options = command.options;
    added->footer(export_examples);
    added->add_option("LIBRARY", options.library, "folder of articles: <language>/<name>.md");
    added
        ->add_option("-o,--output", options.output,
                     "folder for <brand>/<language>/<layout>/<code>.pdf, manifest.jsonl "
                     "and index.html")
        ->required();
    added->add_option("--layout", options.layouts, "print template: a name or a .yaml file; may be repeated")
        ->allow_extra_args(false)
        ->capture_default_str();
    added->add_option("--brand", options.brands, "organisation: a name, a folder or a .yaml file; may be repeated")
        ->allow_extra_args(false)
        ->capture_default_str();
    added->add_option("--language", options.languages, "BCP 47 tag: export these alone; may be repeated")
        ->allow_extra_args(false)
        ->check(wrong_language_tag, "TAG");
    added->add_flag("--language-notice", options.language_notice,
                    "adds the page that offers help in many languages to each handout");
    added->add_option("--jobs", options.jobs, "threads that press; by default one for each processor")
        ->check(CLI::Range(1u, 1024u));
    added->add_option("--shard", command.shard, "i/N, i from 0: one of N parts of the library, by hash of the code")
        ->check([](const std::string& text) {
            return parse_shard(text) ? std::string()
                                     : "'" + text + "' is not a valid shard; write one such as 0/4, up to 3/4";
        });
    added->add_flag("--verify", command.verify,
                    "export nothing: compare the files, and LIBRARY where it is named, with "
                    "the manifest");
    added->add_option("--format", command.messages, "messages as text, or a report as json on standard output")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    added->add_flag("-v,--verbose", command.verbose, "name each file that is added, changed or removed");
    added->add_flag("-q,--quiet", command.quiet, "print errors only");
    return {added, [made] { return run_export(*made); }};
}

int run_export(const ExportCommand& command) {
    if (command.verify) return verify(command);
    if (command.options.library.empty()) {
        print_error("no LIBRARY: name the folder of articles to export", "carepress export articles -o out");
        return exit_usage;
    }
    ExportOptions options = command.options;
    while (options.library.size() > 1 && options.library.ends_with('/')) options.library.pop_back();
    for (std::string& language : options.languages) language = canonical_language(language).value_or(language);
    if (!command.shard.empty()) options.shard = parse_shard(command.shard).value_or(Shard{});
    options.fallback_date = date_of_environment();
    return export_all(command, options);
}

}  // namespace carepress

#include "article/front_matter.h"
#include "base/error.h"
#include "base/language.h"
#include "cli/arguments.h"
#include "cli/clock.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/render.h"
#include "library/find.h"
#include "press/prepare.h"
#include "press/press.h"
#include "press/visit_summary.h"
#include "summary/dates.h"
#include "summary/notices.h"
#include "visit/receipt.h"
#include "visit/suggest.h"

#include <CLI/CLI.hpp>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace carepress {
namespace fs = std::filesystem;

namespace {

/// What `carepress visit` was asked for.
struct VisitOptions {
    std::string bundle;  ///< a file, or "-"
    std::string output;  ///< a file, or "-"
    std::string encounter, patient;
    std::vector<std::string> articles;  ///< codes in the library
    bool suggest = false;
    std::string note;  ///< a Markdown file
    std::string time_zone;
    bool include_restricted = false;
    std::string receipt;
    std::string layout = "visit-summary";
    std::string brand = "default";
    std::string language;
    std::string library;  ///< empty: the articles that come with the program
    bool no_language_notice = false;
    bool quiet = false;
};

constexpr const char* visit_examples = R"(Examples:
  carepress visit bundle.json -o summary.pdf                      the latest visit of the only patient
  carepress visit bundle.json -o summary.pdf --article K977 --article A512
                                                                  with two articles of the library
  carepress visit bundle.json -o summary.pdf --suggest            with articles that fit the visit's codes
  carepress visit bundle.json -o summary.pdf --encounter 123 --time-zone America/New_York
  carepress visit bundle.json -o summary.pdf --layout visit-summary-large-print
  carepress visit bundle.json -o summary.pdf --layout visit-summary-bilingual
                                                                  the patient's language beside English
  fetch-bundle 123 | carepress visit - -o - | lp                  nothing reaches the disk

The summary is in the language that the record says the patient prefers, else in --language. Messages and
file names hold nothing of the patient; the PDF can be read by its owner alone (mode 0600).

Exit status: 0 done, 1 the bundle or an article was refused, 2 wrong usage, 3 the environment failed
(disk, font, missing file of the program).)";

/// No core file and no debugger ever gets at a patient's record in memory.
void forbid_core_dumps() {
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
}

/// The file's own name stays out of messages: it may be the patient's.
std::optional<Source> read_bundle(const std::string& path) {
    if (path != "-") {
        std::error_code error;
        if (::access(path.c_str(), R_OK) != 0 || fs::is_directory(path, error)) {
            print_error(std::string("cannot read the bundle: ") +
                        (fs::is_directory(path, error) ? "it is a folder" : std::strerror(errno)));
            return std::nullopt;
        }
    }
    try {
        Source source = read_source(path, largest_bundle);
        source.name = "bundle";
        return source;
    } catch (const SourceTooLarge&) {
        print_error("the bundle is larger than " + std::to_string(largest_bundle / 1'000'000) + " MB",
                    "ask the record system for one encounter only");
    } catch (const EnvironmentError&) {
        print_error("the bundle cannot be read");
    }
    return std::nullopt;
}

/// An article that goes with the summary.
struct FoundArticle {
    LibraryEntry entry;
    Source source;
    std::optional<std::pair<LibraryEntry, Source>> beside;  ///< the English one, in a layout of two languages
};

class VisitPresser {
public:
    explicit VisitPresser(const VisitOptions& options)
        : options_(options), resources_(find_data_folder()), workspace_(resources_) {
        library_ = options.library.empty() ? resources_.folder().file("articles") : options.library;
        if (!options.no_language_notice)
            ahead_ = std::jthread([this] { prepare_language_notice(resources_, options_.layout, options_.brand); });
        const StylesheetResult dress = resources_.stylesheet(options.layout, options.brand);
        bilingual_ = dress.stylesheet && dress.stylesheet->bilingual.any();
    }

    int run(const Source& bundle) {
        VisitSummaryRequest request;
        request.bundle = &bundle;
        request.choice = {options_.patient, options_.encounter, options_.include_restricted};
        request.language = options_.language;
        request.time_zone = options_.time_zone;
        request.layout = options_.layout;
        request.brand = options_.brand;
        request.has_note = !options_.note.empty();
        VisitSummaryResult read = summarize_visit(request, resources_, workspace_);
        tell(read.diagnostics);
        if (!read.summary) return exit_refused;
        VisitSummary& summary = *read.summary;

        std::vector<std::string> codes = options_.articles;
        if (options_.suggest) add_suggestions(summary.visit, codes);
        const std::vector<LibraryEntry> entries = find_translations(library_, codes, now_in_nanoseconds());
        for (const std::string& code : codes) find(code, entries, summary.wanted_language);
        add_language_notices(summary.article, summary.article.metadata.language);
        if (summary.beside) add_language_notices(*summary.beside, summary.article.metadata.language);
        return press_all(summary, bundle);
    }

private:
    void tell(const std::vector<Diagnostic>& diagnostics) const {
        for (const Diagnostic& diagnostic : diagnostics)
            if (!options_.quiet || diagnostic.severity == Severity::error) print(diagnostic);
    }

    void refuse(const std::string& message, const std::string& hint) {
        refused_ = true;
        print_error(message, hint);
    }

    void add_suggestions(const Visit& visit, std::vector<std::string>& codes) {
        for (const Suggestion& suggestion : suggest_articles(visit, topics_of_library(library_))) {
            const char* where = suggestion.source == SuggestionSource::condition  ? "a condition of this visit"
                                : suggestion.source == SuggestionSource::reason   ? "the reason for this visit"
                                : suggestion.source == SuggestionSource::medicine ? "a medicine of this visit"
                                                                                  : "something ordered in this visit";
            if (!options_.quiet)
                print_note("article " + suggestion.article + " is added: its topic " + suggestion.system + " " +
                           suggestion.code + " is " + where);
            if (std::find(codes.begin(), codes.end(), suggestion.article) == codes.end())
                codes.push_back(suggestion.article);
        }
    }

    /// The article in the patient's language, else in English.
    void find(const std::string& code, const std::vector<LibraryEntry>& entries, const std::string& language) {
        if (!is_article_code(code))
            return refuse(code + ": this is no code of an article", "see carepress list articles");
        std::map<std::string, LibraryEntry, std::less<>> translations;
        for (const LibraryEntry& entry : entries) {
            if (entry.code != code) continue;
            const auto [first, is_new] = translations.emplace(entry.language, entry);
            if (is_new) continue;
            std::string message = code;
            message.append(": two articles in '").append(entry.language).append("' have this code: ");
            message.append(first->second.path).append(" and ").append(entry.path);
            return refuse(message, "give one of them another code");
        }
        auto found = find_language(translations, language);
        if (found == translations.end()) found = translations.find("en");
        if (found == translations.end())
            return refuse(code + ": no article with this code in the patient's language or in English",
                          "check the spelling, or name another --library");
        articles_.push_back({found->second, read_source(found->second.path), std::nullopt});
        const auto english = translations.find("en");
        if (!bilingual_ || found == english) return;
        if (english != translations.end())
            articles_.back().beside.emplace(english->second, read_source(english->second.path));
        else if (!options_.quiet)
            print_note(code + ": there is no English article of this code, so it stands in one language");
    }

    /// Says on the page, in the summary's language, which articles are not in the patient's.
    void add_language_notices(Article& summary, const std::string& patients) const {
        const Phrases& phrases = resources_.visit_phrases().in(summary.metadata.language);
        for (const FoundArticle& article : articles_)
            if (lookup_tags(article.entry.language).back() != lookup_tags(patients).back())
                summary.blocks.push_back(article_language_notice(article.entry.title, article.entry.language, phrases));
    }

    static ArticleRequest article_request(const LibraryEntry& entry, const Source& source) {
        ArticleRequest request;
        request.source = &source;
        request.picture_folder = fs::path(entry.path).parent_path().string();
        return request;
    }

    int press_all(VisitSummary& summary, const Source& bundle) {
        if (refused_) return exit_refused;  // a packet that lacks an article asked for is not given out
        PressRequest request;
        request.layout = options_.layout;
        request.brand = options_.brand;
        request.fallback_date = date_of_environment();
        request.front =
            FrontRequest{&summary.article, &bundle, summary.patient, summary.beside ? &*summary.beside : nullptr};
        request.language_notice = !options_.no_language_notice;
        request.language = summary.article.metadata.language;
        std::optional<Source> note;
        if (!options_.note.empty()) note = read_source(options_.note);
        if (note) request.note = &*note;
        for (const FoundArticle& article : articles_) {
            request.articles.push_back(article_request(article.entry, article.source));
            if (!bilingual_) continue;
            request.beside.emplace_back();
            if (article.beside) request.beside.back() = article_request(article.beside->first, article.beside->second);
        }
        const PressResult result = press(request, resources_, workspace_);
        tell(result.diagnostics);
        if (!result.ok()) return exit_refused;
        if (options_.output == "-")
            write_standard_output(result.bytes);
        else
            write_private(options_.output, result.bytes);
        return options_.receipt.empty() ? exit_done : write_receipt(summary, result, bundle);
    }

    int write_receipt(const VisitSummary& summary, const PressResult& result, const Source& bundle) {
        ReceiptRequest request;
        request.pdf = result.bytes;
        request.pages = result.pages;
        request.title = result.title;
        request.language = result.language;
        const auto add = [&](const LibraryEntry& entry, const Source& source) {
            GivenArticle given;
            given.code = entry.code;
            given.language = entry.language;
            given.title = entry.title;
            given.version = entry.version;
            given.sha256 = sha256_hex(source.bytes);
            request.articles.push_back(std::move(given));
        };
        for (const FoundArticle& article : articles_) {
            add(article.entry, article.source);
            if (article.beside) add(article.beside->first, article.beside->second);
        }
        if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) request.given_at = instant_of_epoch(epoch);
        Diagnostics diagnostics(bundle);
        const std::optional<Receipt> receipt = make_receipt(summary.visit, request, diagnostics);
        tell(diagnostics.all());
        if (!receipt) return exit_refused;
        write_private(options_.receipt, receipt->json);
        write_private(fs::path(options_.receipt).replace_extension(".fhir.json").string(), receipt->fhir_bundle);
        return exit_done;
    }

    const VisitOptions& options_;
    Resources resources_;
    std::jthread ahead_;  ///< opens the notice's faces while the bundle and the articles are read
    Workspace workspace_;
    std::string library_;
    std::list<FoundArticle> articles_;  // sources keep their place
    bool bilingual_ = false;            // the layout sets two languages side by side
    bool refused_ = false;
};

int run_visit(const VisitOptions& options) {
    forbid_core_dumps();
    if (options.output.empty()) {
        print_error("say where the summary goes", "name a file with -o summary.pdf, or pipe it with -o -");
        return exit_usage;
    }
    if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1) {
        print_error("a PDF is not shown on a terminal",
                    "pipe it (carepress visit … -o - | lp), or name a file with -o");
        return exit_usage;
    }
    if (!options.time_zone.empty() && !is_time_zone(options.time_zone)) {
        print_error("'" + options.time_zone + "' is no time zone", "name one such as America/New_York");
        return exit_usage;
    }
    std::error_code error;
    if (options.output.ends_with('/') || fs::is_directory(options.output, error)) {
        print_error("the output is a folder",
                    "name the file: a name made from the record would tell who the patient is");
        return exit_usage;
    }
    if (options.bundle != "-" && fs::equivalent(options.bundle, options.output, error)) {
        print_error("the output is the bundle itself", "name another file with -o");
        return exit_usage;
    }
    const std::optional<Source> bundle = read_bundle(options.bundle);
    if (!bundle) return exit_refused;
    return VisitPresser(options).run(*bundle);
}

}  // namespace

Command add_visit(CLI::App& app) {
    const auto made = std::make_shared<VisitOptions>();
    VisitOptions& options = *made;
    CLI::App* command =
        app.add_subcommand("visit", "press the summary of one visit, with the articles that belong to it");
    command->footer(visit_examples);
    command->add_option("BUNDLE", options.bundle, "a FHIR R4 Bundle in JSON, or - for standard input")->required();
    command->add_option("-o,--output", options.output, "the PDF file, or - for standard output");
    command->add_option("--encounter", options.encounter, "the visit by its id, where it isn't the latest one");
    command->add_option("--patient", options.patient, "the patient by its id, where the bundle holds several");
    command->add_option("--article", options.articles, "an article of the library by its code; may be said again")
        ->allow_extra_args(false);
    command->add_flag("--suggest", options.suggest, "add the articles whose topics are codes of this visit");
    command->add_option("--note", options.note, "a short note of the clinician, in Markdown, for page 1");
    command->add_option("--time-zone", options.time_zone, "whose clock times go by, such as America/New_York");
    command->add_flag("--include-restricted", options.include_restricted,
                      "print what the record marks as restricted, too");
    command->add_option("--receipt", options.receipt,
                        "write what was given to this file, and beside it as a FHIR bundle (.fhir.json)");
    command->add_option("--layout", options.layout, "print template: a name or a .yaml file")->capture_default_str();
    command->add_option("--brand", options.brand, "organisation: a name, a folder or a .yaml file")
        ->capture_default_str();
    command->add_option("--language", options.language, "BCP 47 tag, for a patient whose record prefers none")
        ->check(wrong_language_tag, "TAG");
    command->add_option("--library", options.library, "folder in which codes are looked up");
    command->add_flag("--no-language-notice", options.no_language_notice,
                      "leave out the page that offers help in many languages");
    command->add_flag("-q,--quiet", options.quiet, "print errors only, no warnings and notes");
    return {command, [made] { return run_visit(*made); }};
}

}  // namespace carepress

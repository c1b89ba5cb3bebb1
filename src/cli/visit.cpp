#include "article/front_matter.h"
#include "base/error.h"
#include "base/language.h"
#include "cli/arguments.h"
#include "cli/clock.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/private_input.h"
#include "cli/render.h"
#include "cli/visit_options.h"
#include "job/visit_report.h"
#include "library/find.h"
#include "press/prepare.h"
#include "press/press.h"
#include "press/visit_summary.h"
#include "summary/notices.h"
#include "visit/receipt.h"
#include "visit/suggest.h"

#include <CLI/CLI.hpp>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
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

/// No core file and no debugger ever gets at a patient's record in memory.
void forbid_core_dumps() {
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
}

/// Nothing, after an error without the file's name, if it can't be read.
std::optional<Source> read_bundle(const std::string& path) {
    try {
        return read_private_source(path, "bundle", largest_bundle);
    } catch (const SourceTooLarge&) {
        print_error("the bundle is larger than " + std::to_string(largest_bundle / 1'000'000) + " MB",
                    "ask the record system for one encounter only");
    } catch (const EnvironmentError& error) {
        print_error(error.what());
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
        const StylesheetResult sheet = resources_.stylesheet(options.layout, options.brand);
        bilingual_ = sheet.stylesheet && sheet.stylesheet->bilingual.any();
    }

    int run(const Source& bundle) {
        VisitSummaryRequest request;
        request.bundle = &bundle;
        request.choice.patient = options_.patient;
        request.choice.encounter = options_.encounter;
        request.choice.include_restricted = options_.include_restricted;
        request.choice.force = options_.force;
        request.language = options_.language;
        request.time_zone = options_.time_zone;
        request.has_note = !options_.note.empty();
        request.without = options_.without;
        request.printed_by = name_of_printer(options_);
        if (!options_.printed_by.empty()) request.printed_at = now_as_instant();
        request.layout = options_.layout;
        request.brand = options_.brand;
        VisitSummaryResult read = summarize_visit(request, resources_, workspace_);
        tell(read.diagnostics);
        if (!read.summary) return exit_refused;
        VisitSummary& summary = *read.summary;
        if (options_.strict && summary.report.omissions > 0) return refuse_omissions(summary.report);
        if (!options_.note.empty() && !take_note()) return exit_refused;

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

    bool take_note() {
        NoteInput input = read_note_file(options_.note);
        if (!input.source) print_error(input.message, input.hint);
        note_ = std::move(input.source);
        return note_.has_value();
    }

    /// --strict: the report is written, so that the record can be fixed, but no summary that lacks something important.
    int refuse_omissions(const SummaryReport& report) const {
        print_error("no summary is written: " + std::to_string(report.omissions) +
                        (report.omissions == 1 ? " medicine, allergy or order" : " medicines, allergies or orders") +
                        " of the record could not be read in full",
                    std::string(options_.quiet ? "run without --quiet to see which; fix the record"
                                               : "fix the record where the warnings say") +
                        ", or run without --strict and tell the patient what is missing");
        if (!options_.report.empty()) write_private({report_output(report_as_json(report, false, 0))});
        return exit_incomplete;
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
        if (!is_article_code(code)) return refuse(code + ": not a valid article code", "see carepress list articles");
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
            print_note(code + ": no English article with this code, so it is printed in one language");
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
        if (refused_) return exit_refused;  // no handout without an article that was asked for
        PressRequest request;
        request.layout = options_.layout;
        request.brand = options_.brand;
        request.fallback_date = date_of_environment();
        request.front =
            FrontRequest{&summary.article, &bundle, summary.patient, summary.beside ? &*summary.beside : nullptr};
        request.language_notice = !options_.no_language_notice;
        request.language = summary.article.metadata.language;
        if (note_) request.note = &*note_;
        for (const FoundArticle& article : articles_) {
            request.articles.push_back(article_request(article.entry, article.source));
            if (!bilingual_) continue;
            request.beside.emplace_back();
            if (article.beside) request.beside.back() = article_request(article.beside->first, article.beside->second);
        }
        const PressResult result = press(request, resources_, workspace_);
        tell(result.diagnostics);
        if (!result.ok()) return exit_refused;
        return write_all(summary, result, bundle);
    }

    /// All or nothing: no summary without the receipt and the report that were asked for.
    int write_all(const VisitSummary& summary, const PressResult& result, const Source& bundle) {
        std::optional<Receipt> receipt;
        std::string report;
        std::vector<PrivateOutput> outputs{{path_or_standard_output(options_.output), result.bytes}};
        if (!options_.receipt.empty()) {
            receipt = receipt_of(summary, result, bundle);
            if (!receipt) return exit_refused;
            outputs.push_back({options_.receipt, receipt->json, "the receipt"});
            outputs.push_back({fhir_receipt_path(options_.receipt), receipt->fhir_bundle, "the receipt's FHIR bundle"});
        }
        if (!options_.report.empty()) {
            report = report_as_json(summary.report, true, result.pages);
            outputs.push_back(report_output(report));
        }
        write_private(outputs);
        return exit_done;
    }

    static std::string path_or_standard_output(const std::string& path) { return path == "-" ? "/dev/stdout" : path; }

    PrivateOutput report_output(std::string_view json) const {
        return {path_or_standard_output(options_.report), json, "the report"};
    }

    std::optional<Receipt> receipt_of(const VisitSummary& summary, const PressResult& result, const Source& bundle) {
        ReceiptRequest request;
        request.pdf = result.bytes;
        request.pages = result.pages;
        request.title = result.title;
        request.language = result.language;
        const auto add = [&](const LibraryEntry& entry, const Source& source, int pages) {
            GivenArticle given;
            given.code = entry.code;
            given.language = entry.language;
            given.title = entry.title;
            given.version = entry.version;
            given.sha256 = sha256_hex(source.bytes);
            given.pages = pages;
            request.articles.push_back(std::move(given));
        };
        auto pages = result.article_pages.begin();
        for (const FoundArticle& article : articles_) {
            const int own = pages == result.article_pages.end() ? 0 : *pages++;
            add(article.entry, article.source, own);
            if (article.beside) add(article.beside->first, article.beside->second, own);
        }
        // Without SOURCE_DATE_EPOCH the receipt takes the visit's end, which is not known while the visit goes on.
        const VisitEncounter& encounter = summary.visit.encounter;
        if (!date_of_environment().empty() || encounter.state != EncounterState::finished ||
            !encounter.period.end.has_time())
            request.given_at = now_as_instant();
        Diagnostics diagnostics(bundle);
        std::optional<Receipt> receipt = make_receipt(summary.visit, request, diagnostics);
        tell(diagnostics.all());
        return receipt;
    }

    const VisitOptions& options_;
    Resources resources_;
    std::jthread ahead_;  ///< opens the notice's faces while the bundle and the articles are read
    Workspace workspace_;
    std::string library_;
    std::optional<Source> note_;
    std::list<FoundArticle> articles_;  // a list, so that sources keep their addresses
    bool bilingual_ = false;            // the layout sets two languages side by side
    bool refused_ = false;
};

int run_visit(const VisitOptions& options) {
    forbid_core_dumps();
    if (!check_visit_options(options)) return exit_usage;
    const std::optional<Source> bundle = read_bundle(options.bundle);
    if (!bundle) return exit_refused;
    return VisitPresser(options).run(*bundle);
}

}  // namespace

Command add_visit(CLI::App& app) {
    const auto made = std::make_shared<VisitOptions>();
    CLI::App* command =
        app.add_subcommand("visit", "press the summary of one visit, with the articles that belong to it");
    add_visit_options(*command, *made);
    return {command, [made] { return run_visit(*made); }};
}

}  // namespace carepress

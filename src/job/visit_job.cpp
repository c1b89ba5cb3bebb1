#include "job/visit_job.h"

#include "article/plain_text.h"
#include "base/digest.h"
#include "base/language.h"
#include "base/utf.h"
#include "engine/engine.h"
#include "engine/prepare_language_notice.h"
#include "job/check_values.h"
#include "job/job_message.h"
#include "job/medicine_articles.h"
#include "visit/hidden_characters.h"
#include "visit/record_time.h"
#include "visit/suggest.h"
#include "visit_summary/dates.h"
#include "visit_summary/notices.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string_view>
#include <thread>
#include <utility>

namespace carepress::job {
namespace fs = std::filesystem;

namespace {

/// The name of who prints, as one line of text, without invisible characters. Takes well-formed UTF-8.
std::string name_of_printer(const std::string& printed_by) {
    visit::HiddenCharacters hidden;
    return article::one_line(visit::without_hidden_characters(printed_by, hidden));
}

/// What is wrong with the name of who prints, which has to be UTF-8, 1 to 200 characters, and not blank.
std::optional<Diagnostic> check_printer(const std::string& name) {
    constexpr std::size_t longest = 200;
    if (name.empty()) return std::nullopt;
    if (find_malformed_utf8(name))
        return job_error("job/invalid-name"_code, {}, "the name of who prints the handout is not valid UTF-8",
                         "pass it in UTF-8, or leave out --printed-by (in a job, \"printed_by\")");
    if (name_of_printer(name).empty())
        return job_error("job/invalid-name"_code, {}, "the name of who prints the handout is blank",
                         "write the name, or leave out --printed-by (in a job, \"printed_by\")");
    if (article::count_characters(name) > longest)
        return job_error("job/invalid-name"_code, {},
                         "the name of who prints the handout is longer than 200 characters",
                         "shorten --printed-by (in a job, \"printed_by\")");
    return std::nullopt;
}

std::string instant_of(std::int64_t nanoseconds) { return visit::instant_text(nanoseconds / 1'000'000'000); }

engine::VisitSummaryRequest summary_request(const VisitJob& job, const Source& bundle, std::int64_t now) {
    engine::VisitSummaryRequest request;
    request.bundle = &bundle;
    request.choice.patient = job.patient;
    request.choice.encounter = job.encounter;
    request.choice.include_restricted = job.include_restricted;
    request.choice.force = job.force;
    request.language = job.language;
    request.time_zone = job.time_zone;
    request.has_note = job.note.has_value();
    request.omit_parts = job.omit_parts;
    request.printed_by = name_of_printer(job.printed_by);
    request.printed_at = job.printed_at.empty() && !job.printed_by.empty() ? instant_of(now) : job.printed_at;
    request.theme = theme_of(job);
    return request;
}

/// Where the code of a suggestion is in the visit.
struct SuggestionWords {
    std::string_view source, words;
};
SuggestionWords words_of(visit::SuggestionSource source) {
    switch (source) {
        case visit::SuggestionSource::condition:
            return {"condition", "a condition of this visit"};
        case visit::SuggestionSource::reason:
            return {"reason", "the reason for this visit"};
        case visit::SuggestionSource::medicine:
            return {"medicine", "a medicine of this visit"};
        default:
            return {"order", "something ordered in this visit"};
    }
}

std::vector<ArticleSuggestion> suggestions_of(const visit::Visit& visit,
                                              const std::vector<visit::ArticleTopics>& topics) {
    std::vector<ArticleSuggestion> suggestions;
    const auto by_name = [&](const std::string& name) { return articles_about_medicine(name, topics); };
    for (visit::Suggestion& found : visit::suggest_articles(visit, topics, by_name)) {
        const auto [source, words] = words_of(found.source);
        std::string reason = reason_of(found, words);
        suggestions.push_back({std::move(found.article), std::move(found.title), std::move(found.system),
                               std::move(found.code), std::string(source), std::move(reason)});
    }
    return suggestions;
}

/// An article that goes with the summary.
struct VisitArticle {
    library::LibraryEntry entry;
    Source source;
    std::optional<std::pair<library::LibraryEntry, Source>> translation;  ///< English, in a layout of two languages
};

engine::ArticleRequest article_request(const library::LibraryEntry& entry, const Source& source) {
    engine::ArticleRequest request;
    request.source = &source;
    request.picture_folder = fs::path(entry.path).parent_path().string();
    return request;
}

visit::GivenArticle given_article(const library::LibraryEntry& entry, const Source& source, int pages) {
    visit::GivenArticle given;
    given.code = entry.code;
    given.language = entry.language;
    given.title = entry.title;
    given.version = entry.version;
    given.sha256 = hex(sha256(source.bytes));
    given.pages = pages;
    return given;
}

/// Each step adds its messages to the result, and returns false if there is to be no summary.
class VisitPresser {
public:
    VisitPresser(const VisitJob& job, JobContext& context, const Source& bundle, engine::Format format)
        : job_(job),
          context_(context),
          bundle_(bundle),
          format_(format),
          library_(library_of_job(job.library, context.engine.resources())) {}

    VisitJobResult run() {
        run_steps(result_, [this] { read_and_press(); });
        return std::move(result_);
    }

private:
    void read_and_press() {
        bilingual_ = is_bilingual(context_.engine.resources(), theme_of(job_));
        engine::VisitSummaryResult read = context_.engine.summarize(summary_request(job_, bundle_, context_.now));
        tell(std::move(read.diagnostics));
        if (!read.summary) return;
        engine::VisitSummary& summary = *read.summary;
        result_.report = std::move(summary.report);
        result_.parts = std::move(summary.parts);
        result_.language = summary.article.metadata.language;
        result_.wanted_language = summary.wanted_language;
        result_.encounter = summary.visit.encounter.reference;
        if (context_.topics != nullptr) result_.suggestions = suggestions_of(summary.visit, *context_.topics);
        if (is_complete(*result_.report) && read_note() && find_articles(summary)) press_all(std::move(summary));
    }

    void tell(std::vector<Diagnostic> diagnostics) {
        std::move(diagnostics.begin(), diagnostics.end(), std::back_inserter(result_.diagnostics));
    }

    /// A strict job makes no summary that lacks something important.
    bool is_complete(const engine::SummaryReport& report) {
        if (!job_.strict || report.omissions == 0) return true;
        result_.status = JobStatus::incomplete;
        result_.diagnostics.push_back(
            job_error("visit/incomplete"_code, {},
                      "no summary is written: " + std::to_string(report.omissions) +
                          (report.omissions == 1 ? " medicine, allergy or order" : " medicines, allergies or orders") +
                          " of the record could not be read in full",
                      "fix the record where the warnings say, or leave out --strict (in a job, \"strict\") and tell "
                      "the patient what is missing"));
        return false;
    }

    bool read_note() {
        if (!job_.note) return true;
        PrivateSource read = read_note_input(*job_.note);
        if (!read.source) result_.diagnostics.push_back(job_error("job/unreadable"_code, {}, read.message, read.hint));
        note_ = std::move(read.source);
        return note_.has_value();
    }

    /// Finds all that are asked for: no handout without one of them.
    bool find_articles(const engine::VisitSummary& summary) {
        std::vector<std::string> codes = job_.articles;
        if (job_.suggest) add_suggestions(summary.visit, codes);
        const ArticleLookup lookup(
            {library_, summary.wanted_language, true, index_of(context_), context_.catalog, day_of(context_.now)},
            codes);
        for (const std::string& code : codes)
            if (const std::optional<FoundArticle> found = lookup.find(code, result_.diagnostics)) add_article(*found);
        return articles_.size() == codes.size();
    }

    void add_suggestions(const visit::Visit& visit, std::vector<std::string>& codes) {
        if (context_.topics == nullptr)
            result_.suggestions = suggestions_of(visit, library::topics_of_library(library_));
        for (const ArticleSuggestion& suggestion : result_.suggestions) {
            result_.diagnostics.push_back(
                job_message(Severity::note, "visit/article-suggested"_code, {},
                            "article " + suggestion.code + " is added: " + suggestion.reason));
            if (std::find(codes.begin(), codes.end(), suggestion.code) == codes.end()) codes.push_back(suggestion.code);
        }
    }

    void add_article(const FoundArticle& found) {
        VisitArticle article{found.entry, read_source(found.entry.path), std::nullopt};
        if (bilingual_ && found.english)
            article.translation.emplace(*found.english, read_source(found.english->path));
        else if (bilingual_ && found.entry.language != "en")
            result_.diagnostics.push_back(
                job_message(Severity::note, "visit/no-english-article"_code, found.entry.code,
                            "no English article with this code, so it is printed in one language"));
        articles_.push_back(std::move(article));
    }

    /// The summary's article. It says on the page, in its language, which articles are not in the patient's.
    engine::ArticleRequest summary_article(article::Article summary, const std::string& patients_language) const {
        const words::Phrases& phrases = context_.engine.resources().visit_phrases().in(summary.metadata.language);
        for (const VisitArticle& article : articles_)
            if (lookup_tags(article.entry.language).back() != lookup_tags(patients_language).back())
                summary.blocks.push_back(
                    visit_summary::article_language_notice(article.entry.title, article.entry.language, phrases));
        return {&bundle_, std::make_shared<const article::Article>(std::move(summary))};
    }

    engine::SummaryRequest summary_request_of(engine::VisitSummary& summary) const {
        const std::string language = summary.article.metadata.language;
        engine::SummaryRequest request{{summary_article(std::move(summary.article), language)},
                                       std::move(summary.patient)};
        if (summary.translation) request.texts.translation = summary_article(std::move(*summary.translation), language);
        return request;
    }

    engine::PressRequest press_request(engine::SummaryRequest summary) const {
        engine::PressRequest request;
        request.theme = theme_of(job_);
        request.fallback_date = job_.fallback_date;
        request.language_notice = job_.language_notice;
        request.standard = job_.standard;
        request.summary = std::move(summary);
        if (note_) request.note = &*note_;
        for (const VisitArticle& article : articles_) {
            engine::ArticlePair& pair = request.articles.emplace_back();
            pair.article = article_request(article.entry, article.source);
            if (article.translation)
                pair.translation = article_request(article.translation->first, article.translation->second);
        }
        return request;
    }

    void press_all(engine::VisitSummary summary) {
        engine::PressResult pressed = context_.engine.press(press_request(summary_request_of(summary)), format_);
        tell(std::move(pressed.diagnostics));
        if (!pressed.ok() || (job_.want_receipt && !make_receipt_of(summary.visit, pressed))) return;
        result_.status = JobStatus::done;
        result_.pages = pressed.pages;
        result_.bytes = std::move(pressed.bytes);
        result_.svg_pages = std::move(pressed.svg_pages);
    }

    bool make_receipt_of(const visit::Visit& visit, const engine::PressResult& pressed) {
        visit::ReceiptRequest request;
        request.pdf = pressed.bytes;
        request.pages = pressed.pages;
        request.title = pressed.title;
        request.language = pressed.language;
        request.given_at = given_at(visit.encounter);
        auto pages = pressed.article_pages.begin();
        for (const VisitArticle& article : articles_) {
            const int own = pages == pressed.article_pages.end() ? 0 : *pages++;
            request.articles.push_back(given_article(article.entry, article.source, own));
            if (article.translation)
                request.articles.push_back(given_article(article.translation->first, article.translation->second, own));
        }
        Diagnostics diagnostics(bundle_);
        result_.receipt = visit::make_receipt(visit, request, diagnostics);
        tell(diagnostics.take());
        return result_.receipt.has_value();
    }

    /// Empty: the receipt takes the visit's end, which is not known while the visit goes on.
    std::string given_at(const visit::VisitEncounter& encounter) const {
        if (!job_.given_at.empty()) return job_.given_at;
        const bool has_end = encounter.state == visit::EncounterState::finished && encounter.period.end.has_time();
        return has_end ? std::string() : instant_of(context_.now);
    }

    const VisitJob& job_;
    JobContext& context_;
    const Source& bundle_;
    engine::Format format_;
    std::string library_;
    bool bilingual_ = false;  ///< the layout sets two languages side by side
    std::optional<Source> note_;
    std::vector<VisitArticle> articles_;
    VisitJobResult result_;
};

}  // namespace

std::vector<Diagnostic> check_job(const VisitJob& job) {
    std::vector<Diagnostic> errors;
    if (is_standard_input(job.bundle) && count_standard_inputs(job.note) > 0)
        errors.push_back(job_error("job/input-twice"_code, {}, "standard input can only be read once",
                                   "name a file for the bundle or for the note"));
    if (std::optional<Diagnostic> error = check_printer(job.printed_by)) errors.push_back(std::move(*error));
    if (!job.time_zone.empty() && !visit_summary::is_time_zone(job.time_zone))
        errors.push_back(job_error("visit/invalid-time-zone"_code, {},
                                   "'" + job.time_zone + "' is not a known time zone",
                                   "name one such as America/New_York"));
    check_language(job.language, errors);
    return errors;
}

VisitJobResult press_visit(const VisitJob& job, JobContext& context, engine::Format format) {
    VisitJobResult refused;
    refused.diagnostics = check_job(job);
    if (job.want_receipt && format != engine::Format::pdf)
        refused.diagnostics.push_back(job_error("job/receipt-of-svg"_code, {},
                                                "a receipt records a PDF, and SVG was asked for",
                                                "press a PDF, or leave out the receipt"));
    if (!refused.diagnostics.empty()) return refused;
    const PrivateSource bundle = read_bundle_input(job.bundle);
    if (!bundle.source) {
        refused.diagnostics.push_back(job_error("job/unreadable"_code, {}, bundle.message, bundle.hint));
        return refused;
    }
    // Opens the notice's faces while this thread reads the bundle and the articles: that halves the wait.
    std::jthread ahead;
    if (job.language_notice)
        ahead = std::jthread([&] { engine::prepare_language_notice(context.engine.resources(), theme_of(job)); });
    return VisitPresser(job, context, *bundle.source, format).run();
}

}  // namespace carepress::job

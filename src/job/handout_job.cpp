#include "job/handout_job.h"

#include "base/error.h"
#include "engine/engine.h"
#include "job/check_values.h"
#include "job/job_message.h"
#include "visit/receipt.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

namespace carepress::job {
namespace fs = std::filesystem;

namespace {

/// The text of an article in one language.
struct ArticleText {
    Source source;
    std::string picture_folder;
};

/// An article of the handout.
struct HandoutArticle {
    ArticleText text;
    std::optional<ArticleText> translation = {};
    std::optional<library::LibraryEntry> english = {};  ///< of an article by code: its translation in the library
};

/// Figures of a file are in its folder; standard input has none.
std::string picture_folder_of(const std::string& path) {
    if (path == "-") return {};
    const fs::path folder = fs::path(path).parent_path();
    return folder.empty() ? "." : folder.string();
}

class HandoutPresser {
public:
    HandoutPresser(const HandoutJob& job, JobContext& context, engine::Format format)
        : job_(job),
          context_(context),
          format_(format),
          library_(library_of_job(job.library, context.engine.resources())) {}

    HandoutResult run() {
        result_.diagnostics = check_job(job_);
        if (!result_.diagnostics.empty()) return std::move(result_);
        run_steps(result_, [this] {
            if (!read_note() || !read_translation() || !read_articles()) return;
            add_translations();
            press_all();
        });
        return std::move(result_);
    }

private:
    void refuse(DiagnosticCode code, const std::string& input, std::string message, std::string hint = {}) {
        result_.diagnostics.push_back(job_error(code, input, std::move(message), std::move(hint)));
    }

    bool read_note() {
        if (!job_.note) return true;
        PrivateSource read = read_note_input(*job_.note);
        if (!read.source) refuse("job/unreadable"_code, "note", read.message, read.hint);
        note_ = std::move(read.source);
        return note_.has_value();
    }

    bool read_translation() {
        if (!job_.translation) return true;
        if (const std::string* path = path_of_input(*job_.translation)) {
            translation_ = read_file(*path, *path, SourceKind::stream);
        } else if (const auto* bytes = std::get_if<BytesInput>(&*job_.translation)) {
            translation_ = take_bytes(*bytes);
        } else {
            const std::string& code = std::get<CodeInput>(*job_.translation).code;
            const std::optional<FoundArticle> found =
                ArticleLookup(query_in("en"), {&code, 1}).find(code, result_.diagnostics);
            if (found) translation_ = read_file(code, found->entry.path);
        }
        return translation_.has_value();
    }

    /// Reads all that can be read; false if one can't.
    bool read_articles() {
        for (const ArticleInput& input : job_.articles) read_article(input);
        if (articles_.size() < job_.articles.size()) return false;
        for (const HandoutArticle& article : articles_) result_.sources.push_back(article.text.source.name);
        return true;
    }

    void read_article(const ArticleInput& input) {
        if (const auto* bytes = std::get_if<BytesInput>(&input)) {
            add(take_bytes(*bytes));
        } else if (const auto* by_code = std::get_if<CodeInput>(&input)) {
            if (!lookup_) lookup_.emplace(query_in(job_.language), codes_of_articles());
            const std::optional<FoundArticle> found = lookup_->find(by_code->code, result_.diagnostics);
            if (!found || !add(read_file(by_code->code, found->entry.path))) return;
            articles_.back().english = found->english;
            result_.by_code.push_back(found->entry);
        } else {
            const std::string& path = std::get<FileInput>(input).path;
            std::error_code error;
            if (path != "-" && !fs::exists(path, error)) return refuse("job/not-found"_code, path, "no such file");
            add(read_file(path, path, SourceKind::stream));
        }
    }

    ArticleQuery query_in(const std::string& language) const {
        return {library_, language.empty() ? "en" : language, false, index_of(context_), context_.catalog};
    }

    std::vector<std::string> codes_of_articles() const {
        std::vector<std::string> codes;
        for (const ArticleInput& input : job_.articles)
            if (const auto* by_code = std::get_if<CodeInput>(&input)) codes.push_back(by_code->code);
        return codes;
    }

    /// A layout of two languages takes the English articles of the library if the job names no translation. Those that
    /// are missing are left out: press() says so.
    void add_translations() {
        if (translation_) {
            articles_.front().translation = std::move(translation_);
            return;
        }
        if (!is_bilingual(context_.engine.resources(), theme_of(job_))) return;
        for (std::size_t i = 0; i < articles_.size(); ++i) {
            std::optional<library::LibraryEntry> english = articles_[i].english;
            if (const std::string* path = path_of_input(job_.articles[i]))
                english = context_.scans.find_english(*path, library_);
            if (english) articles_[i].translation = read_file(english->path, english->path);
        }
    }

    bool add(std::optional<ArticleText> read) {
        if (read) articles_.push_back({std::move(*read)});
        return read.has_value();
    }

    /// Nothing, and an error about `input`, if the file can't be read.
    std::optional<ArticleText> read_file(const std::string& input, const std::string& path,
                                         SourceKind kind = SourceKind::file) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            refuse("job/folder"_code, input, "this is a folder",
                   "name the articles in it, as in " + input + (input.ends_with('/') ? "" : "/") + "*.md");
            return std::nullopt;
        }
        try {
            return ArticleText{read_source(path, largest_source, kind), picture_folder_of(path)};
        } catch (const SourceTooLarge& large) {
            refuse("job/unreadable"_code, input, large.what());
        } catch (const EnvironmentError& unreadable) {
            refuse("job/unreadable"_code, input, unreadable.what());
        }
        return std::nullopt;
    }

    std::optional<ArticleText> take_bytes(const BytesInput& input) {
        if (input.bytes.size() <= largest_source) return ArticleText{{input.name, input.bytes}, input.picture_folder};
        refuse("job/too-large"_code, input.name,
               input.name + " is larger than " + std::to_string(largest_source / 1'000'000) +
                   " MB; split it into several articles");
        return std::nullopt;
    }

    void press_all() {
        engine::PressResult pressed = context_.engine.press(request_for_all(), format_);
        std::move(pressed.diagnostics.begin(), pressed.diagnostics.end(), std::back_inserter(result_.diagnostics));
        if (pressed.ok()) result_.status = JobStatus::done;
        result_.bytes = std::move(pressed.bytes);
        result_.svg_pages = std::move(pressed.svg_pages);
        result_.title = std::move(pressed.title);
        result_.code = std::move(pressed.code);
        result_.language = std::move(pressed.language);
        result_.pages = pressed.pages;
    }

    engine::PressRequest request_for_all() const {
        engine::PressRequest request;
        request.theme = theme_of(job_);
        request.language = job_.language;
        request.fallback_date = job_.fallback_date;
        request.note = note_ ? &*note_ : nullptr;
        request.omit_sections = job_.omit_sections;
        request.language_notice = job_.language_notice;
        request.title = job_.title;
        request.page_numbers = job_.page_numbers;
        request.standard = job_.standard;
        for (const HandoutArticle& article : articles_) {
            engine::ArticlePair& pair = request.articles.emplace_back();
            pair.article = article_request(article.text);
            pair.article.language = job_.language;
            if (article.translation) pair.translation = article_request(*article.translation);
        }
        return request;
    }

    static engine::ArticleRequest article_request(const ArticleText& text) {
        engine::ArticleRequest request;
        request.source = &text.source;
        request.picture_folder = text.picture_folder;
        return request;
    }

    const HandoutJob& job_;
    JobContext& context_;
    engine::Format format_;
    std::string library_;
    std::optional<Source> note_;
    std::optional<ArticleLookup> lookup_;
    std::vector<HandoutArticle> articles_;
    std::optional<ArticleText> translation_;  ///< that the job names, of its only article
    HandoutResult result_;
};

}  // namespace

std::vector<Diagnostic> check_job(const HandoutJob& job) {
    std::vector<Diagnostic> errors;
    const auto refuse = [&](DiagnosticCode code, const char* message, const char* hint) {
        errors.push_back(job_error(code, {}, message, hint));
    };
    if (job.articles.empty()) refuse("job/no-input"_code, "a handout needs an article", "name at least one");
    if (job.translation && job.articles.size() > 1)
        refuse("job/one-translation"_code, "a translation can be set beside one article only",
               "press each article alone, or leave out --beside (in a job, \"translation\")");
    if (count_standard_inputs(job.articles) + count_standard_inputs(job.translation) + count_standard_inputs(job.note) >
        1)
        refuse("job/input-twice"_code, "standard input can only be read once",
               "name a file for all but one of the sources and the note");
    if (job.articles.size() == 1 && (!job.title.empty() || job.page_numbers))
        refuse("job/one-article"_code,
               job.title.empty() ? "page numbers are for a handout of several articles"
                                 : "a title is for a handout of several articles",
               job.title.empty() ? "add an article, or leave out --page-numbers (in a job, \"page_numbers\")"
                                 : "add an article, or leave out --title (in a job, \"title\")");
    check_language(job.language, errors);
    return errors;
}

std::string receipt_of(const HandoutResult& result) {
    if (result.by_code.empty() || result.by_code.size() != result.sources.size()) return {};
    visit::ReceiptRequest request;
    request.pdf = result.bytes;
    request.pages = result.pages;
    request.title = result.title;
    request.language = result.language;
    for (const library::LibraryEntry& entry : result.by_code) {
        visit::GivenArticle& article = request.articles.emplace_back();
        article.code = entry.code;
        article.version = entry.version;
        article.language = entry.language;
    }
    return visit::make_article_receipt(request);
}

HandoutResult press_handout(const HandoutJob& job, JobContext& context, engine::Format format) {
    return HandoutPresser(job, context, format).run();
}

}  // namespace carepress::job

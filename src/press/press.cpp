#include "press/press.h"

#include "base/language.h"
#include "handout/compose.h"
#include "handout/leave_out.h"
#include "layout/fit.h"
#include "press/pictures.h"
#include "press/sheet.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <iterator>
#include <utility>

namespace carepress {
namespace {

void append(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The most general form of a tag: "en" for "en-US".
std::string general_tag(const std::string& language) {
    const std::vector<std::string> tags = lookup_tags(language);
    return tags.empty() ? language : tags.back();
}

/// An article that states its language keeps it: a wrong tag would make a screen reader speak gibberish.
void resolve_language(Metadata& metadata, const std::string& wanted, Diagnostics& diagnostics) {
    if (wanted.empty() || metadata.language == wanted) return;
    if (!metadata.language_stated)
        metadata.language = wanted;
    else if (general_tag(metadata.language) != general_tag(wanted))
        diagnostics.warning(metadata.title_span,
                            "the article is in '" + metadata.language + "', not in '" + wanted + "' as asked for",
                            "name the translation, or leave out the language");
}

/// An article as it was read, with its pictures.
struct ReadArticle {
    Article article;
    Pictures pictures;
};

ReadArticle read(const ArticleRequest& request, std::vector<Diagnostic>& messages) {
    Diagnostics diagnostics(*request.source);
    ReadArticle read;
    read.article = read_article(*request.source, request.format.value_or(detect_format(*request.source)), diagnostics);
    resolve_language(read.article.metadata, request.language, diagnostics);
    read.pictures = load_pictures(read.article, request.picture_folder, diagnostics);
    append(messages, diagnostics.take());
    return read;
}

/// The sources of a request, numbered as SourceSpan::source has it.
std::vector<const Source*> sources_of(const PressRequest& request, const Brand* brand = nullptr) {
    std::vector<const Source*> sources;
    for (const ArticleRequest& article : request.articles) sources.push_back(article.source);
    if (request.front) sources.push_back(request.front->source);
    if (request.note != nullptr) sources.push_back(request.note);
    for (const ArticleRequest& translation : request.beside)
        if (translation.source != nullptr) sources.push_back(translation.source);
    if (brand != nullptr) sources.push_back(&brand->source);
    return sources;
}

/// A clinician writes in the language of the handout where the note doesn't say another.
ReadArticle read_note(const Source& source, const std::string& language, std::vector<Diagnostic>& messages) {
    Diagnostics diagnostics(source);
    ReadArticle read;
    read.article = read_note(source, diagnostics);
    if (!read.article.metadata.language_stated) read.article.metadata.language = language;
    append(messages, diagnostics.take());
    return read;
}

/// All that a request's sources say.
struct ReadRequest {
    std::vector<ReadArticle> articles;
    std::vector<std::optional<ReadArticle>> beside;  ///< the articles' translations, where there are any
    std::optional<ReadArticle> note;
    std::string language;  ///< of the handout as a whole
};

/// Leaves sections out of all articles that have them, and of their translations. A section that no article has is an
/// error, which lists those there are.
void leave_out_sections(const PressRequest& request, ReadRequest& read, const PhraseBook& phrases,
                        std::vector<Diagnostic>& messages) {
    if (request.without.empty()) return;
    std::vector<std::string> wanted;
    for (const std::string& section : request.without) wanted.push_back(section_slug(section));
    std::vector<std::string> found, known;
    const auto leave_out_of = [&](Article& article, const Source& source, const std::vector<std::string>& sections) {
        for (std::string& slug : section_slugs(article)) known.push_back(std::move(slug));
        Diagnostics diagnostics(source);
        for (std::string& slug : leave_out(article, sections, phrases.in(article.metadata.language), diagnostics))
            found.push_back(std::move(slug));
        append(messages, diagnostics.take());
    };
    for (std::size_t i = 0; i < read.articles.size(); ++i) {
        Article& article = read.articles[i].article;
        SectionsOfTwo sections{wanted, {}};
        if (i < read.beside.size() && read.beside[i]) {
            Article& beside = read.beside[i]->article;
            Diagnostics diagnostics(*request.articles[i].source);
            sections = sections_of_both(article, beside, wanted, diagnostics);
            append(messages, diagnostics.take());
            leave_out_of(beside, *request.beside[i].source, sections.second);
        }
        leave_out_of(article, *request.articles[i].source, sections.first);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (std::find(found.begin(), found.end(), wanted[i]) != found.end()) continue;
        std::string hint = known.empty() ? "there are no sections" : "the sections are";
        for (std::size_t k = 0; k < known.size(); ++k) hint += (k == 0 ? " " : ", ") + known[k];
        Diagnostics diagnostics(*request.articles.front().source);
        diagnostics.error({}, "there is no section '" + request.without[i] + "' to leave out", hint);
        append(messages, diagnostics.take());
    }
}

ReadRequest read(const PressRequest& request, const PhraseBook& phrases, std::vector<Diagnostic>& messages) {
    ReadRequest read_all;
    for (const ArticleRequest& article : request.articles) read_all.articles.push_back(read(article, messages));
    for (const ArticleRequest& translation : request.beside) {
        read_all.beside.emplace_back();
        if (translation.source != nullptr) read_all.beside.back() = read(translation, messages);
    }
    leave_out_sections(request, read_all, phrases, messages);
    const bool lists_articles = !request.front && request.articles.size() > 1;
    read_all.language = request.front ? request.front->article->metadata.language
                        : lists_articles && !request.language.empty()
                            ? request.language
                            : read_all.articles.front().article.metadata.language;
    if (request.note != nullptr) read_all.note = read_note(*request.note, read_all.language, messages);
    return read_all;
}

/// Checks that the layout can set the request: a layout of two languages needs two of each article, others one, and one
/// that cuts articles to a page cannot have a summary. What is missing or too much is an error.
void check_layout(const PressRequest& request, const ReadRequest& read, const Stylesheet& sheet,
                  std::vector<Diagnostic>& messages) {
    Diagnostics diagnostics(sources_of(request));
    const std::string layout = "the layout '" + request.layout + "' ";
    if (!sheet.bilingual.any()) {
        if (!read.beside.empty() || (request.front && request.front->beside != nullptr))
            diagnostics.error({}, layout + "has no place for a second language", "choose the layout bilingual");
    } else if (request.beside.size() != request.articles.size()) {
        diagnostics.error({}, layout + "sets an article beside its translation, and there is none",
                          "name it with --beside FILE, or press an article of the library by its code: carepress "
                          "render K977 --language es --layout bilingual");
    } else {
        for (std::size_t i = 0; i < read.beside.size(); ++i) {
            const std::string& language = read.articles[i].article.metadata.language;
            if (read.beside[i] && language == read.beside[i]->article.metadata.language)
                diagnostics.error({{}, {}, static_cast<std::uint32_t>(i)},
                                  "the article and its translation are both in '" + language + "'",
                                  "choose a translation: --language for an article of the library, or --beside FILE");
        }
    }
    if (request.front && sheet.content.take == ContentSettings::Take::essentials)
        diagnostics.error({}, layout + "shows the essentials of articles, and a summary can't be cut to fit a page",
                          "choose the layout visit-summary, and press the article's sheet for itself: carepress render "
                          "K977 --layout fridge-sheet");
    append(messages, diagnostics.take());
}

/// What to compose, its sources numbered as in sources_of(). `beside` owns the translations that it points to.
HandoutContents contents_of(const PressRequest& request, const ReadRequest& read, std::deque<ArticlePart>& beside) {
    HandoutContents contents;
    std::uint32_t source = 0;
    for (const ReadArticle& article : read.articles)
        contents.articles.push_back({&article.article, &article.pictures, source++});
    if (request.front) {
        contents.front = ArticlePart{request.front->article, nullptr, source++};
        if (request.front->beside != nullptr)
            contents.front->beside = &beside.emplace_back(ArticlePart{request.front->beside, nullptr, source - 1});
        contents.patient = request.front->patient;
    }
    if (read.note) contents.note = ArticlePart{&read.note->article, nullptr, source++};
    for (std::size_t i = 0; i < read.beside.size() && i < contents.articles.size(); ++i)
        if (const std::optional<ReadArticle>& translation = read.beside[i])
            contents.articles[i].beside =
                &beside.emplace_back(ArticlePart{&translation->article, &translation->pictures, source++});
    contents.brand_source = source;
    contents.title = request.title;
    contents.language = read.language;
    contents.numbers = request.page_numbers;
    return contents;
}

/// The pages of each article. The part of the summary, or of the list of contents, comes before theirs.
std::vector<int> pages_of_articles(const PressRequest& request, const PagedDocument& document) {
    const std::size_t before = request.front || request.articles.size() > 1 ? 1 : 0;
    std::vector<int> pages;
    for (std::size_t i = before; i < document.parts.size() && pages.size() < request.articles.size(); ++i)
        pages.push_back(static_cast<int>(document.parts[i].count));
    return pages;
}

const LanguageNotices* language_notices(const Resources& resources, std::vector<Diagnostic>& messages) {
    const LanguageNotices& notices = resources.language_notices();
    if (notices.samples)
        messages.push_back({Severity::note,
                            notices.file,
                            {},
                            {},
                            "the language notice is set in sample texts",
                            "put the published translations in their place and say samples: false"});
    return &notices;
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

}  // namespace

PressResult press(const PressRequest& request, const Resources& resources, Workspace& workspace) {
    PressResult result;
    const BrandResult brand = resources.brand(request.brand);
    const StylesheetResult theme = resources.stylesheet(request.layout, request.brand);
    result.diagnostics = theme.diagnostics;  // the brand's are among them

    const ReadRequest read_all = read(request, resources.phrases(), result.diagnostics);
    std::deque<ArticlePart> beside;
    HandoutContents contents = contents_of(request, read_all, beside);
    if (request.language_notice) contents.language_notices = language_notices(resources, result.diagnostics);
    const Metadata& first =
        request.front ? request.front->article->metadata : read_all.articles.front().article.metadata;
    result.title = first.title;
    result.code = first.code;
    result.language = first.language;

    if (theme.stylesheet) check_layout(request, read_all, *theme.stylesheet, result.diagnostics);
    if (brand.brand && theme.stylesheet) {
        Diagnostics diagnostics(sources_of(request, brand.brand.get()));
        const SheetArticles sheets = take_essentials(contents, {*brand.brand, theme.stylesheet, resources.phrases()},
                                                     workspace.shaper, diagnostics);
        Handout handout = compose(contents, *brand.brand, theme.stylesheet, resources.phrases(), diagnostics);
        if (handout.metadata.date.empty()) handout.metadata.date = request.fallback_date;
        result.title = handout.metadata.title;
        result.code = handout.metadata.code;
        result.language = handout.metadata.language;

        workspace.shaper.new_document();
        const PagedDocument document = fit(handout, workspace.shaper, diagnostics);
        if (!has_errors(result.diagnostics)) check_goal(handout, document, diagnostics);
        append(result.diagnostics, diagnostics.take());

        if (!has_errors(result.diagnostics)) {
            result.pages = static_cast<int>(document.pages.size());
            result.article_pages = pages_of_articles(request, document);
            result.bytes = workspace.writer.write(document);
        }
    }
    return result;
}

}  // namespace carepress

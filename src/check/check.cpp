#include "check/check.h"

#include "article/read.h"
#include "base/error.h"
#include "base/language.h"
#include "check/emergency_numbers.h"
#include "check/review.h"
#include "engine/emergency_numbers.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace carepress::check {
namespace fs = std::filesystem;

namespace {

/// What is found when the article, which was read from `source` in the file `path`, is set in pages.
std::vector<Diagnostic> found_in_pages(std::shared_ptr<const article::Article> article, const Source& source,
                                       const std::string& path, const style::Theme& theme,
                                       const engine::Engine& engine) {
    engine::ArticleRequest read;
    read.source = &source;
    read.article = std::move(article);
    read.picture_folder = fs::path(path).parent_path().string();
    if (read.picture_folder.empty()) read.picture_folder = ".";
    engine::PressRequest request;
    request.articles.push_back({std::move(read)});
    request.theme = theme;
    std::vector<Diagnostic> all = engine.lay_out(request).report.diagnostics;
    std::erase_if(all, [&](const Diagnostic& each) { return each.file != source.name; });
    return all;
}

/// For places alone: nothing of a pipe, which can be read once.
Source read_again(const std::string& path) {
    try {
        return read_source(path);
    } catch (const EnvironmentError&) {
        return {path, {}};
    }
}

void sort_by_place(std::vector<Finding>& findings) {
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        const Position x = a.diagnostic.position, y = b.diagnostic.position;
        return std::tie(x.line, x.column) < std::tie(y.line, y.column);
    });
}

void add_findings(Findings& findings, CheckedArticle& article) {
    std::vector<Finding> found = findings.take();
    article.findings.insert(article.findings.end(), std::make_move_iterator(found.begin()),
                            std::make_move_iterator(found.end()));
    sort_by_place(article.findings);
}

bool names_sources(const article::Metadata& metadata) {
    return !metadata.sources.empty() || !metadata.source.empty() || !metadata.source_url.empty();
}

/// A translation rests on what its original names.
void check_sources(std::vector<CheckedArticle>& articles) {
    std::set<std::string_view> codes;
    for (const CheckedArticle& article : articles)
        if (names_sources(article.metadata)) codes.insert(article.metadata.code);
    codes.erase("");
    for (CheckedArticle& article : articles) {
        if (names_sources(article.metadata) || codes.contains(article.metadata.code)) continue;
        const Source source = read_again(article.path);
        Findings findings(source);
        findings.add("check/sources"_code, Severity::warning, article.metadata.title_span,
                     "the article does not say what its words rest on",
                     "list the guidance that it follows under \"sources:\" in its front matter, as in \"- {title: "
                     "\"CDC, Sepsis\", url: https://www.cdc.gov/sepsis}\"");
        add_findings(findings, article);
    }
}

}  // namespace

Checker::Checker(const engine::Engine& engine, CheckRequest request)
    : engine_(engine),
      request_(std::move(request)),
      red_flags_(engine.resources().folder().file("words/red-flags.yaml")) {}

const PlainWords& Checker::words_of(const std::string& language) {
    const std::string primary = language.substr(0, language.find('-'));
    const auto found = words_.find(primary);
    if (found != words_.end()) return found->second;
    const std::string path = engine_.resources().folder().file("words/" + primary + ".yaml");
    return words_.emplace(primary, fs::exists(path) ? PlainWords(path) : PlainWords()).first->second;
}

article::EmergencyNumbers Checker::numbers_for(const std::string& language) const {
    const style::BrandPointer brand = engine_.resources().brand(request_.theme.brand).brand;
    return brand ? engine::emergency_numbers(brand->texts_for(language)) : article::us_emergency_numbers();
}

CheckedArticle Checker::check(const Source& source, const std::string& path) {
    CheckedArticle checked;
    checked.path = path;
    Findings findings(source);
    Diagnostics reading(source);
    const auto read = std::make_shared<const article::Article>(article::read_article(source, reading));
    const article::EmergencyNumbers numbers = numbers_for(read->metadata.language);
    article::Article article = *read;
    Diagnostics unsaid = reading.silent();  // pressing says what is wrong with placeholders
    article::fill_numbers(article, numbers, unsaid);
    checked.metadata = article.metadata;
    const bool readable = !reading.has_errors();
    findings.take("article", reading.take());

    std::vector<Passage> passages = passages_of(article, source.bytes);
    // The credit that import puts last ("Source: …") does not count as text.
    if (!article.metadata.source.empty() && !passages.empty() &&
        passages.back().text.ends_with(article.metadata.source))
        passages.pop_back();
    checked.level = measure(passages, article.metadata.language, english_);
    checked.outline = outline_for_check(article);
    checked.facts = facts_of(article, source.bytes);
    if (readable) {
        const SourceSpan place = article.metadata.title_span;
        check_structure(article, place, findings);
        check_emergency_numbers(*read, passages_of(*read, source.bytes), numbers, findings);
        check_red_flags(passages, article.metadata, red_flags_, findings);
        check_topics(article, findings);
        check_review(article.metadata, place, request_.settings.today, findings);
        check_links(article, fs::path(path).parent_path().string(), findings);
        check_reading_level(checked.level, passages, place, request_.settings, english_, findings);
        check_plain_language(passages, article.metadata.language, words_of(article.metadata.language),
                             request_.settings, findings);
        check_ambiguity(passages, article.metadata.language, findings);
        for (Diagnostic& each : found_in_pages(read, source, path, request_.theme, engine_)) {
            const bool glyph = each.code == "text/missing-glyph"_code;
            findings.take(glyph ? "glyph-coverage" : "press", {std::move(each)});
        }
    }
    checked.findings = findings.take();
    sort_by_place(checked.findings);
    if (readable) checked.score = score({source, article, passages, checked.level, checked.findings});
    return checked;
}

void Checker::check_together(std::vector<CheckedArticle>& articles) const {
    check_sources(articles);
    std::map<std::string, std::vector<CheckedArticle*>> by_code;
    for (CheckedArticle& article : articles)
        if (!article.metadata.code.empty() && article.metadata.release.status != article::Status::retired)
            by_code[article.metadata.code].push_back(&article);  // a retired one makes room for another of its code
    for (auto& [code, group] : by_code) {
        std::map<std::string, const CheckedArticle*> seen;
        const auto english = std::find_if(group.begin(), group.end(), [](const CheckedArticle* each) {
            return each->metadata.language.substr(0, each->metadata.language.find('-')) == "en";
        });
        const CheckedArticle* original = english == group.end() ? nullptr : *english;
        for (CheckedArticle* article : group) {
            const Source source = read_again(article->path);
            Findings findings(source);
            const auto [first, is_new] = seen.emplace(article->metadata.language, article);
            if (!is_new)
                findings.add("check/code"_code, Severity::error, article->metadata.title_span,
                             "the code " + code + " is also used by " + first->second->path,
                             "give one of them a different code");
            else if (original != nullptr && article != original)
                check_translation({article->outline, article->facts, article->metadata},
                                  {original->outline, original->facts, original->metadata}, original->path, findings);
            add_findings(findings, *article);
        }
    }
}

}  // namespace carepress::check

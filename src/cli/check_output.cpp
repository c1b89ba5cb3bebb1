#include "cli/check_output.h"

#include "article/release.h"
#include "base/numbers.h"
#include "base/visible_text.h"
#include "check/review.h"
#include "cli/json_output.h"
#include "cli/messages.h"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <map>
#include <set>

namespace carepress::cli {
namespace {

std::string count_of(std::size_t count, const std::string& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// Prints findings one after another.
class FindingPrinter {
public:
    /// The message, its rule, and on a terminal the line that it is about with a mark under the place.
    std::string print(const check::Finding& finding) {
        Diagnostic diagnostic = finding.diagnostic;
        // What to do about a kind of finding is said once for each file.
        if (hints_of_ != diagnostic.file) hints_.clear();
        hints_of_ = diagnostic.file;
        if (!hints_.insert(diagnostic.hint).second) diagnostic.hint.clear();
        diagnostic.message += " [" + std::string(finding.rule) + "]";
        std::string text = formatted(diagnostic, STDOUT_FILENO);
        if (::isatty(STDOUT_FILENO) == 1) text += excerpt(diagnostic);
        return text;
    }

private:
    std::string excerpt(const Diagnostic& diagnostic) {
        if (shown_.name != diagnostic.file) {
            try {
                shown_ = read_source(diagnostic.file);
            } catch (const std::exception&) {
                shown_ = {diagnostic.file, ""};
            }
        }
        return excerpt_of(shown_.bytes, diagnostic);
    }

    Source shown_;
    std::string hints_of_;  ///< the file whose hints are in hints_
    std::set<std::string> hints_;
};

std::string count_table(const std::vector<check::FindingCount>& counts, const std::string& head) {
    const auto right = [](std::size_t number, std::size_t width) {
        const std::string text = std::to_string(number);
        return std::string(width - std::min(width, text.size()), ' ') + text;
    };
    std::string text = counts.empty() ? "" : "errors  warnings   notes  " + head + "\n";
    for (const check::FindingCount& each : counts)
        text +=
            right(each.errors, 6) + right(each.warnings, 10) + right(each.notes, 8) + "  " + visible(each.kind) + "\n";
    return text;
}

std::string level_line(const check::CheckedArticle& article) {
    const check::ReadingLevel& level = article.level;
    std::string line = visible(article.path) + ": ";
    if (level.flesch_kincaid)
        line += "Flesch-Kincaid " + one_decimal(*level.flesch_kincaid) + ", SMOG " + one_decimal(*level.smog) + "; ";
    if (level.fernandez_huerta) line += "Fernández-Huerta " + one_decimal(*level.fernandez_huerta) + "; ";
    return line + std::to_string(level.words) + " words, " + std::to_string(level.sentences) + " sentences, " +
           std::to_string(level.long_words) + " words of 3 or more syllables\n";
}

/// "PEMAT-P 5, CDC 6".
std::string items_of(const check::ScoreQuestion& question) {
    std::string items;
    if (!question.pemat.empty()) items += "PEMAT-P " + std::string(question.pemat);
    if (!question.index.empty()) items += (items.empty() ? "CDC " : "; CDC ") + std::string(question.index);
    return items;
}

std::string score_lines(const check::CheckedArticle& article) {
    const check::Score& score = article.score;
    const std::string file = visible(article.path);
    if (score.answers.empty()) return file + ": no score, because the article has errors\n";
    std::string lines = file + ": " + std::to_string(score.value()) + " of 100: " + std::to_string(score.count_yes()) +
                        " of " + std::to_string(score.answers.size()) + " questions\n";
    for (const check::ScoreAnswer& answer : score.answers)
        if (!answer.yes)
            lines += "  no: " + std::string(answer.question->text) + " (" + items_of(*answer.question) + "): line " +
                     std::to_string(answer.position.line) + ": " + visible(answer.detail) + "\n";
    return lines;
}

/// What a score leaves to a reader.
std::string not_judged_lines() {
    std::string lines = "not judged by a program:\n";
    for (const check::ScoreQuestion& question : check::score_questions())
        if (!question.not_judged.empty())
            lines += "  " + std::string(question.text) + " (" + items_of(question) +
                     "): " + std::string(question.not_judged) + "\n";
    return lines;
}

std::string review_lines(const std::vector<check::DueReview>& due, const std::string& today) {
    std::string lines = "due by 90 days from " + today + ", by reviewer:\n";
    if (due.empty()) lines += "nothing\n";
    const std::string* reviewer = nullptr;
    for (const check::DueReview& each : due) {
        if (reviewer == nullptr || *reviewer != each.reviewer)
            lines += (each.reviewer.empty() ? "(no reviewer)" : visible(each.reviewer)) + "\n";
        reviewer = &each.reviewer;
        lines += "  " + (each.date.empty() ? std::string("now       ") : each.date) + "  " + visible(each.path) + " " +
                 each.what + ": " + visible(each.title) + "\n";
    }
    return lines;
}

/// A row for each code, a column for each language, English first.
std::string coverage_table(const std::vector<check::CheckedArticle>& articles) {
    std::map<std::string, std::map<std::string, const article::Metadata*>> rows;
    std::set<std::string> languages;
    for (const check::CheckedArticle& article : articles) {
        if (article.metadata.code.empty()) continue;
        rows[article.metadata.code].emplace(article.metadata.language, &article.metadata);
        languages.insert(article.metadata.language);
    }
    std::vector<std::string> columns(languages.begin(), languages.end());
    std::stable_partition(columns.begin(), columns.end(), [](const std::string& language) { return language == "en"; });
    const auto cell = [](const std::map<std::string, const article::Metadata*>& row, const std::string& language) {
        const auto found = row.find(language), english = row.find("en");
        if (found == row.end()) return "-";
        if (english == row.end() || found == english) return "yes";
        const bool is_old = found->second->version != english->second->version ||
                            (!found->second->updated.empty() && found->second->updated < english->second->updated);
        return is_old ? "old" : "yes";
    };
    const auto padded = [](const std::string& text, std::size_t width) {
        return text + std::string(width - std::min(width, text.size()), ' ');
    };
    std::size_t widest = 4;
    for (const auto& [code, row] : rows) widest = std::max(widest, code.size());
    std::string table = padded("code", widest);
    for (const std::string& language : columns) table += "  " + padded(language, 3);
    table += "  title\n";
    for (const auto& [code, row] : rows) {
        table += padded(visible(code), widest);
        for (const std::string& language : columns)
            table += "  " + padded(cell(row, language), std::max<std::size_t>(3, language.size()));
        const auto english = row.find("en");
        table += "  " + visible((english == row.end() ? row.begin() : english)->second->title) + "\n";
    }
    return table;
}

JsonOutput score_as_json(const check::Score& score) {
    JsonOutput::Array answers, left;
    for (const check::ScoreAnswer& answer : score.answers) {
        JsonOutput one = JsonOutput::object({{"question", answer.question->id},
                                             {"text", answer.question->text},
                                             {"pemat_p", answer.question->pemat},
                                             {"cdc_index", answer.question->index},
                                             {"yes", answer.yes}});
        if (!answer.yes) {
            one.set("detail", answer.detail);
            one.set("line", answer.position.line);
            one.set("column", answer.position.column);
        }
        answers.push_back(std::move(one));
    }
    for (const check::ScoreQuestion& question : check::score_questions())
        if (!question.not_judged.empty())
            left.push_back(JsonOutput::object({{"question", question.id},
                                               {"text", question.text},
                                               {"pemat_p", question.pemat},
                                               {"cdc_index", question.index},
                                               {"reason", question.not_judged}}));
    return JsonOutput::object(
        {{"value", score.value()}, {"answers", std::move(answers)}, {"not_judged", std::move(left)}});
}

JsonOutput article_as_json(const check::CheckedArticle& article, bool with_score) {
    JsonOutput json = JsonOutput::object({{"file", article.path},
                                          {"code", article.metadata.code},
                                          {"language", article.metadata.language},
                                          {"title", article.metadata.title},
                                          {"words", article.level.words},
                                          {"sentences", article.level.sentences}});
    const article::Release& release = article.metadata.release;
    json.set("status", release.status ? article::name_of(*release.status) : "");
    json.set("reviewed_by", article.metadata.reviewed_by);
    json.set("reviewed", article.metadata.reviewed);
    json.set("next_review", article.metadata.next_review);
    json.set("embargo", release.embargo);
    json.set("expires", release.expires);
    JsonOutput::Array sources;
    for (const article::Reference& each : article.metadata.sources)
        sources.push_back(JsonOutput::object({{"title", each.title}, {"url", each.address}}));
    json.set("sources", std::move(sources));
    if (article.level.flesch_kincaid) json.set("flesch_kincaid", *article.level.flesch_kincaid);
    if (article.level.smog) json.set("smog", *article.level.smog);
    if (article.level.fernandez_huerta) json.set("fernandez_huerta", *article.level.fernandez_huerta);
    if (with_score) json.set("score", score_as_json(article.score));
    return json;
}

}  // namespace

std::string as_text(const check::CheckReport& report, const CheckTextOptions& options) {
    std::string text;
    FindingPrinter printer;
    for (const check::Finding& finding : report.findings)
        if (!options.coverage && options.reviews_from.empty() && !options.summary &&
            (!options.quiet || finding.diagnostic.severity == Severity::error))
            text += printer.print(finding);
    if (options.coverage) text += coverage_table(report.articles);
    if (!options.reviews_from.empty())
        text += review_lines(check::reviews_due(report.articles, options.reviews_from), options.reviews_from);
    if (options.levels)
        for (const check::CheckedArticle& article : report.articles) text += level_line(article);
    if (options.score)
        for (const check::CheckedArticle& article : report.articles) text += score_lines(article);
    if (options.score && !options.quiet && !report.articles.empty()) text += not_judged_lines();
    if (options.summary) text += count_table(check::count_by_file(report.findings), "file");
    if (options.summary ||
        (report.articles.size() > 1 && !options.quiet && !options.coverage && options.reviews_from.empty()))
        text += count_table(check::count_by_rule(report.findings), "rule");
    text += count_of(report.articles.size(), "article");
    if (report.layouts_and_brands > 0) text += ", " + count_of(report.layouts_and_brands, "layout and brand file");
    return text + ": " + count_of(report.count(Severity::error), "error") + ", " +
           count_of(report.count(Severity::warning), "warning") + ", " +
           count_of(report.count(Severity::note), "note") + "\n";
}

std::string as_json(const check::CheckReport& report, const CheckTextOptions& options) {
    JsonOutput::Array articles, findings;
    for (const check::CheckedArticle& article : report.articles)
        articles.push_back(article_as_json(article, options.score));
    for (const check::Finding& finding : report.findings) {
        JsonOutput one = as_json(finding.diagnostic);
        one.set("rule", finding.rule);
        findings.push_back(std::move(one));
    }
    return JsonOutput::object({{"articles", std::move(articles)},
                               {"findings", std::move(findings)},
                               {"totals", JsonOutput::object({{"errors", report.count(Severity::error)},
                                                              {"warnings", report.count(Severity::warning)},
                                                              {"notes", report.count(Severity::note)}})}})
        .text();
}

}  // namespace carepress::cli

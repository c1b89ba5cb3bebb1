#include "check/check.h"

#include "base/error.h"
#include "base/numbers.h"
#include "check/sarif.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/render.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace carepress {
namespace fs = std::filesystem;

namespace {

constexpr const char* check_examples = R"(Examples:
  carepress check fever.md                        one article
  carepress check --library articles/             all of a library, and its translations against their originals
  carepress check --library library/ --summary    where to begin: counts by file and by rule
  carepress check articles/en --only reading-level --levels
  carepress check layouts/roomy.yaml brands/harbor
  carepress check --library articles/ --format sarif > check.sarif

Thresholds can be kept in carepress.yaml, see docs/settings.md. Rules are explained in docs/check.md:
article, press, glyph-coverage, help-levels, code, translation, reading-level, long-sentence, passive-voice,
jargon, ambiguous-dose, ambiguous-range, link, topic-check-digit, layout, brand.

Exit status: 0 no errors, 1 there are errors (or warnings, with --strict), 2 wrong usage,
3 the environment failed.)";

struct CheckOptions {
    std::vector<std::string> sources;
    std::string library;
    std::vector<std::string> only, skip;
    std::vector<double> flesch_kincaid{6, 8}, smog{8, 10}, fernandez_huerta{70, 60};
    int longest_sentence = 20;
    Theme theme;
    std::string format = "text";
    bool strict = false, quiet = false, levels = false, summary = false;
};

CheckRequest request_of(const CheckOptions& options) {
    const auto limits = [](const std::vector<double>& pair) { return Limits{pair.at(0), pair.at(1)}; };
    CheckRequest request;
    request.settings = {limits(options.flesch_kincaid), limits(options.smog), limits(options.fernandez_huerta),
                        options.longest_sentence};
    request.theme = options.theme;
    return request;
}

class CheckCommandRun {
public:
    explicit CheckCommandRun(const CheckOptions& options)
        : options_(options), engine_(resource_settings()), checker_(engine_, request_of(options)) {}

    int run() {
        if (!options_.library.empty()) folder(options_.library);
        for (const std::string& source : options_.sources) one(source);
        checker_.check_together(articles_);
        for (CheckedArticle& article : articles_) {
            std::vector<Finding> found = std::move(article.findings);
            for (Finding& finding : found) keep(std::move(finding));
        }
        report();
        if (failed_) return exit_environment;
        const bool bad = count(Severity::error) > 0 || (options_.strict && count(Severity::warning) > 0);
        return bad ? exit_refused : exit_done;
    }

private:
    void one(const std::string& path) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            if (fs::exists(fs::path(path) / "brand.yaml", error)) return brand(path);
            return folder(path);
        }
        const fs::path file(path);
        if (file.filename() == "brand.yaml") return brand(path);
        if (file.extension() == ".yaml" || file.extension() == ".yml") return layout(path);
        article(path);
    }

    /// Articles by their extension; brands and layouts where they are kept by custom.
    void folder(const std::string& path) {
        std::vector<std::string> files;
        std::error_code error;
        for (auto entry = fs::recursive_directory_iterator(path, error); !error && entry != fs::end(entry);
             entry.increment(error)) {
            const fs::path& file = entry->path();
            const bool is_article = file.extension() == ".md" || file.extension() == ".html";
            const bool is_layout = file.extension() == ".yaml" && file.parent_path().filename() == "layouts";
            if (is_article || is_layout || file.filename() == "brand.yaml") files.push_back(file.string());
        }
        if (error) throw EnvironmentError("cannot read " + path + ": " + error.message());
        std::sort(files.begin(), files.end());
        for (const std::string& file : files) one(file);
        if (files.empty()) {
            print_error(path + " holds no articles, layouts or brands");
            failed_ = true;
        }
    }

    void article(const std::string& path) {
        try {
            articles_.push_back(checker_.check(read_source(path), path));
        } catch (const SourceTooLarge& large) {
            print_error(large.what());
            failed_ = true;
        } catch (const EnvironmentError& unreadable) {
            print_error(unreadable.what());
            failed_ = true;
        }
    }

    void layout(const std::string& path) {
        ++others_;
        for (Diagnostic& each : engine_.resources().stylesheet(path, options_.theme.brand).diagnostics)
            keep({"layout", std::move(each)});
    }

    void brand(const std::string& path) {
        ++others_;
        // A brand is worn by a layout: colours and contrast are checked then.
        for (Diagnostic& each : engine_.resources().stylesheet(options_.theme.layout, path).diagnostics)
            keep({"brand", std::move(each)});
    }

    void keep(Finding finding) {
        const std::string rule(finding.rule);
        if (!options_.only.empty() &&
            std::find(options_.only.begin(), options_.only.end(), rule) == options_.only.end())
            return;
        if (std::find(options_.skip.begin(), options_.skip.end(), rule) != options_.skip.end()) return;
        ++counts_[static_cast<std::size_t>(finding.diagnostic.severity)];
        findings_.push_back(std::move(finding));
    }

    std::size_t count(Severity severity) const { return counts_[static_cast<std::size_t>(severity)]; }

    void report() {
        if (options_.format == "sarif") return write_standard_output(write_sarif(findings_, CAREPRESS_VERSION));
        if (options_.format == "json") return write_standard_output(as_json().dump(2) + "\n");
        std::string text;
        for (const Finding& finding : findings_)
            if (!options_.summary && (!options_.quiet || finding.diagnostic.severity == Severity::error))
                text += as_text(finding);
        if (options_.levels)
            for (const CheckedArticle& article : articles_) text += level_line(article);
        const auto counted = [](std::size_t n, const std::string& thing) {
            return std::to_string(n) + " " + thing + (n == 1 ? "" : "s");
        };
        if (options_.summary) text += table("file", [](const Finding& each) { return each.diagnostic.file; });
        if (options_.summary || (articles_.size() > 1 && !options_.quiet))
            text += table("rule", [](const Finding& each) { return std::string(each.rule); });
        text += counted(articles_.size(), "article");
        if (others_ > 0) text += ", " + counted(others_, "layout and brand file");
        text += ": " + counted(count(Severity::error), "error") + ", " + counted(count(Severity::warning), "warning") +
                ", " + counted(count(Severity::note), "note") + "\n";
        write_standard_output(text);
    }

    /// How many errors, warnings and notes there are of each kind, the worst first; empty where there are none.
    std::string table(std::string_view head, std::string (*kind_of)(const Finding&)) const {
        std::map<std::string, std::array<std::size_t, 3>> counts;
        for (const Finding& each : findings_)
            ++counts[kind_of(each)].at(static_cast<std::size_t>(Severity::error) -
                                       static_cast<std::size_t>(each.diagnostic.severity));
        std::vector<std::pair<std::string, std::array<std::size_t, 3>>> rows(counts.begin(), counts.end());
        std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
        const auto right = [](const std::string& text, std::size_t width) {
            return std::string(width - std::min(width, text.size()), ' ') + text;
        };
        std::string text = rows.empty() ? "" : "errors  warnings   notes  " + std::string(head) + "\n";
        for (const auto& [kind, of] : rows)
            text += right(std::to_string(of[0]), 6) + right(std::to_string(of[1]), 10) +
                    right(std::to_string(of[2]), 8) + "  " + kind + "\n";
        return text;
    }

    static std::string level_line(const CheckedArticle& article) {
        const ReadingLevel& level = article.level;
        std::string line = article.path + ": ";
        if (level.flesch_kincaid)
            line +=
                "Flesch-Kincaid " + one_decimal(*level.flesch_kincaid) + ", SMOG " + one_decimal(*level.smog) + "; ";
        if (level.fernandez_huerta) line += "Fernández-Huerta " + one_decimal(*level.fernandez_huerta) + "; ";
        return line + std::to_string(level.words) + " words, " + std::to_string(level.sentences) + " sentences, " +
               std::to_string(level.long_words) + " words of 3 or more syllables\n";
    }

    /// The message, its rule, and on a terminal the line that it is about with a mark under the place.
    std::string as_text(const Finding& finding) {
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

    nlohmann::json as_json() const {
        nlohmann::json articles = nlohmann::json::array(), findings = nlohmann::json::array();
        for (const CheckedArticle& article : articles_) {
            nlohmann::json one = {{"file", article.path},
                                  {"code", article.metadata.code},
                                  {"language", article.metadata.language},
                                  {"title", article.metadata.title},
                                  {"words", article.level.words},
                                  {"sentences", article.level.sentences}};
            if (article.level.flesch_kincaid) one["flesch_kincaid"] = *article.level.flesch_kincaid;
            if (article.level.smog) one["smog"] = *article.level.smog;
            if (article.level.fernandez_huerta) one["fernandez_huerta"] = *article.level.fernandez_huerta;
            articles.push_back(std::move(one));
        }
        for (const Finding& finding : findings_) {
            const Diagnostic& each = finding.diagnostic;
            nlohmann::json one = {{"rule", finding.rule},
                                  {"severity", std::string(name_of(each.severity))},
                                  {"file", each.file},
                                  {"line", each.position.line},
                                  {"column", each.position.column},
                                  {"message", each.message}};
            if (!each.hint.empty()) one["hint"] = each.hint;
            findings.push_back(std::move(one));
        }
        return {{"articles", std::move(articles)},
                {"findings", std::move(findings)},
                {"totals",
                 {{"errors", count(Severity::error)},
                  {"warnings", count(Severity::warning)},
                  {"notes", count(Severity::note)}}}};
    }

    const CheckOptions& options_;
    Engine engine_;
    Checker checker_;
    std::vector<CheckedArticle> articles_;
    std::vector<Finding> findings_;
    std::array<std::size_t, 3> counts_{};
    std::size_t others_ = 0;
    bool failed_ = false;
    Source shown_;
    std::string hints_of_;  ///< the file whose hints are in hints_
    std::set<std::string> hints_;
};

std::vector<std::string> rule_names() {
    std::vector<std::string> names;
    for (const CheckRule& rule : check_rules()) names.emplace_back(rule.id);
    return names;
}

}  // namespace

Command add_check(CLI::App& app) {
    CLI::App* command = app.add_subcommand("check", "check articles, layouts and brands before anything is pressed");
    const auto options = std::make_shared<CheckOptions>();
    command->footer(check_examples);
    command->add_option("SOURCE", options->sources, "articles, folders of them, layouts (.yaml) and brands");
    command->add_option("--library", options->library, "a library: all of its articles, translations too");
    for (const auto& [name, list, help] :
         {std::tuple{"--only", &options->only, "look for this rule alone; again for another"},
          std::tuple{"--skip", &options->skip, "leave this rule out; again for another"}})
        command->add_option(name, *list, help)
            ->check(CLI::IsMember(rule_names()).description(""))
            ->type_name("RULE")
            ->allow_extra_args(false);
    command->add_option("--flesch-kincaid", options->flesch_kincaid, "grades that warn and that fail")
        ->expected(2)
        ->type_name("WARN FAIL")
        ->default_str("6 8");
    command->add_option("--smog", options->smog, "grades that warn and that fail")
        ->expected(2)
        ->type_name("WARN FAIL")
        ->default_str("8 10");
    command->add_option("--fernandez-huerta", options->fernandez_huerta, "ease under which it warns and fails")
        ->expected(2)
        ->type_name("WARN FAIL")
        ->default_str("70 60");
    command->add_option("--longest-sentence", options->longest_sentence, "words")
        ->check(CLI::Range(5, 200))
        ->capture_default_str();
    command->add_option("--layout", options->theme.layout, "print template that is pressed with")
        ->capture_default_str();
    command->add_option("--brand", options->theme.brand, "organisation that is pressed with")->capture_default_str();
    command->add_option("--format", options->format, "text, json or sarif (2.1.0)")
        ->check(CLI::IsMember({"text", "json", "sarif"}))
        ->capture_default_str();
    command->add_flag("--levels", options->levels, "print each article's reading level too");
    command->add_flag("--summary", options->summary, "print how much was found by file and by rule, the worst first");
    command->add_flag("--strict", options->strict, "warnings fail too");
    command->add_flag("-q,--quiet", options->quiet, "print errors only");
    return {command, [options] {
                if (options->sources.empty() && options->library.empty()) {
                    print_error("nothing to check", "name articles, folders, layouts or brands, or --library FOLDER");
                    return static_cast<int>(exit_usage);
                }
                return CheckCommandRun(*options).run();
            }};
}

}  // namespace carepress

#include "check/run_checks.h"

#include "base/error.h"
#include "base/inside_folder.h"
#include "check/emergency_numbers.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <system_error>
#include <tuple>
#include <utility>

namespace carepress::check {
namespace fs = std::filesystem;

namespace {

bool is_brand_file(const fs::path& file) { return file.filename() == "brand.yaml"; }

bool contains(const std::vector<std::string>& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

/// The files of a folder that can be checked, in the order of their paths. Layouts are known by their folder, because
/// other YAML files can be anything. What is not a file, and links that lead out of the folder, go to `passed_over`.
std::vector<std::string> files_in(const std::string& folder, std::vector<std::string>& passed_over) {
    std::vector<std::string> files;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
         entry.increment(error)) {
        const fs::path& file = entry->path();
        if (entry->is_symlink(error) && entry->is_directory(error)) {
            if (!is_inside_folder(folder, file.string()))
                passed_over.push_back(file.string() + " is a symbolic link to a folder outside, which is not followed");
            continue;
        }
        error.clear();
        const bool is_article = file.extension() == ".md" || file.extension() == ".html";
        const bool is_layout = file.extension() == ".yaml" && file.parent_path().filename() == "layouts";
        if (!is_article && !is_layout && !is_brand_file(file)) continue;
        const bool is_file = entry->is_regular_file(error) && !error;
        error.clear();
        if (is_file && (!entry->is_symlink() || is_inside_folder(folder, file.string())))
            files.push_back(file.string());
        else if (!entry->is_directory())
            passed_over.push_back(file.string() + (is_file
                                                       ? " is a symbolic link out of the folder, which is not followed"
                                                       : " is not a file"));
    }
    if (error) throw EnvironmentError("cannot read " + folder + ": " + error.message());
    std::sort(files.begin(), files.end());
    return files;
}

class Runner {
public:
    Runner(const CheckRun& run, const engine::Engine& engine)
        : run_(run), engine_(engine), checker_(engine, run.request) {}

    CheckReport run() {
        if (!run_.library.empty()) check_folder(run_.library);
        for (const std::string& source : run_.sources) check_source(source, SourceKind::stream);
        checker_.check_together(report_.articles);
        for (CheckedArticle& article : report_.articles)
            for (Finding& finding : std::exchange(article.findings, {})) keep(std::move(finding));
        return std::move(report_);
    }

private:
    void check_source(const std::string& path, SourceKind kind) {
        const fs::path file(path);
        std::error_code error;
        if (fs::is_directory(file, error)) {
            if (fs::exists(file / "brand.yaml", error)) return check_brand(path);
            return check_folder(path);
        }
        if (is_brand_file(file)) return check_brand(path);
        if (file.extension() == ".yaml" || file.extension() == ".yml") return check_layout(path);
        check_article(path, kind);
    }

    void check_folder(const std::string& path) {
        const std::vector<std::string> files = files_in(path, report_.failures);
        for (const std::string& file : files) check_source(file, SourceKind::file);
        if (files.empty()) report_.failures.push_back(path + " contains no articles, layouts or brands");
    }

    void check_article(const std::string& path, SourceKind kind) {
        try {
            report_.articles.push_back(checker_.check(read_source(path, largest_source, kind), path));
        } catch (const SourceTooLarge& large) {
            report_.failures.emplace_back(large.what());
        } catch (const EnvironmentError& unreadable) {
            report_.failures.emplace_back(unreadable.what());
        }
    }

    void check_layout(const std::string& path) {
        ++report_.layouts_and_brands;
        for (Diagnostic& each : engine_.resources().stylesheet({path, run_.request.theme.brand}).diagnostics)
            keep({"layout", std::move(each)});
    }

    /// Colours and contrast of a brand can only be checked in a layout.
    void check_brand(const std::string& path) {
        ++report_.layouts_and_brands;
        for (Diagnostic& each : engine_.resources().stylesheet({run_.request.theme.layout, path}).diagnostics)
            keep({"brand", std::move(each)});
        if (const style::BrandPointer brand = engine_.resources().brand(path).brand)
            for (Diagnostic& each : check_numbers_of_brand(*brand, engine_.resources()))
                keep({"emergency-numbers", std::move(each)});
    }

    void keep(Finding finding) {
        if (!run_.only.empty() && !contains(run_.only, finding.rule)) return;
        if (!contains(run_.skip, finding.rule)) report_.findings.push_back(std::move(finding));
    }

    const CheckRun& run_;
    const engine::Engine& engine_;
    Checker checker_;
    CheckReport report_;
};

void add(Severity severity, FindingCount& count) {
    const bool error = severity == Severity::error, warning = severity == Severity::warning;
    ++(error ? count.errors : warning ? count.warnings : count.notes);
}

template <class KindOf>
std::vector<FindingCount> count_by(const std::vector<Finding>& findings, KindOf kind_of) {
    std::map<std::string, FindingCount> by_kind;
    for (const Finding& each : findings) add(each.diagnostic.severity, by_kind[std::string(kind_of(each))]);
    std::vector<FindingCount> counts;
    for (auto& [kind, count] : by_kind) {
        count.kind = kind;
        counts.push_back(std::move(count));
    }
    std::stable_sort(counts.begin(), counts.end(), [](const FindingCount& a, const FindingCount& b) {
        return std::tie(a.errors, a.warnings, a.notes) > std::tie(b.errors, b.warnings, b.notes);
    });
    return counts;
}

}  // namespace

std::size_t CheckReport::count(Severity severity) const {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [&](const Finding& each) { return each.diagnostic.severity == severity; }));
}

CheckReport run_checks(const CheckRun& run, const engine::Engine& engine) { return Runner(run, engine).run(); }

std::vector<FindingCount> count_by_file(const std::vector<Finding>& findings) {
    return count_by(findings, [](const Finding& each) { return each.diagnostic.file; });
}

std::vector<FindingCount> count_by_rule(const std::vector<Finding>& findings) {
    return count_by(findings, [](const Finding& each) { return each.rule; });
}

}  // namespace carepress::check

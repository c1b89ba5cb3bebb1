#include "library/export_plan.h"

#include "base/error.h"
#include "library/fingerprint.h"
#include "library/wanted_language.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

/// "harbor" of "brands/harbor/", "brands/harbor/brand.yaml" and "harbor".
std::string folder_name(const std::string& option, const char* standard_file) {
    fs::path path = fs::path(option).lexically_normal();
    if (path.filename().empty() || path.filename() == standard_file) path = path.parent_path();
    if (path.extension() != ".yaml") path += ".yaml";  // a dot in a brand's folder does not begin an extension
    return slug_of(path.string());
}

std::string file_of(const ExportTheme& theme, const KnownArticle& article) {
    std::string file = theme.brand_name;
    file += '/';
    file += article.language;
    file += '/';
    file += theme.layout_name;
    file += '/';
    file += article.name;
    file += ".pdf";
    return file;
}

ArticleSources sources_of(const std::string& library, const KnownArticle& article, ExportState& state) {
    ArticleSources sources{{article.path, article.digest}};
    for (const std::string& picture : article.pictures) {
        std::string path = (fs::path(article.path).parent_path() / picture).lexically_normal().string();
        Sha256 digest = state.digest_file((fs::path(library) / path).string());
        sources.emplace_back(std::move(path), digest);
    }
    return sources;
}

Sha256 inputs_of(const ExportTheme& theme, const KnownArticle& article, const ArticleSources& sources,
                 const ArticleSources& translation) {
    Fingerprint inputs;
    inputs.add(theme.inputs).add(article.language).add(article.name);
    for (const auto& [path, digest] : sources) inputs.add(digest);
    if (theme.bilingual) {
        inputs.add("beside");
        for (const auto& [path, digest] : translation) inputs.add(digest);
    }
    return inputs.digest();
}

bool is_english(const std::string& language) { return language == "en" || language.starts_with("en-"); }

bool any_bilingual(const std::vector<ExportTheme>& themes) {
    return std::any_of(themes.begin(), themes.end(), [](const ExportTheme& theme) { return theme.bilingual; });
}

/// What to set next to an article in bilingual themes: the English articles of its name. There must be exactly one.
std::vector<KnownArticle> translations_of(const KnownArticle& article, const std::vector<ExportTheme>& themes,
                                          ExportState& state) {
    if (!any_bilingual(themes) || is_english(article.language)) return {};
    return state.english_articles(article.name);
}

Diagnostic error_of(DiagnosticCode code, const std::string& file, std::string message, std::string hint) {
    return {Severity::error, code, file, {}, {}, std::move(message), std::move(hint)};
}

/// The file is what the export wrote, as far as its stamp or else its content tells; then its stamp is noted.
bool is_as_written(const KnownOutput& output, const std::string& file, const OutputFolder& folder, ExportState& state) {
    const FileStamp now = folder.stamp(file);
    if (!now.known() || !output.digest) return false;
    if (output.stamp.known()) return output.stamp == now;
    try {
        if (sha256(read_source(folder.path(file), 1'000'000'000).bytes) != *output.digest) return false;
    } catch (const std::exception&) {
        return false;
    }
    state.set_stamp(output.id, now);
    return true;
}

using Names = std::pair<std::string, std::string>;  ///< language and name

std::map<Names, Names> find_conflicts(ExportState& state) {
    std::map<Names, Names> conflicts;
    Statement claimed = state.database().prepare(
        "SELECT language, name, min(path), max(path) FROM articles GROUP BY language, name HAVING count(*) > 1");
    while (claimed.step())
        conflicts.emplace(Names(claimed.text(0), claimed.text(1)), Names(claimed.text(2), claimed.text(3)));
    return conflicts;
}

}  // namespace

std::vector<ExportTheme> make_themes(const ExportOptions& options, const engine::Resources& resources,
                                     std::vector<Diagnostic>& diagnostics) {
    std::vector<ExportTheme> themes;
    std::set<std::pair<std::string, std::string>> names;
    const std::size_t before = diagnostics.size();
    const auto is_error = [](const Diagnostic& each) { return each.severity == Severity::error; };
    for (const std::string& brand : options.brands)
        for (const std::string& layout : options.layouts) {
            const style::Theme theme{layout, brand};
            const style::StylesheetResult read = resources.stylesheet(theme);
            if (!read.stylesheet)
                std::copy_if(read.diagnostics.begin(), read.diagnostics.end(), std::back_inserter(diagnostics),
                             is_error);
            const bool bilingual = read.stylesheet && read.stylesheet->bilingual.any();
            themes.push_back({theme, folder_name(layout, ""), folder_name(brand, "brand.yaml"), {}, bilingual});
            if (!names.emplace(themes.back().layout_name, themes.back().brand_name).second)
                diagnostics.push_back(error_of("export/named-twice"_code, layout,
                                               "the layout and brand " + themes.back().layout_name + " and " +
                                                   themes.back().brand_name + " are named twice",
                                               "each has a folder of its name in the export"));
        }
    if (diagnostics.size() > before) themes.clear();
    return themes;
}

void add_inputs(std::vector<ExportTheme>& themes, const ExportOptions& options, const engine::Resources& resources,
                ExportState& state) {
    const auto digest_file = [&](const std::string& path) { return std::string(bytes_of(state.digest_file(path))); };
    const auto digest_face = [&](const std::string& path) { return state.quick_digest_file(path); };
    Fingerprint common;
    common.add("carepress export 1").add(program_fingerprint()).add(options.fallback_date);
    common.add(
        fonts_fingerprint(resources.folder().file("fonts/fonts.yaml"), resources.settings().font_folders, digest_face));
    common.add(folder_fingerprint(resources.folder().file("messages"), digest_file));
    common.add(files_fingerprint({resources.folder().file("words/numbers.yaml")}, digest_file));
    if (options.language_notice) common.add(files_fingerprint({resources.language_notices()->file}, digest_file));
    if (options.standard) common.add(style::pdf_standard_names[static_cast<std::size_t>(*options.standard)]);
    std::vector<std::string> pattern_files{resources.folder().file("words/hyphenation.yaml")};
    for (const text::Hyphenation::PatternFile& file : resources.hyphenation().files())
        pattern_files.push_back(file.path);
    const Sha256 patterns = files_fingerprint(pattern_files, digest_file);
    for (ExportTheme& theme : themes) {
        Fingerprint inputs;
        inputs.add(common.digest()).add(theme.layout_name).add(theme.brand_name);
        inputs.add(files_fingerprint(resources.brand(theme.theme.brand).files, digest_file));
        const style::StylesheetResult read = resources.stylesheet(theme.theme);
        inputs.add(files_fingerprint(read.files, digest_file));
        if (read.stylesheet && read.stylesheet->hyphenation.any()) inputs.add(patterns);
        theme.inputs = inputs.digest();
    }
}

ExportPlan make_plan(const ExportOptions& options, const std::vector<ExportTheme>& themes, const OutputFolder& folder,
                     ExportState& state) {
    ExportPlan plan;
    plan.planned.resize(static_cast<std::size_t>(state.last_output_id()) + 1);
    const std::map<Names, Names> conflicts = find_conflicts(state);
    state.for_each_article([&](const KnownArticle& article) {
        if (!options.shard.contains(article.name) || !is_wanted_language(article.language, options.languages)) return;
        ++plan.articles;
        const auto conflict = conflicts.find({article.language, article.name});
        const bool is_second = conflict != conflicts.end() && article.path != conflict->second.first;
        ArticleSources sources, translated;
        if (conflict == conflicts.end()) sources = sources_of(options.library, article, state);
        const std::vector<KnownArticle> english = translations_of(article, themes, state);
        if (english.size() == 1) translated = sources_of(options.library, english.front(), state);
        if (any_bilingual(themes) && english.empty() && !is_english(article.language) && !is_second)
            plan.without_english.push_back(article.path);
        for (std::size_t i = 0; i < themes.size() && !is_second; ++i) {
            if (themes[i].bilingual && english.empty()) {
                ++plan.skipped;
                continue;
            }
            const std::string file = file_of(themes[i], article);
            const std::optional<KnownOutput> known = state.output(file);
            if (known) plan.planned[static_cast<std::size_t>(known->id)] = true;
            ++plan.outputs;
            if (conflict != conflicts.end())
                plan.conflicts.push_back(
                    {file, article.language, article.name, conflict->second.first, conflict->second.second, i});
            else if (themes[i].bilingual && english.size() > 1)
                plan.conflicts.push_back(
                    {file, english.front().language, article.name, english.front().path, english.back().path, i});
            else if (known && known->inputs == inputs_of(themes[i], article, sources, translated) &&
                     is_as_written(*known, file, folder, state))
                ++plan.unchanged;
            else
                plan.items.push_back({article.id, static_cast<std::uint32_t>(i), !known || !known->digest});
        }
    });
    return plan;
}

PressJob make_job(const ExportOptions& options, const std::vector<ExportTheme>& themes, const KnownArticle& article,
                  const ExportPlan::Item* begin, const ExportPlan::Item* end, ExportState& state) {
    PressJob job;
    job.sources = sources_of(options.library, article, state);
    const std::vector<KnownArticle> english = translations_of(article, themes, state);
    if (!english.empty()) job.translation = sources_of(options.library, english.front(), state);
    for (const ExportPlan::Item* item = begin; item != end; ++item)
        job.targets.push_back({item->theme, file_of(themes[item->theme], article),
                               inputs_of(themes[item->theme], article, job.sources, job.translation), item->is_new});
    return job;
}

}  // namespace carepress::library

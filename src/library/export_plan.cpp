#include "library/export_plan.h"

#include "base/error.h"
#include "library/fingerprint.h"
#include "library/portable_name.h"
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
                 const ArticleSources& translation, bool is_proof) {
    Fingerprint inputs;
    inputs.add(theme.inputs).add(article.language).add(article.name);
    for (const auto& [path, digest] : sources) inputs.add(digest);
    if (theme.bilingual) {
        inputs.add("beside");
        for (const auto& [path, digest] : translation) inputs.add(digest);
    }
    if (is_proof) inputs.add("proof");
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
    if (output.stamp == now) return true;
    // Copied, restored from a backup, or changed: its content tells.
    try {
        if (sha256(read_source(folder.path(file), 1'000'000'000).bytes) != *output.digest) return false;
    } catch (const std::exception&) {
        return false;
    }
    state.set_stamp(output.id, now);
    return true;
}

using Names = std::pair<std::string, std::string>;  ///< language and folded name

/// Articles that claim the same file, or files that are one on some systems.
struct Claim {
    KnownArticle first, second;
};

std::map<Names, Claim> find_claims(ExportState& state) {
    std::map<Names, Claim> claims;
    Statement claimed = state.database().prepare(
        "SELECT language, folded, min(path), max(path) FROM chosen GROUP BY language, folded HAVING count(*) > 1");
    while (claimed.step()) {
        Claim& claim = claims[Names(claimed.text(0), claimed.text(1))];
        claim.first = state.article(std::string(claimed.text(2))).value_or(KnownArticle());
        claim.second = state.article(std::string(claimed.text(3))).value_or(KnownArticle());
    }
    return claims;
}

ExportPlan::Refusal refusal_of(const Claim& claim) {
    const auto& [first, second] = claim;
    const std::string begin = "two articles in '" + first.language + "'", end = ": this one and " + first.path;
    const char* hint = "give one of them another code; until then neither is exported";
    if (first.name == second.name)
        return {{},
                first.name,
                0,
                {first.path, second.path},
                "export/same-file"_code,
                begin + " are called " + first.name + end,
                hint};
    return {{},
            first.name,
            0,
            {first.path, second.path},
            "export/same-name"_code,
            begin + ", " + first.name + " and " + second.name + ", are one file on Windows and macOS" + end,
            hint};
}

/// Why the article has no outputs, whatever the theme.
std::optional<ExportPlan::Refusal> refusal_of(const KnownArticle& article, const std::map<Names, Claim>& claims) {
    if (!claims.empty())
        if (const auto claim = claims.find({article.language, folded_name(article.name)}); claim != claims.end())
            return refusal_of(claim->second);
    const std::string why = why_not_portable(article.name);
    if (why.empty()) return std::nullopt;
    return ExportPlan::Refusal{{},
                               article.name,
                               0,
                               {article.path},
                               "export/reserved-name"_code,
                               "its file would be called " + article.name + ".pdf: " + why,
                               "give the article another code"};
}

ExportPlan::Refusal two_translations(const std::vector<KnownArticle>& english) {
    return refusal_of(Claim{english.front(), english.back()});
}

/// What the options hold back, and what of it is proofread all the same.
class Releases {
public:
    explicit Releases(const ExportOptions& options) : options_(options) {}

    article::Hold hold_of(const article::Release& release) const { return article::hold_of(release, options_.release); }
    bool is_left_out(const article::Release& release) const {
        const article::Hold hold = hold_of(release);
        return hold != article::Hold::none && (!options_.include_drafts || article::is_over(hold));
    }
    /// Whether the output of an article, next to its translations in a theme of two languages, says DRAFT.
    bool is_proof(const KnownArticle& article, const std::vector<KnownArticle>& translations, bool bilingual) const {
        const auto is_held = [&](const KnownArticle& each) { return hold_of(each.release) != article::Hold::none; };
        return is_held(article) || (bilingual && std::any_of(translations.begin(), translations.end(), is_held));
    }

private:
    const ExportOptions& options_;
};

bool is_wanted(const KnownArticle& article, const ExportOptions& options) {
    return options.shard.contains(article.name) && is_wanted_language(article.language, options.languages);
}

/// Leaves out what may not go to patients.
void choose_articles(const ExportOptions& options, ExportState& state, ExportPlan& plan) {
    const Releases releases(options);
    state.hold_back([&](const article::Release& release) { return releases.is_left_out(release); });
    state.for_each_held([&](const KnownArticle& article) {
        if (is_wanted(article, options))
            plan.held.push_back({article.path, article::reason_of(releases.hold_of(article.release), article.release)});
    });
}

}  // namespace

std::string output_of(const ExportTheme& theme, const KnownArticle& article) {
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
            const std::string& layout_name = themes.back().layout_name;
            const std::string& brand_name = themes.back().brand_name;
            for (const std::string* name : {&layout_name, &brand_name})
                if (const std::string why = why_not_portable(*name); !why.empty())
                    diagnostics.push_back(error_of("export/reserved-name"_code, *name,
                                                   "a folder would be called " + *name + ": " + why,
                                                   "give the layout or brand another name"));
            if (!names.emplace(folded_name(layout_name), folded_name(brand_name)).second)
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
    choose_articles(options, state, plan);
    const Releases releases(options);
    const std::map<Names, Claim> claims = find_claims(state);
    std::set<std::string> refused_files;
    state.for_each_article([&](const KnownArticle& article) {
        if (!is_wanted(article, options)) return;
        ++plan.articles;
        ++(article.release.status ? plan.with_status : plan.without_status);
        const std::optional<ExportPlan::Refusal> refusal = refusal_of(article, claims);
        ArticleSources sources, translated;
        if (!refusal) sources = sources_of(options.library, article, state);
        const std::vector<KnownArticle> english = translations_of(article, themes, state);
        if (english.size() == 1) translated = sources_of(options.library, english.front(), state);
        const bool is_second =
            refusal && refusal->articles.front() != article.path && refusal->name == article.name;  // of one file
        if (any_bilingual(themes) && english.empty() && !is_english(article.language) && !is_second)
            plan.without_english.push_back(article.path);
        for (std::size_t i = 0; i < themes.size(); ++i) {
            const std::string file = output_of(themes[i], article);
            if (refusal && refused_files.contains(file)) continue;
            if (themes[i].bilingual && english.empty()) {
                if (!is_second) ++plan.skipped;
                continue;
            }
            const std::optional<KnownOutput> known = state.output(file);
            if (known) plan.planned[static_cast<std::size_t>(known->id)] = true;
            ++plan.outputs;
            const bool is_proof = releases.is_proof(article, english, themes[i].bilingual);
            if (is_proof) ++plan.proofs;
            if (refusal || (themes[i].bilingual && english.size() > 1)) {
                plan.refusals.push_back(refusal ? *refusal : two_translations(english));
                plan.refusals.back().file = file;
                plan.refusals.back().name = article.name;
                plan.refusals.back().theme = i;
                refused_files.insert(file);
            } else if (known && known->inputs == inputs_of(themes[i], article, sources, translated, is_proof) &&
                       is_as_written(*known, file, folder, state)) {
                ++plan.unchanged;
            } else {
                plan.items.push_back({article.id, static_cast<std::uint32_t>(i), !known || !known->digest});
            }
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
    for (const ExportPlan::Item* item = begin; item != end; ++item) {
        const ExportTheme& theme = themes[item->theme];
        const bool is_proof = Releases(options).is_proof(article, english, theme.bilingual);
        job.targets.push_back({item->theme, output_of(theme, article),
                               inputs_of(theme, article, job.sources, job.translation, is_proof), item->is_new,
                               is_proof});
    }
    return job;
}

}  // namespace carepress::library

#include "job/translation_place.h"

#include "article/front_matter.h"
#include "article/read.h"
#include "base/inside_folder.h"
#include "job/find_articles.h"
#include "job/input.h"
#include "library/find.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

namespace carepress::job {
namespace fs = std::filesystem;

std::optional<OriginalArticle> TranslationPlaces::read(const std::string& path,
                                                       std::vector<Diagnostic>& diagnostics) const {
    OriginalArticle original;
    try {
        original.source = read_source(path);
    } catch (const EnvironmentError& error) {
        diagnostics.push_back(job_error("job/unreadable"_code, path, error.what()));
        return std::nullopt;
    }
    Diagnostics found(original.source);
    original.article = article::read_article(original.source, found);
    original.path = path;
    std::error_code error;
    original.relative = fs::relative(path, library_, error).generic_string();
    if (error || original.relative.empty() || original.relative.starts_with(".."))
        original.relative = fs::path(path).filename().string();
    for (Diagnostic& each : found.take())
        if (each.severity == Severity::error) diagnostics.push_back(std::move(each));
    if (found.has_errors()) return std::nullopt;
    return original;
}

std::optional<OriginalArticle> TranslationPlaces::original_named(const std::string& name, const std::string& language,
                                                                 std::vector<Diagnostic>& diagnostics) const {
    const ArticleInput input = input_named(name);
    if (const std::string* path = path_of_input(input)) return read(*path, diagnostics);
    return original_of_code(name, language, diagnostics);
}

std::optional<OriginalArticle> TranslationPlaces::original_of_code(const std::string& code, const std::string& language,
                                                                   std::vector<Diagnostic>& diagnostics) const {
    ArticleQuery query;
    query.library = library_;
    query.language = language;
    query.index = index_of(context_);
    const std::array<std::string, 1> codes{code};
    const std::optional<FoundArticle> found = ArticleLookup(query, codes).find(code, diagnostics);
    if (!found) return std::nullopt;
    return read(found->entry.path, diagnostics);
}

std::optional<OriginalArticle> TranslationPlaces::original_at(const std::string& relative,
                                                              std::vector<Diagnostic>& diagnostics) const {
    const std::string path = (fs::path(library_) / relative).string();
    if (!relative.empty() && is_inside_folder(library_, path)) return read(path, diagnostics);
    diagnostics.push_back(job_error("translate/no-original"_code, relative,
                                    "the library has no such article, of which this is a translation",
                                    "name the library that it was exported from with --library"));
    return std::nullopt;
}

std::string TranslationPlaces::new_path(const OriginalArticle& original, const std::string& language) const {
    const fs::path relative(original.relative);
    const auto first = relative.begin();
    const bool is_folder = first != relative.end() && std::next(first) != relative.end();
    if (is_folder && article::canonical_language(first->string()).value_or("") == original.article.metadata.language) {
        fs::path path = fs::path(library_) / language;
        for (auto part = std::next(first); part != relative.end(); ++part) path /= *part;
        return path.replace_extension(".md").string();
    }
    fs::path path(original.path);
    return path.replace_extension("." + language + ".md").string();
}

std::optional<TranslationPlace> TranslationPlaces::translation(const OriginalArticle& original,
                                                               const std::string& language,
                                                               std::vector<Diagnostic>& diagnostics) const {
    const std::string& code = original.article.metadata.code;
    TranslationPlace place;
    bool place_is_retired = false;
    if (!code.empty()) {
        const std::array<std::string, 1> codes{code};
        for (library::LibraryEntry& entry : library::find_translations(library_, codes, index_of(context_))) {
            if (entry.code != code || entry.language != language) continue;
            // A retired article makes room for the new one of its code.
            const bool is_retired = entry.release.status == article::Status::retired;
            if (is_retired && !place.path.empty()) continue;
            if (!place.path.empty() && !place_is_retired) {
                diagnostics.push_back(job_error("translate/two-translations"_code, entry.path,
                                                place.path + " has the same code and language",
                                                "leave one of them in the library"));
                return std::nullopt;
            }
            place.path = std::move(entry.path);
            place_is_retired = is_retired;
        }
    }
    const bool is_found = !place.path.empty();
    if (!is_found) place.path = new_path(original, language);
    std::error_code error;
    if (!is_found && !fs::exists(fs::symlink_status(place.path, error))) return place;
    place.source = read_source(place.path);
    Diagnostics unheard(*place.source);
    const article::Metadata metadata = article::read_article(*place.source, unheard).metadata;
    if (metadata.code == code && metadata.language == language) return place;
    diagnostics.push_back(
        job_error("translate/other-article"_code, place.path,
                  "this file is another article than the translation of " + original.path + " in " + language,
                  "rename it, or give it the code and the language of the translation"));
    return std::nullopt;
}

}  // namespace carepress::job

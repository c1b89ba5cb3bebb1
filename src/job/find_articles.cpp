#include "job/find_articles.h"

#include "article/front_matter.h"
#include "article/release.h"
#include "base/language.h"
#include "job/job_message.h"
#include "visit/record_time.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <system_error>
#include <utility>

namespace carepress::job {
namespace fs = std::filesystem;

namespace {

/// The articles that have one code, by language.
using Translations = std::map<std::string, const library::LibraryEntry*, std::less<>>;

/// "'en', 'es' and 'fr'"
std::string languages_of(const Translations& translations) {
    std::string list;
    std::size_t left = translations.size();
    for (const auto& [language, entry] : translations) {
        list.append("'").append(language).append("'");
        --left;
        if (left > 0) list += left == 1 ? " and " : ", ";
    }
    return list;
}

/// Why an article does not go to the patient whom the query is for, or empty.
std::string why_held_back(const library::LibraryEntry& entry, const ArticleQuery& query) {
    if (query.for_patient_on.empty()) return {};
    return article::reason_of(article::hold_of(entry.release, {query.for_patient_on, false}), entry.release);
}

/// Nothing, and an error, if two articles in one language have the code, or those that have it are all held back.
std::optional<Translations> translations_of(const std::string& code, const std::vector<library::LibraryEntry>& entries,
                                            const ArticleQuery& query, std::vector<Diagnostic>& diagnostics) {
    Translations translations;
    std::string held;
    for (const library::LibraryEntry& entry : entries) {
        if (entry.code != code) continue;
        if (std::string why = why_held_back(entry, query); !why.empty()) {
            held = std::move(why);
            continue;
        }
        const auto [first, is_new] = translations.emplace(entry.language, &entry);
        if (is_new) continue;
        // A retired article makes room for the new one of its code.
        const auto is_retired = [](const library::LibraryEntry& each) {
            return each.release.status == article::Status::retired;
        };
        if (is_retired(entry)) continue;
        if (is_retired(*first->second)) {
            first->second = &entry;
            continue;
        }
        std::string message = "two articles in '" + entry.language + "' have this code: ";
        message.append(first->second->path).append(" and ").append(entry.path);
        diagnostics.push_back(
            job_error("library/two-articles"_code, code, std::move(message), "give one of them another code"));
        return std::nullopt;
    }
    if (translations.empty() && !held.empty()) {
        diagnostics.push_back(job_error("library/held-back"_code, code, "this article does not go to patients: " + held,
                                        "choose another, or have it reviewed and approved"));
        return std::nullopt;
    }
    return translations;
}

Diagnostic not_found(const std::string& code, const ArticleQuery& query, const Translations& translations) {
    if (query.or_english)
        return job_error("library/not-found"_code, code,
                         "no article with this code in the patient's language or in English",
                         query.catalog != nullptr
                             ? "check the spelling"
                             : "check the spelling, or name another library with --library (in a job, \"library\")");
    if (translations.empty() && query.catalog != nullptr)  // who asks a service knows nothing of its folders
        return job_error("library/not-found"_code, code, "no article of the library has this code",
                         "check the spelling");
    if (translations.empty())
        return job_error("library/not-found"_code, code, "no file and no article with this code in " + query.library,
                         "check the spelling, or name a file");
    return job_error(
        "library/not-found"_code, code, "the article " + code + " is not in the library in '" + query.language + "'",
        "it is there in " + languages_of(translations) + "; choose one with --language (in a job, \"language\")");
}

}  // namespace

std::string day_of(std::int64_t now) {
    constexpr std::int64_t second = 1'000'000'000;
    return visit::instant_text(now / second).substr(0, 10);
}

ArticleLookup::ArticleLookup(ArticleQuery query, std::span<const std::string> codes) : query_(std::move(query)) {
    if (query_.catalog == nullptr || query_.catalog->folder() != query_.library) {
        entries_ = library::find_translations(query_.library, codes, query_.index);
        return;
    }
    const std::set<std::string> wanted(codes.begin(), codes.end());
    for (const std::string& code : wanted)
        for (const library::LibraryEntry& entry : query_.catalog->translations(code)) entries_.push_back(entry);
}

std::optional<FoundArticle> ArticleLookup::find(const std::string& code, std::vector<Diagnostic>& diagnostics) const {
    if (!article::is_article_code(code)) {
        diagnostics.push_back(job_error("library/invalid-code"_code, code, "not a valid article code",
                                        "write a code of the library, such as K977"));
        return std::nullopt;
    }
    const std::optional<Translations> translations = translations_of(code, entries_, query_, diagnostics);
    if (!translations) return std::nullopt;
    const auto english = translations->find("en");
    auto found = find_language(*translations, query_.language);
    if (found == translations->end() && query_.or_english) found = english;
    if (found == translations->end()) {
        diagnostics.push_back(not_found(code, query_, *translations));
        return std::nullopt;
    }
    FoundArticle article{*found->second, std::nullopt};
    if (english != translations->end() && english != found) article.english = *english->second;
    return article;
}

std::optional<library::LibraryEntry> LibraryScans::find_english(const std::string& path, const std::string& library) {
    const std::vector<library::LibraryEntry>& entries = entries_of(library);
    const auto own = std::find_if(entries.begin(), entries.end(), [&](const library::LibraryEntry& entry) {
        std::error_code error;
        return entry.path == path || fs::equivalent(entry.path, path, error);
    });
    if (own == entries.end()) return std::nullopt;
    const auto english = std::find_if(entries.begin(), entries.end(), [&](const library::LibraryEntry& entry) {
        return entry.code == own->code && entry.language == "en";
    });
    return english == entries.end() || english == own ? std::nullopt : std::optional(*english);
}

const std::vector<library::LibraryEntry>& LibraryScans::entries_of(const std::string& library) {
    const auto known = scanned_.find(library);
    return known != scanned_.end() ? known->second
                                   : scanned_.emplace(library, library::scan_library(library)).first->second;
}

}  // namespace carepress::job

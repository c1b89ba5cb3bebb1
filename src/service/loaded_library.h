#pragma once

#include "base/digest.h"
#include "engine/engine.h"
#include "job/article_sets.h"
#include "job/catalog.h"
#include "job/describe_article.h"
#include "job/describe_layouts.h"
#include "job/find_by_code.h"
#include "library/search_index.h"
#include "service/settings.h"
#include "visit/suggest.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace carepress::service {

/// The translations of one article by language (BCP 47).
using Translations = std::map<std::string, const library::LibraryEntry*, std::less<>>;

/// The translation in the language that suits `language` best, else in English, else in any; null if there is none.
const library::LibraryEntry* choose_translation(const Translations& translations, std::string_view language);

/// Of a PDF: for who wants to check what it got.
struct PdfFacts {
    std::size_t size = 0;  ///< bytes
    Sha1 sha1{};
};

/// The library, the layouts and the brands as they were at one time, and the engine that presses from them: what a
/// request works with from its beginning to its end, also when a newer one takes its place. Thread-safe.
class LoadedLibrary {
public:
    /// Throws EnvironmentError.
    LoadedLibrary(const ServiceSettings& settings, std::uint64_t generation, std::int64_t now);

    std::uint64_t generation() const { return generation_; }
    const engine::Engine& engine() const { return engine_; }
    const job::Catalog& catalog() const { return catalog_; }
    const std::vector<visit::ArticleTopics>& topics() const { return topics_; }
    const std::vector<job::ArticleSet>& sets() const { return sets_; }
    const std::vector<job::LayoutDescription>& layouts() const { return layouts_; }
    const std::vector<job::BrandDescription>& brands() const { return brands_; }
    /// What layouts and brands get wrong that could not be read, and what sets get wrong.
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

    const job::LayoutDescription* find_layout(std::string_view name) const;
    const job::BrandDescription* find_brand(std::string_view name) const;

    /// The translations of an article by language; the first by path, where two have one language.
    Translations translations(std::string_view code) const;

    /// Described when first asked for, and kept. `entry` is one of the catalog's. Null if it can't be read any more.
    std::shared_ptr<const job::ArticleDescription> describe(const library::LibraryEntry& entry) const;

    /// What is known of the usual PDF of an article, one of the catalog's, once it was made.
    std::optional<PdfFacts> pdf_facts(const library::LibraryEntry& entry) const;
    void keep_pdf_facts(const library::LibraryEntry& entry, const PdfFacts& facts) const;

    /// Whether an article is about something in the group (a place in job::topic_groups()).
    bool is_about(const std::string& code, std::size_t topic_group) const;
    const job::ArticleSet* find_set(std::string_view id) const;

    using Entries = std::vector<const library::LibraryEntry*>;
    /// Every article once, in `language` where it is in it, else in English, else in any; by title.
    std::shared_ptr<const Entries> by_title(const std::string& language) const;

    /// The codes of the articles about what is asked, as job::find_by_codes() says. Throws EnvironmentError.
    std::vector<std::string> find_by_codes(std::span<const job::CodeQuestion> questions) const;

    /// Searches the index as it was when this was made. Throws EnvironmentError.
    library::FoundArticles search(const library::ArticleQuery& query) const;

private:
    const ServiceSettings& settings_;
    const std::uint64_t generation_;
    engine::Engine engine_;
    job::Catalog catalog_;
    std::vector<visit::ArticleTopics> topics_;
    std::unordered_map<std::string, std::uint32_t> topic_groups_;  ///< a bit each, by the article's code
    std::vector<Diagnostic> diagnostics_;
    std::vector<job::ArticleSet> sets_;
    std::vector<job::LayoutDescription> layouts_;
    std::vector<job::BrandDescription> brands_;
    std::string index_file_;

    mutable std::mutex mutex_;
    mutable std::vector<std::shared_ptr<const job::ArticleDescription>> descriptions_;  ///< by the catalog's places
    mutable std::vector<std::optional<PdfFacts>> pdf_facts_;                            ///< by the catalog's places
    mutable std::vector<std::unique_ptr<library::SearchIndex>> idle_indexes_;
    mutable std::map<std::string, std::shared_ptr<const Entries>> by_title_;  ///< by language
};

using LibraryPointer = std::shared_ptr<const LoadedLibrary>;

}  // namespace carepress::service

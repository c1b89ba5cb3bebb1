#include "service/loaded_library.h"

#include "base/language.h"
#include "job/topic_groups.h"
#include "library/title_order.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace carepress::service {
namespace {

/// Titles are sorted for so many languages at once; what is asked for in more of them is sorted again.
constexpr std::size_t most_languages = 64;

constexpr std::size_t most_named = 10;  ///< articles that may have a name, of which those are taken that do

std::unordered_map<std::string, std::uint32_t> topic_groups_of(const std::vector<visit::ArticleTopics>& topics) {
    std::unordered_map<std::string, std::uint32_t> groups;
    for (const visit::ArticleTopics& article : topics)
        for (const auto& topic : article.topics)
            if (const auto group = job::topic_group_of(topic.code); group && topic.system == "ICD-10-CM")
                groups[article.code] |= std::uint32_t{1} << *group;
    return groups;
}

}  // namespace

const library::LibraryEntry* choose_translation(const Translations& translations, std::string_view language) {
    auto found = find_language(translations, language);
    if (found == translations.end()) found = translations.find("en");
    if (found == translations.end()) found = translations.begin();
    return found == translations.end() ? nullptr : found->second;
}

LoadedLibrary::LoadedLibrary(const ServiceSettings& settings, std::uint64_t generation, std::int64_t now)
    : settings_(settings),
      generation_(generation),
      engine_(settings.resources),
      catalog_(settings.library),
      topics_(library::topics_of_library(settings.library)),
      topic_groups_(topic_groups_of(topics_)),
      sets_(job::read_article_sets(catalog_, diagnostics_)),
      layouts_(job::describe_layouts(engine_.resources(), settings.theme.brand, diagnostics_)),
      brands_(job::describe_brands(engine_.resources(), diagnostics_)),
      index_file_(library::index_in_folder(settings.index_folder, settings.library)),
      descriptions_(catalog_.entries().size()),
      pdf_facts_(catalog_.entries().size()) {
    auto index = std::make_unique<library::SearchIndex>(index_file_, settings.library, true);
    const std::string names = settings.resources.data.file("words/synonyms.yaml");
    if (std::error_code error; std::filesystem::exists(names, error)) index->use_synonyms(names);
    index->refresh(now, 0);
    idle_indexes_.push_back(std::move(index));
}

const job::LayoutDescription* LoadedLibrary::find_layout(std::string_view name) const {
    const auto found =
        std::find_if(layouts_.begin(), layouts_.end(), [&](const auto& each) { return each.name == name; });
    return found == layouts_.end() ? nullptr : &*found;
}

const job::BrandDescription* LoadedLibrary::find_brand(std::string_view name) const {
    const auto found =
        std::find_if(brands_.begin(), brands_.end(), [&](const auto& each) { return each.name == name; });
    return found == brands_.end() ? nullptr : &*found;
}

bool LoadedLibrary::is_about(const std::string& code, std::size_t topic_group) const {
    const auto groups = topic_groups_.find(code);
    return groups != topic_groups_.end() && (groups->second >> topic_group & 1) != 0;
}

const job::ArticleSet* LoadedLibrary::find_set(std::string_view id) const {
    const auto found = std::find_if(sets_.begin(), sets_.end(), [&](const auto& each) { return each.id == id; });
    return found == sets_.end() ? nullptr : &*found;
}

std::shared_ptr<const LoadedLibrary::Entries> LoadedLibrary::by_title(const std::string& language) const {
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = by_title_.find(language); known != by_title_.end()) return known->second;
    }
    std::vector<std::pair<std::string, const library::LibraryEntry*>> keyed;
    library::TitleOrder order;
    std::string_view last;
    for (const library::LibraryEntry& entry : catalog_.entries()) {
        if (entry.code == last) continue;
        last = entry.code;
        const library::LibraryEntry* chosen = choose_translation(translations(entry.code), language);
        keyed.emplace_back(order.key(language, chosen->title), chosen);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    auto entries = std::make_shared<Entries>();
    entries->reserve(keyed.size());
    for (const auto& [key, entry] : keyed) entries->push_back(entry);

    const std::lock_guard lock(mutex_);
    if (by_title_.size() >= most_languages) by_title_.clear();
    by_title_.emplace(language, entries);
    return entries;
}

Translations LoadedLibrary::translations(std::string_view code) const {
    Translations translations;
    for (const library::LibraryEntry& entry : catalog_.translations(code)) translations.emplace(entry.language, &entry);
    return translations;
}

std::shared_ptr<const job::ArticleDescription> LoadedLibrary::describe(const library::LibraryEntry& entry) const {
    const auto place = static_cast<std::size_t>(&entry - catalog_.entries().data());
    {
        const std::lock_guard lock(mutex_);
        if (descriptions_[place]) return descriptions_[place];
    }
    try {
        auto description =
            std::make_shared<const job::ArticleDescription>(job::describe_article(entry, settings_.theme, engine_));
        const std::lock_guard lock(mutex_);
        descriptions_[place] = description;
        return description;
    } catch (const std::runtime_error&) {
        return nullptr;  // the file is gone or too large: who presses it is told
    }
}

std::optional<PdfFacts> LoadedLibrary::pdf_facts(const library::LibraryEntry& entry) const {
    const std::lock_guard lock(mutex_);
    return pdf_facts_[static_cast<std::size_t>(&entry - catalog_.entries().data())];
}

void LoadedLibrary::keep_pdf_facts(const library::LibraryEntry& entry, const PdfFacts& facts) const {
    const std::lock_guard lock(mutex_);
    pdf_facts_[static_cast<std::size_t>(&entry - catalog_.entries().data())] = facts;
}

std::vector<std::string> LoadedLibrary::find_by_codes(std::span<const job::CodeQuestion> questions) const {
    return job::find_by_codes(questions, topics_, [this](const std::string& words) {
        std::vector<job::NamedArticle> named;
        for (const library::SearchHit& hit : search({words, 0, most_named, {}}).hits) {
            const Translations all = translations(hit.code);
            job::NamedArticle& article = named.emplace_back();
            article.code = hit.code;
            for (const auto& [language, entry] : all) article.names.push_back(entry->title);
            const auto found = all.find(hit.language);
            const auto description = found == all.end() ? nullptr : describe(*found->second);
            if (!description) continue;
            const article::Metadata& metadata = description->metadata;
            article.names.insert(article.names.end(), metadata.synonyms.begin(), metadata.synonyms.end());
        }
        return named;
    });
}

library::FoundArticles LoadedLibrary::search(const library::ArticleQuery& query) const {
    std::unique_ptr<library::SearchIndex> index;
    {
        const std::lock_guard lock(mutex_);
        if (!idle_indexes_.empty()) {
            index = std::move(idle_indexes_.back());
            idle_indexes_.pop_back();
        }
    }
    if (!index) index = std::make_unique<library::SearchIndex>(index_file_, settings_.library, true);
    library::FoundArticles found = index->search_articles(query);
    const std::lock_guard lock(mutex_);
    idle_indexes_.push_back(std::move(index));
    return found;
}

}  // namespace carepress::service

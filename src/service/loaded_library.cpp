#include "service/loaded_library.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace carepress::service {

LoadedLibrary::LoadedLibrary(const ServiceSettings& settings, std::uint64_t generation, std::int64_t now)
    : settings_(settings),
      generation_(generation),
      engine_(settings.resources),
      catalog_(settings.library),
      topics_(library::topics_of_library(settings.library)),
      layouts_(job::describe_layouts(engine_.resources(), settings.theme.brand, diagnostics_)),
      brands_(job::describe_brands(engine_.resources(), diagnostics_)),
      index_file_(library::index_in_folder(settings.index_folder, settings.library)),
      descriptions_(catalog_.entries().size()) {
    auto index = std::make_unique<library::SearchIndex>(index_file_, settings.library, true);
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

std::map<std::string, const library::LibraryEntry*, std::less<>> LoadedLibrary::translations(
    std::string_view code) const {
    std::map<std::string, const library::LibraryEntry*, std::less<>> translations;
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

LoadedLibrary::Found LoadedLibrary::search(const library::SearchQuery& query) const {
    std::unique_ptr<library::SearchIndex> index;
    {
        const std::lock_guard lock(mutex_);
        if (!idle_indexes_.empty()) {
            index = std::move(idle_indexes_.back());
            idle_indexes_.pop_back();
        }
    }
    if (!index) index = std::make_unique<library::SearchIndex>(index_file_, settings_.library, true);
    Found found;
    found.hits = index->search(query);
    found.corrections = index->corrections();
    const std::lock_guard lock(mutex_);
    idle_indexes_.push_back(std::move(index));
    return found;
}

}  // namespace carepress::service

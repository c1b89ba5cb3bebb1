#include "engine/resources.h"

#include "base/error.h"
#include "visit_summary/phrase_keys.h"

#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace carepress::engine {
namespace fs = std::filesystem;

namespace {

/// Anything with a slash or an extension is a path of the user's. A name means the data folder's file of that name,
/// else the one in the working folder.
std::string place_of(const std::string& name, const std::string& own, const std::string& here) {
    if (name.find('/') != std::string::npos || name.ends_with(".yaml")) return name;
    std::error_code error;
    return !fs::exists(own, error) && fs::exists(here, error) ? here : own;
}

}  // namespace

DataFolder find_data_folder(const std::string& named) {
    std::vector<fs::path> places;
    if (!named.empty()) {
        places.emplace_back(named);
    } else {
        std::error_code error;
        const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
        places = {program / "../share/carepress", program / "../.."};  // installed; built in build/<preset>
    }
    std::string tried;
    for (const fs::path& place : places) {
        std::error_code error;
        if (fs::is_directory(place / "layouts", error) && fs::is_regular_file(place / "fonts/fonts.yaml", error))
            return {(place / "layouts").lexically_normal().parent_path().string()};
        tried += (tried.empty() ? "" : ", ") + place.lexically_normal().string();
    }
    throw EnvironmentError("cannot find carepress's layouts, brands and fonts manifest; looked in " + tried +
                           "; set CAREPRESS_DATA to the folder that holds them");
}

struct Resources::Cache {
    std::mutex mutex;
    std::map<std::string, style::BrandResult> brands;
    std::map<std::pair<std::string, std::string>, style::StylesheetResult> stylesheets;
    std::shared_ptr<const handout::LanguageNotices> notices;
};

Resources::Resources(ResourceSettings settings)
    : settings_(std::move(settings)),
      fonts_(folder().file("fonts/fonts.yaml"), settings_.font_folders),
      hyphenation_(folder().file("words/hyphenation.yaml")),
      number_words_(folder().file("words/numbers.yaml")),
      phrases_(folder().file("messages")),
      visit_phrases_(folder().file("messages/visit"), visit_summary::visit_phrase_keys()),
      cache_(std::make_unique<Cache>()) {}

Resources::~Resources() = default;

style::BrandResult Resources::brand(const std::string& name) const {
    const std::lock_guard lock(cache_->mutex);
    auto found = cache_->brands.find(name);
    if (found == cache_->brands.end())
        found = cache_->brands
                    .emplace(name, style::read_brand(place_of(name, folder().file("brands/" + name), "./" + name)))
                    .first;
    return found->second;
}

std::shared_ptr<const handout::LanguageNotices> Resources::language_notices() const {
    const std::lock_guard lock(cache_->mutex);
    if (!cache_->notices)
        cache_->notices = std::make_shared<const handout::LanguageNotices>(
            handout::read_language_notices(folder().file("notices/language-assistance.yaml")));
    return cache_->notices;
}

style::StylesheetResult Resources::stylesheet(const std::string& layout, const std::string& brand_name) const {
    const style::BrandResult for_brand = brand(brand_name);
    if (!for_brand.brand) return {nullptr, for_brand.diagnostics, {}};
    const std::lock_guard lock(cache_->mutex);
    auto found = cache_->stylesheets.find({layout, brand_name});
    if (found == cache_->stylesheets.end()) {
        const std::string standard = folder().file("layouts");
        const std::string path = place_of(layout, standard + "/" + layout + ".yaml", "./" + layout + ".yaml");
        style::StylesheetResult made = style::read_stylesheet(path, *for_brand.brand, standard);
        found = cache_->stylesheets.emplace(std::pair(layout, brand_name), std::move(made)).first;
    }
    return found->second;
}

}  // namespace carepress::engine

#include "library/removals.h"

#include "library/wanted_language.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <map>
#include <utility>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

/// What is counted of a language.
struct Count {
    std::size_t outputs = 0, gone = 0;
    std::string name;               ///< of the first output that is gone
    bool several_articles = false;  ///< are gone
};

bool is_mass_removal(const Count& count, const Shard& shard) {
    constexpr std::size_t most_outputs = 20, most_percent = 5;
    if (!count.several_articles) return false;
    return count.gone > std::max<std::size_t>(1, most_outputs / shard.count) ||
           count.gone * 100 > count.outputs * most_percent;
}

}  // namespace

Removals find_removals(const ExportOptions& options, const std::vector<ExportTheme>& themes, const ExportPlan& plan,
                       ExportState& state) {
    const auto in_scope = [&](const ManifestEntry& entry) {
        return is_wanted_language(entry.language, options.languages) &&
               std::any_of(themes.begin(), themes.end(), [&](const ExportTheme& theme) {
                   return theme.layout_name == entry.layout && theme.brand_name == entry.brand;
               });
    };
    Removals removals;
    std::map<std::string, Count> counts;
    Statement named = state.database().prepare("SELECT 1 FROM chosen WHERE language = ? AND name = ? LIMIT 1");
    state.for_each_output([&](std::int64_t id, const std::string& line, const FileStamp& stamp) {
        const auto at = static_cast<std::size_t>(id);
        if (at >= plan.planned.size()) return;  // made by this export
        std::optional<ManifestEntry> entry = parse_line(line);
        if (!entry) return;
        const fs::path file = entry->file;
        std::string language = file.parent_path().parent_path().filename().string();
        const std::string name = file.stem().string();
        Count& count = counts[language];
        ++count.outputs;
        if (plan.planned[at]) return;
        const bool has_article = named.bind(1, language).bind(2, name).step();
        named.reset();
        if (has_article && !in_scope(*entry)) return;
        if (count.gone++ == 0) count.name = name;
        count.several_articles = count.several_articles || count.name != name;
        removals.removed.push_back({std::move(*entry), stamp, std::move(language)});
    });
    if (options.allow_removals) return removals;
    for (const auto& [language, count] : counts)
        if (is_mass_removal(count, options.shard)) removals.refused.push_back({language, count.outputs, count.gone});
    const auto is_refused = [&](const Removal& removal) {
        return std::any_of(removals.refused.begin(), removals.refused.end(),
                           [&](const MassRemoval& each) { return each.language == removal.language; });
    };
    const auto kept = std::stable_partition(removals.removed.begin(), removals.removed.end(),
                                            [&](const Removal& removal) { return !is_refused(removal); });
    removals.kept.assign(std::make_move_iterator(kept), std::make_move_iterator(removals.removed.end()));
    removals.removed.erase(kept, removals.removed.end());
    return removals;
}

}  // namespace carepress::library

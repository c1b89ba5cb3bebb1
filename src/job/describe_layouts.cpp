#include "job/describe_layouts.h"

#include "base/error.h"
#include "style/read.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

namespace carepress::job {
namespace fs = std::filesystem;

namespace {

constexpr Length large_print_size = points(18);

/// The names below `folder` that `is_one` says yes to, sorted. Throws EnvironmentError.
template <class IsOne>
std::vector<std::string> names_in(const std::string& folder, const IsOne& is_one) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (is_one(entry->path())) names.push_back(entry->path().stem().string());
    if (error) throw EnvironmentError("can't read the folder " + folder + ": " + error.message());
    std::sort(names.begin(), names.end());
    return names;
}

void append(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::vector<LayoutDescription> describe_layouts(const engine::Resources& resources, const std::string& brand,
                                                std::vector<Diagnostic>& diagnostics) {
    std::vector<LayoutDescription> layouts;
    const auto is_layout = [](const fs::path& path) { return path.extension() == ".yaml"; };
    for (const std::string& name : names_in(resources.folder().file("layouts"), is_layout)) {
        style::StylesheetResult read = resources.stylesheet(name, brand);
        if (!read.stylesheet) {
            append(diagnostics, std::move(read.diagnostics));
            continue;
        }
        const style::Stylesheet& stylesheet = *read.stylesheet;
        LayoutDescription& layout = layouts.emplace_back();
        layout.name = name;
        layout.description = stylesheet.description;
        layout.purpose = stylesheet.purpose;
        layout.page = stylesheet.page;
        layout.text_size = stylesheet.block(style::BlockRole::paragraph).text.size;
        layout.bilingual = stylesheet.bilingual.any();
        layout.one_page = stylesheet.fit.goal == style::FitRange::Goal::one_page;
        layout.large_print = !layout.one_page && layout.text_size >= large_print_size;
        layout.for_visits = name.starts_with("visit-summary");
    }
    return layouts;
}

std::vector<BrandDescription> describe_brands(const engine::Resources& resources,
                                              std::vector<Diagnostic>& diagnostics) {
    std::vector<BrandDescription> brands;
    const auto is_brand = [](const fs::path& path) {
        std::error_code error;
        return fs::is_regular_file(path / "brand.yaml", error);
    };
    for (const std::string& name : names_in(resources.folder().file("brands"), is_brand)) {
        style::BrandResult read = resources.brand(name);
        if (read.brand)
            brands.push_back(
                {name, read.brand->description, read.brand->texts_for(read.brand->default_language).organisation});
        else
            append(diagnostics, std::move(read.diagnostics));
    }
    return brands;
}

}  // namespace carepress::job

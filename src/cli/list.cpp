#include "article/read.h"
#include "base/visible_text.h"
#include "cli/commands.h"
#include "cli/environment.h"
#include "cli/output.h"
#include "engine/resources.h"
#include "library/find.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace carepress::cli {
namespace fs = std::filesystem;

namespace {

void print_columns(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::size_t width = 0;
    for (const auto& [name, description] : rows) width = std::max(width, name.size());
    std::string text;
    for (const auto& [name, description] : rows)
        text += visible(name) + std::string(width - name.size(), ' ') + "  " + visible(description) + "\n";
    write_standard_output(text);
}

std::vector<std::pair<std::string, std::string>> described(const std::string& folder, const char* file) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const fs::path path = *file == '\0' ? entry.path() : entry.path() / file;
        if (path.extension() == ".yaml" && fs::is_regular_file(path))
            rows.emplace_back(*file == '\0' ? path.stem().string() : entry.path().filename().string(),
                              style::description_of(path.string()));
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// "8.5 × 11 in", "210 × 297 mm": in the unit in which the sheet is round.
std::string sheet_size(Size page) {
    const auto in_units = [](Length length, double unit) {
        char text[16];
        std::snprintf(text, sizeof text, "%.4g", std::round(length.millipoints / unit * 100) / 100);
        return std::string(text);
    };
    const double inch = 72'000, millimetre = 72'000 / 25.4;
    const auto is_round = [&](Length length) {
        const double tenths = length.millipoints / inch * 10;
        return std::abs(tenths - std::round(tenths)) < 0.01;
    };
    const bool in_inches = is_round(page.width) && is_round(page.height);
    const double unit = in_inches ? inch : millimetre;
    return in_units(page.width, unit) + " \u00D7 " + in_units(page.height, unit) + (in_inches ? " in" : " mm");
}

std::string type_size(Length size) {
    char text[16];
    std::snprintf(text, sizeof text, "%g pt", size.millipoints / 1000.0);
    return text;
}

/// Each layout with its sheet and the size of its text, as the default brand dresses it, and what it is for.
void print_layouts(const engine::ResourceSettings& settings) {
    const engine::Resources resources(settings);
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& [name, description] : described(settings.data.file("layouts"), "")) {
        const style::StylesheetPointer stylesheet = resources.stylesheet({name, "default"}).stylesheet;
        if (stylesheet == nullptr) {
            rows.emplace_back(name, "has errors: carepress render --layout " + name + " says which");
            continue;
        }
        rows.emplace_back(name, sheet_size(stylesheet->page) + ", " +
                                    type_size(stylesheet->block(style::BlockRole::paragraph).text.size) + ": " +
                                    description);
        if (!stylesheet->purpose.empty()) rows.emplace_back("", "for " + stylesheet->purpose);
    }
    print_columns(rows);
}

/// Each language with its articles, and whether layouts that divide words can do so.
std::vector<std::pair<std::string, std::string>> languages(const engine::DataFolder& folder) {
    std::map<std::string, int> articles;
    for (const library::LibraryEntry& entry : library::scan_library(folder.file("articles")))
        ++articles[entry.language];
    const text::Hyphenation hyphenation(folder.file("words/hyphenation.yaml"));
    std::vector<std::pair<std::string, std::string>> rows;
    rows.reserve(articles.size());
    for (const auto& [language, count] : articles) {
        std::string facts = std::to_string(count) + (count == 1 ? " article" : " articles");
        if (const text::Hyphenation::PatternFile* file = hyphenation.file(language))
            facts += file->path.empty() ? ", words are not divided: " + file->package + " is not installed"
                                        : ", words can be divided";
        rows.emplace_back(language, std::move(facts));
    }
    return rows;
}

std::vector<std::pair<std::string, std::string>> articles(const engine::DataFolder& folder) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const library::LibraryEntry& entry : library::scan_library(folder.file("articles")))
        rows.emplace_back(entry.code + "  " + entry.language, entry.title);
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// What each article's words rest on; of one that names nothing, that.
std::vector<std::pair<std::string, std::string>> sources(const engine::DataFolder& folder) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const library::LibraryEntry& entry : library::scan_library(folder.file("articles"))) {
        const Source source = read_source(entry.path);
        Diagnostics ignored(source);
        const article::Metadata metadata = article::read_article(source, ignored).metadata;
        const std::string name = entry.code + "  " + entry.language;
        for (const article::Reference& each : metadata.sources)
            rows.emplace_back(name,
                              each.title + (each.title.empty() || each.address.empty() ? "" : "  ") + each.address);
        if (metadata.sources.empty()) rows.emplace_back(name, "none");
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return rows;
}

int run_list(const std::string& what) {
    const engine::ResourceSettings settings = resource_settings();
    const engine::DataFolder& folder = settings.data;
    if (what == "layouts") print_layouts(settings);
    if (what == "brands") print_columns(described(folder.file("brands"), "brand.yaml"));
    if (what == "articles") print_columns(articles(folder));
    if (what == "sources") print_columns(sources(folder));
    if (what == "languages") print_columns(languages(folder));
    if (what == "fonts")
        for (const std::string& family : text::FontLibrary(folder.file("fonts/fonts.yaml")).families())
            write_standard_output(family + "\n");
    return exit_done;
}

}  // namespace

Command list_command() {
    const auto what = std::make_shared<std::string>();
    return {
        .name = "list",
        .summary = "list articles, their sources, layouts, brands, fonts or languages",
        .description =
            "Prints the names and descriptions of what is available; of articles the code, the language and "
            "the title, or the guidance that they follow.",
        .options = {{.names = "WHAT",
                     .help = "what to list",
                     .to = into(*what),
                     .choices = {"articles", "sources", "layouts", "brands", "fonts", "languages"},
                     .required = true}},
        .examples = {{"list layouts", "the print templates, with sheet, type size and purpose"},
                     {"list articles", "the articles that come with the program"}},
        .run = [what] { return run_list(*what); },
    };
}

}  // namespace carepress::cli

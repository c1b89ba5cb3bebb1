#pragma once

#include "engine/engine.h"
#include "handout/compose.h"
#include "support/process.h"
#include "support/test_data.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {

/// The tables of translated sentences in a folder (LANGUAGE.tsv) but the English one, by BCP 47 tag.
inline std::map<std::string, std::string> translations_in(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::string language = entry.path().stem().string();
        if (entry.path().extension() != ".tsv" || language == "en") continue;
        if (language == "es-LA") language = "es-419";
        if (language == "zh") language = "zh-Hans";
        files.emplace(std::move(language), entry.path().string());
    }
    return files;
}

/// An engine with the project's fonts, layouts, brands and phrases, loaded once for a test program.
inline const engine::Engine& engine() {
    static const engine::Engine one(engine::ResourceSettings{engine::DataFolder{CAREPRESS_SOURCE_FOLDER}});
    return one;
}
inline const engine::Resources& resources() { return engine().resources(); }

/// A theme of the project that can be composed with.
inline handout::LoadedTheme loaded(const style::Theme& theme) {
    return {resources().brand(theme.brand).brand, resources().stylesheet(theme).stylesheet, resources().phrases()};
}

/// Leaves what was pressed of a request as pressed/NAME.pdf, and the same as PDF/UA-2 as pressed-ua2/NAME.pdf, for the
/// checkers (end_to_end/conformance) and for looking at. NAME may have a folder.
inline void leave_pressed(const std::string& name, const engine::PressResult& result, engine::PressRequest request) {
    request.standard = style::PdfStandard::ua_2;
    for (const auto& [folder, bytes] :
         {std::pair{"pressed/", result.bytes}, {"pressed-ua2/", engine().press(request).bytes}}) {
        const std::filesystem::path path = folder + name + ".pdf";
        std::filesystem::create_directories(path.parent_path());
        write_file(path.string(), bytes);
    }
}

inline engine::PressResult press_text(const std::string& text, const std::string& name = "test.md",
                                      const std::string& layout = "letter", const std::string& brand = "default") {
    const Source source{name, text};
    engine::PressRequest request;
    request.articles.emplace_back().article.source = &source;
    request.theme = {layout, brand};
    return engine().press(request);
}

inline engine::PressResult press_file(const std::string& path, engine::Workspace& workspace,
                                      const std::string& layout = "letter", const std::string& brand = "default",
                                      std::optional<style::PdfStandard> standard = {}) {
    const Source source = read_source(path);
    engine::PressRequest request;
    request.articles.emplace_back().article.source = &source;
    request.standard = standard;
    request.theme = {layout, brand};
    request.articles.back().article.picture_folder = std::filesystem::path(path).parent_path().string();
    return engine::press(request, resources(), workspace);
}

/// The same with the English article of this name beside it.
inline engine::PressResult press_beside_english(const std::string& path, engine::Workspace& workspace,
                                                const std::string& layout, const std::string& brand = "default",
                                                std::optional<style::PdfStandard> standard = {}) {
    const Source source = read_source(path);
    const Source english = read_source(project("articles/en/" + std::filesystem::path(path).filename().string()));
    engine::PressRequest request;
    engine::ArticlePair& pair = request.articles.emplace_back();
    pair.article.source = &source;
    pair.translation.emplace().source = &english;
    request.standard = standard;
    request.theme = {layout, brand};
    return engine::press(request, resources(), workspace);
}

/// All articles of the sample library, in order.
inline std::vector<std::string> sample_articles() {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(project("articles")))
        if (entry.path().extension() == ".md") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr std::size_t pressed_share = 4;
#else
inline constexpr std::size_t pressed_share = 1;
#endif

/// The sample articles that a test presses in many ways: all of them; under a sanitizer, which takes ten times as long,
/// each fourth of a language, and the first.
inline std::vector<std::string> articles_to_press() {
    std::vector<std::string> paths;
    std::string folder;
    std::size_t place = 0;
    for (const std::string& path : sample_articles()) {
        const std::string parent = std::filesystem::path(path).parent_path().string();
        place = parent == folder ? place + 1 : 0;
        folder = parent;
        if (place % pressed_share == 0) paths.push_back(path);
    }
    return paths;
}

inline std::string all_messages(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) text += format(diagnostic) + "\n";
    return text;
}

}  // namespace carepress::test

#include "style/layout_files.h"

#include "base/error.h"

#include <algorithm>
#include <filesystem>

namespace carepress::style {

namespace fs = std::filesystem;

std::vector<Diagnostic> LayoutFiles::take_diagnostics() {
    std::vector<Diagnostic> all;
    for (const auto& file : files) {
        for (Diagnostic& diagnostic : file->diagnostics.take()) all.push_back(std::move(diagnostic));
    }
    return all;
}

const YamlNode* LayoutFile::find_mapping(DiagnosticCode code, std::string_view key, std::string_view contents) {
    const YamlNode* node = root.find(key);
    if (node == nullptr || node->kind == YamlNode::Kind::mapping) return node;
    std::string message = "\"";
    message.append(key).append("\" must be a mapping of ").append(contents);
    diagnostics.error(code, node->span, std::move(message));
    return nullptr;
}

bool LayoutFiles::has_errors() const {
    return std::any_of(files.begin(), files.end(), [](const auto& file) { return file->diagnostics.has_errors(); });
}

Diagnostic refusal(DiagnosticCode code, const std::string& path, std::string message, std::string hint) {
    return {Severity::error, code, path, {}, {}, std::move(message), std::move(hint)};
}

std::vector<std::string> names_beside(const std::string& path, bool folders) {
    std::vector<std::string> names;
    std::error_code failure;
    fs::path folder = fs::path(path).parent_path();
    if (folder.empty()) folder = ".";
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        std::error_code ignored;
        if (folders && fs::is_regular_file(entry->path() / "brand.yaml", ignored)) {
            names.push_back(entry->path().filename().string());
        } else if (!folders && entry->path().extension() == ".yaml") {
            names.push_back(entry->path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string choices(std::string_view wrong, const std::vector<std::string>& names) {
    if (names.empty()) return {};
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    std::string hint;
    if (const std::string_view near = nearest(wrong, candidates); !near.empty()) {
        hint = "did you mean \"" + std::string(near) + "\"? ";
    }
    hint += "available: ";
    for (std::size_t i = 0; i < names.size(); ++i) hint += (i == 0 ? "" : ", ") + names[i];
    return hint;
}

std::string file_inside(const std::string& folder, const std::string& relative) {
    const fs::path path(relative);
    if (relative.empty() || relative.find('\0') != std::string::npos || path.is_absolute()) return {};
    std::error_code failure;
    const fs::path root = fs::canonical(folder.empty() ? fs::path(".") : fs::path(folder), failure);
    if (failure) return {};
    const fs::path whole = fs::canonical(root / path, failure);  // resolves symbolic links, so none leads out
    if (failure || !fs::is_regular_file(whole, failure)) return {};
    const auto [at_root, at_whole] = std::mismatch(root.begin(), root.end(), whole.begin(), whole.end());
    if (at_root != root.end()) return {};
    return ((folder.empty() ? fs::path(".") : fs::path(folder)) / path).string();
}

namespace {

/// A name that can be after `derives`: a file of the same folder, so no path.
bool is_plain_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

void parse(LayoutFile& file) {
    file.root = read_yaml(file.source.bytes, 0, file.diagnostics);
    if (file.root.kind != YamlNode::Kind::mapping && !file.diagnostics.has_errors()) {
        file.diagnostics.error("layout/not-a-mapping"_code, {0, 0}, "expected a mapping of keys to values",
                               "see docs/layouts.md for a first layout");
    }
}

/// Opens the base that `file` derives from, or returns nullptr when there is none or something is wrong with it.
std::unique_ptr<LayoutFile> open_base(LayoutFile& file, const LayoutFiles& layout, std::vector<std::string>& chain) {
    const YamlNode* derives = file.root.find("derives");
    if (derives == nullptr) return nullptr;
    const std::string& name = derives->scalar;
    std::string inside = is_plain_name(name) ? file_inside(layout.folder, name + ".yaml") : std::string();
    if (inside.empty() && is_plain_name(name) && !layout.standard.empty())
        inside = file_inside(layout.standard, name + ".yaml");
    if (inside.empty()) {
        std::vector<std::string> names = names_beside((fs::path(layout.folder) / "x.yaml").string(), false);
        if (!layout.standard.empty())
            for (std::string& own : names_beside((fs::path(layout.standard) / "x.yaml").string(), false))
                if (std::find(names.begin(), names.end(), own) == names.end()) names.push_back(std::move(own));
        file.diagnostics.error("layout/unknown-base"_code, derives->span,
                               "there is no layout \"" + name + "\" to derive from", choices(name, names));
        return nullptr;
    }
    if (std::find(chain.begin(), chain.end(), name) != chain.end()) {
        file.diagnostics.error("layout/derives-from-itself"_code, derives->span,
                               "the layout derives from itself, through \"" + name + "\"",
                               "remove \"derives\" from one of the layouts");
        return nullptr;
    }
    if (chain.size() >= deepest_derivation) {
        file.diagnostics.error("layout/derives-too-deeply"_code, derives->span,
                               "the layout derives through more than 8 files",
                               "derive from a layout nearer the start of the chain");
        return nullptr;
    }
    chain.push_back(name);
    try {
        return std::make_unique<LayoutFile>(read_source(inside, largest_layout_file));
    } catch (const SourceTooLarge& large) {
        file.diagnostics.error("layout/too-large"_code, derives->span, large.what());
        return nullptr;
    }
}

}  // namespace

LayoutFiles load_layout(Source source, const std::string& folder, const std::string& standard) {
    LayoutFiles layout;
    layout.name = fs::path(source.name).stem().string();
    layout.folder = folder;
    layout.standard = standard;
    std::vector<std::string> chain{layout.name};
    auto next = std::make_unique<LayoutFile>(std::move(source));
    while (next != nullptr) {
        parse(*next);
        LayoutFile& file = *next;
        layout.files.push_back(std::move(next));
        next = open_base(file, layout, chain);
    }
    return layout;
}

}  // namespace carepress::style

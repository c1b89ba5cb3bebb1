#include "library/manifest.h"

#include "base/error.h"
#include "base/json_text.h"
#include "library/file_stamp.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <fstream>

namespace carepress::library {
namespace {

using Json = nlohmann::ordered_json;

/// <brand>/<language>/<layout>/<name>.pdf, and nothing that leads elsewhere: what is listed may be deleted.
bool is_output_path(std::string_view file) {
    if (!file.ends_with(".pdf") || file.find('\0') != std::string_view::npos) return false;
    std::size_t parts = 0;
    for (std::string_view rest = file; !rest.empty(); ++parts) {
        const std::string_view part = rest.substr(0, rest.find('/'));
        if (part.empty() || part.front() == '.') return false;
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    }
    return parts == 4;
}

/// The lines of a manifest, one after the other.
class ManifestLines {
public:
    /// Another kind of file than a regular one is taken for none: it could be waited for without end.
    explicit ManifestLines(const std::string& path) {
        if (stamp_of(path)) in_.open(path, std::ios::binary);
    }
    bool open() const { return in_.is_open(); }
    bool next() { return static_cast<bool>(std::getline(in_, line)); }
    std::string line;

private:
    std::ifstream in_;
};

}  // namespace

std::string to_json(const std::vector<Diagnostic>& diagnostics, const std::string& library) {
    if (diagnostics.empty()) return "[]";
    Json all = Json::array();
    for (const Diagnostic& each : diagnostics) {
        const bool inside =
            each.file.size() > library.size() + 1 && each.file.starts_with(library) && each.file[library.size()] == '/';
        all.push_back({{"severity", name_of(each.severity)},
                       {"code", each.code.text()},
                       {"file", inside ? each.file.substr(library.size() + 1) : each.file},
                       {"line", each.position.line},
                       {"column", each.position.column},
                       {"message", each.message},
                       {"hint", each.hint}});
    }
    return json_text(all);
}

std::string to_line(const ManifestEntry& entry) {
    Json json;
    json["file"] = entry.file;
    json["code"] = entry.code;
    json["language"] = entry.language;
    json["layout"] = entry.layout;
    json["brand"] = entry.brand;
    json["title"] = entry.title;
    if (entry.is_proof) json["proof"] = true;
    json["pages"] = entry.pages;
    json["bytes"] = entry.bytes;
    json["sha256"] = entry.digest ? Json(hex(*entry.digest)) : Json();
    json["inputs"] = hex(entry.inputs);
    json["sources"] = Json::object();
    for (const auto& [path, digest] : entry.sources) json["sources"][path] = hex(digest);
    std::string line = json_text(json);
    line.pop_back();
    return line + ",\"diagnostics\":" + entry.diagnostics + "}";
}

std::optional<ManifestEntry> parse_line(std::string_view line) {
    const Json json = Json::parse(line.begin(), line.end(), nullptr, false);
    if (!json.is_object()) return std::nullopt;
    try {
        ManifestEntry entry;
        entry.file = json.at("file").get<std::string>();
        if (!is_output_path(entry.file)) return std::nullopt;
        entry.code = json.at("code").get<std::string>();
        entry.language = json.at("language").get<std::string>();
        entry.layout = json.at("layout").get<std::string>();
        entry.brand = json.at("brand").get<std::string>();
        entry.title = json.at("title").get<std::string>();
        entry.is_proof = json.value("proof", false);
        entry.pages = json.at("pages").get<int>();
        entry.bytes = json.at("bytes").get<std::uint64_t>();
        if (!json.at("sha256").is_null()) entry.digest = from_hex(json.at("sha256").get<std::string>());
        entry.inputs = from_hex(json.at("inputs").get<std::string>());
        for (const auto& [path, digest] : json.at("sources").items())
            entry.sources.emplace_back(path, from_hex(digest.get<std::string>()));
        entry.diagnostics = json_text(json.at("diagnostics"));
        return entry;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

bool read_manifest(const std::string& path, const std::function<void(ManifestEntry&&)>& visit,
                   std::size_t* unreadable) {
    ManifestLines lines(path);
    if (!lines.open()) return false;
    while (lines.next()) {
        std::optional<ManifestEntry> entry = parse_line(lines.line);
        if (entry)
            visit(std::move(*entry));
        else if (unreadable != nullptr)
            ++*unreadable;
    }
    return true;
}

void merge_manifests(const std::vector<std::string>& paths, const std::function<void(std::string_view)>& write) {
    std::vector<ManifestLines> manifests;
    for (const std::string& path : paths) {
        ManifestLines lines(path);
        if (!lines.open()) throw EnvironmentError("cannot read " + path);
        if (lines.next()) manifests.push_back(std::move(lines));
    }
    while (!manifests.empty()) {
        const auto first = std::min_element(manifests.begin(), manifests.end(),
                                            [](const auto& a, const auto& b) { return a.line < b.line; });
        first->line += '\n';
        write(first->line);
        if (!first->next()) manifests.erase(first);
    }
}

}  // namespace carepress::library

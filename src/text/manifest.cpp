#include "text/manifest.h"

#include "base/error.h"
#include "base/yaml.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace carepress {
namespace {

class ManifestReader {
public:
    explicit ManifestReader(const Source& source) : source_(source) {}

    FontManifest read() {
        Diagnostics diagnostics(source_);
        const YamlNode root = read_yaml(source_.bytes, 0, diagnostics);
        for (const Diagnostic& diagnostic : diagnostics.all()) {
            if (diagnostic.severity == Severity::error) throw EnvironmentError(format(diagnostic));
        }
        if (const char* folders = std::getenv("CAREPRESS_FONTS")) add_folders(folders);
        for (const YamlNode& item : sequence(root, "folders").items) manifest_.folders.push_back(scalar(item));
        for (const YamlNode& item : sequence(root, "families").items) add_family(item);
        if (const YamlNode* fallback = root.find("fallback")) {
            for (const auto& [key, list] : fallback->entries) add_fallback(key, list);
        }
        return std::move(manifest_);
    }

private:
    [[noreturn]] void fail(const YamlNode& where, const std::string& message) const {
        const Position position = position_at(source_.bytes, where.span.begin);
        throw EnvironmentError(source_.name + ":" + std::to_string(position.line) + ":" +
                               std::to_string(position.column) + ": " + message);
    }

    const YamlNode& child(const YamlNode& node, std::string_view key, YamlNode::Kind kind) const {
        const YamlNode* found = node.find(key);
        if (!found || found->kind != kind)
            fail(found ? *found : node, "the key \"" + std::string(key) + "\" is wanted");
        return *found;
    }
    const YamlNode& sequence(const YamlNode& node, std::string_view key) const {
        return child(node, key, YamlNode::Kind::sequence);
    }
    const std::string& scalar(const YamlNode& node) const {
        if (node.kind != YamlNode::Kind::scalar || node.scalar.empty()) fail(node, "a text is wanted");
        return node.scalar;
    }
    const std::string& text(const YamlNode& node, std::string_view key) const {
        return scalar(child(node, key, YamlNode::Kind::scalar));
    }

    void add_folders(std::string_view list) {
        while (!list.empty()) {
            const std::string_view folder = list.substr(0, list.find(':'));
            if (!folder.empty()) manifest_.folders.emplace_back(folder);
            list.remove_prefix(std::min(folder.size() + 1, list.size()));
        }
    }

    void add_family(const YamlNode& node) {
        FontManifest::Family family;
        family.name = text(node, "name");
        if (manifest_.find_family(family.name)) fail(node, "the family \"" + family.name + "\" stands here twice");
        family.package = text(node, "package");
        family.licence = text(node, "licence");
        for (const YamlNode& script : sequence(node, "scripts").items) family.scripts.push_back(scalar(script));
        if (const YamlNode* languages = node.find("languages")) {
            for (const YamlNode& language : languages->items) family.languages.push_back(scalar(language));
        }
        family.first = static_cast<FaceId>(manifest_.faces.size());
        for (const YamlNode& face : sequence(node, "faces").items) add_face(face);
        family.last = static_cast<FaceId>(manifest_.faces.size());
        if (family.first == family.last) fail(node, "the family \"" + family.name + "\" has no face");
        manifest_.families.push_back(std::move(family));
    }

    void add_face(const YamlNode& node) {
        FontManifest::Face face;
        face.file = text(node, "file");
        if (face.file.find('/') != std::string::npos) fail(node, "a face's file is a name without folders");
        face.sha256 = text(node, "sha256");
        face.family = manifest_.families.size();
        const std::string& weight = text(node, "weight");
        const auto [end, error] = std::from_chars(weight.data(), weight.data() + weight.size(), face.weight);
        if (error != std::errc{} || end != weight.data() + weight.size() || face.weight < 1 || face.weight > 1000)
            fail(node, "a weight is a number from 1 to 1000");
        const std::string& slant = text(node, "slant");
        if (slant != "upright" && slant != "italic") fail(node, "a slant is \"upright\" or \"italic\"");
        face.slant = slant == "italic" ? Slant::italic : Slant::upright;
        if (manifest_.faces.size() >= no_face) fail(node, "too many faces");
        manifest_.faces.push_back(std::move(face));
    }

    void add_fallback(const YamlNode& key, const YamlNode& list) {
        std::vector<std::size_t>& families = manifest_.fallback[key.scalar];
        for (const YamlNode& item : list.items) {
            const FontManifest::Family* family = manifest_.find_family(scalar(item));
            if (!family) fail(item, "the family \"" + item.scalar + "\" is not among the families");
            families.push_back(static_cast<std::size_t>(family - manifest_.families.data()));
        }
    }

    const Source& source_;
    FontManifest manifest_;
};

/// How far `have` is from the wanted weight; among equally far ones the heavier wins for bold text, the lighter else.
int distance(int have, int wanted) {
    const bool preferred_side = wanted > 500 ? have >= wanted : have <= wanted;
    return 2 * std::abs(have - wanted) + (preferred_side ? 0 : 1);
}

}  // namespace

const FontManifest::Family* FontManifest::find_family(std::string_view name) const {
    const auto found =
        std::find_if(families.begin(), families.end(), [&](const Family& family) { return family.name == name; });
    return found == families.end() ? nullptr : &*found;
}

FaceId FontManifest::find(const Family& family, int weight, Slant slant) const {
    FaceId best = no_face;
    std::pair<bool, int> best_distance;
    for (FaceId id = family.first; id < family.last; ++id) {
        const std::pair<bool, int> here{faces[id].slant != slant, distance(faces[id].weight, weight)};
        if (best == no_face || here < best_distance) {
            best = id;
            best_distance = here;
        }
    }
    return best;
}

FontManifest read_font_manifest(const std::string& path) {
    const Source source = read_source(path);
    return ManifestReader(source).read();
}

}  // namespace carepress

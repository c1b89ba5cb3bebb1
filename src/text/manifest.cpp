#include "text/manifest.h"

#include "text/language_range.h"
#include "text/manifest_source.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace carepress::text {
namespace {

class ManifestReader : ManifestSource {
public:
    ManifestReader(const Source& source, std::vector<std::string> folders) : ManifestSource(source) {
        manifest_.folders = std::move(folders);
    }

    FontManifest read() {
        const YamlNode root = read_root();
        for (const YamlNode& item : sequence(root, "folders").items) manifest_.folders.push_back(scalar(item));
        package_ = root.find("package");
        licence_ = root.find("licence");
        for (const YamlNode& item : sequence(root, "families").items) add_family(item);
        if (const YamlNode* fallback = root.find("fallback")) {
            for (const auto& [key, list] : fallback->entries) add_fallback(key, list);
        }
        return std::move(manifest_);
    }

private:
    /// The family's own text, else the whole manifest's.
    const std::string& text_or(const YamlNode& node, std::string_view key, const YamlNode* general) const {
        return node.find(key) == nullptr && general != nullptr ? scalar(*general) : text(node, key);
    }
    /// A number of a face, `usual` when it isn't named.
    int number(const YamlNode& node, std::string_view key, int least, int most, int usual) const {
        const YamlNode* found = node.find(key);
        if (!found) return usual;
        const std::string& digits = scalar(*found);
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size() || value < least || value > most)
            fail(*found, "the key \"" + std::string(key) + "\" is a number from " + std::to_string(least) + " to " +
                             std::to_string(most));
        return value;
    }

    void add_family(const YamlNode& node) {
        FontManifest::Family family;
        family.name = text(node, "name");
        if (manifest_.find_family(family.name)) fail(node, "the family \"" + family.name + "\" is listed twice");
        family.package = text_or(node, "package", package_);
        family.licence = text_or(node, "licence", licence_);
        if (const YamlNode* style = node.find("style")) family.style = scalar(*style);
        if (const YamlNode* common = node.find("common")) family.common = scalar(*common);
        for (const YamlNode& script : sequence(node, "scripts").items) {
            if (script.scalar == "Mong" || script.scalar == "Phag")
                fail(script, script.scalar + " is written from top to bottom, which layout can't set");
            family.scripts.push_back(scalar(script));
        }
        if (const YamlNode* languages = node.find("languages")) {
            for (const YamlNode& language : languages->items) family.languages.push_back(scalar(language));
        }
        family.first = static_cast<FaceId>(manifest_.faces.size());
        for (const YamlNode& face : sequence(node, "faces").items) add_face(face);
        family.last = static_cast<FaceId>(manifest_.faces.size());
        if (family.first == family.last) fail(node, "the family \"" + family.name + "\" has no face");
        family.optional = read_flag(node, "optional");
        if (family.optional && !std::all_of(manifest_.faces.begin() + family.first, manifest_.faces.end(),
                                            [&](const auto& face) { return manifest_.has_file(face.file); })) {
            manifest_.faces.resize(family.first);
            manifest_.absent.push_back(std::move(family));
            return;
        }
        manifest_.families.push_back(std::move(family));
    }

    void add_face(const YamlNode& node) {
        FontManifest::Face face;
        face.file = node.kind == YamlNode::Kind::scalar ? scalar(node) : text(node, "file");
        if (face.file.find('/') != std::string::npos) fail(node, "a face's file is a name without folders");
        face.family = manifest_.families.size();
        // What the file's name says, as foundries write it: "NotoSans-BoldItalic.ttf".
        const std::string_view stem = std::string_view(face.file).substr(0, face.file.rfind('.'));
        if (stem.ends_with("Italic")) face.slant = Slant::italic;
        face.weight = number(node, "weight", 1, 1000, stem.find("-Bold") != std::string_view::npos ? 700 : 400);
        face.index = static_cast<unsigned>(number(node, "index", 0, 255, 0));
        if (const YamlNode* slant = node.find("slant")) {
            if (slant->scalar != "upright" && slant->scalar != "italic")
                fail(*slant, "a slant is \"upright\" or \"italic\"");
            face.slant = slant->scalar == "italic" ? Slant::italic : Slant::upright;
        }
        if (manifest_.faces.size() >= no_face) fail(node, "too many faces");
        manifest_.faces.push_back(std::move(face));
    }

    void add_fallback(const YamlNode& key, const YamlNode& list) {
        std::vector<std::size_t>& families = manifest_.fallback[key.scalar];
        for (const YamlNode& item : list.items) {
            const FontManifest::Family* family = manifest_.find_family(scalar(item));
            if (std::any_of(manifest_.absent.begin(), manifest_.absent.end(),
                            [&](const auto& absent) { return absent.name == item.scalar; }))
                continue;
            if (!family) fail(item, "the family \"" + item.scalar + "\" is not among the families");
            families.push_back(static_cast<std::size_t>(family - manifest_.families.data()));
        }
    }

    FontManifest manifest_;
    const YamlNode* package_ = nullptr;
    const YamlNode* licence_ = nullptr;
};

/// How far `have` is from the wanted weight; among equally far ones the heavier wins for bold text, the lighter else.
int distance(int have, int wanted) {
    const bool preferred_side = wanted > 500 ? have >= wanted : have <= wanted;
    return 2 * std::abs(have - wanted) + (preferred_side ? 0 : 1);
}

bool contains(const std::vector<std::string>& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

const FontManifest::Family* FontManifest::find_family(std::string_view name) const {
    const auto found =
        std::find_if(families.begin(), families.end(), [&](const Family& family) { return family.name == name; });
    return found == families.end() ? nullptr : &*found;
}

bool FontManifest::has_file(const std::string& name) const {
    return std::any_of(folders.begin(), folders.end(),
                       [&](const std::string& folder) { return access((folder + "/" + name).c_str(), R_OK) == 0; });
}

FaceId FontManifest::find(const Family& family, int weight, Slant slant) const {
    constexpr int bold = 700;
    const auto is_italic = [&](const Face& face) { return face.slant == Slant::italic; };
    const auto first = faces.begin() + family.first, last = faces.begin() + family.last;
    if (slant == Slant::italic && std::none_of(first, last, is_italic)) weight = std::max(weight, bold);
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

std::vector<std::size_t> FontManifest::families_for(const Family* wanted, std::string_view script,
                                                    std::string_view language) const {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < families.size(); ++i)
        if (contains(families[i].scripts, script)) chosen.push_back(i);
    const auto rank = [&](std::size_t i) {
        const Family& family = families[i];
        const int foreign = family.languages.empty() ? 1 : contains(family.languages, language) ? 0 : 2;
        return std::tuple(foreign, &family != wanted, wanted != nullptr && family.style != wanted->style);
    };
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    const auto add = [&](std::size_t family) {
        if (std::find(chosen.begin(), chosen.end(), family) == chosen.end()) chosen.push_back(family);
    };
    if (wanted) {
        // What the best family lacks, often brackets, comes from the wanted one or the most general before it comes
        // from another style.
        const std::vector<std::size_t> others(chosen.begin() + (chosen.empty() ? 0 : 1), chosen.end());
        chosen.resize(chosen.size() - others.size());
        add(static_cast<std::size_t>(wanted - families.data()));
        if (const auto general = fallback.find("*"); general != fallback.end() && !general->second.empty())
            add(general->second.front());
        std::for_each(others.begin(), others.end(), add);
    }
    for (const std::string_view key : {script, std::string_view("*")}) {
        const auto listed = fallback.find(key);
        if (listed != fallback.end()) std::for_each(listed->second.begin(), listed->second.end(), add);
    }
    return chosen;
}

std::string_view FontManifest::language_of(std::string_view language) const {
    std::string_view best;
    std::pair<std::size_t, std::size_t> most{0, 0};
    for (const Family& family : families) {
        for (const std::string& one : family.languages) {
            const auto says = particularity(one, language);
            if (says <= most) continue;
            most = says;
            best = one;
        }
    }
    return best;
}

FontManifest read_font_manifest(const std::string& path, std::vector<std::string> folders) {
    const Source source = read_source(path);
    return ManifestReader(source, std::move(folders)).read();
}

}  // namespace carepress::text

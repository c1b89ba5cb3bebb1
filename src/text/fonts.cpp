#include "text/fonts.h"

#include "base/error.h"
#include "text/font_library.h"

#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <set>

namespace carepress {
namespace {

std::string_view primary_subtag(std::string_view language) { return language.substr(0, language.find('-')); }

}  // namespace

FontLibrary::Implementation::Implementation(const std::string& manifest_path)
    : manifest(read_font_manifest(manifest_path)), slots_(std::make_unique<Slot[]>(manifest.faces.size())) {
    make_chains();
}

void FontLibrary::Implementation::make_chains() {
    std::set<std::string> languages = {""};
    for (const FontManifest::Family& family : manifest.families)
        languages.insert(family.languages.begin(), family.languages.end());
    manifest.fallback.try_emplace("*");
    const std::vector<std::size_t>& general = manifest.fallback.find("*")->second;

    for (const auto& [script, listed] : manifest.fallback) {
        std::vector<std::size_t> families = listed;
        if (script != "*") families.insert(families.end(), general.begin(), general.end());
        for (const std::string& language : languages) {
            const auto rank = [&](std::size_t family) {
                const std::vector<std::string>& own = manifest.families[family].languages;
                if (own.empty()) return 1;
                return std::find(own.begin(), own.end(), language) != own.end() ? 0 : 2;
            };
            std::vector<std::size_t> ranked = families;
            std::stable_sort(ranked.begin(), ranked.end(),
                             [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
            Chains& chain = chains[{script, language}];
            for (int weight = 1; weight <= 9; ++weight) {
                for (const Slant slant : {Slant::upright, Slant::italic}) {
                    std::vector<FaceId>& faces = chain.faces[weight][static_cast<int>(slant)];
                    for (const std::size_t family : ranked) {
                        const FaceId face = manifest.find(manifest.families[family], weight * 100, slant);
                        if (std::find(faces.begin(), faces.end(), face) == faces.end()) faces.push_back(face);
                    }
                }
            }
        }
    }
}

const Face& FontLibrary::Implementation::face(FaceId id) const {
    assert(id < manifest.faces.size());
    Slot& slot = slots_[id];
    std::call_once(slot.once, [&] { open(id, slot); });
    return *slot.face;
}

void FontLibrary::Implementation::open(FaceId id, Slot& slot) const {
    const std::string& file = manifest.faces[id].file;
    for (const std::string& folder : manifest.folders) {
        std::string path = folder;
        path += '/';
        path += file;
        if (access(path.c_str(), R_OK) == 0) {
            slot.face.emplace(std::move(path));
            return;
        }
    }
    const FontManifest::Family& family = manifest.families[manifest.faces[id].family];
    std::string folders;
    for (const std::string& folder : manifest.folders) folders += (folders.empty() ? "" : ", ") + folder;
    throw EnvironmentError("the font file \"" + file + "\" of \"" + family.name + "\" is in none of " + folders +
                           "; install Debian's package " + family.package + " or name its folder in CAREPRESS_FONTS");
}

FontLibrary::FontLibrary(const std::string& manifest) : implementation_(std::make_unique<Implementation>(manifest)) {}
FontLibrary::~FontLibrary() = default;

std::size_t FontLibrary::size() const { return implementation_->manifest.faces.size(); }

bool FontLibrary::has_family(std::string_view family) const {
    return implementation_->manifest.find_family(family) != nullptr;
}

std::vector<std::string> FontLibrary::families() const {
    std::vector<std::string> names;
    for (const FontManifest::Family& family : implementation_->manifest.families) names.push_back(family.name);
    return names;
}

FaceId FontLibrary::find(std::string_view family, int weight, Slant slant) const {
    const FontManifest& manifest = implementation_->manifest;
    const FontManifest::Family* found = manifest.find_family(family);
    return found ? manifest.find(*found, weight, slant) : no_face;
}

std::span<const FaceId> FontLibrary::fallbacks(std::string_view script, std::string_view language, int weight,
                                               Slant slant) const {
    const auto& chains = implementation_->chains;
    const auto chain_of = [&](std::string_view key) {
        // Keys are few and this runs once for each run of text: two strings a look-up are no matter.
        auto found = chains.find(std::pair(std::string(key), std::string(primary_subtag(language))));
        return found != chains.end() ? found : chains.find(std::pair(std::string(key), std::string()));
    };
    auto found = chain_of(script);
    if (found == chains.end()) found = chain_of("*");
    const int step = std::clamp((weight + 50) / 100, 1, 9);
    return found->second.faces[step][static_cast<int>(slant)];
}

const FaceMetrics& FontLibrary::metrics(FaceId face) const { return implementation_->face(face).metrics(); }
std::string_view FontLibrary::path(FaceId face) const { return implementation_->face(face).path(); }

FontSubset FontLibrary::subset(FaceId face, std::span<const std::uint32_t> glyphs) const {
    return implementation_->face(face).subset(glyphs);
}

void FontLibrary::preload(std::span<const std::string> families) const {
    for (const std::string& name : families) {
        const FontManifest::Family* family = implementation_->manifest.find_family(name);
        if (!family) continue;
        for (FaceId id = family->first; id < family->last; ++id) implementation_->face(id).warm_subsetter();
    }
}

}  // namespace carepress

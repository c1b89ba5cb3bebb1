#include "text/fonts.h"

#include "base/error.h"
#include "text/font_library.h"
#include "text/language_range.h"

#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

namespace carepress::text {
FontLibrary::Implementation::Implementation(const std::string& manifest_path, std::vector<std::string> folders)
    : manifest(read_font_manifest(manifest_path, std::move(folders))),
      slots_(std::make_unique<Slot[]>(manifest.faces.size())) {}

std::span<const FaceId> FontLibrary::Implementation::faces_for(const FontManifest::Family* wanted,
                                                               std::string_view script, std::string_view language,
                                                               int weight, Slant slant) const {
    weight = std::clamp((weight + 50) / 100, 1, 9) * 100;
    const std::lock_guard lock(chains_mutex_);
    const auto [place, is_new] =
        chains_.try_emplace(ChainKey{wanted, std::string(script), std::string(language), weight, slant});
    if (is_new) {
        for (const std::size_t family : manifest.families_for(wanted, script, language))
            place->second.push_back(manifest.find(manifest.families[family], weight, slant));
        if (place->second.empty()) place->second.push_back(0);
    }
    return place->second;
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
            const FontManifest::Face& face = manifest.faces[id];
            slot.face =
                std::make_unique<const Face>(std::move(path), face.index, manifest.families[face.family].common);
            return;
        }
    }
    const FontManifest::Family& family = manifest.families[manifest.faces[id].family];
    std::string folders;
    for (const std::string& folder : manifest.folders) folders += (folders.empty() ? "" : ", ") + folder;
    throw EnvironmentError("the font file \"" + file + "\" of \"" + family.name + "\" is in none of " + folders +
                           "; install Debian's package " + family.package + " or name its folder in CAREPRESS_FONTS");
}

FontLibrary::FontLibrary(const std::string& manifest, std::vector<std::string> folders)
    : implementation_(std::make_unique<Implementation>(manifest, std::move(folders))) {}
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

std::string_view FontLibrary::style_of(std::string_view family) const {
    const FontManifest::Family* found = implementation_->manifest.find_family(family);
    return found ? std::string_view(found->style) : std::string_view();
}

std::string_view FontLibrary::absent_package(std::string_view script) const {
    for (const FontManifest::Family& family : implementation_->manifest.absent)
        if (std::find(family.scripts.begin(), family.scripts.end(), script) != family.scripts.end())
            return family.package;
    return {};
}

FaceId FontLibrary::find(std::string_view family, int weight, Slant slant) const {
    const FontManifest& manifest = implementation_->manifest;
    const FontManifest::Family* found = manifest.find_family(family);
    return found ? manifest.find(*found, weight, slant) : no_face;
}

std::span<const FaceId> FontLibrary::faces_for(std::string_view family, std::string_view script,
                                               std::string_view language, int weight, Slant slant) const {
    return implementation_->faces_for(implementation_->manifest.find_family(family), script, language, weight, slant);
}

std::string_view FontLibrary::language_of(const std::string& tag) const {
    return implementation_->manifest.language_of(with_all_subtags(tag));
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

}  // namespace carepress::text

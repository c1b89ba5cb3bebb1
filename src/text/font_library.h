#pragma once

#include "text/face.h"
#include "text/manifest.h"

#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace carepress::text {

struct FontLibrary::Implementation {
    Implementation(const std::string& manifest_path, std::vector<std::string> folders);

    /// The face, its file opened now if no one needed it before. Throws EnvironmentError naming the Debian package when
    /// the file is in none of the folders.
    const Face& face(FaceId id) const;

    FontManifest manifest;

    std::span<const FaceId> faces_for(const FontManifest::Family* wanted, std::string_view script,
                                      std::string_view language, int weight, Slant slant) const;

private:
    struct Slot {
        std::once_flag once;
        std::unique_ptr<const Face> face;  // kilobytes: none for the hundred that a process doesn't open
    };
    void open(FaceId id, Slot& slot) const;

    /// Chains of faces by family, script, language, weight and slant: as many as the manifest has, made when wanted.
    using ChainKey = std::tuple<const FontManifest::Family*, std::string, std::string, int, Slant>;
    mutable std::mutex chains_mutex_;
    mutable std::map<ChainKey, std::vector<FaceId>> chains_;
    std::unique_ptr<Slot[]> slots_;
};

}  // namespace carepress::text

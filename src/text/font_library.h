#pragma once

#include "text/face.h"
#include "text/manifest.h"

#include <map>
#include <mutex>
#include <optional>

namespace carepress {

struct FontLibrary::Implementation {
    explicit Implementation(const std::string& manifest_path);

    /// The face, its file opened now if no one needed it before. Throws EnvironmentError naming the Debian package when
    /// the file is in none of the folders.
    const Face& face(FaceId id) const;

    FontManifest manifest;

    /// Fallback faces by [script or "*"][weight / 100][slant], for texts in no language of its own; and those of each
    /// language that some family is made for.
    struct Chains {
        std::vector<FaceId> faces[10][2];
    };
    std::map<std::pair<std::string, std::string>, Chains, std::less<>> chains;

private:
    struct Slot {
        std::once_flag once;
        std::optional<Face> face;
    };
    void open(FaceId id, Slot& slot) const;
    void make_chains();

    std::unique_ptr<Slot[]> slots_;
};

}  // namespace carepress

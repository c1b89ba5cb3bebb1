#pragma once

#include "base/digest.h"

#include <functional>
#include <string>
#include <vector>

namespace carepress::library {

/// Gathers what an output depends on into one digest: each part is told apart from its neighbours by its length.
class Fingerprint {
public:
    Fingerprint& add(std::string_view part);
    Fingerprint& add(const Sha256& digest) { return add(bytes_of(digest)); }
    Sha256 digest() const { return sha256(parts_); }

private:
    std::string parts_;
};

/// The program that runs, with every library that it is linked to: their names and build ids (the ELF note
/// NT_GNU_BUILD_ID, a digest of what was linked), or the digest of a file that has none.
Sha256 program_fingerprint();

/// The bytes of a digest of the file at a path, the same for every file that isn't there; may come from a cache.
using DigestFile = std::function<std::string(const std::string& path)>;

/// The manifest of fonts and all face files that it names. `folders` are searched before those of the manifest.
Sha256 fonts_fingerprint(const std::string& manifest, std::vector<std::string> folders, const DigestFile& digest_file);

/// All files of a folder, by name.
Sha256 folder_fingerprint(const std::string& folder, const DigestFile& digest_file);

/// The files, in their order.
Sha256 files_fingerprint(const std::vector<std::string>& files, const DigestFile& digest_file);

}  // namespace carepress::library

#include "library/fingerprint.h"

#include "base/error.h"
#include "text/manifest.h"

#include <elf.h>
#include <link.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

/// The build id among the notes of a loaded object, or empty.
std::string_view build_id(const dl_phdr_info& object) {
    const auto padded = [](std::size_t size) { return (size + 3) & ~std::size_t{3}; };
    for (int i = 0; i < object.dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = object.dlpi_phdr[i];
        if (segment.p_type != PT_NOTE) continue;
        // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader tells where it put the segment
        const char* at = reinterpret_cast<const char*>(object.dlpi_addr + segment.p_vaddr);
        const char* const end = at + segment.p_memsz;
        while (at + sizeof(ElfW(Nhdr)) <= end) {
            const auto* note = reinterpret_cast<const ElfW(Nhdr)*>(at);
            const char* name = at + sizeof *note;
            const char* content = name + padded(note->n_namesz);
            if (note->n_type == NT_GNU_BUILD_ID &&
                std::string_view(name, note->n_namesz) == std::string_view("GNU\0", 4))
                return {content, note->n_descsz};
            at = content + padded(note->n_descsz);
        }
    }
    return {};
}

}  // namespace

Fingerprint& Fingerprint::add(std::string_view part) {
    parts_ += std::to_string(part.size()) + ":";
    parts_ += part;
    return *this;
}

Sha256 program_fingerprint() {
    std::set<std::string> objects;  // in an order that the loader doesn't decide
    const auto add = [](dl_phdr_info* object, std::size_t, void* into) {
        const std::string name = fs::path(object->dlpi_name).filename().string();
        std::string identity(build_id(*object));
        if (identity.empty() && !name.starts_with("linux-vdso")) {
            try {
                constexpr std::size_t largest_program = 1'000'000'000;
                const std::string file = name.empty() ? "/proc/self/exe" : object->dlpi_name;
                identity = bytes_of(sha256(read_source(file, largest_program).bytes));
            } catch (const std::exception&) {
                identity = "unreadable";  // a preloaded object without a file
            }
        }
        if (!name.starts_with("linux-vdso")) static_cast<std::set<std::string>*>(into)->insert(name + "\n" + identity);
        return 0;
    };
    ::dl_iterate_phdr(add, &objects);
    Fingerprint all;
    for (const std::string& object : objects) all.add(object);
    return all.digest();
}

Sha256 files_fingerprint(const std::vector<std::string>& files, const DigestFile& digest_file) {
    Fingerprint all;
    for (const std::string& file : files) all.add(fs::path(file).filename().string()).add(digest_file(file));
    return all.digest();
}

Sha256 folder_fingerprint(const std::string& folder, const DigestFile& digest_file) {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_regular_file(error)) files.push_back(entry.path().string());
    if (error) throw EnvironmentError("cannot read " + folder + ": " + error.message());
    std::sort(files.begin(), files.end());
    return files_fingerprint(files, digest_file);
}

Sha256 fonts_fingerprint(const std::string& manifest, std::vector<std::string> folders, const DigestFile& digest_file) {
    const text::FontManifest fonts = text::read_font_manifest(manifest, std::move(folders));
    std::set<std::string> files;
    for (const text::FontManifest::Face& face : fonts.faces) files.insert(face.file);
    std::vector<std::string> paths{manifest};
    std::error_code error;
    for (const std::string& file : files) {
        const auto holds_it = [&](const std::string& folder) { return fs::exists(fs::path(folder) / file, error); };
        const auto folder = std::find_if(fonts.folders.begin(), fonts.folders.end(), holds_it);
        if (folder != fonts.folders.end()) paths.push_back((fs::path(*folder) / file).string());
    }
    return files_fingerprint(paths, digest_file);
}

}  // namespace carepress::library

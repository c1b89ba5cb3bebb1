#include "library/verify.h"

#include "base/error.h"
#include "base/source.h"
#include "library/manifest.h"
#include "library/output_folder.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest = 1'000'000'000;

std::optional<Sha256> digest_at(const std::string& path) {
    try {
        return sha256(read_source(path, largest).bytes);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::uint64_t hash_of(const std::string& file) { return XXH3_64bits(file.data(), file.size()); }

class Verification {
public:
    Verification(const std::string& folder, const std::string& library,
                 const std::function<void(Fault, const std::string&)>& fault)
        : folder_(folder), library_(library), fault_(fault) {}

    VerifyReport run() {
        const std::string manifest = folder_ + "/manifest.jsonl";
        if (!read_manifest(
                manifest, [&](ManifestEntry&& entry) { check(entry); }, &report_.unreadable_lines))
            throw EnvironmentError("there is no " + manifest + ": export there first");
        std::sort(known_.begin(), known_.end());
        look_for_strangers();
        return report_;
    }

private:
    void tell(Fault fault, const std::string& file) const {
        if (fault_) fault_(fault, file);
    }

    void check(const ManifestEntry& entry) {
        known_.push_back(hash_of(entry.file));
        const bool was_refused = entry.inputs == Sha256{};
        if (was_refused) {
            ++report_.refused;
            tell(Fault::refused, entry.file);
        }
        if (!entry.digest) return;
        const std::optional<Sha256> digest = digest_at(folder_ + "/" + entry.file);
        if (!digest) {
            ++report_.missing;
            tell(Fault::missing, entry.file);
        } else if (*digest != *entry.digest) {
            ++report_.changed;
            tell(Fault::changed, entry.file);
        } else if (!library_.empty() && !was_refused && is_outdated(entry)) {
            ++report_.outdated;
            tell(Fault::outdated, entry.file);
        } else if (!was_refused) {
            ++report_.files;
        }
    }

    bool is_outdated(const ManifestEntry& entry) const {
        return std::any_of(entry.sources.begin(), entry.sources.end(), [&](const auto& source) {
            return digest_at(library_ + "/" + source.first).value_or(Sha256{}) != source.second;
        });
    }

    void look_for_strangers() {
        std::error_code error;
        auto entry = fs::recursive_directory_iterator(folder_, error);
        for (; !error && entry != fs::end(entry); entry.increment(error)) {
            if (entry->path().filename() == OutputFolder::own_folder) entry.disable_recursion_pending();
            if (entry->path().extension() != ".pdf") continue;
            const std::string file = entry->path().lexically_relative(folder_).string();
            if (std::binary_search(known_.begin(), known_.end(), hash_of(file))) continue;
            ++report_.strangers;
            tell(Fault::stranger, file);
        }
    }

    const std::string& folder_;
    const std::string& library_;
    const std::function<void(Fault, const std::string&)>& fault_;
    VerifyReport report_;
    std::vector<std::uint64_t> known_;  ///< hashes of the manifest's files
};

}  // namespace

VerifyReport verify_export(const std::string& folder, const std::string& library,
                           const std::function<void(Fault, const std::string&)>& fault) {
    return Verification(folder, library, fault).run();
}

}  // namespace carepress::library

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace carepress::library {

/// What is wrong with a file of an export.
enum class Fault : std::uint8_t {
    missing,   ///< the manifest names it, and it is not there
    changed,   ///< it has not the content that the manifest says
    outdated,  ///< its article or a picture has changed, or is gone
    refused,   ///< its article was refused: there is no file, or an older one
    stranger,  ///< a PDF that the manifest does not name
};

struct VerifyReport {
    std::size_t files = 0;  ///< that are as the manifest says
    std::size_t missing = 0, changed = 0, outdated = 0, refused = 0, strangers = 0;
    std::size_t unreadable_lines = 0;  ///< of the manifest
    bool ok() const { return missing + changed + outdated + refused + unreadable_lines == 0; }
};

/// Compares every file below `folder` with manifest.jsonl, by its content; and where `library` is not empty, the
/// articles and pictures there with the digests that their outputs were made from. Throws EnvironmentError where there
/// is no manifest.
VerifyReport verify_export(const std::string& folder, const std::string& library,
                           const std::function<void(Fault, const std::string& file)>& fault);

}  // namespace carepress::library

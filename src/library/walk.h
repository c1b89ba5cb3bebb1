#pragma once

#include "library/file_stamp.h"

#include <cstdint>
#include <functional>
#include <string>

namespace carepress::library {

/// Why a file or folder of a library is passed over.
enum class PassedOver : std::uint8_t {
    outside,        ///< a symbolic link to a file outside of the library, or to nothing
    linked_folder,  ///< a symbolic link to a folder outside of the library, or to nothing
    other_ending,   ///< it may be an article, but does not end in ".md"
};
/// "it is a symbolic link …", for messages.
const char* reason_of(PassedOver why);

/// Whom a walk tells what it finds; all but `visit` may be left empty. Paths are relative to the library.
struct WalkEvents {
    std::function<void(std::string&& path, const FileStamp&)> visit;  ///< each article: a file that ends in ".md"
    /// Each folder before what is in it: "" for the library itself, "en/".
    std::function<void(const std::string& path, const FileStamp&)> visit_folder = {};
    std::function<void(PassedOver why, const std::string& path)> pass_over = {};
};

/// Walks through a library, in the order in which the file system names files. Hidden files and folders are passed
/// over without a word. Symbolic links, which a checkout may bring, are followed inside of the library alone, and each
/// folder is looked at once, whatever links lead to it. Holds no list of files, so that a library of any size takes
/// the same memory. Throws EnvironmentError when a folder can't be read.
void walk_articles(const std::string& folder, const WalkEvents& events);

}  // namespace carepress::library

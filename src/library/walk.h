#pragma once

#include "library/file_stamp.h"

#include <functional>
#include <string>

namespace carepress::library {

/// Calls `visit(path, stamp)` for each article below `folder`: files that end in .md, in the order in which the file
/// system names them; `path` is relative to `folder`. Hidden files and folders are passed over, symbolic links to
/// folders not followed, nor links to files outside of `folder`, which a checkout may bring: `pass_over` gets those
/// (outside_library says why). Holds no list, so that a library of any size takes the same memory. Throws
/// EnvironmentError when a folder can't be read. `visit_folder` gets each folder, "" for the library itself, before
/// what is in it.
void walk_articles(const std::string& folder, const std::function<void(std::string&&, const FileStamp&)>& visit,
                   const std::function<void(const std::string&, const FileStamp&)>& visit_folder = {},
                   const std::function<void(const std::string&)>& pass_over = {});

inline constexpr const char* outside_library =
    "it is a symbolic link to a file outside of the library, which is not followed";

}  // namespace carepress::library

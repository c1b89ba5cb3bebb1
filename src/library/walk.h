#pragma once

#include "library/file_stamp.h"

#include <functional>
#include <string>

namespace carepress::library {

/// Calls `visit(path, stamp)` for each article below `folder`: files that end in .md, in the order in which the file
/// system names them; `path` is relative to `folder`. Hidden files and folders are passed over, symbolic links to
/// folders not followed. Holds no list, so that a library of any size takes the same memory. Throws EnvironmentError
/// when a folder can't be read. `visit_folder` gets each folder, "" for the library itself, before what is in it.
void walk_articles(const std::string& folder, const std::function<void(std::string&&, const FileStamp&)>& visit,
                   const std::function<void(const std::string&, const FileStamp&)>& visit_folder = {});

}  // namespace carepress::library

#pragma once

#include <string>
#include <vector>

namespace carepress::import {

/// The files below a folder, by their paths below it, in order. Hidden ones and those that office programs keep beside
/// an open document ("~$fever.docx") are not among them, nor is what a symbolic link to a folder leads to.
struct FolderFiles {
    std::vector<std::string> documents;  ///< whose names end as those of documents that are read
    std::vector<std::string> others;     ///< all others but pictures
};

/// Without what is below `except`, another folder, if that is not empty. Throws EnvironmentError if the folder can't be
/// read.
FolderFiles files_below(const std::string& folder, const std::string& except);

}  // namespace carepress::import

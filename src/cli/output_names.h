#pragma once

#include "job/handout_job.h"

#include <set>
#include <string>

namespace carepress {

/// Whether an output is a folder: it ends in / or exists.
bool is_folder(const std::string& output);

/// Where the PDFs of a run go. No two get the same name.
class OutputNames {
public:
    /// `output`: a file, a folder, "-", or empty: the current folder.
    explicit OutputNames(std::string output) : output_(std::move(output)) {}

    /// The file named, "-", or a file of a folder: named after its source, else the article's code. Makes the folder.
    /// Throws EnvironmentError.
    std::string name_for(const HandoutResult& result);

private:
    std::string output_;
    std::set<std::string> taken_, made_folders_;
};

}  // namespace carepress

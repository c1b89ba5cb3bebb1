#pragma once

#include "job/handout_job.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace carepress::cli {

/// Whether an output is a folder: it ends in / or exists.
bool is_folder(const std::string& output);

/// Where the handouts of a run go. No two get the same name.
class OutputNames {
public:
    /// `output`: a file, a folder, "-", or empty: the current folder.
    explicit OutputNames(std::string output) : output_(std::move(output)) {}

    /// The file named, "-", or a file of a folder: named after its source, else the article's code; of a handout in SVG
    /// pages a file for each. Makes the folder. Throws EnvironmentError.
    std::vector<std::string> names_for(const job::HandoutResult& result);

    /// Whether everything goes to one file, or to standard output.
    bool is_one_file() const { return !output_.empty() && !is_folder(output_); }

private:
    std::string name_for(const job::HandoutResult& result, const std::string& extension);

    std::string output_;
    std::set<std::string> taken_, made_folders_;
};

}  // namespace carepress::cli

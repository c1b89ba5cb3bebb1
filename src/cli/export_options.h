#pragma once

#include "cli/command_line.h"
#include "cli/shared_options.h"
#include "job/export_job.h"

#include <string>
#include <vector>

namespace carepress::cli {

/// What `carepress export` was asked for.
struct LibraryExport {
    job::ExportJob job;
    std::string standard;  ///< a name, or empty: as the layouts say
    JobOption job_option;
    std::string output;  ///< a folder
    std::string shard;   ///< "i/N", or empty
    unsigned threads = 0;
    std::string messages = "text";  ///< "text" or "json"
    bool verify = false;
    bool allow_removals = false;
    bool dry_run = false;
    bool verbose = false;  ///< name each file
    bool quiet = false;    ///< errors only
};

/// The options of `carepress export`, which fill `options`.
std::vector<CommandOption> export_options(LibraryExport& options);

}  // namespace carepress::cli

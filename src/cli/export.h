#pragma once

#include "library/export.h"

#include <string>

namespace carepress {

/// What `carepress export` was asked for.
struct ExportCommand {
    ExportOptions options;
    std::string shard;              ///< "i/N", or empty
    std::string messages = "text";  ///< "text" or "json"
    bool verify = false;
    bool verbose = false;  ///< name each file
    bool quiet = false;    ///< errors only
};

/// Exports, or verifies an export. Returns the exit status; throws EnvironmentError.
int run_export(const ExportCommand& command);

}  // namespace carepress

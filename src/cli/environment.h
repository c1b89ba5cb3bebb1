#pragma once

#include "engine/resources.h"

#include <span>
#include <string>
#include <string_view>

namespace carepress::cli {

// Environment variables are read here and nowhere else: rooms get values from their callers (tools/banned-calls).

/// An environment variable that the program reads, for the manual.
struct EnvironmentVariable {
    std::string_view name;
    std::string_view meaning;  ///< sentences, with `literal words` in backticks
};
std::span<const EnvironmentVariable> environment_variables();

/// Where the program's data and font files are, by CAREPRESS_DATA and CAREPRESS_FONTS. Throws EnvironmentError if
/// the data folder is not found.
engine::ResourceSettings resource_settings();

/// The folder of search indexes, $XDG_CACHE_HOME/carepress or ~/.cache/carepress; empty if neither is known.
std::string search_index_folder();

/// The folder of the user's settings file, $XDG_CONFIG_HOME/carepress or ~/.config/carepress; empty if neither is
/// known.
std::string user_settings_folder();

/// SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) as ISO 8601 in UTC; empty if it is not set or not a
/// number.
std::string date_of_environment();

/// How many listening sockets a service manager has passed on (sd_listen_fds(3)), from descriptor 3 on; 0 if none, or
/// they are meant for another process.
int passed_sockets();

/// Tells a service manager how the process is, as sd_notify(3) does: "READY=1". Without one, does nothing.
void tell_service_manager(const std::string& state);

/// Whether text on this descriptor is coloured: it is a terminal, and NO_COLOR (no-color.org) is not set.
bool is_coloured(int descriptor);

/// Whether standard error is a terminal that can rewrite its last line (TERM).
bool can_rewrite_lines();

}  // namespace carepress::cli

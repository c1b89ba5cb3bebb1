#pragma once

#include <string>

namespace carepress {

/// SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) as ISO 8601 in UTC; empty if it is not set or not a
/// number.
std::string date_of_environment();

}  // namespace carepress

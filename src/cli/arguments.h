#pragma once

#include <string>

namespace carepress {

/// SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) as ISO 8601 in UTC; empty if it is not set or not a
/// number.
std::string date_of_environment();

/// The current time as a FHIR instant in UTC, or SOURCE_DATE_EPOCH if that is set.
std::string now_as_instant();

/// What is wrong with a language tag of the command line (BCP 47), or empty.
std::string wrong_language_tag(const std::string& tag);

}  // namespace carepress

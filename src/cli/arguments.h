#pragma once

#include <string>

namespace carepress {

/// SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) as ISO 8601 in UTC; empty when it is not set or no
/// number.
std::string date_of_environment();

/// The time now as a FHIR instant in UTC; by SOURCE_DATE_EPOCH where that is set.
std::string now_as_instant();

/// What is wrong with a language tag of the command line (BCP 47), or an empty text.
std::string wrong_language_tag(const std::string& tag);

}  // namespace carepress

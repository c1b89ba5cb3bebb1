#pragma once

#include <unicode/smpdtfmt.h>

#include <string_view>

namespace carepress::words {

/// Gives a date format the names of months and days of a language that ICU has no data for and would name in another's:
/// Haitian Creole (ICU 72 takes French). Others are left as they are.
void use_own_calendar_names(icu::SimpleDateFormat& format, std::string_view language);

}  // namespace carepress::words

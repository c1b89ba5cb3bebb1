#include "words/calendar_names.h"

#include "base/language.h"

#include <unicode/dtfmtsym.h>

#include <array>

namespace carepress::words {
namespace {

constexpr std::array<const char*, 12> haitian_months = {"janvye", "fevriye", "mas",     "avril", "me",     "jen",
                                                        "jiyè",   "out",     "septanm", "oktòb", "novanm", "desanm"};
/// From Sunday on; ICU counts weekdays from 1.
constexpr std::array<const char*, 7> haitian_days = {"dimanch", "lendi",    "madi", "mèkredi",
                                                     "jedi",    "vandredi", "samdi"};

}  // namespace

void use_own_calendar_names(icu::SimpleDateFormat& format, std::string_view language) {
    if (primary_subtag(language) != "ht") return;
    UErrorCode status = U_ZERO_ERROR;
    icu::DateFormatSymbols symbols(icu::Locale::getRoot(), status);
    if (U_FAILURE(status)) return;  // the caller's own format shows the same failure
    std::array<icu::UnicodeString, 12> months;
    for (std::size_t i = 0; i < months.size(); ++i) months[i] = icu::UnicodeString::fromUTF8(haitian_months[i]);
    std::array<icu::UnicodeString, 8> days;
    for (std::size_t i = 0; i < haitian_days.size(); ++i) days[i + 1] = icu::UnicodeString::fromUTF8(haitian_days[i]);
    using Symbols = icu::DateFormatSymbols;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
        symbols.setMonths(months.data(), 12, context, Symbols::WIDE);
        symbols.setWeekdays(days.data(), 8, context, Symbols::WIDE);
    }
    format.setDateFormatSymbols(symbols);
}

}  // namespace carepress::words

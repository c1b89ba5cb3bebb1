#include "text/language_range.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <cstdint>

namespace carepress::text {

std::string with_all_subtags(const std::string& tag) {
    UErrorCode status = U_ZERO_ERROR;
    char locale[ULOC_FULLNAME_CAPACITY], full[ULOC_FULLNAME_CAPACITY];
    std::int32_t parsed = 0;
    uloc_forLanguageTag(tag.c_str(), locale, sizeof locale, &parsed, &status);
    uloc_addLikelySubtags(locale, full, sizeof full, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return tag;
    std::string out = full;
    std::replace(out.begin(), out.end(), '_', '-');
    return out;
}

std::pair<std::size_t, std::size_t> particularity(std::string_view general, std::string_view language) {
    const std::string whole = "-" + std::string(language) + "-";
    std::size_t count = 0, place = 0;
    while (!general.empty()) {
        const std::string_view subtag = general.substr(0, general.find('-'));
        place = whole.find("-" + std::string(subtag) + "-");
        if (place == std::string::npos) return {0, 0};
        ++count;
        general.remove_prefix(std::min(subtag.size() + 1, general.size()));
    }
    return {count, place};
}

}  // namespace carepress::text

#include "words/join_list.h"

#include "base/error.h"
#include "base/language.h"

#include <unicode/listformatter.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace carepress::words {
namespace {

struct OwnPattern {
    std::string_view language, between, before_last;
};
/// ICU has no Haitian Creole. Its Amharic depends on the release: ICU 72, of Debian 12, put a Latin comma before "and".
constexpr std::array<OwnPattern, 2> own_patterns = {{{"ht", ", ", " ak "}, {"am", "፣ ", " እና "}}};

}  // namespace

std::string join_list(std::span<const std::string> parts, std::string_view language) {
    if (parts.empty()) return {};
    if (parts.size() == 1) return parts.front();
    for (const OwnPattern& own : own_patterns) {
        if (primary_subtag(language) != own.language) continue;
        std::string out = parts.front();
        for (std::size_t i = 1; i < parts.size(); ++i)
            out.append(i + 1 < parts.size() ? own.between : own.before_last).append(parts[i]);
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(std::string(language), status);
    const std::unique_ptr<icu::ListFormatter> formatter(icu::ListFormatter::createInstance(locale, status));
    if (U_FAILURE(status)) throw EnvironmentError("ICU can't join lists in " + std::string(language));
    std::vector<icu::UnicodeString> items;
    items.reserve(parts.size());
    for (const std::string& part : parts) items.push_back(icu::UnicodeString::fromUTF8(part));
    icu::UnicodeString joined;
    formatter->format(items.data(), static_cast<std::int32_t>(items.size()), joined, status);
    if (U_FAILURE(status)) throw EnvironmentError("ICU can't join a list in " + std::string(language));
    std::string out;
    joined.toUTF8String(out);
    return out;
}

}  // namespace carepress::words

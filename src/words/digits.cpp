#include "words/digits.h"

#include <unicode/numsys.h>

#include <cstdint>
#include <memory>

namespace carepress::words {

std::string in_native_digits(int number, std::string_view language) {
    std::string western = std::to_string(number);
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale =
        icu::Locale::forLanguageTag({language.data(), static_cast<std::int32_t>(language.size())}, status);
    locale.setKeywordValue("numbers", "native", status);
    const std::unique_ptr<icu::NumberingSystem> system(icu::NumberingSystem::createInstance(locale, status));
    if (U_FAILURE(status) || system->isAlgorithmic() || system->getRadix() != 10) return western;
    const icu::UnicodeString digits = system->getDescription();
    if (digits.countChar32() != 10) return western;
    icu::UnicodeString out;
    for (const char digit : western) {
        if (digit >= '0' && digit <= '9')
            out.append(digits.char32At(digits.moveIndex32(0, digit - '0')));
        else
            out.append(static_cast<UChar32>(digit));
    }
    std::string utf8;
    return out.toUTF8String(utf8);
}

}  // namespace carepress::words

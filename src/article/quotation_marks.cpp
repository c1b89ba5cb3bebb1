#include "article/quotation_marks.h"

#include "base/utf.h"

#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/utypes.h>

#include <array>
#include <cstddef>
#include <memory>
#include <utility>

namespace carepress::article {
namespace {

using LocaleData = std::unique_ptr<ULocaleData, decltype(&ulocdata_close)>;

std::string delimiter(const ULocaleData* data, ULocaleDataDelimiterType type) {
    std::array<UChar, 16> units{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size =
        ulocdata_getDelimiter(const_cast<ULocaleData*>(data), type, units.data(), std::int32_t{16}, &status);
    if (U_FAILURE(status) || size <= 0) return {};
    return to_utf8(std::u16string_view(units.data(), static_cast<std::size_t>(size)));
}

}  // namespace

QuotationMarks quotation_marks_of(std::string_view language) {
    std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(std::string(language).c_str(), locale.data(), static_cast<std::int32_t>(locale.size()), nullptr,
                        &status);
    QuotationMarks marks{"\u201C", "\u201D", "\u2018", "\u2019"};
    if (U_FAILURE(status) || language.empty()) return marks;
    const LocaleData data(ulocdata_open(locale.data(), &status), ulocdata_close);
    // Of a language that it does not know ICU gives the root's marks, or those of the machine's own language.
    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) return marks;
    QuotationMarks own{delimiter(data.get(), ULOCDATA_QUOTATION_START), delimiter(data.get(), ULOCDATA_QUOTATION_END),
                       delimiter(data.get(), ULOCDATA_ALT_QUOTATION_START),
                       delimiter(data.get(), ULOCDATA_ALT_QUOTATION_END)};
    const bool whole = !own.open.empty() && !own.close.empty() && !own.inner_open.empty() && !own.inner_close.empty();
    if (!whole) return marks;
    // French sets its guillemets off from the words by a narrow no-break space; in Switzerland it does not.
    const std::string_view name(locale.data());
    if (name == "fr" || (name.starts_with("fr_") && !name.ends_with("_CH")))
        for (auto [open, close] : {std::pair{&own.open, &own.close}, std::pair{&own.inner_open, &own.inner_close}})
            if (*open == "\u00AB" && *close == "\u00BB") {
                *open += "\u202F";
                close->insert(0, "\u202F");
            }
    return own;
}

}  // namespace carepress::article

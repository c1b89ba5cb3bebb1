#include "library/title_order.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <map>

namespace carepress::library {

struct TitleOrder::Collators {
    std::map<std::string, std::unique_ptr<icu::Collator>> by_language;
};

TitleOrder::TitleOrder() : collators_(std::make_unique<Collators>()) {}
TitleOrder::~TitleOrder() = default;
TitleOrder::TitleOrder(TitleOrder&&) noexcept = default;
TitleOrder& TitleOrder::operator=(TitleOrder&&) noexcept = default;

std::string_view TitleOrder::key(const std::string& language, std::string_view title) {
    std::unique_ptr<icu::Collator>& collator = collators_->by_language[language];
    if (!collator) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
        collator.reset(icu::Collator::createInstance(U_SUCCESS(status) ? locale : icu::Locale::getRoot(), status));
        if (!collator) return title;  // ICU without its data: by bytes
    }
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(title);
    key_.resize(static_cast<std::size_t>(collator->getSortKey(text, nullptr, 0)));
    collator->getSortKey(text, reinterpret_cast<std::uint8_t*>(key_.data()), static_cast<std::int32_t>(key_.size()));
    return key_;
}

}  // namespace carepress::library

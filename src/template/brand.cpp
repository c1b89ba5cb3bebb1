#include "template/brand.h"

#include <cassert>

namespace carepress {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Language tags are compared without regard to case (RFC 5646, 2.1.1).
bool same_tag(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

/// RFC 4647, 3.4 "lookup": the tag, then without its last subtag, and so on to the primary one.
const std::pair<const std::string, BrandTexts>* find_texts(const std::map<std::string, BrandTexts>& texts,
                                                           std::string_view language) {
    while (!language.empty()) {
        for (const auto& entry : texts) {
            if (same_tag(entry.first, language)) return &entry;
        }
        const std::size_t hyphen = language.rfind('-');
        language = hyphen == std::string_view::npos ? std::string_view() : language.substr(0, hyphen);
    }
    return nullptr;
}

}  // namespace

const BrandTexts& Brand::texts_for(std::string_view language) const {
    return texts.find(std::string(text_language_for(language)))->second;
}

std::string_view Brand::text_language_for(std::string_view language) const {
    const auto* found = find_texts(texts, language);
    if (found == nullptr) found = find_texts(texts, default_language);
    assert(found != nullptr && "read_brand() makes no brand without texts in its default language");
    return found->first;
}

}  // namespace carepress

#include "style/brand.h"

#include "base/language.h"

#include <cassert>

namespace carepress::style {

const BrandTexts& Brand::texts_for(std::string_view language) const {
    return texts.find(std::string(text_language_for(language)))->second;
}

std::string_view Brand::text_language_for(std::string_view language) const {
    auto found = find_language(texts, language);
    if (found == texts.end()) found = find_language(texts, default_language);
    assert(found != texts.end() && "read_brand() makes no brand without texts in its default language");
    return found->first;
}

}  // namespace carepress::style

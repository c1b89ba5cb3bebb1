#include "library/wanted_language.h"

#include "base/language.h"

#include <algorithm>

namespace carepress::library {

bool is_wanted_language(const std::string& language, const std::vector<std::string>& wanted) {
    if (wanted.empty()) return true;
    const std::vector<std::string> tags = lookup_tags(language);
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
        return std::find(tags.begin(), tags.end(), one) != tags.end() || language == one ||
               language.starts_with(one + "-");
    });
}

}  // namespace carepress::library

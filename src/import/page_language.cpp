#include "import/page_language.h"

#include "article/front_matter.h"
#include "base/ascii.h"

#include <algorithm>
#include <optional>

namespace carepress::import {
namespace {

/// Two letters, or more with a script or region: "doc" and "faq" are languages, too, but not here.
std::string language_in(std::string_view name) {
    std::string tag(name);
    std::replace(tag.begin(), tag.end(), '_', '-');
    const std::string_view primary = std::string_view(tag).substr(0, tag.find('-'));
    const bool is_lower = std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!is_lower || primary.size() < 2 || primary.size() > 3 || (primary.size() == 3 && primary.size() == tag.size()))
        return {};
    return article::canonical_language(tag).value_or("");
}

}  // namespace

std::string language_of_path(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    std::string_view name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
    const std::size_t extension = name.rfind('.');
    name = name.substr(0, extension == std::string_view::npos ? 0 : extension);
    if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos)
        if (std::string tag = language_in(name.substr(dot + 1)); !tag.empty()) return tag;
    for (std::string_view folders = path.substr(0, slash == std::string_view::npos ? 0 : slash); !folders.empty();) {
        const std::size_t begin = folders.rfind('/');
        if (std::string tag = language_in(folders.substr(begin == std::string_view::npos ? 0 : begin + 1));
            !tag.empty())
            return tag;
        folders = folders.substr(0, begin == std::string_view::npos ? 0 : begin);
    }
    return {};
}

}  // namespace carepress::import

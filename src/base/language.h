#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

/// Whether `tag` has the form of a language tag (RFC 5646, 2.1): subtags of 1 to 8 letters and digits, the first of
/// letters. It may still be no language.
bool is_language_tag(std::string_view tag);

/// What names the language itself: "zh" of "zh-Hant-TW".
constexpr std::string_view primary_subtag(std::string_view tag) { return tag.substr(0, tag.find('-')); }

/// The tags under which something in `language` (BCP 47) is looked for, the most particular first, by RFC 4647, 3.4
/// "lookup": the tag, then without its last subtag, and so on. Case is made usual (zh-Hant-TW). Chinese is never looked
/// for in the other characters: a tag without a script gets that of its region, else simplified ("zh-HK" is looked for
/// as zh-HK and zh-Hant). "fil" is looked for as "tl" too. Not a tag at all: empty.
std::vector<std::string> lookup_tags(std::string_view language);

/// The key of `map` that suits `language` best, or its end.
template <class Map>
auto find_language(Map& map, std::string_view language) {
    for (const std::string& tag : lookup_tags(language))
        if (const auto found = map.find(tag); found != map.end()) return found;
    return map.end();
}

}  // namespace carepress

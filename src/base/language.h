#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carepress {

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

#include "base/language.h"

#include "base/ascii.h"

#include <algorithm>

namespace carepress {
namespace {

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// RFC 5646, 2.1.1: languages small, scripts with a capital, regions in capitals.
std::string usual_case(std::string subtag, bool first) {
    std::transform(subtag.begin(), subtag.end(), subtag.begin(), lower);
    if (first) return subtag;
    if (subtag.size() == 2) std::transform(subtag.begin(), subtag.end(), subtag.begin(), upper);
    if (subtag.size() == 4 && is_letter(subtag[0])) subtag[0] = upper(subtag[0]);
    return subtag;
}

std::vector<std::string> subtags_of(std::string_view language) {
    std::vector<std::string> subtags;
    while (!language.empty()) {
        const std::string_view subtag = language.substr(0, language.find('-'));
        const auto allowed = [](char c) { return is_letter(c) || is_digit(c); };
        if (subtag.empty() || subtag.size() > 8 || !std::all_of(subtag.begin(), subtag.end(), allowed)) return {};
        subtags.push_back(usual_case(std::string(subtag), subtags.empty()));
        language.remove_prefix(std::min(subtag.size() + 1, language.size()));
    }
    return subtags;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
    std::size_t length = 0, subtags = 0;
    for (const char c : tag) {
        if (c == '-') {
            if (length == 0 || ++subtags > 16) return false;
            length = 0;
        } else if (!(is_letter(c) || (subtags > 0 && is_digit(c))) || ++length > 8) {
            return false;
        }
    }
    return length > 0 && (subtags > 0 || length > 1);
}

std::vector<std::string> lookup_tags(std::string_view language) {
    const std::vector<std::string> subtags = subtags_of(language);
    std::vector<std::string> tags;
    if (subtags.empty()) return tags;
    std::string tag;
    for (const std::string& subtag : subtags) {
        tag += (tag.empty() ? "" : "-") + subtag;
        tags.push_back(tag);
    }
    std::reverse(tags.begin(), tags.end());

    const auto has = [&](std::string_view subtag) {
        return std::find(subtags.begin() + 1, subtags.end(), subtag) != subtags.end();
    };
    if (subtags[0] == "zh") {
        // CLDR's likely subtags (42, as in ICU 72; a test compares them).
        constexpr std::string_view traditional[] = {"TW", "HK", "MO", "AU", "BN", "GB", "GF", "ID",
                                                    "PA", "PF", "PH", "SR", "TH", "US", "VN"};
        const bool hant =
            has("Hant") || (!has("Hans") && std::any_of(std::begin(traditional), std::end(traditional), has));
        if (!has("Hans") && !has("Hant")) tags.insert(tags.end() - 1, hant ? "zh-Hant" : "zh-Hans");
        if (hant) tags.pop_back();  // "zh" alone is simplified
    }
    if (subtags[0] == "fil") tags.emplace_back("tl");
    return tags;
}

}  // namespace carepress

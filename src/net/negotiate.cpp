#include "net/negotiate.h"

#include "base/ascii.h"
#include "net/headers.h"

#include <algorithm>
#include <optional>

namespace carepress::net {
namespace {

/// qvalue (RFC 9110, 12.4.2): 0 or 1 with up to three decimals, at most 1.
std::optional<int> read_weight(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    int weight = text[0] - '0';
    for (std::size_t i = 2; i < 5; ++i) {
        const char digit = i < text.size() ? text[i] : '0';
        if (!is_digit(digit)) return std::nullopt;
        weight = weight * 10 + (digit - '0');
    }
    return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

/// The element's name and its weight among its parameters.
std::optional<Preference> read_preference(std::string_view element) {
    Preference preference;
    std::size_t end = std::min(element.find(';'), element.size());
    preference.name = trim(element.substr(0, end));
    while (end < element.size()) {
        const std::size_t begin = end + 1;
        end = std::min(element.find(';', begin), element.size());
        const std::string_view parameter = trim(element.substr(begin, end - begin));
        if (parameter.size() < 2 || !equal_ignoring_case(parameter.substr(0, 2), "q=")) continue;
        const std::optional<int> weight = read_weight(parameter.substr(2));
        if (!weight) return std::nullopt;
        preference.weight = *weight;
    }
    if (preference.name.empty()) return std::nullopt;
    return preference;
}

/// How specifically a media range names a type: 2 by name, 1 by "text/*", 0 by "*/*"; -1: it does not.
int specificity(std::string_view range, std::string_view type) {
    if (equal_ignoring_case(range, type)) return 2;
    if (range == "*/*") return 0;
    const std::size_t slash = type.find('/');
    return range.ends_with("/*") && equal_ignoring_case(range.substr(0, range.size() - 2), type.substr(0, slash)) ? 1
                                                                                                                  : -1;
}

}  // namespace

std::vector<Preference> preferences(std::string_view field) {
    std::vector<Preference> all;
    for (const std::string_view element : list_elements(field))
        if (const std::optional<Preference> preference = read_preference(element)) all.push_back(*preference);
    std::stable_sort(all.begin(), all.end(),
                     [](const Preference& a, const Preference& b) { return a.weight > b.weight; });
    return all;
}

int coding_weight(std::string_view accept_encoding, std::string_view coding) {
    const bool is_identity = equal_ignoring_case(coding, "identity");
    int wildcard = is_identity ? 1 : 0;  // identity is allowed unless it is excluded
    for (const Preference& each : preferences(accept_encoding)) {
        if (equal_ignoring_case(each.name, coding)) return each.weight;
        if (each.name == "*") wildcard = each.weight;
    }
    return wildcard;
}

std::string_view choose_media_type(std::string_view accept, const std::vector<std::string_view>& offered) {
    const std::vector<Preference> wanted = preferences(accept);
    std::string_view best;
    int best_weight = 0;
    for (const std::string_view type : offered) {
        int nearest = -1, weight = trim(accept).empty() ? 1000 : 0;
        for (const Preference& each : wanted)
            if (const int how = specificity(each.name, type); how > nearest) {
                nearest = how;
                weight = each.weight;
            }
        if (weight > best_weight) {
            best = type;
            best_weight = weight;
        }
    }
    return best;
}

std::vector<std::string_view> preferred_languages(std::string_view accept_language) {
    std::vector<std::string_view> tags;
    for (const Preference& each : preferences(accept_language))
        if (each.weight > 0 && each.name != "*") tags.push_back(each.name);
    return tags;
}

}  // namespace carepress::net

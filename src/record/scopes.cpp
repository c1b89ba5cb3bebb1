#include "record/scopes.h"

#include <algorithm>
#include <string>

namespace carepress::record {
namespace {

bool allows(std::string_view rights, char interaction) {
    if (rights == "*") return true;
    if (rights == "read") return interaction == 'r' || interaction == 's';
    if (rights == "write") return interaction == 'c' || interaction == 'u';
    return rights.find(interaction) != std::string_view::npos;
}

/// Of one scope, such as "patient/Observation.rs?category=laboratory".
Grant grant_of(std::string_view scope, std::string_view type, char interaction) {
    const std::size_t slash = scope.find('/');
    if (slash == std::string_view::npos) return Grant::none;
    const std::string_view context = scope.substr(0, slash);
    if (context != "patient" && context != "user" && context != "system") return Grant::none;
    std::string_view rest = scope.substr(slash + 1);
    const std::size_t query = rest.find('?');
    const bool is_part = query != std::string_view::npos;
    rest = rest.substr(0, query);
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) return Grant::none;
    const std::string_view of = rest.substr(0, dot);
    if ((of != type && of != "*") || !allows(rest.substr(dot + 1), interaction)) return Grant::none;
    return is_part ? Grant::part : Grant::all;
}

}  // namespace

Grant granted(std::string_view scopes, std::string_view type, char interaction) {
    Grant best = Grant::none;
    bool has_any = false;
    while (!scopes.empty()) {
        const std::size_t blank = scopes.find(' ');
        const std::string_view scope = scopes.substr(0, blank);
        has_any |= !scope.empty();
        best = std::max(best, grant_of(scope, type, interaction));
        scopes = blank == std::string_view::npos ? std::string_view() : scopes.substr(blank + 1);
    }
    return has_any ? best : Grant::all;
}

}  // namespace carepress::record

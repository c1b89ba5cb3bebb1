#include "net/routes.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace carepress::net {
namespace {

bool is_named(std::string_view segment) { return segment.starts_with('{'); }

/// "{code}" or "{rest...}" without what is around the name.
std::string_view name_in(std::string_view segment) {
    segment = segment.substr(1, segment.size() - 2);
    if (segment.ends_with("...")) segment.remove_suffix(3);
    return segment;
}

Response without_body(std::string allow) {
    Response response;
    response.status = 204;
    response.headers.add("Allow", std::move(allow));
    return response;
}

}  // namespace

Routes::Pattern Routes::read_pattern(std::string_view pattern) {
    if (!pattern.starts_with('/')) throw std::invalid_argument("a route's pattern begins with a slash");
    Pattern read;
    std::set<std::string_view> names;
    while (!pattern.empty()) {
        pattern.remove_prefix(1);
        const std::size_t end = std::min(pattern.find('/'), pattern.size());
        const std::string_view segment = pattern.substr(0, end);
        pattern.remove_prefix(end);
        if (segment.find_first_of("{}") != std::string_view::npos) {
            if (segment.size() < 3 || !is_named(segment) || segment.find('}') != segment.size() - 1 ||
                name_in(segment).empty() || !names.insert(name_in(segment)).second)
                throw std::invalid_argument("a name in a route's pattern is \"{name}\", once, as a whole segment");
            read.takes_rest = segment.ends_with("...}");
            if (read.takes_rest && !pattern.empty())
                throw std::invalid_argument("\"{name...}\" is the last segment of a route's pattern");
        }
        read.segments.emplace_back(segment);
    }
    return read;
}

bool Routes::matches(const Pattern& pattern, const std::vector<std::string>& segments) {
    if (pattern.takes_rest ? segments.size() < pattern.segments.size() : segments.size() != pattern.segments.size())
        return false;
    for (std::size_t i = 0; i < pattern.segments.size(); ++i) {
        const std::string& wanted = pattern.segments[i];
        if (is_named(wanted) ? segments[i].empty() : wanted != segments[i]) return false;
    }
    return true;
}

/// From the left, a literal segment counts before a named one, and that before the rest.
bool Routes::counts_before(const Pattern& a, const Pattern& b) {
    const auto rank = [](const Pattern& pattern, std::size_t i) {
        if (!is_named(pattern.segments[i])) return 0;
        return pattern.takes_rest && i + 1 == pattern.segments.size() ? 2 : 1;
    };
    for (std::size_t i = 0; i < std::min(a.segments.size(), b.segments.size()); ++i)
        if (rank(a, i) != rank(b, i)) return rank(a, i) < rank(b, i);
    return false;
}

void Routes::add(Route route) {
    Pattern pattern = read_pattern(route.pattern);
    if (!is_token(route.method) || !route.handler) throw std::invalid_argument("a route has a method and a handler");
    const auto is_same = [](const Pattern& a, const Pattern& b) {
        return a.takes_rest == b.takes_rest &&
               std::equal(
                   a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
                   [](const std::string& x, const std::string& y) { return x == y || (is_named(x) && is_named(y)); });
    };
    for (std::size_t i = 0; i < routes_.size(); ++i)
        if (routes_[i].method == route.method && is_same(patterns_[i], pattern))
            throw std::invalid_argument("two routes have the same method and path");
    routes_.push_back(std::move(route));
    patterns_.push_back(std::move(pattern));
}

/// Of the routes, in alphabetical order, with HEAD where there is GET, and OPTIONS.
std::string Routes::allowed_methods(const std::vector<std::size_t>& routes) const {
    std::set<std::string> methods{"OPTIONS"};
    for (const std::size_t i : routes) {
        methods.insert(routes_[i].method);
        if (routes_[i].method == "GET") methods.insert("HEAD");
    }
    std::string list;
    for (const std::string& method : methods) list += (list.empty() ? "" : ", ") + method;
    return list;
}

std::variant<FoundRoute, Response> Routes::find(const Request& request) const {
    if (request.target.path == "*") {
        std::vector<std::size_t> every(routes_.size());
        for (std::size_t i = 0; i < every.size(); ++i) every[i] = i;
        return without_body(allowed_methods(every));
    }
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < patterns_.size(); ++i)
        if (matches(patterns_[i], request.target.segments)) candidates.push_back(i);
    if (candidates.empty()) return problem(404, "no resource has this path");
    std::stable_sort(candidates.begin(), candidates.end(),
                     [this](std::size_t a, std::size_t b) { return counts_before(patterns_[a], patterns_[b]); });
    // Paths that a more specific pattern claims are its own, also with another method.
    std::erase_if(candidates, [&, best = candidates.front()](std::size_t i) {
        return counts_before(patterns_[best], patterns_[i]);
    });
    for (const std::string_view method : {std::string_view(request.method), std::string_view("GET")}) {
        if (method == "GET" && !request.is_get_or_head()) break;
        for (const std::size_t i : candidates) {
            if (routes_[i].method != method) continue;
            FoundRoute found{&routes_[i], {}};
            const Pattern& pattern = patterns_[i];
            for (std::size_t s = 0; s < pattern.segments.size(); ++s) {
                if (!is_named(pattern.segments[s])) continue;
                std::string value = request.target.segments[s];
                if (pattern.takes_rest && s + 1 == pattern.segments.size())
                    for (std::size_t r = s + 1; r < request.target.segments.size(); ++r)
                        value += "/" + request.target.segments[r];
                found.parameters.emplace_back(name_in(pattern.segments[s]), std::move(value));
            }
            return found;
        }
    }
    if (request.method == "OPTIONS") return without_body(allowed_methods(candidates));
    Response refusal = problem(405, "this resource does not allow the method; see Allow");
    refusal.headers.set("Allow", allowed_methods(candidates));
    return refusal;
}

}  // namespace carepress::net

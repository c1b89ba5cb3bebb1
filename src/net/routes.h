#pragma once

#include "net/message.h"
#include "net/work.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carepress::net {

/// Answers a request; runs on a worker's thread, several at once. What it throws becomes a 500 without its words.
using Handler = std::function<Response(const Request&, const Work&)>;

/// A line of the routing table.
struct Route {
    std::string method;   ///< "GET" includes HEAD
    std::string pattern;  ///< "/v1/articles/{code}"; "{rest...}" at the end is one or more segments
    Handler handler;
    std::uint64_t largest_body = 0;                ///< bytes; more is 413
    std::chrono::milliseconds time_limit{10'000};  ///< from the end of the request to the response; 503
    std::size_t pool = 0;                          ///< index in Limits::pools
};

/// The route of a request, and what its pattern took from the path.
struct FoundRoute {
    const Route* route = nullptr;
    std::vector<std::pair<std::string, std::string>> parameters;
};

/// The fields that a response has besides its own, by its request's head: those of CORS, for example. `route` is null
/// if none matched. Runs on the thread of Server::run(), so it must be quick.
using FieldsRule = std::function<Headers(const Request& head, const Route* route)>;

/// The routing table: built once, then only read, by several threads.
class Routes {
public:
    /// Literal segments count before named ones, whatever the order of adding. Two routes for the same method and
    /// shape of path, and a malformed pattern, are mistakes of the program (std::invalid_argument).
    void add(Route route);

    /// The route for a method and path, or the response if there is none: 404; 405 with Allow; 204 with Allow to
    /// OPTIONS, also to that of the whole server ("*").
    std::variant<FoundRoute, Response> find(const Request& request) const;

    const std::vector<Route>& all() const { return routes_; }

    /// A rule for all responses: those of handlers, of find(), and of the server itself when it is busy or refuses a
    /// body. Only responses to a head that is not HTTP lack its fields.
    void set_fields_rule(FieldsRule rule) { fields_rule_ = std::move(rule); }
    /// What the rule says; nothing without one.
    Headers more_fields(const Request& head, const Route* route) const {
        return fields_rule_ ? fields_rule_(head, route) : Headers();
    }

private:
    struct Pattern {
        std::vector<std::string> segments;
        bool takes_rest = false;  ///< the last one is "{rest...}"
    };

    static Pattern read_pattern(std::string_view pattern);
    static bool matches(const Pattern& pattern, const std::vector<std::string>& segments);
    static bool counts_before(const Pattern& a, const Pattern& b);
    std::string allowed_methods(const std::vector<std::size_t>& routes) const;

    std::vector<Route> routes_;
    std::vector<Pattern> patterns_;  ///< of each route
    FieldsRule fields_rule_;
};

}  // namespace carepress::net

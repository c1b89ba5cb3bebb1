// The routing table as a function from requests to routes.
#include "net/routes.h"

#include <gtest/gtest.h>

#include <ostream>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace carepress::test {
namespace {

using net::FoundRoute;
using net::Request;
using net::Response;
using net::Routes;

Response answer(const Request&, const net::Work&) { return {}; }

Routes sample() {
    Routes routes;
    for (const auto& [method, pattern] : std::vector<std::pair<std::string, std::string>>{
             {"GET", "/"},
             {"GET", "/v1/articles"},
             {"GET", "/v1/articles/{code}"},
             {"GET", "/v1/articles/all"},
             {"POST", "/v1/articles/{code}"},
             {"GET", "/v1/articles/{code}/pages/{page}"},
             {"GET", "/web/{path...}"},
             {"POST", "/only"},
             {"HEAD", "/own"},
             {"GET", "/own"},
         })
        routes.add({method, pattern, answer});
    return routes;
}

/// What the sample makes of a request: "GET /pattern name=value", or the status and Allow.
std::string find(const std::string& method, const std::string& target) {
    static const Routes routes = sample();
    Request request;
    request.method = method;
    request.target = net::split_target(target, method == "OPTIONS")->target;
    const auto found = routes.find(request);
    if (const auto* response = std::get_if<Response>(&found))
        return std::to_string(response->status) + " " + std::string(response->headers.get("Allow").value_or(""));
    const auto& route = std::get<FoundRoute>(found);
    std::string text = route.route->method + " " + route.route->pattern;
    for (const auto& [name, value] : route.parameters) text += " " + name + "=" + value;
    return text;
}

struct Row {
    std::string method, target, found;
};

class RoutesTable : public testing::TestWithParam<Row> {};
void PrintTo(const Row& row, std::ostream* out) { *out << row.method << " " << row.target; }

TEST_P(RoutesTable, finds) { EXPECT_EQ(find(GetParam().method, GetParam().target), GetParam().found); }

INSTANTIATE_TEST_SUITE_P(
    Rows, RoutesTable,
    testing::Values(Row{"GET", "/", "GET /"}, Row{"HEAD", "/", "GET /"},
                    Row{"GET", "/v1/articles?x=1", "GET /v1/articles"}, Row{"GET", "/v1/articles/", "404 "},
                    Row{"GET", "/v1/articles/K977", "GET /v1/articles/{code} code=K977"},
                    Row{"GET", "/v1/articles/a%2Fb", "GET /v1/articles/{code} code=a/b"},
                    Row{"GET", "/v1/articles/all", "GET /v1/articles/all"},
                    Row{"POST", "/v1/articles/K977", "POST /v1/articles/{code} code=K977"},
                    Row{"POST", "/v1/articles/all", "405 GET, HEAD, OPTIONS"},
                    Row{"DELETE", "/v1/articles/K977", "405 GET, HEAD, OPTIONS, POST"},
                    Row{"GET", "/v1/articles/K977/pages/2", "GET /v1/articles/{code}/pages/{page} code=K977 page=2"},
                    Row{"GET", "/v1/articles/K977/pages", "404 "}, Row{"GET", "/web", "404 "},
                    Row{"GET", "/web/", "404 "}, Row{"GET", "/web/a", "GET /web/{path...} path=a"},
                    Row{"GET", "/web/a/b.js", "GET /web/{path...} path=a/b.js"}, Row{"GET", "/V1/articles", "404 "},
                    Row{"HEAD", "/only", "405 OPTIONS, POST"}, Row{"HEAD", "/own", "HEAD /own"},
                    Row{"get", "/", "405 GET, HEAD, OPTIONS"}, Row{"TRACE", "/", "405 GET, HEAD, OPTIONS"},
                    Row{"OPTIONS", "/only", "204 OPTIONS, POST"}, Row{"OPTIONS", "/none", "404 "},
                    Row{"OPTIONS", "*", "204 GET, HEAD, OPTIONS, POST"}));

TEST(Routes, mistakes_of_the_program_are_refused) {
    for (const char* pattern :
         {"", "a", "/{", "/{}", "/a{b}", "/{a}b", "/{a}/{a}", "/{a...}/b", "/{...}", "/}", "/{a}}"}) {
        Routes routes;
        EXPECT_THROW(routes.add({"GET", pattern, answer}), std::invalid_argument) << pattern;
    }
    Routes routes;
    routes.add({"GET", "/{a}", answer});
    routes.add({"PUT", "/{a}", answer});
    EXPECT_THROW(routes.add({"GET", "/{b}", answer}), std::invalid_argument);
    EXPECT_THROW(routes.add({"G T", "/x", answer}), std::invalid_argument);
    EXPECT_THROW(routes.add({"GET", "/x", {}}), std::invalid_argument);
    EXPECT_EQ(routes.all().size(), 2u);
}

}  // namespace
}  // namespace carepress::test

// The server over real sockets: what happens between requests and answers.
#include "net/finish.h"
#include "unit/net/raw_client.h"

#include <array>
#include <memory>
#include <stdexcept>

namespace carepress::test {
namespace {

using net::Limits;
using net::Request;
using net::Response;
using net::Routes;
using net::Work;
using std::chrono::milliseconds;

TEST(Server, connections_are_kept) {
    RunningServer server;
    RawClient client = server.client();
    for (int i = 0; i < 3; ++i) {
        const Answer answer = client.ask(get_root);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.header("Connection"), "");
        EXPECT_EQ(answer.header("Content-Type"), "text/plain");
        EXPECT_TRUE(answer.header("Date").ends_with(" GMT")) << answer.header("Date");
    }
    EXPECT_EQ(server.counters().connections, 1u);
    EXPECT_EQ(server.counters().requests, 3u);
    EXPECT_EQ(server.counters().by_status[200], 3u);
}

TEST(Server, closes_when_asked_to) {
    RunningServer server;
    for (const std::string request : {"GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n",
                                      "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"}) {
        RawClient client = server.client();
        const Answer answer = client.ask(request);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_TRUE(client.is_closed());
    }
}

TEST(Server, pipelined_requests_are_answered_in_order) {
    RunningServer server;
    RawClient client = server.client();
    std::string requests;
    for (int i = 0; i < 50; ++i)
        requests += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
    client.send(requests);
    for (int i = 0; i < 50; ++i) ASSERT_EQ(client.read().body, "POST [" + std::to_string(i) + "] host=a body=ab");
}

/// More is sent ahead than the server buffers.
TEST(Server, pipelined_requests_wait_for_room) {
    RunningServer server;
    RawClient client = server.client();
    const std::string body(10'000, 'b');
    std::thread sender([&] {
        for (int i = 0; i < 100; ++i) client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n" + body);
    });
    for (int i = 0; i < 100; ++i) ASSERT_EQ(client.read().body, "POST [] host=a body=" + body);
    sender.join();
}

TEST(Server, what_follows_a_refused_request_is_not_read) {
    RunningServer server;
    RawClient client = server.client();
    client.send(std::string(get_root) + "GET / HTTP/1.1\r\n\r\n" + std::string(get_root));
    EXPECT_EQ(client.read().status, 200);
    EXPECT_EQ(client.read().status, 400);
    client.close_sending();
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(server.counters().requests, 1u);
    EXPECT_EQ(server.counters().refused_requests, 1u);
}

TEST(Server, head_has_the_length_and_no_body) {
    RunningServer server;
    RawClient client = server.client();
    const Answer get = client.ask(get_root);
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + std::string(get_root));
    const Answer head = client.read(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), std::to_string(get.body.size() + 1));  // echo says HEAD
    EXPECT_EQ(client.read().body, get.body);
}

TEST(Server, errors_to_head_have_no_body) {
    RunningServer server(one_route(echo));
    RawClient client = server.client();
    client.send("HEAD /none HTTP/1.1\r\nHost: a\r\n\r\n" + std::string(get_root));
    EXPECT_EQ(client.read(true).status, 404);
    EXPECT_EQ(client.read().status, 200);
}

TEST(Server, expectations_are_met_before_the_body) {
    RunningServer server;
    RawClient client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\n");
    EXPECT_EQ(client.read().status, 100);
    EXPECT_EQ(client.ask("abc").body, "POST [] host=a body=abc");
}

TEST(Server, bodies_too_large_are_refused_before_they_come) {
    RunningServer server;
    RawClient client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\nExpect: 100-continue\r\n\r\n");
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.header("Connection"), "close");
}

/// A client that sends on without looking still gets to read the refusal.
TEST(Server, refusals_reach_clients_that_are_still_sending) {
    RunningServer server;
    RawClient client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    client.send(std::string(1'000'000, 'a'));
    EXPECT_EQ(client.read().status, 413);
}

TEST(Server, large_bodies_come_and_go_whole) {
    Routes routes;
    routes.add({"POST", "/twice",
                [](const Request& request, const Work&) {
                    return net::make_response(200, "application/pdf", request.body + request.body);
                },
                10'000'000});
    RunningServer server(std::move(routes));
    RawClient client = server.client();
    std::string body;
    for (int i = 0; body.size() < 5'000'000; ++i) body += std::to_string(i) + "\n";
    std::thread sender([&] {
        client.send("POST /twice HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                    body);
    });
    const Answer answer = client.read();
    sender.join();
    EXPECT_TRUE(answer.body == body + body);
}

TEST(Server, routes_without_a_match_are_404_and_405) {
    RunningServer server(one_route(echo));
    RawClient client = server.client();
    EXPECT_EQ(client.ask("GET /y HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
    Answer answer = client.ask("DELETE /x HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD, OPTIONS");
    answer = client.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.header("Content-Length"), "");
    EXPECT_EQ(client.ask("TRACE /x HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
    answer = client.ask("DELETE /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nGET /");
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.header("Connection"), "close");
}

TEST(Server, handlers_that_fail_are_500_without_their_words) {
    Routes routes;
    routes.add(
        {"GET", "/throw", [](const Request&, const Work&) -> Response { throw std::runtime_error("Rosalind"); }});
    routes.add({"GET", "/split", [](const Request&, const Work&) {
                    Response response = net::make_response(200, "text/plain", "a");
                    response.headers.add("X", "a\r\nSet-Cookie: b");
                    return response;
                }});
    RunningServer server(std::move(routes));
    RawClient client = server.client();
    for (const std::string path : {"/throw", "/split"}) {
        const Answer answer = client.ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(answer.status, 500);
        EXPECT_EQ(answer.body.find("Rosalind"), std::string::npos);
        EXPECT_EQ(answer.header("Set-Cookie"), "");
    }
    EXPECT_EQ(server.counters().failures, 2u);
}

TEST(Server, answers_are_finished) {
    Routes routes;
    routes.add({"GET", "/{name}", [](const Request& request, const Work&) {
                    Response response = net::make_response(200, "text/plain", std::string(5'000, 'a'));
                    response.headers.add("ETag", "\"" + std::string(request.segment("name")) + "\"");
                    return response;
                }});
    RunningServer server(std::move(routes));
    RawClient client = server.client();
    const auto ask = [&](const std::string& fields) {
        return client.ask("GET /t HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    };
    EXPECT_EQ(ask("Accept-Encoding: gzip\r\n").body, net::gzip(std::string(5'000, 'a')));
    EXPECT_EQ(ask("Range: bytes=1-3\r\n").body, "aaa");
    EXPECT_EQ(ask("If-None-Match: \"t\"\r\n").status, 304);
    EXPECT_EQ(ask("").body.size(), 5'000u);
}

/// A rule for all responses, which says whether a route was found and what the client is called.
Routes with_rule(Routes routes) {
    routes.set_fields_rule([](const Request& request, const net::Route* route) {
        net::Headers fields;
        fields.add("X-Client", std::string(request.headers.get("X-Name").value_or("none")));
        fields.add("X-Route", route == nullptr ? "none" : route->pattern);
        fields.add("Vary", "X-Name");
        return fields;
    });
    return routes;
}

TEST(Server, a_rule_adds_fields_to_all_responses_whoever_makes_them) {
    Routes routes = one_route(echo);
    routes.add({"GET", "/throw", [](const Request&, const Work&) -> Response { throw std::runtime_error("no"); }});
    routes.add({"GET", "/large", [](const Request&, const Work&) {
                    Response response = net::make_response(200, "text/plain", std::string(5'000, 'a'));
                    response.headers.set("ETag", "\"a\"");
                    response.headers.set("X-Client", "another");
                    return response;
                }});
    RunningServer server(with_rule(std::move(routes)));
    struct Row {
        const char* line;
        const char* fields;
        int status;
        const char* route;
        const char* vary;
    };
    for (const Row& row :
         std::vector<Row>{{"GET /x", "", 200, "/x", "X-Name"},
                          {"GET /large", "Accept-Encoding: gzip\r\n", 200, "/large", "Accept-Encoding, X-Name"},
                          {"GET /large", "If-None-Match: \"a\"\r\n", 304, "/large", "Accept-Encoding, X-Name"},
                          {"GET /large", "If-Match: \"b\"\r\n", 412, "/large", "X-Name"},
                          {"GET /throw", "", 500, "/throw", "X-Name"},
                          {"GET /none", "", 404, "none", "X-Name"},
                          {"DELETE /x", "", 405, "none", "X-Name"},
                          {"OPTIONS /x", "", 204, "none", "X-Name"},
                          {"GET /x", "Content-Length: 9\r\n", 413, "/x", "X-Name"}}) {
        const Answer answer = server.client().ask(std::string(row.line) + " HTTP/1.1\r\nHost: a\r\nX-Name: Ana\r\n" +
                                                  row.fields + "\r\n");
        EXPECT_EQ(answer.status, row.status) << row.line;
        EXPECT_EQ(answer.headers.joined("X-Client"), "Ana") << row.line;
        EXPECT_EQ(answer.header("X-Route"), row.route) << row.line;
        EXPECT_EQ(answer.headers.joined("Vary"), row.vary) << row.line << row.fields;
    }
    EXPECT_EQ(server.client().ask("GET / HTTP/1.1\r\nX-Name: Ana\r\n\r\n").header("X-Client"), "")
        << "what is not HTTP has no request to go by";
    RawClient client = server.client();
    EXPECT_EQ(client.ask("GET /x HTTP/1.1\r\nHost: a\r\nX-Name: Ana\r\n\r\n").header("X-Client"), "Ana");
    EXPECT_EQ(client.ask(get_x).header("X-Client"), "none") << "each request of a connection has its own";
}

TEST(Server, ipv6_is_served) {
    RunningServer server(RunningServer::echo_routes(), {}, "[::1]:0");
    EXPECT_EQ(server.client().ask(get_root).status, 200);
}

TEST(Server, handlers_know_the_client_and_their_worker) {
    Limits limits;
    limits.pools = {{1, 10}, {3, 10}};
    Routes routes;
    for (const std::size_t pool : {0, 1})
        routes.add({"GET", "/" + std::to_string(pool),
                    [](const Request& request, const Work& work) {
                        EXPECT_FALSE(work.is_cancelled());
                        return net::make_response(200, "text/plain",
                                                  request.peer + " " + std::to_string(work.worker()));
                    },
                    0, patience, pool});
    RunningServer server(std::move(routes), limits);
    RawClient client = server.client();
    EXPECT_EQ(client.ask("GET /0 HTTP/1.1\r\nHost: a\r\n\r\n").body, "127.0.0.1 0");
    const std::string other = client.ask("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n").body;
    EXPECT_TRUE(other >= "127.0.0.1 0" && other <= "127.0.0.1 2") << other;
}

TEST(Server, routes_of_a_pool_that_does_not_exist_are_a_mistake) {
    Routes routes;
    routes.add({"GET", "/", echo, 0, patience, 1});
    EXPECT_THROW(net::Server({}, {}, routes), std::invalid_argument);
}

TEST(Server, connections_beyond_the_limit_are_turned_away) {
    Limits limits;
    limits.connections = 2;
    RunningServer server(RunningServer::echo_routes(), limits);
    RawClient first = server.client(), second = server.client();
    EXPECT_EQ(first.ask(get_root).status, 200);
    EXPECT_EQ(second.ask(get_root).status, 200);
    RawClient third = server.client();
    const Answer answer = third.read();
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("Retry-After"), "1");
    EXPECT_TRUE(third.is_closed());
    first.close();
    ASSERT_TRUE(eventually([&] { return server.counters().open_connections < 2; }));
    EXPECT_EQ(server.client().ask(get_root).status, 200);
    EXPECT_EQ(server.counters().refused_connections, 1u);
}

TEST(Server, many_idle_connections_are_held) {
    RunningServer server;
    std::vector<RawClient> clients;
    for (int i = 0; i < 300; ++i) clients.push_back(server.client());
    for (RawClient& client : clients) ASSERT_EQ(client.ask(get_root).status, 200);
    EXPECT_EQ(server.counters().open_connections, 300u);
}

/// Many clients at once: every answer is that of its request.
TEST(Server, threads_of_clients_get_their_own_answers) {
    RunningServer server;
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            RawClient client = server.client();
            for (int i = 0; i < 200; ++i) {
                const std::string name = std::to_string(t) + "-" + std::to_string(i);
                if (client.ask("GET /" + name + " HTTP/1.1\r\nHost: a\r\n\r\n").body ==
                    "GET [" + name + "] host=a body=")
                    ++right;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, 1'600);
}

// Time limits

TEST(ServerTime, idle_connections_are_closed_without_a_word) {
    Limits limits;
    limits.idle_time = milliseconds(50);
    RunningServer server(RunningServer::echo_routes(), limits);
    RawClient client = server.client();
    EXPECT_TRUE(client.is_closed());
}

/// A byte now and then does not help.
TEST(ServerTime, heads_that_trickle_are_408) {
    Limits limits;
    limits.head_time = milliseconds(200);
    RunningServer server(RunningServer::echo_routes(), limits);
    RawClient client = server.client();
    std::atomic<bool> is_over = false;
    std::thread trickle([&] {
        client.send("GET / HTTP/1.1\r\nX: ");
        while (!is_over && client.send("a")) std::this_thread::sleep_for(milliseconds(10));
    });
    EXPECT_EQ(client.read().status, 408);
    is_over = true;
    trickle.join();
    EXPECT_EQ(server.counters().refused_requests, 1u);
}

TEST(ServerTime, bodies_that_do_not_come_are_408) {
    Limits limits;
    limits.body_time = milliseconds(50);
    RunningServer server(RunningServer::echo_routes(), limits);
    RawClient client = server.client();
    const Answer answer = client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab");
    EXPECT_EQ(answer.status, 408);
    EXPECT_EQ(answer.header("Connection"), "close");
}

TEST(ServerTime, clients_that_do_not_read_are_cut_off) {
    Limits limits;
    limits.write_time = milliseconds(50);
    Routes routes = one_route([](const Request&, const Work&) {
        static const auto much = std::make_shared<const std::string>(50'000'000, 'a');
        return net::make_response(200, "application/pdf", much);
    });
    RunningServer server(std::move(routes), limits);
    RawClient client = server.client();
    client.keep_little();
    client.send(get_x);
    EXPECT_TRUE(eventually([&] { return server.counters().requests == 1 && server.counters().open_connections == 0; }));
    EXPECT_LT(server.counters().bytes_sent, 50'000'000u);
}

/// Slow clients take no thread: with one worker and many half requests, others are served.
TEST(ServerTime, slow_clients_do_not_hold_up_others) {
    Limits limits;
    limits.pools = {{1, 10}};
    RunningServer server(RunningServer::echo_routes(), limits);
    std::vector<RawClient> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(server.client());
        slow.back().send(i % 2 == 0 ? "GET / HTTP/1.1\r\nX: "
                                    : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na");
    }
    EXPECT_EQ(server.client().ask(get_root).status, 200);
    slow[1].send("bcdefghi");
    EXPECT_EQ(slow[1].read().body, "POST [] host=a body=abcdefghi");
}

// Queue, deadline, cancellation

/// One worker at a gate, and room for so many to wait.
struct Busy {
    explicit Busy(std::size_t queue, milliseconds time_limit = patience, milliseconds drain_time = patience)
        : server(one_route(
                     [this](const Request&, const Work& work) {
                         gate.pass();
                         was_cancelled = work.is_cancelled();
                         ++runs;
                         return net::make_response(200, "text/plain", "done");
                     },
                     time_limit),
                 limits(queue, drain_time)) {}
    ~Busy() { gate.open(); }

    static Limits limits(std::size_t queue, milliseconds drain_time) {
        Limits some;
        some.pools = {{1, queue}};
        some.drain_time = drain_time;
        return some;
    }
    /// A client whose request the worker has begun.
    RawClient first() {
        RawClient client = server.client();
        client.send(get_x);
        EXPECT_TRUE(gate.wait_for(1));
        return client;
    }
    /// A client whose request waits behind it.
    RawClient waiting(std::uint64_t queued = 1) {
        RawClient client = server.client();
        client.send(get_x);
        EXPECT_TRUE(eventually([&] { return server.counters().queued == queued; }));
        return client;
    }

    Gate gate;
    std::atomic<bool> was_cancelled = false;
    std::atomic<int> runs = 0;
    RunningServer server;
};

TEST(ServerQueue, full_is_503_at_once) {
    Busy busy(1);
    RawClient first = busy.first(), second = busy.waiting(), third = busy.server.client();
    const Answer refused = third.ask(get_x);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_EQ(refused.header("Connection"), "");
    busy.gate.open();
    EXPECT_EQ(first.read().body, "done");
    EXPECT_EQ(second.read().body, "done");
    EXPECT_EQ(third.ask(get_x).body, "done");
    EXPECT_EQ(busy.server.counters().busy, 1u);
}

TEST(ServerQueue, a_rule_adds_fields_to_503) {
    Gate gate;
    Routes routes = one_route([&](const Request&, const Work&) {
        gate.pass();
        return net::make_response(200, "text/plain", "done");
    });
    RunningServer server(with_rule(std::move(routes)), Busy::limits(0, patience));
    RawClient first = server.client();
    first.send(get_x);
    ASSERT_TRUE(gate.wait_for(1));
    const Answer refused = server.client().ask("GET /x HTTP/1.1\r\nHost: a\r\nX-Name: Ana\r\n\r\n");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("X-Client"), "Ana");
    gate.open();
    EXPECT_EQ(first.read().body, "done");
}

TEST(ServerQueue, of_length_zero_still_works) {
    Busy busy(0);
    RawClient first = busy.first(), second = busy.server.client();
    EXPECT_EQ(second.ask(get_x).status, 503);
    busy.gate.open();
    EXPECT_EQ(first.read().body, "done");
}

TEST(ServerQueue, requests_past_their_deadline_are_503_and_not_begun) {
    Busy busy(10, milliseconds(300));
    RawClient first = busy.first(), second = busy.waiting();
    EXPECT_EQ(first.read().status, 503);
    const Answer late = second.read();
    EXPECT_EQ(late.status, 503);
    EXPECT_EQ(late.header("Retry-After"), "1");
    busy.gate.open();
    ASSERT_TRUE(eventually([&] { return busy.server.counters().not_begun == 1; }));
    EXPECT_EQ(busy.runs, 1);
    EXPECT_TRUE(busy.was_cancelled);
    EXPECT_EQ(busy.server.counters().late, 2u);
}

/// The connections go on after that, and the late answer does not come in place of another one.
TEST(ServerQueue, late_answers_are_not_sent) {
    Busy busy(10, milliseconds(300));
    RawClient first = busy.first();
    EXPECT_EQ(first.read().status, 503);
    busy.gate.open();
    ASSERT_TRUE(eventually([&] { return busy.runs == 1; }));
    EXPECT_EQ(first.ask(get_root).body, "GET [] host=a body=");
}

TEST(ServerQueue, requests_of_clients_that_left_are_cancelled) {
    for (const auto leave : {&RawClient::close, &RawClient::reset, &RawClient::close_sending}) {
        Busy busy(10);
        RawClient first = busy.first(), second = busy.waiting();
        (second.*leave)();
        ASSERT_TRUE(eventually([&] { return busy.server.counters().abandoned == 1; }));
        (first.*leave)();
        ASSERT_TRUE(eventually([&] { return busy.server.counters().abandoned == 2; }));
        busy.gate.open();
        ASSERT_TRUE(eventually([&] { return busy.server.counters().not_begun == 1 && busy.runs == 1; }));
        EXPECT_TRUE(busy.was_cancelled);
    }
}

/// What comes while a request is worked on is kept for later.
TEST(ServerQueue, requests_that_come_meanwhile_are_next) {
    Busy busy(10);
    RawClient first = busy.first();
    for (const char c : std::string("POST /n")) first.send(std::string(1, c));
    first.send("one HTTP/1.1\r\nHost: a\r\n\r\n" + std::string(get_root));
    busy.gate.open();
    EXPECT_EQ(first.read().body, "done");
    EXPECT_EQ(first.read().status, 404);
    EXPECT_EQ(first.read().status, 200);
}

TEST(ServerQueue, bodies_share_a_limit) {
    Gate gate;
    Limits limits;
    limits.all_body_bytes = 1'000;
    Routes routes;
    routes.add({"POST", "/",
                [&](const Request& request, const Work&) {
                    if (request.body.size() == 600) gate.pass();
                    return net::make_response(200, "text/plain", "done");
                },
                800, patience});
    RunningServer server(std::move(routes), limits);
    const auto post = [](std::size_t size) {
        return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
               std::string(size, 'a');
    };
    RawClient first = server.client();
    first.send(post(600));
    ASSERT_TRUE(gate.wait_for(1));
    EXPECT_EQ(server.client().ask(post(500)).status, 503);
    EXPECT_EQ(server.client().ask("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n").status, 503);
    EXPECT_EQ(server.client().ask(post(400)).status, 200);
    gate.open();
    EXPECT_EQ(first.read().status, 200);
    EXPECT_TRUE(eventually([&] { return server.client().ask(post(800)).status == 200; }));  // when the worker is done
}

// The end

TEST(ServerDrain, idle_connections_are_closed_and_no_more_accepted) {
    RunningServer server;
    RawClient idle = server.client();
    EXPECT_EQ(idle.ask(get_root).status, 200);
    server.stop();
    EXPECT_TRUE(idle.is_closed());
    EXPECT_FALSE(server.client().is_connected());
    EXPECT_TRUE(server.server().is_draining());
}

TEST(ServerDrain, current_requests_are_finished) {
    Busy busy(10);
    RawClient first = busy.first(), second = busy.waiting(), third = busy.server.client();
    third.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    ASSERT_TRUE(eventually([&] { return busy.server.counters().open_connections == 3; }));
    std::this_thread::sleep_for(milliseconds(20));  // so that the half request has most probably come
    busy.server.server().stop();
    ASSERT_TRUE(eventually([&] { return busy.server.server().is_draining(); }));
    third.send("y\r\n\r\n");
    busy.gate.open();
    for (RawClient* client : {&first, &second}) {
        const Answer answer = client->read();
        EXPECT_EQ(answer.body, "done");
        EXPECT_EQ(answer.header("Connection"), "close");
        EXPECT_TRUE(client->is_closed());
    }
    const Answer answer = third.read();
    EXPECT_TRUE(answer.status == 200 || answer.status == 0) << answer.status;
    third.close();
    busy.server.stop();
}

TEST(ServerDrain, takes_no_longer_than_its_limit) {
    Busy busy(10, patience, milliseconds(100));
    RawClient first = busy.first(), second = busy.waiting(), half = busy.server.client();
    half.send("GET / HT");
    busy.server.server().stop();
    EXPECT_TRUE(first.is_closed());
    EXPECT_TRUE(second.is_closed());
    EXPECT_TRUE(half.is_closed());
    ASSERT_TRUE(eventually([&] { return busy.server.counters().abandoned == 2; }));
    busy.gate.open();
    busy.server.stop();
    EXPECT_TRUE(busy.was_cancelled);
    EXPECT_EQ(busy.runs, 1);
}

/// Clients that ask as fast as they can: each request is answered whole, or its connection was closed between two.
TEST(ServerDrain, under_load_no_answer_is_cut) {
    RunningServer server;
    std::atomic<int> answered = 0, cut = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            RawClient client = server.client();
            while (client.is_connected() && client.send(get_root)) {
                const Answer answer = client.read();
                if (answer.status == 0) {  // closed before the request came, with nothing of an answer
                    if (!client.read_to_end().empty()) ++cut;
                    break;
                }
                if (answer.body != "GET [] host=a body=") ++cut;
                ++answered;
                if (answer.header("Connection") == "close") break;
            }
        });
    ASSERT_TRUE(eventually([&] { return answered > 500; }));
    server.stop();
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(cut, 0);
    EXPECT_EQ(server.counters().open_connections, 0u);
    EXPECT_EQ(server.counters().by_status[200], server.counters().requests);
}

TEST(ServerDrain, may_be_asked_for_before_the_start_and_twice) {
    const Routes routes = RunningServer::echo_routes();
    net::Server server(RunningServer::listeners_at("127.0.0.1:0"), {}, routes);
    server.stop();
    server.stop();
    server.run();
    EXPECT_TRUE(server.is_draining());
    EXPECT_EQ(server.counters().connections, 0u);
}

TEST(ServerDrain, servers_that_never_ran_go_quietly) {
    const Routes routes = RunningServer::echo_routes();
    net::Server server(RunningServer::listeners_at("127.0.0.1:0"), {}, routes);
    server.stop();
    EXPECT_FALSE(server.is_draining()) << "only run() begins the drain";
    EXPECT_EQ(server.counters().connections, 0u);
}

}  // namespace
}  // namespace carepress::test

// The client against our own server, against servers that break the rules, and against those that nobody should trust.
#include "net/client.h"

#include "support/support.h"
#include "unit/net/raw_client.h"
#include "unit/net/tls_server.h"

#include <cstdlib>
#include <optional>

namespace carepress::test {
namespace {

using net::Client;
using net::ClientError;
using net::ClientFailure;
using net::ClientLimits;
using net::ClientResponse;
using net::ClientResult;

ClientResult get(const std::string& url, ClientLimits limits = {}) { return Client({}, limits).send({url, {}}); }

/// "200 body", or "too_large: what".
std::string text_of(const ClientResult& result) {
    if (const auto* response = std::get_if<ClientResponse>(&result))
        return std::to_string(response->status) + " " + response->body;
    const auto& error = std::get<ClientError>(result);
    return std::string(name_of(error.failure)) + ": " + error.what;
}

std::optional<ClientFailure> failure_of(const ClientResult& result) {
    const auto* error = std::get_if<ClientError>(&result);
    return error ? std::optional(error->failure) : std::nullopt;
}

net::Response answer_of(const net::Request& request, const net::Work&) {
    std::string text = request.target.path + "?" + std::string(request.target.parameter("q").value_or(""));
    for (const auto& [name, value] : request.headers.fields())
        if (name != "Host") text += " " + name + "=" + value;
    net::Response response = net::make_response(200, "text/plain", text);
    response.headers.set("Set-Cookie", "a=b");
    response.headers.set("X-Two", "1");
    response.headers.add("X-Two", "2");
    return response;
}

TEST(Client, gets_what_a_server_says) {
    RunningServer server(one_route(answer_of));
    const std::string origin = "http://" + server.address();
    net::Headers headers;
    headers.set("Accept", "application/json");
    headers.set("X-Empty", "");
    const Client client;
    for (int i = 0; i < 2; ++i) {  // the second brings no cookie
        const ClientResult result = client.send({origin + "/x?q=a%20b", headers});
        EXPECT_EQ(text_of(result), "200 /x?a b User-Agent=carepress Accept=application/json X-Empty=");
        const auto& response = std::get<ClientResponse>(result);
        EXPECT_EQ(response.headers.get("content-type"), "text/plain");
        EXPECT_EQ(response.headers.joined("X-Two"), "1, 2");
    }
    EXPECT_EQ(std::get<ClientResponse>(client.send({origin + "/none", {}})).status, 404);
    EXPECT_EQ(server.counters().connections, 3u) << "none is kept";
}

TEST(Client, sends_bodies) {
    std::string long_body(300'000, 'x');
    long_body[7] = '\0';
    net::Routes routes;
    for (const char* method : {"POST", "PUT"})
        routes.add({.method = method,
                    .pattern = "/x",
                    .handler =
                        [](const net::Request& request, const net::Work&) {
                            net::Response response = net::make_response(201, "text/plain", request.body);
                            response.headers.set("X-Was", request.method + " " +
                                                              request.headers.joined("Content-Type") +
                                                              request.headers.joined("Expect") +
                                                              request.headers.joined("Content-Length"));
                            return response;
                        },
                    .largest_body = 1'000'000});
    RunningServer server(std::move(routes));
    net::Headers headers;
    headers.set("Content-Type", "text/x");
    for (const std::string method : {"POST", "PUT"}) {
        for (const std::string& body : {std::string(), std::string("a=1&b=2"), long_body}) {
            const ClientResult result = Client().send({"http://" + server.address() + "/x", headers, method, body});
            EXPECT_TRUE(text_of(result) == "201 " + body) << method << " " << body.size();
            EXPECT_EQ(std::get<ClientResponse>(result).headers.joined("X-Was"),
                      method + " text/x" + std::to_string(body.size()));
        }
    }
    const auto count = std::uint64_t{server.counters().connections};
    for (const auto& [method, body] : {std::pair{"GET", "x"}, {"DELETE", ""}, {"post", ""}, {"PO\r\nST", ""}})
        EXPECT_EQ(failure_of(Client().send({"http://" + server.address() + "/x", {}, method, body})),
                  ClientFailure::bad_request);
    EXPECT_EQ(std::uint64_t{server.counters().connections}, count);
}

TEST(Client, returns_redirects_and_does_not_follow_them) {
    std::atomic<int> followed = 0;
    net::Routes routes;
    routes.add({"GET", "/from", [](const net::Request&, const net::Work&) {
                    net::Response response = net::make_response(302, "text/plain", "elsewhere");
                    response.headers.set("Location", "/to");
                    return response;
                }});
    routes.add({"GET", "/to", [&](const net::Request&, const net::Work&) {
                    ++followed;
                    return net::make_response(200, "text/plain", "here");
                }});
    RunningServer server(std::move(routes));
    EXPECT_EQ(text_of(get("http://" + server.address() + "/from")), "302 elsewhere");
    EXPECT_EQ(followed, 0);
}

TEST(Client, uses_no_proxy_of_the_environment) {
    RunningServer server;
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::setenv(name, "http://127.0.0.1:1", 1);
    const ClientResult result = get("http://" + server.address() + "/");
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::unsetenv(name);
    EXPECT_EQ(std::get<ClientResponse>(result).status, 200);
}

TEST(Client, asks_only_addresses_that_are_safe) {
    const std::pair<const char*, const char*> wrong[] = {
        {"http://login.example.org/jwks", "bad_request: http is only for this machine; use https"},
        {"http://127.0.0.1.example.org/", "bad_request: http is only for this machine; use https"},
        {"http://localhost.example.org/", "bad_request: http is only for this machine; use https"},
        {"ftp://127.0.0.1/", "bad_request: not an address that begins with https://"},
        {"file:///etc/passwd", "bad_request: not an address that begins with https://"},
        {"login.example.org/jwks", "bad_request: not an address that begins with https://"},
        {"", "bad_request: not an address that begins with https://"},
        {"https://", "bad_request: not an address that begins with https://"},
        {"https://nurse:secret@login.example.org/", "bad_request: an address must not contain a user name or password"},
        {"https://nurse@login.example.org/", "bad_request: an address must not contain a user name or password"}};
    for (const auto& [url, text] : wrong) EXPECT_EQ(text_of(get(url)), text) << url;
    for (const char* url : {"https://login.example.org/jwks?p=1", "http://localhost:8080/", "http://127.0.0.1/",
                            "http://127.9.9.9/", "http://[::1]:99/"})
        EXPECT_EQ(net::wrong_client_address(url), "") << url;

    RunningServer server;
    net::Headers split;
    split.set("X-A", "1\r\nX-B: 2");
    EXPECT_EQ(failure_of(Client().send({"http://" + server.address() + "/", split})), ClientFailure::bad_request);
    EXPECT_EQ(server.counters().connections, 0u);
}

TEST(Client, says_where_but_no_query_and_no_user) {
    const ClientResult result = get("https://nurse:secret@127.0.0.1:1/jwks?token=secret#secret");
    EXPECT_EQ(std::get<ClientError>(result).text(),
              "https://127.0.0.1:1/jwks: an address must not contain a user name or password");
    EXPECT_EQ(net::address_without_query("http://127.0.0.1:1/a b?secret"), "the address");
    EXPECT_EQ(net::address_without_query("https://login.example.org/keys?p=secret"), "https://login.example.org/keys");
}

TEST(Client, takes_no_more_than_its_limits) {
    net::Routes routes = one_route([](const net::Request&, const net::Work&) {
        net::Response response = net::make_response(200, "text/plain", std::string(1'000, 'b'));
        response.headers.set("X-Long", std::string(2'000, 'h'));
        return response;
    });
    RunningServer server(std::move(routes));
    const std::string url = "http://" + server.address() + "/x";
    ClientLimits limits;
    limits.body_bytes = 1'000;
    limits.head_bytes = 3'000;
    EXPECT_EQ(text_of(get(url, limits)), "200 " + std::string(1'000, 'b'));
    limits.body_bytes = 999;
    EXPECT_EQ(text_of(get(url, limits)), "too_large: the body of the response is too large");
    limits = {};
    limits.head_bytes = 2'000;
    EXPECT_EQ(text_of(get(url, limits)), "too_large: the header section of the response is too large");
}

/// Without a length the limit is found out as the body comes.
TEST(Client, stops_reading_a_body_without_an_end) {
    const ConnectionServer server([](int connection) {
        const std::string_view head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk = "4\r\nabcd\r\n";
        ::send(connection, head.data(), head.size(), MSG_NOSIGNAL);
        while (::send(connection, chunk.data(), chunk.size(), MSG_NOSIGNAL) > 0) {
        }
    });
    ClientLimits limits;
    limits.body_bytes = 1'000;
    EXPECT_EQ(failure_of(get("http://" + server.address() + "/", limits)), ClientFailure::too_large);
}

TEST(Client, gives_up_on_a_slow_server) {
    Gate gate;
    RunningServer server(one_route([&](const net::Request&, const net::Work&) {
        gate.pass();
        return net::make_response(200, "text/plain", "late");
    }));
    ClientLimits limits;
    limits.total_time = std::chrono::milliseconds(100);
    EXPECT_EQ(text_of(get("http://" + server.address() + "/x", limits)), "took_too_long: the server took too long");
    gate.open();
}

TEST(Client, stops_when_its_request_is_not_wanted_any_more) {
    Gate gate;
    RunningServer server(one_route([&](const net::Request&, const net::Work&) {
        gate.pass();
        return net::make_response(200, "text/plain", "late");
    }));
    net::Work work;
    std::thread canceller([&] {
        EXPECT_TRUE(gate.wait_for(1));
        work.cancel();
    });
    ClientLimits limits;
    limits.total_time = 2 * patience;
    const ClientResult result =
        Client({}, limits).send({"http://" + server.address() + "/x", {}}, [&] { return work.is_cancelled(); });
    canceller.join();
    EXPECT_EQ(text_of(result), "cancelled: the request is not wanted any more");
    gate.open();
}

TEST(Client, says_that_a_server_cannot_be_reached) {
    std::string address;
    {
        const net::Listener listener = net::Listener::open(net::read_listen_address("127.0.0.1:0").value());
        address = listener.address();
    }
    EXPECT_EQ(text_of(get("http://" + address + "/")), "not_reached: no connection; the server cannot be reached");
    EXPECT_EQ(failure_of(get("https://name.invalid/")), ClientFailure::not_reached);  // RFC 6761, 6.4
}

TEST(Client, takes_no_response_that_is_broken) {
    const std::pair<const char*, const char*> answers[] = {
        {"", "broken: the server closed the connection without a response"},
        {"nonsense\r\n\r\n", "broken: the response is not valid HTTP"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "broken: the response ended too early"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "broken: "},
        {"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 ok"}};
    for (const auto& [bytes, text] : answers) {
        const ConnectionServer server(sends(bytes));
        const ClientResult result = get("http://" + server.address() + "/?q=secret");
        EXPECT_TRUE(text_of(result).starts_with(text)) << bytes << "\n" << text_of(result);
        if (const auto* response = std::get_if<ClientResponse>(&result)) {
            EXPECT_FALSE(response->headers.contains("Link")) << "of the response before";
        }
    }
}

class ClientOfTls : public testing::Test {
protected:
    std::string ca_file(const Certified& authority, const std::string& name = "ca.pem") const {
        write_file(folder_.file(name), authority.pem());
        return folder_.file(name);
    }
    static std::string ok() { return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"; }
    static ClientResult get_from(const ConnectionServer& server, const std::string& ca_file) {
        return Client(ca_file).send({"https://" + server.address() + "/jwks?q=secret", {}});
    }

    const TemporaryFolder folder_;
    const Certified authority_ = certify("ours", nullptr), other_ = certify("other", nullptr);
};

TEST_F(ClientOfTls, trusts_the_authority_that_it_is_told) {
    const ConnectionServer server(sends_by_tls(certify("IP:127.0.0.1", &authority_), ok()));
    EXPECT_EQ(text_of(get_from(server, ca_file(authority_))), "200 ok");
}

TEST_F(ClientOfTls, trusts_nobody_else) {
    const std::string trusted = ca_file(authority_);
    const auto refuse = [&](const Certified& certified, const std::string& ca, int newest = TLS1_3_VERSION) {
        const ConnectionServer server(sends_by_tls(certified, ok(), newest));
        const ClientResult result = get_from(server, ca);
        EXPECT_EQ(text_of(result).find("secret"), std::string::npos);
        return text_of(result);
    };
    const Certified right = certify("IP:127.0.0.1", &authority_);
    EXPECT_TRUE(refuse(right, "").starts_with("not_trusted: SSL certificate problem: ")) << "unknown to the system";
    EXPECT_TRUE(refuse(right, ca_file(other_, "other.pem")).starts_with("not_trusted: SSL certificate problem: "));
    EXPECT_TRUE(
        refuse(certify("IP:127.0.0.1", &other_), trusted).starts_with("not_trusted: SSL certificate problem: "));
    EXPECT_TRUE(
        refuse(certify("IP:127.0.0.2, DNS:localhost", &authority_), trusted).starts_with("not_trusted: SSL: no"))
        << "another name";
    EXPECT_EQ(refuse(certify("IP:127.0.0.1", &authority_, -60), trusted),
              "not_trusted: SSL certificate problem: certificate has expired");
    EXPECT_TRUE(refuse(right, trusted, TLS1_1_VERSION).starts_with("not_trusted: ")) << "TLS 1.1";
    EXPECT_TRUE(refuse(right, folder_.file("none.pem")).starts_with("not_trusted: error ")) << "no such file";
}

TEST_F(ClientOfTls, does_not_take_plain_text_for_tls) {
    RunningServer server;
    EXPECT_EQ(failure_of(get("https://" + server.address() + "/")), ClientFailure::not_trusted);
}

}  // namespace
}  // namespace carepress::test

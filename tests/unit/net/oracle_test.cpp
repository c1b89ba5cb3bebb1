// Our reader beside Boost.Beast's, which others wrote: what ours lets in, Beast reads as the same request. Beast lets
// in more; door_test.cpp has what it lets in and we refuse.
#include "net/request_reader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::test {
namespace {

using namespace std::literals;

/// The first request of `bytes`, if it is let in and whole.
std::optional<net::Request> read_by_us(std::string_view bytes) {
    static const net::Limits limits;
    net::RequestReader reader(limits);
    if (reader.receive(bytes) < bytes.size() || reader.advance() != net::RequestReader::State::head_read) return {};
    if (reader.begin_body(100'000) != net::RequestReader::State::complete) return {};
    return reader.take_request();
}

using BeastParser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// Whether Beast reads a whole request.
bool read_by_beast(BeastParser& parser, std::string_view bytes) {
    parser.eager(true);
    boost::system::error_code error;
    parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    return !error && parser.is_done();
}

/// Requests with what may differ from one reader to another, in every mixture.
std::string random_request(std::mt19937& random) {
    const auto any = [&](const std::vector<std::string>& of) { return of[random() % of.size()]; };
    std::string request = any({"GET", "POST", "PUT", "X-Y"}) + " " + any({"/", "/a?b=c", "/%41/b", "http://h/p"}) +
                          any({" ", " ", " ", "  ", "\t"}) + any({"HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.2"}) +
                          any({"\r\n", "\r\n", "\r\n", "\n", "\r"});
    for (std::size_t fields = random() % 5; fields > 0; --fields)
        request +=
            any({"Host", "Host", "X", "Content-Length", "Transfer-Encoding", "Connection", "content-length"}) +
            any({": ", ":", ":\t", " :", ";"}) +
            any({"a", "3", "5", "chunked", "Chunked", "gzip, chunked", "close", "3, 3", "+3", "", "\"a", "3\v"}) +
            any({"\r\n", "\r\n", "\r\n", "\r\n", "\n", " \r\n", "\r\n "});
    request += "Host: a\r\n\r\n";
    request += any({"", "abc", "abcde", "3\r\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n00;a=b\r\nX: y\r\n\r\n",
                    "5;a\r\nabcde\r\n0\r\n\r\n", "3 \r\nabc\r\n0\r\n\r\n", "3\nabc\r\n0\r\n\r\n",
                    "03\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n"});
    return request;
}

TEST(BeastSweep, reads_what_we_let_in_as_the_same_request) {
    std::mt19937 random(3);
    std::size_t let_in = 0, only_by_beast = 0;
    for (int i = 0; i < 200'000; ++i) {
        const std::string bytes = random_request(random);
        const std::optional<net::Request> ours = read_by_us(bytes);
        BeastParser parser;
        const bool is_read = read_by_beast(parser, bytes);
        if (!ours) {
            only_by_beast += is_read ? 1 : 0;
            continue;
        }
        ++let_in;
        ASSERT_TRUE(is_read) << bytes;
        const auto& theirs = parser.get();
        ASSERT_EQ(ours->method, theirs.method_string()) << bytes;
        ASSERT_EQ(ours->body, theirs.body()) << bytes;
    }
    EXPECT_GT(let_in, 2'000u);
    EXPECT_GT(only_by_beast, 100u) << "Beast is the more lenient one";
}

}  // namespace
}  // namespace carepress::test

// What comes through the door and what does not, as raw bytes over a real socket, and the same in pieces. Each row of
// the tables is a rule of RFC 9112 or RFC 9110, or a request that split or fooled other servers.
#include "net/request_reader.h"
#include "unit/net/raw_client.h"

#include <ostream>
#include <random>

namespace carepress::test {
namespace {

using namespace std::literals;

struct Raw {
    std::string name;
    std::string bytes;
    int status = 0;  ///< 0: none, since the request is not complete
    std::string answer = {};
};

void PrintTo(const Raw& raw, std::ostream* out) { *out << raw.name; }

const std::string host = "Host: a\r\n";

/// A GET with these header lines.
std::string get(const std::string& fields) { return "GET / HTTP/1.1\r\n" + fields + "\r\n"; }
/// A GET of this target.
std::string get_target(const std::string& target) { return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n"; }
/// A POST with these header lines and body.
std::string post(const std::string& fields, const std::string& body) {
    return "POST / HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}
std::string chunked(const std::string& body) { return post("Transfer-Encoding: chunked\r\n", body); }

std::vector<Raw> accepted() {
    return {
        {"plain", get(host), 200, "GET [] host=a body="},
        {"port", get("Host: a.example:8080\r\n"), 200, "GET [] host=a.example:8080 body="},
        {"ipv6_host", get("Host: [::1]:80\r\n"), 200, "GET [] host=[::1]:80 body="},
        {"field_names_have_any_case", get("hOsT:a\r\n"), 200, "GET [] host=a body="},
        {"white_space_around_values", get("Host:\t  a \t\r\n"), 200, "GET [] host=a body="},
        {"empty_value", get(host + "X:\r\n"), 200},
        {"obs_text_in_a_value", get(host + "X: caf\xE9\r\n"), 200},
        {"empty_line_before", "\r\n" + get(host), 200},
        {"http_1_0", "GET / HTTP/1.0\r\n\r\n", 200, "GET [] host=none body="},
        {"segments", get_target("/a/b%20c/%2F"), 200, "GET [a] [b c] [/] host=a body="},
        {"query", get_target("/a?x=1&y=a+b%26&z"), 200, "GET [a] x=1 y=a b& z= host=a body="},
        {"query_of_browsers", get_target("/a?code=http://loinc.org|1-8"), 200,
         "GET [a] code=http://loinc.org|1-8 host=a body="},
        {"absolute_form", get_target("http://other:81/a?b=c"), 200, "GET [a] b=c host=other:81 body="},
        {"absolute_form_without_a_path", get_target("HTTPS://other"), 200, "GET [] host=other body="},
        {"body", post("Content-Length: 3\r\n", "abc"), 200, "POST [] host=a body=abc"},
        {"length_with_zeros", post("Content-Length: 003\r\n", "abc"), 200, "POST [] host=a body=abc"},
        {"no_body", post("Content-Length: 0\r\n", ""), 200, "POST [] host=a body="},
        {"post_without_a_length", post("", ""), 200, "POST [] host=a body="},
        {"body_of_get", "GET / HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\nab", 200, "GET [] host=a body=ab"},
        {"chunks", chunked("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"), 200, "POST [] host=a body=abc0123456789"},
        {"chunked_in_any_case", post("Transfer-Encoding: CHUNKED\r\n", "1\r\na\r\n0\r\n\r\n"), 200,
         "POST [] host=a body=a"},
        {"chunk_extension", chunked("1;x=\"y\"\r\na\r\n0;z\r\n\r\n"), 200, "POST [] host=a body=a"},
        {"trailers_are_not_headers", chunked("1\r\na\r\n0\r\nHost: evil\r\n\r\n"), 200, "POST [] host=a body=a"},
        {"blank_before_a_chunk_extension", chunked("1 ;x\r\na\r\n0\r\n\r\n"), 200, "POST [] host=a body=a"},
        {"length_in_a_trailer", chunked("1\r\na\r\n0\r\nContent-Length: 9\r\n\r\n"), 200, "POST [] host=a body=a"},
        {"no_chunks", chunked("0\r\n\r\n"), 200, "POST [] host=a body="},
    };
}

std::vector<Raw> refused_heads() {
    return {
        {"no_host", get(""), 400},
        {"two_hosts", get(host + host), 400},
        {"two_hosts_in_1_0", "GET / HTTP/1.0\r\n" + host + host + "\r\n", 400},
        {"empty_host", get("Host:\r\n"), 400},
        {"host_with_a_path", get("Host: a/b\r\n"), 400},
        {"host_with_user_information", get("Host: me@a\r\n"), 400},
        {"host_with_two_ports", get("Host: a:1:2\r\n"), 400},
        {"host_with_a_port_too_large", get("Host: a:65536\r\n"), 400},
        {"host_list", get("Host: a, b\r\n"), 400},
        {"obs_fold", get(host + "X: a\r\n b\r\n"), 400},
        {"obs_fold_with_a_tab", get(host + "X: a\r\n\tb\r\n"), 400},
        {"white_space_before_the_first_field", get(" " + host), 400},
        {"white_space_before_the_colon", get("Host : a\r\n"), 400},
        {"tab_before_the_colon", get(host + "Content-Length\t: 5\r\n"), 400},
        {"no_colon", get(host + "Nothing\r\n"), 400},
        {"no_name", get(host + ": a\r\n"), 400},
        {"name_is_not_a_token", get(host + "X(y): a\r\n"), 400},
        {"name_beyond_ascii", get(host + "X\xC3\xA9: a\r\n"), 400},
        {"nul_in_a_value", get(host + "X: a\0b\r\n"s), 400},
        {"nul_in_a_name", get(host + "X\0: a\r\n"s), 400},
        {"escape_character_in_a_value", get(host + "X: \x1B[0m\r\n"), 400},
        {"delete_in_a_value", get(host + "X: \x7F\r\n"), 400},
        {"bare_cr_in_a_value", get(host + "X: a\rTransfer-Encoding: chunked\r\n"), 400},
        {"cr_cr_lf", get(host + "X: a\r\r\n"), 400},
        {"bare_lf", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"one_bare_lf", get(host + "X: a\nY: b\r\n"), 400},
        {"lf_cr", "GET / HTTP/1.1\n\rHost: a\n\r\n\r", 400},
        {"two_empty_lines_before", "\r\n\r\n" + get(host), 400},
        {"two_blanks", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"blank_at_the_end", "GET / HTTP/1.1 \r\n" + host + "\r\n", 400},
        {"blank_before", " GET / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"tab_between", "GET\t/\tHTTP/1.1\r\n" + host + "\r\n", 400},
        {"blank_in_the_target", get_target("/a b"), 400},
        {"no_target", "GET HTTP/1.1\r\n" + host + "\r\n", 400},
        {"no_method", "/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"method_is_not_a_token", "G{T / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"http_0_9", "GET /\r\n", 400},
        {"other_protocol", "GET / RTSP/1.0\r\n\r\n", 400},
        {"version_in_lower_case", "GET / http/1.1\r\n" + host + "\r\n", 400},
        {"version_of_two_digits", "GET / HTTP/1.10\r\n" + host + "\r\n", 400},
        {"version_with_a_letter", "GET / HTTP/a.1\r\n" + host + "\r\n", 400},
        {"version_with_a_sign", "GET / HTTP/+1.1\r\n" + host + "\r\n", 400},
        {"version_0_9", "GET / HTTP/0.9\r\n" + host + "\r\n", 505},
        {"version_1_2", "GET / HTTP/1.2\r\n" + host + "\r\n", 505},
        {"version_2", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
        {"preface_of_http_2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"greeting_of_tls", "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03"s, 400},
        {"greeting_of_ssh", "SSH-2.0-OpenSSH_9.2\r\n", 400},
        {"proxy_protocol", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + get(host), 400},
        {"connect", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501},
        {"connect_of_a_path", "CONNECT / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"authority_form_of_get", get_target("a:80"), 400},
        {"asterisk_form_of_get", get_target("*"), 400},
        {"relative_path", get_target("a/b"), 400},
        {"other_scheme", get_target("ftp://a/"), 400},
        {"absolute_form_without_a_host", get_target("http:///a"), 400},
        {"absolute_form_with_user_information", get_target("http://me:secret@a/"), 400},
        {"absolute_form_without_a_host_field", "GET http://a/ HTTP/1.1\r\n\r\n", 400},
        {"fragment", get_target("/a#b"), 400},
        {"half_an_escape", get_target("/%4"), 400},
        {"escape_that_is_none", get_target("/%zz"), 400},
        {"escape_that_is_none_in_a_query", get_target("/?a=%u0041"), 400},
        {"escaped_nul", get_target("/a%00b"), 400},
        {"escaped_nul_in_a_query", get_target("/?a=%00"), 400},
        {"escaped_line_feed_in_a_path", get_target("/a%0Ab"), 400},
        {"malformed_utf_8_in_a_path", get_target("/%FF"), 400},
        {"overlong_slash", get_target("/%C0%AF"), 400},
        {"bytes_beyond_ascii", get_target("/caf\xC3\xA9"), 400},
        {"backslash", get_target("/a\\..\\b"), 400},
        {"dot_segments", get_target("/a/../b"), 400},
        {"escaped_dot_segments", get_target("/a/%2e%2E/b"), 400},
        {"dot_segments_with_escaped_slashes", get_target("/a/..%2F..%2fb"), 400},
        {"dot_segment_after_an_escaped_slash", get_target("/a%2F%2E%2E"), 400},
        {"one_dot", get_target("/./a"), 400},
        {"quote_in_a_target", get_target("/\"a\""), 400},
        {"target_one_byte_too_long", get_target("/" + std::string(8'192, 'a')), 414},
        {"target_too_long", get_target("/" + std::string(9'000, 'a')), 414},
        {"endless_target", "GET /" + std::string(9'000, 'a'), 414},
        {"head_too_large", get(host + "X: " + std::string(33'000, 'a') + "\r\n"), 431},
        {"endless_field", "GET / HTTP/1.1\r\nX: " + std::string(33'000, 'a'), 431},
        {"too_many_fields",
         get(host +
             [] {
                 std::string fields;
                 for (int i = 0; i < 100; ++i) fields += "X: a\r\n";
                 return fields;
             }()),
         431},
        {"connection_options_in_quotes", get(host + "Connection: \"a, close\"\r\n"), 400},
        {"other_expectation", post("Expect: a-miracle\r\nContent-Length: 1\r\n", "a"), 417},
    };
}

/// Who reads these otherwise than the proxy before it answers a request that a stranger hid in another one.
std::vector<Raw> smuggled() {
    const std::string hidden = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto both = [&](const std::string& fields) { return post(fields, "0\r\n\r\n" + hidden); };
    const std::string length = "Content-Length: 5\r\n", coding = "Transfer-Encoding: chunked\r\n";
    return {
        {"length_and_coding", both(length + coding), 400},
        {"coding_and_length", both(coding + length), 400},
        {"coding_in_http_1_0", "POST / HTTP/1.0\r\n" + coding + "\r\n0\r\n\r\n" + hidden, 400},
        {"two_lengths", both("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
        {"two_equal_lengths", both(length + length), 400},
        {"length_list", both("Content-Length: 5, 5\r\n"), 400},
        {"length_list_with_an_empty_element", both("Content-Length: 5,\r\n"), 400},
        {"negative_length", both("Content-Length: -1\r\n"), 400},
        {"length_with_a_sign", both("Content-Length: +5\r\n"), 400},
        {"hexadecimal_length", both("Content-Length: 0x5\r\n"), 400},
        {"length_with_a_decimal", both("Content-Length: 5.0\r\n"), 400},
        {"length_with_a_blank", both("Content-Length: 5 5\r\n"), 400},
        {"empty_length", both("Content-Length:\r\n"), 400},
        {"length_beyond_64_bits", both("Content-Length: 18446744073709551621\r\n"), 400},
        {"endless_length", both("Content-Length: 1" + std::string(300, '0') + "\r\n"), 400},
        {"length_in_other_digits", both("Content-Length: \xD9\xA5\r\n"), 400},
        {"unknown_coding", both("Transfer-Encoding: gzip\r\n"), 400},
        {"unknown_coding_before_chunked", both("Transfer-Encoding: gzip, chunked\r\n"), 400},
        {"chunked_is_not_last", both("Transfer-Encoding: chunked, gzip\r\n"), 400},
        {"chunked_twice", both("Transfer-Encoding: chunked, chunked\r\n"), 400},
        {"chunked_twice_in_two_fields", both(coding + coding), 400},
        {"identity", both("Transfer-Encoding: identity\r\n"), 400},
        {"identity_in_a_second_field", both(coding + "Transfer-Encoding: identity\r\n"), 400},
        {"coding_with_a_vertical_tab", both("Transfer-Encoding: \vchunked\r\n"), 400},
        {"coding_in_quotes", both("Transfer-Encoding: \"chunked\"\r\n"), 400},
        {"coding_with_a_parameter", both("Transfer-Encoding: chunked;q=1\r\n"), 400},
        {"coding_like_chunked", both("Transfer-Encoding: xchunked\r\n"), 400},
        {"empty_coding", both("Transfer-Encoding:\r\n"), 400},
        {"coding_with_a_blank_before_the_colon", both("Transfer-Encoding : chunked\r\n"), 400},
        {"folded_coding", both("Transfer-Encoding:\r\n chunked\r\n"), 400},
        {"coding_after_a_bare_lf", both("X: a\nTransfer-Encoding: chunked\r\n"), 400},
        {"chunk_size_in_0x", chunked("0x1\r\na\r\n0\r\n\r\n"), 400},
        {"negative_chunk_size", chunked("-1\r\na\r\n0\r\n\r\n"), 400},
        {"chunk_size_beyond_64_bits", chunked("10000000000000001\r\na\r\n0\r\n\r\n"), 413},
        {"no_chunk_size", chunked("\r\na\r\n0\r\n\r\n"), 400},
        {"chunk_size_with_a_blank", chunked("1 \r\na\r\n0\r\n\r\n"), 400},
        {"chunk_size_in_other_digits", chunked("g\r\na\r\n0\r\n\r\n"), 400},
        {"chunk_size_with_a_bare_lf", chunked("1\na\r\n0\r\n\r\n"), 400},
        {"chunk_extension_with_a_bare_lf", chunked("1;a\n\r\na\r\n0\r\n\r\n"), 400},
        {"chunk_longer_than_its_size", chunked("1\r\nab\r\n0\r\n\r\n"), 400},
        {"chunk_without_its_end", chunked("1\r\na0\r\n\r\n"), 400},
        {"chunk_with_a_bare_lf_at_its_end", chunked("1\r\na\n0\r\n\r\n"), 400},
        {"folded_trailer", chunked("0\r\nX: a\r\n b\r\n\r\n"), 400},
        {"trailer_without_a_name", chunked("0\r\n: a\r\n\r\n"), 400},
        {"trailer_with_a_bare_cr", chunked("0\r\nX: a\rb\r\n\r\n"), 400},
        {"nul_in_a_chunk_extension", chunked("1;a\0b\r\na\r\n0\r\n\r\n"s), 400},
        {"endless_chunk_extension", chunked("1;" + std::string(70'000, 'a')), 400},
        {"endless_trailer", chunked("0\r\nX: " + std::string(70'000, 'a')), 400},
        {"body_too_large", post("Content-Length: 100001\r\n", "a"), 413},
        {"chunks_too_large", chunked("F\r\n0123456789abcde\r\n186a0\r\na"), 413},
        {"first_chunk_too_large", chunked("fffffffffffffff\r\na"), 413},
    };
}

std::vector<Raw> refused() {
    std::vector<Raw> all = refused_heads();
    for (Raw& raw : smuggled()) all.push_back(std::move(raw));
    return all;
}

std::vector<Raw> incomplete() {
    return {{"nothing", ""},
            {"empty_line", "\r\n"},
            {"method", "GET"},
            {"request_line", "GET / HTTP/1.1\r\n"},
            {"fields", "GET / HTTP/1.1\r\n" + host},
            {"half_an_end", "GET / HTTP/1.1\r\n" + host + "\r"},
            {"part_of_a_body", post("Content-Length: 5\r\n", "abcd")},
            {"part_of_a_chunk", chunked("5\r\nabcd")},
            {"no_last_chunk", chunked("1\r\na\r\n")},
            {"no_end_of_the_trailer", chunked("1\r\na\r\n0\r\n")}};
}

RunningServer& server() {
    static RunningServer one;
    return one;
}

auto name_of_row = [](const testing::TestParamInfo<Raw>& info) { return info.param.name; };

class DoorLetsIn : public testing::TestWithParam<Raw> {};
class DoorRefuses : public testing::TestWithParam<Raw> {};
class DoorWaitsFor : public testing::TestWithParam<Raw> {};

TEST_P(DoorLetsIn, this) {
    RawClient client = server().client();
    const Answer answer = client.ask(GetParam().bytes);
    EXPECT_EQ(answer.status, 200) << answer.body;
    if (!GetParam().answer.empty()) {
        EXPECT_EQ(answer.body, GetParam().answer);
    }
}

/// The answer is a problem in a few words, and then the connection is closed, whatever followed.
TEST_P(DoorRefuses, this) {
    RawClient client = server().client();
    const Answer answer = client.ask(GetParam().bytes);
    EXPECT_EQ(answer.status, GetParam().status) << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.header("Connection"), "close");
    client.close_sending();
    EXPECT_TRUE(client.is_closed());
}

TEST_P(DoorWaitsFor, the_rest) {
    RawClient client = server().client();
    client.send(GetParam().bytes);
    client.close_sending();
    EXPECT_TRUE(client.is_closed());
}

INSTANTIATE_TEST_SUITE_P(Rows, DoorLetsIn, testing::ValuesIn(accepted()), name_of_row);
INSTANTIATE_TEST_SUITE_P(Rows, DoorRefuses, testing::ValuesIn(refused()), name_of_row);
INSTANTIATE_TEST_SUITE_P(Rows, DoorWaitsFor, testing::ValuesIn(incomplete()), name_of_row);

/// Nothing that was sent comes back in a refusal, and nothing is refused without a reason.
TEST(Door, answers_have_no_words_of_the_request) {
    for (const std::string& bytes : {get_target("/Rosalind%zz"), get("Host: Rosalind Franklin\r\n"),
                                     get(host + "Rosalind\r\n"), "Rosalind\r\n"s, get_target("Rosalind")}) {
        RawClient client = server().client();
        const Answer answer = client.ask(bytes);
        ASSERT_EQ(answer.status, 400);
        EXPECT_EQ(answer.body.find("osalind"), std::string::npos) << answer.body;
        EXPECT_NE(answer.body.find("\"detail\""), std::string::npos) << answer.body;
    }
}

/// Sent in two packets, split at each byte, a request is what it is whole.
TEST(Door, requests_may_be_split_at_every_byte) {
    const std::string request =
        "POST /a%20b?x=1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n";
    for (std::size_t at = 1; at < request.size(); ++at) {
        RawClient client = server().client();
        client.send(request.substr(0, at));
        std::this_thread::sleep_for(std::chrono::milliseconds(1));  // most often, the server reads in between
        client.send(request.substr(at));
        ASSERT_EQ(client.read().body, "POST [a b] x=1 host=a body=abc") << at;
    }
}

/// What a reader makes of bytes: the bodies of its requests, and then its state.
std::string read_in_pieces(const std::vector<std::string_view>& pieces) {
    static const net::Limits limits;
    net::RequestReader reader(limits);
    std::string seen;
    for (std::string_view piece : pieces)
        while (!piece.empty()) {
            const std::size_t taken = reader.receive(piece);
            piece.remove_prefix(taken);
            for (;;) {
                const auto state = reader.advance();
                if (state == net::RequestReader::State::head_read) {
                    reader.begin_body(100'000);
                } else if (state == net::RequestReader::State::complete) {
                    const net::Request request = reader.take_request();
                    seen += request.method + " " + request.target.path + " " + request.body + "\n";
                    reader.next();
                } else {
                    break;
                }
            }
            if (reader.state() == net::RequestReader::State::refused)
                return seen + "refused " + std::to_string(reader.refusal().status);
            if (taken == 0) return seen + "stuck";
        }
    return seen + (reader.is_idle() ? "idle" : "waiting");
}

/// Whatever the pieces, the reader makes the same of it; two requests in one packet are two.
TEST(Door, makes_the_same_of_bytes_in_any_pieces) {
    std::vector<std::string> inputs;
    for (const auto& rows : {accepted(), refused(), incomplete()})
        for (const Raw& raw : rows)
            if (raw.bytes.size() < 1'000) inputs.push_back(raw.bytes + get_target("/next"));
    for (const std::string& bytes : inputs) {
        const std::string whole = read_in_pieces({bytes});
        std::vector<std::string_view> singles;
        for (std::size_t i = 0; i < bytes.size(); ++i) singles.push_back(std::string_view(bytes).substr(i, 1));
        EXPECT_EQ(read_in_pieces(singles), whole) << bytes;
        for (std::size_t at = 1; at < bytes.size(); ++at)
            ASSERT_EQ(read_in_pieces({std::string_view(bytes).substr(0, at), std::string_view(bytes).substr(at)}),
                      whole)
                << bytes << " split at " << at;
    }
}

/// Changes some bytes of some request.
std::string mutated(std::mt19937& random, const std::vector<std::string>& inputs) {
    std::string bytes = inputs[random() % inputs.size()];
    static constexpr std::string_view telling = "\r\n\0 :\t,;%/?#\"\\0123456789abcfGX\x7F\xFF"sv;
    for (std::size_t changes = 1 + random() % 4; changes > 0 && !bytes.empty(); --changes) {
        const std::size_t at = random() % bytes.size();
        switch (random() % 4) {
            case 0:
                bytes[at] = telling[random() % telling.size()];
                break;
            case 1:
                bytes.insert(at, 1, telling[random() % telling.size()]);
                break;
            case 2:
                bytes.erase(at, 1 + random() % 3);
                break;
            default:
                bytes.insert(at, inputs[random() % inputs.size()].substr(0, random() % 60));
                break;
        }
    }
    return bytes;
}

/// Thousands of damaged requests: the reader ends with each, and makes the same of it in two pieces.
TEST(DoorSweep, damaged_requests_are_read_or_refused) {
    std::vector<std::string> inputs;
    for (const auto& rows : {accepted(), refused()})
        for (const Raw& raw : rows)
            if (raw.bytes.size() < 1'000) inputs.push_back(raw.bytes);
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const std::string bytes = mutated(random, inputs);
        const std::string whole = read_in_pieces({bytes});
        ASSERT_EQ(whole.find("stuck"), std::string::npos) << bytes;
        const std::size_t at = random() % (bytes.size() + 1);
        ASSERT_EQ(read_in_pieces({std::string_view(bytes).substr(0, at), std::string_view(bytes).substr(at)}), whole)
            << bytes << " split at " << at;
    }
}

/// The same over sockets: each connection is answered or closed, and the server goes on.
TEST(DoorSweep, damaged_requests_do_not_stop_the_server) {
    std::vector<std::string> inputs;
    for (const auto& rows : {accepted(), refused(), incomplete()})
        for (const Raw& raw : rows)
            if (raw.bytes.size() < 1'000) inputs.push_back(raw.bytes);
    std::mt19937 random(8);
    for (int i = 0; i < 3'000; ++i) {
        RawClient client = server().client();
        client.send(mutated(random, inputs));
        client.close_sending();
        client.read_to_end();
    }
    RawClient client = server().client();
    EXPECT_EQ(client.ask(get(host)).status, 200);
    EXPECT_EQ(server().counters().failures, 0u);
}

}  // namespace
}  // namespace carepress::test

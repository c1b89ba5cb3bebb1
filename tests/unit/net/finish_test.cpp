// What is done to every answer: tags, ranges, gzip, negotiation, as tables; and how it is written.
#include "net/finish.h"

#include "net/conditions.h"
#include "net/dates.h"
#include "net/negotiate.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace carepress::test {
namespace {

using net::ByteRange;
using net::RangeAnswer;
using net::Request;
using net::Response;
using net::UnsatisfiableRange;
using net::WholeRange;

std::string gunzip(std::string_view bytes, std::size_t size) {
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    std::string out(size, '\0');
    std::size_t written = 0;
    EXPECT_EQ(libdeflate_gzip_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(), size, &written),
              LIBDEFLATE_SUCCESS);
    out.resize(written);
    return out;
}

/// A request with these header fields.
Request request(const std::vector<net::Headers::Field>& fields, std::string method = "GET") {
    Request made;
    made.method = std::move(method);
    for (const auto& [name, value] : fields) made.headers.add(name, value);
    return made;
}

Response page(std::string body = std::string(2'000, 'a'), std::string type = "text/html; charset=utf-8") {
    Response response = net::make_response(200, std::move(type), std::move(body));
    response.headers.add("ETag", "\"t\"");
    response.headers.add("Cache-Control", "public");
    return response;
}

std::string header(const Response& response, std::string_view name) {
    return std::string(response.headers.get(name).value_or(""));
}

TEST(EntityTags, are_of_the_bytes) {
    EXPECT_EQ(net::entity_tag(""), "\"e3b0c44298fc1c149afbf4c8996fb924\"");
    EXPECT_NE(net::entity_tag("a"), net::entity_tag("b"));
    EXPECT_TRUE(net::is_entity_tag(net::entity_tag("a")));
}

TEST(EntityTags, have_a_form) {
    for (const char* tag : {"\"\"", "\"a\"", "W/\"a\"", "\"a,b\"", "\"\xE9\""})
        EXPECT_TRUE(net::is_entity_tag(tag)) << tag;
    for (const char* tag : {"", "\"", "a", "\"a", "w/\"a\"", "\"a\"b\"", "\"a b\"", "W/", "*"})
        EXPECT_FALSE(net::is_entity_tag(tag)) << tag;
}

TEST(EntityTags, are_compared_weakly_and_strongly) {
    struct Row {
        const char* field;
        const char* tag;
        bool is_weakly, is_strongly;
    };
    // The first four are the table of RFC 9110, 8.8.3.2.
    for (const Row& row : std::vector<Row>{{"W/\"1\"", "W/\"1\"", true, false},
                                           {"W/\"1\"", "W/\"2\"", false, false},
                                           {"W/\"1\"", "\"1\"", true, false},
                                           {"\"1\"", "\"1\"", true, true},
                                           {"\"2\", \"1\"", "\"1\"", true, true},
                                           {"\"2\" , ,W/\"1\"", "\"1\"", true, false},
                                           {"*", "\"1\"", true, true},
                                           {"\"a,b\"", "\"a,b\"", true, true},
                                           {"\"a,b\"", "\"b\"", false, false},
                                           {"1", "\"1\"", false, false},
                                           {"", "\"1\"", false, false}}) {
        EXPECT_EQ(net::lists_tag_weakly(row.field, row.tag), row.is_weakly) << row.field << " " << row.tag;
        EXPECT_EQ(net::lists_tag_strongly(row.field, row.tag), row.is_strongly) << row.field << " " << row.tag;
    }
}

TEST(Ranges, are_read_as_the_rfc_says) {
    struct Row {
        const char* field;
        std::size_t size;
        RangeAnswer answer;
    };
    for (const Row& row : std::vector<Row>{{"bytes=0-0", 10, ByteRange{0, 1}},
                                           {"bytes=2-5", 10, ByteRange{2, 4}},
                                           {"bytes=2-", 10, ByteRange{2, 8}},
                                           {"bytes=-3", 10, ByteRange{7, 3}},
                                           {"bytes=-30", 10, ByteRange{0, 10}},
                                           {"bytes=9-99", 10, ByteRange{9, 1}},
                                           {"Bytes= 2-5 ", 10, ByteRange{2, 4}},
                                           {"bytes=2-5,", 10, ByteRange{2, 4}},
                                           {"bytes=0-99999999999999999999999", 10, ByteRange{0, 10}},
                                           {"bytes=10-", 10, UnsatisfiableRange{}},
                                           {"bytes=99999999999999999999999-", 10, UnsatisfiableRange{}},
                                           {"bytes=-0", 10, UnsatisfiableRange{}},
                                           {"bytes=0-", 0, UnsatisfiableRange{}},
                                           {"bytes=-1", 0, UnsatisfiableRange{}},
                                           {"bytes=5-2", 10, WholeRange{}},
                                           {"bytes=0-1,3-4", 10, WholeRange{}},
                                           {"bytes=", 10, WholeRange{}},
                                           {"bytes=-", 10, WholeRange{}},
                                           {"bytes=a-b", 10, WholeRange{}},
                                           {"bytes=1-b", 10, WholeRange{}},
                                           {"bytes=+1-2", 10, WholeRange{}},
                                           {"bytes=1", 10, WholeRange{}},
                                           {"bytes=1--2", 10, WholeRange{}},
                                           {"pages=1-2", 10, WholeRange{}},
                                           {"", 10, WholeRange{}}})
        EXPECT_TRUE(net::read_range(row.field, row.size) == row.answer) << row.field << " of " << row.size;
}

TEST(Finish, sends_parts_of_bodies) {
    const Response part = net::finish(request({{"Range", "bytes=2-5"}}), page("0123456789", "application/pdf"));
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body.bytes(), "2345");
    EXPECT_EQ(header(part, "Content-Range"), "bytes 2-5/10");
    EXPECT_EQ(header(part, "ETag"), "\"t\"");
    const Response past = net::finish(request({{"Range", "bytes=10-"}}), page("0123456789", "application/pdf"));
    EXPECT_EQ(past.status, 416);
    EXPECT_EQ(header(past, "Content-Range"), "bytes */10");
}

TEST(Finish, sends_whole_bodies_where_no_part_may_be_sent) {
    const std::vector<Request> requests = {
        request({}),
        request({{"Range", "bytes=2-5"}}, "HEAD"),
        request({{"Range", "bytes=0-1,4-5"}}),
        request({{"Range", "bytes=2-5"}, {"If-Range", "\"other\""}}),
        request({{"Range", "bytes=2-5"}, {"If-Range", "*"}}),
        request({{"Range", "bytes=2-5"}, {"If-Range", "W/\"t\""}}),
        request({{"Range", "bytes=2-5"}, {"If-Range", "Sun, 06 Nov 1994 08:49:37 GMT"}}),
    };
    for (const Request& each : requests) {
        const Response whole = net::finish(each, page("0123456789", "application/pdf"));
        EXPECT_EQ(whole.status, 200);
        EXPECT_EQ(whole.body.bytes(), "0123456789");
        EXPECT_EQ(header(whole, "Accept-Ranges"), "bytes");
    }
    EXPECT_EQ(net::finish(request({{"Range", "bytes=2-5"}, {"If-Range", "\"t\""}}), page()).status, 206);
    EXPECT_EQ(net::finish(request({{"Range", "bytes=2-5"}}, "POST"), page()).status, 200);
}

TEST(Finish, answers_preconditions) {
    struct Row {
        std::vector<net::Headers::Field> fields;
        int status;
    };
    for (const Row& row : std::vector<Row>{{{{"If-None-Match", "\"t\""}}, 304},
                                           {{{"If-None-Match", "W/\"t\""}}, 304},
                                           {{{"If-None-Match", "*"}}, 304},
                                           {{{"If-None-Match", "\"a\", \"t\""}}, 304},
                                           {{{"If-None-Match", "\"a\""}, {"If-None-Match", "\"t\""}}, 304},
                                           {{{"If-None-Match", "\"a\""}}, 200},
                                           {{{"If-None-Match", "t"}}, 200},
                                           {{{"If-Match", "\"t\""}}, 200},
                                           {{{"If-Match", "*"}}, 200},
                                           {{{"If-Match", "\"a\""}}, 412},
                                           {{{"If-Match", "W/\"t\""}}, 412},
                                           {{{"If-Match", "\"a\""}, {"If-None-Match", "\"t\""}}, 412},
                                           {{{"If-None-Match", "\"t\""}, {"Range", "bytes=0-1"}}, 304}})
        for (const char* method : {"GET", "HEAD"})
            EXPECT_EQ(net::finish(request(row.fields, method), page()).status, row.status)
                << row.fields[0].first << ": " << row.fields[0].second;
}

/// Those of a 304 are what a cache updates; the body's are not there.
TEST(Finish, sends_304_with_the_fields_of_caches) {
    Response response = page();
    response.headers.add("Vary", "Accept-Language");
    const Response unmodified = net::finish(request({{"If-None-Match", "\"t\""}}), response);
    EXPECT_EQ(unmodified.body.size(), 0u);
    EXPECT_EQ(header(unmodified, "ETag"), "\"t\"");
    EXPECT_EQ(header(unmodified, "Cache-Control"), "public");
    EXPECT_EQ(header(unmodified, "Vary"), "Accept-Language, Accept-Encoding");
    EXPECT_FALSE(unmodified.headers.contains("Content-Type"));
}

/// Errors have no preconditions, nor have other methods, which their routes answer for.
TEST(Finish, leaves_other_answers_as_they_are) {
    const Request conditional = request({{"If-None-Match", "\"t\""}, {"Range", "bytes=0-1"}});
    Response missing = page();
    missing.status = 404;
    EXPECT_EQ(net::finish(conditional, missing).status, 404);
    EXPECT_EQ(net::finish(request({{"If-None-Match", "\"t\""}}, "POST"), page()).status, 200);
    Response untagged = net::make_response(200, "text/plain", "a");
    EXPECT_EQ(net::finish(conditional, untagged).status, 206);
}

TEST(Finish, compresses_for_those_who_take_it) {
    const std::string body(2'000, 'a');
    const Response coded = net::finish(request({{"Accept-Encoding", "br, gzip"}}), page(body));
    EXPECT_EQ(header(coded, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(coded, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(coded, "ETag"), "\"t-gzip\"");
    EXPECT_FALSE(coded.headers.contains("Accept-Ranges"));
    EXPECT_LT(coded.body.size(), 100u);
    EXPECT_EQ(gunzip(coded.body.bytes(), body.size()), body);
    EXPECT_EQ(net::gzip(body), coded.body.bytes()) << "the same bytes each time";
    EXPECT_EQ(gunzip(net::gzip(""), 10), "");
}

/// The tag of what was sent as gzip is known again, and does not match what is sent as it is.
TEST(Finish, knows_the_tags_of_what_it_compressed) {
    const auto ask = [](const char* tag, const char* codings) {
        return net::finish(request({{"If-None-Match", tag}, {"Accept-Encoding", codings}}), page()).status;
    };
    EXPECT_EQ(ask("\"t-gzip\"", "gzip"), 304);
    EXPECT_EQ(ask("\"t-gzip\"", "identity"), 200);
    EXPECT_EQ(ask("\"t\"", "gzip"), 200);
}

TEST(Finish, does_not_compress_what_would_not_gain) {
    const Request takes = request({{"Accept-Encoding", "gzip"}});
    Response secret = page();
    secret.may_compress = false;
    Response coded = page();
    coded.headers.add("Content-Encoding", "br");
    for (const Response& response : {page("short"), page(std::string(2'000, 'a'), "application/pdf"), secret})
        EXPECT_EQ(header(net::finish(takes, response), "Content-Encoding"), "");
    EXPECT_EQ(header(net::finish(takes, coded), "Content-Encoding"), "br");
    EXPECT_EQ(header(net::finish(request({{"Accept-Encoding", "gzip"}, {"Range", "bytes=0-1"}}), page()), "ETag"),
              "\"t\"");
    EXPECT_EQ(header(net::finish(request({}), page()), "Vary"), "Accept-Encoding");
    for (const char* codings : {"gzip;q=0", "*;q=0", "gzip;q=0.5, identity", "br"})
        EXPECT_EQ(header(net::finish(request({{"Accept-Encoding", codings}}), page()), "Content-Encoding"), "")
            << codings;
    const Request part = request({{"Range", "bytes=0-1"}, {"If-Range", "\"t\""}});
    EXPECT_EQ(net::finish(part, net::make_response(200, "text/plain", "untagged")).status, 200);
}

TEST(Finish, knows_what_is_text) {
    for (const char* type : {"text/html; charset=utf-8", "TEXT/PLAIN", "application/json", "application/problem+json",
                             "image/svg+xml", "application/fhir+json; fhirVersion=4.0", "application/javascript"})
        EXPECT_TRUE(net::is_compressible(type)) << type;
    for (const char* type : {"application/pdf", "image/png", "font/woff2", "", "application/zip"})
        EXPECT_FALSE(net::is_compressible(type)) << type;
}

TEST(Negotiate, codings_have_weights) {
    struct Row {
        const char* field;
        int gzip, identity;
    };
    for (const Row& row : std::vector<Row>{{"", 0, 1},
                                           {"gzip", 1000, 1},
                                           {"GZip", 1000, 1},
                                           {"gzip;q=0", 0, 1},
                                           {"gzip;q=0.5, identity", 500, 1000},
                                           {"gzip ; q=0.125", 125, 1},
                                           {"gzip;Q=1.000", 1000, 1},
                                           {"*", 1000, 1000},
                                           {"*;q=0", 0, 0},
                                           {"*;q=0, gzip", 1000, 0},
                                           {"br", 0, 1},
                                           {"gzip;q=2", 0, 1},
                                           {"gzip;q=1.001", 0, 1},
                                           {"gzip;q=.5", 0, 1},
                                           {"gzip;q=0.1234", 0, 1},
                                           {"gzip;q=a", 0, 1}}) {
        EXPECT_EQ(net::coding_weight(row.field, "gzip"), row.gzip) << row.field;
        EXPECT_EQ(net::coding_weight(row.field, "identity"), row.identity) << row.field;
    }
}

TEST(Negotiate, media_types_are_chosen) {
    struct Row {
        const char* accept;
        const char* chosen;
    };
    const std::vector<std::string_view> offered = {"application/pdf", "image/svg+xml", "text/html"};
    for (const Row& row : std::vector<Row>{{"", "application/pdf"},
                                           {"*/*", "application/pdf"},
                                           {"text/html", "text/html"},
                                           {"Text/HTML;level=1", "text/html"},
                                           {"text/*, application/pdf;q=0.5", "text/html"},
                                           {"image/svg+xml;q=0.9, */*;q=0.8", "image/svg+xml"},
                                           {"*/*, application/pdf;q=0", "image/svg+xml"},
                                           {"text/html;q=0.5, text/*, */*;q=0.1", "text/html"},
                                           {"application/json", ""},
                                           {"*/*;q=0", ""},
                                           {"text", ""}})
        EXPECT_EQ(net::choose_media_type(row.accept, offered), row.chosen) << row.accept;
}

TEST(Negotiate, languages_are_in_their_order) {
    using Tags = std::vector<std::string_view>;
    EXPECT_EQ(net::preferred_languages("da, en-gb;q=0.8, en;q=0.7"), (Tags{"da", "en-gb", "en"}));
    EXPECT_EQ(net::preferred_languages("en;q=0.7, es-MX, *;q=0.1, fr;q=0"), (Tags{"es-MX", "en"}));
    EXPECT_EQ(net::preferred_languages(""), Tags{});
    EXPECT_EQ(net::preferred_languages(" , ;q=1, a"), Tags{"a"});
}

TEST(Headers, are_a_list_without_regard_to_case) {
    net::Headers headers;
    headers.add("Accept", "a");
    headers.add("X", "1");
    headers.add("ACCEPT", "b");
    EXPECT_EQ(headers.get("accept"), "a");
    EXPECT_EQ(headers.joined("Accept"), "a, b");
    EXPECT_EQ(headers.count("accept"), 2u);
    headers.set("accept", "c");
    EXPECT_EQ(headers.joined("Accept"), "c");
    headers.add_to_list("Vary", "Accept");
    headers.add_to_list("vary", "accept");
    headers.add_to_list("Vary", "Origin");
    EXPECT_EQ(headers.joined("Vary"), "Accept, Origin");
    headers.remove("x");
    EXPECT_FALSE(headers.contains("X"));
}

TEST(Headers, lists_are_split_outside_of_quotes) {
    using Elements = std::vector<std::string_view>;
    EXPECT_EQ(net::list_elements("a, b ,,c"), (Elements{"a", "b", "c"}));
    EXPECT_EQ(net::list_elements("\"a,b\", c"), (Elements{"\"a,b\"", "c"}));
    EXPECT_EQ(net::list_elements("\"a\\\",b\", c"), (Elements{"\"a\\\",b\"", "c"}));
    EXPECT_EQ(net::list_elements("\"a, b"), (Elements{"\"a, b"}));
    EXPECT_EQ(net::list_elements(" , "), Elements{});
}

TEST(Heads, are_written) {
    Response response = net::make_response(404, "text/plain", "gone");
    EXPECT_EQ(net::write_head(response, "today", true),
              "HTTP/1.1 404 Not Found\r\nDate: today\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n"
              "Connection: close\r\n\r\n");
    response.status = 204;
    EXPECT_EQ(net::write_head(response, "today", false),
              "HTTP/1.1 204 No Content\r\nDate: today\r\nContent-Type: text/plain\r\n\r\n");
}

TEST(Heads, hold_nothing_that_would_break_them) {
    const auto with = [](std::string name, std::string value, int status = 200) {
        Response response;
        response.status = status;
        response.headers.add(std::move(name), std::move(value));
        return response;
    };
    EXPECT_TRUE(net::is_sound(with("X", "a\tb \xC3\xA9")));
    EXPECT_FALSE(net::is_sound(with("X", "a\r\nb")));
    EXPECT_FALSE(net::is_sound(with("X", "a\nb")));
    EXPECT_FALSE(net::is_sound(with("X", std::string("a\0b", 3))));
    EXPECT_FALSE(net::is_sound(with("X:", "a")));
    EXPECT_FALSE(net::is_sound(with("", "a")));
    EXPECT_FALSE(net::is_sound(with("content-length", "1")));
    EXPECT_FALSE(net::is_sound(with("Transfer-Encoding", "chunked")));
    EXPECT_FALSE(net::is_sound(with("X", "a", 101)));
    EXPECT_FALSE(net::is_sound(with("X", "a", 600)));
}

TEST(Dates, are_those_of_the_rfc) {
    using namespace std::chrono;
    EXPECT_EQ(net::http_date(sys_days{year{1994} / 11 / 6} + 8h + 49min + 37s), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(net::http_date(sys_days{year{2000} / 2 / 29}), "Tue, 29 Feb 2000 00:00:00 GMT");
}

TEST(Problems, are_json_of_rfc_9457) {
    const Response response = net::problem(404, "say \"please\"");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    EXPECT_EQ(response.body.bytes(),
              "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"say \\\"please\\\"\"}\n");
}

TEST(Bodies, are_shared_and_cut) {
    net::Body part;
    {
        const net::Body whole(std::string(100, 'a') + "bcd");
        part = whole.part(99, 3);
    }
    EXPECT_EQ(part.bytes(), "abc");
    EXPECT_EQ(net::Body::of_static("static").part(1, 2).bytes(), "ta");
    EXPECT_EQ(net::Body("text").size(), 4u);
}

}  // namespace
}  // namespace carepress::test

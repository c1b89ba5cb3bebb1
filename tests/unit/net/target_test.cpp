// Targets and queries as functions; door_test.cpp has them in whole requests.
#include "net/target.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::test {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Targets, queries_are_read_as_forms) {
    struct Row {
        const char* query;
        Pairs pairs;
    };
    for (const Row& row : std::vector<Row>{{"", {}},
                                           {"a=1&b=2", {{"a", "1"}, {"b", "2"}}},
                                           {"a=1&a=2", {{"a", "1"}, {"a", "2"}}},
                                           {"a", {{"a", ""}}},
                                           {"=1", {{"", "1"}}},
                                           {"&&a=1&", {{"a", "1"}}},
                                           {"a=b=c", {{"a", "b=c"}}},
                                           {"a+b=c+d", {{"a b", "c d"}}},
                                           {"%61=%2B%26", {{"a", "+&"}}},
                                           {"a=%C3%A9", {{"a", "\xC3\xA9"}}},
                                           {"a=x%E9y", {{"a", "x\xEF\xBF\xBDy"}}},
                                           {"mainSearchCriteria.v.c=E11.9", {{"mainSearchCriteria.v.c", "E11.9"}}}})
        EXPECT_EQ(net::split_query(row.query), row.pairs) << row.query;
    for (const char* query : {"%", "a=%1", "a=%gg", "a=%00", "%00=a", "a=1&b=%"})
        EXPECT_EQ(net::split_query(query), std::nullopt) << query;
}

TEST(Targets, parameters_are_found_by_name) {
    const net::Target target = net::split_target("/?a=1&a=2&b", false)->target;
    EXPECT_EQ(target.parameter("a"), "1");
    EXPECT_EQ(target.parameter("b"), "");
    EXPECT_EQ(target.parameter("A"), std::nullopt);
}

TEST(Targets, segments_keep_their_number) {
    const auto segments = [](const char* target) { return net::split_target(target, false)->target.segments; };
    using Segments = std::vector<std::string>;
    EXPECT_EQ(segments("/"), Segments{""});
    EXPECT_EQ(segments("/a"), Segments{"a"});
    EXPECT_EQ(segments("/a/"), (Segments{"a", ""}));
    EXPECT_EQ(segments("//a"), (Segments{"", "a"}));
    EXPECT_EQ(segments("/a%2Fb/%C3%A9"), (Segments{"a/b", "\xC3\xA9"}));
    EXPECT_EQ(segments("/..a/b.."), (Segments{"..a", "b.."}));
}

TEST(Targets, authorities_are_a_host_and_a_port) {
    for (const char* text :
         {"a", "a.example", "a:1", "a:", "1.2.3.4:65535", "[::1]", "[::1]:80", "[v1.a,b]", "a%41", "_a~b"})
        EXPECT_TRUE(net::is_authority(text)) << text;
    for (const char* text : {"", ":80", "a:b", "a:65536", "a:-1", "a:1:2", "[::1", "[]", "[::1]a", "[a b]", "a b",
                             "a/b", "a?b", "me@a", "a%4", "\xC3\xA9", "a,b c"})
        EXPECT_FALSE(net::is_authority(text)) << text;
}

}  // namespace
}  // namespace carepress::test

// How long a response says that it may be used.
#include "net/freshness.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace carepress::test {
namespace {

/// In seconds; -1 if it does not say.
std::int64_t freshness(const std::string& cache_control, const std::string& age = {}) {
    net::Headers headers;
    if (!cache_control.empty()) headers.set("cache-control", cache_control);
    if (!age.empty()) headers.set("Age", age);
    const auto seconds = net::freshness_of(headers);
    return seconds ? seconds->count() : -1;
}

TEST(Freshness, is_max_age_less_age) {
    EXPECT_EQ(freshness(""), -1);
    EXPECT_EQ(freshness("max-age=600"), 600);
    EXPECT_EQ(freshness("public, MAX-AGE=600, must-revalidate"), 600);
    EXPECT_EQ(freshness("max-age=\"600\""), 600);
    EXPECT_EQ(freshness("max-age=600, max-age=900"), 600);
    EXPECT_EQ(freshness("max-age=600", "100"), 500);
    EXPECT_EQ(freshness("max-age=600", "601"), 0);
    EXPECT_EQ(freshness("max-age=600", "soon"), 600);
    EXPECT_EQ(freshness("max-age=99999999999999999999"), std::int64_t{1} << 31);
    EXPECT_EQ(freshness("max-age=0"), 0);
}

TEST(Freshness, is_none_of_what_is_not_to_be_kept) {
    EXPECT_EQ(freshness("no-cache, max-age=600"), 0);
    EXPECT_EQ(freshness("max-age=600, no-store"), 0);
}

TEST(Freshness, is_not_said_by_what_is_malformed) {
    for (const char* value :
         {"max-age", "max-age=", "max-age=-5", "max-age=6.5", "max-age=\"", "s-maxage=600", "x-max-age=600", "private"})
        EXPECT_EQ(freshness(value), -1) << value;
    EXPECT_EQ(freshness("private=\"a, max-age=5\""), -1) << "within quotes";
}

}  // namespace
}  // namespace carepress::test

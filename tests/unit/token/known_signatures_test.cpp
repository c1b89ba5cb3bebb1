#include "token/known_signatures.h"

#include "base/digest.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
namespace {

TEST(KnownSignatures, knows_what_was_added) {
    token::KnownSignatures known;
    EXPECT_FALSE(known.contains(sha256("a")));
    known.add(sha256("a"));
    EXPECT_TRUE(known.contains(sha256("a")));
    EXPECT_FALSE(known.contains(sha256("b")));
}

/// Its size stays; the newest token is always known, and most of the last thousand.
TEST(KnownSignatures, forgets_older_ones) {
    token::KnownSignatures known;
    int kept = 0;
    for (int i = 0; i < 100'000; ++i) {
        known.add(sha256(std::to_string(i)));
        ASSERT_TRUE(known.contains(sha256(std::to_string(i))));
    }
    for (int i = 0; i < 100'000; ++i) kept += known.contains(sha256(std::to_string(i)));
    EXPECT_EQ(kept, 4096);
    kept = 0;
    for (int i = 99'000; i < 100'000; ++i) kept += known.contains(sha256(std::to_string(i)));
    EXPECT_GT(kept, 800);
}

/// Tokens of one place differ in a later byte.
TEST(KnownSignatures, compares_the_whole_digest) {
    token::KnownSignatures known;
    Sha256 a = sha256("a"), b = a;
    b.back() ^= 1;
    known.add(a);
    EXPECT_FALSE(known.contains(b));
    known.add(b);
    EXPECT_TRUE(known.contains(b));
    EXPECT_FALSE(known.contains(a));
}

}  // namespace
}  // namespace carepress::test

#include "base/digest.h"

#include "base/hex.h"

#include <gtest/gtest.h>

namespace carepress::test {
namespace {

TEST(Digest, is_that_of_the_standard) {
    // FIPS 180-4's own example.
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(lower_hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST(Digest, reads_what_it_writes) {
    EXPECT_EQ(from_hex(hex(sha256("abc"))), sha256("abc"));
    EXPECT_EQ(from_hex("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"), sha256("abc"));
    EXPECT_EQ(from_hex("ba78"), Sha256{});
    EXPECT_EQ(from_hex(std::string(64, 'g')), Sha256{});
    EXPECT_EQ(from_hex(std::string(63, '1') + "g"), Sha256{});
}

}  // namespace
}  // namespace carepress::test

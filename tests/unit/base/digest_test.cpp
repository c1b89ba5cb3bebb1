#include "base/digest.h"

#include "base/hex.h"

#include <gtest/gtest.h>

#include <string>

namespace carepress::test {
namespace {

TEST(Digest, is_that_of_the_standard) {
    // FIPS 180-4's own example.
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(lower_hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

/// RFC 4231, 4.2, 4.3 and 4.7.
TEST(Digest, hmac_is_that_of_the_rfc) {
    EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Digest, reads_what_it_writes) {
    EXPECT_EQ(from_hex(hex(sha256("abc"))), sha256("abc"));
    EXPECT_EQ(from_hex("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"), sha256("abc"));
    EXPECT_EQ(from_hex("ba78"), Sha256{});
    EXPECT_EQ(from_hex(std::string(64, 'g')), Sha256{});
    EXPECT_EQ(from_hex(std::string(63, '1').append("g")), Sha256{});
}

}  // namespace
}  // namespace carepress::test

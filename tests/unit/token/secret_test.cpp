#include "token/secret.h"

#include "base/base64.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace carepress::test {
namespace {

TEST(Secrets, are_equal_if_every_byte_is) {
    const std::string secret = token::random_handle();
    EXPECT_TRUE(token::equal_in_constant_time(secret, secret));
    EXPECT_TRUE(token::equal_in_constant_time("", ""));
    EXPECT_TRUE(token::equal_in_constant_time(std::string("a\0b", 3), std::string("a\0b", 3)));
    EXPECT_FALSE(token::equal_in_constant_time(std::string("a\0b", 3), std::string("a\0c", 3)));
    EXPECT_FALSE(token::equal_in_constant_time(secret, ""));
    EXPECT_FALSE(token::equal_in_constant_time(secret, secret + "A"));
    EXPECT_FALSE(token::equal_in_constant_time(secret, secret.substr(1)));
    for (std::size_t i = 0; i < secret.size(); ++i) {
        std::string other = secret;
        other[i] ^= 1;
        EXPECT_FALSE(token::equal_in_constant_time(secret, other)) << i;
    }
}

/// 256 bits, each of which is 0 in some handles and 1 in others.
TEST(Handles, are_256_random_bits) {
    std::set<std::string> handles;
    std::string ever(32, '\0'), always(32, '\xFF');
    for (int i = 0; i < 200; ++i) {
        const std::string handle = token::random_handle();
        EXPECT_EQ(handle.size(), 43u);
        const auto bytes = from_base64url(handle);
        ASSERT_TRUE(bytes && bytes->size() == 32) << handle;
        for (std::size_t k = 0; k < 32; ++k) {
            ever[k] = static_cast<char>(ever[k] | (*bytes)[k]);
            always[k] = static_cast<char>(always[k] & (*bytes)[k]);
        }
        handles.insert(handle);
    }
    EXPECT_EQ(handles.size(), 200u);
    EXPECT_EQ(ever, std::string(32, '\xFF'));
    EXPECT_EQ(always, std::string(32, '\0'));
}

}  // namespace
}  // namespace carepress::test

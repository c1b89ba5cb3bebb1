#include "base/data_address.h"

#include <gtest/gtest.h>

namespace carepress {
namespace {

TEST(DataAddress, IsDecoded) {
    EXPECT_EQ(data_of_address("data:,a%20b%2"), "a b%2");
    EXPECT_EQ(data_of_address("data:image/svg+xml;charset=utf-8,%3Csvg/%3e"), "<svg/>");
    EXPECT_EQ(data_of_address("DATA:image/png;base64,YWJj"), "abc");
    EXPECT_EQ(data_of_address("data:image/png ; BASE64 ,YWI="), "ab");
    EXPECT_EQ(data_of_address("data:image/png;base64,YWI"), "ab");
    EXPECT_EQ(data_of_address("data:image/png;base64,Y%57%0A I%3D"), "ab");
    EXPECT_EQ(data_of_address("data:;base64,"), "");
}

TEST(DataAddress, IsRefused) {
    EXPECT_EQ(data_of_address("data:image/png"), std::nullopt);
    EXPECT_EQ(data_of_address("data:image/png;base64,Y*Jj"), std::nullopt);
    EXPECT_EQ(data_of_address("data:image/png;base64,A"), std::nullopt);
    EXPECT_EQ(data_of_address("https://example.org/,x"), std::nullopt);
    EXPECT_EQ(data_of_address(""), std::nullopt);
}

}  // namespace
}  // namespace carepress

#include "pdf/deflate_literals.h"

#include "read_pdf.h"

#include <gtest/gtest.h>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_String.hh>

#include <random>
#include <utility>

namespace carepress::test {
namespace {

std::string inflate(const std::string& compressed) {
    std::string data;
    Pl_String end("end", nullptr, data);
    Pl_Flate inflater("inflate", &end, Pl_Flate::a_inflate);
    inflater.write(reinterpret_cast<const unsigned char*>(compressed.data()), compressed.size());
    inflater.finish();
    return data;
}

std::string random_bytes(std::size_t size, unsigned values, unsigned seed) {
    std::mt19937 random(seed);
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random() % values);
    return bytes;
}

TEST(DeflatingLiterals, nothing_one_byte_and_one_value_come_back) {
    for (const std::string& data : {std::string(), std::string("a"), std::string(5'000, '\0'), std::string("ab")})
        EXPECT_EQ(inflate(*deflate_literals(data)), data);
}

TEST(DeflatingLiterals, bytes_of_all_kinds_come_back) {
    unsigned seed = 0;
    for (const std::size_t size : {2u, 255u, 4'096u, 70'000u}) {
        for (const unsigned values : {2u, 3u, 100u, 256u}) {
            const std::string data = random_bytes(size, values, ++seed);
            EXPECT_EQ(inflate(*deflate_literals(data)), data) << size << " bytes of " << values << " values";
        }
    }
}

// Frequencies like Fibonacci's numbers make the longest Huffman codes; a code has 15 bits at most.
TEST(DeflatingLiterals, codes_that_would_get_too_long_are_cut) {
    std::string data;
    std::size_t before = 1, count = 1;
    for (char value = 0; value < 24; ++value) {
        data.append(count, value);
        before = std::exchange(count, count + before);
    }
    const Bytes compressed = deflate_literals(data);
    EXPECT_EQ(inflate(*compressed), data);
    EXPECT_LT(compressed->size(), data.size() / 2);
}

TEST(DeflatingLiterals, comes_near_the_entropy) {
    const std::string data = random_bytes(8'000, 16, 7);  // four bits each
    EXPECT_LT(deflate_literals(data)->size(), 4'000u + 150u);
}

}  // namespace
}  // namespace carepress::test

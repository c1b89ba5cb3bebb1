#include "pdf/deflate_literals.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace carepress {

namespace {

constexpr std::size_t end_of_block = 256, literal_count = 257;
constexpr std::size_t longest_code = 15, longest_length_code = 7;  // RFC 1951 3.2.7

/// A prefix code: for each symbol its bits, first bit lowest as they lie in the stream, and their number; 0: unused.
template <std::size_t count>
struct Code {
    std::array<std::uint16_t, count> bits{};
    std::array<std::uint8_t, count> lengths{};
};

/// Lengths of a Huffman code by the two-queue method: leaves in ascending order of frequency, inner nodes as they are
/// made, which is ascending too. Returns the longest. At least two frequencies are not zero.
template <std::size_t count>
std::size_t find_lengths(const std::array<std::uint32_t, count>& frequencies,
                         std::array<std::uint8_t, count>& lengths) {
    constexpr int symbol_bits = 9;  // so that sorting numbers sorts by frequency, then by symbol
    std::array<std::uint64_t, count> leaves;
    std::size_t used = 0;
    for (std::size_t symbol = 0; symbol < count; ++symbol) {
        if (frequencies[symbol] > 0) leaves[used++] = std::uint64_t{frequencies[symbol]} << symbol_bits | symbol;
    }
    std::sort(leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(used));

    std::array<std::uint64_t, count> weights;  // of inner nodes
    std::array<std::uint16_t, 2 * count> parents{};
    std::size_t leaf = 0, inner = 0;
    for (std::size_t made = 0; made + 1 < used; ++made) {
        weights[made] = 0;
        for (int side = 0; side < 2; ++side) {
            const bool takes_leaf = leaf < used && (inner >= made || leaves[leaf] >> symbol_bits <= weights[inner]);
            weights[made] += takes_leaf ? leaves[leaf] >> symbol_bits : weights[inner];
            parents[takes_leaf ? leaf++ : used + inner++] = static_cast<std::uint16_t>(used + made);
        }
    }
    std::array<std::uint8_t, 2 * count> depths{};
    std::size_t longest = 0;
    for (std::size_t node = 2 * used - 2; node-- > 0;) {
        depths[node] = static_cast<std::uint8_t>(depths[parents[node]] + 1);
        if (node < used) lengths[leaves[node] & ((1u << symbol_bits) - 1)] = depths[node];
        longest = std::max<std::size_t>(longest, depths[node]);
    }
    return longest;
}

/// The lowest `length` bits of `bits` in reverse order.
std::uint16_t turn(std::uint32_t bits, std::uint32_t length) {
    bits = (bits & 0x5555) << 1 | (bits >> 1 & 0x5555);
    bits = (bits & 0x3333) << 2 | (bits >> 2 & 0x3333);
    bits = (bits & 0x0F0F) << 4 | (bits >> 4 & 0x0F0F);
    bits = (bits & 0x00FF) << 8 | (bits >> 8 & 0x00FF);
    return static_cast<std::uint16_t>(bits >> (16 - length));
}

/// The canonical code of the lengths (RFC 1951 3.2.2).
template <std::size_t count>
void assign_bits(Code<count>& code) {
    std::array<std::uint32_t, longest_code + 1> counts{}, next{};
    for (const std::uint8_t length : code.lengths) ++counts[length];
    counts[0] = 0;
    for (std::size_t length = 1; length <= longest_code; ++length)
        next[length] = (next[length - 1] + counts[length - 1]) << 1;
    for (std::size_t symbol = 0; symbol < count; ++symbol) {
        if (code.lengths[symbol] == 0) continue;
        code.bits[symbol] = turn(next[code.lengths[symbol]]++, code.lengths[symbol]);
    }
}

/// The best code, or nearly so where its longest bits must be cut: halved frequencies differ less.
template <std::size_t count>
Code<count> make_code(std::array<std::uint32_t, count> frequencies, std::size_t longest) {
    Code<count> code;
    while (find_lengths(frequencies, code.lengths) > longest) {
        for (std::uint32_t& frequency : frequencies) frequency = (frequency + 1) / 2;
    }
    assign_bits(code);
    return code;
}

/// Bits into bytes, the first bit lowest (RFC 1951 3.1.1). Without a branch: whether a byte is full is as good as
/// random, and guessing wrong would cost more than writing. `out` has room for eight bytes more than are used.
class BitWriter {
public:
    explicit BitWriter(char* out) : out_(out) {}
    /// At most 56 bits at a time.
    void put(std::uint64_t bits, std::size_t length) {
        held_ |= bits << count_;
        count_ += length;
        char bytes[8];
        for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(held_ >> 8 * i);
        std::memcpy(out_, bytes, 8);
        out_ += count_ / 8;
        held_ >>= count_ / 8 * 8;
        count_ %= 8;
    }
    /// Behind the last byte begun.
    char* end() const { return out_ + (count_ > 0 ? 1 : 0); }

private:
    char* out_;
    std::uint64_t held_ = 0;
    std::size_t count_ = 0;
};

/// Puts the codes of all bytes, three at a time. The writer is copied so that it stays in registers.
BitWriter put_literals(BitWriter writer, std::string_view data, const Code<literal_count>& code) {
    struct Entry {
        std::uint32_t bits = 0, length = 0;
    };
    std::array<Entry, 256> table;
    for (std::size_t symbol = 0; symbol < table.size(); ++symbol)
        table[symbol] = {code.bits[symbol], code.lengths[symbol]};
    const auto entry = [&](char byte) { return table[static_cast<unsigned char>(byte)]; };
    std::size_t at = 0;
    for (; at + 3 <= data.size(); at += 3) {
        const Entry a = entry(data[at]), b = entry(data[at + 1]), c = entry(data[at + 2]);
        const std::uint32_t two = a.length + b.length;
        writer.put(a.bits | std::uint64_t{b.bits} << a.length | std::uint64_t{c.bits} << two, two + c.length);
    }
    for (; at < data.size(); ++at) writer.put(entry(data[at]).bits, entry(data[at]).length);
    return writer;
}

constexpr std::size_t distance_count = 2;  // never used, but some readers want a complete code

void put_header(BitWriter& writer, const Code<literal_count>& literals) {
    std::array<std::uint8_t, literal_count + distance_count> lengths{};
    std::copy(literals.lengths.begin(), literals.lengths.end(), lengths.begin());
    lengths[literal_count] = lengths[literal_count + 1] = 1;
    std::array<std::uint32_t, 19> frequencies{};  // the run lengths 16 to 18 stay unused
    for (const std::uint8_t length : lengths) ++frequencies[length];
    const Code<19> code = make_code(frequencies, longest_length_code);

    writer.put(1 | 2 << 1, 3);  // the last block, dynamic codes
    writer.put(literal_count - 257, 5);
    writer.put(distance_count - 1, 5);
    writer.put(19 - 4, 4);
    for (const int symbol : {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15})
        writer.put(code.lengths[static_cast<std::size_t>(symbol)], 3);
    for (const std::uint8_t length : lengths) writer.put(code.bits[length], code.lengths[length]);
}

}  // namespace

Bytes deflate_literals(std::string_view data) {
    std::array<std::uint32_t, literal_count> frequencies{};
    for (const char byte : data) ++frequencies[static_cast<unsigned char>(byte)];
    frequencies[end_of_block] = 1;
    if (data.empty()) frequencies[0] = 1;  // a code has two symbols at least
    const Code<literal_count> code = make_code(frequencies, longest_code);

    std::size_t bits = 0;
    for (std::size_t symbol = 0; symbol < literal_count; ++symbol)
        bits += std::size_t{frequencies[symbol]} * code.lengths[symbol];
    constexpr std::size_t largest_header = (17 + 19 * 3 + (literal_count + distance_count) * longest_length_code) / 8;
    std::string out(2 + largest_header + bits / 8 + 16, '\0');

    out[0] = '\x78';  // RFC 1950 2.2: deflate with a window of 32 KiB; the next byte makes it a multiple of 31
    out[1] = '\x01';
    BitWriter writer(out.data() + 2);
    put_header(writer, code);
    writer = put_literals(writer, data, code);
    writer.put(code.bits[end_of_block], code.lengths[end_of_block]);
    char* end = writer.end();
    const std::uint32_t sum = libdeflate_adler32(1, data.data(), data.size());
    for (int shift = 24; shift >= 0; shift -= 8) *end++ = static_cast<char>(sum >> shift);
    out.resize(static_cast<std::size_t>(end - out.data()));
    return std::make_shared<const std::string>(std::move(out));
}

}  // namespace carepress

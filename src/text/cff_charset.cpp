#include "text/cff_charset.h"

#include <cstddef>
#include <cstdint>

namespace carepress::text {
namespace {

/// Big-endian numbers in order; past the end of the table it reads zeros and says so.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}

    std::uint32_t number(int size) {
        std::uint32_t value = 0;
        for (; size > 0; --size) value = value << 8 | (at_ < bytes_.size() ? bytes_[at_] : 0u), ++at_;
        return value;
    }
    void skip(std::size_t count) { at_ += count; }
    std::size_t at() const { return at_; }
    bool is_past_end() const { return at_ > bytes_.size(); }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_;
};

/// The first object of an INDEX (TN 5176, 5), and where the INDEX ends.
struct Index {
    std::size_t first_begin = 0, first_end = 0, end = 0;
};

Index read_index(std::span<const std::uint8_t> cff, std::size_t at) {
    Reader reader(cff, at);
    const std::uint32_t count = reader.number(2);
    if (count == 0) return {0, 0, reader.at()};
    const int offset_size = static_cast<int>(reader.number(1));
    if (offset_size < 1 || offset_size > 4) return {0, 0, cff.size() + 1};
    const std::size_t data = at + 3 + (std::size_t{count} + 1) * static_cast<std::size_t>(offset_size) - 1;
    const std::uint32_t first = reader.number(offset_size), second = reader.number(offset_size);
    Reader last(cff, data + 1 - static_cast<std::size_t>(offset_size));
    return {data + first, data + second, data + last.number(offset_size)};
}

struct TopDict {
    bool cid_keyed = false;
    std::size_t charset = 0;
};

/// Operands come before their operator (TN 5176, 4): of those that count here the last one is wanted.
TopDict read_top_dict(std::span<const std::uint8_t> cff, const Index& dicts) {
    constexpr unsigned charset = 15, escape = 12, ros = 30;
    TopDict dict;
    std::uint32_t operand = 0;
    Reader reader(cff, dicts.first_begin);
    while (reader.at() < dicts.first_end && !reader.is_past_end()) {
        const std::uint32_t byte = reader.number(1);
        if (byte == escape) {
            if (reader.number(1) == ros) dict.cid_keyed = true;
        } else if (byte <= 21) {
            if (byte == charset) dict.charset = operand;
        } else if (byte == 28 || byte == 29) {
            operand = reader.number(byte == 28 ? 2 : 4);
        } else if (byte == 30) {  // a real number: nibbles until one is 15
            for (std::uint32_t pair = 0; (pair & 15) != 15 && pair >> 4 != 15 && !reader.is_past_end();)
                pair = reader.number(1);
        } else if (byte >= 32 && byte <= 246) {
            operand = byte - 139;
        } else if (byte >= 247 && byte <= 250) {
            operand = (byte - 247) * 256 + reader.number(1) + 108;
        } else if (byte >= 251 && byte <= 254) {
            reader.skip(1);  // negative: no offset
        }
    }
    return dict;
}

}  // namespace

std::vector<std::uint16_t> read_cids(std::span<const std::uint8_t> cff, unsigned glyph_count) {
    if (cff.size() < 4) return {};
    const Index names = read_index(cff, cff[2]);
    const TopDict dict = read_top_dict(cff, read_index(cff, names.end));
    if (!dict.cid_keyed || dict.charset <= 2 || glyph_count == 0) return {};

    std::vector<std::uint16_t> cids = {0};  // glyph 0 is .notdef and not listed
    cids.reserve(glyph_count);
    Reader reader(cff, dict.charset);
    const std::uint32_t format = reader.number(1);
    if (format > 2) return {};
    while (cids.size() < glyph_count && !reader.is_past_end()) {
        const std::uint32_t first = reader.number(2);
        const std::uint32_t more = format == 0 ? 0 : reader.number(static_cast<int>(format));
        for (std::uint32_t i = 0; i <= more && cids.size() < glyph_count; ++i)
            cids.push_back(static_cast<std::uint16_t>(first + i));
    }
    return reader.is_past_end() ? std::vector<std::uint16_t>{} : cids;
}

}  // namespace carepress::text

// The QR code of an address, as libqrcodegen makes it with mask 0 (a test compares them, every version, level and
// mode), in a tenth of its instructions: products in GF(256) are sums of logarithms, and data goes to the modules in
// one walk.
#include "image/qr_symbol.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <utility>

namespace carepress::image {
namespace {

constexpr int most_versions = 26;
enum class Correction : std::uint8_t { medium, quartile, high };

// Table 9, by version from 1.
constexpr std::uint8_t correction_words[3][most_versions] = {
    {10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28},
    {13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28},
    {17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30},
};
constexpr std::uint8_t block_counts[3][most_versions] = {
    {1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23},
    {1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34},
    {1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37},
};
constexpr std::size_t most_correction_words = 30;

/// A version with its error correction.
struct Grade {
    int version = 1;
    Correction correction = Correction::medium;

    std::size_t blocks() const { return block_counts[static_cast<int>(correction)][version - 1]; }
    std::size_t words_a_block() const { return correction_words[static_cast<int>(correction)][version - 1]; }
    /// What data has (table 1): all modules but those of the patterns, without the correction.
    std::size_t data_words() const {
        int modules = (16 * version + 128) * version + 64;
        if (version >= 2) {
            const int aligned = version / 7 + 2;
            modules -= (25 * aligned - 10) * aligned - 55;
            if (version >= 7) modules -= 36;
        }
        return static_cast<std::size_t>(modules / 8) - words_a_block() * blocks();
    }
};

/// Bits from the most significant one on.
class Bits {
public:
    void add(unsigned value, int count) {
        for (int i = count; i-- > 0;) {
            if (size_ % 8 == 0) bytes_.push_back(0);
            bytes_.back() = static_cast<std::uint8_t>(bytes_.back() | (value >> i & 1u) << (7 - size_ % 8));
            ++size_;
        }
    }
    void add_byte(std::uint8_t byte) {
        const std::size_t shift = size_ % 8;
        if (shift != 0) bytes_.back() = static_cast<std::uint8_t>(bytes_.back() | byte >> shift);
        bytes_.push_back(static_cast<std::uint8_t>(byte << (8 - shift) % 8));
        size_ += 8;
    }
    std::size_t size() const { return size_; }
    std::vector<std::uint8_t>& bytes() { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
    std::size_t size_ = 0;
};

constexpr std::string_view alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The whole text in one segment of the tightest mode (7.4).
class Segment {
public:
    explicit Segment(std::string_view text) : text_(text) {
        const auto all = [&](auto fits) { return std::all_of(text.begin(), text.end(), fits); };
        if (all([](char c) { return c >= '0' && c <= '9'; }))
            mode_ = Mode::numeric;
        else if (all([](char c) { return alphanumeric.find(c) != std::string_view::npos; }))
            mode_ = Mode::alphanumeric;
        else
            states_encoding_ = !all([](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }

    std::size_t bits(int version) const {
        const int before = 4 + count_bits(version) + (states_encoding_ ? 12 : 0);
        const auto header = static_cast<std::size_t>(before);
        const std::size_t count = text_.size();
        if (mode_ == Mode::numeric) return header + count / 3 * 10 + (count % 3 == 2 ? 7 : count % 3 == 1 ? 4 : 0);
        if (mode_ == Mode::alphanumeric) return header + count / 2 * 11 + count % 2 * 6;
        return header + count * 8;
    }

    void write(int version, Bits& out) const {
        // Extended channel interpretation 26: UTF-8 (AIM ITS/04-023). Without it bytes mean ISO 8859-1.
        if (states_encoding_) out.add(7u << 8 | 26u, 12);
        out.add(static_cast<unsigned>(mode_), 4);
        out.add(static_cast<unsigned>(text_.size()), count_bits(version));
        if (mode_ == Mode::numeric)
            write_digits(out);
        else if (mode_ == Mode::alphanumeric)
            write_pairs(out);
        else
            for (const char c : text_) out.add_byte(static_cast<std::uint8_t>(c));
    }

private:
    enum class Mode : std::uint8_t { numeric = 1, alphanumeric = 2, bytes = 4 };

    /// Table 3.
    int count_bits(int version) const {
        const bool large = version >= 10;
        if (mode_ == Mode::numeric) return large ? 12 : 10;
        if (mode_ == Mode::alphanumeric) return large ? 11 : 9;
        return large ? 16 : 8;
    }

    void write_digits(Bits& out) const {
        for (std::size_t i = 0; i < text_.size(); i += 3) {
            unsigned number = 0;
            const std::string_view group = text_.substr(i, 3);
            for (const char c : group) number = number * 10 + static_cast<unsigned>(c - '0');
            out.add(number, static_cast<int>(group.size()) * 3 + 1);
        }
    }

    void write_pairs(Bits& out) const {
        const auto value = [&](std::size_t i) { return static_cast<unsigned>(alphanumeric.find(text_[i])); };
        std::size_t i = 0;
        for (; i + 1 < text_.size(); i += 2) out.add(value(i) * 45 + value(i + 1), 11);
        if (i < text_.size()) out.add(value(i), 6);
    }

    std::string_view text_;
    Mode mode_ = Mode::bytes;
    bool states_encoding_ = false;
};

/// Powers of 2 in GF(256) over x^8 + x^4 + x^3 + x^2 + 1, twice round so that sums of logarithms need no modulus.
struct Powers {
    std::array<std::uint8_t, 510> power{};
    std::array<std::uint8_t, 256> logarithm{};
    constexpr Powers() {
        unsigned value = 1;
        for (unsigned i = 0; i < 255; ++i) {
            power[i] = power[i + 255] = static_cast<std::uint8_t>(value);
            logarithm[value] = static_cast<std::uint8_t>(i);
            value = value << 1 ^ (value & 0x80 ? 0x11Du : 0u);
        }
    }
};
constexpr Powers field;

/// Reed-Solomon error correction with `degree` words a block (7.5.2).
class Corrector {
public:
    explicit Corrector(std::size_t degree) : degree_(degree) {
        std::array<std::uint8_t, most_correction_words + 1> polynomial{1};  // (x - 2^0) (x - 2^1) ..., x^0 first
        for (unsigned root = 0; root < degree; ++root) {
            for (std::size_t i = root + 1; i > 0; --i)
                polynomial[i] = static_cast<std::uint8_t>(times(polynomial[i], root) ^ polynomial[i - 1]);
            polynomial[0] = times(polynomial[0], root);
        }
        for (std::size_t i = 0; i < degree; ++i) logarithms_[i] = field.logarithm[polynomial[degree - 1 - i]];
    }

    /// Writes the remainder of `data` to `out`, `degree` words.
    void correct(const std::uint8_t* data, std::size_t count, std::uint8_t* out) const {
        std::fill_n(out, degree_, std::uint8_t{0});
        for (std::size_t k = 0; k < count; ++k) {
            const std::uint8_t factor = data[k] ^ out[0];
            std::copy(out + 1, out + degree_, out);
            out[degree_ - 1] = 0;
            if (factor == 0) continue;
            const unsigned shift = field.logarithm[factor];
            for (std::size_t i = 0; i < degree_; ++i) out[i] ^= field.power[logarithms_[i] + shift];
        }
    }

private:
    static std::uint8_t times(std::uint8_t value, unsigned logarithm) {
        return value == 0 ? std::uint8_t{0} : field.power[field.logarithm[value] + logarithm];
    }
    std::size_t degree_;
    /// Of the polynomial's coefficients, none of which is 0, from the highest power on.
    std::array<std::uint8_t, most_correction_words> logarithms_{};
};

/// Data and error correction of all blocks, a word of each in turn (7.6).
std::vector<std::uint8_t> interleave(const std::vector<std::uint8_t>& data, Grade grade) {
    const std::size_t degree = grade.words_a_block(), blocks = grade.blocks();
    const std::size_t shorter = data.size() / blocks, short_blocks = blocks - data.size() % blocks;
    std::vector<std::uint8_t> out(data.size() + degree * blocks);
    const Corrector corrector(degree);
    std::array<std::uint8_t, most_correction_words> correction{};
    const std::uint8_t* from = data.data();
    for (std::size_t block = 0; block < blocks; ++block) {
        const std::size_t count = shorter + (block < short_blocks ? 0 : 1);
        for (std::size_t i = 0; i < shorter; ++i) out[i * blocks + block] = from[i];
        if (count > shorter) out[shorter * blocks + block - short_blocks] = from[shorter];
        corrector.correct(from, count, correction.data());
        for (std::size_t i = 0; i < degree; ++i) out[data.size() + i * blocks + block] = correction[i];
        from += count;
    }
    return out;
}

/// Draws the modules.
class Painter {
public:
    explicit Painter(Grade grade) : grade_(grade), size_(grade.version * 4 + 17) {
        symbol_.size = size_;
        symbol_.modules.assign(static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_), open);
    }

    QrSymbol paint(const std::vector<std::uint8_t>& words) {
        draw_timing();
        for (const auto& [x, y] : {std::pair(3, 3), std::pair(size_ - 4, 3), std::pair(3, size_ - 4)})
            draw_finder(x, y);
        draw_alignment();
        draw_format();
        if (grade_.version >= 7) draw_version();
        draw_words(words);
        return std::move(symbol_);
    }

private:
    /// Of no pattern: a module of data, which is not drawn yet.
    static constexpr std::uint8_t open = 2;

    std::uint8_t& at(int x, int y) {
        const int index = y * size_ + x;
        return symbol_.modules[static_cast<std::size_t>(index)];
    }
    void set(int x, int y, bool dark) { at(x, y) = dark ? 1 : 0; }

    void draw_timing() {
        for (int i = 0; i < size_; ++i) {
            set(6, i, i % 2 == 0);
            set(i, 6, i % 2 == 0);
        }
    }

    /// With its separator.
    void draw_finder(int x, int y) {
        for (int dy = -4; dy <= 4; ++dy) {
            for (int dx = -4; dx <= 4; ++dx) {
                const int distance = std::max(std::abs(dx), std::abs(dy));
                const int column = x + dx, row = y + dy;
                if (column < 0 || column >= size_ || row < 0 || row >= size_) continue;
                set(column, row, distance != 2 && distance != 4);
            }
        }
    }

    /// Annex E.
    void draw_alignment() {
        if (grade_.version == 1) return;
        const int count = grade_.version / 7 + 2;
        const int step = (grade_.version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
        const auto place = [&](int i) { return i == 0 ? 6 : size_ - 7 - step * (count - 1 - i); };
        for (int i = 0; i < count; ++i) {
            for (int k = 0; k < count; ++k) {
                const bool in_finder = (i == 0 && k == 0) || (i == 0 && k == count - 1) || (i == count - 1 && k == 0);
                if (in_finder) continue;
                for (int dy = -2; dy <= 2; ++dy)
                    for (int dx = -2; dx <= 2; ++dx)
                        set(place(i) + dx, place(k) + dy, std::max(std::abs(dx), std::abs(dy)) != 1);
            }
        }
    }

    /// Level and mask, twice (7.9).
    void draw_format() {
        // 7.8.3 has the encoder try all eight masks and keep the one that looks best. That takes ten times as long,
        // nearly as long as the rest of a handout; a reader takes the mask's number from here, so that a symbol with
        // any mask reads.
        constexpr unsigned mask = 0;
        constexpr unsigned indicators[] = {0, 3, 2};  // of the levels M, Q, H
        const unsigned data = indicators[static_cast<int>(grade_.correction)] << 3 | mask;
        unsigned remainder = data;
        for (int i = 0; i < 10; ++i) remainder = remainder << 1 ^ (remainder >> 9) * 0x537;
        const unsigned bits = (data << 10 | remainder) ^ 0x5412;
        const auto bit = [&](int i) { return (bits >> i & 1u) != 0; };
        for (int i = 0; i <= 5; ++i) set(8, i, bit(i));
        set(8, 7, bit(6));
        set(8, 8, bit(7));
        set(7, 8, bit(8));
        for (int i = 9; i < 15; ++i) set(14 - i, 8, bit(i));
        for (int i = 0; i < 8; ++i) set(size_ - 1 - i, 8, bit(i));
        for (int i = 8; i < 15; ++i) set(8, size_ - 15 + i, bit(i));
        set(8, size_ - 8, true);
    }

    /// Twice (7.10).
    void draw_version() {
        const auto version = static_cast<unsigned>(grade_.version);
        unsigned remainder = version;
        for (int i = 0; i < 12; ++i) remainder = remainder << 1 ^ (remainder >> 11) * 0x1F25;
        const unsigned bits = version << 12 | remainder;
        for (int i = 0; i < 18; ++i) {
            const bool dark = (bits >> i & 1u) != 0;
            const int across = size_ - 11 + i % 3, along = i / 3;
            set(across, along, dark);
            set(along, across, dark);
        }
    }

    /// In pairs of columns from the right, up and down in turn, around the patterns (7.7.3), with mask 0: modules whose
    /// row and column have an even sum are inverted (7.8.2). What is left over at the end counts as 0.
    void draw_words(const std::vector<std::uint8_t>& words) {
        std::size_t next = 0;
        unsigned bits = 0;
        int left = 0;
        const auto draw = [&](int x, int y) {
            std::uint8_t& module = at(x, y);
            if (module != open) return;
            if (left == 0) {
                bits = next < words.size() ? words[next++] : 0;
                left = 8;
            }
            --left;
            module = static_cast<std::uint8_t>((bits >> left ^ ~static_cast<unsigned>(x + y)) & 1u);
        };
        for (int right = size_ - 1; right >= 1; right -= 2) {
            if (right == 6) right = 5;
            const bool up = ((right + 1) & 2) == 0;
            for (int i = 0; i < size_; ++i) {
                const int y = up ? size_ - 1 - i : i;
                draw(right, y);
                draw(right - 1, y);
            }
        }
    }

    const Grade grade_;
    const int size_;
    QrSymbol symbol_;
};

Grade grade_for(const Segment& segment) {
    Grade grade;
    while (segment.bits(grade.version) > grade.data_words() * 8) ++grade.version;
    for (const Correction higher : {Correction::quartile, Correction::high})
        if (segment.bits(grade.version) <= Grade{grade.version, higher}.data_words() * 8) grade.correction = higher;
    return grade;
}

}  // namespace

QrSymbol encode_qr(std::string_view text) {
    assert(text.size() <= longest_qr_text);
    const Segment segment(text);
    const Grade grade = grade_for(segment);
    const std::size_t capacity = grade.data_words();
    Bits bits;
    bits.bytes().reserve(capacity + 1);
    segment.write(grade.version, bits);
    bits.add(0, static_cast<int>(std::min<std::size_t>(4, capacity * 8 - bits.size())));
    std::vector<std::uint8_t>& data = bits.bytes();
    for (bool first = true; data.size() < capacity; first = !first) data.push_back(first ? 0xEC : 0x11);  // 7.4.10
    return Painter(grade).paint(interleave(data, grade));
}

}  // namespace carepress::image

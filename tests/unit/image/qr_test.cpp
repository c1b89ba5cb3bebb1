#include "image/qr_symbol.h"
#include "unit/image/made_files.h"

#include <gtest/gtest.h>
#include <qrcodegen/qrcodegen.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::test {
using namespace image;
namespace {

/// The modules of a drawn code, quiet zone included, by painting its rectangles.
std::vector<std::string> modules_of(const Drawing& drawing) {
    const int side = drawing.size.width.millipoints / 1000;
    std::vector<std::string> modules(static_cast<std::size_t>(side), std::string(static_cast<std::size_t>(side), '.'));
    const auto& paths = std::get<VectorDrawing>(drawing.content).paths;
    EXPECT_EQ(paths.size(), 1U);
    const auto& commands = paths[0].commands;
    EXPECT_EQ(commands.size() % 5, 0U);
    for (std::size_t i = 0; i + 4 < commands.size(); i += 5) {
        EXPECT_EQ(commands[i].kind, PathCommand::Kind::move);
        EXPECT_EQ(commands[i + 4].kind, PathCommand::Kind::close);
        const Point from = commands[i].points[0], to = commands[i + 2].points[0];
        EXPECT_EQ(to.y.millipoints - from.y.millipoints, 1000);
        const auto y = static_cast<std::size_t>(from.y.millipoints / 1000);
        for (int x = from.x.millipoints / 1000; x < to.x.millipoints / 1000; ++x)
            modules[y][static_cast<std::size_t>(x)] = '#';
    }
    return modules;
}

constexpr const char* address = "https://example.org/health/articles/abc1";

TEST(QrCode, FindersTimingAndQuietZone) {
    const DrawingPointer code = make_qr_code(address);
    const std::vector<std::string> modules = modules_of(*code);
    const std::size_t side = modules.size();
    EXPECT_EQ(code->size.width, code->size.height);
    EXPECT_EQ((side - 8) % 4, 1U);  // 17 + 4 * version
    const char* const finder[] = {"#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"};
    for (std::size_t y = 0; y < 7; ++y) {
        EXPECT_EQ(modules[4 + y].substr(4, 8), std::string(finder[y]) + ".");
        EXPECT_EQ(modules[4 + y].substr(side - 12, 8), "." + std::string(finder[y]));
        EXPECT_EQ(modules[side - 11 + y].substr(4, 8), std::string(finder[y]) + ".");
    }
    for (std::size_t i = 12; i < side - 12; ++i) EXPECT_EQ(modules[10][i], i % 2 == 0 ? '#' : '.') << "timing " << i;
    for (std::size_t i = 0; i < side; ++i) {
        for (std::size_t edge : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
            EXPECT_EQ(modules[edge][i], '.');
            EXPECT_EQ(modules[side - 1 - edge][i], '.');
            EXPECT_EQ(modules[i][edge], '.');
            EXPECT_EQ(modules[i][side - 1 - edge], '.');
        }
    }
    const VectorPath& path = std::get<VectorDrawing>(code->content).paths[0];
    EXPECT_TRUE(path.filled && !path.stroked);
    EXPECT_EQ(path.fill, Color{});
}

/// What libqrcodegen makes of `text` with mask 0, module by module.
QrSymbol reference(const std::string& text) {
    using Buffer = std::array<std::uint8_t, qrcodegen_BUFFER_LEN_MAX>;
    Buffer extension{}, characters{}, symbol, scratch;
    std::vector<qrcodegen_Segment> segments;
    if (qrcodegen_isNumeric(text.c_str())) {
        segments.push_back(qrcodegen_makeNumeric(text.c_str(), characters.data()));
    } else if (qrcodegen_isAlphanumeric(text.c_str())) {
        segments.push_back(qrcodegen_makeAlphanumeric(text.c_str(), characters.data()));
    } else {
        if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            segments.push_back(qrcodegen_makeEci(26, extension.data()));
        std::copy(text.begin(), text.end(), scratch.begin());
        segments.push_back(qrcodegen_makeBytes(scratch.data(), text.size(), characters.data()));
    }
    EXPECT_TRUE(qrcodegen_encodeSegmentsAdvanced(segments.data(), segments.size(), qrcodegen_Ecc_MEDIUM,
                                                 qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX, qrcodegen_Mask_0, true,
                                                 scratch.data(), symbol.data()));
    QrSymbol modules;
    modules.size = qrcodegen_getSize(symbol.data());
    for (int y = 0; y < modules.size; ++y)
        for (int x = 0; x < modules.size; ++x) modules.modules.push_back(qrcodegen_getModule(symbol.data(), x, y));
    return modules;
}

/// Text of `length` bytes of an alphabet, in another order for each length.
std::string text_of(std::string_view alphabet, std::size_t length) {
    std::string text;
    for (std::uint32_t random = static_cast<std::uint32_t>(length); text.size() < length;) {
        random = random * 1'664'525 + 1'013'904'223;
        text += alphabet[(random >> 16) % alphabet.size()];
    }
    return text;
}

TEST(QrCode, EveryVersionCorrectionAndModeIsAsLibqrcodegenMakesIt) {
    std::set<int> sizes;
    std::set<int> corrections;
    for (const std::string_view alphabet :
         {"0123456789", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", "https://example.org/a?b=c&d=1#e",
          "\xD8\xB5\xC3\xA9z", "\x01\x7F\x80\xFF"}) {
        for (std::size_t length = 0; length <= longest_qr_text; length += length < 300 ? 1 : 7) {
            const std::string text = text_of(alphabet, length);
            const QrSymbol expected = reference(text), symbol = encode_qr(text);
            ASSERT_EQ(symbol.size, expected.size) << text;
            ASSERT_EQ(symbol.modules, expected.modules) << text;
            sizes.insert(symbol.size);
            const std::uint8_t* const format = &symbol.modules[static_cast<std::size_t>(8 * symbol.size)];
            corrections.insert(format[0] * 2 + format[1]);
        }
    }
    EXPECT_EQ(sizes.size(), 26U);  // versions 1 to 26
    EXPECT_EQ(*sizes.rbegin(), 26 * 4 + 17);
    EXPECT_EQ(corrections.size(), 3U);  // M, Q and H
}

TEST(QrCode, AddressesOfArticlesAreAsLibqrcodegenMakesThem) {
    for (int i = 0; i < 2'000; ++i) {
        const std::string text = "https://www." +
                                 text_of("abcdefghijklmnopqrstuvwxyz-", static_cast<std::size_t>(i % 29)) +
                                 ".example/articles/" + std::to_string(i * 7'919) + (i % 3 == 0 ? "?lang=es" : "");
        ASSERT_EQ(encode_qr(text).modules, reference(text).modules) << text;
    }
}

TEST(QrCode, DrawsTheModulesOfTheSymbol) {
    const QrSymbol symbol = encode_qr(address);
    const std::vector<std::string> drawn = modules_of(*make_qr_code(address));
    ASSERT_EQ(drawn.size(), static_cast<std::size_t>(symbol.size) + 8);
    std::string rows;
    for (std::size_t y = 4; y + 4 < drawn.size(); ++y) rows += drawn[y].substr(4, drawn.size() - 8);
    std::string expected;
    for (const std::uint8_t module : symbol.modules) expected += module == 1 ? '#' : '.';
    EXPECT_EQ(rows, expected);
}

TEST(QrCode, CapitalsAndDigitsTakeLessRoom) {
    const std::string capitals = "HTTPS://EXAMPLE.ORG/ARTICLES/ABC1", digits(33, '7');
    const Length mixed = make_qr_code("https://example.org/articles/abc1")->size.width;
    EXPECT_LT(make_qr_code(capitals)->size.width, mixed);
    EXPECT_LT(make_qr_code(digits)->size.width, make_qr_code(capitals)->size.width);
}

TEST(QrCode, AnyTextUpToAThousandBytes) {
    EXPECT_NE(make_qr_code(""), nullptr);
    EXPECT_NE(make_qr_code(std::string_view("a\0b", 3))->hash, make_qr_code("a")->hash);
    EXPECT_NE(make_qr_code("\xD8\xB5\xD8\xAD\xD8\xA9"), nullptr);
    EXPECT_NE(make_qr_code(std::string(1'000, 'x')), nullptr);
    EXPECT_THROW(make_qr_code(std::string(1'001, 'x')), std::length_error);
}

TEST(QrCode, SameTextSameHash) {
    EXPECT_EQ(make_qr_code(address)->hash, make_qr_code(address)->hash);
    EXPECT_NE(make_qr_code("a")->hash, make_qr_code("b")->hash);
}

TEST(QrCode, ReadsBackWithZbar) {
    if (std::system("command -v zbarimg >/dev/null 2>&1") != 0) GTEST_SKIP() << "zbarimg is not installed";
    const std::vector<std::string> modules = modules_of(*make_qr_code(address));
    const auto folder = std::filesystem::temp_directory_path();
    const auto picture = folder / "carepress_qr_test.pgm", answer = folder / "carepress_qr_test.txt";
    constexpr int zoom = 8;
    std::ofstream out(picture, std::ios::binary);
    out << "P5 " << modules.size() * zoom << ' ' << modules.size() * zoom << " 255\n";
    for (const std::string& row : modules)
        for (int y = 0; y < zoom; ++y)
            for (const char module : row) out << std::string(zoom, module == '#' ? '\0' : '\xFF');
    out.close();
    const std::string command = "zbarimg -q --raw " + picture.string() + " 2>/dev/null > " + answer.string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream in(answer);
    std::string line;
    std::getline(in, line);
    EXPECT_EQ(line, address);
    std::filesystem::remove(picture);
    std::filesystem::remove(answer);
}

}  // namespace
}  // namespace carepress::test

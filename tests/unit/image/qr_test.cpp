#include "unit/image/made_files.h"

#include <gtest/gtest.h>
#include <qrcodegen/qrcodegen.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

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

TEST(QrCode, IsTheSymbolOfTheEncoder) {
    // Level M at least: the version is the smallest that holds the text at M.
    std::uint8_t scratch[qrcodegen_BUFFER_LEN_MAX], smallest[qrcodegen_BUFFER_LEN_MAX];
    ASSERT_TRUE(qrcodegen_encodeText(std::string(address).c_str(), scratch, smallest, qrcodegen_Ecc_MEDIUM,
                                     qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO, false));
    const auto drawn = modules_of(*make_qr_code(address));
    EXPECT_EQ(static_cast<int>(drawn.size()), qrcodegen_getSize(smallest) + 8);
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

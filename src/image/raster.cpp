#include "image/raster.h"

#include "image/read.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace carepress::image {
namespace {

constexpr double css_dpi = 96;

bool plausible(double dpi) { return dpi >= 10 && dpi <= 10'000; }

/// What a density means in dots per inch. Pixels that are only said to be oblong keep their width at 96 dpi.
std::pair<double, double> dots_per_inch(PixelDensity density) {
    if (density.unit == PixelDensity::Unit::inch && plausible(density.x) && plausible(density.y))
        return {density.x, density.y};
    if (density.unit == PixelDensity::Unit::unknown && density.x > 0 && density.y > 0) {
        const double ratio = density.y / density.x;
        if (ratio >= 1.0 / 16 && ratio <= 16) return {css_dpi, css_dpi * ratio};
    }
    return {css_dpi, css_dpi};
}

Length millipoints(double value) { return {std::max<std::int32_t>(1, static_cast<std::int32_t>(std::lround(value)))}; }

/// Reads TIFF integers of either byte order without ever leaving the block.
class TiffBlock {
public:
    explicit TiffBlock(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

    bool has(std::size_t offset, std::size_t count) const {
        return offset <= bytes_.size() && count <= bytes_.size() - offset;
    }
    std::uint32_t integer(std::size_t offset, std::size_t width) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i)
            value = value << 8 | static_cast<unsigned char>(bytes_[offset + (little_ ? width - 1 - i : i)]);
        return value;
    }

private:
    std::string_view bytes_;
    bool little_;
};

}  // namespace

Size natural_size(int width, int height, PixelDensity density) {
    const auto [x_dpi, y_dpi] = dots_per_inch(density);
    const double wide = width * 72'000.0 / x_dpi;
    const double high = height * 72'000.0 / y_dpi;
    const double shrink = std::min(1.0, largest_extent / std::max(wide, high));
    return {millipoints(wide * shrink), millipoints(high * shrink)};
}

bool check_pixel_count(std::int64_t width, std::int64_t height, const PictureReport& report) {
    if (width <= 0 || height <= 0) {
        report.error("has no pixels", "save it again from an image editor");
        return false;
    }
    // Both are at most 2^31, so that the product fits.
    if (width * height <= largest_pixel_count) return true;
    report.error("has " + std::to_string(width) + " x " + std::to_string(height) + " pixels, more than the " +
                     std::to_string(largest_pixel_count / 1'000'000) + " million that are accepted",
                 "scale it down: 300 pixels per inch of the printed size are plenty");
    return false;
}

int exif_orientation(std::string_view tiff) {
    constexpr std::uint32_t orientation_tag = 0x0112, short_type = 3;
    constexpr std::size_t entry_size = 12;
    if (!tiff.starts_with(std::string_view("II*\0", 4)) && !tiff.starts_with(std::string_view("MM\0*", 4))) return 1;
    const TiffBlock block(tiff);
    if (!block.has(4, 4)) return 1;
    const std::size_t directory = block.integer(4, 4);
    if (!block.has(directory, 2)) return 1;
    const std::uint32_t entries = block.integer(directory, 2);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * entry_size;
        if (!block.has(entry, entry_size)) return 1;
        if (block.integer(entry, 2) != orientation_tag) continue;
        if (block.integer(entry + 2, 2) != short_type || block.integer(entry + 4, 4) != 1) return 1;
        const std::uint32_t value = block.integer(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

RasterImage image_of_rgba(std::span<const unsigned char> pixels, int width, int height, Transparency transparency) {
    RasterImage image;
    image.width = width;
    image.height = height;
    image.data.reserve(pixels.size() / 4 * 3);
    bool is_opaque = true;
    for (std::size_t i = 0; i < pixels.size(); i += 4) is_opaque = is_opaque && pixels[i + 3] == 255;
    const bool keeps = transparency == Transparency::kept && !is_opaque;
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
        const unsigned alpha = pixels[i + 3];
        for (std::size_t c = i; c < i + 3; ++c)
            image.data += static_cast<char>(keeps ? pixels[c] : (pixels[c] * alpha + 255 * (255 - alpha) + 127) / 255);
        if (keeps) image.alpha += static_cast<char>(alpha);
    }
    return image;
}

RasterImage turned(RasterImage image, int orientation) {
    if (orientation <= 1 || orientation > 8) return image;
    if (!image.alpha.empty()) {
        RasterImage alpha;
        alpha.width = image.width;
        alpha.height = image.height;
        alpha.channels = 1;
        alpha.data = std::exchange(image.alpha, {});
        RasterImage upright = turned(std::move(image), orientation);
        upright.alpha = turned(std::move(alpha), orientation).data;
        return upright;
    }
    RasterImage upright;
    upright.channels = image.channels;
    upright.width = swaps_sides(orientation) ? image.height : image.width;
    upright.height = swaps_sides(orientation) ? image.width : image.height;
    upright.data.resize(image.data.size());

    // The source's place of the upright picture's first pixel, and the steps to the next pixel and the next row.
    const std::ptrdiff_t right = image.channels, down = std::ptrdiff_t{image.width} * image.channels;
    const std::ptrdiff_t last_column = (image.width - 1) * right, last_row = (image.height - 1) * down;
    struct Walk {
        std::ptrdiff_t start, pixel, row;
    };
    const Walk walks[] = {
        {last_column, -right, down},              // 2: mirrored left to right
        {last_column + last_row, -right, -down},  // 3: upside down
        {last_row, right, -down},                 // 4: mirrored top to bottom
        {0, down, right},                         // 5: transposed
        {last_row, -down, right},                 // 6: to be turned clockwise
        {last_column + last_row, -down, -right},  // 7: transposed over the other diagonal
        {last_column, down, -right},              // 8: to be turned anticlockwise
    };
    const Walk walk = walks[orientation - 2];
    char* out = upright.data.data();
    for (int y = 0; y < upright.height; ++y) {
        std::ptrdiff_t from = walk.start + y * walk.row;
        for (int x = 0; x < upright.width; ++x, from += walk.pixel)
            out = std::copy_n(image.data.data() + from, image.channels, out);
    }
    return upright;
}

double resolution_dpi(const RasterImage& image, Size on_paper) {
    if (on_paper.width.millipoints <= 0 || on_paper.height.millipoints <= 0) return 0;
    const bool turned_over = swaps_sides(image.orientation);
    const double wide = turned_over ? image.height : image.width;
    const double high = turned_over ? image.width : image.height;
    return std::min(wide * 72'000.0 / on_paper.width.millipoints, high * 72'000.0 / on_paper.height.millipoints);
}

}  // namespace carepress::image

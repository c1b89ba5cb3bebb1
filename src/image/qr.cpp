#include "image/read.h"

#include <qrcodegen/qrcodegen.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace carepress::image {
namespace {

constexpr std::size_t longest_text = 1'000;
constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004:2015 6.3.8

// ISO/IEC 18004:2015 7.8.3 has the encoder try all eight masks and keep the one that looks best. That takes ten times
// as long, nearly as long as the rest of a handout; a reader takes the mask's number from the format information, so
// that a symbol with any mask reads.
constexpr qrcodegen_Mask mask = qrcodegen_Mask_0;

// Extended channel interpretation 26: UTF-8 (AIM ITS/04-023). Without it bytes mean ISO 8859-1.
constexpr long utf8_interpretation = 26;

using Buffer = std::array<std::uint8_t, qrcodegen_BUFFER_LEN_MAX>;

/// The symbol of `text` in the densest mode that holds it, as the library keeps it.
Buffer encode(std::string_view text) {
    const std::string terminated(text);
    const bool has_null = text.find('\0') != std::string_view::npos;
    Buffer extension{}, characters{}, symbol, scratch;
    std::array<qrcodegen_Segment, 2> segments;
    std::size_t count = 0;
    if (!has_null && qrcodegen_isNumeric(terminated.c_str())) {
        segments[count++] = qrcodegen_makeNumeric(terminated.c_str(), characters.data());
    } else if (!has_null && qrcodegen_isAlphanumeric(terminated.c_str())) {
        segments[count++] = qrcodegen_makeAlphanumeric(terminated.c_str(), characters.data());
    } else {
        if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            segments[count++] = qrcodegen_makeEci(utf8_interpretation, extension.data());
        std::copy(text.begin(), text.end(), scratch.begin());
        segments[count++] = qrcodegen_makeBytes(scratch.data(), text.size(), characters.data());
    }
    if (!qrcodegen_encodeSegmentsAdvanced(segments.data(), count, qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN,
                                          qrcodegen_VERSION_MAX, mask, /*boostEcl=*/true, scratch.data(),
                                          symbol.data()))
        throw std::length_error("a QR code can't hold this text");
    return symbol;
}

/// Modules [from, to) of row `y` as one rectangle, clockwise.
void append_run(std::vector<PathCommand>& commands, int from, int to, int y) {
    using Kind = PathCommand::Kind;
    const Length left = points(from + quiet_zone), right = points(to + quiet_zone);
    const Length top = points(y + quiet_zone), bottom = points(y + quiet_zone + 1);
    commands.push_back({Kind::move, {{left, top}, {}, {}}});
    commands.push_back({Kind::line, {{right, top}, {}, {}}});
    commands.push_back({Kind::line, {{right, bottom}, {}, {}}});
    commands.push_back({Kind::line, {{left, bottom}, {}, {}}});
    commands.push_back({Kind::close, {}});
}

}  // namespace

DrawingPointer make_qr_code(std::string_view text) {
    if (text.size() > longest_text) throw std::length_error("a QR code holds at most 1,000 bytes of text");
    const Buffer symbol = encode(text);
    const int size = qrcodegen_getSize(symbol.data());
    std::string modules;  // row by row
    modules.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) modules += qrcodegen_getModule(symbol.data(), x, y) ? '#' : '.';

    VectorPath path;
    path.commands.reserve(modules.size() * 5 / 3);
    for (int y = 0; y < size; ++y) {
        const std::size_t width = static_cast<std::size_t>(size);
        const std::string_view row = std::string_view(modules).substr(static_cast<std::size_t>(y) * width, width);
        for (std::size_t end = 0, from; (from = row.find('#', end)) != std::string_view::npos;) {
            end = std::min(row.find('.', from), row.size());
            append_run(path.commands, static_cast<int>(from), static_cast<int>(end), y);
        }
    }
    Drawing drawing;
    drawing.size = {points(size + 2 * quiet_zone), points(size + 2 * quiet_zone)};
    VectorDrawing content;
    content.paths.push_back(std::move(path));
    drawing.content = std::move(content);
    drawing.hash = XXH3_64bits(modules.data(), modules.size());  // they say all that is drawn
    return std::make_shared<const Drawing>(std::move(drawing));
}

}  // namespace carepress::image

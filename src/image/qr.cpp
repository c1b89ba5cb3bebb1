#include "image/qr_symbol.h"
#include "image/read.h"

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace carepress::image {
namespace {

constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004:2015 6.3.8

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
    if (text.size() > longest_qr_text) throw std::length_error("a QR code holds at most 1,000 bytes of text");
    const QrSymbol symbol = encode_qr(text);
    const auto size = static_cast<std::size_t>(symbol.size);

    VectorPath path;
    path.commands.reserve(symbol.modules.size() * 5 / 3);
    for (std::size_t y = 0; y < size; ++y) {
        const std::uint8_t* const row = symbol.modules.data() + y * size;
        for (std::size_t x = 0; x < size; ++x) {
            if (row[x] == 0) continue;
            const std::size_t from = x;
            while (x < size && row[x] != 0) ++x;
            append_run(path.commands, static_cast<int>(from), static_cast<int>(x), static_cast<int>(y));
        }
    }
    Drawing drawing;
    drawing.size = {points(symbol.size + 2 * quiet_zone), points(symbol.size + 2 * quiet_zone)};
    VectorDrawing content;
    content.paths.push_back(std::move(path));
    drawing.content = std::move(content);
    drawing.hash = XXH3_64bits(symbol.modules.data(), symbol.modules.size());  // they say all that is drawn
    return std::make_shared<const Drawing>(std::move(drawing));
}

}  // namespace carepress::image

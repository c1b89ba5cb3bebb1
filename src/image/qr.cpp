#include "image/qr_symbol.h"
#include "image/read.h"

#include <xxhash.h>

#include <stdexcept>
#include <utility>

namespace carepress {
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
    const int size = symbol.size;
    VectorPath path;
    path.commands.reserve(symbol.modules.size() * 5 / 3);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            if (!symbol.is_dark(x, y)) continue;
            const int from = x;
            while (x < size && symbol.is_dark(x, y)) ++x;
            append_run(path.commands, from, x, y);
        }
    }
    Drawing drawing;
    drawing.size = {points(size + 2 * quiet_zone), points(size + 2 * quiet_zone)};
    VectorDrawing content;
    content.paths.push_back(std::move(path));
    drawing.content = std::move(content);
    drawing.hash = XXH3_64bits(symbol.modules.data(), symbol.modules.size());  // they say all of it
    return std::make_shared<const Drawing>(std::move(drawing));
}

}  // namespace carepress

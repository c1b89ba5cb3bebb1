#include "image/read.h"

#include <qrcodegen/qrcodegen.hpp>
#include <xxhash.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace carepress {
namespace {

using qrcodegen::QrCode;
using qrcodegen::QrSegment;

constexpr std::size_t longest_text = 1'000;
constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004:2015 6.3.8

// ISO/IEC 18004:2015 7.8.3 has the encoder try all eight masks and keep the one that looks best. That takes 540 µs for
// an address of 38 characters, more than the rest of a handout; one fixed mask takes 45 µs. A reader takes the mask's
// number from the format information, so that a symbol with any mask reads.
constexpr int mask = 0;

// Extended channel interpretation 26: UTF-8 (AIM ITS/04-023). Without it bytes mean ISO 8859-1.
constexpr long utf8_interpretation = 26;

std::vector<QrSegment> segments_of(std::string_view text) {
    const std::string terminated(text);
    const bool has_null = text.find('\0') != std::string_view::npos;
    if (text.empty()) return {};
    if (!has_null && QrSegment::isNumeric(terminated.c_str())) return {QrSegment::makeNumeric(terminated.c_str())};
    if (!has_null && QrSegment::isAlphanumeric(terminated.c_str()))
        return {QrSegment::makeAlphanumeric(terminated.c_str())};
    std::vector<QrSegment> segments;
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        segments.push_back(QrSegment::makeEci(utf8_interpretation));
    segments.push_back(QrSegment::makeBytes({text.begin(), text.end()}));
    return segments;
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
    const QrCode code = QrCode::encodeSegments(segments_of(text), QrCode::Ecc::MEDIUM, QrCode::MIN_VERSION,
                                               QrCode::MAX_VERSION, mask, /*boostEcl=*/true);
    const int size = code.getSize();
    std::string modules;  // row by row
    modules.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) modules += code.getModule(x, y) ? '#' : '.';

    VectorPath path;
    path.commands.reserve(modules.size() * 5 / 3);
    for (int y = 0; y < size; ++y) {
        const std::string_view row =
            std::string_view(modules).substr(static_cast<std::size_t>(y * size), static_cast<std::size_t>(size));
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

}  // namespace carepress

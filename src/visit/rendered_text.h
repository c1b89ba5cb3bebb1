#pragma once

#include <pugixml.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace carepress::visit {

/// The words of a marked-up text as a reader of it would see them.
struct RenderedText {
    std::string text;
    bool struck_out = false;  ///< words that are struck out were left out
    bool hidden = false;      ///< words that no reader would see were left out
    bool pictures = false;    ///< pictures without alternative text were left out
};

/// How white space of a text node is taken.
enum class WhiteSpace : std::uint8_t {
    folded,      ///< as HTML does
    with_lines,  ///< line feeds stay
};

/// HTML elements as lines of text: blocks on lines of their own, lists with bullets or their numbers, tables row by row
/// under their heads, raised and lowered digits as such. nullopt when nested over 64 levels.
std::optional<RenderedText> render_text(const pugi::xml_node& root, WhiteSpace white_space);

}  // namespace carepress::visit

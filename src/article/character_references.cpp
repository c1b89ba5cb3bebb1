#include "article/character_references.h"

#include "article/markdown_tree.h"
#include "base/utf.h"
#include "base/windows_1252.h"

#include <unicode/utf8.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace carepress::article {
namespace {

/// What is printed for the character that a reference names, or 0 if it names none that can be printed.
char32_t meant_by(char32_t character) {
    if (character >= 0x80 && character < 0xA0) return windows_1252(character);  // HTML, 13.2.5.80
    const bool white_space = character >= '\t' && character <= '\r';
    const bool control = (character < 0x20 && !white_space) || character == 0x7F;
    return control || U_IS_UNICODE_NONCHAR(character) ? 0 : character;
}

}  // namespace

std::string repair_references(std::string_view decoded, bool replacement_is_written, SourceSpan span,
                              Diagnostics& diagnostics) {
    std::string out;
    bool lost = false;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(decoded.data());
    const auto length = static_cast<std::int32_t>(decoded.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 character = 0;
        U8_NEXT(bytes, i, length, character);
        const bool none = character < 0 || (character == 0xFFFD && !replacement_is_written);
        const char32_t meant = none ? 0 : meant_by(static_cast<char32_t>(character));
        if (meant == 0)
            lost = true;
        else
            append_utf8(out, meant);
    }
    if (lost)
        diagnostics.warning("text/invalid-character-reference"_code, span,
                            "a numeric reference here does not name a valid character; it is left out",
                            "write the character itself");
    return out;
}

void repair_character_references(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    if (places.body().find("&#") == std::string_view::npos) return;
    const bool replacement_is_written = places.body().find("\xEF\xBF\xBD") != std::string_view::npos;
    cmark_node* block = document;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        if (event != CMARK_EVENT_ENTER) continue;
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if ((cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) block = node;
        if (cmark_node_get_type(node) != CMARK_NODE_TEXT) continue;
        const std::string_view literal = cmark_node_get_literal(node);
        const std::string meant = repair_references(literal, replacement_is_written, places.block(block), diagnostics);
        if (meant != literal) cmark_node_set_literal(node, meant.c_str());
    }
}

}  // namespace carepress::article

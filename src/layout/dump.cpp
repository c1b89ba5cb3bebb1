#include "base/numbers.h"
#include "base/utf.h"
#include "layout/lay_out.h"
#include "layout/link_places.h"
#include "style/palette.h"

#include <cstdint>
#include <cstdlib>

namespace carepress::layout {
namespace {

/// Points, to the tenth: enough to see a change, too coarse to see a rounding.
std::string number(Length length) {
    const std::int64_t magnitude = std::abs(std::int64_t{length.millipoints});
    const std::int64_t tenths = (magnitude + 50) / 100;
    return short_tenths_text(length.millipoints < 0 ? -tenths : tenths);
}

std::string box(const Rectangle& box) {
    return number(box.x) + "," + number(box.y) + " " + number(box.width) + "x" + number(box.height);
}

const char* name_of(handout::TagRole role) {
    static constexpr const char* names[] = {
        "Document", "Sect", "H1", "H2",   "H3",    "H4",     "H5",      "H6",    "P",         "BlockQuote",
        "Code",     "L",    "LI", "Lbl",  "LBody", "Figure", "Caption", "Table", "THead",     "TBody",
        "TR",       "TH",   "TD", "Link", "Span",  "Part",   "TOC",     "TOCI",  "Reference", "Note"};
    return names[static_cast<std::size_t>(role)];
}

std::string owner(const PagedDocument& document, text::NodeId node) {
    if (node == text::artifact) return "artifact";
    if (node >= document.tags.nodes.size()) return "node " + std::to_string(node);
    return std::string(name_of(document.tags.nodes[node].role)) + ":" + std::to_string(node);
}

std::string in_quotes(std::u16string_view text) {
    std::string result = "\"";
    for (const char c : to_utf8(text)) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    const std::string separator = "\xE2\x80\xA8";  // U+2028
    for (std::size_t at; (at = result.find(separator)) != std::string::npos;) result.replace(at, 3, "\\n");
    return result + "\"";
}

std::string target(const PagedDocument& document, const LinkPlaces& places, const handout::HandoutLink& link) {
    if (const LinkPlaces::Place* place = places.find(link.target))
        return "to page " + std::to_string(place->page + 1) + " y " + number(place->y);
    if (link.part >= document.parts.size()) return link.address;
    return "to page " + std::to_string(document.parts[link.part].first + 1);
}

void dump_items(std::string& out, const char* kind, const std::vector<PageItem>& items, const PagedDocument& document,
                const text::FontLibrary& fonts) {
    for (const PageItem& item : items) {
        out += std::string("  ") + kind + " " + owner(document, item.node);
        if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
            Length width;
            for (std::uint32_t i = run->glyph_begin; i < run->glyph_end; ++i)
                width += scale(run->size, document.glyphs[i].advance);
            out += " at " + number(run->origin.x) + "," + number(run->origin.y) + " wide " + number(width) + " " +
                   fonts.metrics(run->face).postscript_name + " " + number(run->size) + " " + style::hex(run->color);
            if (run->level % 2 != 0) out += " rtl";
            out +=
                " " + document.languages[run->language] + " " +
                in_quotes(std::u16string_view(document.text).substr(run->text_begin, run->text_end - run->text_begin));
        } else {
            const auto& picture = std::get<PlacedPicture>(item.content);
            out += " picture " + std::to_string(picture.picture) + " " + box(picture.box);
        }
        out += "\n";
    }
}

}  // namespace

std::string dump(const PagedDocument& document, const text::FontLibrary& fonts) {
    std::string out = "document " + number(document.page_size.width) + "x" + number(document.page_size.height) +
                      ", pages " + std::to_string(document.pages.size()) +
                      (document.direction == text::Direction::right_to_left ? ", right to left" : "") + "\n";
    for (const Bookmark& bookmark : document.bookmarks)
        out += "bookmark " + std::to_string(bookmark.level) + " page " + std::to_string(bookmark.page + 1) + " y " +
               number(bookmark.y) + " " + in_quotes(to_utf16(bookmark.title)) + "\n";
    const LinkPlaces places(document);
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Page& page = document.pages[i];
        out += "page " + std::to_string(i + 1) + "\n";
        for (const Rule& rule : page.rules) out += "  rule " + box(rule.box) + " " + style::hex(rule.color) + "\n";
        dump_items(out, "decoration", page.decorations, document, fonts);
        dump_items(out, "item", page.items, document, fonts);
        dump_items(out, "furniture", page.furniture, document, fonts);
        for (const LinkArea& link : page.links)
            out += "  link " + box(link.box) + " " + target(document, places, document.links[link.link]) + "\n";
    }
    return out;
}

}  // namespace carepress::layout

#include "article/write_html_blocks.h"

#include "article/direction.h"
#include "article/html.h"
#include "article/list_numbers.h"
#include "article/notice.h"
#include "article/write_inline.h"
#include "base/data_address.h"
#include "base/markup.h"

#include <array>
#include <utility>

namespace carepress::article {
namespace {

std::string inline_html(const InlineText& text) { return write_inline(text, InlinePlace::html); }

std::string numbering_attributes(const List& list) {
    static const std::array<std::string, 6> types = {"",
                                                     " type=\"a\"",
                                                     " type=\"A\"",
                                                     " type=\"i\"",
                                                     " type=\"I\"",
                                                     " data-carepress=\"" + std::string(html_notes) + "\""};
    std::string out(types[static_cast<std::size_t>(list.numbering)]);
    if (list.reversed) out += " reversed";
    // A reversed list without start begins at the number of its items.
    if (list.reversed || list.start != 1) out += " start=\"" + std::to_string(list.start) + "\"";
    return out;
}

}  // namespace

std::string written_path(const Figure& figure) {
    if (is_data_address(figure.path)) return figure.path;
    std::string path;
    for (const char c : figure.path) path += c == '%' ? std::string("%25") : std::string(1, c);
    return path;
}

std::string_view class_of(Urgency urgency) {
    switch (urgency) {
        case Urgency::emergency:
            return "emergency";
        case Urgency::call_now:
            return "call-now";
        case Urgency::watch:
            return "watch";
    }
    return {};
}

std::string HtmlBlocks::block(const Block& block) {
    const std::string outer = language_;
    const bool is_other = !block.language.empty() && block.language != language_;
    if (is_other) language_ = block.language;
    attributes_ = is_other || block.direction
                      ? language_attributes(is_other ? block.language : std::string(), block.direction)
                      : std::string();
    if (!block.anchors.empty()) attributes_ += " id=\"" + escaped_html(block.anchors.back()) + "\"";
    std::string out = std::visit([&](const auto& content) { return write(content); }, block.content);
    language_ = outer;
    if (block.anchors.size() < 2) return out;
    std::string wrapped;
    for (std::size_t i = 0; i + 1 < block.anchors.size(); ++i)
        wrapped.append("<div id=\"").append(escaped_html(block.anchors[i])).append("\">");
    wrapped += out;
    for (std::size_t i = 0; i + 1 < block.anchors.size(); ++i) wrapped += "</div>";
    return wrapped;
}

std::string HtmlBlocks::blocks(const std::vector<Block>& all) {
    std::string out;
    for (const Block& each : all) out.append(block(each)).append(line_end());
    return out;
}

std::string HtmlBlocks::open(const std::string& tag, const std::string& more) {
    return "<" + tag + std::exchange(attributes_, {}) + more + ">";
}

std::string HtmlBlocks::language_attributes(const std::string& language, std::optional<Direction> direction) const {
    std::string out = language.empty() ? std::string() : " lang=\"" + language + "\"";
    if (direction) out += " dir=\"" + std::string(name_of(*direction)) + "\"";
    return out;
}

std::string HtmlBlocks::alignment(CellAlignment alignment) const {
    return alignment == CellAlignment::center ? " align=\"center\""
           : alignment == CellAlignment::end  ? " align=\"right\""
                                              : "";
}

std::string HtmlBlocks::write(const Paragraph& paragraph) {
    const std::string tag = std::exchange(text_tag_, "p");
    return open(tag) + inline_html(paragraph.text) + "</" + tag + ">";
}

std::string HtmlBlocks::write_heading(const Heading& heading) {
    const std::string tag = "h" + std::to_string(heading.level);
    return open(tag) + inline_html(heading.text) + "</" + tag + ">";
}

std::string HtmlBlocks::write(const Quote& quote) {
    if (quote.notice) return write_notice(quote, *quote.notice);
    const std::string begin = open("blockquote");
    return begin + blocks(quote.blocks) + "</blockquote>";
}

std::string HtmlBlocks::write_notice(const Quote& quote, Notice notice) {
    const std::string begin = open("aside", " class=\"" + std::string(class_of(notice)) + "\"");
    return begin + blocks(quote.blocks) + "</aside>";
}

std::string HtmlBlocks::write_callout(const Callout& callout) {
    const std::string begin = open("aside", " class=\"" + std::string(class_of(callout.urgency)) + "\"");
    return begin + blocks(callout.blocks) + "</aside>";
}

std::string HtmlBlocks::write(const List& list) {
    const std::string tag = list.ordered ? "ol" : "ul";
    std::string out = open(tag, list.ordered ? numbering_attributes(list) : "");
    bool has_paragraph = false;
    const std::vector<int> numbers = list.numbering == Numbering::notes ? numbers_of(list) : std::vector<int>();
    for (const ListItem& item : list.items) {
        out += "<li";
        if (!numbers.empty()) {
            const int number = numbers[static_cast<std::size_t>(&item - list.items.data())];
            out += " id=\"note-" + std::to_string(number) + "\"";
        }
        if (item.number && list.ordered) out += " value=\"" + std::to_string(*item.number) + "\"";
        out += ">";
        if (item.done)
            out += *item.done ? "<input type=\"checkbox\" checked disabled aria-label=\"☑\">"
                              : "<input type=\"checkbox\" disabled aria-label=\"☐\">";
        for (const Block& inner : item.blocks) {
            const bool paragraph = std::holds_alternative<Paragraph>(inner.content);
            has_paragraph = has_paragraph || paragraph;
            // A p would make the list loose; a div leaves it tight.
            text_tag_ = paragraph && list.tight ? "div" : "p";
            out += block(inner);
        }
        // A list with a p, even an empty one, is loose.
        if (&item == &list.items.back() && !list.tight && !has_paragraph) out += "<p></p>";
        out.append("</li>").append(line_end());
    }
    return out + "</" + tag + ">";
}

std::string HtmlBlocks::write(const Preformatted& preformatted) {
    const std::string text = write_inline(preformatted.text, InlinePlace::preformatted_html);
    // The parser drops a line end right after the tag.
    return open("pre") + (text.starts_with("&#10;") ? "&#10;" : "") + text + "</pre>";
}

std::string HtmlBlocks::write(const Figure& figure) {
    const std::string path = written_path(figure);
    const std::string begin = open("figure");
    return begin + "<img src=\"" + escaped_html(path) + "\" alt=\"" + escaped_html(figure.alternative) + "\">" +
           (figure.caption ? "<figcaption>" + inline_html(*figure.caption) + "</figcaption>" : "") + "</figure>";
}

std::string HtmlBlocks::write(const Table& table) {
    std::string out = open("table");
    if (table.caption) out += "<caption>" + inline_html(*table.caption) + "</caption>";
    bool in_head = false, in_body = false;
    for (const TableRow& row : table.rows) {
        if (row.in_head && !in_head) out += "<thead>";
        if (!row.in_head && in_head) out += "</thead>";
        in_head = row.in_head;
        if (!row.in_head && !std::exchange(in_body, true)) out += "<tbody>";
        out += "<tr>";
        for (const TableCell& cell : row.cells) out += write(cell);
        out.append("</tr>").append(line_end());
    }
    if (in_head) out += "</thead>";
    return out + (in_body ? "</tbody></table>" : "</table>");
}

std::string HtmlBlocks::write(const TableCell& cell) const {
    const bool head = cell.scope != HeaderScope::none;
    std::string out = head ? "<th" : "<td";
    if (head) out += cell.scope == HeaderScope::row ? " scope=\"row\"" : " scope=\"col\"";
    if (cell.column_span != 1) out += " colspan=\"" + std::to_string(cell.column_span) + "\"";
    if (cell.row_span != 1) out += " rowspan=\"" + std::to_string(cell.row_span) + "\"";
    if (cell.direction) out += " dir=\"" + std::string(name_of(*cell.direction)) + "\"";
    out += alignment(cell.alignment);
    return out + ">" + inline_html(cell.text) + (head ? "</th>" : "</td>");
}

std::string write_html_block(const Block& block) { return HtmlBlocks("").block(block); }

}  // namespace carepress::article

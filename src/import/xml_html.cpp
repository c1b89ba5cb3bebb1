#include "import/xml_html.h"

#include "article/html.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/markup.h"
#include "base/utf.h"

#include <algorithm>
#include <cstdint>

namespace carepress::import {
namespace {

bool has_elements(const pugi::xml_node& node) {
    return std::any_of(node.begin(), node.end(),
                       [](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
}

/// Text as HTML. A reference that XML does not know ("&nbsp;") was left unchanged, and stays HTML's.
std::string text_as_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
    return out;
}

/// As deep as XmlRecords lets elements nest.
void append_html(const pugi::xml_node& node, std::string& out) {
    for (const pugi::xml_node& child : node) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += text_as_html(child.value());
        if (child.type() != pugi::node_element) continue;
        out += std::string("<") + child.name();
        for (const pugi::xml_attribute& attribute : child.attributes())
            out += std::string(" ") + attribute.name() + "=\"" + escaped_html(attribute.value()) + "\"";
        out += ">";
        append_html(child, out);
        out += std::string("</") + child.name() + ">";
    }
}

}  // namespace

std::string decoded(std::string_view text) {
    if (text.find('&') == std::string_view::npos) return article::one_line(text);
    const Source source{"", text_as_html(text)};
    Diagnostics ignored(source);
    const article::HtmlResult result = article::read_html(source.bytes, {}, ignored);
    std::string out;
    for (const article::Block& block : result.blocks)
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content)) out += " " + paragraph->text.text;
    return article::one_line(out);
}

std::string html_in(const pugi::xml_node& element) {
    std::string html;
    if (has_elements(element)) {
        append_html(element, html);
        return html;
    }
    for (const pugi::xml_node& child : element)
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) html += child.value();
    if (html.find('<') == std::string::npos && html.find("&lt;") != std::string::npos) {
        // Escaped twice, as search results are.
        std::string once;
        for (std::size_t i = 0; i < html.size(); ++i) {
            const std::string_view rest = std::string_view(html).substr(i);
            const auto reference = [&](std::string_view name, char character) {
                if (!rest.starts_with(name)) return false;
                once += character;
                i += name.size() - 1;
                return true;
            };
            if (!reference("&lt;", '<') && !reference("&gt;", '>') && !reference("&quot;", '"') &&
                !reference("&#39;", '\'') && !reference("&amp;", '&'))
                once += html[i];
        }
        return once;
    }
    return html;
}

std::string parse_record(const std::string& bytes, pugi::xml_document& document) {
    if (find_malformed_utf8(bytes)) return "the record is not well-formed UTF-8";
    const pugi::xml_parse_result result = document.load_buffer(
        bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (result) return {};
    const Position position =
        position_at(bytes, static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(result.offset, 0)));
    return "the record is not well-formed XML: " + ascii_lower(result.description()) + " on its line " +
           std::to_string(position.line);
}

}  // namespace carepress::import

#include "svg/text_layer.h"

#include "base/address.h"
#include "base/utf.h"
#include "svg/markup.h"
#include "svg/write.h"

#include <algorithm>
#include <array>

namespace carepress::svg {
namespace {

/// The ARIA role (WAI-ARIA 1.2) of an element that says what a tag says; empty if none does, or if what is inside says
/// enough.
constexpr std::string_view aria_role(handout::TagRole role) {
    switch (role) {
        case handout::TagRole::heading_1:
        case handout::TagRole::heading_2:
        case handout::TagRole::heading_3:
        case handout::TagRole::heading_4:
        case handout::TagRole::heading_5:
        case handout::TagRole::heading_6:
            return "heading";
        case handout::TagRole::paragraph:
            return "paragraph";
        case handout::TagRole::block_quote:
            return "blockquote";
        case handout::TagRole::code:
            return "code";
        case handout::TagRole::list:
        case handout::TagRole::contents:
            return "list";
        case handout::TagRole::list_item:
        case handout::TagRole::contents_item:
            return "listitem";
        case handout::TagRole::figure:
            return "figure";
        case handout::TagRole::table:
            return "table";
        case handout::TagRole::table_head:
        case handout::TagRole::table_body:
            return "rowgroup";
        case handout::TagRole::table_row:
            return "row";
        case handout::TagRole::table_data:
            return "cell";
        default:
            return {};
    }
}

std::string_view role_of(const handout::TagNode& node) {
    if (node.role == handout::TagRole::table_header)
        return node.scope == article::HeaderScope::row ? "rowheader" : "columnheader";
    return aria_role(node.role);
}

void append_count(std::string& out, std::string_view name, int count) {
    if (count == 1) return;
    out += ' ';
    out += name;
    out += "=\"";
    append_integer(out, count);
    out += '"';
}

}  // namespace

TextLayer::TextLayer(const layout::PagedDocument& document, const PageOptions& options)
    : document_(document), options_(options), places_(document) {
    const std::vector<handout::TagNode>& nodes = document.tags.nodes;
    links_.assign(nodes.size(), no_index);
    for (std::uint32_t i = 0; i < document.links.size(); ++i)
        if (document.links[i].node < nodes.size()) links_[document.links[i].node] = i;
    for (const handout::TagNode& node : nodes) {  // parents come first
        const std::string_view around =
            node.parent < languages_.size() ? languages_[node.parent] : document.metadata.language;
        languages_.push_back(node.language.empty() ? around : node.language);
    }
}

void TextLayer::append(std::string& out, std::uint32_t index) {
    page_ = &document_.pages[index];
    out_ = &out;
    open_.clear();
    is_placed_.assign(page_->links.size(), false);
    figure_ = text::artifact;
    in_text_ = false;
    out += "<g fill-opacity=\"0\" font-family=\"sans-serif\" xml:space=\"preserve\">\n";
    for (const layout::PageItem& item : page_->items) add(item);
    for (const layout::PageItem& item : page_->furniture) add(item);
    go_to(text::artifact);
    close_text();
    add_loose_links();
    out += "</g>\n";
}

void TextLayer::add(const layout::PageItem& item) {
    if (item.node == text::artifact) return;
    go_to(item.node);
    if (const auto* run = std::get_if<layout::GlyphRun>(&item.content))
        add_run(*run, item.node);
    else
        add_figure(std::get<layout::PlacedPicture>(item.content), item.node);
}

/// Closes and opens elements until just those of `node` and its ancestors are open.
void TextLayer::go_to(text::NodeId node) {
    if (!open_.empty() && open_.back().node == node) return;
    path_.clear();
    for (text::NodeId at = node; at != text::artifact; at = document_.tags.nodes[at].parent) path_.push_back(at);
    std::reverse(path_.begin(), path_.end());
    std::size_t common = 0;
    while (common < open_.size() && common < path_.size() && open_[common].node == path_[common]) ++common;
    for (; open_.size() > common; open_.pop_back()) {
        if (open_.back().end.empty()) continue;
        close_text();
        *out_ += open_.back().end;
    }
    for (std::size_t i = common; i < path_.size(); ++i) open(path_[i]);
}

void TextLayer::open(text::NodeId node) {
    std::string_view end;
    if (links_[node] != no_index && open_link(node))
        end = "</a>";
    else
        end = open_element(document_.tags.nodes[node]);
    open_.push_back({node, end});
}

/// "<g role=… lang=…>", unless there is nothing to say. Returns what closes it.
std::string_view TextLayer::open_element(const handout::TagNode& node) {
    const std::string_view role = role_of(node);
    const bool is_root = node.parent == text::artifact;
    if (role.empty() && (node.language.empty() || is_root)) return {};
    close_text();
    std::string& out = *out_;
    out += "<g";
    if (!role.empty()) append_attribute(out, "role", role);
    if (node.role >= handout::TagRole::heading_1 && node.role <= handout::TagRole::heading_6) {
        out += " aria-level=\"";
        out += static_cast<char>('1' + static_cast<int>(node.role) - static_cast<int>(handout::TagRole::heading_1));
        out += '"';
    }
    append_count(out, "aria-colspan", node.column_span);
    append_count(out, "aria-rowspan", node.row_span);
    if (!node.language.empty()) append_attribute(out, "lang", node.language);
    out += '>';
    return "</g>\n";
}

/// The link that `node` is, with its areas on this page; false, with nothing appended, if it may not lead anywhere.
bool TextLayer::open_link(text::NodeId node) {
    const std::uint32_t index = links_[node];
    const std::string address = address_of(document_.links[index]);
    if (address.empty()) return false;
    close_text();
    *out_ += "<a";
    append_attribute(*out_, "href", address);
    if (const std::string& language = document_.tags.nodes[node].language; !language.empty())
        append_attribute(*out_, "lang", language);
    *out_ += '>';
    append_areas(index);
    return true;
}

/// Where a link leads; empty if nowhere that it may lead.
std::string TextLayer::address_of(const handout::HandoutLink& link) const {
    if (link.part < document_.parts.size())
        return options_.pages_together ? "#" + page_id(options_, document_.parts[link.part].first) : std::string();
    if (const layout::LinkPlaces::Place* place = places_.find(link.target))
        return options_.pages_together ? "#" + page_id(options_, place->page) : std::string();
    return is_link_address(link.address) ? ascii_uri(link.address) : std::string();
}

void TextLayer::append_areas(std::uint32_t link) {
    std::string& out = *out_;
    bool any = false;
    for (std::size_t i = 0; i < page_->links.size(); ++i) {
        if (page_->links[i].link != link) continue;
        is_placed_[i] = true;
        if (!std::exchange(any, true)) out += "<path d=\"";
        append_rectangle(out, page_->links[i].box);
    }
    if (any) out += "\"/>";
}

/// Areas of links whose text is not on this page. As in the PDF, a link of no node is printed, but not active.
void TextLayer::add_loose_links() {
    for (std::size_t i = 0; i < page_->links.size(); ++i) {
        const std::uint32_t index = page_->links[i].link;
        const handout::HandoutLink& link = document_.links[index];
        const std::string address = address_of(link);
        if (is_placed_[i] || link.node == text::artifact || address.empty()) continue;
        *out_ += "<a";
        append_attribute(*out_, "href", address);
        append_attribute(*out_, "aria-label", link.contents.empty() ? link.address : link.contents);
        *out_ += '>';
        append_areas(index);
        *out_ += "</a>\n";
    }
}

/// The picture of a figure, which may hold a caption as well. Of several pictures, the first has the text for all.
void TextLayer::add_figure(const layout::PlacedPicture& picture, text::NodeId node) {
    const handout::TagNode& figure = document_.tags.nodes[node];
    if (figure.role != handout::TagRole::figure || figure.alternative.empty() || node == figure_) return;
    figure_ = node;
    close_text();
    std::string& out = *out_;
    out += "<path role=\"img\"";
    append_attribute(out, "aria-label", figure.alternative);
    out += " d=\"";
    append_rectangle(out, picture.box);
    out += "\"/>";
}

/// One text element for the lines of a block, as far as they go in one direction: a screen reader reads it in one go.
void TextLayer::open_text(const layout::GlyphRun& run) {
    const bool is_backwards = run.level % 2 == 1;
    if (in_text_ && is_backwards == is_backwards_) return;
    close_text();
    in_text_ = true;
    is_backwards_ = is_backwards;
    size_ = run.size;
    *out_ += "<text";
    append_attribute(*out_, "font-size", run.size);
    // Always said, as the element's direction decides where its text starts.
    append_attribute(*out_, "direction", is_backwards ? "rtl" : "ltr");
    *out_ += '>';
}

void TextLayer::close_text() {
    if (in_text_) *out_ += "</text>";
    in_text_ = false;
}

void TextLayer::add_run(const layout::GlyphRun& run, text::NodeId node) {
    if (run.text_begin >= run.text_end) return;
    open_text(run);
    std::int64_t advance = 0;
    for (std::uint32_t i = run.glyph_begin; i < run.glyph_end; ++i) advance += document_.glyphs[i].advance;
    const Length width = scale(run.size, advance);

    std::string& out = *out_;
    out += "<tspan";
    append_attribute(out, "x", is_backwards_ ? run.origin.x + width : run.origin.x);
    append_attribute(out, "y", run.origin.y);
    // Whatever face the viewer measures with, the text is as wide as the glyphs.
    if (width.millipoints > 0) append_attribute(out, "textLength", width);
    if (run.size != size_) append_attribute(out, "font-size", run.size);
    if (run.language < document_.languages.size() && document_.languages[run.language] != languages_[node])
        append_attribute(out, "lang", document_.languages[run.language]);
    out += '>';
    text_ = to_utf8(std::u16string_view(document_.text).substr(run.text_begin, run.text_end - run.text_begin));
    append_escaped(out, text_);
    out += "</tspan>";
}

}  // namespace carepress::svg

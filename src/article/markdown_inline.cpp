#include "article/markdown_inline.h"

#include "article/bare_address.h"
#include "article/plain_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <cstdint>

namespace carepress::article {
namespace {

/// Addresses that act instead of leading somewhere are not links on paper or in a patient's PDF.
bool is_active(std::string_view address) {
    const std::string lower = ascii_lower(address.substr(0, 16));
    return lower.starts_with("javascript:") || lower.starts_with("vbscript:") || lower.starts_with("data:") ||
           lower.starts_with("file:");
}

}  // namespace

std::string plain_text(cmark_node* node) {
    std::string out;
    const IteratorOwner iterator(cmark_iter_new(node));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        if (event != CMARK_EVENT_ENTER) continue;
        cmark_node* at = cmark_iter_get_node(iterator.get());
        switch (cmark_node_get_type(at)) {
            case CMARK_NODE_TEXT:
            case CMARK_NODE_CODE:
                out += cmark_node_get_literal(at);
                break;
            case CMARK_NODE_SOFTBREAK:
            case CMARK_NODE_LINEBREAK:
                out += ' ';
                break;
            default:
                break;
        }
    }
    return out;
}

void MarkdownInlines::paragraph(cmark_node* node, std::vector<Block>& out) {
    read(node, &out);
    flush(out);
}

InlineText MarkdownInlines::line(cmark_node* node) {
    read(node, nullptr);
    return builder_.finish(block_);
}

void MarkdownInlines::read(cmark_node* node, std::vector<Block>* out) {
    block_ = places_.block(node);
    cursor_ = block_.begin;
    const IteratorOwner iterator(cmark_iter_new(node));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* at = cmark_iter_get_node(iterator.get());
        if (at == node) continue;
        const cmark_node_type type = cmark_node_get_type(at);
        if (type == CMARK_NODE_IMAGE) {
            if (event != CMARK_EVENT_ENTER) continue;
            picture(at, out);
            cmark_iter_reset(iterator.get(), at, CMARK_EVENT_EXIT);
        } else if (event == CMARK_EVENT_ENTER) {
            enter(at, type);
        } else {
            leave(type);
        }
    }
}

void MarkdownInlines::enter(cmark_node* node, cmark_node_type type) {
    switch (type) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_HTML_INLINE:  // only if the caller reads a tree with unprocessed raw HTML
            text(cmark_node_get_literal(node), node);
            break;
        case CMARK_NODE_SOFTBREAK:
            builder_.text(" ", {cursor_, cursor_});
            break;
        case CMARK_NODE_LINEBREAK:
            builder_.hard_break({cursor_, cursor_});
            break;
        case CMARK_NODE_CODE:
            builder_.push_style(inline_code);
            text(cmark_node_get_literal(node), node);
            builder_.pop_style(inline_code);
            break;
        case CMARK_NODE_EMPH:
            builder_.push_style(inline_emphasis);
            break;
        case CMARK_NODE_STRONG:
            builder_.push_style(inline_strong);
            break;
        case CMARK_NODE_LINK:
            open_link(node);
            break;
        default:
            break;
    }
}

void MarkdownInlines::leave(cmark_node_type type) {
    if (type == CMARK_NODE_EMPH) builder_.pop_style(inline_emphasis);
    if (type == CMARK_NODE_STRONG) builder_.pop_style(inline_strong);
    if (type == CMARK_NODE_LINK) {
        if (!links_.back().empty()) builder_.close_link();
        links_.pop_back();
    }
}

void MarkdownInlines::text(std::string_view literal, cmark_node* node) {
    builder_.text(literal, place_of(literal, node));
}

/// Where a text is in the source. cmark's columns are right for most, but not all; so the source must agree.
SourceSpan MarkdownInlines::place_of(std::string_view literal, cmark_node* node) {
    const std::string_view body = places_.body();
    const auto stands_at = [&](std::uint32_t at) {
        return at >= block_.begin && at < block_.end && body.substr(at - places_.offset()).starts_with(literal);
    };
    const auto known = [&](std::uint32_t begin) {
        cursor_ = begin + static_cast<std::uint32_t>(literal.size());
        return SourceSpan{begin, cursor_};
    };
    if (cmark_node_get_start_line(node) > 0) {
        const std::uint32_t at = places_.at(cmark_node_get_start_line(node), cmark_node_get_start_column(node));
        if (stands_at(at)) return known(at);
        if (stands_at(at + 1)) return known(at + 1);  // "\*", "`code`"
    }
    if (stands_at(cursor_)) return known(cursor_);
    return {std::min(cursor_, block_.end), block_.end};
}

void MarkdownInlines::open_link(cmark_node* node) {
    const std::string_view address = cmark_node_get_url(node);
    std::string opened;
    if (is_active(address)) {
        diagnostics_.warning(
            "article/link-address"_code, block_,
            "the link to \"" + diagnostics_.excerpt(shortened(address)) + "\" is left out; its text stays",
            "link to a page with http:// or https://");
    } else if (!trim(address).empty()) {
        opened = escaped_address(trim(address));
        builder_.open_link(opened, block_);
    }
    links_.push_back(std::move(opened));
}

void MarkdownInlines::picture(cmark_node* node, std::vector<Block>* out) {
    SourceSpan span = block_;
    if (cmark_node_get_start_line(node) > 0) {
        const std::uint32_t at = places_.at(cmark_node_get_start_line(node), cmark_node_get_start_column(node));
        if (at >= block_.begin && at < block_.end) span.begin = at;
    }
    std::string alternative = one_line(plain_text(node));
    const auto path = picture_path(cmark_node_get_url(node), span, diagnostics_);
    if (alternative.empty())
        diagnostics_.error("picture/no-alternative"_code, span, "this picture has no alternative text",
                           "say between the brackets what it shows, for readers who cannot see it: ![...](file); of a "
                           "picture that only decorates the page, write <img src=\"file\" alt=\"\">");
    if (alternative.empty() || !path) return;
    if (out == nullptr) {
        diagnostics_.warning("picture/not-placed"_code, span,
                             "a picture cannot be placed here; its alternative text is printed instead",
                             "put the picture in its own paragraph");
        builder_.text(alternative, span);
        return;
    }
    if (!links_.empty() && !links_.back().empty())
        diagnostics_.note(
            "picture/link"_code, span,
            "the link around the picture is not printed: " + diagnostics_.excerpt(shortened(links_.back(), 200)));
    flush(*out);
    Figure figure{*path, std::move(alternative), std::nullopt};
    if (const std::string_view title = cmark_node_get_title(node); !trim(title).empty()) {
        InlineBuilder caption;
        caption.text(title, span);
        figure.caption = caption.finish(span);
    }
    Block block;
    block.content = std::move(figure);
    block.span = span;
    out->push_back(std::move(block));
}

void MarkdownInlines::flush(std::vector<Block>& out) {
    InlineText text = builder_.finish(block_);
    if (text.empty()) return;
    if (!text.runs.empty()) text.span.begin = std::max(block_.begin, text.runs.front().span.begin);
    Block block;
    block.span = block_;
    block.content = Paragraph{std::move(text)};
    out.push_back(std::move(block));
}

}  // namespace carepress::article

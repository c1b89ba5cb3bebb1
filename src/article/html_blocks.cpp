// Block elements: containers, headings, quotations, preformatted text, figures.
#include "article/direction.h"
#include "article/html_reader.h"
#include "article/link_targets.h"
#include "article/markdown_tree.h"
#include "article/notice.h"
#include "base/ascii.h"

#include <algorithm>
#include <utility>

namespace carepress::article {
namespace {

std::optional<Urgency> urgency_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_DIV && element.tag != GUMBO_TAG_ASIDE && element.tag != GUMBO_TAG_SECTION &&
        element.tag != GUMBO_TAG_BLOCKQUOTE)
        return std::nullopt;
    if (has_class(element, "emergency")) return Urgency::emergency;
    if (has_class(element, "call-now")) return Urgency::call_now;
    if (has_class(element, "watch")) return Urgency::watch;
    return std::nullopt;
}

/// A picture that says nothing (HTML 4.8.4.4.10, ARIA 5.4, presentation).
bool is_decoration(const GumboElement& image) {
    const std::string_view role = trim(attribute(image, "role"));
    return has_attribute(image, "alt") || equal_ignoring_case(role, "presentation") ||
           equal_ignoring_case(role, "none") || equal_ignoring_case(attribute(image, "aria-hidden"), "true");
}

std::optional<Notice> notice_of(const GumboElement& element) {
    for (const Notice notice : {Notice::note, Notice::tip, Notice::important, Notice::warning, Notice::caution}) {
        const std::string_view name = class_of(notice);
        // GitHub's pages have "markdown-alert-note".
        if (has_class(element, name) ||
            has_class(element, "markdown-alert-" + std::string(name.substr(name.find('-') + 1))))
            return notice;
    }
    return std::nullopt;
}

}  // namespace

/// Ends the paragraph that loose text made: its place is that of its text.
void HtmlReader::flush() {
    border_pending_ = false;
    if (inline_.empty()) {
        inline_.finish({});
        return;
    }
    InlineText text = inline_.finish({});
    SourceSpan span = text.runs.front().span;
    for (const InlineRun& run : text.runs)
        span = {std::min(span.begin, run.span.begin), std::max(span.end, run.span.end)};
    text.span = span;
    push({Paragraph{std::move(text)}, span, {}});
    for (Isolate& isolate : isolates_) isolate.written = false;
}

void HtmlReader::push(Block block) {
    if (language_ != result_.language || language_ != container_language_) block.language = language_;
    const Direction inherited = language_ == container_language_ ? container_direction_ : direction_of(language_);
    if (direction_ != inherited) block.direction = direction_;
    block.anchors = std::exchange(anchors_, {});
    if (const auto* heading = std::get_if<Heading>(&block.content))  // whose words say as much
        std::erase_if(block.anchors, [&](const std::string& each) { return each == anchor_of(heading->text.text); });
    blocks_->push_back(std::move(block));
}

/// Where a block begins or ends: a paragraph's end, or a line's where only text is allowed.
void HtmlReader::block_border() {
    if (joining_ > 0)
        border_pending_ = true;
    else
        flush();
}

/// Reads the element's content as blocks of their own, whatever is around it.
std::vector<Block> HtmlReader::collect_blocks(const GumboElement& element) {
    std::vector<Block> blocks;
    std::vector<Block>* const outer = std::exchange(blocks_, &blocks);
    const std::string outer_language = std::exchange(container_language_, language_);
    const Direction outer_direction = std::exchange(container_direction_, direction_);
    walk_children(element);
    flush();
    container_language_ = outer_language;
    container_direction_ = outer_direction;
    blocks_ = outer;
    return blocks;
}

/// Reads the element's content as text only.
InlineText HtmlReader::collect(const GumboElement& element, SourceSpan span) {
    border_pending_ = false;
    ++joining_;
    walk_children(element);
    --joining_;
    border_pending_ = false;
    for (Isolate& isolate : isolates_) isolate.written = false;
    return inline_.finish(span);
}

void HtmlReader::read_container(const GumboElement& element, SourceSpan span) {
    if (const auto urgency = urgency_of(element); urgency && joining_ == 0)
        return read_callout(element, span, *urgency);
    if (joining_ == 0 && has_attribute(element, "class"))
        if (const auto notice = notice_of(element)) return read_notice(element, span, *notice);
    block_border();
    walk_children(element);
    block_border();
}

void HtmlReader::read_paragraph(const GumboElement& element, SourceSpan span) {
    if (has_class(element, "markdown-alert-title")) return;  // the word of a notice, which is set in any case
    block_border();
    const std::size_t before = blocks_->size();
    walk_children(element);
    block_border();
    if (blocks_->size() != before + 1) return;  // empty, or split by a picture
    if (Block& block = blocks_->back(); std::holds_alternative<Paragraph>(block.content)) block.span = span;
}

void HtmlReader::read_callout(const GumboElement& element, SourceSpan span, Urgency urgency) {
    flush();
    std::vector<Block> blocks = collect_blocks(element);
    if (!blocks.empty()) push({Callout{urgency, std::move(blocks)}, span, {}});
}

void HtmlReader::read_notice(const GumboElement& element, SourceSpan span, Notice notice) {
    flush();
    std::vector<Block> blocks = collect_blocks(element);
    if (!blocks.empty()) push({Quote{std::move(blocks), notice}, span, {}});
}

void HtmlReader::read_quote(const GumboElement& element, SourceSpan span) {
    if (joining_ > 0) {
        block_border();
        walk_children(element);
        return block_border();
    }
    if (const auto urgency = urgency_of(element)) return read_callout(element, span, *urgency);
    flush();
    std::vector<Block> blocks = collect_blocks(element);
    if (!blocks.empty()) push({Quote{std::move(blocks)}, span, {}});
}

void HtmlReader::read_heading(const GumboElement& element, SourceSpan span) {
    if (joining_ > 0) {
        block_border();
        walk_children(element);
        return block_border();
    }
    flush();
    InlineText text = collect(element, span);
    const int level = 1 + static_cast<int>(element.tag) - static_cast<int>(GUMBO_TAG_H1);
    if (!text.empty()) push({Heading{level, std::move(text)}, span, {}});
}

void HtmlReader::read_term(const GumboElement& element) {
    block_border();
    styled(element, inline_strong);
    block_border();
}

void HtmlReader::read_preformatted(const GumboElement& element, SourceSpan span) {
    block_border();
    if (std::exchange(preserving_, true)) {
        walk_children(element);
        return block_border();
    }
    if (joining_ > 0 && std::exchange(border_pending_, false) && !inline_.at_line_start()) inline_.hard_break(span);
    inline_.preserve_space(true);
    if (joining_ > 0) {
        walk_children(element);
        border_pending_ = true;
    } else if (InlineText text = collect(element, span); !text.empty()) {
        push({Preformatted{std::move(text)}, span, {}});
    }
    inline_.preserve_space(false);
    preserving_ = false;
}

void HtmlReader::read_figure(const GumboElement& element) {
    if (joining_ > 0) {
        block_border();
        walk_children(element);
        return block_border();
    }
    flush();
    std::optional<InlineText> caption;
    const auto outer = std::exchange(figure_caption_, &caption);
    const std::size_t first = blocks_->size();
    walk_children(element);
    flush();
    figure_caption_ = outer;
    if (!caption) return;
    for (std::size_t i = blocks_->size(); i > first; --i) {
        auto& content = (*blocks_)[i - 1].content;
        std::optional<InlineText>* place = nullptr;
        if (auto* figure = std::get_if<Figure>(&content)) place = &figure->caption;
        if (auto* table = std::get_if<Table>(&content)) place = &table->caption;
        if (place == nullptr || place->has_value()) continue;
        *place = std::move(caption);
        return;
    }
    const SourceSpan caption_span = caption->span;
    push({Paragraph{std::move(*caption)}, caption_span, {}});
}

void HtmlReader::read_figure_caption(const GumboElement& element, SourceSpan span) {
    block_border();
    if (joining_ == 0 && figure_caption_ != nullptr && !figure_caption_->has_value()) {
        if (InlineText text = collect(element, span); !text.empty()) *figure_caption_ = std::move(text);
        return;
    }
    walk_children(element);
    block_border();
}

void HtmlReader::read_image(const GumboElement& element, SourceSpan span) {
    const SourceSpan place = tag_span(element);
    std::optional<std::string> path = picture_file(element, place);
    InlineBuilder alternative;
    alternative.text(attribute(element, "alt"), place);
    std::string alternative_text = alternative.finish(place).text;
    const bool decorates = alternative_text.empty() && is_decoration(element);
    if (alternative_text.empty() && !decorates)
        diagnostics_.error("picture/no-alternative"_code, place, "the picture has no alternative text",
                           "say what it shows, as in alt=\"a bandaged ankle\"; of a picture that only decorates the "
                           "page, write <img src=\"...\" alt=\"\">");
    if (joining_ > 0) {
        diagnostics_.warning("picture/not-placed"_code, place,
                             decorates ? "a decorative picture cannot be placed here; it was left out"
                                       : "a picture cannot be placed here; its alternative text is printed instead",
                             "put it before or after the heading or table");
        return append_text(alternative_text, place);
    }
    if (!path || (alternative_text.empty() && !decorates)) {
        if (!alternative_text.empty()) append_text(alternative_text, place);  // the text stays, whatever the path
        return;
    }
    if (!open_link_.empty())
        diagnostics_.note("picture/link"_code, place,
                          "the link around the picture is not printed: " + diagnostics_.excerpt(printable(open_link_)));
    flush();
    push({Figure{std::move(*path), std::move(alternative_text), std::nullopt}, span, {}});
}

std::optional<std::string> HtmlReader::picture_file(const GumboElement& element, SourceSpan span) {
    std::string_view source = attribute(element, "src");
    while (!source.empty() && only_white_space(source.substr(0, 1))) source.remove_prefix(1);
    while (!source.empty() && only_white_space(source.substr(source.size() - 1))) source.remove_suffix(1);
    if (!source.empty() && options_.pictures_as_written) return std::string(source);
    if (!source.empty()) return picture_path(source, span, diagnostics_);
    diagnostics_.error("picture/no-file"_code, span, "the picture does not name a file", "write src=\"picture.png\"");
    return std::nullopt;
}

}  // namespace carepress::article

#include "style/stylesheet.h"

#include <cstdint>

namespace carepress::style {

namespace {

constexpr std::array<const char*, block_role_count> block_names = {
    "title",
    "lead",
    "heading-2",
    "heading-3",
    "heading-4",
    "paragraph",
    "list",
    "list-item",
    "quote",
    "preformatted",
    "divider",
    "figure",
    "caption",
    "table",
    "table-head",
    "table-cell",
    "callout-emergency",
    "callout-call-now",
    "callout-watch",
    "callout-heading-emergency",
    "callout-heading-call-now",
    "callout-heading-watch",
    "callout-text",
    "learn-more",
    "learn-more-heading",
    "learn-more-text",
    "learn-more-code",
    "qr-code",
    "band-name",
    "band-telephone",
    "running-title",
    "footer-patient",
    "footer-disclaimer",
    "footer-left",
    "footer-right",
    "sample-notice",
    "omission",
    "contents-entry",
    "note",
    "note-heading",
    "note-text",
    "teach-back",
    "teach-back-question",
    "teach-back-line",
    "language-name",
    "language-text",
    "aside-emergency",
    "aside-telephone",
    "aside-text",
    "facts",
    "fact-label",
    "fact-value",
    "table-head-morning",
    "table-head-noon",
    "table-head-evening",
    "table-head-bedtime",
};

constexpr std::array<const char*, inline_role_count> inline_names = {
    "strong", "emphasis", "code", "superscript", "subscript", "link", "link-address", "list-marker", "count", "detail",
};

constexpr std::array<const char*, frame_role_count> frame_names = {
    "band", "band-logo", "band-text", "running-head", "body-first", "body", "footer", "aside",
};

}  // namespace

const char* name_of(BlockRole role) { return block_names.at(static_cast<std::size_t>(role)); }
const char* name_of(InlineRole role) { return inline_names.at(static_cast<std::size_t>(role)); }
const char* name_of(FrameRole role) { return frame_names.at(static_cast<std::size_t>(role)); }

Rectangle Stylesheet::body_column(std::uint32_t page, int column, int count) const {
    Rectangle box = body_frame(page).box;
    const Length width = (box.width - columns.gap * (count - 1)) / count;
    box.x += (width + columns.gap) * column;
    if (count > 1) box.width = width;
    return box;
}

}  // namespace carepress::style

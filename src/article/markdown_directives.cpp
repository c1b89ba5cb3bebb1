// Directives of MyST: fenced code with a name in braces, "```{note}".
#include "article/markdown_dialects.h"
#include "article/notice.h"
#include "article/plain_text.h"
#include "base/ascii.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carepress::article {
namespace {

/// Each is parsed behind as many empty lines as it has before it, so that its places are right; so there are few.
constexpr std::size_t most_directives = 200;

/// "note" of "{note} Title".
std::string_view name_of(std::string_view info) {
    if (!info.starts_with('{')) return {};
    const std::size_t end = info.find('}');
    return end == std::string_view::npos ? std::string_view() : trim(info.substr(1, end - 1));
}

/// The content without its options, ":class: tip", which are its first lines.
std::string without_options(std::string_view content) {
    std::string out;
    bool in_options = true;
    for (std::size_t begin = 0; begin < content.size();) {
        const std::size_t end = line_end(content, begin);
        const std::string_view line = content.substr(begin, end - begin);
        in_options = in_options && line.starts_with(':') && line.find(':', 1) != std::string_view::npos;
        if (!in_options) out += line;
        out += '\n';
        begin = end + 1;
    }
    return out;
}

/// The blocks of a notice in place of its code.
void set_notice(cmark_node* code, Notice notice, std::string_view title) {
    NodeOwner box =
        new_custom(CMARK_NODE_CUSTOM_BLOCK, "<aside class=\"" + std::string(class_of(notice)) + "\">", "</aside>");
    if (!title.empty()) {
        NodeOwner line = new_custom(CMARK_NODE_CUSTOM_BLOCK, "<p><strong>", "</strong></p>");
        append(line.get(), new_text(std::string(title)));
        append(box.get(), std::move(line));
    }
    const auto lines = static_cast<std::size_t>(cmark_node_get_start_line(code));
    const NodeOwner parsed = parse_markdown(std::string(lines, '\n') + without_options(cmark_node_get_literal(code)));
    while (cmark_node* block = cmark_node_first_child(parsed.get())) cmark_node_append_child(box.get(), block);
    cmark_node_insert_before(code, box.get());
    static_cast<void>(box.release());
    cmark_node_free(code);
}

}  // namespace

bool set_directives(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics) {
    if (places.body().find('{') == std::string_view::npos) return false;
    std::vector<cmark_node*> found;
    const IteratorOwner iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK &&
            !name_of(cmark_node_get_fence_info(node)).empty())
            found.push_back(node);
    }
    bool has_html = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::string info = cmark_node_get_fence_info(found[i]);
        const std::string_view name = name_of(info);
        const auto notice = i < most_directives ? notice_of(name) : std::nullopt;
        if (!notice) {
            diagnostics.warning("article/foreign-markup"_code, places.block(found[i]),
                                "the directive \"{" + diagnostics.excerpt(shortened(name)) +
                                    "}\" is not set; what is in it is printed as code",
                                "write its text in Markdown, a box as \"> [!NOTE]\"");
            continue;
        }
        set_notice(found[i], *notice, trim(std::string_view(info).substr(info.find('}') + 1)));
        has_html = true;
    }
    return has_html;
}

}  // namespace carepress::article

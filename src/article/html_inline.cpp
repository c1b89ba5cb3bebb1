// Inline elements: styles, links, quotations, directional isolates; and what is dropped.
#include "article/editors_comments.h"
#include "article/html_reader.h"
#include "article/list_numbers.h"
#include "article/quotation_marks.h"
#include "base/address.h"
#include "base/utf.h"

#include <algorithm>
#include <utility>

namespace carepress::article {
namespace {

constexpr std::string_view first_strong_isolate = "\xE2\x81\xA8", pop_isolate = "\xE2\x81\xA9";
constexpr std::string_view left_to_right_isolate = "\xE2\x81\xA6", right_to_left_isolate = "\xE2\x81\xA7";
constexpr std::string_view left_to_right_override = "\xE2\x80\xAD", right_to_left_override = "\xE2\x80\xAE";
constexpr std::string_view pop_override = "\xE2\x80\xAC";

/// An element of raw text without an end tag swallows the rest of the page.
bool takes_rest(const GumboElement& element) {
    switch (element.tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_NOEMBED:
        case GUMBO_TAG_NOFRAMES:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_TITLE:
            return element.tag_namespace == GUMBO_NAMESPACE_HTML && element.original_tag.length > 0 &&
                   element.original_end_tag.length == 0;
        default:
            return false;
    }
}

/// The words of the nodes and of all that is under them, one space apart, with alternative texts: for a message about
/// what was dropped.
std::string text_under(const std::vector<const GumboNode*>& nodes, std::size_t enough) {
    std::string text;
    std::vector<const GumboNode*> waiting(nodes.rbegin(), nodes.rend());
    while (!waiting.empty() && text.size() < enough) {
        const GumboNode& node = *waiting.back();
        waiting.pop_back();
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA)
            text.append(" ").append(replace_malformed_utf8(node.v.text.text));
        if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) continue;
        const GumboElement& element = node.v.element;
        if (element.tag == GUMBO_TAG_SCRIPT || element.tag == GUMBO_TAG_STYLE) continue;
        if (element.tag == GUMBO_TAG_IMG) text.append(" ").append(attribute(element, "alt"));
        for (unsigned int i = element.children.length; i > 0; --i)
            waiting.push_back(static_cast<const GumboNode*>(element.children.data[i - 1]));
    }
    InlineBuilder words;  // collapses the white space and drops controls
    words.text(text, {});
    std::string result = words.finish({}).text;
    if (result.size() <= enough) return result;
    std::size_t cut = enough;
    while ((static_cast<unsigned char>(result[cut]) & 0xC0) == 0x80) --cut;
    return result.substr(0, cut) + "…";
}

std::string text_under(const GumboElement& element) {
    std::vector<const GumboNode*> nodes;
    for (unsigned int i = 0; i < element.children.length; ++i)
        nodes.push_back(static_cast<const GumboNode*>(element.children.data[i]));
    constexpr std::size_t enough = 400;
    return text_under(nodes, enough);
}

/// An element that is left out and whose end tag, which it must have, is not there. A clone of one that ends elsewhere
/// (HTML 13.2.6.1, "reconstruct the active formatting elements") has its end with the first.
bool never_ends(const GumboElement& element) {
    if (element.original_tag.length == 0) return false;
    GumboStringPiece end = element.original_end_tag;  // that of what is around it, if it has none itself
    if (end.length > 0) {
        gumbo_tag_from_original_text(&end);
        if (equal_ignoring_case({end.data, end.length}, tag_name(element))) return false;
    }
    switch (element.tag) {
        case GUMBO_TAG_S:
        case GUMBO_TAG_STRIKE:
        case GUMBO_TAG_DEL:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_SPAN:
            return true;
        default:
            return tag_name(element) == "dialog";
    }
}

}  // namespace

void HtmlReader::read_inline(const GumboElement& element, const GumboNode& node, Role role, SourceSpan span) {
    if (role != Role::isolate && attribute(element, "dir").empty()) return read_by_role(element, node, role, span);
    open_isolate(element, role);
    read_by_role(element, node, role, span);
    close_isolate(span);
}

void HtmlReader::read_by_role(const GumboElement& element, const GumboNode& node, Role role, SourceSpan span) {
    switch (role) {
        case Role::line_break:
            if (!border_pending_) inline_.hard_break(span);  // a block's border breaks the line already
            return;
        case Role::break_opportunity:
            return append_text("\xE2\x80\x8B", span);
        case Role::strong:
            return styled(element, inline_strong);
        case Role::emphasis:
            return styled(element, inline_emphasis);
        case Role::code:
            return styled(element, inline_code);
        case Role::superscript:
            return styled(element, inline_superscript);
        case Role::subscript:
            return styled(element, inline_subscript);
        case Role::link:
            return read_link(element, span);
        case Role::quotation:
            return read_quotation(element, span);
        case Role::reading:
            return read_reading(element, node, span);
        case Role::unknown:
            if (const std::string name = tag_name(element); noted_.size() < 64 && noted_.insert(name).second)
                diagnostics_.warning("article/unknown-tag"_code, tag_span(element),
                                     "unknown tag <" + diagnostics_.excerpt(name) + ">; its text stays");
            return walk_children(element);
        default:
            break;
    }
    walk_children(element);
    // Nobody can hover over paper.
    if (const std::string_view expansion = survey_->expansion(element); !expansion.empty())
        append_text(" (" + std::string(expansion) + ")", {span.end, span.end});
}

void HtmlReader::styled(const GumboElement& element, InlineStyle style) {
    inline_.push_style(style);
    walk_children(element);
    inline_.pop_style(style);
}

/// A reference to a footnote: its text is made of the number of the note.
bool HtmlReader::read_note_reference(const GumboElement& element, SourceSpan span) {
    constexpr std::string_view prefix = "#note-";
    const std::string_view address = attribute(element, "href");
    int number = 0;
    if (attribute(element, "data-carepress") == html_note && address.starts_with(prefix)) {
        number = read_integer(address.substr(prefix.size()), 1, largest_list_number).value_or(0);
        if (number == 0) return false;
    } else if (const PageNotes::Reference* reference = page_notes_->reference(element)) {
        if (reference->number == 0 || reference->is_in_title) {
            refuse_reference(element, *reference);
            return true;
        }
        number = reference->number;
    } else {
        return false;
    }
    inline_.open_link({{}, false, span, number});
    inline_.push_style(inline_superscript);
    append_text(write_list_number(number, Numbering::notes), span);
    inline_.pop_style(inline_superscript);
    inline_.close_link();
    return true;
}

/// A mark that leads to no note could be read as a part of the figure before it: "5" and a raised 1 as 51.
void HtmlReader::refuse_reference(const GumboElement& element, const PageNotes::Reference& reference) {
    if (reference.number > 0)
        diagnostics_.warning("article/note-in-title"_code, tag_span(element),
                             "the title cannot refer to a footnote; the note stays",
                             "refer to it in the first paragraph");
    else
        diagnostics_.warning("article/missing-note"_code, tag_span(element),
                             "the mark \"" + diagnostics_.excerpt(text_under(element)) +
                                 "\" of a footnote is not printed: its note is not in the text of the page",
                             "put the note into the page, or delete the mark");
}

/// Of a page; those of Markdown were looked at before it was rendered.
void HtmlReader::check_comments() {
    if (options_.positions_from_sourcepos) return;
    EditorsComments comments;
    for (const GumboNode* comment : survey_->comments()) {
        const GumboStringPiece& written = comment->v.text.original_text;
        comments.add({written.data, written.length}, span_of_text(comment->v.text));
        check_comment(comment->v.text);
    }
    comments.say(diagnostics_);
}

/// A comment is not text; but "<?= dose ?>" and "<!--#echo var=dose -->" are comments to a parser, and stand for text.
void HtmlReader::check_comment(const GumboText& comment) {
    const std::string_view written(comment.original_text.data, comment.original_text.length);
    const bool is_instruction = written.starts_with("<?") && !written.starts_with("<?xml");
    if (!is_instruction && !written.starts_with("<!--#")) return;
    diagnostics_.error("article/template-tag"_code, span_of_text(comment),
                       "a template tag is left in the text: \"" + diagnostics_.excerpt(printable(written)) + "\"",
                       "write the text itself: what the template would fill in is missing");
}

/// A box to tick at the beginning of an item. Elsewhere it is a field of a form.
bool HtmlReader::read_task(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_INPUT || !equal_ignoring_case(attribute(element, "type"), "checkbox") ||
        task_ == nullptr || task_->has_value() || joining_ > 0 || !blocks_->empty() || !inline_.empty())
        return false;
    *task_ = has_attribute(element, "checked");
    return true;
}

void HtmlReader::read_link(const GumboElement& element, SourceSpan span) {
    if (read_note_reference(element, span)) return;
    std::optional<std::string> address;
    if (has_attribute(element, "href")) address = link_address(attribute(element, "href"), tag_span(element));
    if (!address) return walk_children(element);
    const std::string outer = open_link_;
    if (open_link_.empty()) open_link_ = *address;  // links do not nest
    inline_.open_link(std::move(*address), span);
    walk_children(element);
    inline_.close_link();
    open_link_ = outer;
}

/// The address of a link worth printing (is_link_address()), or a relative one. As URL parsers do, white space around
/// and line ends and tabs inside are removed first (WHATWG URL 4.4), or "java\nscript:" would pass for relative.
std::optional<std::string> HtmlReader::link_address(std::string_view href, SourceSpan span) {
    std::string address;
    for (const char c : href)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) address += c;
    address.erase(0, std::min(address.find_first_not_of(' '), address.size()));
    address.erase(address.find_last_not_of(' ') + 1);
    if (address.empty()) return std::nullopt;
    // An address that is too long is reported by check_links(), with those of other formats.
    if (is_link_address(std::string_view(address).substr(0, longest_address), true)) return address;
    diagnostics_.warning("article/link-scheme"_code, span,
                         "a link to a \"" + diagnostics_.excerpt(printable(scheme_of(address))) +
                             ":\" address was dropped; its text stays",
                         "link to an http, https, mailto, tel, sms, fax or ftp address");
    return std::nullopt;
}

/// The quotation marks of the text's language around q: those of a quotation outside, those of one in another inside.
void HtmlReader::read_quotation(const GumboElement& element, SourceSpan span) {
    const QuotationMarks marks = quotation_marks_of(text_language_.empty() ? options_.around.language : text_language_);
    const bool outer = quotation_depth_++ % 2 == 0;
    append_text(outer ? marks.open : marks.inner_open, {span.begin, span.begin});
    walk_children(element);
    append_text(outer ? marks.close : marks.inner_close, {span.end, span.end});
    --quotation_depth_;
}

/// A ruby reading is put in parentheses after its base, unless the author wrote them (rp).
void HtmlReader::read_reading(const GumboElement& element, const GumboNode& node, SourceSpan span) {
    bool has_parentheses = false;
    if (node.parent != nullptr && node.parent->type == GUMBO_NODE_ELEMENT && node.index_within_parent > 0) {
        const auto& siblings = node.parent->v.element.children;
        for (std::size_t i = node.index_within_parent; i > 0; --i) {
            const auto* before = static_cast<const GumboNode*>(siblings.data[i - 1]);
            if (before->type == GUMBO_NODE_WHITESPACE) continue;
            has_parentheses = before->type == GUMBO_NODE_ELEMENT && before->v.element.tag == GUMBO_TAG_RP;
            break;
        }
    }
    if (!has_parentheses) append_text("(", {span.begin, span.begin});
    walk_children(element);
    if (!has_parentheses) append_text(")", {span.end, span.end});
}

/// dir, bdi and bdo as the bidi controls that they represent (HTML 15.3.6, UAX #9 2.7).
void HtmlReader::open_isolate(const GumboElement& element, Role role) {
    const std::string_view direction = attribute(element, "dir");
    const bool right = equal_ignoring_case(direction, "rtl");
    const bool left = equal_ignoring_case(direction, "ltr");
    Isolate isolate;
    isolate.open = right ? right_to_left_isolate : left ? left_to_right_isolate : first_strong_isolate;
    isolate.close = pop_isolate;
    if (role == Role::isolate && element.tag == GUMBO_TAG_BDO && (right || left)) {
        isolate.open += right ? right_to_left_override : left_to_right_override;
        isolate.close.insert(0, pop_override);
    }
    isolates_.push_back(std::move(isolate));
}

void HtmlReader::close_isolate(SourceSpan span) {
    const Isolate isolate = std::move(isolates_.back());
    isolates_.pop_back();
    if (isolate.written && !inline_.empty()) inline_.text(isolate.close, {span.end, span.end});
}

/// Scripts, styles, drawings, embedded objects and form fields. One note each kind; and wherever text that a browser
/// might have shown goes with them, a note that quotes it.
void HtmlReader::drop(const GumboElement& element, SourceSpan span) {
    if (read_task(element)) return;
    const std::string name = tag_name(element);
    const bool shown = element.tag != GUMBO_TAG_SCRIPT && element.tag != GUMBO_TAG_STYLE;
    if (takes_rest(element)) {
        diagnostics_.error("article/unclosed-element"_code, tag_span(element),
                           "<" + name + "> is never closed: everything after it is lost",
                           "write </" + name + "> where it ends");
        return;
    }
    std::string text = shown ? text_under(element) : std::string();
    if (element.tag == GUMBO_TAG_INPUT && !equal_ignoring_case(attribute(element, "type"), "hidden"))
        text = printable(attribute(element, "value"));
    if (!text.empty()) {
        diagnostics_.note("article/dropped-element"_code, span,
                          "<" + name + "> was dropped, and with it \"" + diagnostics_.excerpt(text) + "\"");
        return;
    }
    note_once("article/dropped-element"_code, "dropped " + name, span,
              "<" + name + "> was dropped: it cannot be printed");
}

/// Text for screen readers alone stays: it may be what a picture says to others, such as "Do not".
void HtmlReader::note_screen_reader_text(const GumboElement& element) {
    if (!is_for_screen_readers(element)) return;
    const std::string text = diagnostics_.excerpt(text_under(element));
    if (!text.empty())
        note_once("article/screen-reader-text"_code, "screen readers", tag_span(element),
                  "text that only screen readers say on the page is printed, too: \"" + text + "\"",
                  "give it the attribute hidden if it does not belong on paper");
}

/// Whether the page does not show the node; said once for each part that is left out, with its first words.
bool HtmlReader::leaves_out(const GumboNode& node) {
    const LeftOut* part = survey_->left_out(node);
    if (part == nullptr) return false;
    if (part->nodes.front() != &node) return true;
    const bool is_element = node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
    const SourceSpan place = is_element ? tag_span(node.v.element) : span_of_text(node.v.text);
    if (part->why != LeftOut::Why::furniture && never_ends(node.v.element)) {
        const std::string name = tag_name(node.v.element);
        diagnostics_.error("article/unclosed-element"_code, place,
                           "<" + name + "> is never closed: everything after it is lost",
                           "write </" + name + "> where it ends");
        return true;
    }
    constexpr std::size_t enough = 300;
    const std::string text = diagnostics_.excerpt(text_under(part->nodes, enough));
    if (text.empty()) return true;
    switch (part->why) {
        case LeftOut::Why::furniture:
            diagnostics_.note("article/page-furniture"_code, place,
                              "left out because it is not part of the article: \"" + text + "\"");
            break;
        case LeftOut::Why::hidden:
            diagnostics_.warning("article/hidden-text"_code, place,
                                 "text that the page hides (" + part->cause + ") was left out: \"" + text + "\"",
                                 "show it, or say it elsewhere, if patients should read it");
            break;
        case LeftOut::Why::struck:
            diagnostics_.warning("article/struck-out"_code, place, "deleted text was left out: \"" + text + "\"",
                                 "say in words what no longer applies, if patients should know");
            break;
    }
    return true;
}

void HtmlReader::note_once(DiagnosticCode code, const std::string& what, SourceSpan span, std::string message,
                           std::string hint) {
    if (noted_.insert(what).second) diagnostics_.note(code, span, std::move(message), std::move(hint));
}

}  // namespace carepress::article

#include "article/html_reader.h"

#include "article/character_references.h"
#include "article/direction.h"
#include "article/editors_comments.h"
#include "article/gumbo_walk.h"
#include "base/language.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace carepress::article {
namespace {

constexpr int deepest_element = 64;
constexpr std::size_t most_nodes = 200'000;

bool is_text(const GumboNode& node) {
    return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE;
}

/// Per article: each costs memory for as long as the program runs.
constexpr std::size_t most_languages = 50;

std::optional<Direction> direction_of_first_letter(const GumboElement& element) {
    std::vector<const GumboNode*> waiting;
    const auto add_children = [&](const GumboElement& of) {
        for (unsigned int i = of.children.length; i > 0; --i) waiting.push_back(&child_of(of, i - 1));
    };
    add_children(element);
    while (!waiting.empty()) {
        const GumboNode& node = *waiting.back();
        waiting.pop_back();
        if (const GumboElement* inner = element_in(node)) {
            add_children(*inner);
        } else if (is_text(node)) {
            const std::string_view text = node.v.text.text;
            for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
                UChar32 character = 0;
                U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), character);
                if (character < 0) continue;
                const UCharDirection direction = u_charDirection(character);
                if (direction == U_LEFT_TO_RIGHT) return Direction::left_to_right;
                if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
                    return Direction::right_to_left;
            }
        }
    }
    return std::nullopt;
}

bool is_block(Role role) { return role <= Role::figure_caption && role != Role::transparent; }

}  // namespace

HtmlResult HtmlReader::read(const GumboNode& root) {
    const GumboElement& html = root.v.element;
    survey_.emplace(root, options_.whole_page);
    if (!survey_->style_is_whole())
        diagnostics_.warning("article/style-too-long"_code, {options_.offset, options_.offset},
                             "the page's style has so many rules that not all were applied: text that it hides may be "
                             "printed",
                             "save the article without the <style> of its site");
    page_notes_.emplace(root, *survey_);
    last_span_ = {options_.offset, options_.offset};
    result_.language = language_of(html);
    const GumboElement* body = nullptr;
    for (unsigned int i = 0; i < html.children.length; ++i)
        if (const GumboElement* part = element_in(child_of(html, i)); part && part->tag == GUMBO_TAG_BODY) body = part;
    if (body != nullptr && result_.language.empty()) result_.language = language_of(*body);
    language_ = container_language_ = text_language_ = result_.language;
    const Direction own = direction_of(result_.language.empty() ? options_.around.language : result_.language);
    direction_ = container_direction_ = options_.around.direction.value_or(own);
    for (const GumboElement* element : {&html, body}) {
        if (element == nullptr) continue;
        const std::optional<Direction> stated = stated_direction(*element);
        if (!stated) continue;
        direction_ = container_direction_ = *stated;
        result_.direction = *stated == own ? std::nullopt : stated;
    }
    for (unsigned int i = 0; i < html.children.length; ++i) {
        const GumboElement* part = element_in(child_of(html, i));
        if (part == nullptr) continue;
        if (part->tag == GUMBO_TAG_FRAMESET)
            diagnostics_.error("article/frameset"_code, tag_span(*part), "a frameset page has no text of its own",
                               "save the frame that holds the article");
        else
            walk_children(*part);
        flush();
    }
    if (result_.title.empty()) adopt_first_heading();
    check_comments();
    return std::move(result_);
}

void HtmlReader::adopt_first_heading() {
    for (const Block& block : result_.blocks) {
        const Heading* heading = std::get_if<Heading>(&block.content);
        if (heading == nullptr || heading->level != 1) continue;
        result_.title = heading->text.text;
        result_.title_span = block.span;
        return;
    }
}

void HtmlReader::read_title(const GumboElement& element, SourceSpan span) {
    InlineBuilder text;
    for (unsigned int i = 0; i < element.children.length; ++i)
        if (const GumboNode& node = child_of(element, i); is_text(node)) text.text(text_of(node.v.text, span), span);
    std::string title = text.finish(span).text;
    if (title.empty()) return;
    if (result_.title.empty()) {
        result_.title = std::move(title);
        result_.title_span = span;
    } else {
        diagnostics_.note("article/second-title"_code, span,
                          "a second <title> was dropped: \"" + diagnostics_.excerpt(title) + "\"");
    }
}

/// A text with its character references corrected.
std::string HtmlReader::text_of(const GumboText& node, SourceSpan span) {
    const std::string_view written(node.original_text.data, node.original_text.length);
    if (written.find("&#") == std::string_view::npos) return node.text;
    return repair_references(node.text, written.find("\xEF\xBF\xBD") != std::string_view::npos, span, diagnostics_);
}

void HtmlReader::walk_children(const GumboElement& element) {
    for (unsigned int i = 0; i < element.children.length; ++i) walk(child_of(element, i));
}

void HtmlReader::walk(const GumboNode& node) {
    if (leaves_out(node)) return;
    if (is_text(node)) {
        const SourceSpan span = span_of_text(node.v.text);
        if (count_node(span)) append_text(text_of(node.v.text, span), span);
        return;
    }
    const GumboElement* element = element_in(node);
    if (element == nullptr) {
        if (options_.positions_from_sourcepos) check_comment(node.v.text);  // the others: check_comments()
        return;
    }
    if (!count_node(last_span_)) return;
    if (depth_ >= deepest_element) {
        if (!too_deep_)
            diagnostics_.error("article/nested-too-deeply"_code, tag_span(*element), "elements are nested too deeply",
                               "close the tags that are left open; the limit is 64 levels");
        too_deep_ = true;
        return take_deep_text(node);
    }
    ++depth_;
    walk_element(*element, node);
    --depth_;
}

bool HtmlReader::count_node(SourceSpan span) {
    if (++nodes_ <= most_nodes) return true;
    if (!too_many_)
        diagnostics_.error("article/too-long"_code, span, "the page has more than 200,000 elements and texts",
                           "split it into several articles");
    too_many_ = true;
    return false;
}

/// The text of everything under `node`, without recursion and without the elements' meaning.
void HtmlReader::take_deep_text(const GumboNode& node) {
    std::vector<const GumboNode*> waiting = {&node};
    while (!waiting.empty()) {
        const GumboNode& next = *waiting.back();
        waiting.pop_back();
        if (leaves_out(next)) continue;
        if (is_text(next)) {
            const SourceSpan span = span_of_text(next.v.text);
            if (!count_node(span)) return;
            append_text(text_of(next.v.text, span), span);
        } else if (const GumboElement* element = element_in(next)) {
            const Role role = role_of(*element);
            if (role == Role::dropped || role == Role::title) {
                drop(*element, tag_span(*element));
                continue;
            }
            if (is_block(role)) append_text(" ", last_span_);
            for (unsigned int i = element->children.length; i > 0; --i) waiting.push_back(&child_of(*element, i - 1));
        }
    }
}

void HtmlReader::read_metadata(const GumboElement& element, SourceSpan span) {
    constexpr std::string_view prefix = "carepress:";
    const std::string_view name = attribute(element, "name");
    if (element.tag != GUMBO_TAG_META || !name.starts_with(prefix)) return;
    result_.metadata.push_back(
        {std::string(name.substr(prefix.size())), std::string(attribute(element, "content")), span});
}

void HtmlReader::walk_element(const GumboElement& element, const GumboNode& node) {
    if (attribute(element, "data-carepress") == html_furniture) return;
    if (page_notes_->is_back_link(element)) return note_anchor(element, Role::link);
    const SourceSpan span = span_of(element);
    const auto outer_block_span = block_span_;
    if (options_.positions_from_sourcepos)
        if (const auto own = sourcepos(element)) block_span_ = own;
    last_span_ = span;
    const Role role = role_of(element);
    if (has_attribute(element, "class")) note_screen_reader_text(element);

    note_anchor(element, role);
    if (const int note = role == Role::item ? 0 : page_notes_->note(element); note > 0 && joining_ == 0) {
        read_note(element, span, note);
        block_span_ = outer_block_span;
        return;
    }
    std::string tag = language_of(element);
    if (tag == text_language_) tag.clear();
    const std::optional<Direction> direction = is_block(role) ? stated_direction(element) : std::nullopt;
    if (tag.empty() && !direction) {
        dispatch(element, node, role, span);
    } else if (is_block(role) && joining_ == 0 && inline_languages_ == 0) {
        read_block_in(std::move(tag), direction, element, node, role, span);
    } else if (tag.empty()) {
        open_isolate(element, role);  // a line of a cell or heading
        dispatch(element, node, role, span);
        close_isolate(span);
    } else {
        const std::string outer = std::exchange(text_language_, tag);
        inline_.open_language(tag == language_ ? std::string() : tag);
        ++inline_languages_;
        dispatch(element, node, role, span);
        --inline_languages_;
        inline_.close_language();
        text_language_ = outer;
    }
    block_span_ = outer_block_span;
}

/// A block that says its language (empty: that of what is around it), its direction, or both. What it says last counts:
/// a language without a direction has its own one.
void HtmlReader::read_block_in(std::string language, std::optional<Direction> direction, const GumboElement& element,
                               const GumboNode& node, Role role, SourceSpan span) {
    flush();  // what comes before is in the surrounding language
    const std::string outer = language_;
    const Direction outer_direction = direction_;
    if (!language.empty()) {
        direction_ = direction_of(language);
        language_ = text_language_ = std::move(language);
    }
    if (direction) direction_ = *direction;
    dispatch(element, node, role, span);
    flush();
    language_ = text_language_ = outer;
    direction_ = outer_direction;
}

/// Of the attribute dir; "auto" is the direction of the first letter that has one (HTML 3.2.6.4).
std::optional<Direction> HtmlReader::stated_direction(const GumboElement& element) const {
    const std::string_view written = attribute(element, "dir");
    if (written.empty()) return std::nullopt;
    if (equal_ignoring_case(written, "rtl")) return Direction::right_to_left;
    if (equal_ignoring_case(written, "ltr")) return Direction::left_to_right;
    if (!equal_ignoring_case(written, "auto")) return std::nullopt;
    return direction_of_first_letter(element);
}

/// A place that a link of the page leads to belongs to the block that begins with it or holds it.
void HtmlReader::note_anchor(const GumboElement& element, Role role) {
    for (const char* name : {"id", "name"}) {
        const std::string_view anchor = attribute(element, name);
        if (anchor.empty() || !survey_->is_target(anchor) || page_notes_->is_anchor(anchor)) continue;
        if (is_block(role) && joining_ == 0) flush();
        anchors_.emplace_back(anchor);
    }
}

std::string HtmlReader::language_of(const GumboElement& element) {
    std::string_view written = attribute(element, "lang");
    if (written.empty()) written = attribute(element, "xml:lang");
    std::string tag(written);
    std::replace(tag.begin(), tag.end(), '_', '-');
    if (tag.empty()) return tag;
    if (is_language_tag(tag)) {
        if (std::find(languages_.begin(), languages_.end(), tag) != languages_.end()) return tag;
        if (languages_.size() < most_languages) return languages_.emplace_back(std::move(tag));
        if (!std::exchange(told_languages_, true))
            diagnostics_.warning("article/too-many-languages"_code, tag_span(element),
                                 "the article is in more than " + std::to_string(most_languages) +
                                     " languages; from here on additional ones are not distinguished",
                                 "split the article by language");
        return {};
    }
    diagnostics_.warning("article/invalid-lang"_code, tag_span(element),
                         "lang \"" + diagnostics_.excerpt(printable(written)) + "\" is not a valid language tag",
                         "write a BCP 47 tag, as in lang=\"es\"");
    return {};
}

void HtmlReader::dispatch(const GumboElement& element, const GumboNode& node, Role role, SourceSpan span) {
    switch (role) {
        case Role::container:
            return read_container(element, span);
        case Role::paragraph:
            return read_paragraph(element, span);
        case Role::heading:
            return read_heading(element, span);
        case Role::list:
            return joining_ > 0 ? join_list(element) : read_list(element, span);
        case Role::item:
            return read_orphan_item(element, node, span);
        case Role::term:
            return read_term(element);
        case Role::quote:
            return read_quote(element, span);
        case Role::preformatted:
            return read_preformatted(element, span);
        case Role::divider:
            block_border();
            if (joining_ == 0) push({Divider{}, span, {}});
            return;
        case Role::table:
            return read_table(element, span);
        case Role::table_part:
            block_border();
            walk_children(element);
            return block_border();
        case Role::figure:
            return read_figure(element);
        case Role::figure_caption:
            return read_figure_caption(element, span);
        case Role::image:
            return read_image(element, span);
        case Role::title:
            return element.original_end_tag.length == 0 ? drop(element, span) : read_title(element, span);
        case Role::dropped:
            return drop(element, span);
        case Role::ignored:
            return read_metadata(element, span);
        default:
            return read_inline(element, node, role, span);
    }
}

void HtmlReader::append_text(std::string_view text, SourceSpan span) {
    if (text.empty()) return;
    const bool blank = !preserving_ && only_white_space(text);
    if (!blank) {
        // A <br> before a block's end ends the line that the block would end (CSS 2.1, 9.2.1).
        if (std::exchange(border_pending_, false) && !inline_.at_line_start()) inline_.hard_break(span);
        if (!pending_bullet_.empty()) inline_.text(std::exchange(pending_bullet_, {}), {span.begin, span.begin});
        for (Isolate& isolate : isolates_)
            if (!std::exchange(isolate.written, true)) inline_.text(isolate.open, span);
    }
    inline_.text(text, span);
}

std::uint32_t HtmlReader::offset_of(unsigned int position) const {
    return options_.offset + static_cast<std::uint32_t>(std::min<std::size_t>(position, html_.size()));
}

/// From the start tag to the end tag; with sourcepos, of the innermost block that cmark gave a place.
SourceSpan HtmlReader::span_of(const GumboElement& element) {
    if (options_.positions_from_sourcepos) {
        if (const auto own = sourcepos(element)) return *own;
        // Raw HTML has no sourcepos. Inside a block the block is its place, between blocks the end of the last one.
        return block_span_ ? *block_span_ : SourceSpan{last_span_.end, last_span_.end};
    }
    if (element.original_tag.length == 0) return last_span_;  // gumbo inserted it
    const std::uint32_t begin = offset_of(element.start_pos.offset);
    const auto tag_end = element.start_pos.offset + static_cast<unsigned int>(element.original_tag.length);
    const auto end = element.end_pos.offset + static_cast<unsigned int>(element.original_end_tag.length);
    return {begin, offset_of(std::max(tag_end, end))};
}

/// The start tag alone: the place of a message about it.
SourceSpan HtmlReader::tag_span(const GumboElement& element) {
    if (options_.positions_from_sourcepos || element.original_tag.length == 0) return span_of(element);
    const auto tag_end = element.start_pos.offset + static_cast<unsigned int>(element.original_tag.length);
    return {offset_of(element.start_pos.offset), offset_of(tag_end)};
}

SourceSpan HtmlReader::span_of_text(const GumboText& text) const {
    if (options_.positions_from_sourcepos)
        return block_span_ ? *block_span_ : SourceSpan{last_span_.end, last_span_.end};
    const auto length = static_cast<unsigned int>(text.original_text.length);
    return {offset_of(text.start_pos.offset), offset_of(text.start_pos.offset + length)};
}

/// "line:column-line:column", both from 1, columns in bytes, the end included (cmark, CMARK_OPT_SOURCEPOS).
std::optional<SourceSpan> HtmlReader::sourcepos(const GumboElement& element) const {
    const std::string_view value = attribute(element, "data-sourcepos");
    if (value.empty()) return std::nullopt;
    std::uint32_t numbers[4] = {};
    const char* at = value.data();
    const char* const end = at + value.size();
    constexpr char separators[4] = {':', '-', ':', '\0'};
    for (int i = 0; i < 4; ++i) {
        const auto [next, fault] = std::from_chars(at, end, numbers[i]);
        if (fault != std::errc() || numbers[i] > largest_source) return std::nullopt;
        if (i < 3 && (next == end || *next != separators[i])) return std::nullopt;
        at = next + 1;
    }
    const auto& lines = options_.line_starts;
    if (numbers[0] == 0 || numbers[0] > lines.size() || numbers[2] < numbers[0] || numbers[2] > lines.size())
        return std::nullopt;
    const std::uint32_t begin = lines[numbers[0] - 1] + (numbers[1] > 0 ? numbers[1] - 1 : 0);
    return SourceSpan{begin, std::max(begin, lines[numbers[2] - 1] + numbers[3])};
}

}  // namespace carepress::article

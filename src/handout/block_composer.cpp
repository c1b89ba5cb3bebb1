#include "handout/block_composer.h"

#include "article/link_address.h"
#include "article/list_numbers.h"
#include "handout/aside.h"
#include "image/read.h"
#include "words/digits.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace carepress::handout {
namespace {

TagRole heading_role(int level) {
    return static_cast<TagRole>(static_cast<int>(TagRole::heading_1) + std::clamp(level, 1, 6) - 1);
}

style::BlockRole heading_style(int level) {
    return level <= 2   ? style::BlockRole::heading_2
           : level == 3 ? style::BlockRole::heading_3
                        : style::BlockRole::heading_4;
}

style::BlockRole head_style(article::DayPart part) {
    switch (part) {
        case article::DayPart::morning:
            return style::BlockRole::table_head_morning;
        case article::DayPart::noon:
            return style::BlockRole::table_head_noon;
        case article::DayPart::evening:
            return style::BlockRole::table_head_evening;
        case article::DayPart::bedtime:
            return style::BlockRole::table_head_bedtime;
        case article::DayPart::none:
            break;
    }
    return style::BlockRole::table_head;
}

struct CalloutStyles {
    style::BlockRole box, heading;
    const char* phrase;
};

CalloutStyles styles_of(article::Urgency urgency) {
    switch (urgency) {
        case article::Urgency::emergency:
            return {style::BlockRole::callout_emergency, style::BlockRole::callout_heading_emergency,
                    "callout-emergency"};
        case article::Urgency::call_now:
            return {style::BlockRole::callout_call_now, style::BlockRole::callout_heading_call_now, "callout-call-now"};
        case article::Urgency::watch:
            return {style::BlockRole::callout_watch, style::BlockRole::callout_heading_watch, "callout-watch"};
    }
    assert(false);
    return {};
}

/// The longest sentence that can be the head of a help box, in code points.
constexpr std::ptrdiff_t longest_head = 120;

bool is_strong_run(const article::InlineRun& run) { return (run.styles & article::inline_strong) != 0; }

/// Where a help box begins with a sentence that leads in its list, "Call your doctor now if:", that instruction is its
/// head: a level's name above it would say it twice. The emergency box keeps its own, with the number to call.
const article::Paragraph* head_of(const article::Callout& callout) {
    if (callout.urgency == article::Urgency::emergency || callout.blocks.size() < 2) return nullptr;
    const auto* first = std::get_if<article::Paragraph>(&callout.blocks[0].content);
    if (first == nullptr || !std::holds_alternative<article::List>(callout.blocks[1].content)) return nullptr;
    const article::Block& block = callout.blocks[0];
    if (block.direction || !block.language.empty() || !block.anchors.empty()) return nullptr;
    const article::InlineText& said = first->text;
    const auto is_lead = [](unsigned char byte) { return (byte & 0xC0) != 0x80; };
    const bool is_short = std::count_if(said.text.begin(), said.text.end(), is_lead) <= longest_head;
    const bool is_strong = std::all_of(said.runs.begin(), said.runs.end(), is_strong_run);
    const bool leads_in = said.text.ends_with(':') || said.text.ends_with("\xEF\xBC\x9A");
    return is_short && !said.text.empty() && (is_strong || leads_in) ? first : nullptr;
}

/// A head is bold as a whole: nothing in it is stressed.
article::InlineText without_strong(article::InlineText text) {
    for (article::InlineRun& run : text.runs)
        run.styles = static_cast<std::uint8_t>(run.styles & ~static_cast<unsigned>(article::inline_strong));
    return text;
}

bool links_to_brand(const std::vector<article::Block>& blocks) {
    return std::any_of(blocks.begin(), blocks.end(), [](const article::Block& block) {
        const auto* paragraph = std::get_if<article::Paragraph>(&block.content);
        return paragraph != nullptr && std::any_of(paragraph->text.links.begin(), paragraph->text.links.end(),
                                                   [](const article::Link& link) { return link.to_brand; });
    });
}

/// A cell that is all in a right-to-left language is set from the right in any table. (One in a left-to-right language
/// keeps the side of its column; its phrases are isolated.)
void turn_right_to_left(text::StyledText& text) {
    const auto is_of_other = [&](const text::StyledRun& run) {
        return run.language != 0 && text::direction_of(text.languages[run.language]) == text::Direction::right_to_left;
    };
    if (text.direction == text::Direction::left_to_right && !text.runs.empty() &&
        std::all_of(text.runs.begin(), text.runs.end(), is_of_other))
        text.direction = text::Direction::right_to_left;
}

ListNumbering numbering_of(article::Numbering numbering) {
    return static_cast<ListNumbering>(static_cast<int>(ListNumbering::decimal) + static_cast<int>(numbering));
}

/// The language that all blocks of the item say; empty if they don't say one.
std::string language_of(const article::ListItem& item) {
    if (item.blocks.empty()) return {};
    const std::string& first = item.blocks.front().language;
    const bool same = std::all_of(item.blocks.begin(), item.blocks.end(),
                                  [&](const article::Block& block) { return block.language == first; });
    return same ? first : std::string();
}

/// The direction that all blocks of the item say; nothing if they don't say one.
std::optional<Direction> direction_of(const article::ListItem& item) {
    if (item.blocks.empty()) return std::nullopt;
    const std::optional<Direction> first = item.blocks.front().direction;
    const bool same = std::all_of(item.blocks.begin(), item.blocks.end(),
                                  [&](const article::Block& block) { return block.direction == first; });
    return same ? first : std::nullopt;
}

}  // namespace

BlockComposer::BlockComposer(Handout& handout, const Pictures& pictures, const PageWords& words)
    : handout_(handout),
      pictures_(pictures),
      words_(words),
      texts_(handout, words.brand, words.language, words.source, words.whole_words) {}

std::size_t BlockComposer::open(BoxContent content, style::BlockRole role, text::NodeId node, SourceSpan span) {
    Box box;
    box.content = content;
    box.role = role;
    box.node = node;
    box.span = span;
    box.span.source = words_.source;
    handout_.boxes.push_back(box);
    return handout_.boxes.size() - 1;
}

void BlockComposer::close(std::size_t box) {
    handout_.boxes[box].end = static_cast<std::uint32_t>(handout_.boxes.size());
}

void BlockComposer::text_box(const article::InlineText& text, style::BlockRole role, text::NodeId node,
                             SourceSpan span) {
    close(open(TextBox{texts_.add(text, handout_.stylesheet->block(role).text, node)}, role, node, span));
}

void BlockComposer::phrase_box(std::string_view text, style::BlockRole role, text::NodeId node,
                               std::string_view language, SourceSpan span) {
    const std::uint32_t index = texts_.add(text, handout_.stylesheet->block(role).text, node, language, span);
    close(open(TextBox{index}, role, node, span));
}

void BlockComposer::make_heading(int level) {
    handout_.boxes.back().as<TextBox>()->heading_level = static_cast<std::uint8_t>(level);
}

void BlockComposer::record(const article::Block& block, std::size_t first_box) {
    if (block_boxes_ != nullptr && handout_.boxes.size() > first_box)
        block_boxes_->emplace(&block, static_cast<std::uint32_t>(first_box));
}

void BlockComposer::compose_title(std::string_view title, std::string_view language, SourceSpan span, text::NodeId root,
                                  style::BlockRole role) {
    sections_ = {{1, root}};
    const text::NodeId node = texts_.add_node(TagRole::heading_1, root, language_if_other(language));
    phrase_box(title, role, node, language, span);
    make_heading(1);
    HandoutPart& part = handout_.parts.back();
    if (part.title == text::artifact) part.title = node;  // of two languages, the first one's
}

void BlockComposer::compose_article(const article::Article& article) {
    code_ = article.metadata.code;
    texts_.set_targets(article);
    texts_.expect_notes(article.blocks);
    for (const article::Block& block : article.blocks) {
        if (std::holds_alternative<article::LearnMore>(block.content)) compose_teach_back();
        compose_block(block, {});
    }
    compose_teach_back();
    if (article.omission) {
        sections_.resize(1);
        if (!article.omission->empty())
            text_box(*article.omission, style::BlockRole::omission,
                     texts_.add_node(TagRole::paragraph, section_parent()), {});
    } else if (!learn_more_done_ && !words_.brand.learn_more.empty() &&
               !aside_has_scan(*handout_.stylesheet, words_.brand, code_)) {
        sections_.resize(1);
        compose_learn_more({}, {});
    }
    texts_.resolve_targets();
}

void BlockComposer::compose_summary(const article::Article& summary) {
    texts_.expect_notes(summary.blocks);
    compose_all(summary.blocks, {});
}

void BlockComposer::compose_inside(const std::vector<article::Block>& blocks, text::NodeId root, int level,
                                   style::BlockRole paragraph) {
    sections_ = {{level, root}};
    heading_shift_ = level - 1;
    lead_done_ = true;
    texts_.expect_notes(blocks);
    for (const article::Block& block : blocks) compose_block(block, {root, paragraph, 0, false});
}

text::NodeId BlockComposer::heading_box(std::string_view text, std::string_view language, int level) {
    open_section(level);
    const text::NodeId section = section_parent();
    phrase_box(text, heading_style(level), texts_.add_node(heading_role(level), section, language_if_other(language)),
               language, {});
    make_heading(level);
    return section;
}

/// Questions that the reader answers in his or her own words, each with ruled lines to write on. Set once, before the
/// learn-more block.
void BlockComposer::compose_teach_back() {
    const style::TeachBack& asked = handout_.stylesheet->teach_back;
    if (!asked.any() || std::exchange(teach_back_done_, true)) return;
    sections_.resize(1);
    const std::size_t group = open(GroupBox{}, style::BlockRole::teach_back, text::artifact, {});
    const text::NodeId section = heading_box(words_.phrases["teach-back-heading"], words_.phrases.language(), 2);
    compose_question("teach-back-actions", asked.actions, section);
    compose_question("teach-back-help", asked.help, section);
    compose_question("teach-back-questions", asked.questions, section);
    close(group);
    sections_.resize(1);
}

void BlockComposer::compose_question(const char* phrase, int lines, text::NodeId parent) {
    if (lines == 0) return;
    phrase_box(words_.phrases[phrase], style::BlockRole::teach_back_question,
               texts_.add_node(TagRole::paragraph, parent, language_if_other(words_.phrases.language())),
               words_.phrases.language(), {});
    for (int i = 0; i < lines; ++i) close(open(DividerBox{}, style::BlockRole::teach_back_line, text::artifact, {}));
}

void BlockComposer::compose_all(const std::vector<article::Block>& blocks, const Context& context) {
    for (const article::Block& block : blocks) compose_block(block, context);
}

void BlockComposer::compose_block(const article::Block& block, const Context& context) {
    // At the top, blocks belong to the section that the last heading opened; inside a box, to the box.
    Context here = context;
    if (context.parent == no_index) here.parent = section_parent();
    const std::size_t first_box = handout_.boxes.size();
    const text::Direction around = texts_.direction();
    const bool is_other = !block.language.empty() && block.language != texts_.language();
    if (!is_other && block.direction.value_or(around) == around) {
        std::visit([&](const auto& content) { compose_one(content, block, here); }, block.content);
    } else {
        if (is_other) here.parent = texts_.add_node(TagRole::section, here.parent, block.language);
        const std::string outer = texts_.set_language(is_other ? block.language : texts_.language());
        if (block.direction) texts_.set_direction(*block.direction);
        const bool turns = texts_.direction() != around;
        // What runs the other way is set as the mirror image of what is around it.
        const std::size_t side =
            turns ? open(SideBox{texts_.direction()}, style::BlockRole::paragraph, text::artifact, block.span) : 0;
        std::visit([&](const auto& content) { compose_one(content, block, here); }, block.content);
        if (turns) close(side);
        texts_.set_language(outer);
        texts_.set_direction(around);
    }
    record(block, first_box);
}

void BlockComposer::open_section(int level) {
    while (sections_.size() > 1 && sections_.back().level >= level) sections_.pop_back();
    sections_.push_back({level, texts_.add_node(TagRole::section, section_parent())});
}

void BlockComposer::compose_one(const article::Heading& heading, const article::Block& block, const Context& context) {
    const int level = std::min(heading.level + heading_shift_, 6);
    text::NodeId parent = context.parent;
    if (parent == section_parent()) {  // a heading of the flow, not of a box
        open_section(level);
        parent = section_parent();
    }
    const text::NodeId node = texts_.add_node(heading_role(level), parent);
    text_box(heading.text, heading_style(level), node, block.span);
    texts_.place_heading(block, node);
    make_heading(level);
    lead_done_ = true;
}

void BlockComposer::compose_one(const article::Paragraph& paragraph, const article::Block& block,
                                const Context& context) {
    style::BlockRole role = context.paragraph;
    if (!lead_done_ && role == style::BlockRole::paragraph) role = style::BlockRole::lead;
    lead_done_ = true;
    text_box(paragraph.text, role, texts_.add_node(TagRole::paragraph, context.parent), block.span);
}

void BlockComposer::compose_one(const article::Preformatted& text, const article::Block& block,
                                const Context& context) {
    const text::NodeId paragraph = texts_.add_node(TagRole::paragraph, context.parent);
    text_box(text.text, style::BlockRole::preformatted, texts_.add_node(TagRole::code, paragraph), block.span);
}

void BlockComposer::compose_one(const article::Quote& quote, const article::Block& block, const Context& context) {
    if (quote.notice) return compose_notice(quote, block, context);
    const text::NodeId node = texts_.add_node(TagRole::block_quote, context.parent);
    const std::size_t box = open(GroupBox{}, style::BlockRole::quote, node, block.span);
    compose_all(quote.blocks, {node, context.paragraph, context.list_depth, context.in_help_box});
    close(box);
}

/// A calm box under its word. It is not a quotation, and not a level of help.
void BlockComposer::compose_notice(const article::Quote& notice, const article::Block& block, const Context& context) {
    constexpr std::array<const char*, 5> words = {"notice-note", "notice-tip", "notice-important", "notice-warning",
                                                  "notice-caution"};
    const text::NodeId node = texts_.add_node(TagRole::section, context.parent);
    const std::size_t box = open(GroupBox{}, style::BlockRole::quote, node, block.span);
    article::InlineText word;
    word.text = words_.phrases[words[static_cast<std::size_t>(*notice.notice)]];
    word.runs.push_back(
        {0, static_cast<std::uint32_t>(word.text.size()), article::inline_strong, no_index, no_index, block.span});
    text_box(word, context.paragraph,
             texts_.add_node(TagRole::paragraph, node, language_if_other(words_.phrases.language())), block.span);
    compose_all(notice.blocks, {node, context.paragraph, context.list_depth, context.in_help_box});
    close(box);
}

void BlockComposer::compose_one(const article::Divider&, const article::Block& block, const Context&) {
    close(open(DividerBox{}, style::BlockRole::divider, text::artifact, block.span));
}

void BlockComposer::compose_one(const article::List& list, const article::Block& block, const Context& context) {
    if (list.facts) return compose_facts(list, block, context);
    // Footnotes are not items of a list in the tags: each is a Note of its own, where its section ends.
    const bool are_notes = list.numbering == article::Numbering::notes;
    const text::NodeId node = are_notes ? context.parent : texts_.add_node(TagRole::list, context.parent);
    if (!are_notes)
        handout_.tags.nodes[node].numbering = list.ordered              ? numbering_of(list.numbering)
                                              : context.list_depth == 0 ? ListNumbering::disc
                                              : context.list_depth == 1 ? ListNumbering::circle
                                                                        : ListNumbering::square;
    const std::vector<int> numbers = list.ordered ? numbers_of(list) : std::vector<int>();
    const std::size_t box = open(ListBox{context.list_depth, list.tight}, style::BlockRole::list, node, block.span);
    for (std::size_t i = 0; i < list.items.size(); ++i)
        compose_item(list, i, list.ordered ? numbers[i] : 0,
                     {node, context.paragraph, context.list_depth, context.in_help_box});
    close(box);
}

/// Each fact is an item of a list without signs: its name, then its value.
void BlockComposer::compose_facts(const article::List& list, const article::Block& block, const Context& context) {
    const text::NodeId node = texts_.add_node(TagRole::list, context.parent);
    const std::size_t grid = open(GridBox{}, style::BlockRole::facts, node, block.span);
    for (const article::ListItem& item : list.items) {
        const text::NodeId item_node = texts_.add_node(TagRole::list_item, node);
        const std::size_t cell = open(CellBox{}, style::BlockRole::fact_value, item_node, item.span);
        const text::NodeId body = texts_.add_node(TagRole::list_body, item_node);
        for (std::size_t i = 0; i < item.blocks.size(); ++i)
            if (const auto* paragraph = std::get_if<article::Paragraph>(&item.blocks[i].content))
                text_box(paragraph->text,
                         i + 1 < item.blocks.size() ? style::BlockRole::fact_label : style::BlockRole::fact_value,
                         texts_.add_node(TagRole::paragraph, body), item.blocks[i].span);
        close(cell);
    }
    close(grid);
    lead_done_ = true;
}

/// The sign before an item: its number, its box to tick, or a bullet.
std::string BlockComposer::marker_of(const article::List& list, const article::ListItem& item, int number,
                                     const Context& context) {
    const style::Stylesheet& stylesheet = *handout_.stylesheet;
    const style::ListStyle& style =
        stylesheet.lists[std::min<std::size_t>(context.list_depth, stylesheet.lists.size() - 1)];
    const std::string box = !item.done ? "" : *item.done ? "\u2611" : "\u2610";
    if (!list.ordered) {
        const bool to_tick = !context.in_help_box && !style.check_marker.empty();
        return !box.empty() ? box : to_tick ? style.check_marker : style.marker;
    }
    std::string sign = article::write_list_number(number, list.numbering);
    if (list.numbering == article::Numbering::notes) return sign;
    std::string marker = style.number_pattern;
    const std::size_t at = marker.find("{n}");
    if (style.native_digits && sign == std::to_string(number))
        sign = words::in_native_digits(number, texts_.language());
    if (at != std::string::npos) marker.replace(at, 3, sign);
    return box.empty() ? marker : box + "\u00A0" + marker;
}

void BlockComposer::compose_item(const article::List& list, std::size_t index, int number, const Context& context) {
    const article::ListItem& item = list.items[index];
    const style::Stylesheet& stylesheet = *handout_.stylesheet;

    const bool is_note = list.numbering == article::Numbering::notes;

    // An item that is all in another language or direction has its marker on that one's side.
    const std::string own = language_of(item);
    const bool is_other = !own.empty() && own != texts_.language();
    const text::Direction around = texts_.direction();
    const std::string outer = texts_.set_language(is_other ? own : texts_.language());
    texts_.set_direction(direction_of(item).value_or(is_other ? texts_.direction() : around));

    const text::NodeId item_node = texts_.add_node(is_note ? TagRole::note : TagRole::list_item, context.parent,
                                                   is_other ? std::string_view(own) : std::string_view());
    const text::NodeId label_node = texts_.add_node(TagRole::label, item_node);
    if (is_note) texts_.place_note(number, label_node);

    const std::string marker = marker_of(list, item, number, context);
    if (item.done) handout_.tags.nodes[label_node].alternative = words_.phrases[*item.done ? "task-done" : "task-open"];
    const TextStyle marker_style = apply(stylesheet.block(style::BlockRole::list_item).text,
                                         stylesheet.inline_style(style::InlineRole::list_marker));
    ItemBox made{texts_.add(marker, marker_style, label_node, texts_.language())};
    if (texts_.direction() != around) made.direction = texts_.direction();
    const std::size_t box = open(made, style::BlockRole::list_item, item_node, item.span);

    // An item that is one paragraph is the list body itself; several blocks are children of it.
    const bool is_one = item.blocks.size() == 1 &&
                        (item.blocks.front().language.empty() || item.blocks.front().language == texts_.language()) &&
                        item.blocks.front().direction.value_or(texts_.direction()) == texts_.direction();
    const auto* only = is_one ? std::get_if<article::Paragraph>(&item.blocks.front().content) : nullptr;
    const text::NodeId body_node = !is_note          ? texts_.add_node(TagRole::list_body, item_node)
                                   : only != nullptr ? texts_.add_node(TagRole::paragraph, item_node)
                                                     : item_node;
    if (only != nullptr) {
        text_box(only->text, style::BlockRole::list_item, body_node, item.blocks.front().span);
        record(item.blocks.front(), box + 1);
    } else {
        compose_all(item.blocks, {body_node, style::BlockRole::list_item,
                                  static_cast<std::uint8_t>(context.list_depth + 1), context.in_help_box});
    }
    close(box);
    texts_.set_language(outer);
    texts_.set_direction(around);
}

void BlockComposer::compose_one(const article::Callout& callout, const article::Block& block, const Context& context) {
    const CalloutStyles styles = styles_of(callout.urgency);
    const text::NodeId node = texts_.add_node(TagRole::section, context.parent);
    const std::size_t box = open(GroupBox{}, styles.box, node, block.span);
    const int level = std::min(6, sections_.back().level + 1);
    const std::string phrase = words_.phrases.fill(styles.phrase, {{"number", words_.brand.emergency_number}});
    const auto* own = callout.blocks.empty() ? nullptr : std::get_if<article::Heading>(&callout.blocks.front().content);
    const text::NodeId heading = texts_.add_node(heading_role(level), node);
    text::NodeId& signs = handout_.parts.back().aside.signs_heading;
    if (callout.urgency == article::Urgency::emergency && signs == text::artifact) signs = heading;
    if (own != nullptr) texts_.place_heading(callout.blocks.front(), heading);
    const article::Paragraph* head = own == nullptr ? head_of(callout) : nullptr;
    if (own != nullptr)
        text_box(own->text, styles.heading, heading, callout.blocks.front().span);
    else if (head != nullptr)
        text_box(without_strong(head->text), styles.heading, heading, callout.blocks.front().span);
    else
        phrase_box(phrase, styles.heading, heading, words_.phrases.language(), block.span);
    make_heading(level);
    compose_continuation(box, styles.heading, own != nullptr ? own->text.text : phrase,
                         own != nullptr ? texts_.language() : words_.phrases.language());
    for (std::size_t i = own != nullptr || head != nullptr ? 1 : 0; i < callout.blocks.size(); ++i)
        compose_block(callout.blocks[i], {node, style::BlockRole::callout_text, context.list_depth, true});
    close(box);
}

/// What a help box says where a page ends in it, "Emergency: call 911 (continued)": a rest without a head would be a
/// list of anything.
void BlockComposer::compose_continuation(std::size_t box, style::BlockRole heading_role, std::string_view heading,
                                         std::string_view language) {
    const words::Phrases& phrases = words_.phrases;
    const auto add = [&](std::string_view text, style::BlockRole role, std::string_view of) {
        return texts_.add(text, handout_.stylesheet->block(role).text, text::artifact, of);
    };
    auto& group = *handout_.boxes[box].as<GroupBox>();
    group.continued = add(std::string(heading) + " (" + phrases["continued"] + ")", heading_role, language);
    group.goes_on = add(phrases["continues-on-next-page"], style::BlockRole::callout_text, phrases.language());
}

void BlockComposer::compose_one(const article::Figure& figure, const article::Block& block, const Context& context) {
    const auto found = pictures_.find(figure.path);
    if (found == pictures_.end() || !found->second) return;  // reported when it was loaded
    // What only decorates is not read (ISO 14289-1 7.3); a caption below it is a text like others.
    const bool decorates = figure.alternative.empty();
    const text::NodeId node = decorates ? text::artifact : texts_.add_node(TagRole::figure, context.parent);
    if (!decorates) handout_.tags.nodes[node].alternative = figure.alternative;
    const std::size_t group = open(GroupBox{}, style::BlockRole::figure, node, block.span);
    const PictureBox picture{static_cast<std::uint32_t>(handout_.pictures.size())};
    handout_.pictures.push_back(found->second);
    close(open(picture, style::BlockRole::figure, node, block.span));
    if (figure.caption)
        text_box(
            *figure.caption, style::BlockRole::caption,
            decorates ? texts_.add_node(TagRole::paragraph, context.parent) : texts_.add_node(TagRole::caption, node),
            figure.caption->span);
    close(group);
}

void BlockComposer::compose_one(const article::Table& table, const article::Block& block, const Context& context) {
    const text::NodeId node = texts_.add_node(TagRole::table, context.parent);
    const std::size_t group = open(GroupBox{}, style::BlockRole::table, text::artifact, block.span);
    if (table.caption)
        text_box(*table.caption, style::BlockRole::caption, texts_.add_node(TagRole::caption, node),
                 table.caption->span);
    const TableBox made{static_cast<std::uint16_t>(table.columns)};
    const std::size_t box = open(made, style::BlockRole::table, node, block.span);
    text::NodeId part = no_index;
    bool part_is_head = false;
    for (const article::TableRow& row : table.rows) {
        if (part == no_index || part_is_head != row.in_head) {
            part = texts_.add_node(row.in_head ? TagRole::table_head : TagRole::table_body, node);
            part_is_head = row.in_head;
        }
        compose_row(table, row, part);
    }
    close(box);
    close(group);
}

void BlockComposer::compose_row(const article::Table& table, const article::TableRow& row, text::NodeId parent) {
    const text::NodeId row_node = texts_.add_node(TagRole::table_row, parent);
    const std::size_t row_box = open(RowBox{row.in_head}, style::BlockRole::table, row_node, {});
    for (const article::TableCell& cell : row.cells) {
        const bool header = cell.scope != article::HeaderScope::none;
        const text::NodeId node = texts_.add_node(header ? TagRole::table_header : TagRole::table_data, row_node);
        TagNode& tag = handout_.tags.nodes[node];
        tag.scope = cell.scope;
        tag.column_span = std::min(cell.column_span, table.columns);
        tag.row_span = cell.row_span;
        const style::BlockRole role = header ? head_style(cell.day_part) : style::BlockRole::table_cell;
        const CellBox made{static_cast<std::uint16_t>(tag.column_span), static_cast<std::uint16_t>(tag.row_span),
                           cell.alignment, cell.says_none};
        const std::size_t box = open(made, role, node, cell.text.span);
        if (!cell.text.empty()) {
            text_box(cell.text, role, node, cell.text.span);
            if (cell.direction)
                handout_.texts.back().direction = *cell.direction;
            else
                turn_right_to_left(handout_.texts.back());
        }
        close(box);
    }
    close(row_box);
}

void BlockComposer::compose_one(const article::LearnMore& learn_more, const article::Block& block, const Context&) {
    sections_.resize(1);
    compose_learn_more(learn_more.blocks, block.span);
}

void BlockComposer::compose_learn_more(const std::vector<article::Block>& blocks, SourceSpan span) {
    learn_more_done_ = true;
    const words::Phrases& phrases = words_.phrases;
    const text::NodeId node = texts_.add_node(TagRole::section, section_parent());
    const std::size_t group = open(GroupBox{}, style::BlockRole::learn_more, node, span);
    const std::size_t first_text = handout_.texts.size();

    const auto* own = blocks.empty() ? nullptr : std::get_if<article::Heading>(&blocks.front().content);
    const text::NodeId heading = texts_.add_node(TagRole::heading_2, node);
    if (own != nullptr) texts_.place_heading(blocks.front(), heading);
    if (own != nullptr)
        text_box(own->text, style::BlockRole::learn_more_heading, heading, blocks.front().span);
    else
        phrase_box(phrases["learn-more-heading"], style::BlockRole::learn_more_heading, heading, phrases.language(),
                   span);
    make_heading(2);

    if (!links_to_brand(blocks) && !words_.brand.learn_more.empty()) {
        // The phrase's address is a link: it is composed as the article's own links are.
        article::InlineText text;
        const std::string pattern = phrases["learn-more-go-to"];
        const std::size_t at = std::min(pattern.find("{address}"), pattern.size());
        const std::string before = pattern.substr(0, at), after = at < pattern.size() ? pattern.substr(at + 9) : "";
        text.links.push_back({"", true, {}});
        const auto add = [&](const std::string& part, std::uint32_t link) {
            article::InlineRun run;
            run.begin = static_cast<std::uint32_t>(text.text.size());
            text.text += part;
            run.end = static_cast<std::uint32_t>(text.text.size());
            run.link = link;
            if (run.begin != run.end) text.runs.push_back(run);
        };
        add(before, no_index);
        add("\xEF\xBF\xBC", 0);
        add(after, no_index);
        const text::NodeId said = texts_.add_node(TagRole::paragraph, node, language_if_other(phrases.language()));
        const std::string outer = texts_.set_language(phrases.language());
        text_box(text, style::BlockRole::learn_more_text, said, span);
        texts_.set_language(outer);
    }
    for (std::size_t i = own != nullptr ? 1 : 0; i < blocks.size(); ++i)
        compose_block(blocks[i], {node, style::BlockRole::learn_more_text, 0, true});
    if (blocks.empty() && !code_.empty())
        phrase_box(phrases.fill("learn-more-enter-code", {{"code", code_}}), style::BlockRole::learn_more_text,
                   texts_.add_node(TagRole::paragraph, node, language_if_other(phrases.language())), phrases.language(),
                   span);
    if (aside_has_scan(*handout_.stylesheet, words_.brand, code_)) return close(group);
    if (!code_.empty() && !enlarge_code(first_text))
        phrase_box(code_, style::BlockRole::learn_more_code, texts_.add_node(TagRole::paragraph, node),
                   phrases.language(), span);
    compose_qr_code(group);
    close(group);
}

/// Makes the code large where a sentence from text `first` on says it, "Enter the code K977": as large as its lines
/// have room for. False where none does.
bool BlockComposer::enlarge_code(std::size_t first) {
    const style::Stylesheet& stylesheet = *handout_.stylesheet;
    const TextStyle& around = stylesheet.block(style::BlockRole::learn_more_text).text;
    const Length size = std::min(stylesheet.block(style::BlockRole::learn_more_code).text.size, around.leading);
    const std::int64_t thousandths = std::int64_t{size.millipoints} * 1000 / std::max(around.size.millipoints, 1);
    for (std::size_t i = first; i < handout_.texts.size(); ++i)
        if (enlarge(handout_.texts[i], code_, static_cast<int>(thousandths))) return true;
    return false;
}

void BlockComposer::compose_qr_code(std::size_t group) {
    const std::string address = scan_address(words_.brand, code_);
    if (address.empty() || words_.is_translation) return;
    handout_.pictures.push_back(image::make_qr_code(address));
    const text::NodeId node =
        texts_.add_node(TagRole::figure, handout_.boxes[group].node, language_if_other(words_.phrases.language()));
    handout_.tags.nodes[node].alternative =
        words_.phrases.fill("qr-alternative", {{"address", article::printed_address(address).text}});
    handout_.boxes[group].content = GroupBox{static_cast<std::uint32_t>(handout_.pictures.size() - 1), node};
}

}  // namespace carepress::handout

#include "handout/text_composer.h"

#include "article/link_address.h"
#include "article/list_numbers.h"
#include "article/plain_text.h"
#include "article/quotation_marks.h"
#include "base/utf.h"
#include "handout/script_sizes.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace carepress::handout {
namespace {

constexpr std::string_view object_replacement = "\xEF\xBF\xBC";  // U+FFFC: in place of a link that saved text lost

/// What a link says, for its /Contents, which each of its lines repeats: the beginning of a text as long as a page.
std::string summary_of(std::string_view said) {
    constexpr std::size_t longest = 200;  // bytes
    if (said.size() <= longest) return std::string(said);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(said[end]) & 0xC0) == 0x80) --end;
    return std::string(said.substr(0, end)) + "...";  // in ASCII, as the text may be: else each letter takes four bytes
}

/// "text 741741": what to do with a number that is not called.
std::string in_words(const article::PrintedAddress& printed, std::string_view language) {
    switch (printed.kind) {
        case article::PrintedAddress::Kind::text_message:
            // English has a word of its own; "SMS" is understood everywhere else.
            return (language.substr(0, 2) == "en" ? "text " : "SMS ") + printed.text;
        case article::PrintedAddress::Kind::fax:
            return "fax " + printed.text;
        case article::PrintedAddress::Kind::whatsapp:
            return "WhatsApp " + printed.text;
        case article::PrintedAddress::Kind::plain:
            break;
    }
    return printed.text;
}

}  // namespace

TextStyle apply(const TextStyle& base, const style::InlineStyleOverride& change) {
    TextStyle style = base;
    if (change.family) style.family = *change.family;
    if (change.weight) style.weight = *change.weight;
    if (change.slant) style.slant = *change.slant;
    if (change.shift_thousandths) style.baseline_shift += scale(base.size, *change.shift_thousandths);
    if (change.size_thousandths) style.size = scale(base.size, *change.size_thousandths);
    if (change.color) style.color = *change.color;
    if (change.underline) style.underline = *change.underline;
    return style;
}

TextComposer::TextComposer(Handout& handout, const style::BrandTexts& brand, std::string language, std::uint32_t source,
                           bool whole_words)
    : handout_(handout),
      brand_(brand),
      language_(std::move(language)),
      source_(source),
      whole_words_(whole_words),
      direction_(text::direction_of(language_)) {}

std::string TextComposer::set_language(std::string language) {
    direction_ = direction(language);
    return std::exchange(language_, std::move(language));
}

text::NodeId TextComposer::add_node(TagRole role, text::NodeId parent, std::string_view language) {
    TagNode node;
    node.role = role;
    node.parent = parent;
    node.language = language;
    handout_.tags.nodes.push_back(std::move(node));
    return static_cast<text::NodeId>(handout_.tags.nodes.size() - 1);
}

std::uint32_t TextComposer::style_index(text::StyledText& out, const TextStyle& base, std::uint8_t styles,
                                        const style::InlineRole* extra) const {
    constexpr std::array<std::pair<std::uint8_t, style::InlineRole>, 7> roles = {{
        {article::inline_strong, style::InlineRole::strong},
        {article::inline_emphasis, style::InlineRole::emphasis},
        {article::inline_code, style::InlineRole::code},
        {article::inline_superscript, style::InlineRole::superscript},
        {article::inline_subscript, style::InlineRole::subscript},
        {article::inline_count, style::InlineRole::count},
        {article::inline_detail, style::InlineRole::detail},
    }};
    const style::Stylesheet& stylesheet = *handout_.stylesheet;
    if (styles == 0 && extra == nullptr) return 0;  // the block's own style is always the first
    TextStyle style = base;
    for (const auto& [bit, role] : roles)
        if (styles & bit) style = apply(style, stylesheet.inline_style(role));
    if (extra != nullptr) style = apply(style, stylesheet.inline_style(*extra));
    for (std::size_t i = 0; i < out.styles.size(); ++i)
        if (out.styles[i] == style) return static_cast<std::uint32_t>(i);
    out.styles.push_back(std::move(style));
    return static_cast<std::uint32_t>(out.styles.size() - 1);
}

void TextComposer::append(text::StyledText& out, std::string_view utf8, const text::StyledRun& run) const {
    text::StyledRun added = run;
    added.begin = static_cast<std::uint32_t>(out.text.size());
    append_utf16(out.text, utf8);
    added.end = static_cast<std::uint32_t>(out.text.size());
    if (added.begin != added.end) out.runs.push_back(added);
}

void TextComposer::expect_notes(const std::vector<article::Block>& blocks) {
    for (const article::Block& block : blocks) {
        if (const auto* list = std::get_if<article::List>(&block.content)) {
            if (list->numbering == article::Numbering::notes)
                for (const int number : article::numbers_of(*list)) notes_[number];
            for (const article::ListItem& item : list->items) expect_notes(item.blocks);
        }
        if (const auto* quote = std::get_if<article::Quote>(&block.content)) expect_notes(quote->blocks);
        if (const auto* callout = std::get_if<article::Callout>(&block.content)) expect_notes(callout->blocks);
        if (const auto* more = std::get_if<article::LearnMore>(&block.content)) expect_notes(more->blocks);
    }
}

void TextComposer::place_note(int number, text::NodeId label) {
    Note& note = notes_[number];
    note.label = label;
    for (const std::uint32_t reference : note.references) lead_to_note(reference, label);
    note.references.clear();
}

/// Citation and note refer to each other (ISO 14289-2 8.2.5.14).
void TextComposer::lead_to_note(std::uint32_t link, text::NodeId label) {
    handout_.links[link].target = label;
    const text::NodeId citation = handout_.tags.nodes[handout_.links[link].node].parent;
    const text::NodeId note = handout_.tags.nodes[label].parent;
    handout_.tags.references.push_back({citation, note});
    handout_.tags.references.push_back({note, citation});
}

/// ISO 32000-1 14.8.4.4.2: a Reference, and in it the link.
std::uint32_t TextComposer::open_note_reference(int number, std::string_view contents, text::NodeId parent) {
    const auto found = notes_.find(number);
    if (found == notes_.end()) return no_index;
    Note& note = found->second;
    const text::NodeId node = add_node(TagRole::link, add_node(TagRole::reference, parent));
    const auto index = static_cast<std::uint32_t>(handout_.links.size());
    handout_.links.push_back({{}, std::string(contents), node, no_index, text::artifact});
    if (note.label == text::artifact)
        note.references.push_back(index);
    else
        lead_to_note(index, note.label);
    return index;
}

/// A place of the article itself: a heading, or its beginning.
TextComposer::Destination TextComposer::place_in_article(std::string_view address) const {
    Destination destination;
    const auto heading = targets_ ? targets_->heading_of(address) : std::nullopt;
    if (heading && *heading != nullptr)
        destination.heading = *heading;
    else if (heading && !handout_.parts.empty())
        destination.part.part = static_cast<std::uint32_t>(handout_.parts.size() - 1);
    return destination;
}

TextComposer::Destination TextComposer::destination_of(const article::Link& link) const {
    if (link.to_brand) return {article::absolute_address(brand_.learn_more), nullptr, {}};
    if (const auto known = part_links_.find(link.address); known != part_links_.end()) {
        if (known->second.part + 1 != handout_.parts.size()) return {{}, nullptr, known->second};
        return place_in_article(
            std::string_view(link.address).substr(std::min(link.address.find('#'), link.address.size())));
    }
    std::string address = article::absolute_address(link.address);
    if (!address.empty()) return {std::move(address), nullptr, {}};
    return place_in_article(link.address);
}

std::uint32_t TextComposer::open_link(const article::Link& link, const Destination& destination,
                                      std::string_view contents, text::NodeId parent) {
    if (link.note > 0) return open_note_reference(link.note, contents, parent);
    if (destination.is_nowhere()) return no_index;
    const text::NodeId node = add_node(TagRole::link, parent);
    handout_.links.push_back({destination.address, summary_of(contents), node, destination.part.part, text::artifact});
    const auto index = static_cast<std::uint32_t>(handout_.links.size() - 1);
    if (destination.heading != nullptr) inner_links_.emplace_back(index, destination.heading);
    return index;
}

void TextComposer::resolve_targets() {
    for (const auto& [link, heading] : inner_links_)
        if (const auto found = headings_.find(heading); found != headings_.end())
            handout_.links[link].target = found->second;
    inner_links_.clear();
}

/// What follows a link on paper, where its text does not say it: the address, or the heading or title that it leads to.
std::string TextComposer::printed_target(const article::Link& link, const Destination& destination,
                                         std::string_view said) const {
    if (link.to_brand || link.note > 0) return {};
    if (destination.address.empty()) {
        const std::string& words = destination.heading != nullptr
                                       ? std::get<article::Heading>(destination.heading->content).text.text
                                       : destination.part.title;
        if (words.empty() || article::folded(said).find(article::folded(words)) != std::string::npos) return {};
        const article::QuotationMarks marks = article::quotation_marks_of(language_);
        return marks.open + article::one_line(words) + marks.close;
    }
    const article::PrintedAddress printed = article::printed_address(link.address);
    if (printed.text.empty() || said.find(printed.text) != std::string_view::npos) return {};
    return in_words(printed, language_);
}

std::uint32_t TextComposer::add_text(text::StyledText text) {
    if (whole_words_)
        for (text::StyledRun& run : text.runs) run.whole_words = true;
    handout_.texts.push_back(std::move(text));
    return static_cast<std::uint32_t>(handout_.texts.size() - 1);
}

std::uint32_t TextComposer::add(const article::InlineText& text, const TextStyle& style, text::NodeId node) {
    text::StyledText out;
    out.styles.push_back(style);
    out.languages.push_back(language_);
    out.direction = direction_;
    // A link's address is repeated after its text.
    out.text.reserve(text.text.size() + (text.links.empty() ? 0 : 64));
    out.runs.reserve(text.runs.size() + text.links.size());
    for (std::size_t begin = 0; begin < text.runs.size();) {
        const std::uint32_t link = text.runs[begin].link;
        std::size_t end = begin + 1;
        while (end < text.runs.size() && text.runs[end].link == link) ++end;
        const std::span runs = std::span(text.runs).subspan(begin, end - begin);
        if (link == no_index)
            for (const article::InlineRun& run : runs) add_run(out, text, run, no_index, node);
        else
            add_link(out, text, runs, node);
        begin = end;
    }
    size_by_script(out, handout_.stylesheet->size_thousandths);
    return add_text(std::move(out));
}

/// Appends the runs of one link. Paper can't be clicked: the address follows the text, unless it is the text.
void TextComposer::add_link(text::StyledText& out, const article::InlineText& text,
                            std::span<const article::InlineRun> runs, text::NodeId node) {
    const article::Link& link = text.links[runs.front().link];
    const std::string_view said =
        std::string_view(text.text).substr(runs.front().begin, runs.back().end - runs.front().begin);
    const Destination destination = link.note > 0 ? Destination{} : destination_of(link);
    const std::uint32_t index =
        open_link(link, destination, link.to_brand ? std::string_view(brand_.learn_more) : said, node);
    for (const article::InlineRun& run : runs) add_run(out, text, run, index, node);
    const std::string target = index == no_index ? std::string() : printed_target(link, destination, said);
    if (target.empty()) return;
    text::StyledRun run;
    const style::InlineRole role = style::InlineRole::link_address;
    run.style = style_index(out, out.styles.front(), 0, &role);
    run.whole_words = !handout_.links[index].address.empty();
    run.node = handout_.links[index].node;
    run.link = index;
    run.span = in_source(link.span);
    append(out, " (" + target + ")", run);
}

/// Appends a run of `text`. `link`: the handout's link that it is in; a run in another language has a node of its own.
void TextComposer::add_run(text::StyledText& out, const article::InlineText& text, const article::InlineRun& from,
                           std::uint32_t link, text::NodeId node) {
    std::string_view content = std::string_view(text.text).substr(from.begin, from.end - from.begin);
    if (from.link != no_index && text.links[from.link].to_brand && content == object_replacement)
        content = brand_.learn_more;
    text::StyledRun run;
    const style::InlineRole link_role = style::InlineRole::link;
    run.style = style_index(out, out.styles.front(), from.styles, link == no_index ? nullptr : &link_role);
    run.whole_words = (from.styles & article::inline_code) != 0;
    run.link = link;
    run.node = link == no_index ? node : handout_.links[link].node;
    run.span = in_source(from.span);
    if (from.language != no_index) {
        out.languages.push_back(text.languages[from.language]);
        run.language = static_cast<std::uint32_t>(out.languages.size() - 1);
        run.node = add_node(TagRole::span, run.node, text.languages[from.language]);
    }
    append(out, content, run);
}

std::uint32_t TextComposer::add_part_link(std::string_view text, const TextStyle& style, text::NodeId node,
                                          std::string_view language, std::uint32_t part) {
    const text::NodeId link = add_node(TagRole::link, node);
    handout_.links.push_back({{}, summary_of(text), link, part, text::artifact});
    const std::uint32_t index = add(text, style, link, language);
    for (text::StyledRun& run : handout_.texts[index].runs)
        run.link = static_cast<std::uint32_t>(handout_.links.size() - 1);
    return index;
}

text::StyledText TextComposer::plain(std::string_view text, const TextStyle& style, text::NodeId node,
                                     std::string_view language, std::optional<SourceSpan> said) const {
    text::StyledText out;
    out.styles.push_back(style);
    out.languages.emplace_back(language);
    out.direction = direction(language);
    text::StyledRun run;
    run.node = node;
    run.span = said.value_or(in_source({}));
    append(out, text, run);
    size_by_script(out, handout_.stylesheet->size_thousandths);
    return out;
}

std::uint32_t TextComposer::add(std::string_view text, const TextStyle& style, text::NodeId node,
                                std::string_view language, SourceSpan span) {
    return add_text(plain(text, style, node, language, in_source(span)));
}

}  // namespace carepress::handout

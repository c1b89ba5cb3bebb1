#include "handout/text_composer.h"

#include "base/utf.h"
#include "handout/script_sizes.h"

#include <unicode/uloc.h>

#include <array>
#include <cstdint>

namespace carepress {
namespace {

constexpr std::string_view object_replacement = "\xEF\xBF\xBC";  // U+FFFC: in place of a link that saved text lost

bool starts_with_scheme(std::string_view address, std::string_view scheme) {
    if (address.size() < scheme.size()) return false;
    for (std::size_t i = 0; i < scheme.size(); ++i)
        if ((address[i] | 0x20) != scheme[i] && address[i] != scheme[i]) return false;
    return true;
}

}  // namespace

Direction direction_of(std::string_view language) {
    // uloc_isRightToLeft takes a locale identifier; for these subtags it is the language tag itself.
    const std::string tag(language);
    return uloc_isRightToLeft(tag.c_str()) ? Direction::right_to_left : Direction::left_to_right;
}

TextStyle apply(const TextStyle& base, const InlineStyleOverride& change) {
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

std::string printed_address(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"}) {
        if (starts_with_scheme(address, scheme)) {
            address.remove_prefix(scheme.size());
            break;
        }
    }
    if (address.ends_with('/')) address.remove_suffix(1);
    return std::string(address);
}

std::string absolute_address(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"})
        if (starts_with_scheme(address, scheme)) return std::string(address);
    const std::string_view host = address.substr(0, address.find_first_of("/?#"));
    if (address.starts_with("//")) return "https:" + std::string(address);
    if (!host.empty() && host.find('.') != std::string_view::npos && host.find(':') == std::string_view::npos &&
        !host.starts_with('.') && !host.ends_with(".html") && !host.ends_with(".htm") && !host.ends_with(".md"))
        return "https://" + std::string(address);
    return {};
}

TextComposer::TextComposer(Handout& handout, const BrandTexts& brand, std::string language, std::uint32_t source)
    : handout_(handout),
      brand_(brand),
      language_(std::move(language)),
      source_(source),
      direction_(direction_of(language_)) {}

NodeId TextComposer::add_node(TagRole role, NodeId parent, std::string_view language) {
    TagNode node;
    node.role = role;
    node.parent = parent;
    node.language = language;
    handout_.tags.nodes.push_back(std::move(node));
    return static_cast<NodeId>(handout_.tags.nodes.size() - 1);
}

std::uint32_t TextComposer::style_index(StyledText& out, const TextStyle& base, std::uint8_t styles,
                                        const InlineRole* extra) const {
    constexpr std::array<std::pair<std::uint8_t, InlineRole>, 5> roles = {{
        {inline_strong, InlineRole::strong},
        {inline_emphasis, InlineRole::emphasis},
        {inline_code, InlineRole::code},
        {inline_superscript, InlineRole::superscript},
        {inline_subscript, InlineRole::subscript},
    }};
    const Stylesheet& sheet = *handout_.stylesheet;
    if (styles == 0 && extra == nullptr) return 0;  // the block's own style is always the first
    TextStyle style = base;
    for (const auto& [bit, role] : roles)
        if (styles & bit) style = apply(style, sheet.inline_style(role));
    if (extra != nullptr) style = apply(style, sheet.inline_style(*extra));
    for (std::size_t i = 0; i < out.styles.size(); ++i)
        if (out.styles[i] == style) return static_cast<std::uint32_t>(i);
    out.styles.push_back(std::move(style));
    return static_cast<std::uint32_t>(out.styles.size() - 1);
}

void TextComposer::append(StyledText& out, std::string_view utf8, const StyledRun& run) const {
    StyledRun added = run;
    added.begin = static_cast<std::uint32_t>(out.text.size());
    append_utf16(out.text, utf8);
    added.end = static_cast<std::uint32_t>(out.text.size());
    if (added.begin != added.end) out.runs.push_back(added);
}

std::uint32_t TextComposer::open_link(const Link& link, std::string_view contents, NodeId parent) {
    const std::string address = absolute_address(link.to_brand ? brand_.learn_more : link.address);
    if (address.empty()) return no_index;
    const NodeId node = add_node(TagRole::link, parent);
    handout_.links.push_back({address, std::string(contents), node, no_index});
    return static_cast<std::uint32_t>(handout_.links.size() - 1);
}

std::uint32_t TextComposer::add(const InlineText& text, const TextStyle& style, NodeId node) {
    StyledText out;
    out.styles.push_back(style);
    out.languages.push_back(language_);
    out.direction = direction_;
    // A link's address is repeated after its text.
    out.text.reserve(text.text.size() + (text.links.empty() ? 0 : 64));
    out.runs.reserve(text.runs.size() + text.links.size());
    const std::string_view utf8 = text.text;

    std::uint32_t article_link = no_index, handout_link = no_index, link_begin = 0;
    const auto close_link = [&](std::uint32_t end) {
        if (article_link == no_index) return;
        // Paper can't be clicked: the address follows the text, unless it is the text.
        const Link& link = text.links[article_link];
        const std::string printed = printed_address(link.address);
        const std::string_view said = utf8.substr(link_begin, end - link_begin);
        if (handout_link != no_index && !link.to_brand && !printed.empty() &&
            said.find(printed) == std::string_view::npos) {
            StyledRun run;
            const InlineRole role = InlineRole::link_address;
            run.style = style_index(out, style, 0, &role);
            run.whole_words = true;
            run.node = handout_.links[handout_link].node;
            run.link = handout_link;
            run.span = in_source(link.span);
            append(out, " (" + printed + ")", run);
        }
        article_link = handout_link = no_index;
    };

    for (std::size_t i = 0; i < text.runs.size(); ++i) {
        const InlineRun& from = text.runs[i];
        std::string_view content = utf8.substr(from.begin, from.end - from.begin);
        if (from.link != article_link) {
            close_link(from.begin);
            article_link = from.link;
            link_begin = from.begin;
            if (from.link != no_index) {
                const Link& link = text.links[from.link];
                std::uint32_t end = from.end;
                for (std::size_t k = i + 1; k < text.runs.size() && text.runs[k].link == from.link; ++k)
                    end = text.runs[k].end;
                const std::string said =
                    link.to_brand ? brand_.learn_more : std::string(utf8.substr(from.begin, end - from.begin));
                handout_link = open_link(link, said, node);
            }
        }
        if (from.link != no_index && text.links[from.link].to_brand && content == object_replacement)
            content = brand_.learn_more;

        StyledRun run;
        const InlineRole link_role = InlineRole::link;
        run.style = style_index(out, style, from.styles, handout_link == no_index ? nullptr : &link_role);
        run.whole_words = (from.styles & inline_code) != 0;
        run.link = handout_link;
        run.node = handout_link == no_index ? node : handout_.links[handout_link].node;
        run.span = in_source(from.span);
        if (from.language != no_index) {
            out.languages.push_back(text.languages[from.language]);
            run.language = static_cast<std::uint32_t>(out.languages.size() - 1);
            run.node = add_node(TagRole::span, run.node, text.languages[from.language]);
        }
        append(out, content, run);
    }
    close_link(static_cast<std::uint32_t>(utf8.size()));

    size_by_script(out, handout_.stylesheet->size_thousandths);
    handout_.texts.push_back(std::move(out));
    return static_cast<std::uint32_t>(handout_.texts.size() - 1);
}

std::uint32_t TextComposer::add_part_link(std::string_view text, const TextStyle& style, NodeId node,
                                          std::string_view language, std::uint32_t part) {
    const NodeId link = add_node(TagRole::link, node);
    handout_.links.push_back({{}, std::string(text), link, part});
    const std::uint32_t index = add(text, style, link, language);
    for (StyledRun& run : handout_.texts[index].runs) run.link = static_cast<std::uint32_t>(handout_.links.size() - 1);
    return index;
}

StyledText TextComposer::plain(std::string_view text, const TextStyle& style, NodeId node, std::string_view language,
                               std::optional<SourceSpan> said) const {
    StyledText out;
    out.styles.push_back(style);
    out.languages.emplace_back(language);
    out.direction = direction(language);
    StyledRun run;
    run.node = node;
    run.span = said.value_or(in_source({}));
    append(out, text, run);
    size_by_script(out, handout_.stylesheet->size_thousandths);
    return out;
}

std::uint32_t TextComposer::add(std::string_view text, const TextStyle& style, NodeId node, std::string_view language) {
    handout_.texts.push_back(plain(text, style, node, language));
    return static_cast<std::uint32_t>(handout_.texts.size() - 1);
}

}  // namespace carepress

#include "article/link_targets.h"

#include "base/percent.h"
#include "base/utf.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <variant>

namespace carepress::article {

std::string anchor_of(std::string_view heading) {
    std::string out;
    const auto length = static_cast<std::int32_t>(heading.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(heading.data()), i, length, character);
        if (u_isUWhiteSpace(character))
            out += '-';
        else if (character == '-' || character == '_' || u_isalnum(character) ||
                 (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0)
            append_utf8(out, static_cast<char32_t>(u_tolower(character)));
    }
    return out;
}

LinkTargets::LinkTargets(const std::vector<Block>& blocks, std::string_view title) : beginning_(anchor_of(title)) {
    add(blocks);
}

void LinkTargets::add(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        if (const auto* heading = std::get_if<Heading>(&block.content)) {
            last_heading_ = &block;
            by_words_.emplace(anchor_of(heading->text.text), &block);
        }
        for (const std::string& anchor : block.anchors) by_anchor_.emplace(anchor, last_heading_);
        if (const auto* list = std::get_if<List>(&block.content))
            for (const ListItem& item : list->items) add(item.blocks);
        std::visit(
            [this](const auto& content) {
                using Content = std::decay_t<decltype(content)>;
                if constexpr (std::is_same_v<Content, Callout> || std::is_same_v<Content, Quote> ||
                              std::is_same_v<Content, LearnMore>)
                    add(content.blocks);
            },
            block.content);
    }
}

std::optional<const Block*> LinkTargets::heading_of(std::string_view address) const {
    if (!address.starts_with('#')) return std::nullopt;
    const std::string name = percent_decoded(address.substr(1));
    for (const auto* known : {&by_anchor_, &by_words_})
        if (const auto found = known->find(name); found != known->end()) return found->second;
    if (name.empty() || name == "top" || name == beginning_) return nullptr;
    return std::nullopt;
}

}  // namespace carepress::article

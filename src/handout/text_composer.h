#pragma once

#include "article/article.h"
#include "article/link_targets.h"
#include "handout/handout.h"
#include "style/brand.h"
#include "text/direction.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carepress::handout {

/// `base` with the overrides laid over it.
TextStyle apply(const TextStyle& base, const style::InlineStyleOverride& change);

/// A part of the handout that a link leads to.
struct LinkedPart {
    std::uint32_t part = no_index;
    std::string title;
};

/// Turns the article's inline text into styled text, adding what it needs (links, tag nodes) to the handout.
class TextComposer {
public:
    /// All must outlive this object. `language` is the part's, `source` the SourceSpan::source of its inline texts.
    /// `whole_words`: no word of the texts that are added is ever divided.
    TextComposer(Handout& handout, const style::BrandTexts& brand, std::string language, std::uint32_t source = 0,
                 bool whole_words = false);

    /// A new text in `style` whose content belongs to `node`; links and other languages get nodes of their own below
    /// it. Returns its index in Handout::texts.
    std::uint32_t add(const article::InlineText& text, const TextStyle& style, text::NodeId node);
    /// The same for a phrase of the page, in `language`. `span`: what of the part's source it is said for.
    std::uint32_t add(std::string_view text, const TextStyle& style, text::NodeId node, std::string_view language,
                      SourceSpan span = {});

    /// A phrase that is a link to a part of the handout, below `node`.
    std::uint32_t add_part_link(std::string_view text, const TextStyle& style, text::NodeId node,
                                std::string_view language, std::uint32_t part);

    /// A plain text that isn't part of the flow (furniture). `said`: where, when it is not in
    /// the part's source.
    text::StyledText plain(std::string_view text, const TextStyle& style, text::NodeId node, std::string_view language,
                           std::optional<SourceSpan> said = {}) const;

    /// What footnotes the blocks have: a reference to another one, which was left out, is plain text.
    void expect_notes(const std::vector<article::Block>& blocks);
    /// The footnote `number` has the label `label`: references to it lead there.
    void place_note(int number, text::NodeId label);

    text::NodeId add_node(TagRole role, text::NodeId parent, std::string_view language = {});

    /// Of inline texts that don't say another one: the part's, or that of the block which is being composed.
    const std::string& language() const { return language_; }
    text::Direction direction() const { return direction_; }
    /// Composes in `language` and its direction from here on; returns the one before.
    std::string set_language(std::string language);
    /// Composes in a direction that is not the language's own from here on.
    void set_direction(text::Direction direction) { direction_ = direction; }
    /// Links to places of these blocks, which must outlive this object, from here on lead to their headings.
    void set_targets(const article::Article& article) { targets_.emplace(article.blocks, article.metadata.title); }
    /// Links with these addresses from here on lead to parts of the handout.
    void set_part_links(std::map<std::string, LinkedPart, std::less<>> links) { part_links_ = std::move(links); }
    /// The node of a heading that links may lead to.
    void place_heading(const article::Block& heading, text::NodeId node) { headings_.emplace(&heading, node); }
    /// Once all headings are there: lets the links lead to them.
    void resolve_targets();

private:
    void add_link(text::StyledText& out, const article::InlineText& text, std::span<const article::InlineRun> runs,
                  text::NodeId node);
    void add_run(text::StyledText& out, const article::InlineText& text, const article::InlineRun& from,
                 std::uint32_t link, text::NodeId node);
    /// Adds a text to the handout; returns its index.
    std::uint32_t add_text(text::StyledText text);
    /// Where a link leads: to an address, a heading of the article, or a part of the handout.
    struct Destination {
        std::string address;
        const article::Block* heading = nullptr;
        LinkedPart part;

        bool is_nowhere() const { return address.empty() && heading == nullptr && part.part == no_index; }
    };
    Destination destination_of(const article::Link& link) const;
    Destination place_in_article(std::string_view address) const;
    std::uint32_t open_link(const article::Link& link, const Destination& destination, std::string_view contents,
                            text::NodeId parent);
    std::string printed_target(const article::Link& link, const Destination& destination, std::string_view said) const;
    void lead_to_note(std::uint32_t link, text::NodeId label);
    std::uint32_t open_note_reference(int number, std::string_view contents, text::NodeId parent);
    void append(text::StyledText& out, std::string_view utf8, const text::StyledRun& run) const;
    SourceSpan in_source(SourceSpan span) const { return {span.begin, span.end, source_}; }
    text::Direction direction(std::string_view language) const {
        return language == language_ ? direction_ : text::direction_of(language);
    }
    std::uint32_t style_index(text::StyledText& out, const TextStyle& base, std::uint8_t styles,
                              const style::InlineRole* extra) const;

    /// A footnote, and the links that lead to it before it has a place.
    struct Note {
        text::NodeId label = text::artifact;
        std::vector<std::uint32_t> references;
    };

    Handout& handout_;
    std::map<int, Note> notes_;  ///< by number
    const style::BrandTexts& brand_;
    std::string language_;
    std::uint32_t source_;
    bool whole_words_;
    std::optional<article::LinkTargets> targets_;
    std::map<std::string, LinkedPart, std::less<>> part_links_;
    std::map<const article::Block*, text::NodeId> headings_;
    /// Links of the handout that lead to a heading.
    std::vector<std::pair<std::uint32_t, const article::Block*>> inner_links_;
    text::Direction direction_;  ///< of language_: asking ICU takes longer than composing a short text
};

}  // namespace carepress::handout

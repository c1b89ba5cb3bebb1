#pragma once

#include "article/article.h"
#include "handout/compose.h"
#include "handout/handout.h"
#include "handout/page_words.h"
#include "handout/pair_languages.h"
#include "handout/text_composer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::handout {

/// Turns an article's blocks into the handout's boxes and tag nodes, in reading order.
class BlockComposer {
public:
    BlockComposer(Handout& handout, const Pictures& pictures, const PageWords& words);

    /// Opens the flow below the node `root` with its title, a heading of level 1 that looks like `role`.
    void compose_title(std::string_view title, std::string_view language, SourceSpan span, text::NodeId root,
                       style::BlockRole role = style::BlockRole::title);
    /// An article's blocks under their sections, questions to answer in writing, learn-more block. After the title.
    void compose_article(const article::Article& article);
    /// The blocks of a part that is not a library article: nothing follows them.
    void compose_summary(const article::Article& summary);
    /// Blocks without a title below `root`, a box whose heading has level `level`.
    void compose_inside(const std::vector<article::Block>& blocks, text::NodeId root, int level,
                        style::BlockRole paragraph);

    /// Opens a box; close() ends it after what is in it.
    std::size_t open(BoxContent content, style::BlockRole role, text::NodeId node, SourceSpan span);
    void close(std::size_t box);
    void phrase_box(std::string_view text, style::BlockRole role, text::NodeId node, std::string_view language,
                    SourceSpan span);
    /// Gives the text box that was closed last a bookmark.
    void make_heading(int level);
    /// A heading of the flow outside of articles, with a section of its own; returns the section.
    text::NodeId heading_box(std::string_view text, std::string_view language, int level);
    TextComposer& texts() { return texts_; }
    /// Records in `boxes`, which must outlive this object, the first box of each block from now on.
    void record_boxes(BlockBoxes& boxes) { block_boxes_ = &boxes; }

private:
    /// What blocks inside something inherit from it.
    struct Context {
        text::NodeId parent = no_index;  ///< no_index: the section that the last heading opened
        style::BlockRole paragraph = style::BlockRole::paragraph;
        std::uint8_t list_depth = 0;
        bool in_help_box = false;
    };

    void compose_all(const std::vector<article::Block>& blocks, const Context& context);
    void compose_block(const article::Block& block, const Context& context);
    void compose_one(const article::Paragraph& paragraph, const article::Block& block, const Context& context);
    void compose_one(const article::Heading& heading, const article::Block& block, const Context& context);
    void compose_one(const article::List& list, const article::Block& block, const Context& context);
    void compose_one(const article::Callout& callout, const article::Block& block, const Context& context);
    void compose_one(const article::Quote& quote, const article::Block& block, const Context& context);
    void compose_one(const article::Preformatted& text, const article::Block& block, const Context& context);
    void compose_one(const article::LearnMore& learn_more, const article::Block& block, const Context& context);
    void compose_one(const article::Figure& figure, const article::Block& block, const Context& context);
    void compose_one(const article::Table& table, const article::Block& block, const Context& context);
    void compose_one(const article::Divider& divider, const article::Block& block, const Context& context);

    void compose_facts(const article::List& list, const article::Block& block, const Context& context);
    void compose_item(const article::List& list, std::size_t index, int number, const Context& context);
    std::string marker_of(const article::List& list, const article::ListItem& item, int number, const Context& context);
    void compose_notice(const article::Quote& notice, const article::Block& block, const Context& context);
    void compose_row(const article::Table& table, const article::TableRow& row, text::NodeId parent);
    void open_section(int level);
    text::NodeId section_parent() const { return sections_.back().node; }
    void compose_learn_more(const std::vector<article::Block>& blocks, SourceSpan span);
    bool enlarge_code(std::size_t first);
    void compose_qr_code(std::size_t group);
    void compose_continuation(std::size_t box, style::BlockRole heading_role, std::string_view heading,
                              std::string_view language);

    void compose_teach_back();
    void compose_question(const char* phrase, int lines, text::NodeId parent);

    void record(const article::Block& block, std::size_t first_box);
    void text_box(const article::InlineText& text, style::BlockRole role, text::NodeId node, SourceSpan span);
    std::string language_if_other(std::string_view language) const {
        return language == words_.language ? std::string() : std::string(language);
    }

    struct Section {
        int level;
        text::NodeId node;
    };
    Handout& handout_;
    const Pictures& pictures_;
    const PageWords& words_;
    TextComposer texts_;
    BlockBoxes* block_boxes_ = nullptr;
    std::vector<Section> sections_;
    std::string code_;
    int heading_shift_ = 0;  ///< of the levels of the blocks' headings
    bool lead_done_ = false;
    bool learn_more_done_ = false;
    bool teach_back_done_ = false;
};

}  // namespace carepress::handout

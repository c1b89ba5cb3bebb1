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

namespace carepress {

/// Turns an article's blocks into the handout's boxes and tag nodes, in reading order.
class BlockComposer {
public:
    BlockComposer(Handout& handout, const Pictures& pictures, const PageWords& words);

    /// Opens the flow below the node `root` with its title, a heading of level 1 that looks like `role`.
    void compose_title(std::string_view title, std::string_view language, SourceSpan span, NodeId root,
                       BlockRole role = BlockRole::title);
    /// An article's blocks under their sections, questions to answer in writing, learn-more block. After the title.
    void compose_article(const Article& article);
    /// The blocks of a part that is not a library article: nothing follows them.
    void compose_summary(const Article& summary) { compose_all(summary.blocks, {}); }
    /// Blocks without a title below `root`, a box whose heading has level `level`.
    void compose_inside(const std::vector<Block>& blocks, NodeId root, int level, BlockRole paragraph);

    /// Opens a box; close() ends it after what is in it.
    std::size_t open(BoxContent content, BlockRole role, NodeId node, SourceSpan span);
    void close(std::size_t box);
    void phrase_box(std::string_view text, BlockRole role, NodeId node, std::string_view language, SourceSpan span);
    /// Gives the text box that was closed last a bookmark.
    void make_heading(int level);
    /// A heading of the flow outside of articles, with a section of its own; returns the section.
    NodeId heading_box(std::string_view text, std::string_view language, int level);
    TextComposer& texts() { return texts_; }
    /// Records in `boxes`, which must outlive this object, the first box of each block from now on.
    void record_boxes(BlockBoxes& boxes) { block_boxes_ = &boxes; }

private:
    /// What blocks inside something inherit from it.
    struct Context {
        NodeId parent = no_index;  ///< no_index: the section that the last heading opened
        BlockRole paragraph = BlockRole::paragraph;
        std::uint8_t list_depth = 0;
        bool in_help_box = false;
    };

    void compose_all(const std::vector<Block>& blocks, const Context& context);
    void compose_block(const Block& block, const Context& context);
    void compose_one(const Paragraph& paragraph, const Block& block, const Context& context);
    void compose_one(const Heading& heading, const Block& block, const Context& context);
    void compose_one(const List& list, const Block& block, const Context& context);
    void compose_one(const Callout& callout, const Block& block, const Context& context);
    void compose_one(const Quote& quote, const Block& block, const Context& context);
    void compose_one(const Preformatted& text, const Block& block, const Context& context);
    void compose_one(const LearnMore& learn_more, const Block& block, const Context& context);
    void compose_one(const Figure& figure, const Block& block, const Context& context);
    void compose_one(const Table& table, const Block& block, const Context& context);
    void compose_one(const Divider& divider, const Block& block, const Context& context);

    void compose_item(const List& list, std::size_t index, const Context& context);
    void compose_row(const Table& table, const TableRow& row, NodeId parent);
    void open_section(int level);
    NodeId section_parent() const { return sections_.back().node; }
    void compose_learn_more(const std::vector<Block>& blocks, SourceSpan span);
    void compose_qr_code(std::size_t group);

    void compose_teach_back();
    void compose_question(const char* phrase, int lines, NodeId parent);

    void record(const Block& block, std::size_t first_box);
    void text_box(const InlineText& text, BlockRole role, NodeId node, SourceSpan span);
    std::string language_if_other(std::string_view language) const {
        return language == words_.language ? std::string() : std::string(language);
    }

    struct Section {
        int level;
        NodeId node;
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

}  // namespace carepress

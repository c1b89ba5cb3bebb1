#pragma once

#include "article/inline_builder.h"
#include "article/markdown_tree.h"

#include <cstdint>

namespace carepress::article {

/// Reads the inlines of one block at a time. Iterative: emphasis may nest as deep as it likes.
class MarkdownInlines {
public:
    MarkdownInlines(const MarkdownPlaces& places, Diagnostics& diagnostics)
        : places_(places), diagnostics_(diagnostics) {}

    /// A paragraph's blocks: its pictures become Figures and split it.
    void paragraph(cmark_node* node, std::vector<Block>& out);
    /// The text of a heading or table cell, where only the alternative text of a picture is possible.
    InlineText line(cmark_node* node);

private:
    void read(cmark_node* node, std::vector<Block>* out);
    void enter(cmark_node* node, cmark_node_type type);
    void leave(cmark_node_type type);
    void text(std::string_view literal, cmark_node* node);
    void open_link(cmark_node* node);
    void picture(cmark_node* node, std::vector<Block>* out);
    void flush(std::vector<Block>& out);
    SourceSpan place_of(std::string_view literal, cmark_node* node);

    const MarkdownPlaces& places_;
    Diagnostics& diagnostics_;
    InlineBuilder builder_;
    SourceSpan block_;                ///< of the block being read
    std::uint32_t cursor_ = 0;        ///< end of the text whose place is known
    std::vector<std::string> links_;  ///< open links' addresses; empty where none was opened
};

}  // namespace carepress::article

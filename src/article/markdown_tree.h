#pragma once

#include "article/article.h"
#include "base/diagnostic.h"

#include <cmark-gfm.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the files of the Markdown reader share. Only they include cmark-gfm's headers.
namespace carepress::article {

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using NodeOwner = std::unique_ptr<cmark_node, FreeNode>;

struct FreeIterator {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using IteratorOwner = std::unique_ptr<cmark_iter, FreeIterator>;

/// Parses with the table extension only. cmark-gfm's strikethrough and autolink extensions switch characters in a
/// table that all threads share, so that what one thread reads would depend on the others: markdown_edit.cpp does
/// their work instead.
NodeOwner parse_markdown(std::string_view body);

/// Gives numeric references the character that browsers print for them ("&#153;" is a trade mark sign); one that names
/// no character is left out, with a warning.
class MarkdownPlaces;
void repair_character_references(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics);

/// Turns bare addresses into links.
void link_addresses(cmark_node* document, std::string_view body);

/// Places of cmark's nodes (line and column in bytes, from 1) in the source.
class MarkdownPlaces {
public:
    MarkdownPlaces(std::string_view body, std::uint32_t offset);

    std::string_view body() const { return body_; }
    std::uint32_t offset() const { return offset_; }
    /// Bytes of the source at which the lines of the body begin.
    const std::vector<std::uint32_t>& line_starts() const { return line_starts_; }
    /// The place of a block.
    SourceSpan block(cmark_node* node) const;
    /// The byte of the source at a line and column, inside the body.
    std::uint32_t at(int line, int column) const;

private:
    std::string_view body_;
    std::uint32_t offset_;
    std::vector<std::uint32_t> line_starts_;
};

/// An error for every table row with more cells than the head has: GFM drops the rest without a word.
void check_tables(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics);

/// Makes Blocks of the children of a node, at most 64 levels deep (the caller has measured).
std::vector<Block> read_tree(cmark_node* document, const MarkdownPlaces& places, Diagnostics& diagnostics);

/// Where a picture's file lies in the article's folder, as a relative path; nullopt with an error for an address on
/// the network or a path that leads out.
std::optional<std::string> picture_path(std::string_view written, SourceSpan span, Diagnostics& diagnostics);

/// The text of all inlines under `node`, without markup: what an image's alternative text is.
std::string plain_text(cmark_node* node);

}  // namespace carepress::article

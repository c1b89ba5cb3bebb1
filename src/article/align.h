#pragma once

#include "article/article.h"
#include "base/no_index.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace carepress::article {

/// How many kinds of blocks are told apart: the alternatives of Block::content, help boxes by urgency.
inline constexpr std::size_t block_kind_count = std::variant_size_v<decltype(Block::content)> + 2;

/// A section in outline: a heading of the article itself, and the blocks up to the next one. The first section has no
/// heading: it is what comes before all of them, even if that is nothing. A learn-more block begins a section, too,
/// because it belongs to the whole article and not to the heading above it.
struct SectionOutline {
    static constexpr std::uint8_t closing_level = 7;  ///< of the section that a learn-more block begins

    std::uint8_t level = 0;            ///< of its heading, 2 to 6; 0: before the first heading; or closing_level
    std::uint32_t begin = 0, end = 0;  ///< its blocks in Article::blocks, its heading first
    std::array<std::uint32_t, block_kind_count> kinds{};  ///< how many of its blocks are of each kind

    bool has_heading() const { return level > 0 && level != closing_level; }
    bool operator==(const SectionOutline&) const = default;
};

/// The sections of an article in order; at least one. They cover its blocks.
std::vector<SectionOutline> outline_of(const Article& article);

/// Two indices of what is each other's translation; no_index for what has none.
struct IndexPair {
    std::uint32_t one = no_index, other = no_index;

    bool both() const { return one != no_index && other != no_index; }
    bool operator==(const IndexPair&) const = default;
};

/// Pairs the sections of two translations of one article. Sections with headings of the same levels in the same order
/// are each other's translations. In articles that differ in that, sections pair in order, so that as much as possible
/// of what they hold is of the same kind; a heading of another level counts against a pair, but does not forbid it.
///
/// Every section is in one pair, in the order of its article; between two pairs, those of `one` that have no
/// counterpart come first.
std::vector<IndexPair> align(std::span<const SectionOutline> one, std::span<const SectionOutline> other);

/// What a sequence to align consists of: things of one kind can be a pair, best with another one of the same size.
struct AlignedShape {
    std::size_t kind = 0;
    std::size_t size = 0;
    bool operator==(const AlignedShape&) const = default;
};

/// Pairs two sequences in order, as align() does with blocks.
std::vector<IndexPair> align(std::span<const AlignedShape> one, std::span<const AlignedShape> other);

/// Two blocks that are each other's translation; null for what has none.
struct BlockPair {
    const Block* one = nullptr;
    const Block* other = nullptr;

    bool both() const { return one != nullptr && other != nullptr; }
};

/// Pairs the blocks of a section, a help box or a list item with those of its translation: in order, only blocks of one
/// kind, as many as possible, lists of as many items before others. The rule for order is that of sections. What both
/// blocks of a pair contain is paired by another call.
///
/// Time and memory are O(n · d), d being how far a block may be from where it would be if both sequences advanced
/// evenly. Up to 2,000 blocks against 2,000 every pair is considered. In longer sequences a block pairs only with one
/// that is near, by a distance that shrinks with the length, but never below 32 blocks.
std::vector<BlockPair> align(const std::vector<Block>& one, const std::vector<Block>& other);

/// A section and its translation. A section without a counterpart has blocks of one article only.
struct SectionPair {
    IndexPair sections;             ///< into outline_of() of each article
    std::vector<BlockPair> blocks;  ///< the headings first; a pair of sections always pairs its headings
};

/// Pairs an article with its translation: sections with sections, then the blocks in them. The pairs point into the
/// articles.
std::vector<SectionPair> align(const Article& one, const Article& other);

}  // namespace carepress::article

#include "article/align.h"

#include <algorithm>
#include <utility>

namespace carepress::article {
namespace {

/// The cells of the table of all pairs that are considered: in each row those near the line that joins its corners.
class Window {
public:
    /// `rows` and `columns`: the lengths of the two sequences, neither 0.
    Window(std::uint32_t rows, std::uint32_t columns) : rows_(rows), columns_(columns) {
        constexpr std::uint64_t most_cells = 4'100'000, least_distance = 32;
        distance_ = std::max(least_distance, most_cells / (std::uint64_t{rows} + 1) / 2);
        if ((std::uint64_t{rows} + 1) * (std::uint64_t{columns} + 1) <= most_cells) distance_ = columns;
    }
    /// The first and the last column of a row. Both grow from row to row, and each row overlaps the next one.
    std::uint32_t first(std::uint32_t row) const {
        const std::uint64_t middle = std::uint64_t{row} * columns_ / rows_;
        return static_cast<std::uint32_t>(middle - std::min(middle, distance_));
    }
    std::uint32_t last(std::uint32_t row) const {
        const std::uint64_t middle = (std::uint64_t{row} + 1) * columns_ / rows_;
        return static_cast<std::uint32_t>(std::min<std::uint64_t>(middle + distance_, columns_));
    }

private:
    std::uint32_t rows_, columns_;
    std::uint64_t distance_ = 0;
};

enum class Step : std::uint8_t { pair, one_alone, other_alone };

/// The best way to pair two sequences in order: the one whose scores have the greatest sum.
template <class Score>
class BestSteps {
public:
    BestSteps(std::uint32_t one, std::uint32_t other, const Score& score) : window_(one, other) {
        begin_.reserve(one + 1);
        std::size_t cells = 0;
        for (std::uint32_t row = 0; row < one; ++row) {
            begin_.push_back(cells);
            cells += window_.last(row) - window_.first(row) + 1;
        }
        steps_.resize(cells);
        // From the end back: a row has the best sums of what is left from its cells on. The last one has nothing left.
        std::vector<int> below(window_.last(one) - window_.first(one) + 1, 0), here;
        for (std::uint32_t row = one; row-- > 0;) {
            fill_row(row, other, score, below, here);
            below.swap(here);
        }
    }

    Step at(std::uint32_t row, std::uint32_t column) const {
        return steps_[begin_[row] + (column - window_.first(row))];
    }

private:
    void fill_row(std::uint32_t row, std::uint32_t columns, const Score& score, const std::vector<int>& below,
                  std::vector<int>& here) {
        constexpr int outside = -1;
        const std::uint32_t first = window_.first(row), last = window_.last(row);
        const std::uint32_t below_first = window_.first(row + 1), below_last = window_.last(row + 1);
        const auto sum_below = [&](std::uint32_t column) {
            return column < below_first || column > below_last ? outside : below[column - below_first];
        };
        here.assign(last - first + 1, 0);
        for (std::uint32_t column = last + 1; column-- > first;) {
            const int own = column < columns ? score(row, column) : 0;
            const int rest = own > 0 ? sum_below(column + 1) : outside;
            const int pair = rest == outside ? outside : own + rest;
            const int one_alone = sum_below(column), other_alone = column < last ? here[column + 1 - first] : outside;
            const int best = std::max({pair, one_alone, other_alone});
            here[column - first] = best;
            steps_[begin_[row] + (column - first)] = pair == best        ? Step::pair
                                                     : one_alone == best ? Step::one_alone
                                                                         : Step::other_alone;
        }
    }

    Window window_;
    std::vector<std::size_t> begin_;  ///< of each row, into steps_
    std::vector<Step> steps_;
};

/// Pairs 0…one-1 with 0…other-1 in order, so that the sum of the scores is greatest; a score of 0 is not a pair.
/// `same`: both are alike in all that scores are made of, so that nothing scores more.
template <class Same, class Score>
std::vector<IndexPair> align_in_order(std::uint32_t one, std::uint32_t other, const Same& same, const Score& score) {
    std::vector<IndexPair> pairs;
    pairs.reserve(std::max(one, other));
    std::uint32_t begin = 0;  // what begins alike needs no table
    for (; begin < std::min(one, other) && same(begin, begin); ++begin) pairs.push_back({begin, begin});
    std::uint32_t i = begin, k = begin;
    if (i < one && k < other) {
        const auto shifted = [&](std::uint32_t row, std::uint32_t column) {
            return score(row + begin, column + begin);
        };
        const BestSteps steps(one - begin, other - begin, shifted);
        while (i < one && k < other) {
            const Step step = steps.at(i - begin, k - begin);
            if (step == Step::pair)
                pairs.push_back({i++, k++});
            else if (step == Step::one_alone)
                pairs.push_back({i++, no_index});
            else
                pairs.push_back({no_index, k++});
        }
    }
    while (i < one) pairs.push_back({i++, no_index});
    while (k < other) pairs.push_back({no_index, k++});
    return pairs;
}

std::size_t kind_of(const Block& block) {
    const auto* callout = std::get_if<Callout>(&block.content);
    if (callout == nullptr || callout->urgency == Urgency::emergency) return block.content.index();
    return block_kind_count - (callout->urgency == Urgency::watch ? 1 : 2);
}

/// By its size a list has as many items, a heading the same level as another one.
AlignedShape shape_of(const Block& block) {
    AlignedShape shape{kind_of(block), 0};
    if (const auto* list = std::get_if<List>(&block.content)) shape.size = list->items.size();
    if (const auto* heading = std::get_if<Heading>(&block.content))
        shape.size = static_cast<std::size_t>(heading->level);
    return shape;
}

std::vector<BlockPair> align(std::span<const Block> one, std::span<const Block> other) {
    const auto shapes_of = [](std::span<const Block> blocks) {
        std::vector<AlignedShape> shapes;
        shapes.reserve(blocks.size());
        for (const Block& block : blocks) shapes.push_back(shape_of(block));
        return shapes;
    };
    const std::vector<AlignedShape> ours = shapes_of(one), theirs = shapes_of(other);
    std::vector<BlockPair> pairs;
    for (const IndexPair& pair : align(std::span(ours), std::span(theirs)))
        pairs.push_back(
            {pair.one == no_index ? nullptr : &one[pair.one], pair.other == no_index ? nullptr : &other[pair.other]});
    return pairs;
}

bool closes(const SectionOutline& section) { return section.level == SectionOutline::closing_level; }

/// Whether the headings have the same levels in the same order.
bool same_headings(std::span<const SectionOutline> one, std::span<const SectionOutline> other) {
    std::vector<std::uint8_t> levels[2];
    for (const SectionOutline& section : one)
        if (!closes(section)) levels[0].push_back(section.level);
    for (const SectionOutline& section : other)
        if (!closes(section)) levels[1].push_back(section.level);
    return levels[0] == levels[1];
}

/// Of articles with the same headings. Learn-more blocks, which one of them may lack, pair in order, too.
std::vector<IndexPair> pair_as_they_come(std::span<const SectionOutline> one, std::span<const SectionOutline> other) {
    std::vector<IndexPair> pairs;
    std::uint32_t i = 0, k = 0;
    while (i < one.size() || k < other.size()) {
        const bool ours_closes = i < one.size() && closes(one[i]), theirs_closes = k < other.size() && closes(other[k]);
        if (ours_closes == theirs_closes)
            pairs.push_back({i++, k++});
        else if (ours_closes)
            pairs.push_back({i++, no_index});
        else
            pairs.push_back({no_index, k++});
    }
    return pairs;
}

/// More for each block that both sections can have a partner for. What comes before all headings, and what closes an
/// article, pairs only with its like.
int alikeness(const SectionOutline& one, const SectionOutline& other) {
    if (one.has_heading() != other.has_heading() || (!one.has_heading() && one.level != other.level)) return 0;
    int alike = one.level == other.level ? 2 : 1;
    for (std::size_t kind = 0; kind < block_kind_count; ++kind)
        alike += 2 * static_cast<int>(std::min(one.kinds[kind], other.kinds[kind]));
    return alike;
}

}  // namespace

std::vector<SectionOutline> outline_of(const Article& article) {
    std::vector<SectionOutline> sections(1);
    for (std::uint32_t i = 0; i < article.blocks.size(); ++i) {
        const Block& block = article.blocks[i];
        const auto* heading = std::get_if<Heading>(&block.content);
        if (heading != nullptr || std::holds_alternative<LearnMore>(block.content)) {
            SectionOutline& next = sections.emplace_back();
            next.begin = i;
            next.level = heading != nullptr ? static_cast<std::uint8_t>(heading->level) : SectionOutline::closing_level;
        }
        ++sections.back().kinds[kind_of(block)];
        sections.back().end = i + 1;
    }
    return sections;
}

std::vector<IndexPair> align(std::span<const SectionOutline> one, std::span<const SectionOutline> other) {
    if (same_headings(one, other)) return pair_as_they_come(one, other);
    const auto same = [&](std::uint32_t i, std::uint32_t k) {
        return one[i].level == other[k].level && one[i].kinds == other[k].kinds;
    };
    const auto score = [&](std::uint32_t i, std::uint32_t k) { return alikeness(one[i], other[k]); };
    return align_in_order(static_cast<std::uint32_t>(one.size()), static_cast<std::uint32_t>(other.size()), same,
                          score);
}

std::vector<IndexPair> align(std::span<const AlignedShape> one, std::span<const AlignedShape> other) {
    const auto same = [&](std::uint32_t i, std::uint32_t k) { return one[i] == other[k]; };
    const auto score = [&](std::uint32_t i, std::uint32_t k) {
        return one[i].kind != other[k].kind ? 0 : one[i].size == other[k].size ? 3 : 2;
    };
    return align_in_order(static_cast<std::uint32_t>(one.size()), static_cast<std::uint32_t>(other.size()), same,
                          score);
}

std::vector<BlockPair> align(const std::vector<Block>& one, const std::vector<Block>& other) {
    return align(std::span<const Block>(one), std::span<const Block>(other));
}

std::vector<SectionPair> align(const Article& one, const Article& other) {
    const std::vector<SectionOutline> ours = outline_of(one), theirs = outline_of(other);
    const auto blocks_of = [](const Article& article, const std::vector<SectionOutline>& sections,
                              std::uint32_t index) {
        if (index == no_index) return std::span<const Block>();
        const SectionOutline& section = sections[index];
        return std::span(article.blocks).subspan(section.begin, section.end - section.begin);
    };
    std::vector<SectionPair> pairs;
    for (const IndexPair& sections : align(std::span(ours), std::span(theirs)))
        pairs.push_back(
            {sections, align(blocks_of(one, ours, sections.one), blocks_of(other, theirs, sections.other))});
    return pairs;
}

}  // namespace carepress::article

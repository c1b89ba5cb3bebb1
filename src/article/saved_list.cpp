#include "article/saved_list.h"

#include "article/bare_address.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

namespace carepress::article {
namespace {

constexpr int deepest_list = 60;  ///< levels of lists; a callout or the article's own blocks are around them

/// An item as it is in the flat text.
struct FlatItem {
    int indent = 0;
    bool ordered = false;
    int number = 0;
    Numbering numbering = Numbering::decimal;
    std::optional<bool> done = {};
    SourceSpan span;
    std::vector<Block> paragraphs;
    bool after_blank = false;  ///< a blank line comes before it
};

class FlatItems {
public:
    FlatItems(const std::vector<SavedLine>& lines, std::size_t& at) : lines_(lines), at_(at) {}

    std::vector<FlatItem> read() {
        bool blank = false;
        while (at_ < lines_.size()) {
            const SavedLine& line = lines_[at_];
            if (line.kind == SavedLine::Kind::blank) {
                const std::size_t next = continuation_after_blank();
                if (next == lines_.size()) break;
                blank = true;
                at_ = next;
            } else if (line.is_item()) {
                begin_item(line, blank);
                blank = false;
            } else if (blank && !items_.empty()) {
                further_paragraph();
                blank = false;
            } else {
                break;
            }
        }
        return std::move(items_);
    }

private:
    /// The next line that is not blank, where it still belongs to the items: another one, or an indented paragraph.
    std::size_t continuation_after_blank() const {
        std::size_t next = at_;
        while (next < lines_.size() && lines_[next].kind == SavedLine::Kind::blank) ++next;
        if (next == lines_.size() || lines_[next].is_item()) return next;
        const bool indented = !items_.empty() && lines_[next].indent > items_.back().indent;
        return indented && !is_heading_line(lines_[next].content) ? next : lines_.size();
    }

    void begin_item(const SavedLine& line, bool blank) {
        FlatItem& item = items_.emplace_back();
        item.indent = line.indent;
        item.ordered = line.kind == SavedLine::Kind::number;
        item.number = line.number;
        item.numbering = line.numbering;
        item.done = line.done;
        item.span = {line.begin, line.span.end};
        item.after_blank = blank;
        gather(line.content, line.span, item);
    }

    void further_paragraph() {
        const SavedLine& line = lines_[at_];
        items_.back().after_blank = true;
        gather(line.content, line.span, items_.back());
    }

    /// A paragraph of an item: this line, and the text lines right after it.
    void gather(std::string_view content, SourceSpan span, FlatItem& item) {
        InlineBuilder builder;
        add_linked_text(builder, content, span.begin);
        for (++at_; at_ < lines_.size() && lines_[at_].kind == SavedLine::Kind::text; ++at_) {
            const SavedLine& line = lines_[at_];
            // A question at the margin is the next section's heading, not the rest of the item.
            if (!content.empty() && line.indent <= item.indent && is_heading_line(line.content)) break;
            builder.text(" ", {span.end, line.span.begin});
            add_linked_text(builder, line.content, line.span.begin);
            span.end = line.span.end;
        }
        item.span.end = span.end;
        InlineText text = builder.finish(span);
        if (text.empty()) return;
        Block block;
        block.span = span;
        block.content = Paragraph{std::move(text)};
        item.paragraphs.push_back(std::move(block));
    }

    const std::vector<SavedLine>& lines_;
    std::size_t& at_;
    std::vector<FlatItem> items_;
};

class ListNester {
public:
    ListNester(std::vector<FlatItem> items, Diagnostics& diagnostics)
        : items_(std::move(items)), diagnostics_(diagnostics) {}

    std::vector<Block> nest() { return nest(0, items_.size(), 1); }

private:
    std::vector<Block> nest(std::size_t begin, std::size_t end, int depth) {
        std::vector<Block> blocks;
        while (begin < end) blocks.push_back(one_list(begin, end, depth));
        return blocks;
    }

    /// The list that begins at items_[at]; moves `at` past it.
    Block one_list(std::size_t& at, std::size_t end, int depth) {
        const FlatItem& first = items_[at];
        const int indent = first.indent;
        const bool ordered = first.ordered, flat = depth >= deepest_list;
        const Numbering numbering = first.numbering;
        int expected = first.number;
        Block block;
        block.span = first.span;
        List list;
        list.ordered = ordered;
        list.start = ordered ? first.number : 1;
        list.numbering = numbering;
        while (at < end) {
            FlatItem& item = items_[at];
            // One column more or less is not another level.
            if (!flat && (item.indent < indent - 1 || item.indent > indent + 1)) break;
            if (item.ordered != ordered || item.numbering != numbering || (ordered && item.number != expected)) break;
            ++expected;
            if (!list.items.empty() && item.after_blank) list.tight = false;
            ListItem& made = list.items.emplace_back();
            made.span = item.span;
            made.done = item.done;
            made.blocks = std::move(item.paragraphs);
            ++at;
            if (!flat) nest_children(made, at, end, indent, depth);
            block.span.end = made.span.end;
        }
        block.content = std::move(list);
        return block;
    }

    void nest_children(ListItem& item, std::size_t& at, std::size_t end, int indent, int depth) {
        std::size_t behind = at;
        while (behind < end && items_[behind].indent > indent + 1) ++behind;
        if (behind == at) return;
        if (depth + 1 == deepest_list && !refused_) {
            refused_ = true;
            diagnostics_.error("article/nested-too-deeply"_code, items_[at].span, "the list is nested too deeply",
                               "the limit is 60 levels");
        }
        std::vector<Block> children = nest(at, behind, depth + 1);
        item.span.end = std::max(item.span.end, children.back().span.end);
        std::move(children.begin(), children.end(), std::back_inserter(item.blocks));
        at = behind;
    }

    std::vector<FlatItem> items_;
    Diagnostics& diagnostics_;
    bool refused_ = false;
};

}  // namespace

void add_linked_text(InlineBuilder& builder, std::string_view text, std::uint32_t begin) {
    const auto span = [&](std::size_t from, std::size_t to) {
        return SourceSpan{static_cast<std::uint32_t>(begin + from), static_cast<std::uint32_t>(begin + to)};
    };
    std::size_t done = 0;
    if (may_hold_address(text)) {
        while (auto found = find_bare_address(text, done)) {
            builder.text(text.substr(done, found->begin - done), span(done, found->begin));
            builder.open_link(escaped_address(found->address), span(found->begin, found->end));
            builder.text(text.substr(found->begin, found->end - found->begin), span(found->begin, found->end));
            builder.close_link();
            done = found->end;
        }
    }
    builder.text(text.substr(done), span(done, text.size()));
}

std::vector<Block> read_saved_lists(const std::vector<SavedLine>& lines, std::size_t& at, Diagnostics& diagnostics) {
    return ListNester(FlatItems(lines, at).read(), diagnostics).nest();
}

}  // namespace carepress::article

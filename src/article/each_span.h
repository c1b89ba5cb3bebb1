#pragma once

#include "article/article.h"

#include <optional>
#include <variant>
#include <vector>

namespace carepress::article {

/// Calls `move(span)` with each place that an article has, so that it can be changed.
template <class Move>
class EachSpan {
public:
    explicit EachSpan(const Move& move) : move_(move) {}

    void operator()(Article& article) {
        move_(article.metadata.title_span);
        move_(article.own_disclaimer_span);
        for (Topic& topic : article.metadata.topics) move_(topic.span);
        all(article.blocks);
    }

private:
    void all(std::vector<Block>& blocks) {
        for (Block& block : blocks) {
            move_(block.span);
            std::visit([this](auto& content) { this->change(content); }, block.content);
        }
    }
    void change(InlineText& text) {
        move_(text.span);
        for (InlineRun& run : text.runs) move_(run.span);
        for (Link& link : text.links) move_(link.span);
    }
    void change(std::optional<InlineText>& text) {
        if (text) change(*text);
    }
    void change(Paragraph& paragraph) { change(paragraph.text); }
    void change(Heading& heading) { change(heading.text); }
    void change(Preformatted& preformatted) { change(preformatted.text); }
    void change(Callout& callout) { all(callout.blocks); }
    void change(Quote& quote) { all(quote.blocks); }
    void change(LearnMore& more) { all(more.blocks); }
    void change(Figure& figure) { change(figure.caption); }
    void change(Divider&) {}
    void change(List& list) {
        for (ListItem& item : list.items) {
            move_(item.span);
            all(item.blocks);
        }
    }
    void change(Table& table) {
        change(table.caption);
        for (TableRow& row : table.rows)
            for (TableCell& cell : row.cells) change(cell.text);
    }

    const Move& move_;
};

}  // namespace carepress::article

#pragma once

#include "article/article.h"

#include <string_view>
#include <variant>

namespace carepress::article {

/// Calls `visit(text)` with each text of the blocks in reading order: paragraphs, headings, items, cells, captions,
/// alternative texts of figures. Marks, addresses and pictures are not among them; empty texts are.
template <class Visit>
class EachText {
public:
    explicit EachText(Visit visit) : visit_(visit) {}

    void all(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) std::visit(*this, block.content);
    }
    void operator()(const Paragraph& paragraph) { visit_(std::string_view(paragraph.text.text)); }
    void operator()(const Heading& heading) { visit_(std::string_view(heading.text.text)); }
    void operator()(const Preformatted& preformatted) { visit_(std::string_view(preformatted.text.text)); }
    void operator()(const Callout& callout) { all(callout.blocks); }
    void operator()(const Quote& quote) { all(quote.blocks); }
    void operator()(const LearnMore& more) { all(more.blocks); }
    void operator()(const Divider&) {}
    void operator()(const List& list) {
        for (const ListItem& item : list.items) all(item.blocks);
    }
    void operator()(const Figure& figure) {
        visit_(std::string_view(figure.alternative));
        if (figure.caption) visit_(std::string_view(figure.caption->text));
    }
    void operator()(const Table& table) {
        if (table.caption) visit_(std::string_view(table.caption->text));
        for (const TableRow& row : table.rows)
            for (const TableCell& cell : row.cells) visit_(std::string_view(cell.text.text));
    }

private:
    Visit visit_;
};

/// The same for all of `blocks`.
template <class Visit>
void for_each_text(const std::vector<Block>& blocks, Visit visit) {
    EachText<Visit>(visit).all(blocks);
}

}  // namespace carepress::article

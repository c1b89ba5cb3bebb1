#pragma once

#include "article/article.h"

#include <string_view>
#include <type_traits>
#include <variant>

namespace carepress::article {

/// Calls `visit(text, language)` with each inline text of the blocks, and with the alternative text of each figure, in
/// reading order. `language`: of the innermost block around it that says one, else empty.
template <class Visit>
class EachText {
public:
    explicit EachText(Visit visit) : visit_(visit) {}

    void all(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            const std::string_view outer = language_;
            if (!block.language.empty()) language_ = block.language;
            std::visit(*this, block.content);
            language_ = outer;
        }
    }
    void operator()(const Paragraph& paragraph) { visit_(paragraph.text, language_); }
    void operator()(const Heading& heading) { visit_(heading.text, language_); }
    void operator()(const Preformatted& preformatted) { visit_(preformatted.text, language_); }
    void operator()(const Callout& callout) { all(callout.blocks); }
    void operator()(const Quote& quote) { all(quote.blocks); }
    void operator()(const LearnMore& more) { all(more.blocks); }
    void operator()(const Divider&) {}
    void operator()(const List& list) {
        for (const ListItem& item : list.items) all(item.blocks);
    }
    void operator()(const Figure& figure) {
        visit_(figure.alternative, language_);
        if (figure.caption) visit_(*figure.caption, language_);
    }
    void operator()(const Table& table) {
        if (table.caption) visit_(*table.caption, language_);
        for (const TableRow& row : table.rows)
            for (const TableCell& cell : row.cells) visit_(cell.text, language_);
    }

private:
    Visit visit_;
    std::string_view language_;
};

/// Calls `visit(text)` with each text of the blocks in reading order: paragraphs, headings, items, cells, captions,
/// alternative texts of figures. Marks, addresses and pictures are not among them; empty texts are.
template <class Visit>
void for_each_text(const std::vector<Block>& blocks, Visit visit) {
    EachText([&](const auto& each, std::string_view) {
        if constexpr (std::is_same_v<std::decay_t<decltype(each)>, InlineText>)
            visit(std::string_view(each.text));
        else
            visit(std::string_view(each));
    }).all(blocks);
}

/// Calls `visit(text, language)` with each inline text of the blocks in reading order, as EachText does.
template <class Visit>
void for_each_inline_text(const std::vector<Block>& blocks, Visit visit) {
    EachText([&](const auto& each, std::string_view language) {
        if constexpr (std::is_same_v<std::decay_t<decltype(each)>, InlineText>) visit(each, language);
    }).all(blocks);
}

}  // namespace carepress::article

#include "library/search_text.h"

namespace carepress {
namespace {

class TextGatherer {
public:
    void add(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) std::visit([this](const auto& content) { add(content); }, block.content);
    }
    std::string take() { return std::move(text_); }

private:
    void add(const InlineText& text) {
        if (text.empty()) return;
        text_ += text.text;
        text_ += '\n';
    }
    void add(const Paragraph& paragraph) { add(paragraph.text); }
    void add(const Heading& heading) { add(heading.text); }
    void add(const Preformatted& preformatted) { add(preformatted.text); }
    void add(const Callout& callout) { add(callout.blocks); }
    void add(const Quote& quote) { add(quote.blocks); }
    void add(const LearnMore& learn_more) { add(learn_more.blocks); }
    void add(const List& list) {
        for (const ListItem& item : list.items) add(item.blocks);
    }
    void add(const Figure& figure) {
        text_ += figure.alternative + "\n";
        if (figure.caption) add(*figure.caption);
    }
    void add(const Table& table) {
        if (table.caption) add(*table.caption);
        for (const TableRow& row : table.rows)
            for (const TableCell& cell : row.cells) add(cell.text);
    }
    void add(const Divider&) {}

    std::string text_;
};

}  // namespace

std::string searchable_text(const Article& article) {
    TextGatherer gatherer;
    gatherer.add(article.blocks);
    return gatherer.take();
}

}  // namespace carepress

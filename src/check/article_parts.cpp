#include "check/article_parts.h"

#include <utility>

namespace carepress::check {
namespace {

class PartGatherer {
public:
    explicit PartGatherer(ArticleParts& parts) : parts_(parts) {}

    void all(const std::vector<article::Block>& blocks) {
        for (const article::Block& block : blocks)
            if (block.language.empty()) std::visit(*this, block.content);
    }
    void operator()(const article::Paragraph& paragraph) {
        parts_.paragraphs.push_back(&paragraph.text);
        if (parts_.headings.empty() && !in_help_ && !in_list_) parts_.overview.push_back(&paragraph.text);
    }
    void operator()(const article::Heading& heading) { parts_.headings.push_back(&heading.text); }
    void operator()(const article::List& list) {
        const bool outer = std::exchange(in_list_, true);
        for (const article::ListItem& item : list.items) {
            if (!in_help_) parts_.items.push_back(&item);
            all(item.blocks);
        }
        in_list_ = outer;
    }
    void operator()(const article::Callout& callout) {
        parts_.help.push_back(&callout);
        const bool outer = std::exchange(in_help_, true);
        all(callout.blocks);
        in_help_ = outer;
    }
    void operator()(const article::Quote& quote) { all(quote.blocks); }
    void operator()(const article::LearnMore& more) { all(more.blocks); }
    void operator()(const article::Figure& figure) { parts_.figures.push_back(&figure); }
    void operator()(const article::Table& table) { parts_.tables.push_back(&table); }
    void operator()(const article::Preformatted&) {}
    void operator()(const article::Divider&) {}

private:
    ArticleParts& parts_;
    bool in_help_ = false, in_list_ = false;
};

}  // namespace

ArticleParts parts_of(const article::Article& article) {
    ArticleParts parts;
    PartGatherer(parts).all(article.blocks);
    return parts;
}

}  // namespace carepress::check

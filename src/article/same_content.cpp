#include "article/same_content.h"

#include "article/list_numbers.h"

#include <algorithm>
#include <type_traits>

namespace carepress::article {
namespace {

bool same(const std::optional<InlineText>& a, const std::optional<InlineText>& b) {
    return a.has_value() == b.has_value() && (!a || same_content(*a, *b));
}

struct SameContent {
    bool operator()(const Paragraph& a, const Paragraph& b) const { return same_content(a.text, b.text); }
    bool operator()(const Heading& a, const Heading& b) const {
        return a.level == b.level && same_content(a.text, b.text);
    }
    bool operator()(const Preformatted& a, const Preformatted& b) const { return same_content(a.text, b.text); }
    bool operator()(const List& a, const List& b) const {
        return a.ordered == b.ordered && a.tight == b.tight && a.numbering == b.numbering &&
               (!a.ordered || numbers_of(a) == numbers_of(b)) &&
               std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                          [](const ListItem& x, const ListItem& y) {
                              return x.done == y.done && same_content(x.blocks, y.blocks);
                          });
    }
    bool operator()(const Callout& a, const Callout& b) const {
        return a.urgency == b.urgency && same_content(a.blocks, b.blocks);
    }
    bool operator()(const Quote& a, const Quote& b) const {
        return a.notice == b.notice && same_content(a.blocks, b.blocks);
    }
    bool operator()(const LearnMore& a, const LearnMore& b) const { return same_content(a.blocks, b.blocks); }
    bool operator()(const Figure& a, const Figure& b) const {
        return a.path == b.path && a.alternative == b.alternative && same(a.caption, b.caption);
    }
    bool operator()(const Table& a, const Table& b) const {
        const auto same_cell = [](const TableCell& x, const TableCell& y) {
            return x.scope == y.scope && x.column_span == y.column_span && x.row_span == y.row_span &&
                   x.alignment == y.alignment && x.direction == y.direction && same_content(x.text, y.text);
        };
        const auto same_row = [&](const TableRow& x, const TableRow& y) {
            return x.in_head == y.in_head &&
                   std::equal(x.cells.begin(), x.cells.end(), y.cells.begin(), y.cells.end(), same_cell);
        };
        return a.columns == b.columns && same(a.caption, b.caption) &&
               std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), same_row);
    }
    bool operator()(const Divider&, const Divider&) const { return true; }
    template <class A, class B>
    bool operator()(const A&, const B&) const {
        static_assert(!std::is_same_v<A, B>, "compare two blocks of this kind above");
        return false;
    }
};

}  // namespace

bool same_content(const InlineText& a, const InlineText& b) {
    const auto same_run = [](const InlineRun& x, const InlineRun& y) {
        return x.begin == y.begin && x.end == y.end && x.styles == y.styles && x.link == y.link &&
               x.language == y.language;
    };
    const auto same_link = [](const Link& x, const Link& y) {
        return x.address == y.address && x.to_brand == y.to_brand && x.note == y.note;
    };
    return a.text == b.text && a.languages == b.languages &&
           std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(), same_run) &&
           std::equal(a.links.begin(), a.links.end(), b.links.begin(), b.links.end(), same_link);
}

bool same_content(const Block& a, const Block& b) {
    return a.language == b.language && a.direction == b.direction && a.anchors == b.anchors &&
           std::visit(SameContent{}, a.content, b.content);
}

bool same_content(const std::vector<Block>& a, const std::vector<Block>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Block& x, const Block& y) { return same_content(x, y); });
}

bool same_content(const Metadata& a, const Metadata& b) {
    const auto same_topic = [](const Topic& x, const Topic& y) { return x.system == y.system && x.code == y.code; };
    return a.code == b.code && a.title == b.title && a.language == b.language && a.direction == b.direction &&
           a.language_stated == b.language_stated && a.updated == b.updated && a.version == b.version &&
           a.reviewed_by == b.reviewed_by && a.release == b.release && a.reviewed == b.reviewed &&
           a.next_review == b.next_review && a.keywords == b.keywords && a.synonyms == b.synonyms &&
           a.source == b.source && a.source_url == b.source_url && a.sources == b.sources && a.imported == b.imported &&
           a.imported_from == b.imported_from &&
           std::equal(a.topics.begin(), a.topics.end(), b.topics.begin(), b.topics.end(), same_topic);
}

bool same_content(const Article& a, const Article& b) {
    return same_content(a.metadata, b.metadata) && a.own_disclaimer == b.own_disclaimer &&
           same_content(a.blocks, b.blocks);
}

}  // namespace carepress::article

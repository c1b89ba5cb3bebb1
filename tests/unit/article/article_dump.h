#pragma once

#include "article/article.h"
#include "article/list_numbers.h"
#include "article/notice.h"
#include "article/same_content.h"

#include <cstddef>
#include <cstdint>
#include <string>

// A readable form of an article's blocks for tests: one line a block, indented by depth. Styles are marked in the text:
// *emphasis*, **strong**, `code`, ^sup^, _sub_, [link](address), {lang:…}; "|" is a hard break.
namespace carepress::testing {
using namespace article;

inline std::string dump(const InlineText& text) {
    std::string out;
    for (const InlineRun& run : text.runs) {
        std::string marks;
        if (run.styles & inline_emphasis) marks += "*";
        if (run.styles & inline_strong) marks += "**";
        if (run.styles & inline_code) marks += "`";
        if (run.styles & inline_superscript) marks += "^";
        if (run.styles & inline_subscript) marks += "_";
        std::string piece = text.text.substr(run.begin, run.end - run.begin);
        for (std::size_t at; (at = piece.find("\xE2\x80\xA8")) != std::string::npos;) piece.replace(at, 3, "|");
        piece = marks + piece + std::string(marks.rbegin(), marks.rend());
        if (run.link != no_index) {
            const Link& link = text.links.at(run.link);
            piece = "[" + piece + "](" +
                    (link.to_brand   ? "BRAND"
                     : link.note > 0 ? "note " + std::to_string(link.note)
                                     : link.address) +
                    ")";
        }
        if (run.language != no_index) piece = "{" + text.languages.at(run.language) + ":" + piece + "}";
        out += piece;
    }
    return out;
}

inline std::string dump(const std::vector<Block>& blocks, int depth = 0);

struct BlockDumper {
    int depth;
    std::string line(const std::string& text) const {
        return std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n";
    }

    std::string operator()(const Paragraph& p) const { return line("p " + dump(p.text)); }
    std::string operator()(const Heading& h) const { return line("h" + std::to_string(h.level) + " " + dump(h.text)); }
    std::string operator()(const Preformatted& p) const { return line("pre " + dump(p.text)); }
    std::string operator()(const List& list) const {
        std::string out =
            line(std::string(list.ordered ? "ol " + write_list_number(list.start, list.numbering) : "ul") +
                 (list.reversed ? " reversed" : "") + (list.tight ? "" : " loose"));
        for (const ListItem& item : list.items) {
            out += line((item.number ? " li " + std::to_string(*item.number) : " li") +
                        (item.done ? *item.done ? " [x]" : " [ ]" : ""));
            out += dump(item.blocks, depth + 2);
        }
        return out;
    }
    std::string operator()(const Callout& c) const {
        const char* names[] = {"emergency", "call_now", "watch"};
        return line(std::string("callout ") + names[static_cast<int>(c.urgency)]) + dump(c.blocks, depth + 1);
    }
    std::string operator()(const Quote& q) const {
        return line(q.notice ? std::string(class_of(*q.notice)) : "quote") + dump(q.blocks, depth + 1);
    }
    std::string operator()(const LearnMore& m) const { return line("learn-more") + dump(m.blocks, depth + 1); }
    std::string operator()(const Figure& f) const {
        return line("figure " + f.path + " \"" + f.alternative + "\"" +
                    (f.caption ? " caption " + dump(*f.caption) : ""));
    }
    std::string operator()(const Table& t) const {
        std::string out =
            line("table " + std::to_string(t.columns) + (t.caption ? " caption " + dump(*t.caption) : ""));
        for (const TableRow& row : t.rows) {
            std::string cells = row.in_head ? " head" : " row";
            for (const TableCell& cell : row.cells) {
                cells += " | ";
                if (cell.scope == HeaderScope::column) cells += "col:";
                if (cell.scope == HeaderScope::row) cells += "row:";
                if (cell.alignment == CellAlignment::center) cells += "center:";
                if (cell.alignment == CellAlignment::end) cells += "end:";
                cells += dump(cell.text);
            }
            out += line(cells);
        }
        return out;
    }
    std::string operator()(const Divider&) const { return line("divider"); }
};

inline std::string dump(const std::vector<Block>& blocks, int depth) {
    std::string out;
    for (const Block& block : blocks) {
        std::string piece = std::visit(BlockDumper{depth}, block.content);
        if (!block.language.empty()) piece.insert(static_cast<std::size_t>(depth) * 2, "{" + block.language + "} ");
        out += piece;
    }
    return out;
}

/// Every run lies in its text without gap or overlap, every span in its source and in order, every index in its table.
inline std::string fault_in(const InlineText& text, std::size_t source_size) {
    std::uint32_t at = 0;
    for (const InlineRun& run : text.runs) {
        if (run.begin != at || run.end <= run.begin) return "runs have a gap or overlap in \"" + text.text + "\"";
        at = run.end;
        if (run.link != no_index && run.link >= text.links.size()) return "a run's link is out of range";
        if (run.language != no_index && run.language >= text.languages.size())
            return "a run's language is out of range";
        if (run.span.begin > run.span.end || run.span.end > source_size) return "a run's span is out of range";
    }
    if (at != text.text.size()) return "the runs do not cover \"" + text.text + "\"";
    if (text.span.begin > text.span.end || text.span.end > source_size) return "a text's span is out of range";
    return {};
}

inline std::string fault_in(const std::vector<Block>& blocks, std::size_t source_size, int depth = 0) {
    if (depth > 200) return "nested deeper than any reader may";
    for (const Block& block : blocks) {
        if (block.span.begin > block.span.end || block.span.end > source_size) return "a block's span is out of range";
        std::string fault;
        if (const auto* p = std::get_if<Paragraph>(&block.content))
            fault = p->text.empty() ? "an empty paragraph" : fault_in(p->text, source_size);
        if (const auto* h = std::get_if<Heading>(&block.content)) {
            fault = h->text.empty() ? "an empty heading" : fault_in(h->text, source_size);
            if (h->level < 2 || h->level > 6) fault = "a heading of level " + std::to_string(h->level);
        }
        if (const auto* p = std::get_if<Preformatted>(&block.content)) fault = fault_in(p->text, source_size);
        if (const auto* c = std::get_if<Callout>(&block.content)) fault = fault_in(c->blocks, source_size, depth + 1);
        if (const auto* q = std::get_if<Quote>(&block.content)) fault = fault_in(q->blocks, source_size, depth + 1);
        if (const auto* m = std::get_if<LearnMore>(&block.content)) fault = fault_in(m->blocks, source_size, depth + 1);
        if (const auto* l = std::get_if<List>(&block.content))
            for (const ListItem& item : l->items)
                if (fault.empty()) fault = fault_in(item.blocks, source_size, depth + 1);
        if (const auto* t = std::get_if<Table>(&block.content))
            for (const TableRow& row : t->rows)
                for (const TableCell& cell : row.cells)
                    if (fault.empty()) fault = fault_in(cell.text, source_size);
        if (!fault.empty()) return fault;
    }
    return {};
}

/// Where an article that was written and read again differs first: both blocks, and how `write` writes the first one.
/// The articles must differ in their blocks.
template <class Write>
std::string first_difference(const Article& article, const Article& again, const Write& write) {
    std::size_t i = 0;
    while (i < article.blocks.size() && i < again.blocks.size() && same_content(article.blocks[i], again.blocks[i]))
        ++i;
    const auto one = [&](const Article& whole) {
        return i < whole.blocks.size() ? dump({whole.blocks[i]}) : std::string("nothing\n");
    };
    Article alone;
    alone.metadata.language = article.metadata.language;
    if (i < article.blocks.size()) alone.blocks.push_back(article.blocks[i]);
    return "--- was\n" + one(article) + "--- came back\n" + one(again) + "--- written\n" + write(alone);
}

}  // namespace carepress::testing

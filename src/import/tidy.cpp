#include "import/tidy.h"

#include "article/bare_address.h"
#include "article/list_numbers.h"
#include "article/plain_text.h"
#include "base/ascii.h"
#include "base/utf.h"

#include <algorithm>
#include <cstdint>

namespace carepress::import {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

/// Removes [begin, end) from the text and its runs.
void erase(article::InlineText& text, std::uint32_t begin, std::uint32_t end) {
    text.text.erase(begin, end - begin);
    const auto moved = [&](std::uint32_t at) { return at <= begin ? at : at >= end ? at - (end - begin) : begin; };
    for (article::InlineRun& run : text.runs) {
        run.begin = moved(run.begin);
        run.end = moved(run.end);
    }
    std::erase_if(text.runs, [](const article::InlineRun& run) { return run.begin == run.end; });
}

/// Joins adjacent runs that no longer differ.
void join_runs(article::InlineText& text) {
    std::vector<article::InlineRun> runs;
    for (const article::InlineRun& run : text.runs) {
        if (!runs.empty() && runs.back().styles == run.styles && runs.back().link == run.link &&
            runs.back().language == run.language)
            runs.back().end = run.end;
        else
            runs.push_back(run);
    }
    text.runs = std::move(runs);
}

/// The part [begin, end) of a text.
article::InlineText part_of(const article::InlineText& text, std::size_t begin, std::size_t end) {
    article::InlineText part = text;
    erase(part, static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(text.text.size()));
    erase(part, 0, static_cast<std::uint32_t>(begin));
    return part;
}

void trim_spaces(article::InlineText& text) {
    const auto length = [](std::string_view rest, bool at_end) -> std::uint32_t {
        for (const std::string_view space : {std::string_view(" "), no_break_space, line_separator_utf8})
            if (at_end ? rest.ends_with(space) : rest.starts_with(space))
                return static_cast<std::uint32_t>(space.size());
        return 0;
    };
    while (const std::uint32_t bytes = length(text.text, false)) erase(text, 0, bytes);
    while (const std::uint32_t bytes = length(text.text, true)) {
        const auto size = static_cast<std::uint32_t>(text.text.size());
        erase(text, size - bytes, size);
    }
}

/// Makes a link of each address in the text that is not one yet.
void link_addresses(article::InlineText& text) {
    if (!article::may_hold_address(text.text)) return;
    std::vector<article::InlineRun> runs;
    std::vector<article::Link> links;
    std::uint32_t last_old = no_index;
    for (const article::InlineRun& run : text.runs) {
        if (run.link != no_index) {
            if (run.link != last_old) links.push_back(text.links[run.link]);
            last_old = run.link;
            runs.push_back(run);
            runs.back().link = static_cast<std::uint32_t>(links.size() - 1);
            continue;
        }
        last_old = no_index;
        std::uint32_t done = run.begin;
        const std::string_view upto = std::string_view(text.text).substr(0, run.end);
        while (const auto found = article::find_bare_address(upto, done)) {
            article::InlineRun piece = run;
            piece.begin = done;
            piece.end = static_cast<std::uint32_t>(found->begin);
            if (piece.end > piece.begin) runs.push_back(piece);
            piece.begin = piece.end;
            piece.end = static_cast<std::uint32_t>(found->end);
            piece.link = static_cast<std::uint32_t>(links.size());
            links.push_back({found->address, false, run.span});
            runs.push_back(piece);
            done = piece.end;
        }
        if (done < run.end) {
            runs.push_back(run);
            runs.back().begin = done;
        }
    }
    text.runs = std::move(runs);
    text.links = std::move(links);
}

void tidy(article::InlineText& text, bool links) {
    trim_spaces(text);
    for (article::Link& link : text.links) link.address = article::escaped_address(link.address);
    if (links) link_addresses(text);
}

/// Markdown's headings are on one line: a break in one becomes a space, or is dropped next to one. The text is trimmed:
/// no break is at its ends.
void one_line_of(article::InlineText& text) {
    for (std::size_t i = 0; i + 1 < text.runs.size(); ++i) {  // a break at a run's end is of the next one
        const auto size = static_cast<std::uint32_t>(line_separator_utf8.size());
        article::InlineRun& run = text.runs[i];
        if (run.end - run.begin <= size || text.text.compare(run.end - size, size, line_separator_utf8) != 0) continue;
        run.end -= size;
        text.runs[i + 1].begin = run.end;
    }
    for (std::size_t at; (at = text.text.find(line_separator_utf8)) != std::string::npos;) {
        const bool beside = text.text[at - 1] == ' ' || text.text[at + line_separator_utf8.size()] == ' ';
        const std::size_t kept = beside ? 0 : 1;
        if (!beside) text.text[at] = ' ';
        erase(text, static_cast<std::uint32_t>(at + kept), static_cast<std::uint32_t>(at + line_separator_utf8.size()));
    }
}

bool is_blank_paragraph(const article::Block& block) {
    const auto* paragraph = std::get_if<article::Paragraph>(&block.content);
    return paragraph && paragraph->text.empty();
}

/// In Markdown two paragraphs in one item need a blank line between them, and a blank line makes the list loose; a list
/// of one item with one paragraph is tight.
void loosen(article::List& list) {
    bool needs = false, may = list.items.size() > 1;
    for (const article::ListItem& item : list.items) {
        may = may || item.blocks.size() > 1;
        for (std::size_t i = 1; i < item.blocks.size(); ++i)
            needs = needs || !std::holds_alternative<article::List>(item.blocks[i].content) ||
                    !std::holds_alternative<article::Paragraph>(item.blocks[i - 1].content);
    }
    list.tight = !needs && (list.tight || !may);
}

bool is_simple(const article::Table& table) {
    return table.rows.size() > 1 &&
           std::all_of(table.rows.begin(), table.rows.end(), [&](const article::TableRow& row) {
               return !row.in_head && row.cells.size() == static_cast<std::size_t>(table.columns) &&
                      std::all_of(row.cells.begin(), row.cells.end(), [](const article::TableCell& cell) {
                          return cell.column_span == 1 && cell.row_span == 1 &&
                                 cell.scope == article::HeaderScope::none;
                      });
           });
}

/// The first row of a table without a head is one if it names its columns: short words and no figures.
void find_head(article::Table& table) {
    constexpr std::size_t longest = 40;
    if (!is_simple(table)) return;
    article::TableRow& first = table.rows.front();
    for (const article::TableCell& cell : first.cells)
        if (cell.text.empty() || cell.text.text.size() > longest ||
            cell.text.text.find_first_of("0123456789") != std::string::npos)
            return;
    first.in_head = true;
    for (std::size_t column = 0; column < first.cells.size(); ++column) {
        article::TableCell& head = first.cells[column];
        head.scope = article::HeaderScope::column;
        const article::CellAlignment below = table.rows[1].cells[column].alignment;
        const bool same = std::all_of(table.rows.begin() + 1, table.rows.end(), [&](const article::TableRow& row) {
            return row.cells[column].alignment == below;
        });
        if (same) head.alignment = below;
        // The layout sets heads strong.
        for (article::InlineRun& run : head.text.runs) run.styles &= static_cast<std::uint8_t>(~article::inline_strong);
        join_runs(head.text);
    }
}

struct Tidier {
    void operator()(article::Paragraph& paragraph) { tidy(paragraph.text, true); }
    void operator()(article::Heading& heading) {
        tidy(heading.text, false);
        one_line_of(heading.text);
    }
    void operator()(article::Preformatted&) {}
    void operator()(article::Divider&) {}
    void operator()(article::Figure& figure) {
        if (figure.caption) tidy(*figure.caption, false);
    }
    void operator()(article::Callout& callout) { import::tidy(callout.blocks); }
    void operator()(article::Quote& quote) { import::tidy(quote.blocks); }
    void operator()(article::LearnMore& more) { import::tidy(more.blocks); }
    void operator()(article::List& list) {
        for (article::ListItem& item : list.items) import::tidy(item.blocks);
        article::erase_empty_items(list);
        loosen(list);
    }
    void operator()(article::Table& table) {
        if (table.caption) tidy(*table.caption, false);
        find_head(table);
        for (article::TableRow& row : table.rows)
            for (article::TableCell& cell : row.cells) tidy(cell.text, true);
    }
};

/// Whether all of the text is strong, but for spaces.
bool is_strong(const article::InlineText& text) {
    return std::all_of(text.runs.begin(), text.runs.end(), [&](const article::InlineRun& run) {
        return (run.styles & article::inline_strong) != 0 || is_blank(text.text.substr(run.begin, run.end - run.begin));
    });
}

}  // namespace

void tidy(std::vector<article::Block>& blocks) {
    for (article::Block& block : blocks) std::visit(Tidier{}, block.content);
    std::erase_if(blocks, is_blank_paragraph);
    std::erase_if(blocks, [](const article::Block& block) {
        const auto* list = std::get_if<article::List>(&block.content);
        const auto* heading = std::get_if<article::Heading>(&block.content);
        return (list && list->items.empty()) || (heading && heading->text.empty());
    });
}

void headings_of_strong_paragraphs(std::vector<article::Block>& blocks, int level) {
    constexpr std::size_t longest = 120;
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
        const auto* paragraph = std::get_if<article::Paragraph>(&blocks[i].content);
        if (!paragraph || paragraph->text.text.size() > longest || !is_strong(paragraph->text) ||
            !paragraph->text.links.empty())
            continue;
        const std::string& text = paragraph->text.text;
        if (text.ends_with('.') || text.ends_with(':') || text.ends_with(',') ||
            text.find(line_separator_utf8) != std::string::npos ||
            std::holds_alternative<article::Heading>(blocks[i + 1].content))
            continue;
        article::Heading heading{level, paragraph->text};
        for (article::InlineRun& run : heading.text.runs)
            run.styles &= static_cast<std::uint8_t>(~article::inline_strong);
        join_runs(heading.text);
        blocks[i].content = std::move(heading);
    }
}

namespace {

constexpr std::string_view bullet = "•";

/// The parts of a text between its bullet signs, beginning with the one before the first sign.
std::vector<article::InlineText> parts_at_bullets(const article::InlineText& text) {
    std::vector<article::InlineText> parts;
    std::size_t begin = 0;
    for (;;) {
        const std::size_t end = std::min(text.text.find(bullet, begin), text.text.size());
        parts.push_back(part_of(text, begin, end));
        trim_spaces(parts.back());
        if (end == text.text.size()) return parts;
        begin = end + bullet.size();
    }
}

bool has_bullet(const article::Block& block) {
    const auto* paragraph = std::get_if<article::Paragraph>(&block.content);
    return paragraph && paragraph->text.links.empty() && paragraph->text.text.find(bullet) != std::string::npos;
}

article::Block block_of(article::InlineText text) { return {article::Paragraph{std::move(text)}, {}, {}}; }

article::ListItem item_of(article::InlineText text) {
    article::ListItem item;
    item.blocks.push_back(block_of(std::move(text)));
    return item;
}

/// "heart disease • thyroid disease" as one item of a list is two.
void part_items(article::List& list) {
    std::vector<article::ListItem> items;
    for (article::ListItem& item : list.items) {
        if (item.blocks.size() != 1 || !has_bullet(item.blocks.front())) {
            lists_of_bullet_signs(item.blocks);
            items.push_back(std::move(item));
            continue;
        }
        for (article::InlineText& part :
             parts_at_bullets(std::get<article::Paragraph>(item.blocks.front().content).text))
            if (!part.empty()) items.push_back(item_of(std::move(part)));
    }
    list.items = std::move(items);
}

/// Whether a link's text is its address: such a link costs no space on paper.
bool says_its_address(std::string_view said, std::string_view address) {
    const auto bare = [](std::string_view text) {
        for (const std::string_view scheme : {"https://", "http://", "mailto:"})
            if (text.starts_with(scheme)) text.remove_prefix(scheme.size());
        if (text.ends_with('/')) text.remove_suffix(1);
        return text;
    };
    return bare(article::escaped_address(said)) == bare(address);
}

struct LinkRemover {
    std::size_t count = 0;

    void operator()(article::Paragraph& paragraph) {
        remove(paragraph.text);
        link_addresses(paragraph.text);
    }
    void operator()(article::Heading& heading) { remove(heading.text); }
    void operator()(article::Preformatted& preformatted) { remove(preformatted.text); }
    void operator()(article::Divider&) {}
    void operator()(article::Figure& figure) {
        if (figure.caption) remove(*figure.caption);
    }
    void operator()(article::Callout& callout) { all(callout.blocks); }
    void operator()(article::Quote& quote) { all(quote.blocks); }
    void operator()(article::LearnMore& more) { all(more.blocks); }
    void operator()(article::List& list) {
        for (article::ListItem& item : list.items) all(item.blocks);
    }
    void operator()(article::Table& table) {
        if (table.caption) remove(*table.caption);
        for (article::TableRow& row : table.rows)
            for (article::TableCell& cell : row.cells) {
                remove(cell.text);
                link_addresses(cell.text);
            }
    }
    void all(std::vector<article::Block>& blocks) {
        for (article::Block& block : blocks) std::visit(*this, block.content);
    }
    void remove(article::InlineText& text) {
        std::vector<article::Link> kept;
        for (std::size_t i = 0; i < text.runs.size();) {
            const std::uint32_t link = text.runs[i].link;
            std::size_t end = i + 1;
            while (end < text.runs.size() && text.runs[end].link == link) ++end;
            std::uint32_t now = no_index;
            if (link != no_index) {
                const std::uint32_t begin = text.runs[i].begin;
                const std::string_view said = std::string_view(text.text).substr(begin, text.runs[end - 1].end - begin);
                if (says_its_address(said, text.links[link].address)) {
                    now = static_cast<std::uint32_t>(kept.size());
                    kept.push_back(text.links[link]);
                } else {
                    ++count;
                }
            }
            for (; i < end; ++i) text.runs[i].link = now;
        }
        text.links = std::move(kept);
        join_runs(text);
    }
};

}  // namespace

void lists_of_bullet_signs(std::vector<article::Block>& blocks) {
    std::vector<article::Block> out;
    for (article::Block& block : blocks) {
        if (auto* list = std::get_if<article::List>(&block.content)) part_items(*list);
        if (!has_bullet(block)) {
            out.push_back(std::move(block));
            continue;
        }
        std::vector<article::InlineText> parts = parts_at_bullets(std::get<article::Paragraph>(block.content).text);
        if (!parts.front().empty()) out.push_back(block_of(std::move(parts.front())));
        article::List* list = out.empty() ? nullptr : std::get_if<article::List>(&out.back().content);
        if (list == nullptr || !parts.front().empty()) {
            out.push_back({article::List{}, {}, {}});
            list = &std::get<article::List>(out.back().content);
        }
        for (std::size_t i = 1; i < parts.size(); ++i)
            if (!parts[i].empty()) list->items.push_back(item_of(std::move(parts[i])));
        if (list->items.empty()) out.pop_back();
    }
    blocks = std::move(out);
}

std::size_t remove_links(std::vector<article::Block>& blocks) {
    LinkRemover remover;
    remover.all(blocks);
    return remover.count;
}

article::InlineText credit_line(std::string_view label, std::string_view name, std::string_view address) {
    article::InlineText out;
    out.text = std::string(label) + " " + std::string(name);
    const auto begin = static_cast<std::uint32_t>(label.size() + 1), end = static_cast<std::uint32_t>(out.text.size());
    out.runs.push_back({0, begin, 0, no_index, no_index, {}});
    out.runs.push_back({begin, end, 0, address.empty() ? no_index : 0, no_index, {}});
    if (!address.empty()) out.links.push_back({std::string(address), false, {}});
    if (address.empty()) out.runs = {{0, end, 0, no_index, no_index, {}}};
    return out;
}

}  // namespace carepress::import

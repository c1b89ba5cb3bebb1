#include "import/tidy.h"

#include "article/bare_address.h"
#include "article/plain_text.h"

#include <algorithm>

namespace carepress {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0", line_separator = "\xE2\x80\xA8";

/// Takes [begin, end) out of the text and its runs.
void erase(InlineText& text, std::uint32_t begin, std::uint32_t end) {
    text.text.erase(begin, end - begin);
    const auto moved = [&](std::uint32_t at) { return at <= begin ? at : at >= end ? at - (end - begin) : begin; };
    for (InlineRun& run : text.runs) {
        run.begin = moved(run.begin);
        run.end = moved(run.end);
    }
    std::erase_if(text.runs, [](const InlineRun& run) { return run.begin == run.end; });
}

void trim_spaces(InlineText& text) {
    const auto length = [](std::string_view rest, bool at_end) -> std::uint32_t {
        for (const std::string_view space : {std::string_view(" "), no_break_space, line_separator})
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

/// Makes a link of each address that stands in the text without being one.
void link_addresses(InlineText& text) {
    if (!may_hold_address(text.text)) return;
    std::vector<InlineRun> runs;
    std::vector<Link> links;
    std::uint32_t last_old = none;
    for (const InlineRun& run : text.runs) {
        if (run.link != none) {
            if (run.link != last_old) links.push_back(text.links[run.link]);
            last_old = run.link;
            runs.push_back(run);
            runs.back().link = static_cast<std::uint32_t>(links.size() - 1);
            continue;
        }
        last_old = none;
        std::uint32_t done = run.begin;
        const std::string_view upto = std::string_view(text.text).substr(0, run.end);
        while (const auto found = find_bare_address(upto, done)) {
            InlineRun piece = run;
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

void tidy(InlineText& text, bool links) {
    trim_spaces(text);
    for (Link& link : text.links) link.address = escaped_address(link.address);
    if (links) link_addresses(text);
}

bool is_blank_paragraph(const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block.content);
    return paragraph && paragraph->text.empty();
}

/// In Markdown two paragraphs in one item need a blank line between them, and a blank line makes the list loose; a list
/// of one item with one paragraph is tight.
void loosen(List& list) {
    bool needs = false, may = list.items.size() > 1;
    for (const ListItem& item : list.items) {
        may = may || item.blocks.size() > 1;
        for (std::size_t i = 1; i < item.blocks.size(); ++i)
            needs = needs || !std::holds_alternative<List>(item.blocks[i].content) ||
                    !std::holds_alternative<Paragraph>(item.blocks[i - 1].content);
    }
    list.tight = !needs && (list.tight || !may);
}

struct Tidier {
    void operator()(Paragraph& paragraph) { tidy(paragraph.text, true); }
    void operator()(Heading& heading) { tidy(heading.text, false); }
    void operator()(Preformatted&) {}
    void operator()(Divider&) {}
    void operator()(Figure& figure) {
        if (figure.caption) tidy(*figure.caption, false);
    }
    void operator()(Callout& callout) { carepress::tidy(callout.blocks); }
    void operator()(Quote& quote) { carepress::tidy(quote.blocks); }
    void operator()(LearnMore& more) { carepress::tidy(more.blocks); }
    void operator()(List& list) {
        for (ListItem& item : list.items) carepress::tidy(item.blocks);
        std::erase_if(list.items, [](const ListItem& item) { return item.blocks.empty(); });
        loosen(list);
    }
    void operator()(Table& table) {
        if (table.caption) tidy(*table.caption, false);
        for (TableRow& row : table.rows)
            for (TableCell& cell : row.cells) tidy(cell.text, true);
    }
};

/// Whether all of the text is strong, but for spaces.
bool is_strong(const InlineText& text) {
    return std::all_of(text.runs.begin(), text.runs.end(), [&](const InlineRun& run) {
        return (run.styles & inline_strong) != 0 || is_blank(text.text.substr(run.begin, run.end - run.begin));
    });
}

}  // namespace

void tidy(std::vector<Block>& blocks) {
    for (Block& block : blocks) std::visit(Tidier{}, block.content);
    std::erase_if(blocks, is_blank_paragraph);
    std::erase_if(blocks, [](const Block& block) {
        const auto* list = std::get_if<List>(&block.content);
        const auto* heading = std::get_if<Heading>(&block.content);
        return (list && list->items.empty()) || (heading && heading->text.empty());
    });
}

void headings_of_strong_paragraphs(std::vector<Block>& blocks, int level) {
    constexpr std::size_t longest = 120;
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
        const auto* paragraph = std::get_if<Paragraph>(&blocks[i].content);
        if (!paragraph || paragraph->text.text.size() > longest || !is_strong(paragraph->text)) continue;
        const std::string& text = paragraph->text.text;
        if (text.ends_with('.') || text.ends_with(':') || text.ends_with(',') ||
            text.find(line_separator) != std::string::npos || std::holds_alternative<Heading>(blocks[i + 1].content))
            continue;
        Heading heading{level, paragraph->text};
        for (InlineRun& run : heading.text.runs) run.styles &= static_cast<std::uint8_t>(~inline_strong);
        // Runs that differed in their strength alone are one now.
        std::vector<InlineRun> runs;
        for (const InlineRun& run : heading.text.runs) {
            if (!runs.empty() && runs.back().styles == run.styles && runs.back().link == run.link &&
                runs.back().language == run.language)
                runs.back().end = run.end;
            else
                runs.push_back(run);
        }
        heading.text.runs = std::move(runs);
        blocks[i].content = std::move(heading);
    }
}

InlineText plain_text(std::string_view text, std::uint8_t styles) {
    InlineText out;
    out.text = text;
    out.runs.push_back({0, static_cast<std::uint32_t>(text.size()), styles, none, none, {}});
    return out;
}

InlineText credit_line(std::string_view label, std::string_view name, std::string_view address) {
    InlineText out;
    out.text = std::string(label) + " " + std::string(name);
    const auto begin = static_cast<std::uint32_t>(label.size() + 1), end = static_cast<std::uint32_t>(out.text.size());
    out.runs.push_back({0, begin, 0, none, none, {}});
    out.runs.push_back({begin, end, 0, address.empty() ? none : 0, none, {}});
    if (!address.empty()) out.links.push_back({std::string(address), false, {}});
    if (address.empty()) out.runs = {{0, end, 0, none, none, {}}};
    return out;
}

}  // namespace carepress

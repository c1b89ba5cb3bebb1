#include "article/write_markdown.h"

#include "article/callout.h"
#include "article/direction.h"
#include "article/each_text.h"
#include "article/list_numbers.h"
#include "article/markdown.h"
#include "article/notice.h"
#include "article/same_content.h"
#include "article/write_html_blocks.h"
#include "article/write_inline.h"
#include "base/utf.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace carepress::article {
namespace {

std::string_view mark_of(Urgency urgency) {
    switch (urgency) {
        case Urgency::emergency:
            return "[!EMERGENCY]";
        case Urgency::call_now:
            return "[!CALL-NOW]";
        case Urgency::watch:
            return "[!WATCH]";
    }
    return {};
}

/// `text` with `prefix` before each line but the first; of a blank line its trailing spaces are left out.
std::string prefixed(std::string_view text, std::string_view prefix) {
    std::string out;
    const std::string blank(prefix.substr(0, prefix.find_last_not_of(' ') + 1));
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] != '\n') continue;
        out += i + 1 < text.size() && text[i + 1] == '\n' ? blank : std::string(prefix);
    }
    return out;
}

// --- Markdown -------------------------------------------------------------------------------------------------------

/// Writes blocks in Markdown's own forms. What has none comes out as something else: the caller compares.
class MarkdownBlocks {
public:
    /// Separated by a blank line, or in the items of tight lists by a line end alone.
    static std::string blocks(const std::vector<Block>& all, std::string_view gap = "\n\n") {
        std::string out;
        bool alternate = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            alternate = i > 0 && follows_list(all[i - 1], all[i]) && !alternate;
            if (i > 0) out += gap;
            out += block(all[i], alternate);
        }
        return out;
    }

    /// `alternate`: another kind of bullet, so that the list does not join the one before it (CommonMark 5.3).
    static std::string block(const Block& block, bool alternate = false) {
        return std::visit([&](const auto& content) { return write(content, alternate); }, block.content);
    }

    static bool follows_list(const Block& before, const Block& block) {
        const auto *a = std::get_if<List>(&before.content), *b = std::get_if<List>(&block.content);
        return a && b && a->ordered == b->ordered;
    }

private:
    static std::string write(const Paragraph& paragraph, bool) {
        return write_inline(paragraph.text, InlinePlace::paragraph);
    }
    static std::string write(const Heading& heading, bool) {
        return std::string(static_cast<std::size_t>(heading.level), '#') + " " +
               write_inline(heading.text, InlinePlace::heading);
    }
    static std::string write(const Quote& quote, bool) {
        if (quote.notice) return write_box(mark_of(*quote.notice), quote.blocks);
        return "> " + prefixed(blocks(quote.blocks), "> ");
    }
    static std::string write(const LearnMore& more, bool) { return blocks(more.blocks); }
    static std::string write(const Divider&, bool) { return "---"; }

    static std::string write(const Callout& callout, bool) {
        return write_box(mark_of(callout.urgency), callout.blocks);
    }

    static std::string write_box(std::string_view mark, const std::vector<Block>& content) {
        const bool text = !content.empty() && std::holds_alternative<Paragraph>(content.front().content);
        return "> " + prefixed(std::string(mark) + (text ? "\n" : "\n\n") + blocks(content), "> ");
    }

    static std::string write_notes(const List& list) {
        std::string out;
        const std::vector<int> numbers = numbers_of(list);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            out += (i > 0 ? "\n" : "") + ("[^" + std::to_string(numbers[i]) + "]: ") +
                   prefixed(blocks(list.items[i].blocks), "    ");
        return out;
    }

    static std::string write(const List& list, bool alternate) {
        if (list.numbering == Numbering::notes) return write_notes(list);
        std::string out;
        int number = list.start;
        for (const ListItem& item : list.items) {
            if (!out.empty()) out += list.tight ? "\n" : "\n\n";
            const std::string marker = list.ordered ? std::to_string(number++) + (alternate ? ") " : ". ")
                                                    : std::string(alternate ? "* " : "- ");
            out += marker + (item.done ? *item.done ? "[x] " : "[ ] " : "") +
                   prefixed(blocks(item.blocks, list.tight ? "\n" : "\n\n"), std::string(marker.size(), ' '));
        }
        return out;
    }

    static std::string write(const Preformatted& preformatted, bool) {
        std::string text = preformatted.text.text;
        for (std::size_t at; (at = text.find(line_separator_utf8)) != std::string::npos;)
            text.replace(at, line_separator_utf8.size(), "\n");
        std::string fence = "```";
        while (text.find(fence) != std::string::npos) fence += '`';
        return fence + "\n" + text + "\n" + fence;
    }

    static std::string write(const Figure& figure, bool) {
        std::string caption;
        if (figure.caption)
            for (const char c : figure.caption->text)
                caption += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        const std::string path = written_path(figure);
        const bool pointed = path.find_first_of(" ()<>") != std::string::npos;
        InlineText alternative;
        alternative.text = figure.alternative;
        alternative.runs.push_back(
            {0, static_cast<std::uint32_t>(figure.alternative.size()), 0, no_index, no_index, {}});
        return "![" + write_inline(alternative, InlinePlace::heading) + "](" + (pointed ? "<" + path + ">" : path) +
               (figure.caption ? " \"" + caption + "\"" : "") + ")";
    }

    static std::string write(const Table& table, bool) {
        std::string out;
        for (const TableRow& row : table.rows) {
            if (!out.empty()) out += '\n';
            out += "|";
            for (const TableCell& cell : row.cells) out += " " + write_inline(cell.text, InlinePlace::cell) + " |";
            if (&row != &table.rows.front()) continue;
            out += "\n|";
            for (const TableCell& cell : row.cells)
                out += cell.alignment == CellAlignment::center ? ":---:|"
                       : cell.alignment == CellAlignment::end  ? "---:|"
                                                               : "---|";
        }
        return out;
    }
};

// --- the whole ------------------------------------------------------------------------------------------------------

std::vector<Block> read_blocks(const std::string& markdown) {
    const Source source{"", markdown};
    Diagnostics diagnostics(source);
    std::vector<Block> blocks = read_markdown(source.bytes, 0, diagnostics).blocks;
    recognise_callouts(blocks, diagnostics);
    return blocks;
}

/// A block as a part of the document: in a div where its language or direction is not the article's.
std::string in_its_language(const Block& block, std::string text) {
    if (block.language.empty() && !block.direction) return text;
    std::string begin = "<div";
    if (!block.language.empty()) begin += " lang=\"" + block.language + "\"";
    if (block.direction) begin += " dir=\"" + std::string(name_of(*block.direction)) + "\"";
    return begin + ">\n\n" + std::move(text) + "\n\n</div>";
}

bool reads_the_same(const Block& block, const std::string& markdown) {
    const std::vector<Block> read = read_blocks(markdown);
    return read.size() == 1 && same_content(read.front(), block);
}

/// Whether a footnote is referred to in the block, or is in it.
bool has_notes(const Block& block) {
    bool has = false;
    if (const auto* list = std::get_if<List>(&block.content)) has = list->numbering == Numbering::notes;
    const auto look = [&](const auto& text, std::string_view) {
        if constexpr (std::is_same_v<std::decay_t<decltype(text)>, InlineText>)
            has = has ||
                  std::any_of(text.links.begin(), text.links.end(), [](const Link& each) { return each.note > 0; });
    };
    EachText each(look);
    std::visit(each, block.content);
    return has;
}

/// `notes_in_markdown`: footnotes, which can't be read one block at a time, are written in Markdown in any case.
std::string write_body(const std::vector<Block>& blocks, bool notes_in_markdown) {
    std::string out;
    bool alternate = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        alternate = i > 0 && MarkdownBlocks::follows_list(blocks[i - 1], blocks[i]) && !alternate;
        std::string text = in_its_language(blocks[i], MarkdownBlocks::block(blocks[i], alternate));
        if (!(notes_in_markdown && has_notes(blocks[i])) && !reads_the_same(blocks[i], text))
            text = write_html_block(blocks[i]);
        out += (out.empty() ? "" : "\n") + text + "\n";
    }
    return out;
}

/// The blocks with learn-more blocks taken apart, as they are in a source.
std::vector<Block> flat(const std::vector<Block>& blocks) {
    std::vector<Block> out;
    for (const Block& block : blocks) {
        if (const auto* more = std::get_if<LearnMore>(&block.content))
            out.insert(out.end(), more->blocks.begin(), more->blocks.end());
        else
            out.push_back(block);
    }
    return out;
}

}  // namespace

std::string write_markdown(const Article& article) {
    const std::vector<Block> blocks = flat(article.blocks);
    std::string body = write_body(blocks, true);
    if (std::any_of(blocks.begin(), blocks.end(), has_notes) && !same_content(read_blocks(body), blocks))
        body = write_body(blocks, false);
    // Each block alone reads the same; should two of them meet and read as another, HTML separates them for certain.
    if (!same_content(read_blocks(body), blocks)) {
        body.clear();
        for (const Block& block : blocks) body += (body.empty() ? "" : "\n") + write_html_block(block) + "\n";
    }
    const std::string front = write_front_matter(article);
    return front + (front.empty() || body.empty() ? "" : "\n") + body;
}

}  // namespace carepress::article

#pragma once

#include "article/article.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::test {

/// Writes a summary as text that a person reads without this program: "## " begins a heading, "- " an item, "| " a row
/// of a table, "> " a box with its urgency, "☐" a box to tick. Lines of one text stand under each other; controls of
/// direction are left out and no-break spaces are spaces.
class ReadablePage {
public:
    static std::string of(const article::Article& article) {
        ReadablePage page;
        const article::Metadata& metadata = article.metadata;
        page.line("# " + (metadata.printed_title.empty() ? metadata.title : metadata.printed_title), "", "");
        page.blocks(article.blocks, "", "");
        if (article.omission) page.line(article.omission->text, "", "");
        return page.out_;
    }

private:
    static std::string readable(const std::string& text) {
        constexpr std::array<std::string_view, 6> controls{"\u200E", "\u200F", "\u2066", "\u2067", "\u2068", "\u2069"};
        std::string out = text;
        for (const std::string_view control : controls)
            for (std::size_t at; (at = out.find(control)) != std::string::npos;) out.erase(at, control.size());
        for (std::size_t at; (at = out.find("\u00A0")) != std::string::npos;) out.replace(at, 2, " ");
        for (std::size_t at; (at = out.find("\u202F")) != std::string::npos;) out.replace(at, 3, " ");
        return out;
    }
    /// `first` is before the first line of the text, `next` before the others.
    void line(const std::string& text, const std::string& first, const std::string& next) {
        std::string shown = readable(text);
        for (std::size_t at; (at = shown.find("\u2028")) != std::string::npos;) shown.replace(at, 3, "\n" + next);
        out_ += first + shown + "\n";
    }
    void blocks(const std::vector<article::Block>& all, const std::string& first, const std::string& next) {
        for (std::size_t i = 0; i < all.size(); ++i) block(all[i], i == 0 ? first : next, next);
    }
    void block(const article::Block& block, const std::string& first, const std::string& next) {
        if (const auto* heading = std::get_if<article::Heading>(&block.content)) {
            if (next.empty()) out_ += "\n";
            line(std::string(static_cast<std::size_t>(heading->level), '#') + " " + heading->text.text, first, next);
        }
        if (const auto* paragraph = std::get_if<article::Paragraph>(&block.content))
            line(paragraph->text.text, first, next);
        if (const auto* text = std::get_if<article::Preformatted>(&block.content)) line(text->text.text, first, next);
        if (const auto* list = std::get_if<article::List>(&block.content)) items(*list, first, next);
        if (const auto* quote = std::get_if<article::Quote>(&block.content))
            blocks(quote->blocks, first + "> ", next + "> ");
        if (const auto* callout = std::get_if<article::Callout>(&block.content)) box(*callout, first, next);
        if (const auto* table = std::get_if<article::Table>(&block.content)) rows(*table, next);
    }
    void items(const article::List& list, const std::string& first, const std::string& next) {
        int number = list.start;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            if (list.facts) {
                fact(list.items[i], i == 0 ? first : next);
                continue;
            }
            const std::string mark = list.ordered         ? std::to_string(number++) + ". "
                                     : list.items[i].done ? "- \u2610 "
                                                          : "- ";
            blocks(list.items[i].blocks, (i == 0 ? first : next) + mark, next + "  ");
        }
    }
    void fact(const article::ListItem& item, const std::string& first) {
        std::string shown;
        for (const article::Block& block : item.blocks)
            shown += (shown.empty() ? "" : ": ") + std::get<article::Paragraph>(block.content).text.text;
        line(shown, first, first);
    }
    void box(const article::Callout& callout, const std::string& first, const std::string& next) {
        constexpr std::array<std::string_view, 3> urgencies{"emergency", "call now", "watch"};
        line(std::string(urgencies.at(static_cast<std::size_t>(callout.urgency))) + ":", first + "> ", next + "> ");
        blocks(callout.blocks, next + "> ", next + "> ");
    }
    void rows(const article::Table& table, const std::string& next) {
        if (table.caption) line(table.caption->text, next, next);
        for (const article::TableRow& row : table.rows) {
            std::string shown = "|";
            for (const article::TableCell& cell : row.cells) {
                std::string text = readable(cell.text.text);
                for (std::size_t at; (at = text.find("\u2028")) != std::string::npos;) text.replace(at, 3, " / ");
                shown += " " + text + " |";
            }
            out_ += next + shown + "\n";
        }
    }

    std::string out_;
};

}  // namespace carepress::test

#include "article/normalize.h"

#include "article/help_phrases.h"
#include "article/plain_text.h"

#include <algorithm>
#include <iterator>

namespace carepress::article {
namespace {

bool is_heading(const Block& block, int deepest) {
    const auto* heading = std::get_if<Heading>(&block.content);
    return heading && heading->level <= deepest;
}

/// Levels in document order: a stack of the open sections' levels, as written and as given.
class HeadingLeveler {
public:
    void level(std::vector<Block>& blocks) {
        for (Block& block : blocks) {
            if (auto* heading = std::get_if<Heading>(&block.content)) level(*heading, block.span);
            if (auto* quote = std::get_if<Quote>(&block.content)) level(quote->blocks);
            if (auto* callout = std::get_if<Callout>(&block.content)) level(callout->blocks);
            if (auto* more = std::get_if<LearnMore>(&block.content)) level(more->blocks);
            if (auto* list = std::get_if<List>(&block.content))
                for (ListItem& item : list->items) level(item.blocks);
        }
    }

    void report(Diagnostics& diagnostics) const {
        if (changed_ == 0) return;
        diagnostics.note("article/heading-level"_code, first_,
                         (changed_ == 1 ? std::string("this heading's level was changed")
                                        : "the levels of " + std::to_string(changed_) +
                                              " headings, here and further on, were changed") +
                             " so that levels begin at 2 and none is skipped");
    }

private:
    void level(Heading& heading, SourceSpan span) {
        const int written = heading.level;
        while (!open_.empty() && open_.back().written >= written) open_.pop_back();
        const int given = open_.empty() ? 2 : std::min(open_.back().given + 1, 6);
        open_.push_back({written, given});
        if (given == written) return;
        heading.level = given;
        if (changed_++ == 0) first_ = span;
    }

    struct Open {
        int written, given;
    };
    std::vector<Open> open_;
    std::size_t changed_ = 0;
    SourceSpan first_;
};

/// Gives an article that does not say its title one.
void assume_title(Article& article, const std::string& last_resort, SourceSpan missing, Diagnostics& diagnostics) {
    auto& blocks = article.blocks;
    const auto first = std::find_if(blocks.begin(), blocks.end(), [](const Block& block) {
        return !std::holds_alternative<Figure>(block.content) && !std::holds_alternative<Divider>(block.content);
    });
    const Heading* heading = first == blocks.end() ? nullptr : std::get_if<Heading>(&first->content);
    std::string words = heading == nullptr ? std::string() : one_line(heading->text.text);
    if (!words.empty()) {
        article.metadata.title = std::move(words);
        article.metadata.title_span = first->span;
        blocks.erase(first);
        diagnostics.note("article/title-assumed"_code, article.metadata.title_span,
                         "the first heading is the title, because nothing else says one");
        return;
    }
    article.metadata.title = last_resort;
    article.metadata.title_span = missing;
    diagnostics.warning(
        "article/title-assumed"_code, missing,
        "the article has no title; it is called \"" + diagnostics.excerpt(last_resort) + "\" by the name of its file",
        "write \"title: Title\" in its front matter");
}

}  // namespace

void resolve_title(Article& article, const std::string& page_title, SourceSpan page_title_span, SourceSpan missing,
                   const std::string& last_resort, Diagnostics& diagnostics) {
    Metadata& metadata = article.metadata;
    auto& blocks = article.blocks;
    const auto first =
        std::find_if(blocks.begin(), blocks.end(), [](const Block& block) { return is_heading(block, 1); });
    // Text before the first of several such headings: they are sections, and none of them may move to the top.
    const bool are_sections =
        first != blocks.end() && first != blocks.begin() && metadata.title.empty() && !page_title.empty() &&
        folded(page_title) != folded(std::get<Heading>(first->content).text.text) &&
        std::any_of(std::next(first), blocks.end(), [](const Block& block) { return is_heading(block, 1); });
    if (first != blocks.end() && !are_sections) {
        const Heading& heading = std::get<Heading>(first->content);
        std::string text = one_line(heading.text.text);
        const bool given = !metadata.title.empty();
        if (given && folded(text) != folded(metadata.title)) {
            diagnostics.warning("article/two-titles"_code, first->span,
                                "the heading \"" + diagnostics.excerpt(shortened(text)) +
                                    "\" differs from the front matter's title \"" +
                                    diagnostics.excerpt(shortened(metadata.title)) +
                                    "\"; the front matter's title is used and the heading is kept",
                                "make them equal, or make the heading a level-2 heading (\"##\")");
            return;
        }
        if (!text.empty() || given) {
            for (const Link& link : heading.text.links)
                diagnostics.note(
                    "article/link-in-title"_code, link.span,
                    "the link in the title is not printed: " + diagnostics.excerpt(shortened(link.address, 200)));
            if (!given) {
                metadata.title = std::move(text);
                metadata.title_span = first->span;
            }
            blocks.erase(first);
        }
    } else if (metadata.title.empty() && !page_title.empty()) {
        metadata.title = one_line(page_title);
        metadata.title_span = page_title_span;
        return;
    }
    if (metadata.title.empty() && !last_resort.empty()) return assume_title(article, last_resort, missing, diagnostics);
    if (metadata.title.empty()) {
        diagnostics.error("article/no-title"_code, missing, "the article has no title",
                          "begin it with a heading \"# Title\", or write \"title: Title\" in its front matter");
        return;
    }
    if (!page_title.empty() && folded(page_title) != folded(metadata.title))
        diagnostics.note("article/page-title"_code, page_title_span,
                         "the page title \"" + diagnostics.excerpt(shortened(one_line(page_title))) +
                             "\" is not printed; the title is \"" + diagnostics.excerpt(shortened(metadata.title)) +
                             "\"");
}

void level_headings(std::vector<Block>& blocks, Diagnostics& diagnostics) {
    HeadingLeveler leveler;
    leveler.level(blocks);
    leveler.report(diagnostics);
}

void gather_learn_more(std::vector<Block>& blocks) {
    for (auto at = blocks.begin(); at != blocks.end(); ++at) {
        const auto* heading = std::get_if<Heading>(&at->content);
        if (!heading || !learn_more_heading(heading->text.text)) continue;
        const int level = heading->level;
        const auto end =
            std::find_if(std::next(at), blocks.end(), [&](const Block& b) { return is_heading(b, level); });
        Block block;
        block.span = {at->span.begin, std::max(at->span.end, std::prev(end)->span.end)};
        LearnMore more;
        more.blocks.assign(std::make_move_iterator(at), std::make_move_iterator(end));
        block.content = std::move(more);
        *at = std::move(block);
        blocks.erase(std::next(at), end);
    }
}

}  // namespace carepress::article

#include "article/saved_text.h"

#include "article/normalize.h"
#include "article/plain_text.h"
#include "article/saved_list.h"
#include "article/saved_sections.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace carepress::article {
namespace {

constexpr std::size_t longest_title = 200;  ///< characters; a longer first line is a paragraph
constexpr std::size_t most_lines = 200'000;

class SavedTextReader {
public:
    SavedTextReader(std::vector<SavedLine> lines, Article& article, Diagnostics& diagnostics)
        : lines_(std::move(lines)), article_(article), diagnostics_(diagnostics) {}

    void read() {
        read_title();
        while (at_ < lines_.size()) {
            const SavedLine& line = lines_[at_];
            if (line.kind == SavedLine::Kind::blank) {
                ++at_;
            } else if (line.is_item()) {
                auto lists = read_saved_lists(lines_, at_, diagnostics_);
                std::move(lists.begin(), lists.end(), std::back_inserter(article_.blocks));
            } else if (begins_heading(at_)) {
                push_heading(2, line);
                ++at_;
            } else {
                read_paragraph();
            }
        }
    }

private:
    /// The first line is the title; it goes as a heading of level 1 to resolve_title(), which knows front matter.
    void read_title() {
        while (at_ < lines_.size() && lines_[at_].kind == SavedLine::Kind::blank) ++at_;
        if (at_ == lines_.size()) return;
        const SavedLine& line = lines_[at_];
        if (line.kind != SavedLine::Kind::text || count_characters(line.content) > longest_title) return;
        push_heading(1, line);
        const std::string title = folded(line.content);
        for (++at_; at_ < lines_.size(); ++at_) {
            if (lines_[at_].kind == SavedLine::Kind::blank) continue;
            if (lines_[at_].content.size() > 2 * line.content.size() || folded(lines_[at_].content) != title) break;
            diagnostics_.note("article/repeated-title"_code, lines_[at_].span,
                              "the title was repeated here; the repetition was dropped");
        }
    }

    bool begins_heading(std::size_t at) const {
        const SavedLine& line = lines_[at];
        const bool alone = at + 1 == lines_.size() || lines_[at + 1].kind != SavedLine::Kind::text;
        return (alone || line.content.size() <= 80) && is_heading_line(line.content);
    }

    /// The lines up to a blank one, an item or a heading.
    void read_paragraph() {
        InlineBuilder builder;
        SourceSpan span = lines_[at_].span;
        const std::size_t first = at_;
        for (; at_ < lines_.size(); ++at_) {
            const SavedLine& line = lines_[at_];
            const bool continues =
                line.kind == SavedLine::Kind::text ||
                // "…for at least\n20. In that case…": only 1 begins a list inside a paragraph.
                (line.kind == SavedLine::Kind::number && line.number != 1 && line.numbering == Numbering::decimal);
            if (at_ > first && (!continues || ends_before(at_))) break;
            const std::uint32_t begin = line.kind == SavedLine::Kind::number ? line.begin : line.span.begin;
            if (at_ > first) builder.text(" ", {span.end, begin});
            if (line.kind == SavedLine::Kind::number)
                builder.text(std::to_string(line.number) + ". ", {line.begin, line.span.begin});
            add_linked_text(builder, line.content, line.span.begin);
            span.end = line.span.end;
        }
        InlineText text = builder.finish(span);
        if (text.empty()) return;
        Block block;
        block.span = span;
        block.content = Paragraph{std::move(text)};
        article_.blocks.push_back(std::move(block));
    }

    /// A question that is followed by an empty line or bullets is a heading even right under a paragraph.
    bool ends_before(std::size_t at) const {
        const bool alone = at + 1 == lines_.size() || lines_[at + 1].kind != SavedLine::Kind::text;
        return alone && lines_[at].kind == SavedLine::Kind::text && is_heading_line(lines_[at].content) &&
               ends_sentence(lines_[at - 1].content);
    }

    static bool ends_sentence(std::string_view text) {
        return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with(':') ||
               text.ends_with(')') || text.ends_with('"') || text.ends_with("”");
    }

    void push_heading(int level, const SavedLine& line) {
        InlineBuilder builder;
        add_linked_text(builder, line.content, line.span.begin);
        Block block;
        block.span = line.span;
        block.content = Heading{level, builder.finish(line.span)};
        article_.blocks.push_back(std::move(block));
    }

    std::vector<SavedLine> lines_;
    std::size_t at_ = 0;
    Article& article_;
    Diagnostics& diagnostics_;
};

}  // namespace

void read_saved_text(std::string_view body, std::uint32_t offset, Article& article, Diagnostics& diagnostics) {
    std::vector<SavedLine> lines = split_lines(body, offset);
    const auto filled = std::count_if(lines.begin(), lines.end(),
                                      [](const SavedLine& line) { return line.kind != SavedLine::Kind::blank; });
    if (static_cast<std::size_t>(filled) > most_lines) {
        diagnostics.error("article/too-long"_code, {offset, offset}, "the text has more than 200,000 lines",
                          "split it into several articles");
        return;
    }
    drop_furniture(lines, diagnostics);
    part_unwrapped_lines(lines, diagnostics);
    SavedTextReader(std::move(lines), article, diagnostics).read();
    resolve_title(article, {}, {}, {offset, offset}, {}, diagnostics);
    level_headings(article.blocks, diagnostics);
    take_disclaimer(article, diagnostics);
    find_help_levels(article, diagnostics);
    repair_learn_more(article, diagnostics);
    gather_learn_more(article.blocks);
}

}  // namespace carepress::article

#include "visit_summary/blocks.h"

#include <iterator>
#include <utility>

namespace carepress::visit_summary {

void append(Blocks& out, Blocks more) {
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

article::InlineText phrase_text(const SummaryWords& words, std::string_view key,
                                const std::vector<std::pair<std::string_view, Pieces>>& values) {
    return TextBuilder(words.language()).add(fill_pattern(words.visit[key], words.language(), values)).take();
}

article::Block heading_block(const SummaryWords& words, std::string_view key, int level) {
    article::Block block;
    block.content = article::Heading{level, phrase_text(words, key)};
    return block;
}

article::Block paragraph_block(article::InlineText text) {
    article::Block block;
    block.content = article::Paragraph{std::move(text)};
    return block;
}

article::Block phrase_block(const SummaryWords& words, std::string_view key) {
    return paragraph_block(phrase_text(words, key));
}

article::Block list_block(std::vector<article::InlineText> items, bool tight) {
    article::List list;
    list.tight = tight;
    for (article::InlineText& text : items) {
        article::ListItem item;
        item.blocks.push_back(paragraph_block(std::move(text)));
        list.items.push_back(std::move(item));
    }
    article::Block block;
    block.content = std::move(list);
    return block;
}

article::ListItem fact_item(const SummaryWords& words, std::string_view key, const Pieces& value) {
    article::ListItem item;
    if (!key.empty()) item.blocks.push_back(phrase_block(words, key));
    item.blocks.push_back(paragraph_block(TextBuilder(words.language()).add(value).take()));
    return item;
}

article::Block task_list_block(std::vector<article::InlineText> items) {
    article::Block block = list_block(std::move(items));
    for (article::ListItem& item : std::get<article::List>(block.content).items) item.done = false;
    return block;
}

void add_line(TextBuilder& text, const SummaryWords& words, std::string_view key, std::string_view name,
              const Pieces& value) {
    text.line().add(fill_pattern(words.visit[key], words.language(), {{name, value}}));
}

Pieces plain(std::string text, const SummaryWords& words) { return {{std::move(text), words.language()}}; }

Pieces list_of(const std::vector<visit::Concept>& concepts, const SummaryWords& words) {
    Pieces out;
    for (const visit::Concept& one : concepts) {
        if (!out.empty()) out.push_back({std::string(list_comma(words.language())), words.language()});
        out.push_back(record_piece(one, words.language()));
    }
    return out;
}

void DottedLine::add(const Pieces& part) {
    if (part.empty()) return;
    if (begun_)
        text_.add(" \u00B7 ");
    else
        text_.line();
    text_.add(part);
    begun_ = true;
}

article::InlineText question_text(const SummaryWords& words, std::string_view topic, const Pieces& note) {
    TextBuilder text(words.language());
    text.add(words.visit[topic], article::inline_strong);
    if (!note.empty()) text.line().add(note);
    return text.take();
}

article::InlineText question_text(const SummaryWords& words, std::string_view topic, std::string_view note) {
    return question_text(words, topic, plain(words.visit[note], words));
}

Section section_of(const visit::Visit& visit, visit::VisitSection what, std::string_view heading, Blocks content,
                   const SummaryWords& words) {
    Section section;
    if (!content.empty()) {
        add_left_out(content, visit, what, words);
        content.insert(content.begin(), heading_block(words, heading));
        section.blocks = std::move(content);
    } else if (visit.incomplete(what)) {
        section.questions.push_back(question_text(words, heading, "left-out"));
    }
    return section;
}

void add_more(Blocks& out, std::size_t count, const SummaryWords& words) {
    if (count == 0) return;
    const std::string* form = words.visit.counted("more-in-record", static_cast<double>(count));
    out.push_back(
        paragraph_block(TextBuilder(words.language())
                            .add(fill_pattern(*form, words.language(), {{"n", plain(std::to_string(count), words)}}))
                            .take()));
}

Blocks list_content(std::vector<article::InlineText> items, std::size_t more, const SummaryWords& words) {
    Blocks content;
    if (!items.empty()) content.push_back(list_block(std::move(items)));
    add_more(content, more, words);
    return content;
}

void add_left_out(Blocks& out, const visit::Visit& visit, visit::VisitSection section, const SummaryWords& words) {
    if (visit.incomplete(section)) out.push_back(phrase_block(words, "left-out"));
}

}  // namespace carepress::visit_summary

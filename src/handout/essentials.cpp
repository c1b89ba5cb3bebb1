#include "handout/essentials.h"

#include "article/notes.h"
#include "base/utf.h"
#include "words/join_list.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>

namespace carepress::handout {
namespace {

bool holds_callout(const std::vector<article::Block>& blocks);

bool holds_callout(const article::Block& block) {
    if (std::holds_alternative<article::Callout>(block.content)) return true;
    if (const auto* quote = std::get_if<article::Quote>(&block.content)) return holds_callout(quote->blocks);
    if (const auto* learn_more = std::get_if<article::LearnMore>(&block.content))
        return holds_callout(learn_more->blocks);
    if (const auto* list = std::get_if<article::List>(&block.content))
        return std::any_of(list->items.begin(), list->items.end(),
                           [](const article::ListItem& item) { return holds_callout(item.blocks); });
    return false;
}

bool holds_callout(const std::vector<article::Block>& blocks) {
    return std::any_of(blocks.begin(), blocks.end(), [](const article::Block& block) { return holds_callout(block); });
}

template <class T>
bool is(const article::Block& block) {
    return std::holds_alternative<T>(block.content);
}

/// What a section loses when it is left out. Its learn-more block and its rules are furniture, a heading alone is
/// nothing, and footnotes go with what refers to them.
bool is_content(const article::Block& block) {
    return !is<article::Heading>(block) && !is<article::LearnMore>(block) && !is<article::Divider>(block) &&
           !article::is_notes(block);
}

/// Null for what is not a list, and for footnotes.
const article::List* list_in(const article::Block& block) {
    return article::is_notes(block) ? nullptr : std::get_if<article::List>(&block.content);
}

/// Puts a text together from parts in several languages and styles.
class InlineWriter {
public:
    explicit InlineWriter(const std::string& language) : language_(language) {}

    void add(std::string_view part, const std::string& language, std::uint8_t styles = 0) {
        if (part.empty()) return;
        article::InlineRun run;
        run.begin = static_cast<std::uint32_t>(text_.text.size());
        text_.text += part;
        run.end = static_cast<std::uint32_t>(text_.text.size());
        run.styles = styles;
        if (language != language_) {
            run.language = 0;
            text_.languages.assign(1, language);  // the page's phrases: the only other language
        }
        text_.runs.push_back(run);
    }
    /// The phrase under `key`, with `fill` called for its "{name}".
    template <class Fill>
    void add_phrase(const words::Phrases& phrases, std::string_view key, std::string_view name, Fill&& fill) {
        const std::string& pattern = phrases[key];
        const std::string field = "{" + std::string(name) + "}";
        const std::size_t at = std::min(pattern.find(field), pattern.size());
        add(std::string_view(pattern).substr(0, at), phrases.language());
        fill();
        if (at < pattern.size()) add(std::string_view(pattern).substr(at + field.size()), phrases.language());
    }
    article::InlineText take() { return std::move(text_); }

private:
    const std::string& language_;
    article::InlineText text_;
};

/// Headings never skip a level, whatever stood between them (ISO 14289-1, 7.4.2).
void close_ranks(std::vector<article::Block>& blocks) {
    int above = 1;
    for (article::Block& block : blocks)
        if (auto* heading = std::get_if<article::Heading>(&block.content))
            above = heading->level = std::min(heading->level, above + 1);
}

}  // namespace

Essentials::Essentials(const article::Article& article) : article_(article) {
    find_sections();
    std::size_t first_help = 0;
    while (first_help < sections_.size() && !sections_[first_help].has_help_boxes) ++first_help;
    has_help_boxes_ = first_help < sections_.size();
    for (std::size_t i = 0; i < sections_.size(); ++i) {
        if (!sections_[i].has_lists || sections_[i].has_help_boxes) continue;
        if (self_care_ == nullptr || (has_help_boxes_ && i < first_help)) self_care_ = &sections_[i];
    }
    if (self_care_ == nullptr) return;
    for (std::size_t i = self_care_->begin; i < self_care_->end; ++i)
        if (const auto* list = list_in(article_.blocks[i])) item_count_ += list->items.size();
}

void Essentials::find_sections() {
    const std::vector<article::Block>& blocks = article_.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto* heading = std::get_if<article::Heading>(&blocks[i].content);
        const bool opens = heading != nullptr && heading->level <= 2;
        if (sections_.empty() || opens) sections_.push_back({i, i, opens, false, false});
        Section& section = sections_.back();
        section.end = i + 1;
        section.has_help_boxes = section.has_help_boxes || holds_callout(blocks[i]);
        section.has_lists = section.has_lists || list_in(blocks[i]) != nullptr;
    }
}

/// Of a section with help boxes: its headings, the boxes, and a paragraph directly above a box.
Essentials::Taken Essentials::take_help_boxes(const Section& section) const {
    Taken taken;
    const std::vector<article::Block>& blocks = article_.blocks;
    for (std::size_t i = section.begin; i < section.end; ++i) {
        const bool leads_in = is<article::Paragraph>(blocks[i]) && i + 1 < section.end && holds_callout(blocks[i + 1]);
        if (is_content(blocks[i])) ++taken.all;
        if (is<article::Heading>(blocks[i]) || leads_in || holds_callout(blocks[i])) {
            taken.blocks.push_back(blocks[i]);
            if (is_content(blocks[i])) ++taken.taken;
        }
    }
    return taken;
}

/// Of the self-care section: its lists up to the last of `items`, but numbered lists only as a whole, each with the
/// headings above it and the paragraph that leads it in.
Essentials::Taken Essentials::take_items(const Section& section, std::size_t items) const {
    Taken taken;
    const std::vector<article::Block>& blocks = article_.blocks;
    std::vector<const article::Block*> waiting;  // for a list: headings, and the last paragraph
    for (std::size_t i = section.begin; i < section.end; ++i) {
        if (is_content(blocks[i])) ++taken.all;
        if (is<article::Heading>(blocks[i])) waiting.push_back(&blocks[i]);
        const bool before_list = i + 1 < section.end && list_in(blocks[i + 1]) != nullptr;
        if (is<article::Paragraph>(blocks[i]) && before_list) waiting.push_back(&blocks[i]);
        const article::List* list = list_in(blocks[i]);
        if (list == nullptr || list->items.empty() || items == 0) continue;
        // A procedure is taken whole or not at all: the patient would stop after step 2 of "eat, wait, check again".
        if (list->ordered && items < list->items.size()) {
            items = 0;
            continue;
        }
        for (const article::Block* block : std::exchange(waiting, {})) {
            taken.blocks.push_back(*block);
            if (is_content(*block)) ++taken.taken;
        }
        taken.blocks.push_back(blocks[i]);
        auto& copy = std::get<article::List>(taken.blocks.back().content);
        const std::size_t kept = std::min(items, copy.items.size());
        if (kept == copy.items.size()) ++taken.taken;
        copy.items.resize(kept);
        items -= kept;
    }
    return taken;
}

std::vector<Essentials::Omission> Essentials::omissions(std::size_t items) const {
    std::vector<Omission> all;
    for (const Section& section : sections_) {
        Taken taken;
        if (section.has_help_boxes)
            taken = take_help_boxes(section);
        else if (&section == self_care_)
            taken = take_items(section, items);
        else
            taken.all = static_cast<std::size_t>(
                std::count_if(article_.blocks.begin() + static_cast<std::ptrdiff_t>(section.begin),
                              article_.blocks.begin() + static_cast<std::ptrdiff_t>(section.end), is_content));
        if (taken.taken < taken.all) all.push_back({&section, !taken.blocks.empty()});
    }
    return all;
}

const std::string& Essentials::heading_of(const Section& section) const {
    return std::get<article::Heading>(article_.blocks[section.begin].content).text.text;
}

article::Article Essentials::take(std::size_t items, const words::Phrases& phrases) const {
    article::Article sheet;
    sheet.metadata = article_.metadata;
    sheet.own_disclaimer = article_.own_disclaimer;
    sheet.own_disclaimer_span = article_.own_disclaimer_span;
    const auto append = [&](Taken taken) {
        std::move(taken.blocks.begin(), taken.blocks.end(), std::back_inserter(sheet.blocks));
    };
    for (const Section& section : sections_)
        if (section.has_help_boxes) append(take_help_boxes(section));
    if (self_care_ != nullptr) append(take_items(*self_care_, items));
    article::keep_notes(article_.blocks, sheet.blocks);
    close_ranks(sheet.blocks);

    const std::string& language = article_.metadata.language;
    InlineWriter text(language);
    const std::vector<Omission> left_out = omissions(items);
    if (!left_out.empty()) {
        text.add_phrase(phrases, "sheet-leaves-out", "parts", [&] {
            for (std::size_t i = 0; i < left_out.size(); ++i) {
                if (i > 0) text.add(" \u00B7 ", language);
                const auto [section, part] = left_out[i];
                if (!section->has_heading)
                    text.add(phrases["sheet-overview"], phrases.language());
                else if (part)
                    text.add_phrase(phrases, "sheet-part-of", "heading",
                                    [&, section = section] { text.add(heading_of(*section), language); });
                else
                    text.add(heading_of(*section), language);
            }
        });
        if (!article_.metadata.code.empty()) {
            text.add(line_separator_utf8, language);
            text.add(phrases.fill("sheet-whole-handout", {{"code", article_.metadata.code}}), phrases.language(),
                     article::inline_strong);
        }
    }
    sheet.omission = text.take();
    return sheet;
}

std::string Essentials::left_out(std::size_t items, const words::Phrases& phrases) const {
    const std::vector<Omission> omitted = omissions(items);
    std::vector<std::string> parts;
    parts.reserve(omitted.size());
    for (const auto& [section, part] : omitted)
        parts.push_back(!section->has_heading ? phrases["sheet-overview"]
                        : part                ? phrases.fill("sheet-part-of", {{"heading", heading_of(*section)}})
                                              : heading_of(*section));
    return words::join_list(parts, phrases.language());
}

}  // namespace carepress::handout

#include "handout/compose_parts.h"

#include "handout/aside.h"
#include "handout/pair_languages.h"

#include <cstdint>
#include <utility>

namespace carepress::handout {
namespace {

/// How wide a column of the language notice is at least, in ems of its text.
constexpr int narrowest_notice_column = 18;

const Pictures no_pictures;

/// The number to call, with that of the TTY if there is one.
std::string telephone_with_tty(const style::BrandTexts& brand) {
    return brand.tty.empty() ? brand.telephone : brand.telephone + " (TTY\u00A0" + brand.tty + ")";
}

}  // namespace

PartComposer::PartComposer(Handout& handout, const HandoutContents& contents, const LoadedTheme& theme,
                           Diagnostics& diagnostics)
    : handout_(handout),
      contents_(contents),
      theme_(theme),
      diagnostics_(diagnostics),
      several_(contents.part_count() > 1 || contents.language_notices) {
    // One article followed by a notice counts its pages through: there is nothing to separate.
    numbers_ = contents.part_count() > 1 ? contents.page_numbers.value_or(handout.stylesheet->bundle.numbers)
                                         : style::BundleSettings::Numbers::through;
    TagNode document;
    document.role = TagRole::document;
    handout.tags.nodes.push_back(std::move(document));
}

PageWords PartComposer::words_in(const std::string& language, std::uint32_t source) const {
    PageWords words{language,
                    theme_.brand->texts_for(language),
                    contents_.brand_source,
                    std::string(theme_.brand->text_language_for(language)),
                    theme_.phrases.in(language),
                    contents_.patient,
                    source,
                    numbers_};
    words.is_proof = contents_.is_proof;
    return words;
}

text::NodeId PartComposer::begin_part(const std::string& language, std::optional<text::Direction> direction) {
    HandoutPart& part = handout_.parts.emplace_back();
    part.box_begin = static_cast<std::uint32_t>(handout_.boxes.size());
    part.direction = direction.value_or(text::direction_of(language));
    if (!several_) return 0;
    TagNode node;
    node.role = TagRole::part;
    node.parent = 0;
    if (language != handout_.metadata.language) node.language = language;
    handout_.tags.nodes.push_back(std::move(node));
    return static_cast<text::NodeId>(handout_.tags.nodes.size() - 1);
}

void PartComposer::end_part(Furniture furniture, PartStart start) {
    HandoutPart& part = handout_.parts.back();
    part.box_end = static_cast<std::uint32_t>(handout_.boxes.size());
    part.furniture = std::move(furniture);
    const style::Stylesheet& stylesheet = *handout_.stylesheet;
    part.starts_on_odd_page = start == PartStart::front_of_sheet &&
                              stylesheet.bundle.start == style::BundleSettings::Start::odd_page &&
                              stylesheet.print.duplex != style::PrintSettings::Duplex::simplex;
}

void PartComposer::add_article(const ArticlePart& from, PartKind kind) {
    if (from.translation) return add_pair(from, kind);
    const article::Metadata& metadata = from.article->metadata;
    PageWords words = words_in(metadata.language, from.source);
    words.is_summary = words.whole_words = kind == PartKind::summary;
    const text::NodeId root = begin_part(metadata.language, metadata.direction);
    BlockComposer blocks(handout_, from.pictures, words);
    if (metadata.direction) blocks.texts().set_direction(*metadata.direction);
    add_blocks(blocks, from, words, root, kind, Language::first);
    handout_.parts.back().is_summary = kind == PartKind::summary;
    end_part(compose_furniture(handout_, *from.article, words, root, diagnostics_), PartStart::front_of_sheet);
}

void PartComposer::add_blocks(BlockComposer& blocks, const ArticlePart& from, const PageWords& words, text::NodeId root,
                              PartKind kind, Language language) {
    const article::Metadata& metadata = from.article->metadata;
    blocks.texts().set_part_links(part_links(from, language));
    blocks.compose_title(metadata.printed_title.empty() ? metadata.title : metadata.printed_title, metadata.language,
                         metadata.title_span, root);
    if (language == Language::first)
        compose_aside(handout_, blocks.texts(), kind == PartKind::article ? metadata.code : std::string(), words, root);
    if (language == Language::first && handout_.parts.size() == 1) add_note(blocks, words, root);
    if (kind == PartKind::article) return blocks.compose_article(*from.article);
    blocks.compose_summary(*from.article);
    if (!contents_.articles.empty()) add_contents(blocks, words, language);
}

/// Where the links of the article to others of the handout lead, under the titles that those have in its language.
std::map<std::string, LinkedPart, std::less<>> PartComposer::part_links(const ArticlePart& from,
                                                                        Language language) const {
    std::map<std::string, LinkedPart, std::less<>> links;
    for (const auto& [address, index] : from.article_links) {
        const ArticlePart& to = contents_.articles[index];
        const bool is_translation = language == Language::translation && to.translation;
        const article::Article& article = is_translation ? *to.translation->article : *to.article;
        links.emplace(address, LinkedPart{static_cast<std::uint32_t>(contents_.parts_before_articles() + index),
                                          article.metadata.title});
    }
    return links;
}

void PartComposer::add_pair(const ArticlePart& from, PartKind kind) {
    const ArticlePart& translation = *from.translation;
    const text::NodeId root = begin_part(from.article->metadata.language, from.article->metadata.direction);
    handout_.parts.back().is_summary = kind == PartKind::summary;
    BlockBoxes our_boxes, their_boxes;
    const auto next_box = [&] { return static_cast<std::uint32_t>(handout_.boxes.size()); };
    Furniture furniture = add_language_of_pair(from, root, kind, Language::first, our_boxes);
    const std::uint32_t middle = next_box();
    add_language_of_pair(translation, root, kind, Language::translation, their_boxes);
    const HandoutPart& part = handout_.parts.back();
    const LanguageSide ours{*from.article, our_boxes, part.box_begin, middle, part.direction};
    const LanguageSide theirs{
        *translation.article, their_boxes, middle, next_box(),
        translation.article->metadata.direction.value_or(text::direction_of(translation.article->metadata.language))};
    // Both sides of a summary are made from one visit: an unpaired block is nothing that an author could fix.
    Diagnostics ignored = diagnostics_.silent();
    pair_languages(handout_, ours, theirs, kind == PartKind::summary ? ignored : diagnostics_);
    end_part(std::move(furniture), PartStart::front_of_sheet);
}

/// Furniture and codes to scan are in the first language; what a patient must get is in the flow of the second one,
/// too.
Furniture PartComposer::add_language_of_pair(const ArticlePart& from, text::NodeId parent, PartKind kind,
                                             Language language, BlockBoxes& block_boxes) {
    const article::Metadata& metadata = from.article->metadata;
    const bool is_first = language == Language::first;
    PageWords words = words_in(metadata.language, from.source);
    words.is_summary = words.whole_words = kind == PartKind::summary;
    words.is_translation = !is_first;
    TagNode part;
    part.role = TagRole::part;
    part.parent = parent;
    if (!is_first) part.language = metadata.language;
    handout_.tags.nodes.push_back(std::move(part));
    const auto node = static_cast<text::NodeId>(handout_.tags.nodes.size() - 1);
    BlockComposer blocks(handout_, from.pictures, words);
    if (metadata.direction) blocks.texts().set_direction(*metadata.direction);
    blocks.record_boxes(block_boxes);
    add_blocks(blocks, from, words, node, kind, language);
    if (is_first) return compose_furniture(handout_, *from.article, words, node, diagnostics_);
    add_notices(blocks, *from.article, words, node);
    return {};
}

/// The footer has these in the first language.
void PartComposer::add_notices(BlockComposer& blocks, const article::Article& article, const PageWords& words,
                               text::NodeId part) {
    const auto add = [&](style::BlockRole role, const std::string& text, const std::string& language) {
        const std::string other = language == words.language ? std::string() : language;
        if (!text.empty())
            blocks.phrase_box(text, role, blocks.texts().add_node(TagRole::paragraph, part, other), language, {});
    };
    const ReviewNotice notice = review_notice(article.metadata, words);
    add(style::BlockRole::sample_notice, notice.text, notice.language);
    const bool of_summary = words.is_summary && !article.own_disclaimer.empty();
    const bool own = words.brand.disclaimer.empty() || of_summary;
    add(style::BlockRole::footer_disclaimer, own ? article.own_disclaimer : words.brand.disclaimer,
        own && !of_summary ? words.language : words.brand_language);
}

void PartComposer::add_list_page() {
    const std::string& language = handout_.metadata.language;
    const PageWords words = words_in(language, 0);
    const text::NodeId root = begin_part(language);
    BlockComposer blocks(handout_, no_pictures, words);
    const std::string& title = handout_.metadata.title;
    blocks.compose_title(title, contents_.title.empty() ? words.phrases.language() : language, {}, root);
    compose_aside(handout_, blocks.texts(), {}, words, root);
    add_note(blocks, words, root);
    add_contents(blocks, words, Language::first);
    end_part(compose_plain_furniture(handout_, title, words), PartStart::front_of_sheet);
}

void PartComposer::add_note(BlockComposer& blocks, const PageWords& words, text::NodeId root) {
    if (!contents_.note) return;
    const article::Article& note = *contents_.note->article;
    const auto language_node = [&](std::string_view language, std::string_view around) {
        return language == around ? std::string_view() : language;
    };
    const text::NodeId section = blocks.texts().add_node(TagRole::section, root);
    const std::size_t box = blocks.open(GroupBox{}, style::BlockRole::note, section, {});
    const std::string& label_language = words.phrases.language();
    const text::NodeId heading =
        blocks.texts().add_node(TagRole::heading_2, section, language_node(label_language, words.language));
    blocks.phrase_box(words.phrases["note-heading"], style::BlockRole::note_heading, heading, label_language, {});
    blocks.make_heading(2);

    const std::string& language = note.metadata.language;
    PageWords note_words = words_in(language, contents_.note->source);
    note_words.whole_words = words.whole_words;
    const text::NodeId content =
        blocks.texts().add_node(TagRole::section, section, language_node(language, words.language));
    BlockComposer(handout_, no_pictures, note_words)
        .compose_inside(note.blocks, content, 2, style::BlockRole::note_text);
    blocks.close(box);
}

void PartComposer::add_contents(BlockComposer& blocks, const PageWords& words, Language language) {
    const text::NodeId section = blocks.heading_box(words.phrases["contents-heading"], words.phrases.language(), 2);
    TextComposer& texts = blocks.texts();
    const text::NodeId list = texts.add_node(TagRole::contents, section);
    for (std::size_t i = 0; i < contents_.articles.size(); ++i) {
        const ArticlePart& from = contents_.articles[i];
        const bool is_translated = language == Language::translation && from.translation != nullptr;
        const article::Metadata& article = (is_translated ? *from.translation : from).article->metadata;
        const std::string other = article.language == words.language ? std::string() : article.language;
        const text::NodeId item = texts.add_node(TagRole::contents_item, list, other);
        const text::NodeId reference = texts.add_node(TagRole::reference, item);
        const auto part = static_cast<std::uint32_t>(contents_.parts_before_articles() + i);
        // The space separates title and number in text that is extracted from the page.
        const std::uint32_t text =
            texts.add_part_link(article.title + " ", handout_.stylesheet->block(style::BlockRole::contents_entry).text,
                                reference, article.language, part);
        blocks.close(blocks.open(TextBox{text, part}, style::BlockRole::contents_entry, reference, {}));
    }
}

void PartComposer::add_references() {
    for (const HandoutLink& link : handout_.links) {
        if (link.part == no_index || link.node == text::artifact) continue;
        const text::NodeId entry = handout_.tags.nodes[link.node].parent;
        if (handout_.tags.nodes[entry].role == TagRole::reference)
            handout_.tags.references.push_back({entry, handout_.parts[link.part].title});
    }
}

void PartComposer::add_language_notice(const LanguageNotices& notices) {
    const std::string& language = handout_.metadata.language;
    const PageWords words = words_in(language, 0);
    const text::NodeId root = begin_part(language);
    BlockComposer blocks(handout_, no_pictures, words);
    const std::string& title = words.phrases["language-help-heading"];
    blocks.compose_title(title, words.phrases.language(), {}, root, style::BlockRole::heading_2);

    const style::Stylesheet& stylesheet = *handout_.stylesheet;
    const Length half = stylesheet.frame(style::FrameRole::body).box.width / 2;
    const bool two_columns =
        half > stylesheet.block(style::BlockRole::language_text).text.size * narrowest_notice_column;
    const std::size_t columns = two_columns ? 2 : 1;
    const text::NodeId list = blocks.texts().add_node(TagRole::list, root);
    const TableBox made{static_cast<std::uint16_t>(columns), true};
    const std::size_t table = blocks.open(made, style::BlockRole::table, text::artifact, {});
    const std::string telephone = telephone_with_tty(words.brand);
    for (std::size_t i = 0; i < notices.languages.size(); i += columns) {
        const std::size_t row = blocks.open(RowBox{}, style::BlockRole::table, text::artifact, {});
        for (std::size_t k = i; k < i + columns && k < notices.languages.size(); ++k)
            add_language(blocks, notices.languages[k], list, telephone);
        blocks.close(row);
    }
    blocks.close(table);
    end_part(compose_plain_furniture(handout_, title, words), PartStart::next_page);
    handout_.parts.back().is_supplement = true;
}

void PartComposer::add_language(BlockComposer& blocks, const LanguageNotice& notice, text::NodeId list,
                                const std::string& telephone) {
    TextComposer& texts = blocks.texts();
    const bool other = notice.language != handout_.metadata.language;
    const text::NodeId item =
        texts.add_node(TagRole::list_item, list, other ? std::string_view(notice.language) : std::string_view());
    const text::NodeId name = texts.add_node(TagRole::label, item), body = texts.add_node(TagRole::list_body, item);
    const std::size_t cell = blocks.open(CellBox{}, style::BlockRole::language_text, text::artifact, {});
    blocks.phrase_box(notice.name, style::BlockRole::language_name, name, notice.language, {});
    std::string text = notice.text;
    text.replace(text.find("{telephone}"), 11, telephone);
    blocks.phrase_box(text, style::BlockRole::language_text, body, notice.language, {});
    blocks.close(cell);
}

}  // namespace carepress::handout

#include "article/read.h"

#include "article/callout.h"
#include "article/check_links.h"
#include "article/check_scripts.h"
#include "article/check_text.h"
#include "article/decode_text.h"
#include "article/each_span.h"
#include "article/foreign_markup.h"
#include "article/front_matter.h"
#include "article/html.h"
#include "article/markdown.h"
#include "article/normalize.h"
#include "article/other_formats.h"
#include "article/saved_text.h"
#include "base/ascii.h"

#include <algorithm>
#include <cstdint>

namespace carepress::article {
namespace {

void take(FrontMatter front, Article& article) {
    article.metadata = std::move(front.metadata);
    article.own_disclaimer = std::move(front.disclaimer);
    article.own_disclaimer_span = front.disclaimer_span;
}

/// What the caller states counts before what the source states.
void take(const ReadingHelp& help, Metadata& metadata) {
    if (!help.title.empty()) metadata.title = help.title;
    if (!help.language.empty()) metadata.language = help.language;
}

/// How to read a source.
struct Reading {
    ArticleFormat format;
    const ReadingHelp& help;
};

void read_body(std::string_view body, std::uint32_t offset, const Reading& reading, bool has_front_matter,
               Article& article, Diagnostics& diagnostics) {
    const ArticleFormat format = reading.format;
    if (format == ArticleFormat::saved_text) {
        read_saved_text(body, offset, article, diagnostics);
        return;
    }
    const TextLanguage around{article.metadata.language, article.metadata.direction};
    HtmlResult result;
    if (format == ArticleFormat::markdown) {
        result = reading.help.pictures_as_written
                     ? read_markdown_with_any_pictures(body, offset, around, diagnostics)
                     : read_markdown(body, offset, diagnostics, MarkdownWay::automatic, around);
    } else {
        HtmlOptions options;
        options.offset = offset;
        options.around = around;
        options.whole_page = true;
        options.pictures_as_written = reading.help.pictures_as_written;
        result = read_html(body, options, diagnostics);
    }
    const bool is_own_page = !has_front_matter && !result.metadata.empty();
    if (is_own_page) take(read_page_metadata(result.metadata, diagnostics), article);
    take(reading.help, article.metadata);
    article.blocks = std::move(result.blocks);
    recognise_callouts(article.blocks, diagnostics);
    if (article.blocks.empty() && diagnostics.has_errors())
        return;  // refused as a whole: its title was never looked at
    resolve_title(article, result.title, result.title_span, {offset, offset}, reading.help.last_title, diagnostics);
    level_headings(article.blocks, diagnostics);
    gather_learn_more(article.blocks);
    // A page must state a language. One that write_html() wrote says "carepress:language" with no value where the
    // article does not state any.
    const bool is_stated =
        !is_own_page || std::none_of(result.metadata.begin(), result.metadata.end(), [](const PageMetadata& each) {
            return each.key == "language" && each.value.empty();
        });
    if (article.metadata.language.empty() && !result.language.empty() && is_stated)
        article.metadata.language = canonical_language(result.language).value_or("");
    if (!article.metadata.direction) article.metadata.direction = result.direction;
}

Article read_checked(std::string_view text, std::uint32_t offset, const Reading& reading, Diagnostics& diagnostics) {
    Article article;
    FrontMatter front = read_front_matter(text, offset, diagnostics);
    const auto body_offset = static_cast<std::uint32_t>(offset + front.body);
    const std::string_view body = text.substr(front.body);
    const bool has_front_matter = front.found;
    take(std::move(front), article);
    take(reading.help, article.metadata);
    read_body(body, body_offset, reading, has_front_matter, article, diagnostics);
    article.metadata.language_stated = !article.metadata.language.empty();
    if (!article.metadata.language_stated) article.metadata.language = "en";
    name_foreign_markup(article, diagnostics);
    check_link_lengths(article.blocks, diagnostics);
    check_relative_links(article, {}, diagnostics);
    check_scripts(article.blocks, article.metadata.language, article.metadata.language_stated, diagnostics);
    if (article.blocks.empty() && !diagnostics.has_errors())
        diagnostics.warning("article/no-text"_code, {body_offset, body_offset},
                            "the article has no text besides its title", "write the text after the title");
    return article;
}

}  // namespace

ArticleFormat detect_format(const Source& source) {
    const std::string extension = file_extension(source.name);
    constexpr std::string_view markdown[] = {"md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd", "myst"};
    if (std::find(std::begin(markdown), std::end(markdown), extension) != std::end(markdown))
        return ArticleFormat::markdown;
    if (extension == "html" || extension == "htm" || extension == "xhtml") return ArticleFormat::html;
    if (extension == "txt") return ArticleFormat::saved_text;
    std::string_view text = source.bytes;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with("---") || text.starts_with("+++")) return ArticleFormat::markdown;
    if (text.starts_with('<')) return ArticleFormat::html;
    const std::size_t signs = std::min(text.find_first_not_of('#'), text.size());
    if (signs >= 1 && signs <= 6 && signs < text.size() && (text[signs] == ' ' || text[signs] == '\t'))
        return ArticleFormat::markdown;
    return ArticleFormat::saved_text;
}

namespace {

/// Messages and places of a text that was decoded or repaired, as those of its source.
void bring_back(const CheckedText& checked, Diagnostics& inner, Article& article, Diagnostics& diagnostics) {
    for (Diagnostic& each : inner.take())
        diagnostics.add(each.severity, each.code, checked.in_source(each.span), std::move(each.message),
                        std::move(each.hint));
    const auto move = [&](SourceSpan& span) { span = checked.in_source(span); };
    EachSpan change(move);
    change(article);
}

/// Checks what a source's bytes are and reads its text by `read_text(text, offset, diagnostics)`. `html`: it may say
/// in a tag which encoding it is in.
template <class ReadText>
Article read_source_text(const Source& source, bool html, Diagnostics& diagnostics, const ReadText& read_text) {
    Article refused;
    refused.metadata.language = "en";
    if (source.bytes.size() > largest_source) {
        diagnostics.error("article/too-large"_code, {}, "the file is larger than 8 MB",
                          "split it into several articles");
        return refused;
    }
    if (const auto format = other_format(source.name, source.bytes)) {
        diagnostics.error("article/not-text"_code, {},
                          "this is " + std::string(format->name) + ", which cannot be read as an article",
                          std::string(format->hint));
        return refused;
    }
    if (CheckedText decoded; decode_text(source.bytes, html, decoded, diagnostics)) {
        const Source utf8{source.name, std::move(decoded.repaired), source.is_private};
        Diagnostics inner(utf8);
        Article article = read_source_text(utf8, /*html=*/false, inner, read_text);
        bring_back(decoded, inner, article, diagnostics);
        return article;
    }
    CheckedText checked;
    check_text(source.bytes, checked, diagnostics);
    if (is_blank(checked.text)) {
        diagnostics.error("article/empty"_code, {}, "the file is empty", "an article has a title and text");
        return refused;
    }
    if (checked.moves.empty()) return read_text(checked.text, checked.offset, diagnostics);

    // Replacing ill-formed bytes moved the rest: read with places of the repaired text, then bring them back.
    const Source repaired{source.name, checked.repaired, source.is_private};
    Diagnostics inner(repaired);
    Article article = read_text(std::string_view(repaired.bytes), 0, inner);
    bring_back(checked, inner, article, diagnostics);
    return article;
}

Article read_note_text(std::string_view text, std::uint32_t offset, Diagnostics& diagnostics) {
    Article note;
    FrontMatter front = read_front_matter(text, offset, diagnostics);
    note.metadata = std::move(front.metadata);
    HtmlResult body =
        read_markdown(text.substr(front.body), static_cast<std::uint32_t>(offset + front.body), diagnostics);
    note.blocks = std::move(body.blocks);
    recognise_callouts(note.blocks, diagnostics);
    level_headings(note.blocks, diagnostics);
    name_foreign_markup(note, diagnostics);
    note.metadata.language_stated = !note.metadata.language.empty();
    if (!note.metadata.language_stated) note.metadata.language = "en";
    if (note.blocks.empty() && !diagnostics.has_errors())
        diagnostics.error("note/no-text"_code, {offset, offset}, "the note has no text",
                          "write it in Markdown, or leave the note out");
    return note;
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        words += !space && !inside ? 1 : 0;
        inside = !space;
    }
    return words;
}

void refuse_pictures(const std::vector<Block>& blocks, Diagnostics& diagnostics) {
    for (const Block& block : blocks) {
        if (std::holds_alternative<Figure>(block.content))
            diagnostics.error("note/picture"_code, block.span, "a note cannot contain pictures",
                              "put the picture into an article");
        if (const auto* quote = std::get_if<Quote>(&block.content)) refuse_pictures(quote->blocks, diagnostics);
        if (const auto* callout = std::get_if<Callout>(&block.content)) refuse_pictures(callout->blocks, diagnostics);
        if (const auto* list = std::get_if<List>(&block.content))
            for (const ListItem& item : list->items) refuse_pictures(item.blocks, diagnostics);
    }
}

}  // namespace

Article read_article(const Source& source, ArticleFormat format, const ReadingHelp& help, Diagnostics& diagnostics) {
    const Reading reading{format, help};
    return read_source_text(source, format == ArticleFormat::html, diagnostics,
                            [&reading](std::string_view text, std::uint32_t offset, Diagnostics& inner) {
                                return read_checked(text, offset, reading, inner);
                            });
}

Article read_article(const Source& source, ArticleFormat format, Diagnostics& diagnostics) {
    return read_article(source, format, ReadingHelp(), diagnostics);
}

Article read_note(const Source& source, Diagnostics& diagnostics) {
    Article note = read_source_text(source, /*html=*/false, diagnostics, read_note_text);
    refuse_pictures(note.blocks, diagnostics);
    const std::size_t words = count_words(source.bytes);
    if (words > longest_note)
        diagnostics.warning("note/too-long"_code, {}, "the note has " + std::to_string(words) + " words",
                            "keep it to at most " + std::to_string(longest_note) +
                                " words, so that it is read and leaves room on the first page");
    return note;
}

Article read_article(const Source& source, Diagnostics& diagnostics) {
    return read_article(source, detect_format(source), diagnostics);
}

}  // namespace carepress::article

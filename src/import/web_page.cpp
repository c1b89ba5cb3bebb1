#include "import/web_page.h"

#include "article/check_scripts.h"
#include "article/decode_text.h"
#include "article/front_matter.h"
#include "article/html_reader.h"
#include "article/html_tree.h"
#include "article/likely_language.h"
#include "article/plain_text.h"
#include "article/read.h"
#include "base/ascii.h"
#include "base/language.h"
#include "import/file_title.h"
#include "import/page_language.h"
#include "import/proof.h"
#include "import/slug.h"
#include "import/tidy.h"

#include <algorithm>
#include <cstdint>

namespace carepress::import {
namespace {

/// What the head of a page says about it.
struct PageHead {
    std::string address, publisher, date, keywords, code, language;
    std::string english;  ///< address of the English page of which this is a translation
    std::string stated;   ///< lang of <html>
};

void read_head_element(const GumboElement& element, PageHead& head) {
    if (element.tag == GUMBO_TAG_HTML) head.stated = trim(article::attribute(element, "lang"));
    if (element.tag == GUMBO_TAG_LINK && article::equal_ignoring_case(article::attribute(element, "rel"), "canonical"))
        head.address = trim(article::attribute(element, "href"));
    const bool is_english = element.tag == GUMBO_TAG_LINK &&
                            ascii_lower(article::attribute(element, "hreflang")).substr(0, 2) == "en" &&
                            article::equal_ignoring_case(article::attribute(element, "rel"), "alternate");
    if (is_english && head.english.empty()) head.english = trim(article::attribute(element, "href"));
    if (element.tag != GUMBO_TAG_META) return;
    if (article::equal_ignoring_case(article::attribute(element, "http-equiv"), "content-language"))
        head.language = trim(article::attribute(element, "content"));
    std::string name = ascii_lower(article::attribute(element, "name"));
    if (name.empty()) name = ascii_lower(article::attribute(element, "property"));
    const std::string content = article::one_line(article::attribute(element, "content"));
    if (name == "og:url" && head.address.empty()) head.address = content;
    if (name == "og:site_name" || name == "dcterms.publisher" || name == "dc.publisher") head.publisher = content;
    if (name == "keywords") head.keywords = content;
    if ((name == "dcterms.identifier" || name == "dc.identifier" || name == "identifier") && head.code.empty() &&
        article::is_article_code(content))
        head.code = content;
    if ((name == "dcterms.language" || name == "dc.language" || name == "language") && head.language.empty())
        head.language = content;
    if ((name == "dcterms.modified" || name == "dc.date.modified" || name == "article:modified_time" ||
         name == "last-modified" || name == "dc.date") &&
        article::is_iso_date(content.substr(0, 10)))
        head.date = content.substr(0, 10);
}

PageHead read_head(std::string_view html) {
    PageHead head;
    const article::HtmlTree tree(html);
    std::vector<const GumboNode*> waiting;
    if (tree.root() != nullptr) waiting.push_back(tree.root());
    while (!waiting.empty()) {
        const GumboNode& node = *waiting.back();
        waiting.pop_back();
        if (node.type != GUMBO_NODE_ELEMENT) continue;
        const GumboElement& element = node.v.element;
        read_head_element(element, head);
        for (unsigned int i = element.children.length; i > 0; --i)
            waiting.push_back(static_cast<const GumboNode*>(element.children.data[i - 1]));
    }
    return head;
}

void resolve_metadata(article::Article& article, const PageHead& head) {
    article::Metadata& metadata = article.metadata;
    metadata.language_stated = true;
    if (metadata.code.empty()) metadata.code = head.code;
    if (metadata.updated.empty()) metadata.updated = head.date;
    if (metadata.source.empty()) metadata.source = head.publisher;
    if (metadata.source_url.empty() && (head.address.starts_with("http://") || head.address.starts_with("https://")))
        metadata.source_url = head.address;
    for (std::string_view rest = head.keywords; metadata.keywords.size() < 50 && !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        if (std::string word = article::one_line(rest.substr(0, comma)); !word.empty())
            metadata.keywords.push_back(word);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
}

/// Codes for a page that states none: a translation has that of the English page that it names.
void add_codes(ImportRecord& record, article::Metadata& metadata, const std::string& file, const std::string& english) {
    if (!metadata.language.starts_with("en") && !english.empty()) {
        record.english_address = english;
        std::string path = english.substr(0, english.find_first_of("?#"));
        while (path.ends_with('/')) path.pop_back();
        path.erase(0, path.rfind('/') + 1);
        if (path.find('.') == std::string::npos) path += ".html";
        record.codes = codes_of_file(path, record.slug);
    }
    for (std::string& code : codes_of_file(file, record.slug)) record.codes.push_back(std::move(code));
    metadata.code = record.codes.front();
}

/// Front matter for another program has many keys that mean nothing here: one note for all of them.
std::vector<Diagnostic> with_one_note_on_keys(std::vector<Diagnostic> diagnostics, const Source& source) {
    std::vector<Diagnostic> out;
    std::size_t note = diagnostics.size();  // its place in `out`
    for (Diagnostic& each : diagnostics) {
        if (each.code != "front-matter/unknown-key"_code) {
            out.push_back(std::move(each));
            continue;
        }
        const std::string key = "\"" + source.bytes.substr(each.span.begin, each.span.end - each.span.begin) + "\"";
        if (note < out.size()) {
            out[note].message += ", " + key;
            continue;
        }
        note = out.size();
        each.severity = Severity::note;
        each.message = "unused front matter: " + key;
        each.hint = "docs/articles.md lists the keys that are used";
        out.push_back(std::move(each));
    }
    return out;
}

/// The text of a page with its title before what is above it, as an article has it; empty if it still is not `written`.
std::string title_first(const std::string& page, const std::string& title, const std::string& written) {
    constexpr int most_places = 20;  // of a short title that is a part of other words, too
    const std::string text = article::one_line(page);
    std::size_t at = title.empty() ? std::string::npos : text.find(title);
    for (int i = 0; i < most_places && at != std::string::npos; ++i, at = text.find(title, at + 1)) {
        std::string moved = text;
        moved.erase(at, title.size());
        moved.insert(0, title + " ");
        if (difference_of_texts(moved, written).empty()) return moved;
    }
    return {};
}

/// Sets the language of a page that does not state it: as its head, the command or its path says, else English. Returns
/// why that cannot be, or empty.
std::string resolve_language(article::Article& article, const PageHead& head, const Source& source,
                             const std::string& language, std::vector<Diagnostic>& diagnostics) {
    article::Metadata& metadata = article.metadata;
    Diagnostics said(source);
    const std::string of_head = article::canonical_language(head.language).value_or("");
    const std::string of_path = language_of_path(source.name);
    const bool is_stated = metadata.language_stated;
    const bool is_assumed = !is_stated && of_head.empty() && of_path.empty() && language.empty();
    if (!is_stated && !is_assumed)
        metadata.language = !of_head.empty() ? of_head : !language.empty() ? language : of_path;
    const std::string likely = article::likely_language(article.blocks);
    const bool is_other = !likely.empty() && likely != primary_subtag(metadata.language);
    if (!is_stated) {
        Diagnostics unsaid = said.silent();
        article::check_scripts(article.blocks, metadata.language, false, unsaid);
        const char* hint = "; state its language, or set it with --language";
        if (unsaid.has_errors())
            return "the page does not state its language, and its letters are not those of \"" + metadata.language +
                   "\"" + hint;
        if (is_other)
            return "the page does not state its language: its words are those of \"" + likely + "\", not of \"" +
                   metadata.language + "\"" + hint;
    } else if (is_other) {
        said.warning(
            "import/other-language"_code, {},
            "the page says that it is in \"" + metadata.language + "\", but its words are those of \"" + likely + "\"",
            "put its language right before patients get it in the wrong one");
    }
    if (is_assumed)
        said.note("import/language-assumed"_code, {},
                  "the page does not state its language; it is assumed to be English",
                  "set it with --language, as in --language es");
    for (Diagnostic& each : said.take()) diagnostics.push_back(std::move(each));
    return {};
}

/// Why a page can't be in the language that its row of a manifest states, or empty. A page that states the same itself
/// is believed, with a warning.
std::string language_fault(const article::Article& article, const ManifestRow& row, const PageHead& head,
                           const std::string& text, const Source& source, std::vector<Diagnostic>& diagnostics) {
    const std::string& given = row.metadata.language;
    const std::string likely = article::likely_language(article.blocks);
    if (likely.empty() || likely == primary_subtag(given)) return {};
    const std::string words = "its words are those of \"" + likely + "\", not of \"" + given + "\"";
    Diagnostics said(source);
    const std::string in_front = article::read_front_matter(text, 0, said).metadata.language;
    said.take();
    const std::string stated = in_front.empty() ? article::canonical_language(head.stated).value_or("") : in_front;
    if (primary_subtag(stated) != primary_subtag(given))
        return place_in_manifest(row.number, "language") + words +
               "; correct the row, or state the language in the page too";
    said.warning("import/other-language"_code, {}, place_in_manifest(row.number, "language") + words,
                 "put its language right before patients get it in the wrong one");
    for (Diagnostic& each : said.take()) diagnostics.push_back(std::move(each));
    return {};
}

}  // namespace

ImportRecord read_web_page(const Source& source, const ImportSettings& settings, const PictureFiles& pictures) {
    ImportRecord record;
    record.label = source.name;
    Diagnostics reading(source);
    const article::ArticleFormat format = article::detect_format(source);
    const bool html = format == article::ArticleFormat::html;
    const std::string text = article::decoded_text(source, html);
    const PageHead head = html ? read_head(text) : PageHead();
    const ManifestRow* const row = settings.row_of ? settings.row_of(head.address) : nullptr;
    article::ReadingHelp help{title_of_file(source.name)};
    help.pictures_as_written = true;
    if (row != nullptr) {
        record.manifest_row = row->number;
        help.title = row->metadata.title;
        help.language = row->metadata.language;
    }
    article::Article article = article::read_article(source, format, help, reading);
    record.diagnostics = with_one_note_on_keys(reading.take(), source);
    if (reading.has_errors()) {
        const auto first = std::find_if(record.diagnostics.begin(), record.diagnostics.end(),
                                        [](const Diagnostic& each) { return each.severity == Severity::error; });
        record.refusal = first == record.diagnostics.end() ? "it can't be read" : first->message;
        if (first != record.diagnostics.end()) record.position = first->position;
        return record;
    }
    std::string why = row == nullptr || row->metadata.language.empty()
                          ? resolve_language(article, head, source, settings.language, record.diagnostics)
                          : language_fault(article, *row, head, text, source, record.diagnostics);
    if (!why.empty()) {
        record.label = article.metadata.title;
        record.refusal = std::move(why);
        return record;
    }
    tidy(article.blocks);
    resolve_metadata(article, head);
    if (row != nullptr) apply_row(*row, article.metadata);
    record.label = article.metadata.title;
    if (article.blocks.empty()) {
        record.refusal = "it has no text besides its title";
        return record;
    }
    record.slug = slug_of(article.metadata.title);
    if (article.metadata.code.empty()) add_codes(record, article.metadata, source.name, head.english);
    if (html) {
        record.source_text = text_of_html(text, /*whole_page=*/true);
        if (const std::string written = text_of(article); !difference_of_texts(record.source_text, written).empty()) {
            if (std::string moved = title_first(record.source_text, article.metadata.title, written); !moved.empty())
                record.source_text = std::move(moved);
            else  // a title that comes from the page's head has no heading of its own
                record.added_before = article.metadata.title;
        }
    } else {
        record.source_text = text_of(article);
    }
    if (!article.metadata.source.empty()) {
        article::InlineText credit =
            credit_line(article.metadata.language.starts_with("es") ? "Fuente:" : "Source:", article.metadata.source,
                        article.metadata.source_url);
        record.added_after = credit.text;
        std::vector<article::Block> last{{article::Paragraph{std::move(credit)}, {}, {}}};
        tidy(last);  // a credit that is an address becomes a link
        article.blocks.push_back(std::move(last.front()));
    }
    record.article = std::move(article);
    take_pictures(record, pictures, source);
    return record;
}

}  // namespace carepress::import

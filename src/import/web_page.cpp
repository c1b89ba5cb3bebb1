#include "import/web_page.h"

#include "article/decode_text.h"
#include "article/front_matter.h"
#include "article/html_reader.h"
#include "article/html_tree.h"
#include "article/plain_text.h"
#include "article/read.h"
#include "base/ascii.h"
#include "import/file_title.h"
#include "import/proof.h"
#include "import/slug.h"
#include "import/tidy.h"

#include <algorithm>
#include <cstdint>

namespace carepress::import {
namespace {

/// What the head of a page says about it.
struct PageHead {
    std::string address, publisher, date, keywords;
};

void read_head_element(const GumboElement& element, PageHead& head) {
    if (element.tag == GUMBO_TAG_LINK && article::equal_ignoring_case(article::attribute(element, "rel"), "canonical"))
        head.address = trim(article::attribute(element, "href"));
    if (element.tag != GUMBO_TAG_META) return;
    std::string name = ascii_lower(article::attribute(element, "name"));
    if (name.empty()) name = ascii_lower(article::attribute(element, "property"));
    const std::string content = article::one_line(article::attribute(element, "content"));
    if (name == "og:url" && head.address.empty()) head.address = content;
    if (name == "og:site_name" || name == "dcterms.publisher" || name == "dc.publisher") head.publisher = content;
    if (name == "keywords") head.keywords = content;
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
    if (metadata.code.empty()) metadata.code = slug_of(metadata.title);
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

}  // namespace

ImportRecord read_web_page(const Source& source, const std::string& language) {
    ImportRecord record;
    record.label = source.name;
    Diagnostics reading(source);
    const article::ArticleFormat format = article::detect_format(source);
    const bool html = format == article::ArticleFormat::html;
    const std::string text = article::decoded_text(source, html);
    const PageHead head = html ? read_head(text) : PageHead();
    article::Article article = article::read_article(source, format, title_of_file(source.name), reading);
    record.diagnostics = with_one_note_on_keys(reading.take(), source);
    if (reading.has_errors()) {
        const auto first = std::find_if(record.diagnostics.begin(), record.diagnostics.end(),
                                        [](const Diagnostic& each) { return each.severity == Severity::error; });
        record.refusal = first == record.diagnostics.end() ? "it can't be read" : first->message;
        return record;
    }
    if (!article.metadata.language_stated) {
        if (language.empty()) {
            Diagnostics unstated(source);
            unstated.note("import/language-assumed"_code, {},
                          "the page does not state its language; it is assumed to be English",
                          "set it with --language, as in --language es");
            record.diagnostics.push_back(unstated.take().front());
        } else {
            article.metadata.language = language;
        }
    }
    tidy(article.blocks);
    resolve_metadata(article, head);
    record.label = article.metadata.title;
    if (article.blocks.empty()) {
        record.refusal = "it has no text besides its title";
        return record;
    }
    record.slug = slug_of(article.metadata.title);
    if (html) {
        record.source_text = text_of_html(text, /*whole_page=*/true);
        // A title that comes from the page's head has no heading of its own.
        if (!difference_of_texts(record.source_text, text_of(article)).empty())
            record.added_before = article.metadata.title;
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
    return record;
}

}  // namespace carepress::import

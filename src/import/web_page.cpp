#include "import/web_page.h"

#include "article/front_matter.h"
#include "article/html_reader.h"
#include "article/html_tree.h"
#include "article/plain_text.h"
#include "article/read.h"
#include "base/ascii.h"
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

/// Page furniture by its tag or its ARIA role.
bool is_furniture(const GumboElement& element) {
    const std::string_view role = article::attribute(element, "role");
    return element.tag == GUMBO_TAG_NAV || element.tag == GUMBO_TAG_HEADER || element.tag == GUMBO_TAG_FOOTER ||
           role == "navigation" || role == "banner" || role == "contentinfo" || role == "search";
}

/// Scans a page before it is read: its head, and where its furniture is.
class PageSurvey {
public:
    PageSurvey(std::string_view html, const GumboNode& root) : html_(html) {
        std::vector<const GumboNode*> waiting = {&root};
        while (!waiting.empty()) {
            const GumboNode& node = *waiting.back();
            waiting.pop_back();
            if (node.type != GUMBO_NODE_ELEMENT) continue;
            const GumboElement& element = node.v.element;
            read_head_element(element, head);
            const bool is_main = element.tag == GUMBO_TAG_MAIN || article::attribute(element, "role") == "main";
            if (is_main && main_begin == main_end) {
                main_begin = element.start_pos.offset;
                main_end = end_of(element);
            }
            if (is_furniture(element)) furniture.emplace_back(element.start_pos.offset, end_of(element));
            const bool article = is_main || element.tag == GUMBO_TAG_ARTICLE;
            if (article || is_furniture(element)) continue;  // a header inside an article is part of it
            for (unsigned int i = element.children.length; i > 0; --i)
                waiting.push_back(static_cast<const GumboNode*>(element.children.data[i - 1]));
        }
    }

    PageHead head;
    std::size_t main_begin = 0, main_end = 0;  ///< equal: the page has no main element
    std::vector<std::pair<std::size_t, std::size_t>> furniture;

private:
    std::size_t end_of(const GumboElement& element) const {
        const std::size_t end = element.end_pos.offset + element.original_end_tag.length;
        return std::min(std::max<std::size_t>(end, element.start_pos.offset), html_.size());
    }
    std::string_view html_;
};

/// Blanks [begin, end) and notes which words are dropped.
void leave_out(std::string& html, std::size_t begin, std::size_t end, Diagnostics& diagnostics) {
    end = std::min(end, html.size());
    if (begin >= end) return;
    const std::string words = article::one_line(text_of_html(std::string_view(html).substr(begin, end - begin)));
    if (!words.empty())
        diagnostics.note("import/page-furniture"_code,
                         {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin)},
                         "left out because it is not part of the article: \"" + article::shortened(words, 300) + "\"");
    for (std::size_t i = begin; i < end; ++i)
        if (html[i] != '\n') html[i] = ' ';
}

/// The page without its furniture; places in it do not change.
std::string without_furniture(const Source& source, PageHead& head, Diagnostics& diagnostics) {
    std::string html = source.bytes;
    const article::HtmlTree tree(source.bytes);
    if (tree.root() == nullptr) return html;
    const PageSurvey survey(source.bytes, *tree.root());
    head = survey.head;
    if (survey.main_begin < survey.main_end) {
        const std::size_t head_end = html.find("</head>");
        const std::size_t begin = head_end != std::string::npos && head_end < survey.main_begin ? head_end + 7 : 0;
        if (begin > 0) leave_out(html, begin, survey.main_begin, diagnostics);
        leave_out(html, survey.main_end, html.size(), diagnostics);
        return html;
    }
    for (const auto& [begin, end] : survey.furniture) leave_out(html, begin, end, diagnostics);
    return html;
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
    Diagnostics diagnostics(source);
    const article::ArticleFormat format = article::detect_format(source);
    PageHead head;
    Source page = source;
    if (format == article::ArticleFormat::html) page.bytes = without_furniture(source, head, diagnostics);
    Diagnostics reading(page);
    article::Article article = article::read_article(page, format, reading);
    record.diagnostics = diagnostics.take();
    for (Diagnostic& each : with_one_note_on_keys(reading.take(), page)) record.diagnostics.push_back(std::move(each));
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
    if (format == article::ArticleFormat::html) {
        record.source_text = text_of_html(page.bytes);
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

#include "html/write.h"

#include "article/direction.h"
#include "article/html.h"
#include "article/notice.h"
#include "article/release.h"
#include "article/write_html_blocks.h"
#include "article/write_inline.h"
#include "base/address.h"
#include "base/markup.h"
#include "html/style.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace carepress::html {
namespace {

std::string_view direction_of(const std::string& language) { return article::name_of(article::direction_of(language)); }

std::string furniture_attribute() { return " data-carepress=\"" + std::string(article::html_furniture) + "\""; }

std::string section_id(int number) { return "section-" + std::to_string(number); }
std::string help_id(int number) { return "help-" + std::to_string(number); }

/// The article's blocks as a page has them: each on lines of its own, help boxes as named sections.
class PageBlocks : public article::HtmlBlocks {
public:
    PageBlocks(const std::string& language, const PageWords& words) : article::HtmlBlocks(language), words_(words) {}

    /// For a place in another page: headings are so many levels deeper, and nothing has an id.
    void put_into_page(int deeper) {
        has_ids_ = false;
        deeper_ = deeper;
    }

    std::string write(const std::vector<article::Block>& all) { return blocks(all); }
    int headings() const { return headings_; }  ///< that were written
    int callouts() const { return callouts_; }

private:
    std::string language_attributes(const std::string& language, std::optional<Direction> direction) const override {
        if (!direction && !language.empty()) direction = article::direction_of(language);
        return article::HtmlBlocks::language_attributes(language, direction);
    }
    std::string_view line_end() const override { return "\n"; }
    std::string alignment(article::CellAlignment alignment) const override {
        return alignment == article::CellAlignment::center ? " style=\"text-align: center\""
               : alignment == article::CellAlignment::end  ? " style=\"text-align: end\""
                                                           : "";
    }

    std::string write_heading(const article::Heading& heading) override {
        level_ = std::min(heading.level + deeper_, 6);
        ++headings_;
        const std::string tag = "h" + std::to_string(level_);
        return open(tag, has_ids_ ? " id=\"" + section_id(headings_) + "\"" : "") +
               article::write_inline(heading.text, article::InlinePlace::html) + "</" + tag + ">";
    }

    /// Its heading is a level below the one before it, so that none is skipped. An empty box would frighten for
    /// nothing.
    std::string write_callout(const article::Callout& callout) override {
        if (callout.blocks.empty()) return {};
        const std::string& heading = words_.urgency_headings[static_cast<std::size_t>(callout.urgency)];
        std::string attributes = " class=\"" + std::string(article::class_of(callout.urgency)) + "\"";
        std::string label;
        if (!heading.empty()) {
            const std::string id = help_id(++callouts_);
            const std::string tag = "h" + std::to_string(std::min(std::max(level_, 1 + deeper_) + 1, 6));
            if (has_ids_) attributes += " aria-labelledby=\"" + id + "\"";
            label = "<" + tag + (has_ids_ ? " id=\"" + id + "\"" : "") + furniture_attribute() + ">" +
                    escaped_html(heading) + "</" + tag + ">\n";
        }
        const std::string begin = open("section", attributes);
        return begin + "\n" + label + blocks(callout.blocks) + "</section>";
    }

    std::string write_notice(const article::Quote& quote, article::Notice notice) override {
        const std::string& word = words_.notice_words[static_cast<std::size_t>(notice)];
        const std::string begin = open("aside", " class=\"notice " + std::string(article::class_of(notice)) + "\"");
        const std::string label =
            word.empty() ? "" : "<p" + furniture_attribute() + "><strong>" + escaped_html(word) + "</strong></p>\n";
        return begin + "\n" + label + blocks(quote.blocks) + "</aside>";
    }

    std::string write_learn_more(const article::LearnMore& more) override {
        return "<section class=\"learn-more\">\n" + blocks(more.blocks) + "</section>";
    }

    const PageWords& words_;
    bool has_ids_ = true;
    int deeper_ = 0;
    int level_ = 1;  ///< of the heading before, as it was written
    int headings_ = 0, callouts_ = 0;
};

/// The article without the links that may not lead where they lead: the readers let none through, but an article
/// can be made by other means.
void remove_unsafe_links(std::vector<article::Block>& blocks);

void remove_unsafe_links(article::InlineText& text) {
    for (article::InlineRun& run : text.runs)
        if (run.link != no_index && text.links[run.link].note == 0 &&
            !is_link_address(text.links[run.link].address, true))
            run.link = no_index;
}

struct UnsafeLinks {
    void operator()(article::Paragraph& paragraph) const { remove_unsafe_links(paragraph.text); }
    void operator()(article::Heading& heading) const { remove_unsafe_links(heading.text); }
    void operator()(article::Preformatted& preformatted) const { remove_unsafe_links(preformatted.text); }
    void operator()(article::Callout& callout) const { remove_unsafe_links(callout.blocks); }
    void operator()(article::Quote& quote) const { remove_unsafe_links(quote.blocks); }
    void operator()(article::LearnMore& more) const { remove_unsafe_links(more.blocks); }
    void operator()(article::Divider&) const {}
    void operator()(article::List& list) const {
        for (article::ListItem& item : list.items) remove_unsafe_links(item.blocks);
    }
    void operator()(article::Figure& figure) const {
        if (figure.caption) remove_unsafe_links(*figure.caption);
    }
    void operator()(article::Table& table) const {
        if (table.caption) remove_unsafe_links(*table.caption);
        for (article::TableRow& row : table.rows)
            for (article::TableCell& cell : row.cells) remove_unsafe_links(cell.text);
    }
};

void remove_unsafe_links(std::vector<article::Block>& blocks) {
    for (article::Block& block : blocks) std::visit(UnsafeLinks{}, block.content);
}

void add_meta(std::string& out, std::string_view name, const std::string& value) {
    out.append("<meta name=\"").append(name).append("\" content=\"").append(escaped_html(value)).append("\">\n");
}

void add_key(std::string& out, const std::string& key, const std::string& value) {
    if (!value.empty()) add_meta(out, "carepress:" + key, value);
}

/// The keys of front matter that the page does not say elsewhere.
void add_metadata(std::string& out, const article::Article& article) {
    const article::Metadata& metadata = article.metadata;
    add_key(out, "code", metadata.code);
    if (!metadata.language_stated) add_meta(out, "carepress:language", "");  // lang was not the author's
    add_key(out, "updated", metadata.updated);
    add_key(out, "version", metadata.version);
    add_key(out, "reviewed_by", metadata.reviewed_by);
    if (metadata.release.status) add_key(out, "status", std::string(article::name_of(*metadata.release.status)));
    add_key(out, "reviewed", metadata.reviewed);
    add_key(out, "next_review", metadata.next_review);
    add_key(out, "embargo", metadata.release.embargo);
    add_key(out, "expires", metadata.release.expires);
    for (const article::Topic& topic : metadata.topics) add_key(out, "topics", topic.system + " " + topic.code);
    for (const std::string& keyword : metadata.keywords) add_key(out, "keywords", keyword);
    for (const std::string& synonym : metadata.synonyms) add_key(out, "synonyms", synonym);
    add_key(out, "source", metadata.source);
    add_key(out, "source_url", metadata.source_url);
    for (const article::Reference& each : metadata.sources)
        add_key(out, "sources",
                each.title.empty()     ? each.address
                : each.address.empty() ? each.title
                                       : each.title + " <" + each.address + ">");
    add_key(out, "disclaimer", article.own_disclaimer);
    add_key(out, "imported_from", metadata.imported_from);
    add_key(out, "imported", metadata.imported);
}

void add_attribute(std::string& out, std::string_view name, std::string_view value) {
    out.append(" ").append(name).append("=\"").append(escaped_html(value)).append("\"");
}

/// A list of links that opens by itself without scripts.
void add_translations(std::string& out, const PageWords& words) {
    if (words.translations.empty()) return;
    out.append("<details class=\"translations\">\n<summary>").append(escaped_html(words.translations_label));
    out += "</summary>\n<ul>\n";
    for (const PageTranslation& translation : words.translations) {
        out += "<li><a";
        add_attribute(out, "href", translation.address);
        add_attribute(out, "hreflang", translation.language);
        add_attribute(out, "lang", translation.language);
        add_attribute(out, "dir", direction_of(translation.language));
        if (translation.is_this) add_attribute(out, "aria-current", "true");
        out.append(">").append(escaped_html(translation.name)).append("</a></li>\n");
    }
    out += "</ul>\n</details>\n";
}

/// The place of the buttons, which has their words: the script makes them.
void add_tools(std::string& out, const PageScript& script) {
    out += "<div id=\"tools\" class=\"tools\" hidden";
    for (const auto& [name, word] : {std::pair{"data-listen", &script.listen},
                                     {"data-stop", &script.stop},
                                     {"data-larger", &script.larger},
                                     {"data-smaller", &script.smaller},
                                     {"data-print", &script.print}})
        add_attribute(out, name, *word);
    out += "></div>\n";
}

/// What stands above the article.
void add_header(std::string& out, const PageWords& words) {
    if (words.translations.empty() && !words.script) return;
    out.append("<header").append(furniture_attribute()).append(">\n");
    add_translations(out, words);
    if (words.script) add_tools(out, *words.script);
    out += "</header>\n";
}

void add_code_form(std::string& out, const CodeForm& form) {
    out += "<form method=\"get\" role=\"search\"";
    add_attribute(out, "action", form.address);
    out.append(">\n<label for=\"code\">").append(escaped_html(form.label)).append("</label>\n");
    out +=
        "<input id=\"code\" name=\"code\" maxlength=\"64\" autocomplete=\"off\" autocapitalize=\"characters\" "
        "spellcheck=\"false\" required>\n<button>";
    out.append(escaped_html(form.button)).append("</button>\n</form>\n");
}

void add_notices(std::string& out, const std::vector<PageNotice>& notices, const std::string& language) {
    for (const PageNotice& notice : notices) {
        out += "<p";
        if (!notice.language.empty() && notice.language != language) {
            add_attribute(out, "lang", notice.language);
            add_attribute(out, "dir", direction_of(notice.language));
        }
        out.append(">").append(escaped_html(notice.text)).append("</p>\n");
    }
}

void add_footer(std::string& out, const PageWords& words, const std::string& language) {
    if (words.notices.empty() && !words.code_form) return;
    out.append("<footer").append(furniture_attribute()).append(">\n");
    add_notices(out, words.notices, language);
    if (words.code_form) add_code_form(out, *words.code_form);
    out += "</footer>\n";
}

/// For search engines and browsers: where the translations are.
void add_alternates(std::string& out, const PageWords& words) {
    for (const PageTranslation& translation : words.translations) {
        out.append("<link").append(furniture_attribute()).append(" rel=\"alternate\"");
        add_attribute(out, "hreflang", translation.language);
        add_attribute(out, "href", translation.address);
        out += ">\n";
    }
}

/// Everything before the body's content.
std::string page_begin(const article::Article& article, const PageWords& words) {
    const article::Metadata& metadata = article.metadata;
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + escaped_html(metadata.language) + "\" dir=\"";
    out.append(article::name_of(metadata.direction.value_or(article::direction_of(metadata.language))))
        .append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    out.append(escaped_html(metadata.title)).append("</title>\n");
    add_meta(out, "viewport", "width=device-width, initial-scale=1");
    add_metadata(out, article);
    add_alternates(out, words);
    out.append("<style").append(furniture_attribute()).append(">").append(style).append("</style>\n");
    if (words.script) {
        out.append("<script").append(furniture_attribute()).append(" type=\"module\"");
        add_attribute(out, "src", words.script->address);
        out += "></script>\n";
    }
    return out + "</head>\n<body>\n";
}

}  // namespace

std::string write_html(const article::Article& article, const PageWords& words) {
    const article::Metadata& metadata = article.metadata;
    std::vector<article::Block> blocks = article.blocks;
    remove_unsafe_links(blocks);

    std::string out = page_begin(article, words);
    add_header(out, words);
    out.append("<main>\n<article>\n<h1>").append(escaped_html(metadata.title)).append("</h1>\n");
    out.append(PageBlocks(metadata.language, words).write(blocks)).append("</article>\n</main>\n");
    add_footer(out, words, metadata.language);
    return out + "</body>\n</html>\n";
}

std::string write_html_list(const std::string& title, const std::string& language, const std::vector<PageItem>& items,
                            const PageWords& words) {
    article::Article page;
    page.metadata.title = title;
    page.metadata.language = language;
    page.metadata.language_stated = true;
    std::string out = page_begin(page, words);
    out.append("<main>\n<h1>").append(escaped_html(title)).append("</h1>\n");
    for (const PageItem& item : items) {
        out += "<article";
        add_attribute(out, "lang", item.language);
        add_attribute(out, "dir", direction_of(item.language));
        out += ">\n<h2><a";
        add_attribute(out, "href", item.address);
        out.append(">").append(escaped_html(item.title)).append("</a></h2>\n").append(item.html);
        add_notices(out, item.notices, item.language);
        out += "<p><a";
        add_attribute(out, "href", item.file_address);
        out.append(">").append(escaped_html(item.file_text)).append("</a></p>\n</article>\n");
    }
    out += "</main>\n";
    add_footer(out, words, language);
    return out + "</body>\n</html>\n";
}

std::string write_html_part(std::vector<article::Block> blocks, const std::string& language, const PageWords& words,
                            int deeper) {
    remove_unsafe_links(blocks);
    PageBlocks part(language, words);
    part.put_into_page(deeper);
    return part.write(blocks);
}

std::string anchor_of(const article::Article& article, std::size_t block, const PageWords& words) {
    const auto begin = article.blocks.begin();
    PageBlocks before(article.metadata.language, words), with(article.metadata.language, words);
    before.write({begin, begin + static_cast<std::ptrdiff_t>(block)});
    with.write({begin, begin + static_cast<std::ptrdiff_t>(block) + 1});
    if (with.callouts() > before.callouts()) return help_id(before.callouts() + 1);
    if (with.headings() > before.headings()) return section_id(before.headings() + 1);
    return {};
}

}  // namespace carepress::html

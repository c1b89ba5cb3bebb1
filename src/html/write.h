#pragma once

#include "article/article.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carepress::html {

/// A paragraph of the footer.
struct PageNotice {
    PageNotice(std::string says, std::string in_language = {})
        : text(std::move(says)), language(std::move(in_language)) {}
    PageNotice(const char* says) : PageNotice(std::string(says)) {}
    std::string text;
    std::string language;  ///< BCP 47; empty: the page's
};

/// The same article in a language, at an address.
struct PageTranslation {
    std::string language;  ///< BCP 47
    std::string name;      ///< the language's own, "Español"
    std::string address;
    bool is_this = false;  ///< the page itself
};

/// A form in which another article's code is typed; the page at `address` gets it as the parameter "code".
struct CodeForm {
    std::string address, label, button;
};

/// A module that makes a page read itself aloud, show larger letters and print itself. It puts the buttons into the
/// element `tools`, whose data attributes have their words; without scripts there are none.
struct PageScript {
    std::string address;
    std::string listen, stop, larger, smaller, print;  ///< words of the buttons
};

/// What a page says beside its article, in the article's language; plain text, not HTML.
struct PageWords {
    /// Headings of the help boxes, by Urgency: "Emergency: call 911". Empty: the box has no heading, and no name.
    std::array<std::string, 3> urgency_headings = {};
    /// Paragraphs of the footer, in order: that the article is a sample, the disclaimer, code and date.
    std::vector<PageNotice> notices = {};
    std::string translations_label = {};             ///< "Languages"; shown if there are translations
    std::vector<PageTranslation> translations = {};  ///< in this order, with the page itself
    std::optional<CodeForm> code_form = {};
    std::optional<PageScript> script = {};
    /// Words of the notices, by Notice: "Warning". Empty: the box has no word.
    std::array<std::string, 5> notice_words = {};
};

/// Writes an article as a complete HTML page that follows WCAG 2.2: language and direction, one h1, headings in order
/// that can be linked to, a main landmark and a footer, help boxes as named sections, tables with headers, alternative
/// texts, colours with a contrast of at least 7 to 1 on light and dark ground, and a style for print. It loads nothing
/// but the article's pictures, by their paths (put the page into the article's folder), and the script, if it has one.
/// Links lead to http, https, mailto, tel and relative addresses only; of others the text stays.
///
/// Reading the page gives the article again: read_article(write_html(a), ArticleFormat::html) has the same content as
/// `a`, where `a` came from one of the readers. Metadata is in `meta` elements named "carepress:" and a key of front
/// matter; what the page adds to the article has data-carepress="furniture", which the reader skips. Not kept: links to
/// the brand's own address (Link::to_brand), which become plain text, and the language of a block where it is the
/// article's.
std::string write_html(const article::Article& article, const PageWords& words = {});

/// An article in a list.
struct PageItem {
    std::string title, language;          ///< BCP 47
    std::string address;                  ///< that the title leads to
    std::string html;                     ///< of write_html_part(), one level deeper
    std::vector<PageNotice> notices;      ///< below it
    std::string file_address, file_text;  ///< a link below these
};

/// A page with a list of articles, like write_html() otherwise; of `words` it has notices and code form.
std::string write_html_list(const std::string& title, const std::string& language, const std::vector<PageItem>& items,
                            const PageWords& words = {});

/// Some blocks of an article as its page has them, for a place in another page, whose language is `language`: headings
/// are `deeper` levels lower, and nothing has an id.
std::string write_html_part(std::vector<article::Block> blocks, const std::string& language, const PageWords& words,
                            int deeper);

/// The id that a block of the article has on its page: a help box or a heading, or the first in it. Empty if it has
/// none. `block` is an index of Article::blocks.
std::string anchor_of(const article::Article& article, std::size_t block, const PageWords& words = {});

}  // namespace carepress::html

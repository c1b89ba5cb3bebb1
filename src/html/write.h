#pragma once

#include "article/article.h"

#include <array>
#include <string>
#include <vector>

namespace carepress::html {

/// What a page says beside its article, in the article's language; plain text, not HTML.
struct PageWords {
    /// Headings of the help boxes, by Urgency: "Emergency: call 911". Empty: the box has no heading, and no name.
    std::array<std::string, 3> urgency_headings;
    /// Paragraphs of the footer, in order: that the article is a sample, the disclaimer, code and date.
    std::vector<std::string> notices;
};

/// Writes an article as a complete HTML page that follows WCAG 2.2: language and direction, one h1, headings in order,
/// a main landmark and a footer, help boxes as named sections, tables with headers, alternative texts, colours with a
/// contrast of at least 7 to 1 on light and dark ground, and a style for print. It has no scripts, and loads nothing
/// but the article's pictures, by their paths: put the page into the article's folder. Links lead to http,
/// https, mailto, tel and relative addresses only; of others the text stays.
///
/// Reading the page gives the article again: read_article(write_html(a), ArticleFormat::html) has the same content as
/// `a`, where `a` came from one of the readers. Metadata is in `meta` elements named "carepress:" and a key of front
/// matter; what the page adds to the article has data-carepress="furniture", which the reader skips. Not kept: links to
/// the brand's own address (Link::to_brand), which become plain text, and the language of a block where it is the
/// article's.
std::string write_html(const article::Article& article, const PageWords& words = {});

}  // namespace carepress::html

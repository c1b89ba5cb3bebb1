#pragma once

#include "article/article.h"

#include <string>
#include <string_view>

namespace carepress::import {

/// All text of an article in reading order, a space between its parts: the title, then the blocks with captions,
/// alternative texts and cells.
std::string text_of(const article::Article& article);

/// All text of an HTML page or fragment that HtmlReader may not lose, straight from the parser's tree: what the reader
/// drops and says in a message of its own (scripts, styles, form fields, what article::PageSurvey finds) is not among
/// it, nor is the link of a note back to its place; alternative texts are. `whole_page`: as HtmlOptions has it.
std::string text_of_html(std::string_view html, bool whole_page = false);

/// Compares what a source says with what came out of it: each letter, digit and sign in order, without regard to white
/// space, quotation marks, brackets and bullets (a reader adds some) and case (headings in capitals). Empty: they say
/// the same. Else the words that were lost or added, to be shown.
std::string difference_of_texts(std::string_view source, std::string_view written);

/// The words of `source` that `written` has fewer times, wherever they stand there, to be shown; empty: none. A word is
/// letters, marks and digits, without regard to case.
std::string words_missing(std::string_view source, std::string_view written);

}  // namespace carepress::import

#pragma once

#include "article/article.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::import {

/// What import does so that an article reads as if written by hand. None of it changes a word.

/// Blank paragraphs and no-break spaces at the ends of texts are removed; web and mail addresses in the text become
/// links; addresses are escaped as a browser would; lists become as loose as Markdown can write them; a table without a
/// head whose first row reads as one (short words, no figures) gets it.
void tidy(std::vector<article::Block>& blocks);

/// A short paragraph in strong type all through, with text after it, is a heading in all but name: makes it one of
/// `level`. Drug labels write headings this way.
void headings_of_strong_paragraphs(std::vector<article::Block>& blocks, int level);

/// Text typed with "•" signs ("• sneezing • itchy nose") becomes a list, or more items of the list that it is in.
void lists_of_bullet_signs(std::vector<article::Block>& blocks);

/// Removes the links but keeps their text; returns how many there were.
std::size_t remove_links(std::vector<article::Block>& blocks);

/// "Source: Clinic", the name a link to the address where there is one.
article::InlineText credit_line(std::string_view label, std::string_view name, std::string_view address);

}  // namespace carepress::import

#pragma once

#include "article/article.h"
#include "base/diagnostic.h"
#include "words/phrases.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::handout {

/// A heading's stable name: case folded, without accents and punctuation, words joined by hyphens:
/// "¿Qué hará en casa?" is "que-hara-en-casa". Marks that are letters' own, as in Thai or Hindi, stay.
std::string section_slug(std::string_view heading);

/// A section that can be left out.
struct SectionName {
    std::string slug, heading;
};

/// An article's sections that can be left out, in order.
std::vector<SectionName> sections_of(const article::Article& article);
/// Their slugs alone.
std::vector<std::string> section_slugs(const article::Article& article);

/// Takes out the sections whose heading has one of `slugs`, with all below them, and puts a line in their place that
/// says so in the page's language. A help box that goes with its section is a warning that names the box. Returns the
/// slugs that were found.
std::vector<std::string> leave_out(article::Article& article, const std::vector<std::string>& slugs,
                                   const words::Phrases& phrases, Diagnostics& diagnostics);

/// What to leave out of an article and of its translation, by slugs.
struct SectionsOfTwo {
    std::vector<std::string> first, second;
};

/// The sections of both that have one of `slugs` in either language: sections are each other's translations where both
/// articles have headings of the same levels in the same order. Where they don't, each of `slugs` names a section of
/// its own language, and an error says so when one article would lose more sections than the other.
SectionsOfTwo sections_of_both(const article::Article& article, const article::Article& translation,
                               const std::vector<std::string>& slugs, Diagnostics& diagnostics);

}  // namespace carepress::handout

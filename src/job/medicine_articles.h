#pragma once

#include "visit/suggest.h"

#include <string>
#include <string_view>
#include <vector>

namespace carepress::job {

/// Whether one of an article's names, its titles and synonyms, has all words of `name`. What comes after a colon in a
/// title says what kind of text it is, and does not count; nor do accents, case and punctuation.
bool has_name(const std::vector<std::string>& names, std::string_view name);

/// Whether a text has a word that can be looked for.
bool has_words(std::string_view text);

/// The ingredient in the name of a medicine, "Warfarin" of "12 HR Warfarin Sodium 5 MG Oral Tablet", in the form that
/// names are compared in. A mineral or vitamin takes the next word along ("potassium chloride"), since its own word is
/// in the names of many salts. Empty if there is none, or the medicine is a combination ("A / B").
std::string ingredient_of(std::string_view name);

/// The articles of `library` about medicines (those with `names`) that have the ingredient of a medicine in a name.
std::vector<const visit::ArticleTopics*> articles_about_medicine(std::string_view name,
                                                                 const std::vector<visit::ArticleTopics>& library);

/// Why an article is suggested, for people: "its topic RxNorm 11289 is a medicine of this visit". `words`: what in the
/// record it is suggested for. Nothing of the record is in it.
std::string reason_of(const visit::Suggestion& suggestion, std::string_view words);

}  // namespace carepress::job

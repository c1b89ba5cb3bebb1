#pragma once

#include "job/record_suggestions.h"
#include "service/answers.h"
#include "service/loaded_library.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::service {

/// An article that a card offers, in the translation that suits the patient.
struct OfferedArticle {
    const library::LibraryEntry* entry = nullptr;
    std::string title;   ///< of this translation
    std::string reason;  ///< see job::ArticleSuggestion
};

/// A card names this many articles at most: what it leaves out is on the page that it leads to.
inline constexpr std::size_t most_titles = 3;

/// What a card says, besides the articles.
struct CardFacts {
    std::string uuid;
    std::string organisation;  ///< whose handouts they are
    std::string address;       ///< of the service, without a slash at its end
    std::string launch;        ///< address of the SMART launch; empty: the site has not set one up
    bool is_partial = false;   ///< see CdsRequest::is_partial
};

/// The card of CDS Hooks 2.0 ("Card Attributes") for `articles`, of which there is at least one. Nothing of the patient
/// is in it but, by the choice of articles, what the record system has just sent.
Json make_card(const std::vector<OfferedArticle>& articles, const CardFacts& facts);

/// "Handouts: Asthma; Chest Pain": under 140 characters, as `summary` has to be, with whole titles where they fit.
std::string summary_of(const std::vector<OfferedArticle>& articles);

}  // namespace carepress::service

#pragma once

#include "article/article.h"
#include "engine/engine.h"
#include "html/write.h"
#include "library/find.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::job {

/// What somebody wants of an article who asks in the middle of some work.
enum class ArticlePart : std::uint8_t {
    overview,  ///< what it is about: what comes before the first section
    care,      ///< what to do: the first section without help boxes
    help       ///< when to get help: the section with the help boxes
};

/// The part for a task, by its code of HL7's ActTaskCode ("MLREV"), whatever the case: care where medicines and orders
/// are looked at or entered, and at discharge; help where results and allergies are looked at; else the overview.
ArticlePart part_for_task(std::string_view task);

/// A part of an article, for a place in another page.
struct ArticleExcerpt {
    article::Metadata metadata;
    std::string anchor;                     ///< of the part on the article's page; empty: its beginning
    std::string html;                       ///< its headings are a level lower than on the article's page
    std::vector<html::PageNotice> notices;  ///< that go with the article: that it is a sample, the disclaimer
};

struct ExcerptRequest {
    const library::LibraryEntry* article = nullptr;
    ArticlePart part = ArticlePart::overview;
    std::string brand = "default";  ///< name or path
    std::string picture_prefix;     ///< of the address of a picture: the path that the article names follows
};

/// The part, or the overview if the article does not have it. Nothing if the article has errors. Throws
/// EnvironmentError and SourceTooLarge.
std::optional<ArticleExcerpt> take_excerpt(const ExcerptRequest& request, const engine::Engine& engine);

/// An article in a list of what was found.
struct FoundOnPage {
    ArticleExcerpt excerpt;
    std::string address, pdf_address;  ///< of the article's page, with the anchor, and of its PDF
};

/// A page of what was found for somebody who asked, each with its excerpt and links; or that nothing was. In the words
/// of `language`, else in English.
std::string write_found_page(const std::string& language, const std::vector<FoundOnPage>& found,
                             const engine::Engine& engine);

/// What a brand calls the organisation in a language. Throws EnvironmentError if it can't be read.
std::string organisation_of(const std::string& brand, const std::string& language, const engine::Engine& engine);

}  // namespace carepress::job

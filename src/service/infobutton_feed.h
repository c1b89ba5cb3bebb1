#pragma once

#include "service/answers.h"

#include <string>
#include <utility>
#include <vector>

namespace carepress::service {

struct FeedEntry {
    std::string language, title, id, updated;
    std::string address;      ///< of the article's page, at the part that fits
    std::string pdf_address;  ///< of its handout
    std::string summary;      ///< HTML
};

/// An answer to an Infobutton request, whatever its form.
struct Feed {
    std::string base;      ///< address of the service, with a slash at its end
    std::string language;  ///< that was asked for
    std::string title, subtitle, author, updated, id;
    std::vector<std::pair<std::string, std::string>> categories;  ///< scheme and term: the request's parameters
    std::vector<FeedEntry> entries;
};

/// The feed as MedlinePlus Connect writes JSON, for clients that were made for it: Atom turned, with text in "_value",
/// attributes without their prefixes, and "entry" and "link" always arrays.
Json feed_json(const Feed& feed);

/// The feed in Atom (RFC 4287).
std::string feed_atom(const Feed& feed);

}  // namespace carepress::service

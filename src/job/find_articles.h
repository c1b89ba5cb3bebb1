#pragma once

#include "base/diagnostic.h"
#include "job/catalog.h"
#include "library/find.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace carepress::job {

/// An article of a library.
struct FoundArticle {
    library::LibraryEntry entry;
    std::optional<library::LibraryEntry> english;  ///< its translation into English; nothing if it is that itself
};

/// What articles a job wants.
struct ArticleQuery {
    std::string library;           ///< folder
    std::string language;          ///< BCP 47; the article is looked up by RFC 4647 "lookup"
    bool or_english = false;       ///< take the English article if there is none in the language, instead of refusing
    library::IndexUse index = {};  ///< makes lookups quicker
    const Catalog* catalog = nullptr;  ///< is looked up instead of the folder, if it is of that library
    /// ISO 8601: the article goes to a patient on that day, so that it must be approved and in date. Empty: it is
    /// looked at, and a draft says that it is one.
    std::string for_patient_on = {};
};

/// The day of a time in nanoseconds since 1970, ISO 8601 in universal time.
std::string day_of(std::int64_t now);

/// Finds articles of one library by their codes.
class ArticleLookup {
public:
    /// Looks at the library, once for all codes. Throws EnvironmentError if its folder can't be read.
    ArticleLookup(ArticleQuery query, std::span<const std::string> codes);

    /// The article that has this code, one of those of the constructor. Nothing, and an error, if the code is not valid
    /// or unknown, the language is missing, or two articles in one language have it.
    std::optional<FoundArticle> find(const std::string& code, std::vector<Diagnostic>& diagnostics) const;

private:
    ArticleQuery query_;
    std::vector<library::LibraryEntry> entries_;
};

/// Libraries that were scanned as a whole, which takes long: each is scanned once, when first wanted.
class LibraryScans {
public:
    /// The English translation of the article in the file `path`, which must be an article of the library. Throws
    /// EnvironmentError if the library's folder can't be read.
    std::optional<library::LibraryEntry> find_english(const std::string& path, const std::string& library);

private:
    const std::vector<library::LibraryEntry>& entries_of(const std::string& library);

    std::map<std::string, std::vector<library::LibraryEntry>> scanned_;
};

}  // namespace carepress::job

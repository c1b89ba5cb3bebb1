#pragma once

#include "article/article.h"
#include "job/job_context.h"

#include <optional>
#include <string>
#include <vector>

namespace carepress::job {

/// An article of a library, read.
struct OriginalArticle {
    std::string path;
    std::string relative;  ///< path in the library
    Source source;
    article::Article article;
};

/// Where the translation of an article is, or would be.
struct TranslationPlace {
    std::string path;
    std::optional<Source> source;  ///< if there is one
};

/// Finds articles of one library and their translations.
class TranslationPlaces {
public:
    TranslationPlaces(std::string library, JobContext& context) : library_(std::move(library)), context_(context) {}

    /// An article as a user names it, by its code or its path; nothing, with an error, if it can't be read without
    /// errors.
    std::optional<OriginalArticle> original_named(const std::string& name, const std::string& language,
                                                  std::vector<Diagnostic>& diagnostics) const;
    /// The same of a file that may be hostile: by its code, which is never taken for a path.
    std::optional<OriginalArticle> original_of_code(const std::string& code, const std::string& language,
                                                    std::vector<Diagnostic>& diagnostics) const;
    /// And by its path in the library, which must not lead out.
    std::optional<OriginalArticle> original_at(const std::string& relative, std::vector<Diagnostic>& diagnostics) const;

    /// The article of the same code in another language; without one, a file of the same name in the language's folder,
    /// en/fever.md and es/fever.md. In a library without folders of languages, fever.es.md. Nothing, with an error, if
    /// two articles could be it, or the file is another article.
    std::optional<TranslationPlace> translation(const OriginalArticle& original, const std::string& language,
                                                std::vector<Diagnostic>& diagnostics) const;

private:
    std::optional<OriginalArticle> read(const std::string& path, std::vector<Diagnostic>& diagnostics) const;
    std::string new_path(const OriginalArticle& original, const std::string& language) const;

    std::string library_;
    JobContext& context_;
};

}  // namespace carepress::job

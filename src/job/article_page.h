#pragma once

#include "engine/engine.h"
#include "html/write.h"
#include "library/find.h"

#include <string>
#include <vector>

namespace carepress::job {

/// An article as a page for patients. Addresses are those of who serves it.
struct ArticlePageRequest {
    const library::LibraryEntry* article = nullptr;
    std::string brand = "default";  ///< name or path
    std::vector<html::PageTranslation> translations;
    std::string picture_prefix;  ///< of the address of a picture: the path that the article names follows
    std::string code_address;    ///< of write_code_page()
    std::string script_address;
};

/// The page, as HTML with the brand's words: what the handout says, with its help levels, disclaimer, code and date.
/// Empty if the article has errors; pressing it says which. Throws EnvironmentError and SourceTooLarge.
std::string write_article_page(const ArticlePageRequest& request, const engine::Engine& engine);

/// A page that asks for an article's code, in the words of `language`, else in English. `is_unknown`: it says that no
/// article has the code that was typed, which it does not repeat.
std::string write_code_page(const std::string& language, bool is_unknown, const std::string& address,
                            const engine::Engine& engine);

/// The file of a picture that the article names as `path`; empty for a path that it does not name.
std::string picture_file(const library::LibraryEntry& article, const std::string& path);

}  // namespace carepress::job

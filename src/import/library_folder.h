#pragma once

#include "article/article.h"
#include "import/record.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::import {

/// What becomes of a record.
enum class Fate : std::uint8_t { added, updated, unchanged, refused };
std::string_view name_of(Fate fate);

/// The file that an article goes to, and with what bytes.
struct ArticlePlace {
    Fate fate = Fate::refused;
    std::string file;        ///< below the library: "en/abdominal-pain.md"
    std::string code;        ///< the article's
    std::string bytes;       ///< to be written where the fate is added or updated
    std::string reason;      ///< of a refusal
    bool is_edited = false;  ///< refused because it was edited by hand since it was imported: force overwrites it
    std::string
        other_file;  ///< an article of another code that was made of the same file or address, below the library
};

/// A library folder that articles are imported into. Front matter remembers what import wrote (`imported:`, a hash), so
/// that an article that somebody edited since is known and never overwritten.
class LibraryFolder {
public:
    explicit LibraryFolder(std::string path) : path_(std::move(path)) {}

    /// Where the article of a record belongs. A record whose source states a code goes to the file that has it in its
    /// language; another to the file that was made of the same address or, without one, the same file: a title says
    /// nothing. Else it is new, and its code one that no other article has. `force`: articles that were edited by hand,
    /// that come from another address, or that are of a newer edition are overwritten too. Two records of one run that
    /// state the same code and language: the second is refused.
    ArticlePlace place(const ImportRecord& record, bool force);

    /// Whether it has an article of the code, in any language.
    bool has_article(const std::string& code);

private:
    /// What is known of the articles of a language: their files, relative to the library.
    struct Language {
        std::map<std::string, std::string> by_code, by_address, by_origin;
        std::map<std::string, std::string> codes;  ///< by file
    };
    Language& language(const std::string& tag);
    std::string known_file(Language& known, const ImportRecord& record, article::Article& article);
    std::string file_with_words_of(const Language& known, const std::string& code, const article::Article& article);
    std::string other_file(const Language& known, const article::Metadata& metadata) const;
    std::vector<std::string> codes_for(const ImportRecord& record);
    std::string new_file(const std::string& language, const ImportRecord& record, const std::string& code) const;
    void settle(ArticlePlace& placement, const article::Article& article, bool force) const;

    std::string path_;
    std::map<std::string, Language> languages_;
    std::set<std::string> placed_;  ///< files of this run
};

}  // namespace carepress::import

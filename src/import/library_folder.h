#pragma once

#include "article/article.h"
#include "import/record.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace carepress::import {

/// What becomes of a record.
enum class Fate : std::uint8_t { added, updated, unchanged, refused };
std::string_view name_of(Fate fate);

/// The file that an article goes to, and with what bytes.
struct ArticlePlace {
    Fate fate = Fate::refused;
    std::string file;        ///< below the library: "en/abdominal-pain.md"
    std::string bytes;       ///< to be written where the fate is added or updated
    std::string reason;      ///< of a refusal
    bool is_edited = false;  ///< refused because it was edited by hand since it was imported: force overwrites it
};

/// A library folder that articles are imported into. Front matter remembers what import wrote (`imported:`, a hash), so
/// that an article that somebody edited since is known and never overwritten.
class LibraryFolder {
public:
    explicit LibraryFolder(std::string path) : path_(std::move(path)) {}

    /// Where the article of a record belongs: the file that has its code in its language, else a new one. `force`:
    /// articles that were edited by hand are overwritten too. Two records of one run with the same code and language:
    /// the second is refused.
    ArticlePlace place(const ImportRecord& record, bool force);

private:
    std::map<std::string, std::string>& codes(const std::string& language);
    std::string new_file(const std::string& language, const ImportRecord& record) const;

    std::string path_;
    std::map<std::string, std::map<std::string, std::string>> codes_;  ///< language, code: file
    std::set<std::string> placed_;                                     ///< files of this run
};

}  // namespace carepress::import

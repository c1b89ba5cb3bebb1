#pragma once

#include "library/file_stamp.h"
#include "library/search_query.h"
#include "library/sqlite.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace carepress::library {

struct SearchQuery {
    std::string text;                    ///< words, the last one may be begun only; or an article's or clinical code
    std::vector<std::string> languages;  ///< BCP 47; "zh" takes zh-Hans too; empty: all
    std::size_t limit = 10;
};

/// An article that was found, the best first.
struct SearchHit {
    std::string path;  ///< relative to the library
    std::string code, language, title;
    std::string status;  ///< "draft", "review", "approved", "retired"; empty: not stated
    /// Some words of the text around what was found; what was found is between U+0002 and U+0003.
    std::string snippet;
    double score = 0;  ///< greater is better; an article found by its code comes before all others
};

/// What is looked for where each article counts once, whatever its translations.
struct ArticleQuery {
    std::string text;        ///< as SearchQuery::text
    std::size_t offset = 0;  ///< so many of the best are not given: they were given before
    std::size_t limit = 20;
    std::function<bool(const std::string& code)> takes = {};  ///< whether an article is wanted; empty: all are
};

/// What was found. Each article is there once, as the best of its translations.
struct FoundArticles {
    std::vector<SearchHit> hits;
    std::size_t total = 0;  ///< with those before and after `hits`
    std::vector<Correction> corrections;
};

struct SearchIndexData;

/// How many articles a look at the library brought into the index.
struct IndexChanges {
    std::size_t added = 0, changed = 0, removed = 0;
};

/// A full-text index of one library in one SQLite file (FTS5): titles, synonyms, keywords, codes and texts, ranked by
/// relevance. What the index holds of an article is true as long as the file's stamp is the same. For one thread.
class SearchIndex {
public:
    /// Opens the index at `file`, or makes one. A file that is broken, or an index of an older version, is made anew;
    /// throws EnvironmentError for one that is not an index, or is of another library, unless `is_cache`: then the file
    /// is ours whatever is in it.
    SearchIndex(const std::string& file, const std::string& library, bool is_cache);
    SearchIndex(SearchIndex&&) noexcept;
    ~SearchIndex();

    /// Takes the names of a table such as words/synonyms.yaml for each other. What it says is kept in the index, and
    /// read again when the file changes. Throws EnvironmentError for a file that can't be read.
    void use_synonyms(const std::string& file);

    /// Looks at all files of the library and reads those that changed. `now` is nanoseconds since 1970.
    IndexChanges refresh(std::int64_t now, unsigned threads);
    /// Whether every folder of the library is as it was at the last refresh, `longest` nanoseconds ago at most: no
    /// article came or went, and none was written anew by renaming.
    bool looks_fresh(std::int64_t now, std::int64_t longest);

    /// Finds articles: those that the query is the code of, or where there are none those of its ICD-10-CM category,
    /// then those that it is the name of (title or synonym), then those that have some of its words, the more and the
    /// rarer the words and the better their places the earlier. Of an article that is found in another language than
    /// the wanted ones, the translation is given. Never fails because of what the query says.
    std::vector<SearchHit> search(const SearchQuery& query);
    /// Finds as search() does, but joins the translations of an article. It takes as long for many hits as for few.
    FoundArticles search_articles(const ArticleQuery& query);
    /// Which words of the last query no article has, and what was looked for in their places.
    const std::vector<Correction>& corrections() const;
    /// The articles whose own code this is, relative to the library, in the order of their paths.
    std::vector<std::string> paths_of(const std::string& code);
    /// The files of all hits are as the index knows them.
    bool is_true(const std::vector<SearchHit>& hits);

    std::size_t size();

private:
    std::unique_ptr<SearchIndexData> data_;
};

/// The index of a library in a folder of indexes, such as ~/.cache/carepress. Throws EnvironmentError if `folder` is
/// empty.
std::string index_in_folder(const std::string& folder, const std::string& library);

/// Searches an index that is brought up to date where that is needed: when looks_fresh() says no, or a hit is not true.
/// Files that were changed in place may be seen up to `longest` later, unless they are among the hits.
std::vector<SearchHit> search_library(SearchIndex& index, const SearchQuery& query, std::int64_t now,
                                      std::int64_t longest);

}  // namespace carepress::library

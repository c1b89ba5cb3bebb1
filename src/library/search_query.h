#pragma once

#include "library/search_words.h"
#include "library/sqlite.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace carepress::library {

/// A word of a query that no article has, and the word that was looked for instead.
struct Correction {
    std::string written, meant;  ///< both folded, as the index holds words
};

/// A name that a query has, or that stands for one that it has.
struct NameInQuery {
    std::string name;  ///< as folded_name() makes it
    double score = 0;  ///< what an article of this name gains
};

/// What a query's words are looked for with.
struct SearchExpression {
    std::string match;  ///< for FTS5's MATCH; empty: the query has no words
    std::string rare;   ///< the part of `match` that says which articles are found; all of it counts for the ranking
    /// How rare each phrase of `match` is, in its order: ln(1 + (all − some + ½) / (some + ½)) × 1,000, where `some` of
    /// `all` articles have it (the weight of Okapi BM25); twice that for the rarer half; 0: does not count.
    std::vector<std::int64_t> rarities;
    std::vector<Correction> corrections;
    std::vector<NameInQuery> names;
};

/// How many articles have a word, of words that were counted before: SQLite goes through all of a word's places.
struct WordCounts {
    std::unordered_map<std::string, std::int64_t> whole, begun;

    void clear() {
        whole.clear();
        begun.clear();
    }
};

/// The query's words as an FTS5 expression over the tables `texts` and `words` of a search index. The last word may be
/// begun only; a word is also looked for by its stem, and a name by its synonyms. Where no article has a word, the
/// nearest one that some have, in `languages` (an FTS5 expression; empty: in any), takes its place. At most 64 words
/// count. `counts` is of this state of the database; it grows to a few thousand words.
SearchExpression expression_of(Database& database, WordSplitter& splitter, WordCounts& counts, const std::string& query,
                               const std::string& languages);

/// Whether English questions and titles are put together with the word ("what", "of"): it says nothing of their
/// subject. `word` is folded.
bool is_question_word(std::string_view word);

/// What an English or Spanish word begins with in its other forms ("burn" for "burns", "pregnan" for "pregnancy"), four
/// letters at least; empty where nothing is to be taken off. `word` is folded.
std::string stem_of(std::string_view word);

}  // namespace carepress::library

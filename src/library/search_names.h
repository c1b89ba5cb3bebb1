#pragma once

#include "article/article.h"
#include "base/source.h"
#include "library/search_words.h"
#include "library/sqlite.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carepress::library {

/// A name as names are compared: its folded words, each without its ending, with a space between; without those that
/// say nothing ("of", "and"), unless it has no other.
std::string folded_name(WordSplitter& splitter, std::string_view name);

/// What an article is called.
struct ArticleName {
    std::string name;  ///< as folded_name() makes it
    std::int64_t worth = 0;
    static constexpr std::int64_t of_title = 2, of_synonym = 1;
};

/// The article's title, what stands before its colon, without brackets and in them, and its synonyms; each once.
std::vector<ArticleName> names_of(WordSplitter& splitter, const article::Metadata& metadata);

/// Puts what a table of synonyms (words/synonyms.yaml) says into the table `synonyms` of an index, in place of what is
/// there. Throws EnvironmentError, with the place, for a table that can't be read.
void store_synonyms(Database& database, WordSplitter& splitter, const Source& table);

/// Another name for what is looked for.
struct Synonym {
    std::string words;     ///< folded, with a space between
    bool is_same = false;  ///< means the same; else only what the name leads to
};

/// What the index's table of synonyms has for a name, as folded_name() makes it.
std::vector<Synonym> synonyms_of(Database& database, const std::string& name);

}  // namespace carepress::library

#pragma once

#include "library/sqlite.h"

namespace carepress::library {

/// Makes the FTS5 function "relevance(texts)" known to the database: how well a row answers the query, greater is
/// better. Each word of the query adds its rarity, times what its places are worth: BM25's saturated count for the body
/// (k1 = 1.2, b = 0.75), and a share of its own for the title, synonyms, keywords and codes. Unlike FTS5's bm25() a
/// word that most articles have still counts for something, as "fever" in a library on fevers.
void add_ranking(Database& database);

}  // namespace carepress::library

#pragma once

#include "library/sqlite.h"

struct fts5_api;

namespace carepress::library {

/// FTS5's own interface, never null. Throws DatabaseError where SQLite was built without it.
fts5_api* fts5_interface(Database& database);

/// Makes the FTS5 tokenizer "carepress", which parts and folds texts as WordSplitter does, known to the database.
/// Each string of a query is one word of its; WordSplitter makes them.
void add_tokenizer(Database& database);

}  // namespace carepress::library

#include "library/search_tokenizer.h"

#include "library/search_words.h"

#include <sqlite3.h>

#include <new>

namespace carepress::library {
namespace {

// FTS5 calls these from C: no exception may leave them.

int create(void*, const char**, int, Fts5Tokenizer** out) {
    try {
        *out = reinterpret_cast<Fts5Tokenizer*>(new WordSplitter());
        return SQLITE_OK;
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    } catch (const std::exception&) {
        return SQLITE_ERROR;
    }
}

void destroy(Fts5Tokenizer* tokenizer) { delete reinterpret_cast<WordSplitter*>(tokenizer); }

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int size,
             int (*take)(void*, int, const char*, int, int, int)) {
    // A query comes in words already: a dictionary could part one anew that it left whole among its neighbours.
    if ((flags & FTS5_TOKENIZE_QUERY) != 0) return take(context, 0, text, size, 0, size);
    int result = SQLITE_OK;
    try {
        const std::string_view all(text != nullptr ? text : "", static_cast<std::size_t>(size));
        reinterpret_cast<WordSplitter*>(tokenizer)->split(
            all, [&](std::string_view word, std::size_t begin, std::size_t end) {
                result = take(context, 0, word.data(), static_cast<int>(word.size()), static_cast<int>(begin),
                              static_cast<int>(end));
                return result == SQLITE_OK;
            });
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    } catch (const std::exception&) {
        return SQLITE_ERROR;
    }
    return result;
}

}  // namespace

fts5_api* fts5_interface(Database& database) {
    // https://www.sqlite.org/fts5.html#extending_fts5: how it is asked for.
    fts5_api* interface = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database.get(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &interface, "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    if (interface == nullptr)
        throw DatabaseError("SQLite was built without FTS5; install Debian's package libsqlite3-0", SQLITE_ERROR);
    return interface;
}

void add_tokenizer(Database& database) {
    fts5_api* interface = fts5_interface(database);
    fts5_tokenizer functions{create, destroy, tokenize};
    if (interface->xCreateTokenizer(interface, "carepress", nullptr, &functions, nullptr) != SQLITE_OK)
        throw DatabaseError("SQLite refused the tokenizer", SQLITE_ERROR);
}

}  // namespace carepress::library

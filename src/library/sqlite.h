#pragma once

#include "base/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace carepress::library {

/// SQLite refused: the disk, or a file that is not a database of ours.
class DatabaseError : public EnvironmentError {
public:
    DatabaseError(const std::string& message, int code) : EnvironmentError(message), code_(code) {}
    /// The primary result code, SQLITE_NOTADB and the like.
    int code() const { return code_; }

private:
    int code_;
};

/// A prepared statement. Parameters are numbered from 1, columns from 0. Bound text must live until the next reset().
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind_blob(int parameter, std::string_view bytes);
    Statement& bind_null(int parameter);

    /// Goes to the next row; false when there is none. Throws DatabaseError.
    bool step();
    /// Runs a statement that returns nothing, and makes it ready for the next time.
    void run();
    void reset();

    std::int64_t integer(int column) const;
    /// Valid until the next step() or reset().
    std::string_view text(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A database in one file. Used by one thread at a time.
class Database {
public:
    enum class Mode : std::uint8_t { create, read_only };

    /// Opens the file, and makes it where it is missing and `mode` allows that. Throws DatabaseError.
    explicit Database(const std::string& path, Mode mode = Mode::create);

    void execute(const std::string& sql);
    Statement prepare(std::string_view sql) const { return {database_.get(), sql}; }
    std::int64_t last_row() const;
    sqlite3* get() const { return database_.get(); }

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Close> database_;
};

/// A transaction that is taken back unless it is committed.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(&database) { database.execute("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database* database_;
};

}  // namespace carepress::library

#include "library/sqlite.h"

#include <sqlite3.h>

#include <cstdint>

namespace carepress::library {
namespace {

[[noreturn]] void fail(sqlite3* database, const std::string& doing) {
    const int code = sqlite3_errcode(database);
    std::string message = doing + ": " + sqlite3_errmsg(database);
    throw DatabaseError(message, code & 0xFF);
}

void expect_ok(sqlite3_stmt* statement, int code) {
    if (code != SQLITE_OK) fail(sqlite3_db_handle(statement), "the database refused a value");
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK)
        fail(database, "cannot query the database");
    statement_.reset(statement);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    expect_ok(statement_.get(), sqlite3_bind_int64(statement_.get(), parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    expect_ok(statement_.get(), sqlite3_bind_text64(statement_.get(), parameter, text.data() ? text.data() : "",
                                                    text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
    expect_ok(statement_.get(),
              sqlite3_bind_blob64(statement_.get(), parameter, bytes.data(), bytes.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    expect_ok(statement_.get(), sqlite3_bind_null(statement_.get(), parameter));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* database = sqlite3_db_handle(statement_.get());
    const char* file = sqlite3_db_filename(database, "main");
    fail(database, std::string("cannot use the database ") + (file != nullptr ? file : ""));
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string_view()
                            : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

Database::Database(const std::string& path, Mode mode) {
    sqlite3* database = nullptr;
    const int flags = mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(path.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) fail(database, "cannot open " + path);
}

void Database::execute(const std::string& sql) {
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
    const char* file = sqlite3_db_filename(database_.get(), "main");
    fail(database_.get(), std::string("cannot use the database ") + (file != nullptr ? file : ""));
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(database_.get()); }

Transaction::~Transaction() {
    if (database_ == nullptr) return;
    sqlite3_exec(database_->get(), "ROLLBACK", nullptr, nullptr, nullptr);  // nothing more can be done where this fails
}

void Transaction::commit() {
    database_->execute("COMMIT");
    database_ = nullptr;
}

}  // namespace carepress::library
